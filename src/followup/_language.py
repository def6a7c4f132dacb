"""Which language a text is in: its script, then its small words. Light, offline, and ready to say None."""

from __future__ import annotations

import re
import sys

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from followup._normal import require_text
from followup.data import BUNDLED, Facts


_LONGEST = 5_000
_MOST_WORDS = 600
_FEWEST_HITS = 2
_LEAD = 1.2
# What a word is worth, shared among its languages: up to ten of them get a whole number, so that sums are exact.
_SHARED = 2_520

# Scripts that name one language; a script of several languages is told apart by letters or small words.
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
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "cyrillic": "\u0400-\u052f",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile("[A-Za-z]")
_FOREIGN = re.compile("[^\0-\x7f]+")
_NO_LETTERS = bytes(one for one in range(128) if not chr(one).isalpha())
_BLANKS = dict.fromkeys(_NO_LETTERS, " ")
_URDU = re.compile("[ٹڈڑےں]")
_PERSIAN = re.compile("[پچژگکی]")
_MANY_LETTERS_A_WORD = {"zh": 3.0, "ja": 2.0, "ko": 2.0}


def language(text: str, *, facts: Facts = BUNDLED) -> str | None:
    """The language that most of a text is in.

    Args:
        text: Any text; its first 5,000 characters are read.
        facts: Where the small words come from (table ``stop_words``).

    Returns:
        A two-letter ISO 639-1 code (three letters where there is none), or None where the text is too
        short, too mixed, or in a language that the table does not know. Close relatives (Malay and
        Indonesian, Danish and Norwegian) are taken for one another in short texts.

    Raises:
        InvalidValue: It is no text.
    """
    require_text("text", text)
    start = text[:_LONGEST]
    script = _script(start)
    if script == "arabic":
        return "ur" if _URDU.search(start) else "fa" if len(_PERSIAN.findall(start)) > 1 else "ar"
    if script not in {"latin", "cyrillic"}:
        return script
    return _by_small_words(_words(start.casefold())[:_MOST_WORDS], facts.view(_small_words))


def _words(text: str) -> list[str]:
    return text.translate(_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _script(text: str) -> str | None:
    """The script of most letters; a Chinese character says as much as three letters of an alphabet."""
    if text.isascii():
        return "latin" if _LETTER.search(text) else None
    counts = dict.fromkeys(_SCRIPTS, 0.0)
    counts["latin"] = float(len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS)))
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


def _by_small_words(words: list[str], known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The language with most small words; a word that few languages share says more."""
    found = [*filter(None, map(known.get, words))]
    weights: defaultdict[str, int] = defaultdict(int)
    for names in found:
        worth = _SHARED // len(names)
        for name in names:
            weights[name] += worth
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    if not ranked or sum(ranked[0] in names for names in found) < _FEWEST_HITS:
        return None
    next_best = weights[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if weights[ranked[0]] >= _LEAD * next_best else None


def _small_words(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The languages that each small word belongs to."""
    known: dict[str, tuple[str, ...]] = {}
    for row in facts.rows("stop_words"):
        for word in row["words"].split():
            known[word] = (*known.get(word, ()), row["language"])
    return known
