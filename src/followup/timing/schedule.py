"""Working hours in one zone, and exact arithmetic on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from followup.timing import zones
from followup.timing._quarters import quarters
from followup.timing._table import (
    EPOCH,
    FIRST,
    LAST,
    Table,
    amount,
    counted,
    instant,
    quarter,
    quarter_of,
    quarter_start,
)
from followup.timing.hours import Dates, Plan, Times, WeekPlan


if TYPE_CHECKING:
    from followup.timing.intervals import Interval


class Schedule:
    """The working hours of one place.

    Hours are half-open: at the closing time work is over. Several intervals a day are allowed, ``"24:00"``
    is the end of a day, and a closing at or before its opening is the next day's. Hours belong to the date
    on which they begin: a holiday closes the night shift that begins on it, not the one that ends on it.

    Durations are elapsed time: an hour that the clocks skip is not worked, one that they repeat is worked
    twice. A time that the clocks show twice is its first occurrence; one that they skip lies after the gap.

    Answers are aware datetimes in the schedule's zone, with plain offsets, so that they can be pickled.
    The years 1900 to 2200 are counted; an answer that would lie outside them is None.
    """

    def __init__(
        self,
        zone: str,
        hours: Mapping[str, Times],
        *,
        holidays: Dates = (),
        shifts: Mapping[Any, Times] | None = None,
        breaks: Mapping[Any, Times] | None = None,
    ) -> None:
        """A schedule from hours by weekday.

        Args:
            zone: An IANA zone name.
            hours: Such as ``{"mon": [("09:00", "12:30"), ("13:30", "18:00")]}``.
            holidays: Dates, or their ISO texts, without hours.
            shifts: Dates with hours of their own instead of the weekday's.
            breaks: Dates with times off on the wall; a night shift meets those of the next date too.

        Raises:
            UnknownName: There is no such zone.
            InvalidValue: A weekday, a date or a time of day cannot be read.
        """
        self.__setstate__((zone, WeekPlan.read(hours, holidays, shifts or {}, breaks or {})))

    @classmethod
    def of_plan(cls, zone: str, plan: Plan) -> Schedule:
        """A schedule whose hours a plan tells date by date."""
        schedule = cls.__new__(cls)
        schedule.__setstate__((zone, plan))
        return schedule

    @property
    def zone(self) -> str:
        """The IANA name of its zone."""
        return self._zone

    @property
    def plan(self) -> Plan:
        """Its hours, date by date."""
        return self._plan

    def is_open(self, moment: datetime) -> bool:
        """Whether an instant lies inside working hours."""
        at = instant("moment", moment)
        return self._table(at, at).opening(at) == at

    def is_working_day(self, day: date | str) -> bool:
        """Whether any hours begin on that date, which may be given as ISO text."""
        return bool(self._plan.on(counted(day)))

    def next_open(self, moment: datetime) -> datetime | None:
        """The instant itself if it is inside working hours, or the next opening; None if there is none."""
        return self._told(self.opening(instant("moment", moment)))

    def last_close(self, moment: datetime) -> datetime | None:
        """The instant itself if work goes on right before it, or the last closing; None if there is none."""
        at = instant("moment", moment)
        return self._told(self._search(at, lambda table: table.closing(at), self._deeper))

    def add(self, moment: datetime, span: timedelta) -> datetime | None:
        """The first instant by which so much working time has passed; None if it never does.

        An amount of nothing gives the instant itself, a negative one goes back.
        """
        at, wanted = instant("moment", moment), amount(span)
        if wanted <= 0:
            return self.subtract(moment, -span) if wanted else self.local(at)
        if at + wanted > quarter_start(LAST + 1):
            return None
        return self._told(
            self._search(at, lambda table: table.reach(table.before(at) + wanted), self._longer)
        )

    def subtract(self, moment: datetime, span: timedelta) -> datetime | None:
        """The last instant since which so much working time has passed; None if it never did.

        An amount of nothing gives the instant itself, a negative one goes forward.
        """
        at, wanted = instant("moment", moment), amount(span)
        if wanted <= 0:
            return self.add(moment, -span) if wanted else self.local(at)
        if at - wanted < quarter_start(FIRST):
            return None
        return self._told(
            self._search(at, lambda table: table.back(table.before(at) - wanted), self._deeper)
        )

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two instants; negative where ``end`` is the earlier one."""
        low, high = instant("start", start), instant("end", end)
        table = self._table(min(low, high), max(low, high))
        return timedelta(microseconds=table.before(high) - table.before(low))

    def periods(self, start: datetime, end: datetime | None = None) -> Iterator[Interval]:
        """The working intervals after ``start``, in order, cut at both ends; without ``end`` as long as there are any."""
        low = instant("start", start)
        high = None if end is None else instant("end", end)
        return (self.interval(*span) for span in self.spans(low, high))

    def interval(self, low: int, high: int) -> Interval:
        """Two instants in microseconds as an interval on the schedule's clocks."""
        from followup.timing.intervals import Interval

        return Interval(self.local(low), self.local(high))

    def spans(self, low: int, high: int | None) -> Iterator[tuple[int, int]]:
        """Like ``periods``, in microseconds."""
        while (opening := self.opening(low, high)) is not None:
            low = self.closing_after(opening, high)
            yield opening, low

    def opening(self, at: int, before: int | None = None) -> int | None:
        """Like ``next_open``, in microseconds, not beyond an instant."""
        found = self._search(
            at,
            lambda table: table.opening(at),
            lambda table: None if table.covers(before) else self._longer(table),
        )
        return None if found is None or (before is not None and found >= before) else found

    def is_open_all(self, low: int, high: int) -> bool:
        """Whether working time goes on from an instant to another, in microseconds."""
        return self.opening(low, high) == low and self.closing_after(low, high) == high

    def closing_after(self, opening: int, before: int | None = None) -> int:
        """The end of the working interval in which an instant lies, in microseconds, cut at an instant."""
        table = self._table(opening, opening)
        while (closing := table.closing_after(opening)) == quarter_start(table.after):
            later = None if table.covers(before) else self._longer(table)
            if later is None:
                break
            table = later
        return closing if before is None else min(closing, before)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Schedule):
            return NotImplemented
        return (self._zone, self._plan) == (other._zone, other._plan)

    def __hash__(self) -> int:
        return hash((self._zone, self._plan))

    def __repr__(self) -> str:
        return f"Schedule(zone={self._zone!r}, plan={self._plan!r})"

    def __getstate__(self) -> tuple[str, Plan]:
        return self._zone, self._plan

    def __setstate__(self, state: tuple[str, Plan]) -> None:
        zone, self._plan = state
        self._zone = zones.canonical(zone)
        self._built: Table | None = None

    def local(self, at: int) -> datetime:
        """An instant in microseconds since 1970 on its clocks."""
        return zones.fixed(self.walls(at))

    def walls(self, at: int) -> datetime:
        """Like ``local``, with the zone itself, which cannot be pickled."""
        return (EPOCH + timedelta(microseconds=at)).astimezone(zones.zone(self._zone))

    def _told(self, at: int | None) -> datetime | None:
        return None if at is None else self.local(at)

    def _search(
        self, at: int, find: Callable[[Table], int | None], grow: Callable[[Table], Table | None]
    ) -> int | None:
        """What is found in the tables as far as they grow."""
        table: Table | None = self._table(at, at)
        while table is not None:
            if (found := find(table)) is not None:
                return found
            table = grow(table)
        return None

    def _table(self, low: int, high: int) -> Table:
        """A table that holds both instants; a grown one is put in place at once, so that threads may share it."""
        table = self._built or self._quarters(quarter_of(low), quarter_of(low) + 1)
        if quarter_start(table.first) > low:
            table = self._quarters(quarter_of(low), table.first).beside(table)
        if quarter_start(table.after) <= high and table.after <= LAST:
            table = table.beside(self._quarters(table.after, min(quarter_of(high), LAST) + 1))
        self._built = table
        return table

    def _quarters(self, first: int, after: int) -> Table:
        return quarters(first, after, zones.zone(self._zone), self._plan)

    def _longer(self, table: Table) -> Table | None:
        """The table with some quarters more; the longer it is, the more, so that joining stays cheap."""
        last = self._plan.last
        over = last is not None and table.after > quarter(last) + 1
        if over or table.after > LAST or table.rests(self._plan.longest_gap)[1]:
            return None
        after = min(table.after + 1 + (table.after - table.first) // 4, LAST + 1)
        self._built = table.beside(self._quarters(table.after, after))
        return self._built

    def _deeper(self, table: Table) -> Table | None:
        first = self._plan.first
        over = first is not None and table.first < quarter(first)
        if over or table.first <= FIRST or table.rests(self._plan.longest_gap)[0]:
            return None
        earliest = max(table.first - 1 - (table.after - table.first) // 4, FIRST)
        self._built = self._quarters(earliest, table.first).beside(table)
        return self._built
