"""Where the clocks of a country stand and which days are its public holidays, for laws that speak of both.

``timing`` knows far more of both, for the working day; a law asks for less: each zone in which somebody
may live, and the holidays of the whole country or of one of its parts. Times come from the files that
pytz ships, whatever the machine has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from followup.data import Facts


if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# Kosovo has no entry in the zone table; the database's comments put it under Belgrade.
_NOT_LISTED = {"XK": ("Europe/Belgrade",)}
_YEARS_KEPT = 4096


@cache
def clock(name: str) -> ZoneInfo:
    """The zone of that IANA name."""
    from zoneinfo import ZoneInfo

    import pytz

    with pytz.open_resource(name) as file:
        return ZoneInfo.from_file(file, key=name)


def zones_of(country: str, part: str | None, facts: Facts) -> tuple[str, ...]:
    """The zones in which people of a country live, most people first.

    Args:
        country: ISO 3166-1 alpha-2.
        part: What stands after the hyphen of an ISO 3166-2 code; one that is not in the tables is left out.
        facts: The tables to look in.
    """
    listed = facts.view(_zones)
    return listed.get((country, part)) or listed.get((country, None)) or _database(country)


def public_holidays(country: str, part: str | None, year: int) -> frozenset[date]:
    """The public holidays of a year in a country, or in one of its parts.

    Args:
        country: ISO 3166-1 alpha-2; empty where the ``holidays`` package does not know it.
        part: What stands after the hyphen of an ISO 3166-2 code. Without one, or with one that is not
            known, these are the days that the whole country keeps.
        year: The year.
    """
    return _kept(country, part if part in _parts(country) else None, year)


def common_holidays(country: str, part: str | None, year: int) -> frozenset[date]:
    """Like ``public_holidays``, and without a part also the days that half of the parts or more keep."""
    if part in _parts(country):
        return _kept(country, part, year)
    return _kept(country, None, year) | _widely_kept(country, year)


@lru_cache(maxsize=_YEARS_KEPT)
def _widely_kept(country: str, year: int) -> frozenset[date]:
    parts = _parts(country)
    keepers = Counter(day for part in parts for day in _kept(country, part, year))
    return frozenset(day for day, number in keepers.items() if 2 * number >= len(parts))


@lru_cache(maxsize=_YEARS_KEPT)
def _kept(country: str, part: str | None, year: int) -> frozenset[date]:
    entity = _entity(country)
    return frozenset() if entity is None else frozenset(entity(years=year, subdiv=part))


def _parts(country: str) -> tuple[str, ...]:
    return tuple(getattr(_entity(country), "subdivisions", ()))


def _entity(country: str) -> Any:
    """The class of a country in ``holidays``, or None where it has none."""
    import holidays

    return getattr(holidays, country, None)


def _zones(facts: Facts) -> Mapping[tuple[str, str | None], tuple[str, ...]]:
    shares: dict[tuple[str, str | None], list[tuple[float, str]]] = defaultdict(list)
    for row in facts.rows("zone_shares"):
        shares[row["country"], None].append((-float(row["share"]), row["zone"]))
    for row in facts.rows("zone_subdivisions"):
        shares[row["country"], row["subdivision"]].append((-float(row["share"]), row["zone"]))
    return {place: tuple(zone for _, zone in sorted(zones)) for place, zones in shares.items()}


def _database(country: str) -> tuple[str, ...]:
    import pytz

    listed: Mapping[str, list[str]] = pytz.country_timezones
    return _NOT_LISTED.get(country) or tuple(listed.get(country, ()))
