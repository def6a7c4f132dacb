"""Public holidays, weekends and make-up days as the ``holidays`` package lists them.

The only module that imports it, and only for what the packed table does not hold: the import costs a tenth of
a second, the first country as much again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from followup.timing.years import Names, YearDays, dates, shared


_SATURDAY_SUNDAY = frozenset({5, 6})
# Outside these years the package has no Hindu dates, and warns.
_HINDU_DATES = {"IN": range(2001, 2036)}


class Listing:
    """What the package lists for a country, or for a part of it, over some years.

    Attributes:
        names: Public holidays with their names.
        halves: Half days with their names.
        makeup: Weekend days that are worked.
        weekend: For each day of those years, whether it is a weekend.
    """

    def __init__(self, entity: Any, part: str | None, first: int, last: int) -> None:
        known = known_years(entity)
        # A day in lieu of a year's first holiday may lie in the year before.
        wide = range(max(first - 1, known.start), min(last + 2, known.stop))
        inside = range(max(first, known.start), min(last + 1, known.stop))
        listed = _read(entity, part, wide)
        self.names = _names(listed, inside)
        self.halves: dict[date, Names] = {}
        if "half_day" in entity.supported_categories:
            self.halves = _names(_read(entity, part, wide, "half_day"), inside)
        self.makeup = frozenset(day for day in listed.weekend_workdays if day.year in inside)
        self.weekend = {day: listed.is_weekend(day) for year in inside for day in dates(year)}


def entity_of(country: str) -> Any:
    """The class of a country in ``holidays``, or None where it has none."""
    import holidays

    return getattr(holidays, country, None)


def known_years(entity: Any) -> range:
    """The years for which the package knows a country."""
    return _HINDU_DATES.get(entity.country, range(entity.start_year, entity.end_year + 1))


def parts_of(entity: Any) -> dict[str, tuple[str, ...]]:
    """The parts of a country that the package lists, each with its other names."""
    names: dict[str, list[str]] = {code: [] for code in entity.subdivisions}
    for alias, code in entity.subdivisions_aliases.items():
        names[code].append(str(alias))
    return {code: tuple(sorted(aliases)) for code, aliases in sorted(names.items())}


@cache
def is_later(edition: str, package: str = "holidays") -> bool:
    """Whether a package is installed in a later edition than this; it is not imported for that."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version(package)
    except PackageNotFoundError:
        # Frozen programs come without it; the package itself can still be asked.
        return True
    return _numbers(installed) > _numbers(edition)


def _numbers(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in edition.split(".") if part.isdigit())


@lru_cache(maxsize=512)
def listed_year(country: str, part: str | None, year: int) -> YearDays:
    """One year of a country, or of one of its parts; one that the package does not know is told as such."""
    entity = entity_of(country)
    if entity is None or year not in known_years(entity):
        return unknown_year(year)
    listing = Listing(entity, part if part in entity.subdivisions else None, year, year)
    return YearDays(
        names=listing.names,
        halves=listing.halves,
        makeup=listing.makeup,
        weekend=frozenset(day for day, off in listing.weekend.items() if off),
        parts=_parts(entity, year, listing.names) if part is None else {},
        country=country,
    )


def unknown_year(year: int) -> YearDays:
    """Saturdays and Sundays, and that nothing else is known."""
    return YearDays(
        weekend=frozenset(day for day in dates(year) if day.weekday() in _SATURDAY_SUNDAY)
    )


def _read(entity: Any, part: str | None, years: range, category: str = "public") -> Any:
    """Some years of a country, in English where there is English: never in the language of the machine."""
    spoken = entity.supported_languages
    english = next((tag for tag in spoken if tag.startswith("en")), entity.default_language)
    return entity(years=years, subdiv=part, language=english, categories=(category,))


def _names(listed: Any, years: range) -> dict[date, Names]:
    days = (day for day in sorted(listed) if day.year in years)
    return {day: tuple(sorted(listed.get_list(day))) for day in days}


def _parts(entity: Any, year: int, national: Mapping[date, Names]) -> dict[date, tuple[float, str]]:
    kept: dict[date, list[str]] = defaultdict(list)
    for part in entity.subdivisions:
        for day, names in Listing(entity, part, year, year).names.items():
            if day not in national:
                kept[day].append(names[0])
    return {day: shared(names, len(entity.subdivisions)) for day, names in kept.items()}
