"""What became of messages, counted in bins of active time."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from followup._value import Value


EDGES = (
    0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 21.0,
    24.0, 28.0, 32.0, 36.0, 42.0, 48.0, 54.0, 60.0, 66.0, 72.0, 84.0, 96.0, 108.0, 120.0, 144.0, 168.0,
    204.0, 240.0, 288.0, 336.0, 400.0, 480.0, 560.0, 640.0, 720.0,
)  # fmt: skip
"""The active hours at which the bins of a curve end; what has not come by the last one never comes."""

BINS = len(EDGES) - 1

Counts = tuple[tuple[int, float], ...]
Outcome = tuple[float | None, float]
"""After how many active hours an answer came, None where none did, and for how many it was watched."""

# Shares are counted in such steps: their sums then are exact, in whatever order they were added.
_STEP = 2.0**-20


def bin_of(hours: float) -> int:
    """The bin in which some active hours lie; ``BINS`` beyond the last one."""
    return BINS if hours > EDGES[-1] else min(BINS - 1, bisect_right(EDGES, hours) - 1)


@attrs.frozen(kw_only=True)
class Tally(Value):
    """What became of some messages. Among many, a message may count less than one.

    Attributes:
        n: The messages whose outcome is known, however much each of them counts.
        answered: Pairs of a bin of ``EDGES`` and how many answers came in it.
        open: Pairs of a bin and how many messages were watched until then only, without an answer.
        never: How many were watched to the end without an answer.
    """

    n: int = 0
    answered: Counts = ()
    open: Counts = ()
    never: float = 0.0

    @property
    def answers(self) -> float:
        """How much the messages count that were answered."""
        return sum(count for _, count in self.answered)

    @property
    def settled(self) -> float:
        """How much the messages count whose outcome is known."""
        return self.answers + self.never

    def plus(self, outcome: Outcome) -> Tally:
        """This tally with one more message, of which that became."""
        hours, watched = outcome
        if hours is not None and hours <= EDGES[-1]:
            one = Tally(n=1, answered=((bin_of(hours), 1.0),))
        # An answer beyond the last bin is one that did not come within it.
        elif hours is not None or watched >= EDGES[-1]:
            one = Tally(n=1, never=1.0)
        else:
            one = Tally(open=((bin_of(watched), 1.0),))
        return _sum(self, one)

    def replacing(self, old: Tally, new: Tally, at_most: float) -> Tally:
        """This tally of many groups, where one group is no longer as it was.

        Each group counts like ``at_most`` messages at most, so that the many tell more than the busy.

        Args:
            old: What the group was.
            new: What it is.
            at_most: In messages.
        """
        return _sum(_sum(self, _part(old, at_most), -1), _part(new, at_most))


def _part(group: Tally, at_most: float) -> Tally:
    """A group, where all of its messages together count less than ``at_most``."""
    whole = group.settled + sum(count for _, count in group.open)
    factor = at_most / (at_most + whole) / _STEP
    return Tally(
        n=group.n,
        answered=tuple((at, round(count * factor) * _STEP) for at, count in group.answered),
        open=tuple((at, round(count * factor) * _STEP) for at, count in group.open),
        never=round(group.never * factor) * _STEP,
    )


def _sum(one: Tally, other: Tally, sign: int = 1) -> Tally:
    return Tally(
        n=one.n + sign * other.n,
        answered=_added(one.answered, other.answered, sign),
        open=_added(one.open, other.open, sign),
        never=one.never + sign * other.never,
    )


def _added(some: Counts, more: Counts, sign: int) -> Counts:
    if not more:
        return some
    counts = dict(some)
    for at, count in more:
        counts[at] = counts.get(at, 0.0) + sign * count
    return tuple(sorted((at, count) for at, count in counts.items() if count))
