"""What a date is in a country: worked, off, half, made up for, or not known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from followup._value import Value
from followup.data import Facts
from followup.evidence import Confidence, Source
from followup.timing.calendars import HOLIDAYS, YearDays, subdivision_code, year_days
from followup.timing.hours import DAY
from followup.timing.weeks import (
    HalfDay,
    HalfDays,
    Suspension,
    Weekend,
    half_days,
    suspension,
    weekends,
)


WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# From this part of a country's subdivisions on, a national calendar calls a day off.
_MOST = 0.5
_ESTIMATED = "(estimated)"


class DayKind(StrEnum):
    """What a date is. ``MAKEUP`` is a weekend day that is worked; ``UNCERTAIN`` means that no table knows it."""

    WORKING = "working"
    OFF = "off"
    HALF = "half"
    MAKEUP = "makeup"
    UNCERTAIN = "uncertain"


@attrs.frozen(kw_only=True)
class Day(Value):
    """A date in a country.

    Attributes:
        date: The date on the walls of the country.
        kind: What it is.
        reasons: Why, in words: the names of its holidays, the weekday of a weekend.
        share: The part of the country's subdivisions in which it is off, in [0, 1]; for a calendar of one
            subdivision 0 or 1.
        certainty: How sure it is. The dates of feasts that follow the moon are estimates.
        holidays: The names of its public holidays.
        weekend: Whether it falls on the weekend.
        until: For a half day, when offices close, in seconds after midnight.
        source: Who says so; None where it follows from the weekday alone.
    """

    date: date
    kind: DayKind
    reasons: tuple[str, ...] = ()
    share: float = 0.0
    certainty: Confidence = Confidence.HIGH
    holidays: tuple[str, ...] = ()
    weekend: bool = False
    until: int | None = None
    source: Source | None = None


@attrs.frozen(kw_only=True)
class DayBook:
    """The days of one country, or of one part of it; each is judged once and kept.

    Attributes:
        country: ISO 3166-1 alpha-2.
        subdivision: The part, under the code of ``subdivision_code``; None for the whole country.
        weekends: Our corrections of its weekends.
        halves: Its half days.
        suspended: The time in which it keeps no public holidays, if there is one.
    """

    country: str
    subdivision: str | None
    weekends: tuple[Weekend, ...] = attrs.field(repr=False)
    halves: HalfDays = attrs.field(repr=False, hash=False)
    suspended: Suspension | None = attrs.field(repr=False)
    _days: dict[date, Day] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def of(cls, country: str, subdivision: str | None, facts: Facts) -> DayBook:
        """The book of a country.

        Raises:
            UnknownName: The country has no such part.
        """
        part = subdivision_code(country, subdivision)
        return cls(
            country=country,
            subdivision=part,
            weekends=tuple(weekends(facts, country, part)),
            halves=half_days(facts, country),
            suspended=suspension(facts, country),
        )

    def day(self, day: date) -> Day:
        """What a date is."""
        if day not in self._days:
            self._days[day] = self._judged(day)
        return self._days[day]

    def _judged(self, day: date) -> Day:
        year = year_days(self.country, self.subdivision, day.year)
        weekend, sure, source = self._weekend(day, year)
        found = Day(date=day, kind=DayKind.WORKING, weekend=weekend, certainty=sure, source=source)
        if weekend:
            weekday = WEEKDAY_NAMES[day.weekday()]
            found = attrs.evolve(found, kind=DayKind.OFF, reasons=(weekday,), share=1.0)
        if self.suspended is not None and self.suspended.holds(day):
            reasons = (*found.reasons, self.suspended.reason)
            return attrs.evolve(found, reasons=reasons, source=self.suspended.source)
        if not year.known:
            return found if weekend else _unknown(found)
        return self._marked(found, year)

    def _marked(self, found: Day, year: YearDays) -> Day:
        """The day with what the year's lists say of it."""
        day = found.date
        if day in year.makeup:
            return _makeup(found)
        if day in year.names:
            return _holiday(found, year.names[day], provisional=year.provisional)
        if day in year.parts:
            found = _regional(found, *year.parts[day])
        half = self.halves.fixed.get((day.month, day.day))
        if half is None and day in year.halves:
            half = attrs.evolve(self.halves.listed, name=year.halves[day])
        return found if half is None or found.kind is DayKind.OFF else _early(found, half)

    def _weekend(self, day: date, year: YearDays) -> tuple[bool, Confidence, Source | None]:
        for own in self.weekends:
            if own.holds(day):
                return day.weekday() in own.days, own.confidence, own.source
        return day in year.weekend, Confidence.HIGH if year.known else Confidence.LOW, None


def _unknown(found: Day) -> Day:
    reason = f"no table knows the public holidays of {found.date.year} here"
    return attrs.evolve(
        found, kind=DayKind.UNCERTAIN, reasons=(reason,), certainty=Confidence.UNKNOWN
    )


def _makeup(found: Day) -> Day:
    reason = f"a {WEEKDAY_NAMES[found.date.weekday()]} that is worked to make up for a holiday"
    kind = DayKind.MAKEUP
    return attrs.evolve(found, kind=kind, reasons=(reason,), share=0.0, source=HOLIDAYS)


def _holiday(found: Day, names: tuple[str, ...], *, provisional: bool) -> Day:
    clear = tuple(name.replace(_ESTIMATED, "").strip() for name in names)
    notes = ("the date is an estimate",) if clear != names else ()
    if provisional:
        notes = (*notes, "the year's schedule is not published yet")
    return attrs.evolve(
        found,
        kind=DayKind.OFF,
        reasons=(*clear, *found.reasons, *notes),
        holidays=clear,
        share=1.0,
        certainty=Confidence.LOW if notes else Confidence.HIGH,
        source=HOLIDAYS,
    )


def _regional(found: Day, share: float, name: str) -> Day:
    """A holiday of some parts of the country: off where most of them keep it."""
    reason = f"{name} in {share:.0%} of the country's parts"
    if found.weekend:
        return attrs.evolve(found, reasons=(*found.reasons, reason))
    off = share >= _MOST
    return attrs.evolve(
        found,
        kind=DayKind.OFF if off else DayKind.WORKING,
        reasons=(reason,),
        holidays=(name,) if off else (),
        share=share,
        certainty=Confidence.MEDIUM,
        source=HOLIDAYS,
    )


def _early(found: Day, half: HalfDay) -> Day:
    if half.until >= DAY:
        return found
    kind = DayKind.HALF if half.until else DayKind.OFF
    return attrs.evolve(
        found,
        kind=kind,
        reasons=(half.name, *found.reasons),
        holidays=() if half.until else (half.name,),
        share=found.share if half.until else 1.0,
        certainty=half.confidence,
        until=half.until,
        source=half.source,
    )
