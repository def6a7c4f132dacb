"""A text as stems with their places, and what each place adds to a judgement."""

from __future__ import annotations

import math

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from followup.fit.text import Piece
from followup.fit.tokens import Token, tokens
from followup.models import Topic


Vector = Mapping[str, float]
# House judgements.
_MOST_LOOKS = 100  # places at which a phrase is looked for
_REACH = 2  # how many words may stand between those of a phrase


class Place(NamedTuple):
    """One token of a text: its piece, all tokens of that piece, and which of them it is."""

    piece: Piece
    run: tuple[Token, ...]
    at: int

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.run[self.at]

    def near(self, reach: int) -> set[str]:
        """The stems that stand at most so many tokens away, on either side."""
        start = max(0, self.at - reach)
        return {token.stem for token in self.run[start : self.at + reach + 1]}


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


class Hit(NamedTuple):
    """One place that moves the score, why, and by how much."""

    why: Why
    place: Place
    amount: float


class Document:
    """The stems of a text: where each stands, and how much it counts."""

    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.language = language
        self.runs = [(piece, tuple(tokens(piece.text, language))) for piece in pieces]
        self.places: dict[str, list[Place]] = {}
        for piece, run in self.runs:
            for index, token in enumerate(run):
                self.places.setdefault(token.stem, []).append(Place(piece, run, index))
        self._masses = {
            stem: mass(at) if len(at) > 1 else at[0].piece.weight
            for stem, at in self.places.items()
        }

    def vector(self, weight: Callable[[str], float]) -> Vector:
        """Stems by their weight, a stem of the body counting ``log2(1 + times)``; of length 1."""
        return unit(
            {stem: weight(stem) * math.log2(1 + much) for stem, much in self._masses.items()}
        )

    def holds(self, phrase: frozenset[str]) -> bool:
        """Whether all stems of a phrase stand near each other somewhere."""
        if not phrase <= self.places.keys():
            return False
        rarest = min(phrase, key=lambda stem: (len(self.places[stem]), stem))
        reach = len(phrase) - 1 + _REACH
        return any(phrase <= place.near(reach) for place in self.places[rarest][:_MOST_LOOKS])

    def shared_out(self, stem: str, amount: float, why: Why) -> Iterator[Hit]:
        """An amount shared out to the places of a stem, by the weight of their zones."""
        each = amount / self._masses[stem]
        for place in self.places[stem]:
            yield Hit(why, place, each * place.piece.weight)


def mass(places: Iterable[Place]) -> float:
    """How much places count together."""
    return math.fsum([place.piece.weight for place in places])


def unit(vector: Vector) -> Vector:
    """The vector, of length 1; empty where nothing in it counts."""
    length = math.sqrt(math.fsum([weight * weight for weight in vector.values()]))
    return {stem: weight / length for stem, weight in vector.items() if weight}
