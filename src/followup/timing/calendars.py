"""Public holidays, weekends and make-up days, year by year, as the ``holidays`` package knows them.

The only module that imports it, and only when a date is first asked for: the import costs a fifth of a second.
"""

from __future__ import annotations

from calendar import isleap
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import attrs

from followup.errors import UnknownName
from followup.evidence import Source


HOLIDAYS = Source(title="the holidays package", url="https://github.com/vacanza/holidays")

# Countries whose make-up days are decreed year by year: without them the year is provisional.
_DECREED = frozenset({"CN"})
_SATURDAY_SUNDAY = (5, 6)


@attrs.frozen(kw_only=True)
class YearDays:
    """What ``holidays`` knows of one year of a country, or of a part of it.

    Attributes:
        weekend: The dates of its weekends; Saturdays and Sundays where nothing is known.
        names: Public holidays with their names.
        halves: Half days with their names.
        makeup: Weekend days that are worked.
        parts: For a whole country, the days that only some of its parts keep: how many of them do, in
            (0, 1], and the commonest name.
        provisional: The year's decree on make-up days is not in the data yet.
        known: Whether the package knows the country in that year.
    """

    weekend: frozenset[date]
    names: Mapping[date, tuple[str, ...]] = attrs.field(factory=dict)
    halves: Mapping[date, str] = attrs.field(factory=dict)
    makeup: frozenset[date] = frozenset()
    parts: Mapping[date, tuple[float, str]] = attrs.field(factory=dict)
    provisional: bool = False
    known: bool = True


def subdivision_code(country: str, subdivision: str | None) -> str | None:
    """The code under which ``holidays`` lists a part of a country, found by code or name.

    Where it lists no parts, any part is taken as it is written: it has no holidays of its own.

    Raises:
        UnknownName: It lists parts, and this is none of them.
    """
    if subdivision is None:
        return None
    entity = _entity(country)
    wanted = subdivision.strip().upper().removeprefix(f"{country}-")
    if entity is None or not entity.subdivisions:
        return wanted
    aliases = {str(alias): code for alias, code in entity.subdivisions_aliases.items()}
    listed = {name.casefold(): code for name, code in aliases.items()}
    listed |= {code.casefold(): code for code in entity.subdivisions}
    if wanted.casefold() not in listed:
        raise UnknownName("subdivision", subdivision, [*entity.subdivisions, *aliases])
    return str(listed[wanted.casefold()])


@lru_cache(maxsize=2048)
def year_days(country: str, subdivision: str | None, year: int) -> YearDays:
    """One year of a country, or of one of its parts.

    Args:
        country: ISO 3166-1 alpha-2.
        subdivision: What ``subdivision_code`` gave.
        year: Any year; one that the package does not know is told as such.
    """
    entity = _entity(country)
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(365 + isleap(year))]
    if entity is None or not entity.start_year <= year <= entity.end_year:
        weekend = frozenset(day for day in days if day.weekday() in _SATURDAY_SUNDAY)
        return YearDays(weekend=weekend, known=False)
    listed = _read(entity, subdivision, year)
    names = _names(listed, year)
    makeup = frozenset(day for day in listed.weekend_workdays if day.year == year)
    return YearDays(
        names=names,
        halves=_halves(entity, subdivision, year),
        makeup=makeup,
        weekend=frozenset(day for day in days if listed.is_weekend(day)),
        parts=_parts(entity, year, names) if subdivision is None else {},
        provisional=country in _DECREED and not makeup,
    )


def _entity(country: str) -> Any:
    """The class of a country in ``holidays``, or None where it has none."""
    import holidays

    return getattr(holidays, country, None)


def _read(entity: Any, subdivision: str | None, year: int, category: str = "public") -> Any:
    """One year of a country, in English where there is English: never in the language of the machine."""
    spoken = entity.supported_languages
    english = next((tag for tag in spoken if tag.startswith("en")), entity.default_language)
    part = subdivision if subdivision in entity.subdivisions else None
    return entity(years=year, subdiv=part, language=english, categories=(category,))


def _names(listed: Any, year: int) -> dict[date, tuple[str, ...]]:
    return {day: tuple(listed.get_list(day)) for day in sorted(listed) if day.year == year}


def _halves(entity: Any, subdivision: str | None, year: int) -> dict[date, str]:
    if "half_day" not in entity.supported_categories:
        return {}
    listed = _names(_read(entity, subdivision, year, "half_day"), year)
    return {day: "; ".join(names) for day, names in listed.items()}


def _parts(
    entity: Any, year: int, national: Mapping[date, object]
) -> dict[date, tuple[float, str]]:
    """For days that only some parts of the country keep: how many, and the commonest name."""
    kept: dict[date, list[str]] = defaultdict(list)
    for part in entity.subdivisions:
        for day, names in _names(_read(entity, part, year), year).items():
            if day not in national:
                kept[day].append(names[0])
    return {
        day: (len(names) / len(entity.subdivisions), Counter(names).most_common(1)[0][0])
        for day, names in kept.items()
    }
