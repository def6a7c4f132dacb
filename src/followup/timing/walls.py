"""Times on the wall that happen twice or never, because the clocks are moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import Value
from followup.errors import InvalidValue
from followup.timing import zones
from followup.timing._table import FIRST_YEAR, LAST_YEAR, instant
from followup.timing.hours import DAY
from followup.timing.schedule import Schedule


class WallKind(StrEnum):
    """Whether a time on the wall happens once, twice or never."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    NONEXISTENT = "nonexistent"


@attrs.frozen(kw_only=True)
class WallTime(Value):
    """What a time on the wall of a zone means.

    Attributes:
        zone: The IANA zone.
        wall: What the clock shows, as ISO text without an offset.
        kind: Whether it happens once, twice or never.
        first: The instant it is taken for: of two the first; of none as long after the gap as it lies inside it.
        second: Its second occurrence; for one that never happens, the reading before the gap; None if it is exact.
    """

    zone: str
    wall: str
    kind: WallKind
    first: datetime = attrs.field(validator=aware)
    second: datetime | None = attrs.field(default=None, validator=aware)


def at_wall(wall: datetime | str, zone: str) -> WallTime:
    """What a time on the wall of a zone means; an ambiguous one and one that does not exist are told as such.

    Args:
        wall: A datetime without a zone, or its ISO text.
        zone: An IANA zone name.

    Raises:
        InvalidValue: ``wall`` cannot be read, or has a zone of its own.
        UnknownName: There is no such zone.
    """
    read, name = _read(wall), zones.canonical(zone)
    there = zones.zone(name)
    first, second = (read.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    kind = WallKind.EXACT
    if first.utcoffset() != second.utcoffset():
        back = first.astimezone(UTC).astimezone(there)
        real = back.replace(tzinfo=None, fold=0) == read
        kind = WallKind.AMBIGUOUS if real else WallKind.NONEXISTENT
    return WallTime(
        zone=name,
        wall=read.isoformat(),
        kind=kind,
        first=zones.local(first.astimezone(UTC), name),
        second=None if kind is WallKind.EXACT else zones.local(second.astimezone(UTC), name),
    )


def odd_times(schedule: Schedule, start: datetime, end: datetime) -> Iterator[WallTime]:
    """The openings and closings between two instants that the clocks show twice or never, in order.

    Raises:
        NaiveTime: An instant has no zone.
        InvalidValue: An instant lies outside the years 1900 to 2200.
    """
    first, last = (
        schedule.local(instant(name, at)).date() for name, at in (("start", start), ("end", end))
    )
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        for clock in sorted({edge for hours in schedule.plan.on(day) for edge in hours}):
            days, seconds = divmod(clock, DAY)
            wall = datetime.combine(day, datetime.min.time()) + timedelta(days, seconds)
            found = at_wall(wall, schedule.zone)
            if found.kind is not WallKind.EXACT:
                yield found


def _read(wall: datetime | str) -> datetime:
    try:
        read = datetime.fromisoformat(wall) if isinstance(wall, str) else wall
    except ValueError:
        read = None
    if (
        not isinstance(read, datetime)
        or read.tzinfo is not None
        or not FIRST_YEAR <= read.year <= LAST_YEAR
    ):
        raise InvalidValue(
            "wall",
            wall,
            "is no time on a wall",
            f"Pass a datetime without a zone, or '2026-10-25T02:30', from {FIRST_YEAR} to {LAST_YEAR}",
        )
    return read.replace(fold=0)
