"""The judgement on each date of a year: worked, off, half, made up for, or not known.

Dates come from the packed table, and from ``holidays`` outside its years; what is told about a date becomes a
``Day`` when somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from followup.data import Facts
from followup.timing.hours import DAY
from followup.timing.pack import pack
from followup.timing.subdivisions import subdivision_code
from followup.timing.weeks import (
    HalfDay,
    HalfDays,
    Origin,
    Suspension,
    Weekend,
    half_days,
    suspension,
    weekends,
)
from followup.timing.years import YearDays, dates


WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOLIDAYS = Origin("the holidays package", "https://github.com/vacanza/holidays")
ESTIMATE = "the date is an estimate"

# From this part of a country's subdivisions on, a national calendar calls a day off.
_MOST = 0.5


class DayKind(StrEnum):
    """What a date is. ``MAKEUP`` is a weekend day that is worked; ``UNCERTAIN`` means that no table knows it."""

    WORKING = "working"
    OFF = "off"
    HALF = "half"
    MAKEUP = "makeup"
    UNCERTAIN = "uncertain"


class Judged(NamedTuple):
    """A date as it was judged; the fields are those of ``Day``."""

    kind: DayKind = DayKind.WORKING
    reasons: tuple[str, ...] = ()
    share: float = 0.0
    certainty: str = "high"
    holidays: tuple[str, ...] = ()
    weekend: bool = False
    until: int | None = None
    origin: Origin | None = None


class DayBook:
    """The days of one country, or of one part of it; each year is judged once and kept.

    Attributes:
        country: ISO 3166-1 alpha-2.
        subdivision: The part, under the code of ``subdivision_code``; None for the whole country.
    """

    def __init__(self, country: str, subdivision: str | None, facts: Facts) -> None:
        """The book of a country.

        Raises:
            UnknownName: The country has no such part.
        """
        self.country = country
        self.subdivision = subdivision_code(country, subdivision, facts)
        self._weekends: tuple[Weekend, ...] = tuple(weekends(facts, country, self.subdivision))
        self._halves: HalfDays = half_days(facts, country)
        self._suspended: Suspension | None = suspension(facts, country)
        self._years: dict[int, tuple[Judged, Mapping[date, Judged]]] = {}

    def on(self, day: date) -> Judged:
        """What a date is."""
        usual, special = self.year(day.year)
        return special.get(day, usual)

    def special(self, day: date) -> Judged | None:
        """What a date is, if it is not an ordinary one of its year."""
        return self.year(day.year)[1].get(day)

    def year(self, year: int) -> tuple[Judged, Mapping[date, Judged]]:
        """What the dates of a year usually are, and those that are something else."""
        found = self._years.get(year)
        if found is None:
            known = year_days(self.country, self.subdivision, year)
            usual = Judged() if known.known else _unknown(year)
            found = self._years[year] = usual, dict(self._special(known, usual, year))
        return found

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, DayBook) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.country, self.subdivision, self._weekends))

    def __repr__(self) -> str:
        return f"DayBook({self.country!r}, {self.subdivision!r})"

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_years": {}}

    @property
    def _key(self) -> tuple[object, ...]:
        return self.country, self.subdivision, self._weekends, self._halves, self._suspended

    def _special(self, known: YearDays, usual: Judged, year: int) -> Iterator[tuple[date, Judged]]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        own = [one for one in self._weekends if one.touches(first, last)]
        suspended = self._suspended is not None and self._suspended.touches(first, last)
        told = self._told(known, year)
        # A weekend that nothing else is told of is like all others; most of the year's special days are such.
        if not (own or suspended):
            weekday = lru_cache(lambda number: _weekend(number, known=known.known))
            yield from ((day, weekday(day.weekday())) for day in known.weekend if day not in told)
        for day in dates(year) if own or suspended else told:
            found = self._day_of_week(day, known, own, usual)
            if self._suspended is not None and self._suspended.holds(day):
                reasons = (*found.reasons, self._suspended.reason)
                found = found._replace(reasons=reasons, origin=self._suspended.source)
            elif known.known:
                found = self._marked(found, day, known)
            if found != usual:
                yield day, found

    def _told(self, known: YearDays, year: int) -> set[date]:
        """The dates of which the year's lists say something."""
        fixed = {date(year, month, day) for month, day in self._halves.fixed}
        return fixed.union(known.names, known.parts, known.halves, known.makeup)

    @staticmethod
    def _day_of_week(day: date, known: YearDays, own: list[Weekend], usual: Judged) -> Judged:
        for one in own:
            if one.holds(day):
                found = usual
                if day.weekday() in one.days:
                    found = _weekend(day.weekday(), known=known.known)
                return found._replace(certainty=one.confidence, origin=one.source)
        return _weekend(day.weekday(), known=known.known) if day in known.weekend else usual

    def _marked(self, found: Judged, day: date, year: YearDays) -> Judged:
        """The date with what the year's lists say of it."""
        if day in year.makeup:
            return _makeup(found, day)
        if day in year.names:
            return _holiday(found, year.names[day], provisional=year.provisional)
        if day in year.parts:
            found = _regional(found, *year.parts[day])
        half = self._halves.fixed.get((day.month, day.day))
        if half is None and day in year.halves:
            half = self._halves.listed._replace(name="; ".join(year.halves[day]))
        return found if half is None or found.kind is DayKind.OFF else _early(found, half)


