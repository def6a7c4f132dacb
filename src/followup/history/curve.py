"""Whether and how fast answers come, as counts and as a curve over active time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts


EDGES = (
    0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 21.0,
    24.0, 28.0, 32.0, 36.0, 42.0, 48.0, 54.0, 60.0, 66.0, 72.0, 84.0, 96.0, 108.0, 120.0, 144.0, 168.0,
    204.0, 240.0, 288.0, 336.0, 400.0, 480.0, 560.0, 640.0, 720.0,
)  # fmt: skip
"""The active hours at which the bins of a curve end; what has not come by the last one never comes."""

BINS = len(EDGES) - 1

Counts = tuple[tuple[int, int], ...]


def bin_of(hours: float) -> int:
    """The bin in which some active hours lie; ``BINS`` beyond the last one."""
    return BINS if hours > EDGES[-1] else min(BINS - 1, bisect_right(EDGES, hours) - 1)


@attrs.frozen(kw_only=True)
class Tally(Value):
    """What became of some messages.

    Attributes:
        answered: Pairs of a bin of ``EDGES`` and how many answers came in it.
        open: Pairs of a bin and how many messages were watched until then only, without an answer.
        never: How many were watched to the end without an answer.
    """

    answered: Counts = ()
    open: Counts = ()
    never: int = 0

    @property
    def n(self) -> int:
        """The messages whose outcome is known."""
        return sum(count for _, count in self.answered) + self.never

    def plus(self, hours: float | None, watched: float) -> Tally:
        """This tally with one more message.

        Args:
            hours: The active hours after which its answer came; None where none did.
            watched: For how many active hours it was watched.
        """
        if hours is not None and hours <= EDGES[-1]:
            return attrs.evolve(self, answered=_one_more(self.answered, bin_of(hours)))
        # An answer beyond the last bin is one that did not come within it.
        if hours is not None or watched >= EDGES[-1]:
            return attrs.evolve(self, never=self.never + 1)
        return attrs.evolve(self, open=_one_more(self.open, bin_of(watched)))


def _one_more(counts: Counts, at: int) -> Counts:
    return tuple(sorted((Counter(dict(counts)) + Counter([at])).items()))


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
    risk = tally.n + sum(left.values())
    expected = [prior.ever * (1 - share) + (1 - prior.ever) for share in prior.reached]
    alive = [1.0]
    for at in range(BINS):
        weight = strength * expected[at]
        events = answered.get(at, 0) + weight * (1 - expected[at + 1] / expected[at])
        alive.append(alive[-1] * (1 - events / (risk + weight)))
        risk -= answered.get(at, 0) + left.get(at, 0)
    ever = 1 - alive[-1]
    return Curve(ever, tuple((1 - one) / ever for one in alive))


def shrunk(tally: Tally, parent: Curve, strength: float) -> Curve:
    """The curve of a few messages, drawn towards that of a larger group.

    Whether and when are drawn apart. A message that was watched for a while only counts in part for each
    of its later ends, as the larger group makes them likely.

    Args:
        tally: What became of them.
        parent: The curve of the larger group.
        strength: In messages, how much that counts.
    """
    came, never = _completed(tally, parent)
    answers = sum(came)
    ever = (answers + strength * parent.ever) / (answers + never + strength)
    parts = [
        (one + strength * (after - before)) / (answers + strength)
        for one, (before, after) in zip(came, pairwise(parent.reached), strict=True)
    ]
    return Curve(ever, (0.0, *list(accumulate(parts))[:-1], 1.0))


def _completed(tally: Tally, parent: Curve) -> tuple[list[float], float]:
    """Answers by bin and messages without one, where each open message is spread over its later ends."""
    came, never = [0.0] * BINS, float(tally.never)
    for at, count in tally.answered:
        came[at] += count
    for at, count in tally.open:
        rest = 1 - parent.ever * parent.reached[at + 1]
        never += count * (1 - parent.ever) / rest
        for later in range(at + 1, BINS):
            part = parent.reached[later + 1] - parent.reached[later]
            came[later] += count * parent.ever * part / rest
    return came, never
