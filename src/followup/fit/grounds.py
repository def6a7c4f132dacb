"""What speaks for a company, what against it, and how much all of that is worth."""

from __future__ import annotations

import math

from collections.abc import Iterable, Sequence

import attrs

from followup.fit.aim import Aim
from followup.fit.document import Document, Hit, Vector
from followup.fit.match import Match, Reader


# House judgements, settled on the open cases of the development set; docs/how-to/fit.md says how well.
HALF = 0.2  # the likeness that is worth 0.5
_SECOND = 0.2  # the share of the second best topic
_AGAINST = 0.2  # the share of the best negative
_RIVAL = 1.0  # the share of a negative's lead, where it fits better than the best topic
# What it is worth to stand wholly in wanted trades, whatever the words: for a profile of bare phrases. One
# that says much of each topic needs less of it.
_TRADE = 0.5
_WEAK_LIMIT = 0.9  # how much of the threshold "possible" menu and footer alone can reach


@attrs.frozen
class Grounds:
    """The words that count, by how they count; in likeness, not yet in value.

    Attributes:
        phrases: The words of the profile's phrases and concepts.
        trades: The words that put the text in a trade that the profile is after.
        against: The words of its negatives.
        vector: The stems of the text by weight, as the profile sees them.
    """

    phrases: tuple[Hit, ...]
    trades: tuple[Hit, ...]
    against: tuple[Hit, ...]
    vector: Vector

    @property
    def sums(self) -> tuple[float, float, float]:
        """What each kind adds up to."""
        return total(self.phrases), total(self.trades), total(self.against)


def grounds(of: Reader, aim: Aim | None, document: Document, possible: float) -> Grounds:
    """What a text has to say for and against."""
    vector = document.vector(of.weight)
    topics = of.topics.ranked(document, vector)
    phrases = kept_weak(_hits(topics, (1.0, _SECOND), document, vector), possible)
    trades: tuple[Hit, ...] = ()
    if aim is not None:
        found = [hit for share in aim.shares(document) for hit in share.hits]
        trades = kept_weak(scaled(found, _TRADE * aim.need * total(found)), possible)
    best = topics[0].alike if topics else 0.0
    return Grounds(phrases, trades, _losses(of, document, vector, best), vector)


def _losses(of: Reader, document: Document, vector: Vector, best: float) -> tuple[Hit, ...]:
    """What speaks against: the words that only a negative has, and a negative that fits better."""
    only = _hits(of.strangers.ranked(document, vector), (_AGAINST,), document, vector)
    rivals = of.negatives.ranked(document, vector)[:1]
    lead = [attrs.evolve(rival, alike=rival.alike - best) for rival in rivals if rival.alike > best]
    return (*only, *_hits(lead, (_RIVAL,), document, vector))


def uses(of: Reader, document: Document, vector: Vector, possible: float) -> tuple[Hit, ...]:
    """What speaks for the best end market of which at least one phrase is complete."""
    best = of.end_markets.ranked(document, vector, whole=True)
    return kept_weak(_hits(best, (1.0,), document, vector), possible)


def _hits(
    matches: Sequence[Match], shares: Sequence[float], document: Document, vector: Vector
) -> tuple[Hit, ...]:
    return tuple(
        hit
        for match, share in zip(matches, shares, strict=False)
        for hit in match.hits(document, vector, share)
    )


def kept_weak(hits: Sequence[Hit], threshold: float) -> tuple[Hit, ...]:
    """The same hits, those of weak zones scaled so that alone they stay below the threshold."""
    limit = _likeness_worth(_WEAK_LIMIT * threshold) / 2
    weak = total(hit for hit in hits if hit.place.piece.zone.is_weak)
    if weak <= limit:
        return tuple(hits)
    return tuple(
        hit._replace(amount=hit.amount * limit / weak) if hit.place.piece.zone.is_weak else hit
        for hit in hits
    )


def scaled(hits: Sequence[Hit], wanted: float) -> tuple[Hit, ...]:
    """The same hits in the same proportions, adding up to ``wanted``."""
    now = total(hits)
    if now == wanted:
        return tuple(hits)
    return tuple(Hit(hit.why, hit.place, hit.amount * wanted / now) for hit in hits)


def total(hits: Iterable[Hit]) -> float:
    """What hits add up to."""
    return math.fsum([hit.amount for hit in hits])


def value_of(alike: float) -> float:
    """A likeness as a value from 0 to 1."""
    return alike / (alike + HALF)


def _likeness_worth(value: float) -> float:
    return HALF * value / (1 - value)
