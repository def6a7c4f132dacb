"""Exact arithmetic on working hours."""

from __future__ import annotations

import itertools
import pickle

from datetime import UTC, date, datetime, timedelta

import pytest

from hypothesis import given, settings, strategies as st

from followup.errors import InvalidValue, NaiveTime
from followup.timing import Interval, Schedule


WEEK = ("mon", "tue", "wed", "thu", "fri")
NINE_TO_FIVE = {day: [("09:00", "17:00")] for day in WEEK}
BERLIN = Schedule("Europe/Berlin", NINE_TO_FIVE)
# A lunch, a night shift over the week's end, a zone with half-hour changes, a holiday, a shift, a break.
ODD = Schedule(
    "Australia/Lord_Howe",
    {"mon": [("08:30", "12:00"), ("13:15", "17:45")], "sat": [("22:00", "06:00")]},
    holidays=["2026-01-05"],
    shifts={"2026-01-07": [("01:45", "02:15")], "2026-04-05": [("01:00", "03:00")]},
    breaks={"2026-01-12": [("09:00", "10:00")]},
)
ALWAYS = Schedule("America/New_York", {day: [("00:00", "24:00")] for day in (*WEEK, "sat", "sun")})
NEVER = Schedule("UTC", {})
SCHEDULES = st.sampled_from([BERLIN, ODD, ALWAYS])
MOMENTS = st.timedeltas(timedelta(), timedelta(days=730)).map(
    lambda since: datetime(2025, 6, 1, tzinfo=UTC) + since
)
SPANS = st.timedeltas(timedelta(microseconds=1), timedelta(days=40))


