"""Working time between and after instants, and the time that several schedules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from followup.errors import InvalidValue
from followup.timing._table import instant
from followup.timing.intervals import Interval
from followup.timing.schedule import Schedule
from followup.timing.workcalendar import WorkCalendar


Working = Schedule | WorkCalendar


def working_time_between(start: datetime, end: datetime, calendar: Working) -> timedelta:
    """The working time between two instants; negative where ``end`` is the earlier one.

    Raises:
        NaiveTime: An instant has no zone.
        InvalidValue: An instant lies outside the years 1900 to 2200.
    """
    return schedule_of(calendar).working_time(start, end)


def add_working_time(start: datetime, amount: timedelta, calendar: Working) -> datetime | None:
    """The first instant by which so much working time has passed; a negative amount goes back.

    Returns:
        An aware datetime in the calendar's zone; None where that much working time never comes.

    Raises:
        NaiveTime: ``start`` has no zone.
        InvalidValue: It lies outside the years 1900 to 2200.
    """
    return schedule_of(calendar).add(start, amount)


def overlap(schedules: Iterable[Working], start: datetime, end: datetime) -> tuple[Interval, ...]:
    """The intervals in which all of them work, in order, on the clocks of the first.

    Raises:
        NaiveTime: An instant has no zone.
        InvalidValue: There is no schedule, or an instant lies outside the years 1900 to 2200.
    """
    several = [schedule_of(one) for one in schedules]
    if not several:
        raise InvalidValue("schedules", schedules, "is empty", "Pass at least one schedule")
    low, high = instant("start", start), instant("end", end)
    return tuple(several[0].interval(*span) for span in common(several, low, high))


def common(schedules: Sequence[Schedule], low: int, high: int) -> Iterator[tuple[int, int]]:
    """The spans in which all schedules are open, one at a time, in microseconds since 1970."""
    while low < high:
        openings = [schedule.opening(low, high) for schedule in schedules]
        latest = max((high if opening is None else opening for opening in openings), default=high)
        if latest >= high:
            return
        if latest > low:
            low = latest
            continue
        end = min(schedule.closing_after(low, high) for schedule in schedules)
        yield low, end
        low = end


def schedule_of(calendar: Working) -> Schedule:
    """The schedule of a calendar, or the schedule itself."""
    return calendar.schedule if isinstance(calendar, WorkCalendar) else calendar
