"""The working time of one place: its days, its customary hours, its zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from followup._normal import country as country_code
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.timing import zones
from followup.timing._table import counted
from followup.timing.countryplan import CountryPlan, NoBook, short_days
from followup.timing.daybook import book_of
from followup.timing.hours import Clocks, Times, read_week
from followup.timing.judged import WEEKDAY_NAMES, DayKind, Judged
from followup.timing.place_tables import likeliest
from followup.timing.schedule import Schedule
from followup.timing.sureness import least, sure
from followup.timing.weeks import Origin, office_hours


if TYPE_CHECKING:
    from followup.evidence import Confidence, Source
    from followup.timing.days import Day

_NINE_TO_FIVE = {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")}


class _Sureness(NamedTuple):
    """How sure a calendar's zone and hours are, and who says so."""

    zone: str
    hours: str
    origin: Origin | None


class WorkCalendar:
    """When people work in a country or a part of it.

    Made with ``for_country`` or ``for_zone``; cheap to ask again, immutable, and safe to share between
    threads.
    """

    __slots__ = ("_plan", "_schedule", "_sureness")

    def __init__(self, zone: str, plan: Any, sureness: Any) -> None:
        """Not for callers: use ``for_country`` or ``for_zone``."""
        self._plan: CountryPlan = plan
        self._schedule = Schedule.of_plan(zone, plan)
        self._sureness: _Sureness = sureness

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
        plan = CountryPlan(NoBook(), read_week(_NINE_TO_FIVE))
        return cls(zone, plan, _Sureness("certain", "low", None))

    def in_zone(self, zone: str, certainty: str = "certain") -> WorkCalendar:
        """The same days and hours on the clocks of another zone.

        Raises:
            UnknownName: There is no such zone.
        """
        return WorkCalendar(zone, self._plan, self._sureness._replace(zone=str(certainty)))

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2; None where only the zone is known."""
        return self._plan.book.country

    @property
    def subdivision(self) -> str | None:
        """The part of the country, as its holidays are listed; None for the whole."""
        return self._plan.book.subdivision

    @property
    def zone(self) -> str:
        """The IANA zone. In a country with several it is the one of most people."""
        return self._schedule.zone

    @property
    def schedule(self) -> Schedule:
        """The hours themselves, with exact arithmetic."""
        return self._schedule

    @property
    def zone_certainty(self) -> Confidence:
        """How sure the zone is."""
        return _confidence(self._sureness.zone)

    @property
    def hours_certainty(self) -> Confidence:
        """How sure the office hours are: customs, not law."""
        return _confidence(self._sureness.hours)

    @property
    def hours_source(self) -> Source | None:
        """Who says so; None where the hours are yours."""
        from followup.timing.days import source_of

        return source_of(self._sureness.origin)

    @property
    def certainty(self) -> Confidence:
        """How sure the calendar is as a whole: as sure as its zone and its hours."""
        return _confidence(least(self._sureness.zone, self._sureness.hours))

    def day(self, day: date | str) -> Day:
        """What a date is here.

        Args:
            day: A date, or its ISO text.

        Raises:
            InvalidValue: It is no date, or lies outside the years 1900 to 2200.
        """
        from followup.timing.days import told
        from followup.timing.feasts import dated

        wanted = counted(day)
        return dated(told(wanted, self.judged(wanted)), self._plan.book)

    def judged(self, day: date) -> Judged:
        """What a date is, without what the moon leaves open: quicker than ``day``."""
        found = self._plan.book.on(day)
        if found.kind is DayKind.WORKING and day.weekday() in short_days(self._plan.week)[0]:
            return self._shortened(found, day.weekday())
        return found

    def certainty_on(self, day: date) -> str:
        """How sure a date is, as ``day`` tells it: quicker."""
        from followup.timing.feasts import is_near_feast

        return str(self.day(day).certainty) if is_near_feast(day) else self.judged(day).certainty

    def usual_hours(self, day: date) -> Clocks:
        """The hours that the date would have if it were an ordinary full day."""
        short, fullest = short_days(self._plan.week)
        return fullest if day.weekday() in short else self._plan.week[day.weekday()]

    def _shortened(self, found: Judged, weekday: int) -> Judged:
        return found._replace(
            kind=DayKind.HALF,
            reasons=(f"{WEEKDAY_NAMES[weekday]} is a short day", *found.reasons),
            certainty=least(found.certainty, self._sureness.hours),
            until=self._plan.week[weekday][-1][1],
            origin=self._sureness.origin,
        )

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, WorkCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return self._schedule, self._sureness

    def __repr__(self) -> str:
        place = f"country={self.country!r}, subdivision={self.subdivision!r}, zone={self.zone!r}"
        return f"WorkCalendar({place})"


def _confidence(name: str) -> Confidence:
    from followup.evidence import Confidence

    return Confidence(name)


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
    week, sureness = custom.week, _Sureness(certainty, custom.confidence, custom.source)
    if hours is not None:
        week, sureness = read_week(hours), _Sureness(certainty, "certain", None)
    return WorkCalendar(name, CountryPlan(book_of(country, subdivision, facts), week), sureness)


def _zone(country: str, subdivision: str | None, zone: str | None, facts: Facts) -> tuple[str, str]:
    if zone:
        return zones.canonical(zone), "certain"
    found = likeliest(country, subdivision, facts)
    if found is None:
        raise InvalidValue(
            "country",
            country,
            "has no time zone in the database",
            "Pass zone='…' with an IANA name",
        )
    name, share = found
    return name, sure(share)
