"""What speaks for a company, what against it, and how much all of that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from followup.fit.document import Document, Vector
from followup.fit.hits import Hits
from followup.fit.match import Match, Reader
from followup.fit.shelf import Shelf


# House judgements, settled on the open cases of the development set; docs/how-to/fit.md says how well.
HALF = 0.24  # the likeness that is worth 0.5
_SECOND = 0.2  # the share of the second best topic
_AGAINST = 0.2  # the share of the best negative
_RIVAL = 1.0  # the share of a negative's lead, where it fits better than the best topic
# What it is worth to stand wholly in wanted trades, whatever the words: for a profile of bare phrases. One
# that says much of each topic needs less of it.
_TRADE = 0.5
_FIELD = 1.5  # the same of how near its words are to the topics on average
_NARROW = 0.8  # how much less all of it counts then, so that as many of those above 0.5 are targets as without kin
_WEAK_LIMIT = 0.9  # how much of the threshold "possible" menu and footer alone can reach


class Grounds(NamedTuple):
    """The words that count, by how they count; in likeness, not yet in value.

    Attributes:
        phrases: The words of the profile's phrases and concepts.
        trades: The words that put the text in a trade that the profile is after, or are kin to the profile's own.
        against: The words of its negatives.
        vector: The stems of the text by weight, as the profile sees them.
    """

    phrases: Hits
    trades: Hits
    against: Hits
    vector: Vector

    @property
    def sums(self) -> tuple[float, float, float]:
        """What each kind adds up to."""
        return self.phrases.total, self.trades.total, self.against.total


def grounds(kept: Shelf, document: Document, possible: float) -> Grounds:
    """What a text has to say for and against."""
    of, need = kept.reader(document.language), kept.need
    aim, kin = kept.aim(document.language), kept.kin(document.language)
    share = 1.0 if kin is None else 1 / (1 + _NARROW * need)
    vector = of.vector(document)
    topics = of.topics.ranked(document, vector)
    limit = _most_weak(possible)
    phrases = _hits(topics, (share, _SECOND * share), document, vector).kept_weak(limit)
    trades = Hits()
    if aim is not None:
        trades += aim.hits(document).times(_TRADE * need * share)
    if kin is not None:
        trades += kin.hits(document).times(_FIELD * need * share)
    best = topics[0].alike if topics else 0.0
    against = _losses(of, document, vector, best).times(share)
    return Grounds(phrases, trades.kept_weak(limit), against, vector)


def _losses(of: Reader, document: Document, vector: Vector, best: float) -> Hits:
    """What speaks against: the words that only a negative has, and a negative that fits better."""
    only = _hits(of.strangers.ranked(document, vector), (_AGAINST,), document, vector)
    rivals = of.negatives.ranked(document, vector)[:1]
    lead = [rival._replace(alike=rival.alike - best) for rival in rivals if rival.alike > best]
    return only + _hits(lead, (_RIVAL,), document, vector)


def uses(of: Reader, document: Document, vector: Vector, possible: float) -> Hits:
    """What speaks for the best end market of which at least one phrase is complete."""
    best = of.end_markets.ranked(document, vector, whole=True)
    return _hits(best, (1.0,), document, vector).kept_weak(_most_weak(possible))


def _hits(
    matches: Sequence[Match], shares: Sequence[float], document: Document, vector: Vector
) -> Hits:
    hits = Hits()
    for match, share in zip(matches, shares, strict=False):
        match.add_to(hits, document, vector, share)
    return hits


def _most_weak(possible: float) -> float:
    """How much menu and footer can add together: with it, they stay below the threshold."""
    return likeness_worth(_WEAK_LIMIT * possible) / 2


def value_of(alike: float) -> float:
    """A likeness as a value from 0 to 1."""
    return alike / (alike + HALF)


def likeness_worth(value: float) -> float:
    """The likeness that has a value."""
    return HALF * value / (1 - value)
