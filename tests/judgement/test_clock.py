"""Active time: how much of somebody's week passes between two instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import pytz

from hypothesis import given, strategies as st

from followup.errors import InvalidValue, UnknownName
from followup.history.clock import EVEN, ActivityClock, away
from followup.history.walls import between, on_walls, zone_name
from followup.history.weeks import clock_in, clock_of, hour_of_week, own_week, regional_week
from followup.timing import WorkCalendar


MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
instants = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2028, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
clocks = st.sampled_from(
    [
        ActivityClock(),
        clock_in("+08:00", MONDAY),
        clock_in("Europe/Madrid", MONDAY),
        clock_of(WorkCalendar.for_country("ES"), MONDAY),
        ActivityClock(slow=away(date(2026, 11, 23), date(2026, 11, 25))),
    ]
)


@pytest.mark.parametrize(
    ("given_zone", "name"),
    [
        (None, None),
        ("europe/madrid", "Europe/Madrid"),
        ("+8:00", "+08:00"),
        ("-0330", "-03:30"),
        (-210, "-03:30"),
        (0, "+00:00"),
        (timedelta(hours=5, minutes=30), "+05:30"),
        (timezone(timedelta(hours=-7)), "-07:00"),
        (UTC, "+00:00"),
        (ZoneInfo("Asia/Tokyo"), "Asia/Tokyo"),
        (pytz.timezone("America/Lima"), "America/Lima"),
    ],
)
def test_a_zone_may_be_given_in_any_way(given_zone, name):
    """As a name, an offset, or an object of any library."""
    assert zone_name(given_zone) == name


def test_a_zone_that_nobody_knows_is_refused():
    """A wrong name, and an object without an offset."""

    class Nowhere(type(UTC).__mro__[1]):
        def utcoffset(self, _):
            return None

    with pytest.raises(UnknownName):
        zone_name("Atlantis/Capital")
    with pytest.raises(InvalidValue, match="offset"):
        zone_name(Nowhere())


def test_walls_show_the_time_of_the_place():
    """By name and by offset."""
    assert on_walls(MONDAY, "Asia/Tokyo").hour == 17
    assert on_walls(MONDAY, "-03:30").hour == 4
    assert hour_of_week(MONDAY, "Asia/Tokyo") == 17
    assert hour_of_week(MONDAY - DAY, "+00:00") == 6 * 24 + 8


def test_time_passes_the_same_where_clocks_are_changed():
    """Two instants in one zone, an hour of summer time apart."""
    madrid = ZoneInfo("Europe/Madrid")
    night = datetime(2026, 10, 25, 0, tzinfo=madrid)

    assert between(night, datetime(2026, 10, 25, 12, tzinfo=madrid)) == 13 * HOUR


def test_an_even_week_is_the_clock_on_the_wall():
    """Of somebody of whom nothing is known."""
    clock = ActivityClock()

    assert clock.active(MONDAY, 5 * HOUR) == pytest.approx(5)
    assert clock.active(MONDAY, -HOUR) == 0
    assert clock.moment(MONDAY, 30) == MONDAY + 30 * HOUR


def test_a_working_morning_counts_more_than_a_night_or_a_weekend():
    """In the recipient's own zone."""
    there = clock_in("Europe/Madrid", MONDAY)
    morning = there.active(MONDAY, 4 * HOUR)

    assert morning > 4 * there.active(MONDAY + 14 * HOUR, 4 * HOUR)
    assert morning > 3 * there.active(MONDAY - DAY, 4 * HOUR)
    assert there.active(MONDAY, 7 * DAY) == pytest.approx(168)


def test_the_weekend_of_the_country_counts():
    """In Saudi Arabia Friday is off and Sunday is worked."""
    clock = clock_of(WorkCalendar.for_country("SA"), MONDAY)
    friday, sunday = (datetime(2026, 11, day, 7, tzinfo=UTC) for day in (27, 29))

    assert clock.active(friday, 4 * HOUR) < clock.active(sunday, 4 * HOUR) / 2


def test_a_weekend_of_one_day_is_a_sunday():
    """And the day before it is like a Friday."""
    week = regional_week(timedelta(hours=1), (6,))

    assert sum(week[:24]) == sum(week[24:48]) > sum(week[120:144]) > sum(week[144:])


def test_a_holiday_is_slow_and_a_leave_stands_still():
    """On the Constitution day of Spain about half is done; on leave nothing."""
    spain = clock_of(WorkCalendar.for_country("ES"), MONDAY)
    holiday = datetime(2026, 12, 8, 8, tzinfo=UTC)
    ordinary = spain.active(holiday + DAY, 4 * HOUR)
    absent = ActivityClock(slow=away(date(2026, 11, 23), date(2026, 11, 25)))

    assert spain.active(holiday, 4 * HOUR) == pytest.approx(ordinary / 2, rel=0.01)
    assert absent.active(MONDAY, DAY) == 0
    assert absent.moment(MONDAY, 1) == datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_a_quiet_season_is_slow():
    """In August Italy does less than in June."""
    june, august = (datetime(2026, month, 18, 8, tzinfo=UTC) for month in (6, 8))
    italy = WorkCalendar.for_country("IT")

    assert clock_of(italy, august).active(august, 4 * HOUR) < (
        0.7 * clock_of(italy, june).active(june, 4 * HOUR)
    )


def test_a_leave_without_end_ends_the_count():
    """After 400 days, and a very long leave is cut there."""
    for_ever = away(date(2026, 11, 23), date(2126, 11, 23))

    assert len(for_ever) == 400
    assert ActivityClock(slow=for_ever).moment(MONDAY, 5).year == 2027


def test_ones_own_week_is_learned_from_ones_hours():
    """Somebody who writes at 22 on Saturdays is at work then."""
    week = own_week(((5 * 24 + 22, 60),), EVEN)

    assert week[5 * 24 + 22] == max(week)
    assert sum(week) == pytest.approx(168)


@given(clocks, instants, st.floats(0.01, 700))
def test_the_moment_is_where_the_hours_have_passed(clock, start, hours):
    """There and back, within a second of the busiest hour."""
    moment = clock.moment(start, hours)

    assert clock.active(start, moment - start) == pytest.approx(hours, abs=0.01)


@given(clocks, instants, st.lists(st.integers(0, 90 * 24 * 3600), min_size=2))
def test_active_time_never_runs_backwards(clock, start, seconds):
    """Later is never less."""
    hours = [clock.active(start, timedelta(seconds=one)) for one in sorted(seconds)]

    assert all(after >= before - 1e-6 for before, after in pairwise(hours))
