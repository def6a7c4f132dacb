"""A clock that runs as fast as somebody is at work: the time by which silences are measured."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, repeat

import attrs

from followup._value import Value
from followup.history.walls import UTC_TIME, on_walls


HOURS = 168
EVEN = (1.0,) * HOURS
"""The week of somebody of whom nothing is known: each hour counts as one."""

_HOUR = 3600
_DAY = 24 * _HOUR
_WEEK = 7 * _DAY
# Day 1 of the calendar of ``date.toordinal`` was a Monday.
_FIRST_MONDAY = 1
_FARTHEST = 400 * _DAY


Slow = tuple[int, float]
"""A local date on which less is done, as ``date.toordinal`` counts it, and how much of the usual: 0 while away."""


@attrs.frozen(kw_only=True)
class ActivityClock(Value):
    """How much of somebody's active time passes between two instants.

    It is counted in hours of an average week: 168 of them are a week without holidays, a quiet Sunday is a
    few, a busy morning many. The clocks of the place keep the offset that they had at the first instant.

    Attributes:
        zone: The IANA zone or the offset of the week; UTC where the place is not known.
        week: The weight of each hour from Monday 0:00 on; their mean is 1.
        slow: The dates on which less is done, in order.
    """

    zone: str = UTC_TIME
    week: tuple[float, ...] = attrs.field(default=EVEN, repr=False)
    slow: tuple[Slow, ...] = ()

    def is_busy(self, moment: datetime) -> bool:
        """Whether as much is done in the hour of an instant as in an average one, or more."""
        day, second = divmod(self._walls(moment), _DAY)
        share = dict(self.slow).get(day + _FIRST_MONDAY, 1.0)
        return share * self.week[day % 7 * 24 + second // _HOUR] >= 1

    def active(self, start: datetime, elapsed: timedelta) -> float:
        """The active hours in some time from an instant on.

        Args:
            start: The first instant (aware).
            elapsed: How long after it; nothing passes before it.
        """
        return self.meter(start)(elapsed / timedelta(seconds=1))

    def moment(self, start: datetime, hours: float) -> datetime:
        """The instant by which so many active hours have passed; at most 400 days later.

        Args:
            start: The first instant (aware).
            hours: How many, not below 0.
        """
        shares, sums, began = dict(self.slow), (0.0, *accumulate(self.week)), self._walls(start)
        at, left = began, hours
        while left > 0 and at - began < _FARTHEST:
            day, second = divmod(at, _DAY)
            midnight, share = day % 7 * 24, shares.get(day + _FIRST_MONDAY, 1.0)
            hour = midnight + second // _HOUR
            done = sums[hour] + self.week[hour] * (second % _HOUR / _HOUR)
            passes = share * (sums[midnight + 24] - done)
            at = (day + 1) * _DAY
            if left <= passes:
                wanted = done + left / share
                hour = bisect_left(sums, wanted, hour + 1, midnight + 24) - 1
                part = min(1.0, (wanted - sums[hour]) / self.week[hour])
                at = day * _DAY + round((hour - midnight + part) * _HOUR)
            left -= passes
        after = timedelta(seconds=min(at - began, _FARTHEST))
        return (start.astimezone(UTC) + after).astimezone(start.tzinfo)

    def meter(self, start: datetime) -> Meter:
        """The clock set to zero at an instant: it turns elapsed seconds into active hours."""
        return Meter(self._walls(start), self)

    def _walls(self, start: datetime) -> int:
        """The seconds on the local walls since a Monday long ago."""
        local = on_walls(start, self.zone)
        days = local.toordinal() - _FIRST_MONDAY
        return days * _DAY + local.hour * _HOUR + local.minute * 60 + local.second


class Meter:
    """An ``ActivityClock`` set to zero at one instant."""

    __slots__ = ("_slow", "_start", "_sums", "_week", "_zero")

    def __init__(self, start: int, clock: ActivityClock) -> None:
        """Seconds on the local walls since a Monday long ago, and the clock."""
        self._start = start
        self._week = clock.week
        self._sums = (0.0, *accumulate(clock.week))
        self._slow = clock.slow
        self._zero = self._passed(start)

    def __call__(self, seconds: float) -> float:
        """The active hours by then."""
        if seconds <= 0:
            return 0.0
        end = self._start + seconds
        passed = self._passed(end) - self._zero
        for day, share in self._slow:
            low = (day - _FIRST_MONDAY) * _DAY
            if low < end and low + _DAY > self._start:
                within = self._passed(min(end, low + _DAY)) - self._passed(max(self._start, low))
                passed -= (1 - share) * within
        return max(0.0, passed)

    def _passed(self, seconds: float) -> float:
        weeks, rest = divmod(seconds, _WEEK)
        hour = int(rest // _HOUR)
        return weeks * HOURS + self._sums[hour] + self._week[hour] * (rest / _HOUR - hour)


def away(first: date, back: date) -> tuple[Slow, ...]:
    """The dates of a leave, on which nothing is done.

    Args:
        first: The first day away.
        back: The first day back; what lies more than 400 days after ``first`` is left out.
    """
    last = min(back.toordinal(), first.toordinal() + _FARTHEST // _DAY)
    return tuple(zip(range(first.toordinal(), last), repeat(0.0)))
