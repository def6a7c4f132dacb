"""What is known of one year of a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any


Names = tuple[str, ...]

# Countries whose make-up days are decreed year by year: without them the year is provisional.
_DECREED = frozenset({"CN"})


class YearDays:
    """The days of one year of a country, or of a part of it.

    Attributes:
        weekend: The dates of its weekends; Saturdays and Sundays where nothing is known.
        names: Public holidays with their names.
        halves: Half days with their names.
        makeup: Weekend days that are worked.
        parts: For a whole country, the days that only some of its parts keep: how many of them do, in
            (0, 1], and the commonest name.
        provisional: The year's decree on make-up days is not in the data yet.
        known: Whether anything knows the country in that year.
    """

    __slots__ = ("halves", "known", "makeup", "names", "parts", "provisional", "weekend")

    def __init__(  # noqa: PLR0913 - a record, whose fields are given by name
        self,
        *,
        weekend: Collection[date],
        names: Mapping[date, Names] | None = None,
        halves: Mapping[date, Names] | None = None,
        makeup: Collection[date] = (),
        parts: Mapping[date, tuple[float, str]] | None = None,
        country: str | None = None,
    ) -> None:
        self.weekend = weekend
        self.names = names or {}
        self.halves = halves or {}
        self.makeup = makeup
        self.parts = parts or {}
        self.provisional = country in _DECREED and not makeup
        self.known = country is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, YearDays):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # it holds dicts

    def __repr__(self) -> str:
        shown: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return f"YearDays({shown!r})"


def shared(names: list[str], parts: int) -> tuple[float, str]:
    """How many of a country's parts keep a day, in (0, 1], and its commonest name."""
    # The first of the alphabet among equals, so that the order of the parts does not matter.
    commonest = min(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return len(names) / parts, commonest[0]


def dates(year: int) -> Iterator[date]:
    """All dates of a year."""
    first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    return map(date.fromordinal, range(first, after))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth(year: int, month: int, weekday: int, count: int) -> date:
    """The nth (from 0) such weekday (Monday is 0) of a month."""
    first = date(year, month, 1)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + 7 * count)
