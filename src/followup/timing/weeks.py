"""Our own tables about working weeks: weekends, office hours, half days, suspended holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from followup.data import Facts, Row
from followup.evidence import Confidence, Source
from followup.timing.hours import WEEKDAYS, Clocks, read_clocks, seconds


@attrs.frozen(kw_only=True)
class Weekend:
    """A weekend, from a day to a day.

    Attributes:
        since: Its first date; None where it has always been.
        until: Its last date; None while it lasts.
        days: Weekdays, Monday is 0.
        confidence: How sure it is.
        source: Who says so.
    """

    since: date | None
    until: date | None
    days: frozenset[int]
    confidence: Confidence
    source: Source

    def holds(self, day: date) -> bool:
        """Whether a date lies in its time."""
        return (self.since or date.min) <= day <= (self.until or date.max)


@attrs.frozen(kw_only=True)
class OfficeHours:
    """Customary office hours.

    Attributes:
        week: Hours for each weekday from Monday on; the weekend is not in them.
        confidence: How sure they are.
        source: Who says so.
    """

    week: tuple[Clocks, ...]
    confidence: Confidence
    source: Source


@attrs.frozen(kw_only=True)
class HalfDay:
    """A date on which offices close early.

    Attributes:
        name: What it is called.
        until: When they close, in seconds after midnight; 0 is a whole day off, 24 hours is none.
        confidence: How sure it is.
        source: Who says so.
    """

    name: str
    until: int
    confidence: Confidence
    source: Source


@attrs.frozen(kw_only=True)
class HalfDays:
    """The half days of a country.

    Attributes:
        listed: For dates that the holidays package lists as half days: when offices close.
        fixed: By month and day.
    """

    listed: HalfDay
    fixed: Mapping[tuple[int, int], HalfDay]


@attrs.frozen(kw_only=True)
class Suspension:
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
    source: Source

    def holds(self, day: date) -> bool:
        """Whether a date lies in its time."""
        return self.since <= day <= (self.until or date.max)


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
    for row in facts.table("weekends").rows:
        weekend = Weekend(
            since=_day(row["since"]),
            until=_day(row["until"]),
            days=frozenset(WEEKDAYS.index(name) for name in row["days"].split()),
            confidence=Confidence(row["confidence"]),
            source=_source(row),
        )
        found[row["country"], row["subdivision"]].append(weekend)
    return found


def _office_hours(facts: Facts) -> Mapping[str, OfficeHours]:
    return {row["country"]: _hours(row) for row in facts.table("office_hours").rows}


def _hours(row: Row) -> OfficeHours:
    usual = _clocks(row["hours"])
    own = dict(part.split("=") for part in row["weekdays"].split())
    return OfficeHours(
        week=tuple(_clocks(own[name]) if name in own else usual for name in WEEKDAYS),
        confidence=Confidence(row["confidence"]),
        source=_source(row),
    )


def _clocks(text: str) -> Clocks:
    return read_clocks([part.split("-") for part in text.split()])


def _half_days(facts: Facts) -> Mapping[str, HalfDays]:
    rows = facts.table("half_days").rows
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
        confidence=Confidence(row["confidence"]),
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
        for row in facts.table("holiday_suspensions").rows
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(row: Row) -> Source:
    return Source(title=row["source"], url=row["source_url"] or None)


def cut(clocks: Clocks, until: int) -> Clocks:
    """The hours that lie before a time of day."""
    return tuple((start, min(end, until)) for start, end in clocks if start < until)
