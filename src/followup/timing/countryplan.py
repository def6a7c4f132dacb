"""The hours of a country, date by date."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from followup.timing.daybook import DayBook
from followup.timing.hours import Clock, Clocks, bounds, length
from followup.timing.judged import WEEKDAY_NAMES, DayKind, Judged
from followup.timing.weeks import cut


SATURDAY = 5
# A weekday with so much of the fullest day's hours is called a half day.
_SHORT = 0.5
_NOT_KNOWN = "the country is not known, and so its holidays are not"


class NoBook(NamedTuple):
    """The days of somebody whose country is not known: from Monday to Friday, nothing more."""

    country: None = None
    subdivision: None = None

    def special(self, day: date) -> Judged | None:
        """What a date is, if it is not an ordinary one."""
        return self.on(day) if day.weekday() >= SATURDAY else None

    def on(self, day: date) -> Judged:
        """What a date is."""
        if day.weekday() < SATURDAY:
            return Judged(reasons=(_NOT_KNOWN,), certainty="low")
        reasons = (WEEKDAY_NAMES[day.weekday()],)
        return Judged(DayKind.OFF, reasons, share=1.0, certainty="low", weekend=True)


class CountryPlan(NamedTuple):
    """Hours by date: the country's days with the week's hours."""

    book: DayBook | NoBook
    week: tuple[Clocks, ...]

    @property
    def first(self) -> date | None:
        """Weeks have always been, unless nothing is ever open."""
        return None if any(self.week) else date.max

    @property
    def last(self) -> date | None:
        """Weeks go on for ever, unless nothing is ever open."""
        return None if any(self.week) else date.min

    @property
    def longest_gap(self) -> int:
        """A weekday that is never worked in two years is one of the weekend."""
        return 8

    @property
    def bounds(self) -> Clock:
        """Between which seconds after midnight all hours of all dates lie."""
        return bounds(self.week)

    def on(self, day: date) -> Clocks:
        """The hours that begin on that date."""
        hours = self.week[day.weekday()]
        found = self.book.special(day)
        if found is None:
            return hours
        if found.kind is DayKind.OFF:
            return ()
        if found.kind is DayKind.HALF:
            return cut(hours, found.until or 0)
        if found.kind is DayKind.MAKEUP:
            return hours or next((usual for usual in self.week if usual), ())
        return hours


@lru_cache(maxsize=1024)
def short_days(week: tuple[Clocks, ...]) -> tuple[frozenset[int], Clocks]:
    """The weekdays with at most half of the fullest day's hours, and the hours of that day."""
    fullest = max(week, key=length)
    most = _SHORT * length(fullest)
    return frozenset(day for day, clocks in enumerate(week) if 0 < length(clocks) <= most), fullest
