"""Words of any script, cut to stems, with where they stand."""

from __future__ import annotations

import re
import unicodedata

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from followup.fit.english import plain


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
_JOINED = f"{_MARKS}'\u2019\u200c"
_APOSTROPHES = str.maketrans("", "", "'\u2019\u200c")
_ENGLISH_STEM = 7
# Long words keep more: piscicultura is not piscina, and a Wasserkraftwerk is no Wasseraufbereitung.
_STEM = 5
_LONG_WORD = 10
_COMPOUND = 14
_SHORT = 3
_SHORTEST = 2
# Words come again, and are looked up; hostile texts must not fill the memory with what never comes again.
_MOST_KEPT = 1 << 14
_LONGEST_KEPT = 40
_LONGEST_WORD = 200
_MOST_STEMS_KEPT = 8


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


Span = tuple[int, int]
"""Where a word begins and ends."""


class Words:
    """A text as its stems, without numbers.

    Attributes:
        stems: The words of the text, or pairs of its characters, as they are compared, in their order.
    """

    def __init__(self, text: str, language: str | None = None) -> None:
        """Cut a text.

        Args:
            text: Any text, in any script or several.
            language: English words lose their endings and keep seven letters; those of other languages keep five,
                long ones more.
        """
        known = _known(is_english=language == "en")
        # By turns what parts chunks, and a chunk.
        self._parts = _chunk().split(text)
        self._cuts = [*map(known.__getitem__, self._parts[1::2])]
        self.stems = [*chain.from_iterable(self._cuts)]
        self._found: list[Span | None] = [None] * len(self.stems)

    def span(self, at: int) -> Span:
        """Where the word of the stem of that place begins and ends; few stems are asked for it."""
        return self._found[at] or self._find(at)

    def _find(self, at: int) -> Span:
        """Find the word of a stem, and with it all words of its chunk."""
        firsts, starts = self._origins
        number = bisect_right(firsts, at) - 1
        chunk, start = self._parts[2 * number + 1], starts[2 * number]
        first, behind = firsts[number : number + 2]
        is_word = chunk.isascii() and chunk.isalpha()
        spans = [(start, start + len(chunk))] if is_word else _spans(chunk, start)
        self._found[first:behind] = spans
        return spans[at - first]

    @cached_property
    def _origins(self) -> tuple[list[int], list[int]]:
        """Which stem each chunk begins with, and where each part ends and the next one begins."""
        firsts = [*accumulate(map(len, self._cuts), initial=0)]
        return firsts, [*accumulate(map(len, self._parts))]


def tokens(text: str, language: str | None = None) -> Iterator[Token]:
    """The words of a text in their order, without numbers, with their places; see ``Words``."""
    words = Words(text, language)
    for at, stem in enumerate(words.stems):
        yield Token(stem, *words.span(at))


def stems(text: str, language: str | None = None) -> tuple[str, ...]:
    """Only the stems of a text, in their order."""
    return tuple(Words(text, language).stems)


class _Known(dict[str, tuple[str, ...]]):
    """The stems of the chunks that were met; bounded. Most chunks are one word, or a number and nothing."""

    def __init__(self, *, is_english: bool) -> None:
        self._is_english = is_english

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = tuple(_cut(chunk, is_english=self._is_english))
        if len(chunk) <= _LONGEST_KEPT and len(found) <= _MOST_STEMS_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = found
        return found


@cache
def _known(*, is_english: bool) -> _Known:
    return _Known(is_english=is_english)


@cache
def _chunk() -> re.Pattern[str]:
    """One class of characters is found in a third of the time that telling words from numbers takes."""
    return re.compile(rf"([\w{_JOINED}{_PAIRED}]+)")


@cache
def _word() -> re.Pattern[str]:
    """Made at the first text: so many letters cost a tenth of the import."""
    return re.compile(rf"([{_PAIRED}]+)|(?:[^\W\d_{_PAIRED}]|[{_JOINED}])+")


def _cut(chunk: str, *, is_english: bool) -> list[str]:
    found: list[str] = []
    for match in _word().finditer(chunk):
        if match[1]:
            # Most texts are in normal form, and then no letter has to be folded by itself.
            is_folded = unicodedata.is_normalized("NFKC", match[1])
            letters = match[1] if is_folded else [*map(_FOLDED.__getitem__, match[1])]
            found += map(add, letters, letters[1:]) if len(letters) > 1 else letters
        elif stem := _stem(match[0], is_english=is_english):
            found.append(stem)
    return found


def _spans(chunk: str, at: int) -> list[Span]:
    """Where what each stem of a chunk is made of begins and ends; the language has no say in that."""
    spans: list[Span] = []
    known = _known(is_english=False)
    for match in _word().finditer(chunk):
        begin, end = at + match.start(), at + match.end()
        if match[1] and end - begin > 1:
            spans += zip(range(begin, end - 1), range(begin + 2, end + 1), strict=True)
        elif known[match[0]]:
            spans.append((begin, end))
    return spans


class _Folded(dict[str, str]):
    """Paired letters as they are compared; there are 30,000 of them, none of which has capitals."""

    def __missing__(self, letter: str) -> str:
        self[letter] = unicodedata.normalize("NFKC", letter)
        return self[letter]


_FOLDED = _Folded()


def _stem(word: str, *, is_english: bool) -> str:
    # Sorting combining marks takes the square of their number, and no word has so many letters.
    folded = unicodedata.normalize("NFKC", word[:_LONGEST_WORD]).casefold()
    if not folded.isascii():
        spread = unicodedata.normalize("NFD", folded)
        folded = "".join(letter for letter in spread if not unicodedata.combining(letter))
    # French and Italian join the article: l'eau, dell'acqua.
    joined = folded.replace("\u2019", "'").split("'")
    folded = (joined[-1] if len(joined[-1]) > 1 else joined[0]).translate(_APOSTROPHES)
    if len(folded) < _SHORTEST:
        return ""
    if is_english:
        return plain(folded)[:_ENGLISH_STEM]
    if len(folded) > _SHORT and folded.endswith("s") and not folded.endswith("ss"):
        folded = folded[:-1]
    return folded[: _longest_stem(len(folded))]


def _longest_stem(letters: int) -> int:
    return _STEM + (letters >= _LONG_WORD) + 3 * (letters >= _COMPOUND)
