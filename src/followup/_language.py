"""Which language a text is in: its script, then its small words. Light, offline, and ready to say None."""

from __future__ import annotations

import re

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from followup.data import BUNDLED, Facts


_LONGEST = 5_000
_MOST_WORDS = 600
_FEWEST_HITS = 2
_LEAD = 1.2

# Scripts that name one language; a script of several languages is told apart by letters or small words.
_SCRIPTS = (
    ("ja", "\u3041-\u30ff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("am", "\u1200-\u137f"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("or", "\u0b00-\u0b7f"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("cyrillic", "\u0400-\u052f"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile("[A-Za-z]")
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
    """
    start = text[:_LONGEST]
    script = _script(start)
    if script == "arabic":
        return "ur" if _URDU.search(start) else "fa" if len(_PERSIAN.findall(start)) > 1 else "ar"
    if script not in {"latin", "cyrillic"}:
        return script
    words = _WORD.findall(start.casefold())[:_MOST_WORDS]
    return _by_small_words(words, facts.view(_small_words))


def _script(text: str) -> str | None:
    """The script of most letters; a Chinese character says as much as three letters of an alphabet."""
    if text.isascii():
        return "latin" if _LETTER.search(text) else None
    # Each letter is looked for once, however often it stands there: a fifth of the time.
    letters = Counter(text)
    each = "".join(letters)
    counts = {
        name: sum(letters[one] for one in run.findall(each)) * _MANY_LETTERS_A_WORD.get(name, 1.0)
        for name, run in _runs()
    }
    # Kana stands between Han in every Japanese text, and never in a Chinese one.
    if counts["ja"] and counts["zh"] and counts["ja"] > counts["zh"] / 20:
        counts["ja"] += counts["zh"]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


@cache
def _runs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Made at the first text that is not ASCII."""
    return tuple((name, re.compile(f"[{letters}]")) for name, letters in _SCRIPTS)


def _by_small_words(words: list[str], known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The language with most small words; a word that few languages share says more."""
    hits: Counter[str] = Counter()
    weights: defaultdict[str, float] = defaultdict(float)
    for word in words:
        names = known.get(word)
        if names is None:
            continue
        for name in names:
            hits[name] += 1
            weights[name] += 1 / len(names)
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    if not ranked or hits[ranked[0]] < _FEWEST_HITS:
        return None
    next_best = weights[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if weights[ranked[0]] >= _LEAD * next_best else None


def _small_words(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The languages that each small word belongs to."""
    known: dict[str, tuple[str, ...]] = {}
    for row in facts.table("stop_words").rows:
        for word in row["words"].split():
            known[word] = (*known.get(word, ()), row["language"])
    return known
