"""From hours on the wall to instants: the tables of quarters are built here."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from followup.timing._table import (
    EPOCH_DAY,
    SECOND,
    Table,
    first_date,
    join,
    quarter_start,
)
from followup.timing.hours import DAY, Clocks, Plan


STEP = 4
"""Days between two looks at a zone's offset."""
# Clocks are moved within a date by no more than this.
_MOVED = 3 * 3600


def quarters(first: int, after: int, zone: ZoneInfo, plan: Plan) -> Table:
    """The working intervals of some quarters."""
    return join([quarter_table(number, zone, plan) for number in range(first, after)])


def quarter_table(number: int, zone: ZoneInfo, plan: Plan) -> Table:
    """The working intervals of a quarter, cut at its borders in UTC."""
    low, high = quarter_start(number), quarter_start(number + 1)
    first, last = first_date(number).toordinal() - 2, first_date(number + 1).toordinal() + 1
    offsets = _offsets(first, last + 2, zone)
    early, late = plan.bounds
    found = []
    for ordinal, offset in zip(range(first, last + 1), offsets, strict=False):
        base = ((ordinal - EPOCH_DAY) * DAY - offset) * SECOND
        # Asking for a date of another year costs that whole year: only where its hours may reach here.
        if base + (late + _MOVED) * SECOND <= low or base + (early - _MOVED) * SECOND >= high:
            continue
        if clocks := plan.on(date.fromordinal(ordinal)):
            # Two midnights more: a night shift may end a day and a half after its date has begun.
            if offsets[ordinal - first + 1] == offset == offsets[ordinal - first + 2]:
                found += [(base + start * SECOND, base + end * SECOND) for start, end in clocks]
            else:
                found += instants(date.fromordinal(ordinal), clocks, zone)
    inside = ((max(start, low), min(end, high)) for start, end in sorted(found))
    return Table.of((number, number + 1), (pair for pair in inside if pair[0] < pair[1]))


@lru_cache(maxsize=2048)
def _offsets(first: int, last: int, zone: ZoneInfo) -> list[int]:
    """The zone's offsets at the midnights of some dates.

    No zone has ever changed its clocks there and back within the days of one step; a test looks at them all.
    """
    offsets: list[int] = []
    for number in range(first, last + 1, STEP):
        offset, after = _midnight(number, zone), _midnight(number + STEP, zone)
        between = range(number + 1, number + STEP)
        offsets.append(offset)
        offsets += [offset if offset == after else _midnight(one, zone) for one in between]
    return offsets


def _midnight(number: int, zone: ZoneInfo) -> int:
    offset = datetime.fromordinal(number).replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset.days * DAY + offset.seconds


@lru_cache(maxsize=16_384)
def midnight(day: date, zone: ZoneInfo) -> int:
    """The first instant of a date in a zone."""
    return _instant(day, 0, zone) * SECOND


def instants(day: date, clocks: Clocks, zone: ZoneInfo) -> list[tuple[int, int]]:
    """Hours of a date as instants."""
    return [
        (_instant(day, start, zone) * SECOND, _instant(day, end, zone) * SECOND)
        for start, end in clocks
    ]


def _instant(day: date, clock: int, zone: ZoneInfo) -> int:
    """Seconds since 1970 of a time on the wall.

    One that the clocks show twice is its first occurrence; one that they skip is as long after the gap
    as it lies inside it (PEP 495's reading of ``fold=0``, and RFC 5545's).
    """
    return (day.toordinal() - EPOCH_DAY) * DAY + clock - _offset(day, clock, zone)


def _offset(day: date, clock: int, zone: ZoneInfo) -> int:
    days, clock = divmod(clock, DAY)
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=days, seconds=clock)
    offset = wall.utcoffset()
    return offset.days * DAY + offset.seconds if offset is not None else 0
