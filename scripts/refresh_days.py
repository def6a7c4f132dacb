# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "holidays==0.109"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Rebuild src/followup/data/days.pack and subdivisions.csv from the ``holidays`` package.

    python scripts/refresh_days.py [folder]

The same edition of ``holidays`` gives the same bytes. The file is read back and compared with the package before it
is written; what the pack is made of stands in src/followup/timing/pack.py.
"""

from __future__ import annotations

import csv
import sys
import zlib

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import holidays.version  # noqa: TID253 - what the table is made from

from followup._normal import COUNTRIES
from followup.timing.calendars import Listing, entity_of, known_years, parts_of
from followup.timing.pack import (
    CATEGORY_BITS,
    DATES,
    EASTER,
    EASTER_SHIFT,
    FIXED,
    HALF,
    MAKEUP,
    NTH,
    NTH_SHIFT,
    PUBLIC,
    Pack,
)
from followup.timing.years import easter


DATA = Path(__file__).resolve().parents[1] / "src" / "followup" / "data"
FIRST, LAST = 2015, 2037
# A date and not today: the same edition gives the same bytes. Change it with the edition above.
READ_ON = date(2026, 11, 22)
START = date(FIRST, 1, 1).toordinal()
# A pattern that holds for fewer years is told by its dates.
FEWEST = 3

Rule = tuple[Any, ...]


def rules_of(listing: Listing) -> list[Rule]:
    """The rules of one country or part: (kind, name, first, second, mask of years, days)."""
    found = []
    for category, days in (
        (PUBLIC, listing.names),
        (HALF, listing.halves),
        (MAKEUP, dict.fromkeys(listing.makeup, ("",))),
    ):
        dates = defaultdict(set)
        for day, names in days.items():
            for name in names:
                dates[name].add(day)
        for name, left in sorted(dates.items()):
            found += [(way << CATEGORY_BITS | category, name, *rest) for way, *rest in told(left)]
    return found


def told(left: set[date]) -> Iterable[tuple[Any, ...]]:
    """The shortest ways to tell some dates."""
    ways: tuple[tuple[int, Callable[[date], tuple[int, int] | None]], ...] = (
        (FIXED, lambda day: (day.month, day.day)),
        (EASTER, from_easter),
        (NTH, lambda day: (day.month, day.weekday() * NTH_SHIFT + (day.day - 1) // 7)),
    )
    for way, key in ways:
        for value, count in sorted(Counter(map(key, left)).items(), key=str):
            if count >= FEWEST and value is not None:
                group = {day for day in left if key(day) == value}
                mask = sum(1 << day.year - FIRST for day in group)
                left = left - group
                yield way, *value, mask, ()
    if left:
        yield DATES, 0, 0, 0, tuple(day.toordinal() - START for day in sorted(left))


def from_easter(day: date) -> tuple[int, int] | None:
    """The distance from Easter, if it fits into a byte."""
    shifted = (day - easter(day.year)).days + EASTER_SHIFT
    return (shifted, 0) if 0 <= shifted < 2 * EASTER_SHIFT else None


def weekend_of(listing: Listing) -> str:
    """The weekends as text: from which day on which weekdays, Monday is bit 0."""
    segments: list[tuple[int, int]] = []
    for day, off in listing.weekend.items():
        number = day.toordinal() - START
        if not segments or segments[-1][1] >> day.weekday() & 1 != off:
            segments.append((number, following(listing, day)))
    return ";".join(f"{since}:{mask}" for since, mask in segments)


def following(listing: Listing, day: date) -> int:
    """The weekend of the seven days from a day on."""
    week = (date.fromordinal(day.toordinal() + count) for count in range(7))
    return sum(listing.weekend.get(one, False) << one.weekday() for one in week)


class Table:
    """Rules, each once, and the countries that refer to them."""

    def __init__(self) -> None:
        self.numbers: dict[Rule, int] = {}
        self.weekends: dict[str, int] = {}
        self.lines: list[str] = []
        self.references: list[list[int]] = []
        self.lacking = bytearray()

    def add(self, code: str) -> None:
        """One country with its parts."""
        entity = entity_of(code)
        listing = Listing(entity, None, FIRST, LAST)
        national = self._numbered(listing)
        known = known_years(entity)
        first, last = max(FIRST, known.start), min(LAST, known.stop - 1)
        begins = sum(map(len, self.references)), len(self.lacking)
        cells = [code, first, last, *begins, self._weekend(listing), len(national)]
        self.references.append(national)
        for part in parts_of(entity):
            listing = Listing(entity, part, FIRST, LAST)
            numbers = self._numbered(listing)
            own = sorted(set(numbers) - set(national))
            lacking = sum(1 << at for at, rule in enumerate(national) if rule not in numbers)
            self.lacking += lacking.to_bytes((len(national) + 7) // 8, "little")
            self.references.append(own)
            cells.append(f"{part}:{self._weekend(listing)}:{len(own)}")
        self.lines.append("\t".join(map(str, cells)))

    def _numbered(self, listing: Listing) -> list[int]:
        rules = sorted(rules_of(listing))
        return [self.numbers.setdefault(rule, len(self.numbers)) for rule in rules]

    def _weekend(self, listing: Listing) -> int:
        return self.weekends.setdefault(weekend_of(listing), len(self.weekends))

    def packed(self) -> bytes:
        """The file."""
        names: dict[str, int] = {}
        labels = [names.setdefault(rule[1], len(names)) for rule in self.numbers]
        head = f"{holidays.version.__version__} {READ_ON} {FIRST} {LAST}"
        sections = (
            "\n".join([head, "|".join(self.weekends), *self.lines]).encode(),
            "\n".join(names).encode(),
            deltas([labels]),
            deltas(self.references),
            bytes(self.lacking),
            bytes(rule[0] for rule in self.numbers),
            bytes(len(rule[5]) for rule in self.numbers),
            *(bytes(rule[column] for rule in self.numbers) for column in (2, 3)),
            little("I", [rule[4] for rule in self.numbers]),
            deltas([list(rule[5]) for rule in self.numbers]),
        )
        squeezed = (zlib.compress(section, 9) for section in sections)
        return b"".join(len(part).to_bytes(4, "little") + part for part in squeezed)


def deltas(lists: list[list[int]]) -> bytes:
    """Each number as its distance from the one before in its list."""
    steps = ([one - before for before, one in pairwise([0, *numbers])] for numbers in lists)
    return little("h", list(chain.from_iterable(steps)))


def little(kind: str, numbers: list[int]) -> bytes:
    """Numbers of a fixed width, the lowest byte first."""
    found = array(kind, numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def check(packed: bytes) -> None:
    """Read the file back and compare every day with the package.

    Raises:
        ValueError: A day differs.
    """
    table = Pack(packed)
    for code, parts in table.parts.items():
        entity = entity_of(code)
        for part in (None, *parts):
            listing = Listing(entity, part, FIRST, LAST)
            for year in known_years(entity):
                found = table.year(code, part, year)
                if found is None:
                    continue
                listed = [
                    {day: names for day, names in days.items() if day.year == year}
                    for days in (listing.names, listing.halves)
                ]
                weekend = {day for day, off in listing.weekend.items() if off and day.year == year}
                makeup = {day for day in listing.makeup if day.year == year}
                if [found.names, found.halves, found.weekend, found.makeup] != [
                    *listed,
                    weekend,
                    makeup,
                ]:
                    raise ValueError(f"{code} {part} {year} is not what the package lists")


def main(folder: Path = DATA) -> None:
    """Write both files."""
    table = Table()
    codes = [code for code in sorted(COUNTRIES) if entity_of(code) is not None]
    for code in codes:
        table.add(code)
    packed = table.packed()
    check(packed)
    (folder / "days.pack").write_bytes(packed)
    with (folder / "subdivisions.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("country", "subdivision", "names"))
        for code in codes:
            for part, names in parts_of(entity_of(code)).items():
                rows.writerow((code, part, "|".join(names)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
