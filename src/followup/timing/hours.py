"""Opening hours as people write them, and the hours of one date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from followup.errors import InvalidValue


DAY = 86_400
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Clock = tuple[int, int]
"""Opening and closing, in seconds after midnight on the wall; past midnight it goes on beyond 24 hours."""
Clocks = tuple[Clock, ...]
Dates = Iterable[date | str]
Times = Iterable[Sequence[str]]


class Plan(Protocol):
    """What a schedule asks: the hours of one date, and whether dates without end may have some."""

    @property
    def last(self) -> date | None:
        """The last date that can have hours; None where the weeks go on for ever."""
        ...

    @property
    def first(self) -> date | None:
        """The first date that can have hours; None where they have always been."""
        ...

    @property
    def bounds(self) -> Clock:
        """Between which seconds after midnight all hours of all dates lie."""
        ...

    @property
    def longest_gap(self) -> int | None:
        """After so many quarters of a year without hours there are none; None where there may be."""
        ...

    def on(self, day: date) -> Clocks:
        """The hours that begin on that date, in order, without overlaps."""
        ...


class WeekPlan(NamedTuple):
    """Hours by weekday, with dates that differ.

    Attributes:
        week: Seven entries from Monday on.
        holidays: Dates without hours.
        shifts: Dates with hours of their own instead of the weekday's.
        breaks: Dates with times off.
    """

    week: tuple[Clocks, ...]
    holidays: frozenset[date]
    shifts: Mapping[date, Clocks]
    breaks: Mapping[date, Clocks]

    @classmethod
    def read(
        cls,
        hours: Mapping[str, Times],
        holidays: Dates,
        shifts: Mapping[date | str, Times],
        breaks: Mapping[date | str, Times],
    ) -> WeekPlan:
        """The plan that the caller wrote.

        Raises:
            InvalidValue: A weekday, a date or a time of day cannot be read.
        """
        return cls(
            week=read_week(hours),
            holidays=frozenset(read_date(day) for day in holidays),
            shifts={read_date(day): read_clocks(times) for day, times in shifts.items()},
            breaks={read_date(day): read_clocks(times) for day, times in breaks.items()},
        )

    def __hash__(self) -> int:
        return hash((self.week, self.holidays, *map(frozenset, (self.shifts, self.breaks))))

    @property
    def last(self) -> date | None:
        """The last date that can have hours; None where the weeks go on for ever."""
        return None if any(self.week) else max(self._dated, default=date.min)

    @property
    def first(self) -> date | None:
        """The first date that can have hours; None where they have always been."""
        return None if any(self.week) else min(self._dated, default=date.max)

    @property
    def longest_gap(self) -> None:
        """Dates of their own may lie anywhere."""
        return

    @property
    def bounds(self) -> Clock:
        """Between which seconds after midnight all hours of all dates lie."""
        return bounds((*self.week, *self.shifts.values()))

    @property
    def _dated(self) -> Iterable[date]:
        return (day for day, clocks in self.shifts.items() if clocks)

    def on(self, day: date) -> Clocks:
        """The hours that begin on that date, in order, without overlaps."""
        if day in self.holidays:
            return ()
        clocks = self.shifts[day] if day in self.shifts else self.week[day.weekday()]
        return without(clocks, self._breaks(day)) if self.breaks else clocks

    def _breaks(self, day: date) -> Clocks:
        """The times off that its hours may meet: a night shift meets those of the next date too."""
        return tuple(
            (off + shift * DAY, on + shift * DAY)
            for shift in (-1, 0, 1)
            for off, on in self.breaks.get(day + timedelta(days=shift), ())
        )


def read_week(hours: Mapping[str, Times]) -> tuple[Clocks, ...]:
    """Seven entries from Monday on; weekdays that are not named have no hours.

    Raises:
        InvalidValue: A weekday or a time of day cannot be read.
    """
    if not isinstance(hours, Mapping):
        raise InvalidValue(
            "hours", hours, "are not hours by weekday", "Pass {'mon': [('09:00', '17:00')]}"
        )
    named = {str(day).strip().lower()[:3]: read_clocks(times) for day, times in hours.items()}
    for day in named:
        if day not in WEEKDAYS:
            raise InvalidValue("hours", day, "is not a weekday", f"Use {', '.join(WEEKDAYS)}")
    return tuple(named.get(day, ()) for day in WEEKDAYS)


def read_date(day: date | str) -> date:
    """A date, or its ISO text.

    Raises:
        InvalidValue: It is neither.
    """
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    try:
        return date.fromisoformat(day)  # type: ignore[arg-type]  # anything else lands in the except
    except (TypeError, ValueError) as error:
        raise InvalidValue(
            "date", day, "is not a date", "Pass a date or a text such as '2026-12-24'"
        ) from error


def read_clocks(times: Times) -> Clocks:
    """Opening and closing times as seconds, in order; those that touch or overlap become one.

    A closing time at or before the opening is the next day's: ``("22:00", "06:00")`` is a night shift.

    Raises:
        InvalidValue: A time of day cannot be read.
    """
    read = []
    given: Any = times
    for pair in given if isinstance(given, Iterable) else (given,):
        if not _is_pair(pair):
            raise InvalidValue(
                "hours", pair, "is not an opening and a closing time", "Pass ('09:00', '17:00')"
            )
        start, end = (seconds(text) for text in pair)
        read.append((start, end if end > start else end + DAY))
    return joined(read)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2


def seconds(text: object) -> int:
    """Seconds after midnight of a time of day from ``"00:00"`` to ``"24:00"``.

    Raises:
        InvalidValue: It is not such a time.
    """
    parts = text.strip().split(":") if isinstance(text, str) else []
    if 2 <= len(parts) <= 3 and all(map(_is_number, parts)) and all(map(_is_full, parts[1:])):
        hour, minute, second = (int(part) for part in (*parts, "0")[:3])
        if minute < 60 and second < 60 and (after := hour * 3600 + minute * 60 + second) <= DAY:
            return after
    raise InvalidValue("hours", text, "is not a time of day", "Use '09:00' to '24:00'")


def _is_number(part: str) -> bool:
    return len(part) <= 2 and part.isascii() and part.isdigit()


def _is_full(part: str) -> bool:
    return len(part) == 2


def joined(clocks: Iterable[Clock]) -> Clocks:
    """The same hours in order, with those that touch or overlap made one."""
    result: list[Clock] = []
    for start, end in sorted(clocks):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def without(clocks: Clocks, breaks: Clocks) -> Clocks:
    """The hours that are left when breaks are taken out of them."""
    for off, on in breaks:
        clocks = tuple(
            part
            for start, end in clocks
            for part in ((start, min(end, off)), (max(start, on), end))
            if part[0] < part[1]
        )
    return clocks


def bounds(days: Iterable[Clocks]) -> Clock:
    """The earliest opening and the latest closing of some dates."""
    edges = [edge for clocks in days for hours in clocks for edge in hours]
    return min(edges, default=0), max(edges, default=0)


def length(clocks: Clocks) -> int:
    """All hours together, in seconds."""
    return sum(end - start for start, end in clocks)