def year_days(country: str, part: str | None, year: int) -> YearDays:
    """One year of a country: packed, or as ``holidays`` lists it."""
    found = pack().year(country, part, year)
    if found is None:
        from followup.timing.calendars import listed_year

        return listed_year(country, part, year)
    return found


def _weekend(weekday: int, *, known: bool) -> Judged:
    return Judged(
        kind=DayKind.OFF,
        reasons=(WEEKDAY_NAMES[weekday],),
        share=1.0,
        certainty="high" if known else "low",
        weekend=True,
    )


def _unknown(year: int) -> Judged:
    reason = f"no table knows the public holidays of {year} here"
    return Judged(kind=DayKind.UNCERTAIN, reasons=(reason,), certainty="unknown")


def _makeup(found: Judged, day: date) -> Judged:
    reason = f"a {WEEKDAY_NAMES[day.weekday()]} that is worked to make up for a holiday"
    return found._replace(kind=DayKind.MAKEUP, reasons=(reason,), share=0.0, origin=HOLIDAYS)


def _holiday(found: Judged, names: tuple[str, ...], *, provisional: bool) -> Judged:
    clear = tuple(map(_clear, names))
    notes = (ESTIMATE,) if clear != names else ()
    if provisional:
        notes = (*notes, "the year's schedule is not published yet")
    return found._replace(
        kind=DayKind.OFF,
        reasons=(*clear, *found.reasons, *notes),
        holidays=clear,
        share=1.0,
        certainty="low" if notes else "high",
        origin=HOLIDAYS,
    )


def _clear(name: str) -> str:
    """A holiday's name without the package's mark of an estimate."""
    return name.replace(", estimated)", ")").replace("(estimated)", "").strip()


def _regional(found: Judged, share: float, name: str) -> Judged:
    """A holiday of some parts of the country: off where most of them keep it."""
    name = _clear(name)
    reason = f"{name} in {share:.0%} of the country's parts"
    if found.weekend:
        return found._replace(reasons=(*found.reasons, reason))
    off = share >= _MOST
    return found._replace(
        kind=DayKind.OFF if off else DayKind.WORKING,
        reasons=(reason,),
        holidays=(name,) if off else (),
        share=share,
        certainty="medium",
        origin=HOLIDAYS,
    )


def _early(found: Judged, half: HalfDay) -> Judged:
    if half.until >= DAY:
        return found
    return found._replace(
        kind=DayKind.HALF if half.until else DayKind.OFF,
        reasons=(half.name, *found.reasons),
        holidays=() if half.until else (half.name,),
        share=found.share if half.until else 1.0,
        certainty=half.confidence,
        until=half.until,
        origin=half.source,
    )
