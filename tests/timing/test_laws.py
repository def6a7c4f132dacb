"""Laws of working time that hold for every schedule, not only for those that somebody thought of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st

from followup.timing import Schedule, WorkCalendar, add_working_time, working_time_between


ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Havana",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
)
CALENDARS = [WorkCalendar.for_country(code) for code in ("AE", "CN", "ES", "IN", "IR", "TR", "US")]
TICK = timedelta(microseconds=1)

CLOCKS = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
TIMES = st.lists(st.tuples(CLOCKS, CLOCKS), max_size=3)
DATES = st.dates(datetime(2024, 1, 1).date(), datetime(2026, 12, 31).date())  # noqa: DTZ001 - a date has no zone
SCHEDULES = st.builds(
    Schedule,
    st.sampled_from(ZONES),
    # Mondays are always worked, so that there is a next opening.
    st.fixed_dictionaries(
        {"mon": st.just([("09:00", "17:30")])},
        optional=dict.fromkeys(("tue", "thu", "sat", "sun"), TIMES),
    ),
    holidays=st.lists(DATES, max_size=5),
    shifts=st.dictionaries(DATES, TIMES, max_size=3),
    breaks=st.dictionaries(DATES, TIMES, max_size=3),
)
WORKING = st.one_of(SCHEDULES, st.sampled_from(CALENDARS))
MOMENTS = st.timedeltas(timedelta(), timedelta(days=1095)).map(
    lambda since: datetime(2024, 1, 1, tzinfo=UTC) + since
)
SPANS = st.timedeltas(TICK, timedelta(hours=90))


def of(working):
    """The schedule of a calendar, or the schedule itself."""
    return working.schedule if isinstance(working, WorkCalendar) else working


@given(WORKING, MOMENTS, MOMENTS, MOMENTS)
@settings(deadline=None)
def test_working_time_adds_up(working, a, b, c):
    """From a to b and from b to c is from a to c, in any order; and it never goes back."""
    whole = working_time_between(a, c, working)

    assert working_time_between(a, b, working) + working_time_between(b, c, working) == whole
    assert working_time_between(c, a, working) == -whole
    if a <= c:
        assert timedelta() <= whole <= c - a


@given(WORKING, MOMENTS, SPANS)
@settings(deadline=None)
def test_adding_and_subtracting_undo_each_other(working, moment, span):
    """From any instant at which work begins or goes on, and from any at which it has just gone on."""
    schedule = of(working)
    opening, closing = schedule.next_open(moment), schedule.last_close(moment)

    assert add_working_time(add_working_time(opening, span, working), -span, working) == opening
    assert add_working_time(add_working_time(closing, -span, working), span, working) == closing


@given(WORKING, MOMENTS, MOMENTS, SPANS, SPANS)
@settings(deadline=None)
def test_more_is_never_earlier(working, moment, other, less, more):
    """Adding is monotone in the amount and in the start, and takes just as long as is needed."""
    early, late = sorted((moment, other))
    less, more = sorted((less, more))
    after = add_working_time(early, less, working)

    assert after <= add_working_time(early, more, working)
    assert after <= add_working_time(late, less, working)
    assert working_time_between(early, after, working) == less
    assert working_time_between(early, after - TICK, working) < less


@given(WORKING, MOMENTS, SPANS)
@settings(deadline=None)
def test_periods_are_what_is_open(working, moment, span):
    """In order, apart, inside the bounds, and together the working time."""
    schedule, end = of(working), moment + span
    periods = list(schedule.periods(moment, end))

    assert all(moment <= one.start < one.end <= end for one in periods)
    assert all(schedule.is_open(one.start) and schedule.is_open(one.end - TICK) for one in periods)
    assert all(not schedule.is_open(one.end) for one in periods if one.end < end)
    assert sum((one.length for one in periods), timedelta()) == schedule.working_time(moment, end)
