"""Which internationalised names deceive, and which are honest."""

from __future__ import annotations

import pytest

from hypothesis import given, strategies as st

from followup.verify.idn import script, unsafe_idn


@pytest.mark.parametrize(
    "host",
    [
        "n\u00fcsse.de", "xn--nsse-0ra.de", "wiert\u0142o.pl", "m\u00e1y-b\u01a1m.vn", "tu\u011fla.com.tr", "fr\u00e6s.dk", "\u00fe\u00e9ttir.is",
        "\u043d\u0430\u0441\u043e\u0441\u044b.com", "\u0441\u043e\u043a.ru", "\u0441\u043e\u043a.\u0440\u0444", "\u0645\u0636\u062e\u0629.com", "\u0646\u0631\u0645\u200c\u062a\u0646.ir", "\u6c34\u6cf5.com", "\u6c34\u6cf5pump.cn", "\u30dd\u30f3\u30d7\u5c4b.jp",
        "\u30a2\u30fc\u30c8.jp", "\u3053\u3053\u308d\u30a2\u30fc\u30c8.jp", "\u30cf\u30fd.jp", "\u3044\u309d.jp", "\ud38c\ud504abc.kr", "\u03b1\u03bd\u03c4\u03bb\u03af\u03b1.gr", "\u0e1b\u0e31\u0e4a\u0e21\u0e19\u0e49\u0e33.com", "\u05de\u05e9\u05d0\u05d1\u05d4.co.il",
        "\u092a\u0902\u092a.in", "\u1eb9\u0301n\u00ec.ng", "plain.example", "xn--0.com", "xn--\u00fc.com", "", "a." * 200 + "com",
    ],
)  # fmt: skip
def test_an_honest_name_is_not_accused(host):
    """One script, one alphabet, its own country; what cannot be decoded is not judged."""
    assert unsafe_idn(host) is None


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("\u0440umpen.com", "mixes the scripts cyrillic, latin"),
        ("shop.\u03c1ump.com", "mixes the scripts greek, latin"),
        ("\ud38c\ud504\u304b.kr", "mixes the scripts hangul, hiragana"),
        ("\u1401\u1403.com", "not in everyday use: canadian"),
        ("\u0969\u0a6a.in", "mixes"),
        ("\u096912.com", "mixes digits"),
        ("i\u2764.com", "No registered name may hold"),
        ("\u0e01\u0e48\u0e48.th", "a mark that cannot be seen"),
        ("fi\u0307x.com", "a mark that cannot be seen"),
        ("\u0430\u0300\u0300.ru", "a mark that cannot be seen"),
        ("ab\u30bdcd.com", "passes for punctuation"),
        ("\u304b\u30fd.jp", "passes for punctuation"),
        ("pump\u30fc.jp", "passes for punctuation"),
        ("\u30d0\u30d8\u3079\u30a2.jp", "other kana that looks the same"),
        ("p\u0259mp.com", "foreign to the ending com"),
        ("\u010f\u0137\u0146.com", "no one language uses together"),
        ("\u0441\u043e\u043a.com", "spells a Latin word"),
        ("\u0441\u043e\u043a24.com", "spells a Latin word"),
        ("\u09ea\u09ea.com", "spells a Latin word"),
    ],
)
def test_a_name_made_to_deceive_is_accused_with_the_reason(host, why):
    """Mixtures, rare scripts, digits, hidden marks, strokes, borrowed letters."""
    assert why in unsafe_idn(host)


def test_a_label_is_judged_in_either_form():
    """An A-label is read in its own letters."""
    assert unsafe_idn("\u0441\u043e\u043a.com") == unsafe_idn("xn--j1ahi.com")


@pytest.mark.parametrize(
    ("letter", "expected"),
    [("a", "LATIN"), ("1", None), ("-", None), ("\u3005", "HAN"), ("\u0663", "ARABIC"), ("\u06f3", "ARABIC"), ("\u0301", None), ("\ue000", "UNNAMED")],
)  # fmt: skip
def test_a_letter_tells_its_script(letter, expected):
    """What all scripts share belongs to none."""
    assert script(letter) == expected


@given(st.text(max_size=80))
def test_any_host_is_judged(host):
    """Hostile names raise nothing."""
    assert unsafe_idn(host) is None or unsafe_idn(host)
