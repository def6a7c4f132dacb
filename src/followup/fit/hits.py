"""The words that move a score: where they stand, why they count, and how much."""

from __future__ import annotations

import math

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from followup.fit.document import Document, Place, Vector
from followup.models import Topic


class Why(NamedTuple):
    """For which topic words count, and by which name.

    Attributes:
        topic: The topic.
        concept: A concept of the lexicon, or an official trade; None for a phrase of the profile.
        language: The language of that name; None for the profile's own phrases.
    """

    topic: Topic
    concept: str | None
    language: str | None


class Part(NamedTuple):
    """The places that count for one reason.

    Attributes:
        why: The reason.
        places: The places.
        amounts: How much each of them adds, or takes away.
    """

    why: Why
    places: Sequence[Place]
    amounts: Sequence[float]


class Hits:
    """Everything that counts, by its reasons.

    Attributes:
        parts: The places of each reason, as they were found.
    """

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.parts = [*parts]

    @property
    def total(self) -> float:
        """What they add up to."""
        return math.fsum([amount for part in self.parts for amount in part.amounts])

    def share_out(self, why: Why, amount: float, by: Vector, document: Document) -> None:
        """Take in an amount: each stem has its share of it, and shares it out to its places by their zones."""
        scale = amount / math.fsum(by.values())
        places: list[Place] = []
        amounts: list[float] = []
        for stem, share in by.items():
            each = share * scale / document.masses[stem]
            for run in document.runs:
                for at in run.at.get(stem, ()):
                    places.append((run, at))
                    amounts.append(each * run.weight)
        self.parts.append(Part(why, places, amounts))

    def scaled(self, wanted: float) -> Hits:
        """The same in the same proportions, adding up to ``wanted``."""
        now = self.total
        if now == wanted:
            return self
        return Hits(
            Part(why, places, [amount * wanted / now for amount in amounts])
            for why, places, amounts in self.parts
        )

    def times(self, factor: float) -> Hits:
        """The same, each by so much."""
        if factor == 1:
            return self
        return Hits(
            Part(why, places, [amount * factor for amount in amounts])
            for why, places, amounts in self.parts
        )

    def kept_weak(self, limit: float) -> Hits:
        """The same, those of weak zones scaled so that together they stay within a limit."""
        weak = math.fsum(
            [
                amount
                for _, places, amounts in self.parts
                for (run, _), amount in zip(places, amounts, strict=True)
                if run.is_weak
            ]
        )
        if weak <= limit:
            return self
        return Hits(
            Part(
                why,
                places,
                [
                    amount * limit / weak if run.is_weak else amount
                    for (run, _), amount in zip(places, amounts, strict=True)
                ],
            )
            for why, places, amounts in self.parts
        )

    def __add__(self, others: Hits) -> Hits:
        return Hits((*self.parts, *others.parts))
