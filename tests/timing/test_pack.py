"""The packed table says what the ``holidays`` package says, and nothing else is loaded to read it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

from array import array
from datetime import date
from pathlib import Path

import holidays
import pytest

from followup.timing import WorkCalendar, pack as packed, years
from followup.timing.calendars import entity_of, is_later, known_years, listed_year, parts_of


ROOT = Path(__file__).resolve().parents[2]
EUROPE = ("DE", "ES", "CH")


def script(name):
    """A script of the project as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_small_and_wide():
    """At most 64 KB for 250 countries and 650 parts over ten years and more."""
    table = packed.pack()

    assert (ROOT / "src/followup/data/days.pack").stat().st_size <= 64 * 1024
    assert len(table.parts) >= 250
    assert sum(map(len, table.parts.values())) >= 650
    assert len(table.years) >= 10


def differences(years_to_compare):
    """What pack and package say differently, as lines."""
    for code, parts in packed.pack().parts.items():
        entity = entity_of(code)
        if entity is None:
            yield f"{code}: only in the pack"
            continue
        for year in years_to_compare:
            for part in (None, *sorted(set(parts) & set(parts_of(entity)))[:2]):
                here, there = packed.pack().year(code, part, year), listed_year(code, part, year)
                if here is None or not there.known:
                    continue
                for what in ("names", "halves", "makeup", "weekend"):
                    ours, theirs = getattr(here, what), getattr(there, what)
                    days = sorted(
                        day for day in {*ours, *theirs} if (day in ours) != (day in theirs)
                    )
                    yield from (f"{code} {part} {day} {what}" for day in days)


def test_the_table_says_what_the_package_says():
    """All days of two years; another edition of the package may differ in a few, which are printed."""
    found = list(differences((2026, 2027)))
    print(*found, sep="\n")  # noqa: T201 - what to read when it fails

    if holidays.__version__ == packed.pack().edition:
        assert found == []
    assert len(found) < 200


@pytest.mark.parametrize("country", EUROPE)
def test_shares_of_parts_are_those_of_the_package(country):
    """Counted once while packing, or year by year."""
    ours, theirs = packed.pack().year(country, None, 2026), listed_year(country, None, 2026)

    assert ours == theirs
    assert ours.parts


def test_the_same_package_gives_the_same_bytes(tmp_path, monkeypatch):
    """Twice the same file, which holds what was put in; here for a few countries with all kinds of rules."""
    build = script("refresh_days")
    monkeypatch.setattr(build, "COUNTRIES", {*EUROPE, "AE", "CN", "SA", "TR", "XX"})
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        build.main(tmp_path / name)
    table = packed.Pack((tmp_path / "first/days.pack").read_bytes())

    for file in ("days.pack", "subdivisions.csv"):
        first, second = ((tmp_path / name / file).read_bytes() for name in ("first", "second"))
        assert first == second
    assert table.year("CN", None, 2026) == listed_year("CN", None, 2026)
    assert table.edition == holidays.__version__


def test_what_lies_outside_the_table_is_told_as_such():
    """Other years, countries that nobody lists, years before a country's first."""
    table = packed.pack()
    known = known_years(entity_of("IN"))

    assert table.year("DE", None, 1999) is None
    assert table.year("ZZ", None, 2026) is None
    assert table.year("IN", None, known.stop) is None
    assert table.year("DE", "nowhere", 2026) == table.year("DE", "nowhere else", 2026)


def test_the_package_is_asked_for_years_outside_the_table():
    """1999 was long before the table begins."""
    assert WorkCalendar.for_country("DE").day("1999-10-03").holidays == ("German Unity Day",)
    assert WorkCalendar.for_country("DE").day("2150-10-05").certainty.value == "unknown"


def test_numbers_are_read_alike_on_machines_of_both_byte_orders(monkeypatch):
    """The file has its lowest byte first."""
    native = array("h", [258])
    if sys.byteorder == "little":
        native.byteswap()
    monkeypatch.setattr(sys, "byteorder", "big")

    assert packed._numbers("h", native.tobytes()) == array("h", [258])


def test_reading_the_table_loads_no_other_package():
    """Neither the package it comes from, nor what heavier answers need."""
    code = (
        "import sys\n"
        "from datetime import UTC, date, datetime\n"
        "from followup import timing\n"
        "there = timing.WorkCalendar.for_country('DE').schedule\n"
        "assert not there.is_working_day(date(2026, 12, 25))\n"
        "assert there.next_open(datetime(2026, 12, 25, tzinfo=UTC)).day == 28\n"
        "heavy = {'holidays', 'phonenumbers', 'pandas', 'numpy', 'attrs', 'cattrs'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_year_is_compared_and_shown_by_its_days():
    """For messages of tests such as these."""
    one = years.YearDays(weekend=frozenset({date(2026, 1, 3)}), country="DE")

    assert one != "a year"
    assert "datetime.date(2026, 1, 3)" in repr(one)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1961, date(1961, 4, 2)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter_is_computed(year, sunday):
    """Its latest date is in 2038."""
    assert years.easter(year) == sunday


def test_only_a_later_edition_is_asked_about_the_years_of_the_table():
    """Importing the package takes as long as thousands of answers."""
    code = (
        "import sys\n"
        "from followup.timing import WorkCalendar\n"
        "from followup.timing.calendars import is_later\n"
        "from followup.timing.pack import pack\n"
        "print(WorkCalendar.for_country('IN').day('2036-08-15').kind)\n"
        "print('holidays' in sys.modules and not is_later(pack().edition))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "uncertain\nFalse\n"


@pytest.mark.parametrize(
    ("edition", "package", "later"),
    [("0.1", "holidays", True), ("999.1", "holidays", False), ("0.1", "no-such-package", True)],
)
def test_editions_are_compared_by_their_numbers(edition, package, later):
    """What says nothing of its edition is asked."""
    assert is_later(edition, package) is later
