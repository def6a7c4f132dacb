"""Time zones from one pinned database: the files that pytz ships, whatever the machine has.

The zone files of an operating system are often months old and then an hour wrong where a government has
moved its clocks. All times here come from the files in the installed ``pytz``, read with the rules of
``zoneinfo``, which also know the years after 2037. ``database_version()`` says which edition that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import pytz

from followup._normal import require_aware
from followup.errors import UnknownName


_NO_PLACES = frozenset({"", "Factory", "localtime", "posixrules"})
_LONGEST = 64


def database_version() -> str:
    """The edition of the IANA time zone database that is used, such as ``"2026a"``."""
    return str(pytz.OLSON_VERSION)


@lru_cache(maxsize=2048)
def zone(name: str) -> ZoneInfo:
    """The zone of that name.

    The object itself cannot be pickled; keep the name.

    Args:
        name: An IANA name such as ``"Europe/Madrid"``; capitals do not matter.

    Raises:
        UnknownName: The database has no such zone.
    """
    return _read(canonical(name))


def canonical(name: str) -> str:
    """The name as the database writes it.

    Raises:
        UnknownName: The database has no such zone.
    """
    exact = str(name).strip()
    if _is_zone(exact):
        return exact
    known = _names().get(exact.lower())
    if known is None:
        raise UnknownName("timezone", name, pytz.all_timezones)
    return known


def local(moment: datetime, name: str) -> datetime:
    """An instant as the clocks of a zone show it.

    Args:
        moment: Any aware datetime; its zone may come from any library.
        name: An IANA zone name.

    Returns:
        The same instant with the zone's offset of that moment as a plain ``datetime.timezone``, so that
        it can be pickled, copied and compared anywhere. Arithmetic on it counts elapsed time.

    Raises:
        NaiveTime: ``moment`` has no zone.
        UnknownName: The database has no such zone.
    """
    return fixed(require_aware("moment", moment).astimezone(zone(name)))


def fixed(moment: datetime) -> datetime:
    """The same local time with its offset alone: an ordinary aware datetime."""
    return moment.replace(tzinfo=_offset(moment.utcoffset() or timedelta()), fold=0)


def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a country, in the order of the database; empty where it lists none."""
    names: Mapping[str, list[str]] = pytz.country_timezones
    return tuple(names[country]) if country in names else ()


@cache
def profile(name: str) -> tuple[timedelta, ...]:
    """The zone's offsets around now: zones with one profile show the same time.

    Sampled on four days of each month of the database's year and the next, so that the answer depends on
    the database alone.
    """
    there = zone(name)
    year = int(database_version()[:4])
    samples = (
        datetime(year + later, month, day, 12, tzinfo=UTC)
        for later in (0, 1)
        for month in range(1, 13)
        for day in (1, 8, 15, 22)
    )
    return tuple(sample.astimezone(there).utcoffset() or timedelta() for sample in samples)


@lru_cache(maxsize=2048)
def _is_zone(name: str) -> bool:
    """Whether the database has a file of exactly that name; asking for the list of all opens every file."""
    if name in _NO_PLACES or len(name) > _LONGEST:
        return False
    try:
        with pytz.open_resource(name) as file:
            return bool(file.read(4) == b"TZif")
    except (OSError, ValueError):
        return False


@cache
def _names() -> Mapping[str, str]:
    return {name.lower(): name for name in pytz.all_timezones}


@cache
def _read(name: str) -> ZoneInfo:
    with pytz.open_resource(name) as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def _offset(offset: timedelta) -> timezone:
    return timezone(offset)
