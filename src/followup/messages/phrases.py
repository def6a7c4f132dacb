"""Find telling phrases in a text, in many languages, in time that grows with its length only."""

from __future__ import annotations

import re
import unicodedata

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import attrs

from followup.data import BUNDLED, Facts


LONGEST_TEXT = 20_000
"""Letters that are read of a message; what matters is said at its beginning."""

_LONGEST_GAP = 50
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_PROBE = 4
# Scripts that keep words apart by spaces, and letters of those that do not.
_WORD = re.compile(r"[^\W_\u0e00-\u0e7f\u1100-\U0010ffff]+")
_ASCII_WORD = re.compile("[a-z0-9]+")
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\U0010ffff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " "})


@attrs.frozen
class Phrase:
    """One row of the table: pieces that follow each other with at most a few words between."""

    meaning: str
    language: str
    pieces: tuple[str, ...]


@attrs.frozen
class Spotted:
    """A phrase found in a text, and where."""

    meaning: str
    language: str
    start: int
    end: int


Spots = Mapping[str, tuple[Spotted, ...]]
Index = Mapping[str, tuple[tuple[str, Phrase], ...]]
"""Each phrase behind the letters that any text with it holds, by the beginning of its first word."""


def normal(text: str) -> str:
    """The text in the form in which phrases are compared: case folded, digits and quotes plain."""
    if text.isascii():
        return " ".join(text[:LONGEST_TEXT].replace("`", "'").lower().split())
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT].translate(_QUOTES)).casefold()
    plain = _FOREIGN_DIGIT.sub(_plain_digit, folded).replace("i\u0307", "i")  # the Turkish İ
    return unicodedata.normalize("NFC", " ".join(plain.split()))[:LONGEST_TEXT]


def _plain_digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0]))


def message_phrases(facts: Facts) -> Index:
    """The phrases that every message is searched for."""
    return index_of(facts.table("message_phrases").rows)


def spot(
    text: str, facts: Facts = BUNDLED, phrases: Callable[[Facts], Index] = message_phrases
) -> Spots:
    """Every phrase of a table in a normal text, by meaning, in the order of the text."""
    found: dict[str, list[Spotted]] = defaultdict(list)
    for phrase in _possible(text, facts.view(phrases)):
        for start, end in occurrences(phrase.pieces, text):
            found[phrase.meaning].append(Spotted(phrase.meaning, phrase.language, start, end))
    ordered = {name: tuple(sorted(spots, key=_place)) for name, spots in found.items()}
    return MappingProxyType(defaultdict(tuple, ordered))


def _place(spotted: Spotted) -> tuple[int, int]:
    return spotted.start, -spotted.end


def _possible(text: str, index: Index) -> Iterator[Phrase]:
    """The phrases that begin as some word of the text does: most phrases begin as none."""
    plain = text.isascii()
    words = (_ASCII_WORD if plain else _WORD).findall(text)
    begins = {"", *words, *map(" ".join, pairwise(words))}
    begins.update([word[:_PROBE] + "*" for word in words])
    begins.update(() if plain else UNSPACED.findall(text))
    for begin in index.keys() & begins:
        for probe, phrase in index[begin]:
            if probe in text:
                yield phrase


def index_of(rows: Iterable[Mapping[str, str]]) -> Index:
    """Rows with a meaning, a language and phrases, ready for ``spot``."""
    found: dict[str, list[tuple[str, Phrase]]] = {"": []}
    for row in rows:
        for written in row["phrases"].split("|"):
            phrase = Phrase(row["meaning"], row["language"], pieces(written))
            first = phrase.pieces[0]
            found.setdefault(_beginning(first), []).append((first.removesuffix("*"), phrase))
    return {begin: tuple(phrases) for begin, phrases in found.items()}


def _beginning(piece: str) -> str:
    """What each text with the piece holds: its first two words, its first word, or that word's first letters and a star."""
    if UNSPACED.match(piece):
        return piece[0]
    words: list[str] = _WORD.findall(piece)
    if not words or not piece.startswith(words[0]):
        return ""
    starred = piece.endswith("*")
    if len(words) > 1 + starred:
        return f"{words[0]} {words[1]}"
    if len(words) > 1 or not starred:
        return words[0]
    return words[0][:_PROBE] + "*" if len(words[0]) >= _PROBE else ""


def pieces(phrase: str) -> tuple[str, ...]:
    """The pieces of a phrase as the tables write it, where an ellipsis stands for a few words."""
    return tuple(normal(piece) for piece in phrase.split("…"))


def occurrences(pieces: tuple[str, ...], text: str) -> Iterable[tuple[int, int]]:
    """Where the pieces stand in a normal text, each within a short distance of the one before."""
    at = 0
    while (first := _find(pieces[0], text, at, len(text))) is not None:
        start, end = first
        at = end
        for piece in pieces[1:]:
            following = _find(piece, text, end, end + _LONGEST_GAP + len(piece))
            if following is None:
                break
            end = following[1]
        else:
            yield start, end


def _find(piece: str, text: str, start: int, stop: int) -> tuple[int, int] | None:
    """A piece that is no part of a longer word; a star at its end allows any ending."""
    bare = piece.removesuffix("*")
    while (at := text.find(bare, start, stop)) >= 0:
        end = at + len(bare)
        if _starts_word(text, at) and (bare != piece or _ends_word(text, end)):
            return at, end
        start = at + 1
    return None


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not (_joins(text[at - 1]) and _joins(text[at]))


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not (_joins(text[end - 1]) and _joins(text[end]))


def _joins(letter: str) -> bool:
    """Whether words of this script are kept apart by spaces; Chinese, Japanese and Korean are not."""
    return letter.isalnum() and not "\u0e00" <= letter <= "\u0e7f" and letter < "\u1100"
