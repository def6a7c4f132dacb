"""A text as stems with their places, and what each place adds to a judgement."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from followup.fit.text import Piece
from followup.fit.tokens import Words


Vector = Mapping[str, float]
# House judgements.
_MOST_LOOKS = 100  # places at which a phrase is looked for
_HALF_LIFE = 30  # a company says first what it does: the word of this rank counts half of the first
_REACH = 2  # how many words may stand between those of a phrase


class Run(Words):
    """A piece of a text as stems.

    Attributes:
        order: Which piece of the text it is.
        zone: The name of its zone.
        weight: How much a word counts there.
        is_weak: Whether words that stand only there never suffice.
        text: Its words.
        at: Where among the stems each one stands.
    """

    def __init__(self, order: int, piece: Piece, language: str) -> None:
        super().__init__(piece.text, language)
        self.order = order
        self.zone = piece.zone.value
        self.weight = piece.weight
        self.is_weak = piece.zone.is_weak
        self.text = piece.text
        self.at: dict[str, list[int]] = {}
        for at, stem in enumerate(self.stems):
            self.at.setdefault(stem, []).append(at)


Place = tuple[Run, int]
"""A run, and which of its stems is meant."""


class Document:
    """The stems of a text: where each stands, and how much it counts.

    Attributes:
        language: The language that it is read in.
        runs: Its pieces.
        masses: How much each stem counts: how often it stands there, by the weight of the zones.
    """

    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.language = language
        self.runs = [Run(order, piece, language) for order, piece in enumerate(pieces)]
        self.masses = _masses(self.runs)

    @cached_property
    def leading(self) -> Vector:
        """How much each stem counts where those at the beginning of a piece count more: ``log2(1 + times)``."""
        return _leading(self.runs)

    @cached_property
    def told(self) -> Vector:
        """The same of what is more than a name, a menu or a footer; of all of it where there is no more."""
        strong = [run for run in self.runs if not run.is_weak]
        return _leading(strong) if 0 < len(strong) < len(self.runs) else self.leading

    def places(self, stem: str) -> list[Place]:
        """Where a stem stands, in the order of the text."""
        return [(run, at) for run in self.runs for at in run.at.get(stem, ())]

    def holds(self, phrase: frozenset[str]) -> bool:
        """Whether the stems of a phrase, each of which is somewhere, stand near each other."""
        if len(phrase) == 1:
            return True
        places = {stem: self.places(stem) for stem in phrase}
        rarest = min(phrase, key=lambda stem: (len(places[stem]), stem))
        reach = len(phrase) - 1 + _REACH
        return any(
            phrase.issubset(run.stems[max(0, at - reach) : at + reach + 1])
            for run, at in places[rarest][:_MOST_LOOKS]
        )


def _leading(runs: Sequence[Run]) -> Vector:
    much: dict[str, float] = {}
    for run in runs:
        most = run.weight * _HALF_LIFE
        for at, stem in enumerate(run.stems):
            much[stem] = much.get(stem, 0.0) + most / (_HALF_LIFE + at)
    return {stem: math.log2(1 + one) for stem, one in much.items()}


def _masses(runs: Sequence[Run]) -> Mapping[str, float]:
    if len(runs) == 1:
        weight = runs[0].weight
        return {stem: weight * len(at) for stem, at in runs[0].at.items()}
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for run in runs:
        for stem, at in run.at.items():
            weights[stem] += [run.weight] * len(at)
    return {stem: math.fsum(several) for stem, several in weights.items()}


def unit(vector: Vector) -> Vector:
    """The vector, of length 1; empty where nothing in it counts."""
    length = math.sqrt(math.fsum([weight * weight for weight in vector.values()]))
    return {stem: weight / length for stem, weight in vector.items() if weight}
