"""The working time of one place: its days, its customary hours, its zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import attrs

from followup._normal import country as country_code
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.evidence import Confidence, Source
from followup.timing import zones
from followup.timing.days import WEEKDAY_NAMES, Day, DayBook, DayKind
from followup.timing.hours import Clocks, Times, WeekPlan, read_date, read_week
from followup.timing.places import least, sure, zones_for
from followup.timing.schedule import Schedule
from followup.timing.weeks import cut, office_hours


# A weekday with so much of the fullest day's hours is called a half day.
_SHORT = 0.5
_NINE_TO_FIVE = {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")}


@attrs.frozen
class _CountryPlan:
    """Hours by date: the country's days with the week's hours."""

    book: DayBook
    week: tuple[Clocks, ...]

    @property
    def first(self) -> date | None:
        """Weeks have always been, unless nothing is ever open."""
        return None if any(self.week) else date.max

    @property
    def last(self) -> date | None:
        """Weeks go on for ever, unless nothing is ever open."""
        return None if any(self.week) else date.min

    def on(self, day: date) -> Clocks:
        """The hours that begin on that date."""
        found = self.book.day(day)
        hours = self.week[day.weekday()]
        match found.kind:
            case DayKind.OFF:
                return ()
            case DayKind.HALF:
                return cut(hours, found.until or 0)
            case DayKind.MAKEUP:
                return hours or next((usual for usual in self.week if usual), ())
            case _:
                return hours


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """When people work in a country or a part of it.

    Made with ``for_country`` or ``for_zone``; cheap to ask again and safe to share between threads.

    Attributes:
        country: ISO 3166-1 alpha-2; None where only the zone is known.
        subdivision: The part of the country, as its holidays are listed; None for the whole.
        zone: The IANA zone. In a country with several it is the one of most people.
        zone_certainty: How sure that zone is.
        hours_certainty: How sure the office hours are: customs, not law.
        hours_source: Who says so; None where the hours are yours.
        schedule: The hours themselves, with exact arithmetic.
    """

    country: str | None
    subdivision: str | None
    zone: str
    zone_certainty: Confidence
    hours_certainty: Confidence
    hours_source: Source | None = attrs.field(repr=False)
    schedule: Schedule = attrs.field(repr=False)
    _book: DayBook | None = attrs.field(repr=False)
    _week: tuple[Clocks, ...] = attrs.field(repr=False)

    @classmethod
    def for_country(
        cls,
        country: str,
        subdivision: str | None = None,
        *,
        hours: Mapping[str, Times] | None = None,
        zone: str | None = None,
        facts: Facts = BUNDLED,
    ) -> WorkCalendar:
        """The calendar of a country: its public holidays, weekends, make-up days and half days.

        Args:
            country: ISO 3166-1 alpha-2.
            subdivision: A part of it whose own holidays count, as code or name. Without one, a day is off
                where half of the parts or more keep it, and ``day(…).share`` says how many do.
            hours: Office hours by weekday as for ``Schedule``; None takes the country's customary ones.
            zone: An IANA zone name; None takes that of most people there.
            facts: The tables to look in.

        Raises:
            InvalidValue: The country is no code, or no zone is known for it.
            UnknownName: The country has no such part, or there is no such zone.
        """
        code = country_code(country)
        if hours is None and zone is None:
            return _usual(code, subdivision, facts)
        return _built(code, subdivision, hours=hours, zone=zone, facts=facts)

    @classmethod
    def for_zone(cls, zone: str) -> WorkCalendar:
        """Monday to Friday, nine to five, in a zone of which no country is known: a low certainty.

        Raises:
            UnknownName: There is no such zone.
        """
        plan = WeekPlan.read(_NINE_TO_FIVE, (), {}, {})
        return cls(
            country=None,
            subdivision=None,
            zone=zones.canonical(zone),
            zone_certainty=Confidence.CERTAIN,
            hours_certainty=Confidence.LOW,
            hours_source=None,
            schedule=Schedule.of_plan(zone, plan),
            book=None,
            week=plan.week,
        )

    def in_zone(self, zone: str, certainty: Confidence = Confidence.CERTAIN) -> WorkCalendar:
        """The same days and hours on the clocks of another zone.

        Raises:
            UnknownName: There is no such zone.
        """
        if zones.canonical(zone) == self.zone:
            return attrs.evolve(self, zone_certainty=certainty)
        schedule = Schedule.of_plan(zone, self.schedule.plan)
        return attrs.evolve(self, zone=schedule.zone, zone_certainty=certainty, schedule=schedule)

    def day(self, day: date | str) -> Day:
        """What a date is here.

        Args:
            day: A date, or its ISO text.

        Raises:
            InvalidValue: It is no date.
        """
        wanted = read_date(day)
        if self._book is not None:
            found = self._book.day(wanted)
            short = found.kind is DayKind.WORKING and self._is_short(wanted)
            return self._shortened(found) if short else found
        if wanted.weekday() < 5:
            reason = "the country is not known, and so its holidays are not"
            low = Confidence.LOW
            return Day(date=wanted, kind=DayKind.WORKING, reasons=(reason,), certainty=low)
        reasons = (WEEKDAY_NAMES[wanted.weekday()],)
        return Day(
            date=wanted,
            kind=DayKind.OFF,
            reasons=reasons,
            share=1.0,
            certainty=Confidence.LOW,
            weekend=True,
        )

    def usual_hours(self, day: date) -> Clocks:
        """The hours that the date would have if it were an ordinary full day."""
        return self._fullest if self._is_short(day) else self._week[day.weekday()]

    @property
    def _fullest(self) -> Clocks:
        return max(self._week, key=_length)

    def _is_short(self, day: date) -> bool:
        return 0 < _length(self._week[day.weekday()]) <= _SHORT * _length(self._fullest)

    def _shortened(self, found: Day) -> Day:
        weekday = found.date.weekday()
        return attrs.evolve(
            found,
            kind=DayKind.HALF,
            reasons=(f"{WEEKDAY_NAMES[weekday]} is a short day", *found.reasons),
            certainty=least(found.certainty, self.hours_certainty),
            until=self._week[weekday][-1][1],
            source=self.hours_source,
        )

    @property
    def certainty(self) -> Confidence:
        """How sure the calendar is as a whole: as sure as its zone and its hours."""
        return least(self.zone_certainty, self.hours_certainty)


def _length(clocks: Clocks) -> int:
    return sum(end - start for start, end in clocks)


@lru_cache(maxsize=1024)
def _usual(country: str, subdivision: str | None, facts: Facts) -> WorkCalendar:
    return _built(country, subdivision, hours=None, zone=None, facts=facts)


def _built(
    country: str,
    subdivision: str | None,
    *,
    hours: Mapping[str, Times] | None,
    zone: str | None,
    facts: Facts,
) -> WorkCalendar:
    name, certainty = _zone(country, subdivision, zone, facts)
    custom = office_hours(facts, country)
    week = custom.week if hours is None else read_week(hours)
    book = DayBook.of(country, subdivision, facts)
    return WorkCalendar(
        country=country,
        subdivision=book.subdivision,
        zone=name,
        zone_certainty=certainty,
        hours_certainty=custom.confidence if hours is None else Confidence.CERTAIN,
        hours_source=custom.source if hours is None else None,
        schedule=Schedule.of_plan(name, _CountryPlan(book, week)),
        book=book,
        week=week,
    )


def _zone(
    country: str, subdivision: str | None, zone: str | None, facts: Facts
) -> tuple[str, Confidence]:
    found = zones_for(country, subdivision, timezone=zone, facts=facts)
    if not found:
        raise InvalidValue(
            "country",
            country,
            "has no time zone in the database",
            "Pass zone='…' with an IANA name",
        )
    return found[0].name, least(found[0].certainty, sure(found[0].share))
