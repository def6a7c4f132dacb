"""The clocks of a place, however its zone was given."""

from __future__ import annotations

import re

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from followup.errors import InvalidValue
from followup.timing.zones import canonical, zone


Zone = str | tzinfo | timedelta | int
"""An IANA name, ``"+05:30"``, a zone of any library, or an offset from UTC (a number counts minutes)."""

UTC_TIME = "+00:00"
"""The clocks of somebody whose place is not known."""

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")


def zone_name(given: Zone | None) -> str | None:
    """A zone as text: its IANA name, or its offset as ``"+05:30"``.

    Raises:
        UnknownName: The database has no such zone.
    """
    if given is None:
        return None
    if isinstance(given, tzinfo):
        named = str(getattr(given, "key", None) or getattr(given, "zone", None) or "")
        return canonical(named) if named else _signed(given.utcoffset(None))
    if isinstance(given, timedelta):
        return _signed(given)
    if isinstance(given, str):
        found = _OFFSET.fullmatch(given)
        return f"{found[1]}{found[2]:0>2}:{found[3]}" if found else canonical(given)
    return _signed(timedelta(minutes=given))


def _signed(offset: timedelta | None) -> str:
    if offset is None:
        raise InvalidValue(
            "zone", offset, "has no offset of its own", "Name an IANA zone, or pass an offset"
        )
    minutes = round(offset / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def on_walls(moment: datetime, name: str) -> datetime:
    """An instant as the clocks of a place show it.

    Args:
        moment: The instant (aware).
        name: What ``zone_name`` gave.
    """
    return moment.astimezone(_read(name))


@lru_cache(maxsize=1024)
def _read(name: str) -> tzinfo:
    if name[0] not in "+-":
        return zone(name)
    ahead = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
    return timezone(-ahead if name[0] == "-" else ahead)


def between(start: datetime, end: datetime) -> timedelta:
    """The time that passes between two instants, also where both carry a zone that changes its clocks."""
    return end.astimezone(UTC) - start.astimezone(UTC)
