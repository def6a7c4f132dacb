"""Which words are kin to a profile's own: not the same ones, but of the same field.

Who bakes says oven, dough and yeast. Wherever people write, such words stand in the same places, and that was
turned into a direction for each of them (table ``word_vectors``). A text is as near to a profile as its words are on
average, the telling ones more.
"""

from __future__ import annotations

import math

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from operator import itemgetter, mul
from typing import NamedTuple

from followup.data import Facts
from followup.errors import DataError
from followup.fit.document import Document, Vector
from followup.fit.hits import Hits, Why
from followup.models import Topic


# House judgements, chosen on 77 profiles of our own and tried on 69 others; what few words and a profile's own count was
# settled on 12 more (docs/how-to/fit.md).
_NEAR = 0.2  # from which cosine on a word is kin
_FEW = 2.0  # added to the weight of a text, so that a word or two say little
_EVERYWHERE = 0.1  # so near are the words of any text: twice as near is worth more than twice
_OWN = 0.5  # what the profile's own words count here: they count by themselves already
_SHOWN = 3  # of the words that are kin, those that count most are shown as evidence
_KIN = "kindred word"

_MOST = 99  # the weight of the most telling stem of the table
_PARTS = {f"{digit:x}": digit - 8 for digit in range(16)}
_GRAIN = 1000  # of a direction's length: whole numbers add up to the same everywhere, and fast

Direction = Sequence[int]
Wanted = Sequence[tuple[Topic, Sequence[Vector]]]
"""Topics, each with the stems of its phrases by weight."""


class Directions:
    """The directions of English stems, read from the table when they are asked for.

    Attributes:
        known: The row of each stem.
    """

    def __init__(self, facts: Facts) -> None:
        self.known = {row["stem"]: row for row in facts.rows("word_vectors")}
        self._size = len(next(iter(self.known.values()))["vector"]) if self.known else 0

    def of(self, stem: str) -> tuple[float, Direction]:
        """How telling a known stem is, from 0 to 1, and its direction, of any length: each digit of its row is a part.

        Raises:
            DataError: A table of yours says what is neither.
        """
        row = self.known[stem]
        try:
            weight, direction = int(row["weight"]), [*map(_PARTS.__getitem__, row["vector"])]
        except (ValueError, KeyError):
            weight, direction = -1, []
        if not 0 <= weight <= _MOST or len(direction) != self._size:
            raise DataError(
                f"Your table 'word_vectors' says {row['weight']!r} and {row['vector']!r} of {stem!r}. Give a weight from"
                f" 0 to {_MOST} and {self._size} hexadecimal digits in small letters."
            )
        return weight / _MOST, direction

    def between(self, phrases: Iterable[Vector]) -> Direction:
        """Where phrases point together; empty where no stem of theirs is known."""
        several = [self._of_phrase(phrase) for phrase in phrases]
        return [round(_GRAIN * part) for part in _together(filter(None, several))]

    def _of_phrase(self, phrase: Vector) -> Sequence[float]:
        known = [(self.of(stem), much) for stem, much in phrase.items() if stem in self.known]
        return _together(
            [part * weight * much for part in parts] for (weight, parts), much in known
        )


class _Seen(NamedTuple):
    """A stem that stood in a text.

    Attributes:
        weight: How telling it is.
        near: How near it is to the topics of the profile, taken together.
        topic: The nearest of them; None where it is near to none.
    """

    weight: float
    near: float
    topic: Topic | None


class Kin:
    """The English words that are kin to the topics of a profile.

    Attributes:
        is_known: Whether a topic has a word of which it is known what is kin to it.
    """

    def __init__(self, directions: Directions, wanted: Wanted, unwanted: Wanted) -> None:
        self._directions = directions
        self._ours = [*_directed(directions, wanted)]
        self._theirs = [*_directed(directions, unwanted)]
        self.is_known = bool(self._ours)
        self._own = frozenset(
            stem for _, phrases in wanted for phrase in phrases for stem in phrase
        )
        self._seen: dict[str, _Seen] = {}

    def hits(self, document: Document) -> Hits:
        """The words that are kin and count most; they stand for all of them.

        They add up to how near the text is, from 0 to 1.
        """
        parts: dict[str, float] = {}
        whole, seen, known = _FEW, self._seen, self._directions.known
        for stem, much in document.told.items():
            if stem in known:
                weight, near, _ = seen.get(stem) or self._see(stem)
                whole += weight * much
                if near:
                    parts[stem] = weight * much * near
        near = math.fsum(parts.values()) / whole
        best = dict(nlargest(_SHOWN, parts.items(), key=itemgetter(1)))
        scale = near * near / (near + _EVERYWHERE) / math.fsum(best.values()) if best else 0.0
        hits = Hits()
        for topic in dict.fromkeys(seen[stem].topic for stem in best):
            assert topic is not None  # noqa: S101 - what is near is near to a topic
            mine = {stem: part for stem, part in best.items() if seen[stem].topic is topic}
            hits.share_out(Why(topic, _KIN, "en"), scale * math.fsum(mine.values()), mine, document)
        return hits

    def _see(self, stem: str) -> _Seen:
        """Look at a known stem for the first time."""
        weight, mine = self._directions.of(stem)
        ours = [*_near(mine, self._ours)]
        # Most words are near to nothing that is wanted, and then it does not matter what else they are near to.
        theirs = _near(mine, self._theirs) if ours else ()
        near = math.fsum([one for one, _ in ours]) - math.fsum([one for one, _ in theirs])
        seen = _Seen(weight, 0.0, None)
        if weight and near > 0:
            much = _OWN if stem in self._own else 1.0
            nearest = max(ours, key=itemgetter(0))[1]
            seen = _Seen(weight, much * min(1.0, near / math.sqrt(len(self._ours))), nearest)
        self._seen[stem] = seen
        return seen


def _near(
    mine: Direction, topics: Iterable[tuple[Topic, Direction]]
) -> Iterator[tuple[float, Topic]]:
    """The topics that a word is near to, and how near."""
    length = _GRAIN * math.sqrt(sum(map(mul, mine, mine))) or 1.0
    least = _NEAR * length
    for topic, direction in topics:
        along = sum(map(mul, mine, direction))
        if along > least:
            yield topic.weight * (along / length - _NEAR), topic


def _directed(directions: Directions, topics: Wanted) -> Iterator[tuple[Topic, Direction]]:
    """Each topic with where its phrases point together; those that point nowhere are left out."""
    for topic, phrases in topics:
        if any(direction := directions.between(phrases)):
            yield topic, direction


def _together(several: Iterable[Sequence[float]]) -> Sequence[float]:
    """The sum, of length 1; empty where there is nothing."""
    parts = [math.fsum(same) for same in zip(*several, strict=True)]
    length = math.sqrt(math.fsum([part * part for part in parts])) or 1.0
    return [part / length for part in parts]
