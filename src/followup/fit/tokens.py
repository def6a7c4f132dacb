"""Words of any script, cut to stems, with where they stand."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple


# Where words are not parted by blanks, or are built of many endings, pairs of characters stand for words.
_PAIRED = (
    "\u0e00-\u0e7f"  # Thai
    "\u0e80-\u0eff"  # Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3041-\u30ff"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u07a6-\u07b0\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7"
    "\u0a01-\u0a51\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bcd\u0c00-\u0d4d\u0d81-\u0ddf"
)
_APOSTROPHES = str.maketrans("", "", "'\u2019\u200c")
_ENGLISH_STEM = 7
# Long words keep more: piscicultura is not piscina, and a Wasserkraftwerk is no Wasseraufbereitung.
_STEM = 5
_LONG_WORD = 10
_COMPOUND = 14
_SHORT = 3


class Token(NamedTuple):
    """One word, or one pair of characters, as it is compared.

    Attributes:
        stem: The form that is compared.
        start: Where it begins in the text.
        end: Where it ends.
    """

    stem: str
    start: int
    end: int


def tokens(text: str, language: str | None = None) -> Iterator[Token]:
    """The words of a text in their order, without numbers.

    Args:
        text: Any text, in any script or several.
        language: English words keep seven letters, those of other languages five, long ones six.
    """
    is_english = language == "en"
    for match in _word().finditer(text):
        word = match[0]
        if match[1]:
            yield from _pairs(word, match.start())
        elif stem := _stem(word, is_english=is_english):
            yield Token(stem, match.start(), match.end())


@cache
def _word() -> re.Pattern[str]:
    """Made at the first text: so many letters cost a tenth of the import."""
    return re.compile(rf"([{_PAIRED}]+)|(?:[^\W\d_{_PAIRED}]|[{_MARKS}'\u2019\u200c])+")


def stems(text: str, language: str | None = None) -> tuple[str, ...]:
    """Only the stems of a text, in their order."""
    return tuple(token.stem for token in tokens(text, language))


def _pairs(run: str, start: int) -> Iterator[Token]:
    folded = [unicodedata.normalize("NFKC", letter).casefold() for letter in run]
    if len(run) == 1:
        yield Token(folded[0], start, start + 1)
    for index in range(len(run) - 1):
        yield Token(folded[index] + folded[index + 1], start + index, start + index + 2)


@lru_cache(maxsize=1 << 16)
def _stem(word: str, *, is_english: bool) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold()
    if not folded.isascii():
        spread = unicodedata.normalize("NFD", folded)
        folded = "".join(letter for letter in spread if not unicodedata.combining(letter))
    # French and Italian join the article: l'eau, dell'acqua.
    joined = folded.replace("\u2019", "'").split("'")
    folded = (joined[-1] if len(joined[-1]) > 1 else joined[0]).translate(_APOSTROPHES)
    if len(folded) > _SHORT and folded.endswith("s") and not folded.endswith("ss"):
        folded = folded[:-1]
    longest = _ENGLISH_STEM if is_english else _longest_stem(len(folded))
    return folded[:longest] if len(folded) > 1 else ""


def _longest_stem(letters: int) -> int:
    return _STEM + (letters >= _LONG_WORD) + 3 * (letters >= _COMPOUND)
