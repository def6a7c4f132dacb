"""Hours as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from followup.errors import InvalidValue
from followup.timing.hours import joined, read_clocks, read_date, read_week, seconds, without


@pytest.mark.parametrize(
    ("text", "expected"),
    [("00:00", 0), ("9:30", 34_200), (" 09:30 ", 34_200), ("23:59:59", 86_399), ("24:00", 86_400)],
)
def test_times_of_day_are_read(text, expected):
    """Up to the end of the day."""
    assert seconds(text) == expected


@pytest.mark.parametrize(
    "text", ["24:01", "25:00", "9", "", "9:60", "nine", None, 900, "\u0966\u096f:\u0966\u0966"]
)
def test_what_is_no_time_of_day_is_refused(text):
    """With a remedy."""
    with pytest.raises(InvalidValue, match="is not a time of day"):
        seconds(text)


def test_a_closing_before_the_opening_is_the_next_day():
    """Night shifts, and the whole day."""
    assert read_clocks([("22:00", "06:00")]) == ((79_200, 108_000),)
    assert read_clocks([("00:00", "24:00")]) == ((0, 86_400),)


def test_hours_that_touch_or_overlap_become_one():
    """In the order of the day, whatever the order they came in."""
    assert joined([(20, 30), (0, 10), (10, 15), (12, 14)]) == ((0, 15), (20, 30))


def test_breaks_are_taken_out():
    """From the middle, the edges, outside, and all of it."""
    assert without(((10, 20),), ((12, 14),)) == ((10, 12), (14, 20))
    assert without(((10, 20),), ((5, 12), (18, 30))) == ((12, 18),)
    assert without(((10, 20),), ((30, 40), (0, 5))) == ((10, 20),)
    assert without(((10, 20),), ((0, 40),)) == ()


@pytest.mark.parametrize("pair", ["09:00-17:00", ("09:00",), ("09:00", "12:00", "13:00")])
def test_what_is_no_pair_is_refused(pair):
    """An opening and a closing."""
    with pytest.raises(InvalidValue, match="an opening and a closing"):
        read_clocks([pair])


def test_weekdays_are_read_by_their_first_letters():
    """And unknown ones are refused."""
    assert read_week({"Monday": [("09:00", "10:00")]})[0] == ((32_400, 36_000),)
    with pytest.raises(InvalidValue, match="is not a weekday"):
        read_week({"lun": []})


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", None, datetime(2026, 1, 1)])  # noqa: DTZ001 - a datetime is no date
def test_what_is_no_date_is_refused(day):
    """A datetime is not one either: its date depends on the clock."""
    with pytest.raises(InvalidValue, match="is not a date"):
        read_date(day)


def test_dates_are_read_from_iso_texts():
    """Or are dates already."""
    assert read_date("2026-12-24") == read_date(date(2026, 12, 24)) == date(2026, 12, 24)
