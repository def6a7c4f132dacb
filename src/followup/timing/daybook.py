"""The judgement on each date of a year: worked, off, half, made up for, or not known.

Dates come from the packed table, and from ``holidays`` outside its years; what is told about a date becomes a
``Day`` when somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from followup.data import Facts
from followup.timing.judged import (
    DayKind,
    Judged,
    half_day,
    holiday,
    makeup_day,
    regional,
    suspended,
    unknown_day,
    weekend_day,
)
from followup.timing.pack import pack
from followup.timing.subdivisions import subdivision_code
from followup.timing.weeks import (
    HalfDays,
    Suspension,
    Weekend,
    half_days,
    suspension,
    weekends,
)
from followup.timing.years import YearDays, dates


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
            usual = Judged() if known.known else unknown_day(year)
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
        stopped = self._suspended is not None and self._suspended.touches(first, last)
        told = self._told(known, year)
        # Most of the year's special days are weekends like all others; what is told of some follows them.
        if not (own or stopped):
            week = [weekend_day(number, known=known.known) for number in range(7)]
            yield from ((day, week[day.weekday()]) for day in known.weekend)
        for day in dates(year) if own or stopped else told:
            found = self._day_of_week(day, known, own, usual)
            if self._suspended is not None and self._suspended.holds(day):
                found = suspended(found, self._suspended, day)
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
                    found = weekend_day(day.weekday(), known=known.known)
                return found._replace(certainty=one.confidence, origin=one.source)
        return weekend_day(day.weekday(), known=known.known) if day in known.weekend else usual

    def _marked(self, found: Judged, day: date, year: YearDays) -> Judged:
        """The date with what the year's lists say of it."""
        if day in year.makeup:
            return makeup_day(found, day)
        if day in year.names:
            return holiday(found, year.names[day], provisional=year.provisional)
        if day in year.parts:
            found = regional(found, *year.parts[day])
        half = self._halves.fixed.get((day.month, day.day))
        if half is None and day in year.halves:
            half = self._halves.listed._replace(name="; ".join(year.halves[day]))
        return found if half is None or found.kind is DayKind.OFF else half_day(found, half)


@lru_cache(maxsize=1024)
def book_of(country: str, subdivision: str | None, facts: Facts) -> DayBook:
    """The book of a country or a part of it, the same for all who ask: its years are judged once.

    Raises:
        UnknownName: The country has no such part.
    """
    return DayBook(country, subdivision, facts)


def year_days(country: str, part: str | None, year: int) -> YearDays:
    """One year of a country: packed, or as ``holidays`` lists it."""
    found = pack().year(country, part, year)
    if found is None:
        from followup.timing.calendars import is_later, listed_year, unknown_year

        # What the pack's own edition did not know of its years, only a later one may.
        if pack().holds(country, year) and not is_later(pack().edition):
            return unknown_year(year)
        return listed_year(country, part, year)
    return found
