"""In which official trades a text moves, and which of them a profile is after.

Words alone do not tell that croissants are bakery. The classifications of industries do: the class of
commercial bakeries names bread, rolls and flour. A text and a profile are both compared with every class,
and where they meet in the same classes they speak of the same trade, with or without a word in common. It
works across languages too, because NACE has the same classes in 26 of them.
"""

from __future__ import annotations

import math

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from followup.fit.document import Vector, unit
from followup.fit.tokens import stems
from followup.models import Topic


# House judgements, chosen on profiles of our own; docs/how-to/fit.md says how well.
_LINKS = 20  # how many trades one topic is linked with
_LIKE_ENOUGH = 0.5  # from this likeness a topic's nearest trade is fully its own
_SISTER = 0.5  # what a trade of the same group keeps; of the same division, the square of it
_SURE = 0.8  # how sure one topic's link is
_TITLE = 1 + math.log(3 + 1)  # what a word of the title counts
_FAINT = 0.5  # what a faint word counts
# A stem that more trades have is followed to those in which it weighs most.
_MOST_POSTINGS = 8


Posting = Sequence[tuple[int, float]]
"""Trades that have a stem, and how much it weighs in each."""


class Trades:
    """The official trades of one language.

    What is known of a trade is worked out when a text first shares a word with it: a first answer does not wait for
    a thousand of them.

    Attributes:
        codes: The code of each trade.
        titles: Its title, where the table has it.
        rarity: How telling each stem is.
        rarest: How telling a stem is that no trade has.
    """

    def __init__(
        self,
        language: str,
        rows: Iterable[Mapping[str, str]],
        *,
        faint: frozenset[str] = frozenset(),
        dotted: str = "NACE",
    ) -> None:
        """Take in the rows of a table.

        Args:
            language: Their language.
            rows: The code, the stems and, where the table has one, the title of each trade.
            faint: The stems of words that tell less of a trade than their rarity says.
            dotted: What codes with a dot in them are of.
        """
        self.language = language
        self._dotted = dotted
        found = [(row["code"], row.get("title", ""), row["stems"].split()) for row in rows]
        self.codes = tuple(code for code, _, _ in found)
        self.titles = tuple(title for _, title, _ in found)
        self._stems = [several for _, _, several in found]
        counts = Counter(chain.from_iterable(self._stems))
        self.rarest = math.log(1 + len(found)) + 1
        self.rarity = {
            stem: (math.log((1 + len(found)) / (1 + count)) + 1) * (_FAINT if stem in faint else 1)
            for stem, count in counts.items()
        }
        self._vectors: dict[int, Vector] = {}
        self._postings: dict[str, Posting] = {}

    def vector(self, index: int) -> Vector:
        """The stems of a trade by weight, of length 1.

        A word of the title counts as three; where there is no note, all are of the title.
        """
        known = self._vectors.get(index)
        if known is None:
            named = frozenset(stems(self.titles[index], self.language))
            counts = {stem: _TITLE if stem in named else 1.0 for stem in self._stems[index]}
            known = unit({stem: count * self.rarity[stem] for stem, count in counts.items()})
            self._vectors[index] = known
        return known

    def _posted(self, stem: str) -> Posting:
        """Where a stem weighs most; the first trades among equals."""
        if stem not in self.rarity:
            return ()
        several = [(index, self.vector(index)[stem]) for index in self._having[stem]]
        posting = self._postings[stem] = nlargest(_MOST_POSTINGS, several, key=itemgetter(1))
        return posting

    @cached_property
    def _having(self) -> Mapping[str, Sequence[int]]:
        """The trades that have each stem."""
        having: defaultdict[str, list[int]] = defaultdict(list)
        for index, several in enumerate(self._stems):
            for stem in dict.fromkeys(several):
                having[stem].append(index)
        return having

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {code: index for index, code in enumerate(self.codes)}

    def name(self, index: int) -> str:
        """How a trade is called in evidence, such as ``"NAICS 311811 Retail Bakeries"``."""
        scheme = self._dotted if "." in self.codes[index] else "NAICS"
        return f"{scheme} {self.codes[index]} {self.titles[index]}".rstrip()

    def vector_of(self, code: str) -> Vector:
        """The stems of the trade of that code; empty where there is none."""
        at = self._at.get(code)
        return {} if at is None else self.vector(at)

    def likeness(self, vector: Vector) -> dict[int, float]:
        """How alike a text is to each trade with which it shares a word."""
        alike: dict[int, float] = {}
        so_far = alike.get
        for stem, weight in vector.items():
            for index, part in self._postings.get(stem) or self._posted(stem):
                alike[index] = so_far(index, 0.0) + weight * part
        return alike

    def nearest(self, vector: Vector) -> list[tuple[int, float]]:
        """The most alike trades, best first."""
        return nlargest(_LINKS, sorted(self.likeness(vector).items()), key=itemgetter(1))

    def wanted(self, topics: Iterable[tuple[Topic, Sequence[Vector]]]) -> Pull:
        """Which trades are meant by topics, each given with the vectors of its phrases."""
        pull = Pull()
        for topic, vectors in topics:
            links: dict[str, float] = {}
            for vector in vectors:
                for code, share in self._links(vector):
                    links[code] = max(links.get(code, 0.0), topic.weight * share)
            pull.add(topic, links)
        return pull

    def _links(self, vector: Vector) -> Iterator[tuple[str, float]]:
        nearest = self.nearest(vector)
        best = max((alike for _, alike in nearest), default=0.0)
        for index, alike in nearest:
            yield self.codes[index], (alike / best) ** 2 * min(1.0, best / _LIKE_ENOUGH)


class Pull:
    """How much a profile wants each trade, by code; sisters of a wanted trade are wanted less."""

    def __init__(self) -> None:
        self._shares: dict[str, float] = {}
        self._topics: dict[str, tuple[float, Topic]] = {}

    def add(self, topic: Topic, links: Mapping[str, float]) -> None:
        """Take in what one topic is linked with."""
        for code, share in links.items():
            self._want(code, share, topic)
            self._want(code[:4], _SISTER * share, topic)
            self._want(_division(code), _SISTER * _SISTER * share, topic)

    def _want(self, code: str, share: float, topic: Topic) -> None:
        self._shares[code] = 1 - (1 - self._shares.get(code, 0.0)) * (1 - _SURE * share)
        if code not in self._topics or self._topics[code][0] < share:
            self._topics[code] = (share, topic)

    def of(self, code: str) -> tuple[float, Topic | None]:
        """How much a trade is wanted, from 0 to 1, and for which topic."""
        at = max((code, code[:4], _division(code)), key=lambda one: self._shares.get(one, 0.0))
        if at not in self._shares:
            return 0.0, None
        return self._shares[at], self._topics[at][1]


def _division(code: str) -> str:
    """NAICS groups its trades by three digits at this level, NACE by two."""
    return code[:2] if "." in code else code[:3]
