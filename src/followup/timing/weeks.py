"""Our own tables about working weeks: weekends, office hours, half days, suspended holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from followup.data import Facts, Row
from followup.timing.hours import WEEKDAYS, Clocks, read_clocks, seconds


class Origin(NamedTuple):
    """Who says so: what becomes a ``Source`` once somebody asks."""

    title: str
    url: str | None


class Weekend(NamedTuple):
    """A weekend, from a day to a day.

    Attributes:
        since: Its first date; None where it has always been.
        until: Its last date; None while it lasts.
        days: Weekdays, Monday is 0.
        confidence: How sure it is, one of the values of ``Confidence``.
        source: Who says so.
    """

    since: date | None
    until: date | None
    days: frozenset[int]
    confidence: str
    source: Origin

    def holds(self, day: date) -> bool:
        """Whether a date lies in its time."""
        return self.touches(day, day)

    def touches(self, first: date, last: date) -> bool:
        """Whether any of some dates lies in its time."""
        return (self.since or date.min) <= last and first <= (self.until or date.max)


class OfficeHours(NamedTuple):
    """Customary office hours.

    Attributes:
        week: Hours for each weekday from Monday on; the weekend is not in them.
        confidence: How sure they are, one of the values of ``Confidence``.
        source: Who says so.
    """

    week: tuple[Clocks, ...]
    confidence: str
    source: Origin


class HalfDay(NamedTuple):
    """A date on which offices close early.

    Attributes:
        name: What it is called.
        until: When they close, in seconds after midnight; 0 is a whole day off, 24 hours is none.
        confidence: How sure it is, one of the values of ``Confidence``.
        source: Who says so.
    """

    name: str
    until: int
    confidence: str
    source: Origin


class HalfDays(NamedTuple):
    """The half days of a country.

    Attributes:
        listed: For dates that the holidays package lists as half days: when offices close.
        fixed: By month and day.
    """

    listed: HalfDay
    fixed: Mapping[tuple[int, int], HalfDay]


class Suspension(NamedTuple):
    """A time in which a country keeps no public holidays.

    Attributes:
        since: Its first date.
        until: Its last date; None while it lasts.
        reason: Why, in words.
        source: Who says so.
    """

    since: date
    until: date | None
    reason: str
    source: Origin

    def holds(self, day: date) -> bool:
        """Whether a date lies in its time."""
        return self.touches(day, day)

    def touches(self, first: date, last: date) -> bool:
        """Whether any of some dates lies in its time."""
        return self.since <= last and first <= (self.until or date.max)


def weekends(facts: Facts, country: str, subdivision: str | None) -> Sequence[Weekend]:
    """Our corrections of a country's weekends; the subdivision's go before the country's."""
    table = facts.view(_weekends)
    return [*table.get((country, subdivision or ""), ()), *table.get((country, ""), ())]


def office_hours(facts: Facts, country: str | None) -> OfficeHours:
    """Customary office hours, or nine to five with low confidence."""
    table = facts.view(_office_hours)
    return table.get(country or "*", table["*"])


def half_days(facts: Facts, country: str) -> HalfDays:
    """The half days of a country; it may have none."""
    table = facts.view(_half_days)
    fallback = table["*"]
    return table.get(country, HalfDays(listed=fallback.listed, fixed={}))


def suspension(facts: Facts, country: str) -> Suspension | None:
    """The time in which a country keeps no public holidays, if there is one."""
    return facts.view(_suspensions).get(country)


def _weekends(facts: Facts) -> Mapping[tuple[str, str], list[Weekend]]:
    found: dict[tuple[str, str], list[Weekend]] = defaultdict(list)
    for row in facts.rows("weekends"):
        weekend = Weekend(
            since=_day(row["since"]),
            until=_day(row["until"]),
            days=frozenset(WEEKDAYS.index(name) for name in row["days"].split()),
            confidence=row["confidence"],
            source=_source(row),
        )
        found[row["country"], row["subdivision"]].append(weekend)
    return found


def _office_hours(facts: Facts) -> Mapping[str, OfficeHours]:
    return {row["country"]: _hours(row) for row in facts.rows("office_hours")}


def _hours(row: Row) -> OfficeHours:
    usual = _clocks(row["hours"])
    own = dict(part.split("=") for part in row["weekdays"].split())
    return OfficeHours(
        week=tuple(_clocks(own[name]) if name in own else usual for name in WEEKDAYS),
        confidence=row["confidence"],
        source=_source(row),
    )


def _clocks(text: str) -> Clocks:
    return read_clocks([part.split("-") for part in text.split()])


def _half_days(facts: Facts) -> Mapping[str, HalfDays]:
    rows = facts.rows("half_days")
    listed = {row["country"]: _half(row) for row in rows if row["day"] == "listed"}
    fixed: dict[str, dict[tuple[int, int], HalfDay]] = defaultdict(dict)
    for row in rows:
        if row["day"] != "listed":
            month, day = (int(part) for part in row["day"].split("-"))
            fixed[row["country"]][month, day] = _half(row)
    return {
        country: HalfDays(listed=listed.get(country, listed["*"]), fixed=fixed[country])
        for country in {*listed, *fixed}
    }


def _half(row: Row) -> HalfDay:
    return HalfDay(
        name=row["name"],
        until=seconds(row["until"]),
        confidence=row["confidence"],
        source=_source(row),
    )


def _suspensions(facts: Facts) -> Mapping[str, Suspension]:
    return {
        row["country"]: Suspension(
            since=date.fromisoformat(row["since"]),
            until=_day(row["until"]),
            reason=row["reason"],
            source=_source(row),
        )
        for row in facts.rows("holiday_suspensions")
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(row: Row) -> Origin:
    return Origin(row["source"], row["source_url"] or None)


def cut(clocks: Clocks, until: int) -> Clocks:
    """The hours that lie before a time of day."""
    return tuple((start, min(end, until)) for start, end in clocks if start < until)
