"""The packed table of days: public holidays of all countries and their parts for some decades, in one small file.

``scripts/refresh_days.py`` writes it from the ``holidays`` package. The file holds an index and a few arrays of
small numbers. A *rule* is a holiday's name with a way to tell its dates: a fixed date, a distance from Easter,
the nth weekday of a month, or the dates themselves; a country is a list of the numbers of its rules.
"""

from __future__ import annotations

import sys
import zlib

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import accumulate, islice

from followup.data._rows import HERE
from followup.timing.years import Names, YearDays, easter, nth, shared


# A rule's kind is its category and, above two bits, the way in which its dates are told.
PUBLIC, HALF, MAKEUP = 0, 1, 2
FIXED, EASTER, NTH, DATES = 0, 1, 2, 3
CATEGORY_BITS, EASTER_SHIFT, NTH_SHIFT = 2, 128, 8

# An index line: code, first and last year, where rules and masks begin, weekends, number of rules; then the parts.
_HEAD = 7

Part = str | None


class Country:
    """A country in the pack.

    Attributes:
        known: The years that are known of it.
        weekends: For the country (None) and for each part, the number of its weekends.
        rules: For the country and for each part, the numbers of its rules.
    """

    __slots__ = ("known", "rules", "weekends")

    def __init__(
        self, known: range, weekends: dict[Part, int], rules: dict[Part, Sequence[int]]
    ) -> None:
        self.known = known
        self.weekends = weekends
        self.rules = rules


