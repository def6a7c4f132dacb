"""Who registered a name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from followup._suffix import is_top_level, registrable_domain


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.shop.example.co.uk", "example.co.uk"),
        ("EXAMPLE.com.", "example.com"),
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("a.b.example", "b.example"),
        ("www.shop.acme.uk.com", "acme.uk.com"),
        ("acme.blogspot.com", "acme.blogspot.com"),
        ("www.blogspot.com", "blogspot.com"),
        ("uk.com", "uk.com"),
        ("co.uk", None),
        ("localhost", None),
        ("", None),
        ("a..b", None),
        ("127.0.0.1", None),
        ("0x7f.1", None),
        ("::1", None),
    ],
)
def test_the_registrable_domain(host, expected):
    """After the public suffix list; addresses and bare suffixes have none. Names that are let are apart."""
    assert registrable_domain(host) == expected


def test_nothing_is_fetched_and_nothing_is_written(tmp_path):
    """tldextract would ask two hosts and fill a cache folder; ours may not."""
    code = (
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, args: seen.append(args) if event == 'socket.connect' else None)\n"
        "from followup._suffix import registrable_domain\n"
        "assert registrable_domain('www.example.com') == 'example.com'\n"
        "assert not seen, seen\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
    )

    assert list(tmp_path.rglob("*")) == []


def test_threads_that_come_first_together_read_the_list_once():
    """A batch does not read it once for each thread."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from followup import _suffix\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    list(threads.map(_suffix.registrable_domain, [f'www.a{n}.com' for n in range(8)]))\n"
        "assert _suffix._extract.cache_info().misses == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("label", "known"), [("com", True), ("travel", True), ("con", False), ("co.uk", False)]
)
def test_a_top_level_domain_is_known(label, known):
    """After the public suffix list, one label only."""
    assert is_top_level(label) is known
