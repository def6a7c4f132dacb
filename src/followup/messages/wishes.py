"""The grammar of wishes to be left alone: words of a few classes that meet in one clause.

Phrases alone find only those wishes that somebody thought of; nearly half of fresh ones were put in other words.
"""

from __future__ import annotations

import re

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.phrases import UNSPACED, Spotted, normal


# What has to meet in one clause, and within how many words.
_RULES = (
    (("leave", "list", "me"), 14),
    (("leave", "list", "mine"), 14),
    (("leaving", "list"), 14),
    (("stop", "write", "me"), 8),
    (("stop", "write", "mine"), 6),
    (("stop", "write", "again"), 8),
    (("stop", "mail", "again"), 8),
    (("stop", "send", "mail"), 8),
    (("never", "write", "again"), 8),
    (("never", "write", "me"), 5),
    (("never", "send", "mail", "again"), 10),
    (("no", "send", "mail", "again"), 10),
    (("no", "mail", "again"), 4),
    (("no", "write", "again"), 3),
    (("unwanted", "mail", "again"), 9),
)
# "Do not hesitate to write again" is no such wish, nor is one mail that did not come.
_BUT = "but"
_TURNS = frozenset({"leave", "leaving", "stop", "never", "no", "unwanted"})
_TOPICS = frozenset({"list", "write", "mail"})
_CLASSES = frozenset({_BUT}.union(*(wanted for wanted, _ in _RULES)))
_TOKEN = re.compile(r"\w+(?:['-]\w+)*'?")
_CLAUSE = re.compile(r"[^,;:.!?。，、；：！？…]+")
# "M'envoyez": a pronoun and a verb.
_ELIDED = re.compile(r"^[a-z]{1,2}'(?=.)|(?<=^[a-z]').+")
_LONGEST_GRAM = 3
_LETTERS_A_WORD = 3
_MOST_TEXT = 1_500

Place = tuple[int, int, int]
"""Which word of the text it is, and where its letters begin and end."""


@attrs.frozen
class _Classes:
    """The classes of a word or of a few words in a row; and of letters in scripts without spaces.

    Attributes:
        words: The classes by word or words.
        starts: The first of those words: most words of a text begin nothing.
        turns: The longest words of the classes that turn away, and their languages; without one of
            them there is no wish.
        topics: Those of the classes that such a wish is about.
        letters: Letters, their class and language.
        turning: The letters of the classes that turn away.
    """

    words: Mapping[str, tuple[tuple[str, str], ...]]
    starts: frozenset[str]
    turns: Mapping[str, frozenset[str]]
    topics: Mapping[str, frozenset[str]]
    letters: tuple[tuple[str, str, str], ...]
    turning: tuple[str, ...]


def wishes(body: str, facts: Facts = BUNDLED) -> Iterator[Spotted]:
    """Clauses of a normal text in which somebody asks not to be written to."""
    for clause in _clauses(body[:_MOST_TEXT], facts):
        for language, found in clause.items():
            if _BUT in found:
                continue
            for wanted, reach in _RULES:
                met = _meet([found.get(name, []) for name in wanted], reach)
                if met:
                    yield Spotted("opt_out", language, *met)
                    break


def _meet(places: list[list[Place]], reach: int) -> tuple[int, int] | None:
    """The span of the first combination that is close enough."""
    if not all(places):
        return None
    for one in product(*(some[:4] for some in places)):
        words = [place[0] for place in one]
        if max(words) - min(words) <= reach:
            return min(place[1] for place in one), max(place[2] for place in one)
    return None


def _clauses(text: str, facts: Facts) -> Iterator[Mapping[str, Mapping[str, list[Place]]]]:
    """For each clause the places of the classes, by language."""
    known = facts.view(_classes)
    words = set(_TOKEN.findall(text))
    words.update([part for token in words if "'" in token for part in _ELIDED.findall(token)])
    turned = _languages(words, known.turns)
    if turned and turned & _languages(words, known.topics):
        for part in _CLAUSE.finditer(text):
            yield _classified(list(_TOKEN.finditer(text, *part.span())), known)
    if UNSPACED.search(text) and any(letters in text for letters in known.turning):
        for clause in re.finditer(r"[^,;:.!?。，；：！？…]+", text):
            yield _lettered(clause, known)


def _languages(words: set[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(known[word] for word in words & known.keys()))


def _classified(
    tokens: list[re.Match[str]], known: _Classes
) -> Mapping[str, Mapping[str, list[Place]]]:
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place, token in enumerate(tokens):
        for part in _ELIDED.findall(token[0]) if "'" in token[0] else ():
            for name, language in known.words.get(part, ()):
                found[language][name].append((place, token.start(), token.end()))
        if token[0] not in known.starts:
            continue
        gram = ""
        for last in tokens[place : place + _LONGEST_GRAM]:
            gram = f"{gram} {last[0]}" if gram else last[0]
            for name, language in known.words.get(gram, ()):
                found[language][name].append((place, token.start(), last.end()))
    return found


def _lettered(clause: re.Match[str], known: _Classes) -> Mapping[str, Mapping[str, list[Place]]]:
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for letters, name, language in known.letters:
        at = clause[0].find(letters)
        if at >= 0:
            start = clause.start() + at
            found[language][name].append((at // _LETTERS_A_WORD, start, start + len(letters)))
    return found


def _classes(facts: Facts) -> _Classes:
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    letters: list[tuple[str, str, str]] = []
    for row in facts.table("opt_out_words").rows:
        if row["meaning"] not in _CLASSES:
            continue
        for written in map(normal, row["phrases"].split("|")):
            if UNSPACED.match(written):
                letters.append((written, row["meaning"], row["language"]))
            else:
                words[written].append((row["meaning"], row["language"]))
    return _Classes(
        {word: tuple(all_of) for word, all_of in words.items()},
        frozenset(word.partition(" ")[0] for word in words),
        _longest_words(words, _TURNS),
        _longest_words(words, _TOPICS),
        tuple(letters),
        tuple(written for written, name, _ in letters if name in _TURNS),
    )


def _longest_words(
    words: Mapping[str, list[tuple[str, str]]], classes: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, all_of in words.items():
        languages = {language for name, language in all_of if name in classes}
        if languages:
            found[max(word.split(), key=len)] |= languages
    return {word: frozenset(languages) for word, languages in found.items()}
