"""How fast answers come: everybody's pace, and a customer's own once there is enough of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import timedelta

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.history.thread import History
from followup.models import Lead
from followup.timing import explain


FEWEST_OUTCOMES = 5
"""Below so many answers nothing is claimed about one customer's own pace."""

# Measured: the weight of the common experience, in answers, that predicts one pair's next answer best.
_PRIOR_STRENGTH = 15.0


@attrs.frozen(kw_only=True)
class ReplyModel(Value):
    """How much working time answers take, where they come at all.

    Attributes:
        curve: Pairs of a share of all answers and the working hours by which it has come, growing.
        n: How many answers of this very customer are behind it; 0 where it is everybody's.
        source: Whose experience it is.
    """

    curve: tuple[tuple[float, float], ...]
    n: int = 0
    source: str = "everyone"

    @classmethod
    def shipped(cls, facts: Facts = BUNDLED) -> ReplyModel:
        """Everybody's pace, as measured on a public archive."""
        rows = facts.table("reply_times").rows
        return cls(
            curve=tuple((float(row["share"]), float(row["working_hours"])) for row in rows),
            source=rows[0]["source"],
        )

    def learn(self, delays: Iterable[timedelta]) -> ReplyModel:
        """This model with a customer's own answers mixed in; fewer than five change nothing.

        Args:
            delays: The working time that each of its answers took.
        """
        own = sorted(delay / timedelta(hours=1) for delay in delays)
        if len(own) < FEWEST_OUTCOMES:
            return self
        total = len(own) + _PRIOR_STRENGTH
        hours = sorted({*own, *(hours for _, hours in self.curve)})
        curve = tuple(
            ((bisect_right(own, at) + _PRIOR_STRENGTH * self._share(at)) / total, at)
            for at in hours
        )
        return ReplyModel(curve=curve, n=len(own), source=f"{len(own)} answers of their own")

    def quantile(self, share: float) -> timedelta:
        """The working time by which that share of the answers has come.

        Args:
            share: Between 0 and 1; beyond the curve its last point is given.
        """
        before = (0.0, 0.0)
        for point in self.curve:
            if point[0] >= share:
                return timedelta(hours=_between(before, point, share))
            before = point
        return timedelta(hours=before[1])

    def _share(self, hours: float) -> float:
        before = (0.0, 0.0)
        for share, at in self.curve:
            if at > hours:
                return before[0] + (share - before[0]) * (hours - before[1]) / (at - before[1])
            before = (share, at)
        return before[0]


def _between(low: tuple[float, float], high: tuple[float, float], share: float) -> float:
    step = high[0] - low[0]
    return low[1] + (high[1] - low[1]) * ((share - low[0]) / step if step else 1.0)


def pace_of(lead: Lead, history: History, *, facts: Facts = BUNDLED) -> ReplyModel:
    """How fast this customer answers, in its own working time.

    Args:
        lead: Whose calendar counts; where its place is not known, everybody's pace is given.
        history: Its answers.
        facts: The tables to look up.
    """
    spans = [explain(ours.at, theirs.at, lead, facts=facts) for ours, theirs in history.answered]
    delays = [span.working for span in spans if span.working is not None]
    return ReplyModel.shipped(facts).learn(delays)
