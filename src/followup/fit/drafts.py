"""A first profile from the texts of good customers, for a person to edit."""

from __future__ import annotations

import math

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from followup._language import language as language_of
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.fit.lexicon import Lexicon, lexicon
from followup.fit.text import Piece, What, pieces
from followup.fit.tokens import Token, stems, tokens
from followup.models import IndustryProfile, Topic


_LONGEST_PHRASE = 3
_MOST_TOPICS = 8
_MOST_WORDS_READ = 600
_OFTEN_ENOUGH = 4  # from so many texts on, a phrase must stand in two of them
_LENGTH = (
    0.75  # a phrase of three words is worth more than its best word, but not three times as much
)

Key = tuple[str, ...]


@attrs.frozen
class _Phrase:
    """A run of words as it was written, how telling it is, and in which texts it stands."""

    key: Key
    words: str
    language: str
    weight: float
    texts: frozenset[int]


def suggest(
    examples: Iterable[What | tuple[What, bool]],
    *,
    name: str = "suggested",
    facts: Facts = BUNDLED,
) -> IndustryProfile:
    """Draft a profile from the texts of good customers.

    Its topics are the phrases that many of the texts share and that say something about an industry, with the
    concepts of the lexicon that are called so. It is a draft: read it, strike out what is chance, give the
    topics names, add negatives.

    Args:
        examples: What ``score`` takes, one for each good customer; or pairs of that and whether it was one,
            and then phrases of those that were not are left out.
        name: The name of the profile.
        facts: The lexicon.

    Raises:
        InvalidValue: The texts of good customers say nothing that a profile could be made of.
    """
    good, bad = _sorted_out(examples)
    words = lexicon(facts)
    found = _phrases(good, words, facts)
    spoiled = {phrase.key for phrase in _phrases(bad, words, facts)}
    least = 2 if len(good) >= _OFTEN_ENOUGH else 1
    useful = [one for one in found if len(one.texts) >= least and one.key not in spoiled]
    topics = [_topic(phrase, words) for phrase in _chosen(useful)]
    if not topics:
        raise InvalidValue(
            "examples",
            f"{len(good)} texts",
            "say nothing in common about an industry",
            "Pass longer texts of more good customers",
        )
    return IndustryProfile(name=name, topics=topics)


def _sorted_out(
    examples: Iterable[What | tuple[What, bool]],
) -> tuple[list[tuple[Piece, ...]], list[tuple[Piece, ...]]]:
    kinds: dict[bool, list[tuple[Piece, ...]]] = {True: [], False: []}
    for example in examples:
        if isinstance(example, tuple) and len(example) == 2 and isinstance(example[1], bool):
            kinds[example[1]].append(pieces(example[0]))
        else:
            kinds[True].append(pieces(example))
    return kinds[True], kinds[False]


def _phrases(texts: Sequence[tuple[Piece, ...]], words: Lexicon, facts: Facts) -> list[_Phrase]:
    """All runs of one to three telling words, the most telling ones first."""
    places: defaultdict[tuple[str, Key], set[int]] = defaultdict(set)
    spellings: defaultdict[tuple[str, Key], Counter[str]] = defaultdict(Counter)
    weights: dict[tuple[str, Key], float] = {}
    for index, several in enumerate(texts):
        language = language_of("\n".join(piece.text for piece in several), facts=facts) or "en"
        for piece in several:
            for run in _runs(piece, language, words):
                known = (language, tuple(token.stem for token in run))
                places[known].add(index)
                spellings[known][piece.text[run[0].start : run[-1].end].casefold()] += 1
                weights[known] = _weight(known[1], language, words)
    phrases = [
        _Phrase(
            key,
            min(spellings[language, key].items(), key=lambda one: (-one[1], one[0]))[0],
            language,
            weights[language, key],
            frozenset(at),
        )
        for (language, key), at in places.items()
    ]
    return sorted(phrases, key=lambda one: (-one.weight * len(one.texts), one.language, one.key))


def _runs(piece: Piece, language: str, words: Lexicon) -> Iterator[tuple[Token, ...]]:
    run = list(tokens(piece.text, language))[:_MOST_WORDS_READ]
    weights = words.weights(language)
    tells = [weights.tells(token.stem) and weights.of(token.stem) > 0 for token in run]
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(run)) + 1):
            joined = all(run[at].end + 1 >= run[at + 1].start for at in range(start, end - 1))
            if joined and all(tells[start:end]):
                yield tuple(run[start:end])


def _weight(key: Key, language: str, words: Lexicon) -> float:
    best = max(words.weights(language).of(stem) for stem in key)
    return best * math.pow(len(key), _LENGTH)


def _chosen(phrases: Iterable[_Phrase]) -> list[_Phrase]:
    """The best phrases, none of them made of words that are taken already."""
    taken: set[str] = set()
    chosen: list[_Phrase] = []
    for phrase in phrases:
        if len(chosen) < _MOST_TOPICS and not taken & set(phrase.key):
            chosen.append(phrase)
            taken |= set(phrase.key)
    return chosen


def _topic(phrase: _Phrase, words: Lexicon) -> Topic:
    """A topic, with the concepts that are called just so."""
    meant = frozenset(phrase.key)
    named = tuple(
        concept
        for concept in words.concepts
        if any(
            frozenset(stems(term, phrase.language)) == meant
            for term in words.terms(concept, phrase.language)
        )
    )
    return Topic(name=phrase.words, phrases=(phrase.words,), concepts=named)
