"""What each date of a silence took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from followup.data import Facts
from followup.evidence import Confidence, Source
from followup.timing import zones
from followup.timing._quarters import instants, midnight
from followup.timing._table import EPOCH
from followup.timing.days import Day, DayKind
from followup.timing.season_table import Season, seasons
from followup.timing.workcalendar import WorkCalendar


class SpanKind(StrEnum):
    """What took the time. ``NIGHT`` is all time outside the office hours of a working day, lunch included.

    ``SEASON`` takes none, it slows work down. ``MAKEUP`` and ``UNCERTAIN`` take none: they are told because
    they are unusual. ``SHORT_NOTICE`` takes none: it says that it is too early to expect an answer.
    """

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    HALF_DAY = "half_day"
    NIGHT = "night"
    MAKEUP = "makeup"
    UNCERTAIN = "uncertain"
    SEASON = "season"
    SHORT_NOTICE = "short_notice"


class Piece(NamedTuple):
    """What one reason took of one date; spans in microseconds.

    Attributes:
        kind: What took the time.
        name: In words.
        day: The date.
        lost: Of the elapsed time.
        certainty: How sure the reason is.
        source: Who says so.
        work_lost: Of the usual office hours.
        activity: How much goes on all the same.
    """

    kind: SpanKind
    name: str
    day: date
    lost: int
    certainty: Confidence
    source: Source | None = None
    work_lost: float = 0
    activity: float | None = None


_KINDS = {
    DayKind.HALF: SpanKind.HALF_DAY,
    DayKind.MAKEUP: SpanKind.MAKEUP,
    DayKind.UNCERTAIN: SpanKind.UNCERTAIN,
}


def of_dates(calendar: WorkCalendar, low: int, high: int, facts: Facts) -> Iterator[Piece]:
    """What each date between two instants took."""
    there = zones.zone(calendar.zone)
    day = (EPOCH + timedelta(microseconds=low)).astimezone(there).date()
    at = low
    while at < high:
        ends = midnight(day + timedelta(days=1), there)
        if ends <= high and at == midnight(day, there):
            yield from _of_whole_day(calendar, day, facts)
        else:
            yield from _of_day(calendar, calendar.day(day), (at, min(high, max(at, ends))), facts)
        at, day = max(at, ends), day + timedelta(days=1)


# The silences of a book of customers lie over each other: their whole days are the same ones.
@lru_cache(maxsize=16_384)
def _of_whole_day(calendar: WorkCalendar, day: date, facts: Facts) -> tuple[Piece, ...]:
    there = zones.zone(calendar.zone)
    span = midnight(day, there), midnight(day + timedelta(days=1), there)
    return tuple(_of_day(calendar, calendar.day(day), span, facts))


def _of_day(
    calendar: WorkCalendar, day: Day, span: tuple[int, int], facts: Facts
) -> Iterator[Piece]:
    worked = sum(end - start for start, end in calendar.schedule.spans(*span))
    idle = span[1] - span[0] - worked
    kind, name = _named(day)
    season = season_of(calendar.country, day.date, facts)
    early = max(0, _usual(calendar, day.date, *span) - worked)
    if kind is not None:
        lost = {SpanKind.HALF_DAY: early, SpanKind.WEEKEND: idle, SpanKind.HOLIDAY: idle}.get(
            kind, 0
        )
        idle -= lost
        yield Piece(
            kind,
            name,
            day.date,
            lost,
            day.certainty,
            day.source,
            early if lost and not day.weekend else 0,
            _goes_on(calendar.country, season, facts) if kind is SpanKind.HOLIDAY else None,
        )
    if idle:
        night, source = SpanKind.NIGHT, calendar.hours_source
        yield Piece(night, "outside office hours", day.date, idle, day.certainty, source)
    if season is not None and worked:
        yield Piece(
            SpanKind.SEASON,
            season.name,
            day.date,
            0,
            season.certainty,
            season.source,
            worked * (1 - season.activity),
            season.activity,
        )


def _named(day: Day) -> tuple[SpanKind | None, str]:
    if day.kind is DayKind.OFF:
        if day.holidays:
            return SpanKind.HOLIDAY, "; ".join(day.holidays)
        return SpanKind.WEEKEND, "weekend"
    return _KINDS.get(day.kind), "; ".join(day.reasons)


def _usual(calendar: WorkCalendar, day: date, low: int, high: int) -> int:
    """The office hours that an ordinary day would have had there."""
    spans = instants(day, calendar.usual_hours(day), zones.zone(calendar.zone))
    return sum(max(0, min(end, high) - max(start, low)) for start, end in spans)


def season_of(country: str | None, day: date, facts: Facts) -> Season | None:
    """The season that slows a date down most."""
    if country is None:
        return None
    there = (one for one in _seasons(country, day.year, facts) if one.holds(day))
    return min(there, key=lambda one: one.activity, default=None)


@lru_cache(maxsize=1024)
def _seasons(country: str, year: int, facts: Facts) -> tuple[Season, ...]:
    return seasons(country, year, facts=facts)


def _goes_on(country: str | None, season: Season | None, facts: Facts) -> float | None:
    """How much of a weekday's work goes on on a public holiday; in a quieter season as much as in that."""
    known = facts.view(_activity)
    found = known.get(country or "*", known.get("*"))
    if season is None:
        return found
    return season.activity if found is None else min(found, season.activity)


def _activity(facts: Facts) -> Mapping[str, float]:
    return {row["country"]: float(row["activity"]) for row in facts.rows("holiday_activity")}