class Pack:
    """The table in memory; a country is spelled out when it is asked for.

    Attributes:
        edition: The version of ``holidays`` that it was made from.
        read_on: The day of which it speaks: what was called out later is not in it.
        years: The years that it holds.
    """

    def __init__(self, packed: bytes) -> None:
        """Read the bytes of the file."""
        parts = iter(list(_sections(packed)))
        head, weekends, *lines = next(parts).decode().split("\n")
        self.edition, read_on, first, last = head.split()
        self.read_on = date.fromisoformat(read_on)
        self.years = range(int(first), int(last) + 1)
        self._start = date(self.years.start, 1, 1).toordinal()
        self._weekends = [_segments(pattern) for pattern in weekends.split("|")]
        self._lines = {line[:2]: line for line in lines}
        self._names = next(parts).decode().split("\n")
        self._labels = list(accumulate(_numbers("h", next(parts))))
        self._rules = _numbers("h", next(parts))
        self._lacking, self._kinds, self._counts, self._first, self._second = islice(parts, 5)
        self._masks = _numbers("I", next(parts))
        self._days = _numbers("h", next(parts))
        self._begins = list(accumulate(self._counts, initial=0))
        self._countries: dict[str, Country] = {}

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The codes of its countries, each with those of its parts."""
        return {
            code: tuple(cell.rsplit(":", 2)[0] for cell in line.split("\t")[_HEAD:])
            for code, line in self._lines.items()
        }

    def year(self, country: str, part: Part, year: int) -> YearDays | None:
        """One year of a country or one of its parts; None where it lies outside the pack."""
        if not self.holds(country, year):
            return None
        found = self._country(country)
        if year not in found.known:
            return None
        part = part if part in found.rules else None
        names, halves, makeup = self._spelled(found.rules[part], year)
        return YearDays(
            country=country,
            weekend=self._weekend(found.weekends[part], year),
            names=names,
            halves=halves,
            makeup=frozenset(makeup),
            parts=self._shares(found, names, year) if part is None else {},
        )

    def holds(self, country: str, year: int) -> bool:
        """Whether all that the package knew of a country in a year is here, be it nothing."""
        return year in self.years and country in self._lines

    def _country(self, code: str) -> Country:
        if code not in self._countries:
            self._countries[code] = self._read(code)
        return self._countries[code]

    def _read(self, code: str) -> Country:
        """The rules of a country and its parts, as numbers."""
        cells = self._lines[code].split("\t")
        first, last, at, bits, weekend, count = map(int, cells[1:_HEAD])
        national = list(accumulate(self._rules[at : at + count]))
        at, width = at + count, (count + 7) // 8
        weekends: dict[Part, int] = {None: weekend}
        rules: dict[Part, Sequence[int]] = {None: national}
        for cell in cells[_HEAD:]:
            part, pattern, own = cell.rsplit(":", 2)
            weekends[part] = int(pattern)
            lacking = int.from_bytes(self._lacking[bits : bits + width], "little")
            kept = [rule for place, rule in enumerate(national) if not lacking >> place & 1]
            rules[part] = kept + list(accumulate(self._rules[at : at + int(own)]))
            at, bits = at + int(own), bits + width
        return Country(range(first, last + 1), weekends, rules)

    def _spelled(self, rules: Sequence[int], year: int) -> tuple[dict[date, Names], ...]:
        """Public holidays, half days and make-up days of a year, with their names in alphabetical order."""
        found: tuple[dict[date, Names], ...] = ({}, {}, {})
        for rule in rules:
            category = self._kinds[rule] & (1 << CATEGORY_BITS) - 1
            for day in self._dates(rule, year):
                names = (*found[category].get(day, ()), self._names[self._labels[rule]])
                found[category][day] = tuple(sorted(names))
        return found

    def _dates(self, rule: int, year: int) -> Iterator[date]:
        way, first, second = (
            self._kinds[rule] >> CATEGORY_BITS,
            self._first[rule],
            self._second[rule],
        )
        if way == DATES:
            told = accumulate(self._days[self._begins[rule] : self._begins[rule + 1]])
            days = (date.fromordinal(self._start + day) for day in told)
            yield from (day for day in days if day.year == year)
        elif self._masks[rule] >> year - self.years.start & 1:
            if way == FIXED:
                yield date(year, first, second)
            elif way == EASTER:
                yield date.fromordinal(easter(year).toordinal() + first - EASTER_SHIFT)
            else:
                yield nth(year, first, *divmod(second, NTH_SHIFT))

    def _shares(
        self, country: Country, national: dict[date, Names], year: int
    ) -> dict[date, tuple[float, str]]:
        """The days that only some parts keep."""
        own = set(country.rules[None])
        kept: dict[date, list[str]] = defaultdict(list)
        for part, rules in country.rules.items():
            if part is not None:
                extra, _, _ = self._spelled([rule for rule in rules if rule not in own], year)
                for day, names in extra.items():
                    if day not in national:
                        kept[day].append(names[0])
        return {day: shared(names, len(country.rules) - 1) for day, names in kept.items()}

    def _weekend(self, pattern: int, year: int) -> frozenset[date]:
        segments = self._weekends[pattern]
        first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        found: list[int] = []
        for (begin, mask), (end, _) in zip(
            segments, [*segments[1:], (after - self._start, 0)], strict=True
        ):
            low, high = max(first, begin + self._start), min(after, end + self._start)
            for weekday in range(7):
                if mask >> weekday & 1:
                    found += range(low + (weekday + 1 - low) % 7, high, 7)
        return frozenset(map(date.fromordinal, found))


@cache
def pack() -> Pack:
    """The bundled table, read at the first question."""
    with open(f"{HERE}/days.pack", "rb") as file:  # noqa: PTH123 - pathlib alone would be a sixth of a first answer
        return Pack(file.read())


def _sections(packed: bytes) -> Iterator[bytes]:
    """Each section is its length in four bytes and that many compressed ones."""
    at = 0
    while at < len(packed):
        end = at + 4 + int.from_bytes(packed[at : at + 4], "little")
        yield zlib.decompress(packed[at + 4 : end])
        at = end


def _numbers(kind: str, section: bytes) -> array[int]:
    numbers = array(kind, section)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _segments(pattern: str) -> list[tuple[int, int]]:
    """From which day on (counted from the pack's first) which weekdays are the weekend."""
    pairs = (part.split(":") for part in pattern.split(";"))
    return [(int(since), int(mask)) for since, mask in pairs]
