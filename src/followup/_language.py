"""Which language a text is in: its script, then its letters by threes. Light, offline, and ready to say None."""

from __future__ import annotations

import re
import struct
import sys
import unicodedata

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from followup._normal import require_text
from followup.data import BUNDLED, Facts


_LONGEST = 5_000
_MOST_WORDS = 300
_LONGEST_WORD = 40
# From so many words without a capital on, those with one are left out: they may be names.
_ENOUGH_WORDS = 5
# House judgements, settled on translations of software in 69 languages: see docs/explanation/limits.md. All in
# quarters of a natural logarithm, as the weights of the table are.
_SMALL_WORD = 12  # what a small word says beyond its letters
_SURE = 20  # by how much the best language leads
_OF_FEW_WORDS = 40  # how much more than that, shared among the different words
_FAMILIAR = 4  # what a letter is worth at least
# Written so alike that a few words cannot tell them apart: a language is named although these come near.
_RELATIVES = {"da": {"nb"}, "hi": {"mr", "ne"}, "id": {"ms"}, "ms": {"id"}, "nb": {"da"}}
_LANE = 32  # bits
# Words come again; hostile texts must not fill the memory with what never comes again.
_MOST_KEPT = 1 << 14

# Scripts that one language is written in, of those that matter here; and those of several.
_SCRIPTS = {
    "ja": "\u3041-\u30ff",
    "ko": "\uac00-\ud7a3\u1100-\u11ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "am": "\u1200-\u137f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "devanagari": "\u0900-\u097f",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "cyrillic": "\u0400-\u052f",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_OF_SEVERAL = frozenset({"latin", "cyrillic", "arabic", "devanagari"})
# The vowel signs of Devanagari are no letters to ``re``.
_WORD = re.compile("[^\\W\\d_\u0900-\u097f]+|[\u0900-\u0963\u0970-\u097f]+")
_FOREIGN = re.compile("[^\0-\x7f]+")
_NO_LETTERS = bytes(one for one in range(128) if not chr(one).isalpha())
_BLANKS = dict.fromkeys(_NO_LETTERS, " ")
_MANY_LETTERS_A_WORD = {"zh": 3.0, "ja": 2.0, "ko": 2.0}
_MOST_LETTERS_A_WORD = max(_MANY_LETTERS_A_WORD.values())


def language(text: str, *, facts: Facts = BUNDLED) -> str | None:
    """The language that most of a text is in.

    Args:
        text: Any text; its first 5,000 characters are read.
        facts: How often letters follow each other in a language (table ``trigrams``), and its small words
            (table ``stop_words``).

    Returns:
        A two-letter ISO 639-1 code (three letters where there is none), or None where the text is too
        short, too mixed, or in a language that the tables do not know. Close relatives (Malay and
        Indonesian, Danish and Norwegian) are taken for one another in short texts; Bosnian, and Serbian in
        Latin letters, are taken for Croatian.

    Raises:
        InvalidValue: It is no text.
    """
    require_text("text", text)
    start = text[:_LONGEST]
    script = _script(start)
    if script not in _OF_SEVERAL:
        return script
    return facts.view(Alike).best(_telling(start), script)


def _script(text: str) -> str | None:
    """The script of most letters; a Chinese character says as much as three letters of an alphabet."""
    plain = text.encode("ascii", "ignore")
    latin = float(len(plain.translate(None, _NO_LETTERS)))
    if latin > _MOST_LETTERS_A_WORD * (len(text) - len(plain)):
        return "latin"
    counts = dict.fromkeys(_SCRIPTS, 0.0) | {"latin": latin}
    # Each other letter is looked up once, however often it stands there.
    for letter, times in Counter("".join(_FOREIGN.findall(text))).items():
        if name := _script_of(letter):
            counts[name] += times * _MANY_LETTERS_A_WORD.get(name, 1.0)
    # Kana stands between Han in every Japanese text, and never in a Chinese one.
    if counts["ja"] and counts["zh"] and counts["ja"] > counts["zh"] / 20:
        counts["ja"] += counts["zh"]
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


@lru_cache(maxsize=1 << 13)
def _script_of(letter: str) -> str:
    ranges = _ranges()
    _, first, name = ranges[bisect_left(ranges, (letter, ""))]
    return name if first <= letter else ""


@cache
def _ranges() -> list[tuple[str, str, str]]:
    """The last and the first letter of each range of a script, and which script it is; in their order."""
    several = [
        (letters[at + 2], letters[at], name)
        for name, letters in _SCRIPTS.items()
        for at in range(0, len(letters), len("A-Z"))
    ]
    return sorted([*several, (chr(sys.maxunicode), chr(sys.maxunicode), "")])


class Alike:
    """How much words look like each language: naive Bayes over their letters by threes.

    The sums of all languages stand side by side in one whole number, each in bits of its own, so that one addition
    adds for all of them.
    """

    def __init__(self, facts: Facts) -> None:
        """Read the tables ``trigrams`` and ``stop_words``."""
        rows, small = facts.rows("trigrams"), facts.rows("stop_words")
        self._languages = sorted({row["language"] for row in (*rows, *small)})
        places = {name: at for at, name in enumerate(self._languages)}
        threes: Counter[str] = Counter()
        for row in rows:
            worth = int(row["weight"]) << _LANE * places[row["language"]]
            several = row["trigrams"].replace("_", " ")
            for at in range(0, len(several), 3):
                threes[several[at : at + 3]] += worth
        words: Counter[str] = Counter()
        for row in small:
            worth = _SMALL_WORD << _LANE * places[row["language"]]
            for word in set(row["words"].split()):
                words[word] += worth
        self._worths = _Worths(words, threes)
        self._sums = struct.Struct(f"<{len(places)}I")
        alike = [(name, *_RELATIVES.get(name, ())) for name in self._languages]
        self._near = [[places[name] for name in several if name in places] for several in alike]

    def best(self, words: Sequence[str], script: str) -> str | None:
        """The language of words in a script; None where another one is hardly less likely, or none is likely."""
        total = sum(map(self._worths.__getitem__, words))
        sums = [*self._sums.unpack(total.to_bytes(self._sums.size, "little"))]
        most = max(sums)
        first = sums.index(most)
        # Itself, and those that cannot deny it its lead.
        for near in self._near[first]:
            sums[near] = 0
        least = max(sums) + _SURE
        if script == "latin":
            # Names are in Latin letters anywhere, and most languages that the table does not know.
            doubt = _OF_FEW_WORDS / max(1, len(set(words)))
            least = max(least + doubt, _FAMILIAR * sum(map(len, words)))
        return self._languages[first] if most >= least else None


class _Worths(dict[str, int]):
    """What each word that was met is worth to the languages; bounded."""

    def __init__(self, small: Mapping[str, int], threes: Mapping[str, int]) -> None:
        self._small = small
        self._threes = threes

    def __missing__(self, word: str) -> int:
        worth = sum([self._threes.get(three, 0) for three in trigrams_of(word)])
        worth += self._small.get(word, 0)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = worth
        return worth


def _telling(text: str) -> list[str]:
    """The words that tell a language: names, which may be of any, only where little else stands."""
    words = [word[:_LONGEST_WORD] for word in words_of(text)[:_MOST_WORDS]]
    small = [word for word in words if word.islower()]
    return small if len(small) >= _ENOUGH_WORDS else [word.lower() for word in words]


def words_of(text: str) -> list[str]:
    """The words of a text, without numbers."""
    whole = unicodedata.normalize("NFC", text)
    return whole.translate(_BLANKS).split() if whole.isascii() else _WORD.findall(whole)


def trigrams_of(word: str) -> Iterator[str]:
    """A word by sequences of three characters, a blank on each side of it."""
    padded = f" {word} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))
