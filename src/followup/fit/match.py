"""A profile as weighted stems in one language, and how alike a text is to each topic."""

from __future__ import annotations

import math

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from followup.fit.document import Document, Hit, Vector, Why, unit
from followup.fit.lexicon import Lexicon
from followup.fit.tokens import stems
from followup.models import IndustryProfile, Topic


# A house judgement, settled on the open cases of the development set.
_IN_PARTS = 0.35  # the share of a topic of which no phrase is complete


@attrs.frozen
class Query:
    """A topic as one text: its own phrases, or the names of one of its concepts in one language.

    Attributes:
        topic: The topic.
        concept: The concept; None for the topic's own phrases.
        language: The language of the concept's names; None for the topic's own phrases.
        vector: All their stems by weight, of length 1.
        phrases: The telling stems of each phrase.
    """

    topic: Topic
    concept: str | None
    language: str | None
    vector: Vector
    phrases: tuple[frozenset[str], ...]


class Reader:
    """A profile as it is read in one language.

    Attributes:
        topics: What is looked for.
        end_markets: Where the finished goods are used.
        negatives: What looks alike.
        strangers: The same without the words that topics and end markets have too.
        excludes: Topic, language and stems of each phrase that rules out.
    """

    def __init__(self, profile: IndustryProfile, language: str, words: Lexicon) -> None:
        self._language = language
        self._words = words
        wanted = (*profile.topics, *profile.end_markets)
        named = {stem for topic in (*wanted, *profile.negatives) for stem in self._stems(topic)}
        weights = words.weights(language)
        self._weights = {stem: weights.of(stem, named=True) for stem in named}
        self._of = weights.of
        self.topics = Queries(self._queries(profile.topics))
        self.end_markets = Queries(self._queries(profile.end_markets))
        self.negatives = Queries(self._queries(profile.negatives))
        # What a target says too cannot speak against it: water stands in bottled water and in water treatment.
        ours = {stem for topic in wanted for stem in self._stems(topic)}
        self.strangers = Queries(_without(query, ours) for query in self.negatives.several)
        self.excludes = tuple(
            (topic, concept, run)
            for topic in profile.excludes
            for concept, terms in self._named(topic)
            for term in terms
            if (run := stems(term, language))
        )

    def weight(self, stem: str) -> float:
        """How telling a stem is."""
        known = self._weights.get(stem)
        return self._of(stem) if known is None else known

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
                topic,
                concept,
                self._language if concept else None,
                self._vector(terms),
                self._phrases(terms),
            )
            for topic in topics
            for concept, terms in self._named(topic)
            if terms
        )

    def _phrases(self, terms: Iterable[str]) -> tuple[frozenset[str], ...]:
        several = (
            frozenset(stem for stem in stems(term, self._language) if self.weight(stem))
            for term in terms
        )
        return tuple(phrase for phrase in several if phrase)

    def _vector(self, terms: Iterable[str]) -> Vector:
        counts = Counter(stem for term in terms for stem in stems(term, self._language))
        return unit({stem: self.weight(stem) * (1 + math.log(n)) for stem, n in counts.items()})


def _without(query: Query, ours: set[str]) -> Query:
    """A negative without the stems that topics and end markets have too."""
    vector = {stem: part for stem, part in query.vector.items() if stem not in ours}
    return attrs.evolve(query, vector=vector)


@attrs.frozen
class Match:
    """A query and how alike it is to a text."""

    query: Query
    alike: float

    def hits(self, document: Document, vector: Vector, share: float = 1.0) -> Iterator[Hit]:
        """The likeness taken apart into places, times a share."""
        query = self.query
        parts = {stem: part * vector[stem] for stem, part in query.vector.items() if stem in vector}
        scale = share * self.alike / math.fsum(parts.values())
        why = Why(query.topic, query.concept, query.language)
        for stem, part in parts.items():
            yield from document.shared_out(stem, part * scale, why)


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
        for index, cosine in self._cosines(vector).items():
            query = self.several[index]
            complete = is_whole(query, document)
            alike = query.topic.weight * cosine * (1.0 if complete else _IN_PARTS)
            name = query.topic.name
            if (complete or not whole) and (name not in best or alike > best[name].alike):
                best[name] = Match(query, alike)
        return sorted(best.values(), key=lambda match: (-match.alike, match.query.topic.name))

    def _cosines(self, vector: Vector) -> Mapping[int, float]:
        cosines: defaultdict[int, float] = defaultdict(float)
        for stem in vector:
            for index, weight in self._postings.get(stem, ()):
                cosines[index] += weight * vector[stem]
        return cosines


def is_whole(query: Query, document: Document) -> bool:
    """Whether the text holds at least one phrase of the topic completely."""
    return any(document.holds(phrase) for phrase in query.phrases)
