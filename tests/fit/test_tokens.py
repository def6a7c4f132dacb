"""Words of any script become stems with their places."""

from __future__ import annotations

import pytest

from hypothesis import given, strategies as st

from followup.fit.tokens import Token, stems, tokens


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Water treatments 2026", "en", ("water", "treatme")),
        ("Glass", "en", ("glass",)),
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


def test_a_token_knows_its_place():
    """Start and end point into the text as it came in."""
    assert list(tokens("Ein \uff21bwasser", "de")) == [Token("ein", 0, 3), Token("abwas", 4, 12)]


@given(st.text())
def test_places_lie_in_the_text(text):
    """Whatever the text, places are in order and inside it, and stems are not empty."""
    found = list(tokens(text))
    assert all(token.stem and 0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
