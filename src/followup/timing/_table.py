"""Working time as sorted instants with running totals: every question is a bisection.

Instants are whole microseconds since 1970 in UTC, so that sums and differences are exact. Nothing here
does arithmetic on local times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, chain

from followup._normal import require_aware
from followup.errors import InvalidValue
from followup.timing.hours import DAY, read_date


SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Outside these years nothing is counted: no schedule of today says anything about them."""
FIRST, LAST = FIRST_YEAR * 4, LAST_YEAR * 4 + 3
"""Their first and their last quarter."""


EPOCH_DAY = EPOCH.date().toordinal()
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
    if not quarter_start(FIRST) <= at < quarter_start(LAST + 1):
        raise _uncounted(what, moment)
    return at


def counted(day: date | str) -> date:
    """A date, or its ISO text.

    Raises:
        InvalidValue: It is neither, or lies outside the years that are counted.
    """
    read = read_date(day)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise _uncounted("date", day)
    return read


def _uncounted(what: str, value: object) -> InvalidValue:
    reason = f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}"
    return InvalidValue(what, value, reason, "Schedules are counted inside them only")


def amount(span: timedelta) -> int:
    """A duration in microseconds.

    Raises:
        InvalidValue: It is none.
    """
    if not isinstance(span, timedelta):
        raise InvalidValue("amount", span, "is not a timedelta", "Pass timedelta(hours=8)")
    return (span.days * DAY + span.seconds) * SECOND + span.microseconds


def quarter(day: date) -> int:
    """The number of a date's quarter: four for each year of our era."""
    return day.year * 4 + (day.month - 1) // 3


def first_date(number: int) -> date:
    """The first date of a quarter."""
    return date(number // 4, 1 + number % 4 * 3, 1)


@lru_cache(maxsize=2048)
def quarter_start(number: int) -> int:
    """The first instant of a quarter in UTC."""
    return (first_date(number).toordinal() - EPOCH_DAY) * DAY * SECOND


def quarter_of(at: int) -> int:
    """The quarter in UTC of an instant."""
    return quarter(EPOCH + timedelta(microseconds=at))


class Table:
    """The working intervals of some whole quarters, one after the other.

    Attributes:
        first: The first of the quarters.
        after: The quarter after the last one.
        starts: Openings, in order.
        ends: The closings that belong to them; all intervals are apart.
        done: Working time before each opening, and in the end the whole.
    """

    __slots__ = ("after", "done", "ends", "first", "starts")

    def __init__(self, first: int, after: int, starts: Sequence[int], ends: Sequence[int]) -> None:
        """The intervals of some quarters; they are in order and apart."""
        self.first = first
        self.after = after
        self.starts = starts
        self.ends = ends
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        self.done = list(accumulate(lengths, initial=0))

    @classmethod
    def of(cls, quarters: tuple[int, int], pairs: Iterable[tuple[int, int]]) -> Table:
        """A table from intervals in order; those that touch become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in pairs:
            if ends and start <= ends[-1]:
                ends[-1] = max(end, ends[-1])
            else:
                starts.append(start)
                ends.append(end)
        return cls(*quarters, starts, ends)

    def beside(self, other: Table) -> Table:
        """This table and the one of the quarters that follow, as one."""
        return join([self, other])

    def covers(self, until: int | None) -> bool:
        """Whether the table goes on at least until an instant, if there is one."""
        return until is not None and quarter_start(self.after) >= until

    def rests(self, gap: int | None) -> tuple[bool, bool]:
        """Whether its first and its last quarters, so many of them, have no working time at all."""
        if gap is None or self.after - self.first < gap:
            return False, False
        early, late = quarter_start(self.first + gap), quarter_start(self.after - gap)
        return (
            not self.starts or self.starts[0] >= early,
            not self.ends or self.ends[-1] <= late,
        )

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
    """Tables of quarters that follow each other, as one."""
    if len(tables) == 1:
        return tables[0]
    starts = chain.from_iterable(table.starts for table in tables)
    ends = chain.from_iterable(table.ends for table in tables)
    return Table.of((tables[0].first, tables[-1].after), zip(starts, ends, strict=True))
