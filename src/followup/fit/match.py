"""A profile and a text as weighted stems, and how alike they are."""

from __future__ import annotations

import math

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from followup.fit.lexicon import Lexicon
from followup.fit.text import Piece
from followup.fit.tokens import Token, stems, tokens
from followup.models import IndustryProfile, Topic


Vector = Mapping[str, float]
# House judgements, settled on the open cases of the development set.
_IN_PARTS = 0.5  # the share of a topic of which no phrase is complete
_MOST_LOOKS = 100  # places at which a phrase is looked for
_REACH = 2  # how many words may stand between those of a phrase


@attrs.frozen
class Query:
    """A topic as one text: its own phrases, or the names of one of its concepts in one language.

    Attributes:
        topic: The topic.
        language: The language of the concept's names; None for the topic's own phrases.
        vector: All their stems by weight, of length 1.
        phrases: The telling stems of each phrase.
    """

    topic: Topic
    language: str | None
    vector: Vector
    phrases: tuple[frozenset[str], ...]


@attrs.frozen
class Place:
    """One token of a text: its piece, all tokens of that piece, and which of them it is."""

    piece: Piece
    run: tuple[Token, ...] = attrs.field(repr=False)
    index: int

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.run[self.index]

    def near(self, reach: int) -> set[str]:
        """The stems that stand at most so many tokens away, on either side."""
        start = max(0, self.index - reach)
        return {token.stem for token in self.run[start : self.index + reach + 1]}


@attrs.frozen(kw_only=True)
class Hit:
    """One occurrence of a stem that a topic and a text share, and what it adds to their likeness."""

    topic: Topic
    language: str | None
    place: Place
    amount: float


class Document:
    """The stems of a text: where each stands, and how much it counts."""

    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.runs = [(piece, tuple(tokens(piece.text, language))) for piece in pieces]
        self.places: dict[str, list[Place]] = {}
        for piece, run in self.runs:
            for index, token in enumerate(run):
                self.places.setdefault(token.stem, []).append(Place(piece, run, index))

    def vector(self, weight: Callable[[str], float]) -> Vector:
        """Stems by their weight, a stem of the body counting ``log2(1 + times)``; of length 1."""
        return _unit(
            {stem: weight(stem) * math.log2(1 + _mass(at)) for stem, at in self.places.items()}
        )

    def holds(self, phrase: frozenset[str]) -> bool:
        """Whether all stems of a phrase stand near each other somewhere."""
        if not all(stem in self.places for stem in phrase):
            return False
        rarest = min(phrase, key=lambda stem: (len(self.places[stem]), stem))
        reach = len(phrase) - 1 + _REACH
        return any(phrase <= place.near(reach) for place in self.places[rarest][:_MOST_LOOKS])

    def spread(self, query: Query, vector: Vector) -> Iterable[Hit]:
        """The likeness of a query and this text, taken apart into occurrences."""
        for stem, wanted in query.vector.items():
            if stem in vector and (at := self.places[stem]):
                unit = wanted * vector[stem] / _mass(at)
                for place in at:
                    yield Hit(
                        topic=query.topic,
                        language=query.language,
                        place=place,
                        amount=unit * place.piece.zone.weight,
                    )


class Reader:
    """A profile as it is read in one language.

    Attributes:
        topics: What is looked for.
        end_markets: Where the finished goods are used.
        negatives: What looks alike.
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
        self.topics = self._queries(profile.topics)
        self.end_markets = self._queries(profile.end_markets)
        self.negatives = self._queries(profile.negatives)
        # What a target says too cannot speak against it: water stands in bottled water and in water treatment.
        self._ours = {stem for topic in wanted for stem in self._stems(topic)}
        self.excludes = tuple(
            (topic, name, run)
            for topic in profile.excludes
            for name, terms in self._named(topic)
            for term in terms
            if (run := stems(term, language))
        )

    def without_ours(self, query: Query) -> Query:
        """A negative without the stems that topics and end markets have too."""
        vector = {stem: part for stem, part in query.vector.items() if stem not in self._ours}
        return attrs.evolve(query, vector=vector)

    def weight(self, stem: str) -> float:
        """How telling a stem is."""
        known = self._weights.get(stem)
        return self._of(stem) if known is None else known

    def _named(self, topic: Topic) -> Iterable[tuple[str | None, tuple[str, ...]]]:
        yield None, topic.phrases
        for concept in topic.concepts:
            yield self._language, self._words.terms(concept, self._language)

    def _stems(self, topic: Topic) -> Iterable[str]:
        for _, terms in self._named(topic):
            for term in terms:
                yield from stems(term, self._language)

    def _queries(self, topics: Iterable[Topic]) -> tuple[Query, ...]:
        return tuple(
            Query(topic, name, self._vector(terms), self._phrases(terms))
            for topic in topics
            for name, terms in self._named(topic)
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
        return _unit({stem: self.weight(stem) * (1 + math.log(n)) for stem, n in counts.items()})


def likeness(query: Query, document: Document, vector: Vector) -> float:
    """The cosine of a topic and a text, times the topic's weight.

    Where the text holds no phrase of the topic completely, single words are all there is, and they count
    less: a farm is not yet an organic farm.
    """
    shared = [stem for stem in query.vector if stem in vector]
    if not shared:
        return 0.0
    cosine = math.fsum(query.vector[stem] * vector[stem] for stem in shared)
    return query.topic.weight * cosine * (1.0 if is_whole(query, document) else _IN_PARTS)


def is_whole(query: Query, document: Document) -> bool:
    """Whether the text holds at least one phrase of the topic completely."""
    return any(document.holds(phrase) for phrase in query.phrases)


def _mass(places: Iterable[Place]) -> float:
    return math.fsum(place.piece.zone.weight for place in places)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items() if weight}
