"""Where the links of a page lead, and the words that they are shown with."""

from __future__ import annotations

import html as entities
import re

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

import attrs

from followup._markup import unprotected


_MOST = 2_000
_LONGEST_TAG = 2_000
_LONGEST_LABEL = 200
_NO_PLACE = ("#", "javascript:", "data:")
# No part of it crosses a "<": each letter is read once, whatever the page.
_ANCHOR = re.compile(
    r"<a\s(?:[^<>]{0,2000}?\s)??href\s{0,9}=\s{0,9}"
    r"(?:\"([^\"<>]{0,2000})|'([^'<>]{0,2000})|([^\s\"'<>]{1,2000}))",
    re.IGNORECASE,
)
# Each with a sign of it, which is looked for in a tenth of the time.
_HIDDEN = (
    ("data-cfemail=", re.compile(r"data-cfemail=[\"']?([0-9a-f]{8,300})")),
    ("/email-protection#", re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{8,300})")),
)
_TAG = re.compile(r"<[^<>]{0,300}>?")
_END_OF_HOST = re.compile(r"[/:?#]")
# Links that are whole as they are written, which most links to others are; joining takes ten times as long.
_WHOLE = re.compile(
    r"(?:mailto|tel):|https?://[a-z0-9.-]+(?:/[\w.~%!$&'()*+,=:@/-]*)?(?:\?[\w.~%!$&'()*+,=:@/?-]+)?\Z",
    re.ASCII,
)


@attrs.frozen
class Link:
    """Where a link leads, as it is written, and the markup that it is shown with."""

    target: str
    shown: str

    @property
    def label(self) -> str:
        """The words that it is shown with."""
        words = _TAG.sub(" ", self.shown.partition("</a")[0])
        return " ".join(entities.unescape(words).split())


def links(html: str) -> Iterator[Link]:
    """The links of a page in their order, at most 2,000; scripts and places on the same page are left out."""
    for anchor in islice(_ANCHOR.finditer(html), _MOST):
        if target := _target(anchor):
            start = html.find(">", anchor.end(), anchor.end() + _LONGEST_TAG) + 1
            yield Link(target, html[start : start + _LONGEST_LABEL] if start else "")


def targets(html: str) -> tuple[str, ...]:
    """Where they lead, each place once."""
    every = map(_target, islice(_ANCHOR.finditer(html), _MOST))
    return tuple(dict.fromkeys(filter(None, every)))


def hidden_addresses(html: str) -> Iterator[str]:
    """The addresses that Cloudflare hides from harvesters, as links to them."""
    patterns = (pattern for sign, pattern in _HIDDEN if sign in html)
    codes = (found[1] for pattern in patterns for found in islice(pattern.finditer(html), _MOST))
    addresses = (unprotected(code) for code in dict.fromkeys(codes))
    return (f"mailto:{address}" for address in addresses if "@" in address)


def _target(anchor: re.Match[str]) -> str:
    """Where it leads; nothing where that is no place."""
    target = anchor[anchor.lastindex or 0].strip()
    if "&" in target:
        target = entities.unescape(target)
    return "" if target.startswith(_NO_PLACE) else target


def seen_from(base: str, target: str) -> str:
    """Where a link leads from a page; as it is written, if it leads nowhere."""
    if _WHOLE.match(target):
        return target
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def leads_off(target: str, host: str) -> bool:
    """Whether a link leads to a person or to another host than this one, which may be ``""``."""
    if target.startswith("//"):
        return target[2:].partition("/")[0].removeprefix("www.") != host
    scheme, colon, rest = target.partition(":")
    if not colon or not scheme.isalpha():
        return False
    if scheme.lower() not in {"http", "https"}:
        return True
    named = _END_OF_HOST.split(rest.lstrip("/"), maxsplit=1)[0]
    return named.lower().removeprefix("www.") != host
