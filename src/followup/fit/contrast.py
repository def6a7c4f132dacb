"""The topics of a profile against other fields of business, in the eyes of a model: never a raw cosine."""

from __future__ import annotations

import math

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter, mul
from typing import Generic, TypeVar

from followup.data import BUNDLED, Facts
from followup.fit.embed import Embedder, Numbers
from followup.fit.trades import Pull
from followup.models import IndustryProfile, Topic


# A text says in its first characters what it is about, and embedding costs by length.
_LONGEST = 240
_MOST_PHRASES = 200
_MOST_TRADES = 50
_MOST_MODELS = 4
# House judgements, chosen on profiles of our own; docs/how-to/fit.md says how well.
_NEAR = 0.4  # where the words of a profile want a field this much, each trade in it is a field too
_BLUR = 1.0  # how much a text's nearest fields stand out, in the spread of what the model says of phrases and fields
_LINK = 0.5  # the same of a phrase's nearest fields
_FIELD = 0.1  # what a field that is wanted wholly counts beside a phrase
_SUREST = 3.0
_NARROWEST = 1e-3
_NOTHING = 1e-12

T = TypeVar("T")
Field = tuple[str, str]
"""The code of a field of business, and its title."""


class Contrast:
    """How surely a text speaks of a topic and not of another field.

    The phrases of the topics, those of the negatives and the titles of official fields compete for a text. A field
    speaks against the topics as far as neither it nor a sister is near a phrase of theirs, and hardly for them.
    """

    def __init__(
        self, profile: IndustryProfile, fields: Sequence[Field], model: Embedder, seen: Seen
    ) -> None:
        topics, negatives = (
            [*islice(_phrases(several), _MOST_PHRASES)]
            for several in (profile.topics, profile.negatives)
        )
        if not topics:
            raise ValueError("the profile has no phrase")
        said = [phrase for _, phrase in (*topics, *negatives)]
        self._model = model
        self._topics = [topic for topic, _ in topics]
        self._vectors = [_unit(vector) for vector in model.embed_queries(said)]
        self._vectors += seen.vectors([title for _, title in fields], model)
        near = [self._alike(vector)[len(said) :] for vector in self._vectors[: len(topics)]]
        self._spread = _spread(near)
        links = [*self._links([code for code, _ in fields], near)]
        self._ours = [topic.weight for topic in self._topics]
        self._ours += [0.0 for _ in negatives] + [_FIELD * share for share in links]
        self._others = [0.0 for _ in topics] + [1.0 for _ in negatives]
        self._others += [1 - share for share in links]
        self._usual = self._odds([1.0] * len(self._vectors))

    def of(self, text: str) -> tuple[float, str]:
        """How much surer than of any text it is that this one speaks of a topic, and the nearest topic.

        It is the logarithm of the odds, from -3 to 3.

        Raises:
            ValueError: The model gave something that is no number.
        """
        alike = self._alike(_unit(self._model.embed_texts([text[:_LONGEST]])[0]))
        if not math.isfinite(math.fsum(alike)):
            raise ValueError("its vector holds what is no number")
        surer = self._odds(_sharp(alike, _BLUR * self._spread)) - self._usual
        mine = alike[: len(self._topics)]
        return max(-_SUREST, min(_SUREST, surer)), self._topics[mine.index(max(mine))].name

    def _alike(self, vector: Numbers) -> list[float]:
        return [math.fsum(map(mul, vector, other)) for other in self._vectors]

    def _odds(self, much: Sequence[float]) -> float:
        """The logarithm of what is ours of something, against what is others'."""
        ours, others = (math.fsum(map(mul, shares, much)) for shares in (self._ours, self._others))
        return math.log((ours + _NOTHING) / (others + _NOTHING))

    def _links(self, codes: Sequence[str], near: Sequence[Sequence[float]]) -> Iterator[float]:
        """How far each field is wanted, because a phrase is near it, or near a sister of it."""
        pull = Pull()
        for topic, alike in zip(self._topics, near, strict=True):
            least = _mean(alike) + self._spread
            shares = _sharp(alike, _LINK * self._spread)
            several = zip(codes, alike, shares, strict=True)
            near_it = {code: share for code, one, share in several if one >= least}
            pull.add(topic, {code: topic.weight * share for code, share in near_it.items()})
        return (pull.of(code)[0] for code in codes)


class Seen:
    """What the models that were last asked say of the titles of fields, for all profiles."""

    def __init__(self, _facts: Facts = BUNDLED) -> None:
        """Know nothing yet; there is one for each collection of facts (``Facts.view``), because their titles differ."""
        self._kept = Kept(lambda _: dict[str, list[float]]())

    def vectors(self, titles: Sequence[str], model: Embedder) -> list[list[float]]:
        """The vector of each title, of length 1; asked for once."""
        known = self._kept.of(model)
        new = [title for title in dict.fromkeys(titles) if title not in known]
        known.update(zip(new, map(_unit, model.embed_queries(new)), strict=True))
        return [known[title] for title in titles]


class Kept(Generic[T]):
    """What was made of the models that were last asked."""

    def __init__(self, make: Callable[[Embedder], T]) -> None:
        self._make = make
        self._made: dict[int, tuple[Embedder, T]] = {}

    def of(self, model: Embedder) -> T:
        """What was made of that model; made once."""
        made = self._made.get(id(model))
        if made is None:
            if len(self._made) >= _MOST_MODELS:
                self._made.clear()
            # The model is kept too, so that its id is not given to another one.
            made = self._made[id(model)] = (model, self._make(model))
        return made[1]


def fields(wanted: Iterable[tuple[str, float]], facts: Facts) -> tuple[Field, ...]:
    """Fields of business to hold a text against: all, and each trade of those that a profile is after.

    Args:
        wanted: How much the profile wants each field of the table ``trade_fields``, by code.
        facts: Where the titles come from (tables ``trade_fields`` and ``trade_notes``).
    """
    near = sorted((one for one in wanted if one[1] >= _NEAR), key=itemgetter(1), reverse=True)
    several = [(row["code"], row["title"]) for row in facts.rows("trade_fields")]
    trades = [(row["code"], row["title"]) for row in facts.rows("trade_notes") if row["title"]]
    finer = (trade for code, _ in near for trade in trades if trade[0].startswith(code))
    return (*several, *islice(finer, _MOST_TRADES))


def _phrases(topics: Iterable[Topic]) -> Iterator[tuple[Topic, str]]:
    """The phrases of each topic; where it has none, the names of its concepts."""
    for topic in topics:
        for phrase in topic.phrases or [name.replace("_", " ") for name in topic.concepts]:
            yield topic, phrase


def _spread(near: Sequence[Sequence[float]]) -> float:
    """How much a phrase's likeness to fields varies: cosines of one model all lie in a narrow range of its own."""
    several = [_deviation(alike) for alike in near if alike]
    return max(_NARROWEST, math.fsum(several) / max(1, len(several)))


def _deviation(numbers: Sequence[float]) -> float:
    mean = _mean(numbers)
    return math.sqrt(_mean([(one - mean) ** 2 for one in numbers]))


def _mean(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) / max(1, len(numbers))


def _sharp(alike: Sequence[float], blur: float) -> list[float]:
    """Of several likenesses the greatest as 1, and the others the less, the farther they are behind."""
    most = max(alike, default=0.0)
    return [math.exp((one - most) / blur) for one in alike]


def _unit(vector: Numbers) -> list[float]:
    length = math.sqrt(math.fsum(part * part for part in vector)) or 1.0
    return [float(part) / length for part in vector]
