"""Seasons: when they are, how much goes on in them, and what the moon leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from followup import timing
from followup.data import BUNDLED
from followup.errors import InvalidValue
from followup.evidence import Confidence
from followup.timing import DayKind, WorkCalendar


def season(country, year, name):
    """The seasons of a name."""
    return [one for one in timing.seasons(country, year) if one.season == name]


@pytest.mark.parametrize(
    ("country", "name", "start", "end"),
    [
        ("CN", "lunar_new_year_run_up", "2026-02-03", "2026-02-15"),
        ("CN", "lunar_new_year", "2026-02-16", "2026-02-23"),
        ("CN", "lunar_new_year_return", "2026-02-24", "2026-03-09"),
        ("VN", "tet", "2027-02-04", "2027-02-11"),
        ("JP", "golden_week", "2026-04-29", "2026-05-06"),
        ("JP", "obon", "2026-08-11", "2026-08-16"),
        ("CN", "golden_week", "2026-10-01", "2026-10-07"),
        ("KR", "chuseok", "2026-09-24", "2026-09-26"),
        ("TH", "songkran", "2026-04-12", "2026-04-16"),
        ("AE", "ramadan", "2026-02-18", "2026-03-19"),
        ("IR", "nowruz", "2026-03-19", "2026-04-02"),
        ("IN", "diwali", "2026-11-07", "2026-11-10"),
        ("IT", "august", "2026-08-01", "2026-08-31"),
        ("FR", "august", "2026-08-01", "2026-08-25"),
        ("ES", "august", "2026-08-01", "2026-08-31"),
        ("RU", "russian_january", "2026-01-01", "2026-01-08"),
        ("MX", "semana_santa", "2026-03-29", "2026-04-05"),
        ("BR", "carnival", "2026-02-14", "2026-02-18"),
        ("US", "thanksgiving", "2026-11-26", "2026-11-27"),
    ],
)
def test_a_season_is_found_by_its_rule(country, name, start, end):
    """Fixed dates, distances from Easter and from feasts of the moon."""
    found = next(one for one in season(country, int(start[:4]), name))

    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert 0 <= found.activity < 1
    assert found.source is not None
    assert found.holds(found.end)
    assert not found.holds(date(2001, 6, 1))


def test_a_season_that_turns_with_the_year_comes_twice():
    """Once for January and once for December."""
    assert [(one.start.year, one.end.year) for one in season("DE", 2026, "christmas")] == [
        (2025, 2026),
        (2026, 2027),
    ]


@pytest.mark.parametrize(("year", "count"), [(2026, 1), (2033, 2), (2080, 0)])
def test_a_year_may_have_a_feast_twice_or_none_that_is_known(year, count):
    """The Islamic year is eleven days shorter; the dates go to 2076."""
    assert len(season("SA", year, "eid_al_fitr")) == count


def test_years_and_countries_without_a_table_have_no_seasons():
    """An answer, not an error; a word that is no country is one."""
    assert timing.seasons("DE", 1800) == ()
    assert timing.seasons("AQ", 2026) == ()
    with pytest.raises(InvalidValue):
        timing.seasons("Germany", 2026)


def test_the_table_has_the_seasons_that_trade_knows_and_each_is_sourced():
    """At least fourteen; a figure that is ours is called a house judgement."""
    rows = BUNDLED.table("seasons").rows

    assert len({row["season"] for row in rows}) >= 14
    assert all(row["source_url"] or "house judgement" in row["source"] for row in rows)


def test_a_season_of_the_moon_has_a_window_of_three_days_around_its_start():
    """The United Arab Emirates began two days before the calculated date in 2024."""
    (eid,) = season("AE", 2024, "eid_al_fitr")

    assert eid.window == (date(2024, 4, 8), date(2024, 4, 10))
    assert eid.start == date(2024, 4, 8)


def test_the_window_holds_a_listed_day_after_the_calculated_one():
    """A country that follows its own sighting, two days late."""
    from followup.timing.feasts import begins

    assert begins(date(2026, 3, 20), date(2026, 3, 22)) == (date(2026, 3, 20), date(2026, 3, 22))
    assert begins(date(2026, 3, 20), None) == (date(2026, 3, 19), date(2026, 3, 21))


def test_a_moon_feast_of_the_future_has_a_window_and_a_low_certainty():
    """The second day of it a window that is a day later; the past has been called out."""
    saudi = WorkCalendar.for_country("SA")
    first, second = (saudi.day(day) for day in ("2027-03-09", "2027-03-10"))

    assert first.window == (date(2027, 3, 8), date(2027, 3, 10))
    assert second.window == (date(2027, 3, 9), date(2027, 3, 11))
    assert first.certainty is Confidence.LOW
    assert saudi.day("2025-03-30").certainty is Confidence.HIGH
    assert saudi.day("2025-03-30").window is not None
    assert saudi.day("2027-09-23").window is None


def test_a_day_on_which_a_feast_may_begin_says_so():
    """It is worked as far as anybody knows."""
    found = WorkCalendar.for_country("TR").day("2027-03-08")
    eve = WorkCalendar.for_country("MY").day("2027-03-09")

    assert found.kind in {DayKind.WORKING, DayKind.HALF}
    assert eve.kind is DayKind.WORKING
    assert eve.certainty is Confidence.LOW
    assert eve.reasons == ("Eid al-Fitr may begin on this day: it follows the moon",)


def test_another_estimated_day_may_fall_a_day_before_or_after():
    """Whatever the package calls estimated."""
    day = WorkCalendar.for_country("AE").day("2027-05-15")

    assert "the date is an estimate" in day.reasons
    assert day.window == (date(2027, 5, 14), date(2027, 5, 16))
