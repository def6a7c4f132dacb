"""Concepts named in many languages, and how telling each word is."""

from __future__ import annotations

import math
import re

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from followup.data import BUNDLED, Facts
from followup.errors import UnknownName
from followup.fit.tokens import stems


# A column of another name, such as a source, is no language.
_TAG = re.compile("[a-z]{2,3}(-[A-Za-z]+)?")


class Lexicon:
    """What ``lexicon``, ``lexicon_house``, ``title_words``, ``stop_words``, ``company_words`` and ``faint_words`` say."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._weights: dict[str, Weights] = {}

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The names of all concepts, in their order."""
        return tuple(sorted({name for known in self._terms.values() for name in known}))

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.concepts)

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By language, what each concept is called; read for the first profile that names one."""
        terms: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for concept, language, names in chain(_gathered(self._facts), _house(self._facts)):
            several = terms[language]
            several[concept] = (*several.get(concept, ()), *names.split("|"))
        return terms

    def terms(self, concept: str, language: str) -> tuple[str, ...]:
        """What a concept is called in a language; empty where nobody wrote it down."""
        return self._terms.get(language, {}).get(concept, ())

    def languages(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """The languages in which at least one of the concepts has a name, in their order."""
        wanted = frozenset(concepts)
        if not wanted:
            return ()
        return tuple(sorted(name for name, several in self._terms.items() if wanted & set(several)))

    def check(self, concepts: Iterable[str]) -> None:
        """Refuse a concept that no table knows.

        Raises:
            UnknownName: With the nearest names.
        """
        for concept in concepts:
            if concept not in self._named:
                raise UnknownName("concept", concept, self.concepts)

    def weights(self, language: str) -> Weights:
        """How telling each stem of a language is."""
        if language not in self._weights:
            self._weights[language] = self._weigh(language)
        return self._weights[language]

    def _weigh(self, language: str) -> Weights:
        small, worn = (
            frozenset(stems(words.get(language, ""), language))
            for words in (self._facts.view(_small_words), self._facts.view(_company_words))
        )
        if language == "en":
            counts = {row["stem"]: int(row["titles"]) for row in self._facts.rows("title_words")}
            faint = frozenset(stems(self._facts.view(_faint_words).get("en", ""), "en"))
            return Weights(counts, counts.pop(""), (small, worn), faint, unknown=0.0)
        several = self._terms.get(language, {}).values()
        found = Counter(stem for terms in several for stem in set(stems(" ".join(terms), language)))
        return Weights(found, len(several), (small, worn), unknown=_SHARE_OF_UNKNOWN)


# What any company says of itself ("company", "quality", "customers") says next to nothing about its trade.
_SHARE_OF_WORN = 0.1
# A shop, an agency, a factory: kinds of business, rare in the language of classifications, and in every trade.
_SHARE_OF_FAINT = 0.5
# English words that stand in no industry's title say nothing about the industry. The vocabulary of the
# other languages is too small for that: a word that it lacks counts in the length of the text.
_SHARE_OF_UNKNOWN = 0.3


class Weights:
    """Inverse document frequencies of one language.

    Attributes:
        rarest: What a stem weighs that stands nowhere.
        known: The weight of each stem of the vocabulary; 0 means that it is passed over.
        unknown: What the others weigh in a text.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        documents: int,
        common: tuple[frozenset[str], frozenset[str]],
        faint: frozenset[str] = frozenset(),
        *,
        unknown: float,
    ) -> None:
        self.rarest = math.log(1 + documents) + 1
        self._common = common[0] | common[1]
        self.unknown = unknown * self.rarest
        self.known = {
            stem: (math.log((1 + documents) / (1 + count)) + 1)
            * (_SHARE_OF_FAINT if stem in faint else 1)
            for stem, count in counts.items()
        }
        self.known |= dict.fromkeys(common[1], _SHARE_OF_WORN * self.rarest)
        self.known |= dict.fromkeys(common[0], 0.0)

    def of(self, stem: str, *, named: bool = False) -> float:
        """The weight of a stem; 0 means that it is passed over.

        Args:
            stem: The stem.
            named: Whether the profile names it; it then counts even where the vocabulary lacks it.
        """
        return self.known.get(stem, self.rarest if named else self.unknown)

    def tells(self, stem: str) -> bool:
        """Whether a stem, if a profile names it, says something about a trade."""
        return stem not in self._common


def lexicon(facts: Facts = BUNDLED) -> Lexicon:
    """The lexicon of these facts, read once."""
    return facts.view(Lexicon)


def concepts(*, facts: Facts = BUNDLED) -> tuple[str, ...]:
    """The names that ``Topic.concepts`` understands, in their order.

    Each has names in several languages (table ``lexicon``, from OpenStreetMap's iD) and some have more,
    translated by us (table ``lexicon_house``).
    """
    return lexicon(facts).concepts


def _gathered(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Concept, language and names, from the table with one column a language."""
    for row in facts.rows("lexicon"):
        for language, names in row.items():
            if names and _TAG.fullmatch(language):
                yield row["concept"], language, names


def _house(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """The same from the table with one row for each of them."""
    for row in facts.rows("lexicon_house"):
        yield row["concept"], row["language"], row["terms"]


def _small_words(facts: Facts) -> Mapping[str, str]:
    return {row["language"]: row["words"] for row in facts.rows("stop_words")}


def faint_stems(facts: Facts, language: str) -> frozenset[str]:
    """The stems of a language that tell less of a trade than their rarity among trades says."""
    tables = (facts.view(_company_words), facts.view(_faint_words))
    return frozenset(stem for words in tables for stem in stems(words.get(language, ""), language))


def _faint_words(facts: Facts) -> Mapping[str, str]:
    return {row["language"]: row["words"] for row in facts.rows("faint_words")}


def _company_words(facts: Facts) -> Mapping[str, str]:
    return {row["language"]: row["words"] for row in facts.rows("company_words")}
