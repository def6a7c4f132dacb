"""Whether and how fast answers come, as a curve over active time."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.history.tally import BINS, EDGES, Tally, bin_of


@attrs.frozen
class Curve(Value):
    """How likely an answer is, and when it comes if it does.

    Attributes:
        ever: The share of messages that are answered at all.
        reached: The share of those answers that has come by each of ``EDGES``: from 0 to 1.
    """

    ever: float
    reached: tuple[float, ...]

    def share(self, hours: float) -> float:
        """The share of the answers that has come after some active hours."""
        at = bin_of(hours)
        if at == BINS:
            return 1.0
        low, high = self.reached[at], self.reached[at + 1]
        return low + (high - low) * (hours - EDGES[at]) / (EDGES[at + 1] - EDGES[at])

    def hours(self, share: float) -> float:
        """The active hours after which that share of the answers has come."""
        at = min(bisect_right(self.reached, share), BINS) - 1
        low, high = self.reached[at], self.reached[at + 1]
        part = (share - low) / (high - low) if high > low else 1.0
        return EDGES[at] + min(1.0, part) * (EDGES[at + 1] - EDGES[at])


def shipped(facts: Facts = BUNDLED) -> Curve:
    """Everybody's curve, as measured on a public archive."""
    return facts.view(_shipped)


def _shipped(facts: Facts) -> Curve:
    rows = facts.rows("reply_curve")
    known = [(0.0, 0.0), *((float(row["active_hours"]), float(row["answered"])) for row in rows)]
    ever = known[-1][1]
    return Curve(ever, tuple(_between(known, edge) / ever for edge in EDGES))


def _between(known: list[tuple[float, float]], hours: float) -> float:
    at = bisect_right(known, (hours, 1.0))
    if at == len(known):
        return known[-1][1]
    (low, left), (high, right) = known[at - 1], known[at]
    return left + (right - left) * (hours - low) / (high - low)


def kaplan_meier(tally: Tally, prior: Curve, strength: float) -> Curve:
    """The curve of many messages, of which some were watched for a while only.

    Args:
        tally: What became of them.
        prior: What is expected without them.
        strength: In messages, how much that counts.
    """
    answered, left = dict(tally.answered), dict(tally.open)
    risk = tally.settled + sum(left.values())
    expected = [prior.ever * (1 - share) + (1 - prior.ever) for share in prior.reached]
    alive = [1.0]
    for at in range(BINS):
        weight = strength * expected[at]
        events = answered.get(at, 0) + weight * (1 - expected[at + 1] / expected[at])
        alive.append(alive[-1] * (1 - events / (risk + weight)))
        risk -= answered.get(at, 0) + left.get(at, 0)
    ever = 1 - alive[-1]
    return Curve(ever, tuple((1 - one) / ever for one in alive))


def shrunk(tally: Tally, parent: Curve, *, whether: float, when: float) -> Curve:
    """The curve of a few messages, drawn towards that of a larger group.

    Whether and when are drawn apart. A message that was watched for a while only counts in part for each
    of its later ends, as the larger group makes them likely.

    Args:
        tally: What became of them.
        parent: The curve of the larger group.
        whether: In messages, how much its share of answers counts.
        when: In answers, how much its pace counts.
    """
    came, never = _completed(tally, parent)
    answers = sum(came)
    ever = (answers + whether * parent.ever) / (answers + never + whether)
    parts = [
        (one + when * (after - before)) / (answers + when)
        for one, (before, after) in zip(came, pairwise(parent.reached), strict=True)
    ]
    return Curve(ever, (0.0, *list(accumulate(parts))[:-1], 1.0))


def mixed(one: Curve, other: Curve, share: float) -> Curve:
    """The curve of two groups together.

    Args:
        one: The one group's.
        other: The other's.
        share: How many of both belong to the one.
    """
    return Curve(
        share * one.ever + (1 - share) * other.ever,
        tuple(
            share * here + (1 - share) * there
            for here, there in zip(one.reached, other.reached, strict=True)
        ),
    )


def moved(curve: Curve, usual: Curve, special: Curve) -> Curve:
    """A curve whose pace differs from itself as one of everybody differs from another one of theirs.

    Args:
        curve: Somebody's.
        usual: Everybody's.
        special: Everybody's, where it is special.
    """
    return Curve(
        curve.ever, (0.0, *(special.share(usual.hours(share)) for share in curve.reached[1:]))
    )


def _completed(tally: Tally, parent: Curve) -> tuple[list[float], float]:
    """Answers by bin and messages without one, where each open message is spread over its later ends."""
    came, never = [0.0] * BINS, tally.never
    for at, count in tally.answered:
        came[at] += count
    for at, count in tally.open:
        rest = 1 - parent.ever * parent.reached[at + 1]
        never += count * (1 - parent.ever) / rest
        for later in range(at + 1, BINS):
            part = parent.reached[later + 1] - parent.reached[later]
            came[later] += count * parent.ever * part / rest
    return came, never
