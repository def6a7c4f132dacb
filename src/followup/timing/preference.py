"""Which hour of a window is a little better than the others: a weak prior that you can replace.

Studies of the best day and hour contradict each other: Monday wins one and loses the next. What is shipped
is small, 1.0 to 1.4 times the average, and stands in the table ``send_preference``: ``facts.with_table`` puts
your own figures in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from followup.data import Facts
from followup.timing import zones
from followup.timing._quarters import instants
from followup.timing.hours import WEEKDAYS, Clocks, read_clocks
from followup.timing.pieces import season_of
from followup.timing.workcalendar import WorkCalendar


# A better hour of which less is left is no reason to wait for it.
_LEAST = timedelta(minutes=30) // timedelta(microseconds=1)


class Preference(NamedTuple):
    """Hours of some weekdays that are better than others.

    Attributes:
        weekdays: Monday is 0.
        clocks: The hours.
        factor: How much better, 1 is the average.
    """

    weekdays: frozenset[int]
    clocks: Clocks
    factor: float


class Best(NamedTuple):
    """The best part of a window, in microseconds, and how good it is beside an ordinary working hour."""

    low: int
    high: int
    score: float


def best_part(calendar: WorkCalendar, low: int, high: int, facts: Facts) -> Best:
    """The part of a window that the prior prefers; the season of its first date damps all of it."""
    first = calendar.schedule.walls(low).date()
    parts = [Best(low, high, 1.0), *_parts(calendar, first, (low, high), facts)]
    best = max(parts, key=lambda part: (part.score, -part.low))
    season = season_of(calendar.country, first, facts)
    return best if season is None else best._replace(score=best.score * season.activity)


def _parts(
    calendar: WorkCalendar, day: date, span: tuple[int, int], facts: Facts
) -> Iterator[Best]:
    there = zones.zone(calendar.zone)
    for one in facts.view(_preferences):
        if day.weekday() in one.weekdays:
            for start, end in instants(day, one.clocks, there):
                low, high = max(start, span[0]), min(end, span[1])
                if high - low >= _LEAST:
                    yield Best(low, high, one.factor)


def _preferences(facts: Facts) -> tuple[Preference, ...]:
    return tuple(
        Preference(
            weekdays=frozenset(WEEKDAYS.index(day) for day in row["weekdays"].split()),
            clocks=read_clocks([row["hours"].split("-")]),
            factor=float(row["factor"]),
        )
        for row in facts.rows("send_preference")
    )
