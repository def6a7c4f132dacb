"""Stretches of time, alone and shared."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta

import pytest

from followup import timing
from followup.errors import InvalidValue
from followup.timing import Interval, Schedule, WorkCalendar


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = ("mon", "tue", "wed", "thu", "fri")


def nine_to_five(zone):
    """Office hours on one day, in UTC."""
    return Schedule(zone, {day: [("09:00", "17:00")] for day in WEEK})


def test_an_interval_holds_its_start_and_not_its_end():
    """And knows its length."""
    interval = Interval(NOON, NOON + HOUR)

    assert NOON in interval
    assert NOON + HOUR not in interval
    assert interval.length == HOUR
    assert Interval.from_dict(json.loads(json.dumps(interval.to_dict()))) == interval


def test_an_interval_without_length_is_refused():
    """Its end is later than its start."""
    with pytest.raises(InvalidValue, match="not later"):
        Interval(NOON, NOON)


def test_overlap_is_what_all_share():
    """Berlin's afternoon is New York's morning."""
    shared = timing.overlap(
        [nine_to_five("Europe/Berlin"), nine_to_five("America/New_York")],
        NOON - timedelta(days=3),
        NOON + timedelta(days=1, hours=3),
    )

    assert [str(one.start) for one in shared] == [
        "2026-11-20 15:00:00+01:00",
        "2026-11-23 15:00:00+01:00",
        "2026-11-24 15:00:00+01:00",
    ]
    assert [one.length for one in shared] == [2 * HOUR, 2 * HOUR, HOUR]


def test_sides_of_the_world_that_never_meet_share_nothing():
    """Nine to five in Shanghai is night in New York."""
    far = [nine_to_five("Asia/Shanghai"), nine_to_five("America/New_York")]

    assert timing.overlap(far, NOON, NOON + timedelta(days=30)) == ()


def test_overlap_of_nobody_is_refused():
    """There is nothing to share."""
    with pytest.raises(InvalidValue, match="at least one"):
        timing.overlap([], NOON, NOON + HOUR)


def test_calendars_and_schedules_count_alike():
    """Both are taken by the arithmetic."""
    calendar = WorkCalendar.for_zone("UTC")
    later = NOON + timedelta(days=1)

    assert timing.working_time_between(NOON, later, calendar) == 8 * HOUR
    assert timing.working_time_between(NOON, later, calendar.schedule) == 8 * HOUR
    assert timing.add_working_time(NOON, 8 * HOUR, calendar) == later
    assert timing.overlap([calendar], NOON, NOON + HOUR) == (Interval(NOON, NOON + HOUR),)
