"""Words of any script become stems with their places."""

from __future__ import annotations

import pytest

from hypothesis import given, strategies as st

from followup.fit.tokens import Token, stems, tokens


WORDS = [f"{one}{two}" for one in "bcdfghjklmnp" for two in "aeiouyqvwxz"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Water treatments 2026", "en", ("water", "treatme")),
        ("Glass", "en", ("glas",)),
        ("ÉPURATION de l'eau", "fr", ("epura", "de", "eau")),
        ("dell\u2019acqua", "it", ("acqua",)),
        ("acquacoltura", "it", ("acquac",)),
        ("farmer's o'", "de", ("farme",)),
        ("сточные воды", "ru", ("сточн", "воды")),
        ("水处理", "zh", ("水处", "处理")),
        ("水 UV灯", "zh", ("水", "uv", "灯")),
        ("ไทย", "th", ("ไท", "ทย")),
        ("जल शोधन", "hi", ("जल", "शोधन")),
        ("UV", None, ("uv",)),
        ("x 1 -", None, ()),
    ],
)
def test_words_are_cut_to_stems_by_script(text, language, expected):
    """Prefixes for alphabets, pairs of characters where words have no blanks between them."""
    assert stems(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein \uff21bwasser", [("ein", 0, 3), ("abwas", 4, 12)]),
        ("2nd O2, x B2B", [("nd", 1, 3)]),
        ("l'eau, o'", [("eau", 0, 5)]),
        (
            "水处理UV灯 灯",
            [("水处", 0, 2), ("处理", 1, 3), ("uv", 3, 5), ("灯", 5, 6), ("灯", 7, 8)],
        ),
        ("x水", [("水", 1, 2)]),
        ("eau水处", [("eau", 0, 3), ("水处", 3, 5)]),
        ("น\u0e33้", [("น\u0e4d\u0e32", 0, 2), ("\u0e4d\u0e32้", 1, 3)]),
    ],
)
def test_a_token_knows_its_place(text, expected):
    """Start and end point into the text as it came in, whatever stands beside the word."""
    assert list(tokens(text, "de")) == [Token(*one) for one in expected]


def test_what_never_comes_again_is_not_kept():
    """Hostile texts bring new words without end; the words are cut all the same."""
    several = [f"{first}{second}abc" for first in WORDS for second in WORDS]
    assert len(stems(" ".join(several))) == len(several) > 1 << 14
    assert stems(several[0]) == (several[0][:5],)
    assert stems("x" * 50_000) == ("x" * 9,)
    assert len(stems("水" * 50_000)) == 49_999


@given(st.text(), st.sampled_from(["en", "th", None]))
def test_places_lie_in_the_text(text, language):
    """Whatever the text, places are in order and inside it, and stems are not empty."""
    found = list(tokens(text, language))
    assert all(token.stem and 0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@pytest.mark.parametrize(
    "several",
    [
        "printer printers printing printed print",
        "jewellery jewelry jeweller jewel",
        "bakery bakeries baking baked",
        "winery wine wines",
        "mining mine mines",
        "organisation organization organising",
        "aluminium aluminum",
        "fibre fiber fibres",
        "paediatric pediatric",
        "mould molding moulded",
        "tyre tires",
        "glass glasses",
        "boxes box",
        "buses bus",
        "travelling traveling",
        "catalogue catalog",
        "analyser analyzer",
        "lens lenses",
    ],
)
def test_english_words_are_known_by_any_ending_and_spelling(several):
    """Who prints is a printer, on either side of the Atlantic."""
    assert len(set(stems(several, "en"))) == 1


@pytest.mark.parametrize(
    "pair", ["nursery nursing", "site sitting", "wine win", "paper pap", "battery bat", "red ring"]
)
def test_english_words_of_different_trades_stay_apart(pair):
    """A nursery is no nursing."""
    assert len(set(stems(pair, "en"))) == 2


def test_a_word_of_a_million_marks_is_cut_before_it_is_folded():
    """Sorting them would take minutes."""
    assert stems("agua" + "\u0315\u0300" * 500_000, "es") == ("agua",)
