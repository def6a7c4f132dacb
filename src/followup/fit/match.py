"""A profile as weighted stems in one language, and how alike a text is to each topic."""

from __future__ import annotations

import math

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from followup.fit.document import Document, Vector, unit
from followup.fit.hits import Hits, Why
from followup.fit.lexicon import Lexicon
from followup.fit.tokens import stems
from followup.models import IndustryProfile, Topic


# A house judgement, settled on the open cases of the development set.
_IN_PARTS = 0.35  # the share of a topic of which no phrase is complete


class Query(NamedTuple):
    """A topic as one text: its own phrases, or the names of one of its concepts in one language.

    Attributes:
        why: The topic and the concept, and the language of the concept's names.
        vector: All their stems by weight, of length 1.
        phrases: The telling stems of each phrase.
    """

    why: Why
    vector: Vector
    phrases: tuple[frozenset[str], ...]


class Reader:
    """A profile as it is read in one language.

    Attributes:
        topics: What is looked for.
        end_markets: Where the finished goods are used.
        negatives: What looks alike.
        strangers: The same without the words that topics and end markets have too.
        excludes: Why, and the stems of each phrase that rules out.
    """

    def __init__(self, profile: IndustryProfile, language: str, words: Lexicon) -> None:
        self._language = language
        self._words = words
        wanted = (*profile.topics, *profile.end_markets)
        named = {stem for topic in (*wanted, *profile.negatives) for stem in self._stems(topic)}
        weights = words.weights(language)
        self._named_weights = {stem: weights.of(stem, named=True) for stem in named}
        self._weights = weights
        self.topics = Queries(self._queries(profile.topics))
        self.end_markets = Queries(self._queries(profile.end_markets))
        self.negatives = Queries(self._queries(profile.negatives))
        # What a target says too cannot speak against it: water stands in bottled water and in water treatment.
        ours = {stem for topic in wanted for stem in self._stems(topic)}
        self.strangers = Queries(_without(query, ours) for query in self.negatives.several)
        self.excludes = tuple(
            (Why(topic, concept, None), run)
            for topic in profile.excludes
            for concept, terms in self._named(topic)
            for term in terms
            if (run := stems(term, language))
        )

    def vector(self, document: Document) -> Vector:
        """The stems of a text that the profile names, by how telling they are and how often they are said.

        A stem of the body counts ``log2(1 + times)``. With the stems that only the text has, it would be of length 1.
        """
        named, known, unknown = self._named_weights, self._weights.known, self._weights.unknown
        ours: dict[str, float] = {}
        others: list[float] = []
        for stem, much in document.masses.items():
            if stem in named:
                ours[stem] = named[stem] * math.log2(1 + much)
            elif weight := known.get(stem, unknown):
                others.append(weight * math.log2(1 + much))
        length = math.sqrt(math.fsum([one * one for one in (*ours.values(), *others)]))
        return {stem: weight / length for stem, weight in ours.items() if weight}

    def _named(self, topic: Topic) -> Iterable[tuple[str | None, tuple[str, ...]]]:
        yield None, topic.phrases
        for concept in topic.concepts:
            yield concept, self._words.terms(concept, self._language)

    def _stems(self, topic: Topic) -> Iterable[str]:
        for _, terms in self._named(topic):
            for term in terms:
                yield from stems(term, self._language)

    def _queries(self, topics: Iterable[Topic]) -> tuple[Query, ...]:
        return tuple(
            Query(
                Why(topic, concept, self._language if concept else None),
                self._vector(terms),
                self._phrases(terms),
            )
            for topic in topics
            for concept, terms in self._named(topic)
            if terms
        )

    def _phrases(self, terms: Iterable[str]) -> tuple[frozenset[str], ...]:
        several = (self._telling(term) for term in terms)
        return tuple(phrase for phrase in several if phrase)

    def _telling(self, term: str) -> frozenset[str]:
        """The stems by which a phrase is known; where all but one say little, all: water is no water service."""
        known = frozenset(stem for stem in stems(term, self._language) if self._named_weights[stem])
        telling = frozenset(stem for stem in known if self._weights.tells(stem))
        return telling if len(telling) > 1 else known

    def _vector(self, terms: Iterable[str]) -> Vector:
        counts = Counter(stem for term in terms for stem in stems(term, self._language))
        return unit(
            {stem: self._named_weights[stem] * (1 + math.log(n)) for stem, n in counts.items()}
        )


def _without(query: Query, ours: set[str]) -> Query:
    """A negative without the stems that topics and end markets have too."""
    vector = {stem: part for stem, part in query.vector.items() if stem not in ours}
    return query._replace(vector=vector)


class Match(NamedTuple):
    """A query and how alike it is to a text."""

    query: Query
    alike: float

    def add_to(self, hits: Hits, document: Document, vector: Vector, share: float = 1.0) -> None:
        """Take in the likeness, taken apart into places, times a share."""
        why, mine, _ = self.query
        both = {stem: part * vector[stem] for stem, part in mine.items() if stem in vector}
        hits.share_out(why, share * self.alike, both, document)


class Queries:
    """Several queries, found by their stems.

    Attributes:
        several: The queries themselves.
    """

    def __init__(self, several: Iterable[Query]) -> None:
        self.several = tuple(several)
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, query in enumerate(self.several):
            for stem, weight in query.vector.items():
                postings[stem].append((index, weight))
        self._postings = dict(postings)

    def ranked(self, document: Document, vector: Vector, *, whole: bool = False) -> list[Match]:
        """The best query of each topic that has something in common with the text, best first.

        The likeness is the cosine of topic and text, times the topic's weight. Where the text holds no phrase
        of the topic completely, single words are all there is, and they count less (or, with ``whole``, not at
        all): a farm is not yet an organic farm.
        """
        best: dict[str, Match] = {}
        said = frozenset(vector)
        for index, cosine in self._cosines(vector).items():
            query = self.several[index]
            complete = is_whole(query, said, document)
            topic = query.why.topic
            alike = topic.weight * cosine * (1.0 if complete else _IN_PARTS)
            name = topic.name
            if (complete or not whole) and (name not in best or alike > best[name].alike):
                best[name] = Match(query, alike)
        return sorted(best.values(), key=lambda match: (-match.alike, match.query.why.topic.name))

    def _cosines(self, vector: Vector) -> Mapping[int, float]:
        cosines: defaultdict[int, float] = defaultdict(float)
        for stem, mine in vector.items():
            for index, weight in self._postings.get(stem, ()):
                cosines[index] += weight * mine
        return cosines


def is_whole(query: Query, said: frozenset[str], document: Document) -> bool:
    """Whether a text that says these stems holds at least one phrase of the topic completely."""
    return any(map(document.holds, filter(said.issuperset, query.phrases)))