def utc(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_hours_are_half_open():
    """The opening is inside, the closing is not."""
    assert BERLIN.is_open(utc("2026-11-23T08:00"))
    assert not BERLIN.is_open(utc("2026-11-23T16:00"))
    assert not BERLIN.is_open(utc("2026-11-22T10:00"))


def test_the_next_opening_is_now_when_it_is_open():
    """Otherwise the next one, on the schedule's clocks."""
    assert BERLIN.next_open(utc("2026-11-23T09:30")) == utc("2026-11-23T09:30")
    assert BERLIN.next_open(utc("2026-11-20T16:00")).isoformat() == "2026-11-23T09:00:00+01:00"


def test_the_last_closing_is_now_when_work_goes_on_before_it():
    """Otherwise the one before."""
    assert BERLIN.last_close(utc("2026-11-23T09:30")) == utc("2026-11-23T09:30")
    assert BERLIN.last_close(utc("2026-11-22T09:30")) == utc("2026-11-20T16:00")
    assert BERLIN.last_close(utc("2026-11-23T08:00")) == utc("2026-11-20T16:00")


def test_the_turn_of_the_year_is_no_border():
    """What is open in both years is one stretch."""
    around = ALWAYS.periods(utc("2026-12-30T00:00"), utc("2028-02-01T00:00"))

    assert list(around) == [Interval(utc("2026-12-30T00:00"), utc("2028-02-01T00:00"))]
    assert BERLIN.next_open(utc("2026-12-31T23:30")).isoformat() == "2027-01-01T09:00:00+01:00"
    assert BERLIN.last_close(utc("2027-01-01T00:30")).isoformat() == "2026-12-31T17:00:00+01:00"


def test_the_past_is_read_when_it_is_asked_for():
    """A new schedule knows one year; each question takes as many more as it needs."""
    fresh = Schedule("Europe/Berlin", NINE_TO_FIVE)
    january = utc("2026-01-01T00:30")

    assert fresh.last_close(january).isoformat() == "2025-12-31T17:00:00+01:00"
    assert fresh.subtract(january, timedelta(hours=8 * 261 * 6)).year == 2020
    assert fresh.add(january, timedelta(hours=8 * 261 * 6)).year == 2032
    assert fresh.working_time(utc("2010-01-01T00:00"), utc("2011-01-01T00:00")) == timedelta(
        hours=8 * 261
    )


def test_what_never_closes_ends_with_the_counted_years():
    """There is no closing to look for."""
    assert list(ALWAYS.periods(utc("2200-12-30T00:00"))) == [
        Interval(utc("2200-12-30T00:00"), utc("2201-01-01T00:00"))
    ]


def test_an_hour_that_is_skipped_is_not_worked():
    """A night shift over the spring change is an hour short, over the autumn change an hour long."""
    night = Schedule("Europe/Berlin", {"sat": [("22:00", "06:00")]})

    assert night.working_time(utc("2026-03-28T12:00"), utc("2026-03-29T12:00")) == timedelta(
        hours=7
    )
    assert night.working_time(utc("2026-10-24T12:00"), utc("2026-10-25T12:00")) == timedelta(
        hours=9
    )


def test_times_that_are_skipped_lie_after_the_gap_and_repeated_ones_are_the_first():
    """2:30 does not exist on 29 March and exists twice on 25 October."""
    early = Schedule("Europe/Berlin", {"sun": [("02:30", "06:00")]})

    assert early.next_open(utc("2026-03-28T00:00")) == utc("2026-03-29T01:30")
    assert early.next_open(utc("2026-10-24T00:00")) == utc("2026-10-25T00:30")


def test_shifts_breaks_and_holidays_stand_before_the_week():
    """Each on its date."""
    assert not ODD.is_working_day(date(2026, 1, 5))
    assert ODD.is_working_day(date(2026, 1, 7))
    assert not ODD.is_working_day(date(2026, 1, 8))
    day = list(ODD.periods(utc("2026-01-11T20:30"), utc("2026-01-12T12:00")))
    assert [str(one.start.time()) for one in day] == ["08:30:00", "10:00:00", "13:15:00"]


def test_amounts_of_nothing_change_nothing_and_negative_ones_go_back():
    """As on a number line."""
    sunday = utc("2026-11-22T10:00")

    assert BERLIN.add(sunday, timedelta()) == BERLIN.subtract(sunday, timedelta()) == sunday
    assert BERLIN.add(sunday, timedelta(hours=-1)) == utc("2026-11-20T15:00")
    assert BERLIN.subtract(sunday, timedelta(hours=-1)) == utc("2026-11-23T09:00")


def test_what_is_never_open_answers_at_once():
    """None and nothing, never a hang."""
    moment = utc("2026-11-22T10:00")

    assert NEVER.next_open(moment) is NEVER.last_close(moment) is None
    assert (
        NEVER.add(moment, timedelta(hours=1)) is NEVER.subtract(moment, timedelta(hours=1)) is None
    )
    assert NEVER.working_time(moment, moment + timedelta(days=9)) == timedelta()
    assert list(NEVER.periods(moment)) == []


def test_a_schedule_of_single_dates_is_searched_as_far_as_they_go():
    """In both directions."""
    once = Schedule("UTC", {}, shifts={"2029-05-01": [("09:00", "10:00")], "2029-05-02": []})

    assert once.next_open(utc("2026-01-01T00:00")) == utc("2029-05-01T09:00")
    assert once.next_open(utc("2030-01-01T00:00")) is None
    assert once.last_close(utc("2033-01-01T00:00")) == utc("2029-05-01T10:00")
    assert once.last_close(utc("2028-01-01T00:00")) is None


def test_amounts_beyond_the_counted_years_are_none():
    """Twenty days of work do not fit into a month, nor a thousand years into any."""
    ages = timedelta(days=20)

    assert BERLIN.add(utc("2200-11-22T10:00"), ages) is None
    assert BERLIN.subtract(utc("1900-01-22T10:00"), ages) is None
    assert BERLIN.add(utc("2026-11-22T10:00"), 20_000 * ages) is None
    assert BERLIN.subtract(utc("2026-11-22T10:00"), 20_000 * ages) is None


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_instants_outside_the_counted_years_are_refused(year):
    """Whatever is asked."""
    with pytest.raises(InvalidValue, match="1900 to 2200"):
        BERLIN.is_open(datetime(year, 6, 1, tzinfo=UTC))


def test_naive_times_are_refused():
    """With the name of the argument."""
    with pytest.raises(NaiveTime, match="end"):
        BERLIN.working_time(utc("2026-11-22T10:00"), datetime(2026, 11, 23))  # noqa: DTZ001 - naive on purpose


def test_a_schedule_equals_its_copy():
    """Its tables stay behind when it is pickled."""
    copy = pickle.loads(pickle.dumps(ODD))

    assert copy == ODD
    assert hash(copy) == hash(ODD)
    assert copy.zone == "Australia/Lord_Howe"
    assert BERLIN != ODD
    assert BERLIN != "Europe/Berlin"
    assert "Europe/Berlin" in repr(BERLIN)


def test_periods_come_one_at_a_time():
    """There is no end to them."""
    first = itertools.islice(BERLIN.periods(utc("2026-11-20T15:00")), 2)

    assert [one.length for one in first] == [timedelta(hours=1), timedelta(hours=8)]


@given(SCHEDULES, st.lists(MOMENTS, min_size=3, max_size=3))
@settings(deadline=None)
def test_working_time_adds_up(schedule, moments):
    """From a to b and from b to c is from a to c, whatever their order; and back is minus."""
    a, b, c = moments

    assert schedule.working_time(a, b) + schedule.working_time(b, c) == schedule.working_time(a, c)
    assert schedule.working_time(b, a) == -schedule.working_time(a, b)


@given(SCHEDULES, MOMENTS, SPANS)
@settings(deadline=None)
def test_adding_and_working_time_are_inverse(schedule, moment, span):
    """As much time has been worked as was added, no less at any earlier instant."""
    after = schedule.add(moment, span)

    assert schedule.working_time(moment, after) == span
    assert schedule.working_time(moment, after - timedelta(microseconds=1)) < span


@given(SCHEDULES, MOMENTS, SPANS)
@settings(deadline=None)
def test_subtracting_undoes_adding(schedule, moment, span):
    """From any instant inside working hours."""
    start = schedule.next_open(moment)

    assert schedule.subtract(schedule.add(start, span), span) == start


@given(SCHEDULES, MOMENTS, SPANS, SPANS)
@settings(deadline=None)
def test_more_work_never_ends_earlier(schedule, moment, less, more):
    """Adding is monotone in the amount and in the start."""
    less, more = sorted((less, more))

    assert schedule.add(moment, less) <= schedule.add(moment, more)
    assert schedule.add(moment, less) <= schedule.add(moment + more, less)


@given(SCHEDULES, MOMENTS, SPANS)
@settings(deadline=None)
def test_periods_are_the_working_time(schedule, moment, span):
    """In order, apart, inside the bounds, and open from their start to right before their end."""
    periods = list(schedule.periods(moment, moment + span))

    assert sum((one.length for one in periods), timedelta()) == schedule.working_time(
        moment, moment + span
    )
    assert all(schedule.is_open(one.start) for one in periods)
    assert all(a.end < b.start for a, b in itertools.pairwise(periods))


@pytest.mark.parametrize(
    "breaks",
    [
        {"2026-11-24": [("02:00", "03:00")]},
        {"2026-11-23": [("23:30", "00:30")]},
        {"2026-11-23": [("21:00", "22:30")], "2026-11-24": [("05:30", "09:00")]},
        {
            "2026-11-24": [("22:30", "23:00")],
            "2026-11-23": [("01:00", "02:00"), ("22:00", "23:00")],
        },
    ],
)
def test_breaks_are_times_on_the_wall_of_their_date(breaks):
    """A night shift meets those of the date on which it ends, too."""
    night = Schedule("Europe/Madrid", {"mon": [("22:00", "06:00")]}, breaks=breaks)

    assert night.working_time(utc("2026-11-23T12:00"), utc("2026-11-24T12:00")) == timedelta(
        hours=7
    )


def test_a_break_that_begins_before_midnight_goes_on_after_it():
    """In the hours of the next date."""
    breaks = {"2026-11-23": [("23:00", "01:00")]}
    always = Schedule(
        "UTC", {"mon": [("00:00", "24:00")], "tue": [("00:00", "24:00")]}, breaks=breaks
    )

    assert always.next_open(utc("2026-11-23T23:10")) == utc("2026-11-24T01:00")


def test_breaks_take_what_the_clocks_show_in_them():
    """Three hours on the wall are two where one is skipped, and four where one comes twice."""
    breaks = {day: [("01:00", "04:00")] for day in ("2026-03-29", "2026-10-25")}
    sundays = Schedule("Europe/Madrid", {"sun": [("00:00", "08:00")]}, breaks=breaks)

    assert sundays.working_time(utc("2026-03-28T12:00"), utc("2026-03-29T12:00")) == timedelta(
        hours=5
    )
    assert sundays.working_time(utc("2026-10-24T12:00"), utc("2026-10-25T12:00")) == timedelta(
        hours=5
    )


def test_a_working_day_is_a_date_or_its_text():
    """A datetime is neither: its date depends on the clock."""
    assert BERLIN.is_working_day("2026-11-23")
    with pytest.raises(InvalidValue, match="is not a date"):
        BERLIN.is_working_day(utc("2026-11-23T10:00"))
    with pytest.raises(InvalidValue, match="1900 to 2200"):
        BERLIN.is_working_day(date(9999, 12, 31))


@pytest.mark.parametrize(
    "hours", [None, "9 to 5", {"mon": None}, {"mon": [9]}, {"mon": [("09:00",)]}]
)
def test_hours_that_cannot_be_read_are_refused(hours):
    """With what to pass instead."""
    with pytest.raises(InvalidValue, match="09:00"):
        Schedule("UTC", hours)


def test_amounts_are_timedeltas():
    """A number has no unit."""
    with pytest.raises(InvalidValue, match="is not a timedelta"):
        BERLIN.add(utc("2026-11-23T10:00"), 8)
