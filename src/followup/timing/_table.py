"""Working time as sorted instants with running totals: every question is a bisection.

Instants are whole microseconds since 1970 in UTC, so that sums and differences are exact. Nothing here
does arithmetic on local times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import attrs

from followup._normal import require_aware
from followup.errors import InvalidValue
from followup.timing.hours import DAY, Clocks, Plan


SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Outside these years nothing is counted: no schedule of today says anything about them."""

_EPOCH_DAY = EPOCH.date().toordinal()
_ONE_DAY = timedelta(days=1)


def micros(moment: datetime) -> int:
    """An aware datetime as microseconds since 1970 in UTC."""
    since = moment - EPOCH
    return (since.days * DAY + since.seconds) * SECOND + since.microseconds


def instant(what: str, moment: datetime) -> int:
    """An aware datetime in microseconds since 1970 in UTC.

    Raises:
        NaiveTime: It has no zone.
        InvalidValue: It lies outside the years that are counted.
    """
    at = micros(require_aware(what, moment))
    if not year_start(FIRST_YEAR) <= at < year_start(LAST_YEAR + 1):
        raise InvalidValue(
            what,
            moment,
            f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}",
            "Schedules are counted inside them only",
        )
    return at


def amount(span: timedelta) -> int:
    """A duration in microseconds."""
    return (span.days * DAY + span.seconds) * SECOND + span.microseconds


def year_start(year: int) -> int:
    """The first instant of a year in UTC."""
    return (date(year, 1, 1).toordinal() - _EPOCH_DAY) * DAY * SECOND


def year_of(at: int) -> int:
    """The year in UTC of an instant."""
    return (EPOCH + timedelta(microseconds=at)).year


@attrs.frozen(eq=False)
class Table:
    """The working intervals of some whole years, one after the other.

    Attributes:
        first: The first of the years.
        after: The year after the last one.
        starts: Openings, in order.
        ends: The closings that belong to them; all intervals are apart.
        done: Working time before each opening, and in the end the whole.
    """

    first: int
    after: int
    starts: Sequence[int]
    ends: Sequence[int]
    done: Sequence[int]

    @classmethod
    def of(cls, years: tuple[int, int], pairs: Iterable[tuple[int, int]]) -> Table:
        """A table from intervals in order; those that touch become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in pairs:
            if ends and start <= ends[-1]:
                ends[-1] = max(end, ends[-1])
            else:
                starts.append(start)
                ends.append(end)
        done = [0]
        for start, end in zip(starts, ends, strict=True):
            done.append(done[-1] + end - start)
        return cls(*years, starts, ends, done)

    def beside(self, other: Table) -> Table:
        """This table and the one of the years that follow, as one."""
        return join([self, other])

    def covers(self, until: int | None) -> bool:
        """Whether the table goes on at least until an instant, if there is one."""
        return until is not None and year_start(self.after) >= until

    def before(self, instant: int) -> int:
        """Working time from the table's beginning to an instant."""
        at = bisect_right(self.starts, instant)
        if at == 0:
            return 0
        return self.done[at] - max(0, self.ends[at - 1] - instant)

    def reach(self, target: int) -> int | None:
        """The first instant before which so much working time lies; None if the table has less."""
        if target > self.done[-1]:
            return None
        at = bisect_left(self.done, target)
        return self.ends[at - 1] - (self.done[at] - target)

    def back(self, target: int) -> int | None:
        """The last instant before which only so much working time lies; None if it is before the table."""
        if target < 0:
            return None
        at = bisect_right(self.done, target)
        return self.starts[at - 1] + target - self.done[at - 1]

    def opening(self, instant: int) -> int | None:
        """The instant itself if it is inside working time, or the next opening."""
        at = bisect_right(self.ends, instant)
        return max(instant, self.starts[at]) if at < len(self.starts) else None

    def closing_after(self, opening: int) -> int:
        """The end of the interval in which an opening lies."""
        return self.ends[bisect_right(self.starts, opening) - 1]

    def closing(self, instant: int) -> int | None:
        """The instant itself if working time lies right before it, or the last closing."""
        at = bisect_left(self.starts, instant)
        return min(instant, self.ends[at - 1]) if at else None


def join(tables: Sequence[Table]) -> Table:
    """Tables of years that follow each other, as one."""
    starts = chain.from_iterable(table.starts for table in tables)
    ends = chain.from_iterable(table.ends for table in tables)
    return Table.of((tables[0].first, tables[-1].after), zip(starts, ends, strict=True))


def year_table(year: int, zone: ZoneInfo, plan: Plan) -> Table:
    """The working intervals of one year, cut at its borders in UTC."""
    low, high = year_start(year), year_start(year + 1)
    found = []
    day, last = date(year, 1, 1) - 2 * _ONE_DAY, date(year + 1, 1, 1) + _ONE_DAY
    while day <= last:
        if clocks := plan.on(day):
            found += instants(day, clocks, zone)
        day += _ONE_DAY
    inside = ((max(start, low), min(end, high)) for start, end in sorted(found))
    return Table.of((year, year + 1), (pair for pair in inside if pair[0] < pair[1]))


def midnight(day: date, zone: ZoneInfo) -> int:
    """The first instant of a date in a zone."""
    return _instant(day, 0, zone) * SECOND


def instants(day: date, clocks: Clocks, zone: ZoneInfo) -> list[tuple[int, int]]:
    """Hours of a date as instants."""
    base = (day.toordinal() - _EPOCH_DAY) * DAY
    offset, later = _offset(day, 0, zone), _offset(day, clocks[-1][1], zone)
    if offset == later:
        shift = base - offset
        return [((start + shift) * SECOND, (end + shift) * SECOND) for start, end in clocks]
    return [
        (_instant(day, start, zone) * SECOND, _instant(day, end, zone) * SECOND)
        for start, end in clocks
    ]


def _instant(day: date, clock: int, zone: ZoneInfo) -> int:
    """Seconds since 1970 of a time on the wall.

    One that the clocks show twice is its first occurrence; one that they skip is as long after the gap
    as it lies inside it (PEP 495's reading of ``fold=0``, and RFC 5545's).
    """
    return (day.toordinal() - _EPOCH_DAY) * DAY + clock - _offset(day, clock, zone)


def _offset(day: date, clock: int, zone: ZoneInfo) -> int:
    days, clock = divmod(clock, DAY)
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=days, seconds=clock)
    offset = wall.utcoffset()
    return offset.days * DAY + offset.seconds if offset is not None else 0
