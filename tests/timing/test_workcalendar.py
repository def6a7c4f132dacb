"""What a date is in a country, and the hours that follow from it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys

from datetime import UTC, date, datetime, timedelta

import pytest

from followup import timing
from followup.data import BUNDLED
from followup.errors import InvalidValue, UnknownName
from followup.evidence import Confidence
from followup.timing import Day, DayKind, WorkCalendar


def day(country, text, subdivision=None):
    """One day of a calendar."""
    return WorkCalendar.for_country(country, subdivision).day(text)


def clocks(calendar, text):
    """The hours of one day, as texts."""
    start = datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=12)
    stretches = calendar.schedule.periods(start, start + timedelta(hours=48))
    return [
        f"{one.start:%H:%M}-{one.end:%H:%M}"
        for one in stretches
        if one.start.date() == date.fromisoformat(text)
    ]


def test_a_public_holiday_is_off_by_its_english_name():
    """And has no hours."""
    found = day("ES", "2026-10-12")

    assert (found.kind, found.share, found.certainty) == (DayKind.OFF, 1.0, Confidence.HIGH)
    assert found.holidays == ("National Day",)
    assert clocks(WorkCalendar.for_country("ES"), "2026-10-12") == []


def test_a_weekend_is_off_by_its_weekday():
    """Friday and Saturday in Egypt."""
    assert day("EG", "2026-11-20").reasons == ("Friday",)
    assert day("EG", "2026-11-20").kind is DayKind.OFF
    assert day("EG", "2026-11-22").kind is DayKind.WORKING


@pytest.mark.parametrize(
    ("country", "subdivision", "text", "weekend"),
    [
        ("AE", None, "2021-12-31", True),
        ("AE", None, "2022-01-07", False),
        ("AE", "SH", "2022-01-07", True),
        ("SA", None, "2013-06-27", True),
        ("SA", None, "2013-07-04", False),
        ("NP", None, "2026-11-22", False),
        ("NP", None, "2022-05-22", True),
        ("LY", None, "2026-11-20", True),
        ("MY", "Kedah", "2026-11-20", True),
        ("MY", None, "2026-11-20", False),
    ],
)
def test_weekends_change_with_time_and_place(country, subdivision, text, weekend):
    """Each from its date on."""
    assert day(country, text, subdivision).weekend is weekend


def test_a_make_up_day_is_worked_with_hours():
    """A Saturday before Chinese New Year; with hours of yours, those of a usual day."""
    own = {"mon": [("08:00", "12:00")]}

    assert day("CN", "2026-02-14").kind is DayKind.MAKEUP
    assert clocks(WorkCalendar.for_country("CN"), "2026-02-14") == ["09:00-12:00", "13:30-18:00"]
    assert clocks(WorkCalendar.for_country("CN", hours=own), "2026-02-14") == ["08:00-12:00"]
    assert clocks(WorkCalendar.for_country("CN", hours={}), "2026-02-14") == []


def test_a_year_whose_decree_is_not_out_is_provisional():
    """The Chinese days of 2028 are a guess, and say so."""
    found = day("CN", "2028-01-26")

    assert (found.kind, found.certainty) == (DayKind.OFF, Confidence.LOW)
    assert "not published" in found.reasons[-1]


def test_a_feast_that_follows_the_moon_is_an_estimate():
    """Its name is clean, its certainty low."""
    found = day("EG", "2027-03-10")

    assert found.certainty is Confidence.LOW
    assert found.reasons[-1] == "the date is an estimate"
    assert not any("estimated" in name for name in found.holidays)


def test_a_day_that_most_parts_keep_is_off_with_its_share():
    """Canadian Thanksgiving is no national holiday, and nearly nobody works."""
    found = day("CA", "2026-10-12")

    assert found.kind is DayKind.OFF
    assert 0.5 <= found.share < 1
    assert found.certainty is Confidence.MEDIUM


def test_a_day_that_few_parts_keep_is_worked_with_its_share():
    """Epiphany in Germany; on a weekend it changes nothing; in Bavaria it is off."""
    assert day("DE", "2026-01-06").kind is DayKind.WORKING
    assert 0 < day("DE", "2026-01-06").share < 0.5
    assert day("DE", "2024-01-06").reasons[0] == "Saturday"
    assert "Epiphany" in day("DE", "2024-01-06").reasons[1]
    assert day("DE", "2026-01-06", "bayern").kind is DayKind.OFF


def test_half_days_close_early():
    """By the package's list in Turkey, by custom in Germany."""
    assert day("TR", "2026-10-28").kind is DayKind.HALF
    assert clocks(WorkCalendar.for_country("TR"), "2026-10-28") == ["09:00-13:00"]
    assert day("DE", "2026-12-24").reasons == ("Christmas Eve",)
    assert clocks(WorkCalendar.for_country("DE"), "2026-12-24") == ["08:00-12:00"]


def test_a_weekday_with_half_the_hours_is_a_half_day():
    """The Emirates' Friday and Iran's Thursday."""
    friday = day("AE", "2026-11-20")

    assert (friday.kind, friday.until) == (DayKind.HALF, 12 * 3600)
    assert friday.reasons == ("Friday is a short day",)
    assert day("IR", "2026-11-19").kind is DayKind.HALF
    assert day("AE", "2026-11-21").reasons == ("Saturday",)


def test_half_days_that_are_whole_or_none():
    """Swedish offices are shut on Christmas Eve; China's half days are for a few; a weekend stays one."""
    assert day("SE", "2026-12-24").holidays == ("Christmas Eve",)
    assert day("CN", "2027-03-08").kind is DayKind.WORKING
    assert day("DE", "2028-12-24").reasons == ("Sunday",)


def test_customary_hours_differ_by_country_and_weekday():
    """The Emirates' Friday ends at noon, Spain has a long lunch, and nobody knows Chad's."""
    assert clocks(WorkCalendar.for_country("AE"), "2026-11-20") == ["08:00-12:00"]
    assert clocks(WorkCalendar.for_country("ES"), "2026-11-19") == ["09:00-14:00", "16:00-19:00"]
    assert WorkCalendar.for_country("TD").hours_certainty is Confidence.LOW


def test_ukraine_keeps_no_public_holidays_under_martial_law():
    """Each day says so; before the war it kept them."""
    found = day("UA", "2026-12-25")

    assert found.kind is DayKind.WORKING
    assert "martial law" in found.reasons[0]
    assert found.source.url
    assert day("UA", "2021-12-27").kind is DayKind.OFF


def test_years_that_no_table_knows_are_uncertain():
    """Never a silent working day."""
    found = day("US", "2150-07-06")

    assert (found.kind, found.certainty) == (DayKind.UNCERTAIN, Confidence.UNKNOWN)
    assert WorkCalendar.for_country("US").schedule.is_working_day(date(2150, 7, 6))
    assert day("US", "2150-07-04").reasons == ("Saturday",)


def test_parts_of_a_country_are_found_by_code_or_name():
    """An unknown one is refused where parts are listed, and taken as it is where they are not."""
    assert WorkCalendar.for_country("ES", "es-md").subdivision == "MD"
    assert WorkCalendar.for_country("DE", "Bayern").subdivision == "BY"
    assert WorkCalendar.for_country("AE", "du").subdivision == "DU"
    with pytest.raises(UnknownName, match="subdivision"):
        WorkCalendar.for_country("DE", "Atlantis")


def test_a_calendar_says_how_sure_its_zone_is():
    """Most Americans live on the east coast; Californians do not."""
    assert WorkCalendar.for_country("US").zone_certainty is Confidence.LOW
    assert WorkCalendar.for_country("US", "CA").zone == "America/Los_Angeles"
    assert (
        WorkCalendar.for_country("US", zone="America/Denver").zone_certainty is Confidence.CERTAIN
    )
    assert WorkCalendar.for_country("DE").certainty is Confidence.MEDIUM


def test_a_country_without_a_clock_needs_a_zone():
    """Bouvet Island is one of two."""
    with pytest.raises(InvalidValue, match="has no time zone"):
        WorkCalendar.for_country("BV")
    assert WorkCalendar.for_country("BV", zone="UTC").zone == "UTC"


def test_a_zone_without_a_country_is_nine_to_five():
    """With a low certainty, and without holidays."""
    calendar = WorkCalendar.for_zone("asia/dubai")

    assert clocks(calendar, "2026-11-23") == ["09:00-17:00"]
    assert calendar.certainty is Confidence.LOW
    assert calendar.day("2026-11-22").reasons == ("Sunday",)
    assert "not known" in calendar.day("2026-11-23").reasons[0]


def test_the_same_days_on_other_clocks():
    """A zone of its own keeps days and hours."""
    east = WorkCalendar.for_country("US")
    west = east.in_zone("America/Los_Angeles")

    assert clocks(west, "2026-11-23") == clocks(east, "2026-11-23") == ["09:00-17:00"]
    assert west.zone == west.schedule.zone == "America/Los_Angeles"
    assert east.in_zone("america/new_york").zone_certainty is Confidence.CERTAIN


def test_your_office_hours_stand_in_place_of_ours():
    """By argument or by table."""
    hours = {"mon": [("07:00", "11:00")]}
    row = {"country": "*", "hours": "10:00-16:00", "weekdays": "", "confidence": "high"}
    own = BUNDLED.with_table(
        "office_hours", [row | dict.fromkeys(("source", "source_url", "note"), "me")]
    )

    assert clocks(WorkCalendar.for_country("DE", hours=hours), "2026-11-23") == ["07:00-11:00"]
    assert clocks(WorkCalendar.for_country("DE", facts=own), "2026-11-23") == ["10:00-16:00"]


def test_a_calendar_that_is_never_open_answers_at_once():
    """In both directions."""
    closed = WorkCalendar.for_country("DE", hours={}).schedule

    assert closed.next_open(datetime(2026, 11, 23, tzinfo=UTC)) is None
    assert closed.last_close(datetime(2026, 11, 23, tzinfo=UTC)) is None


def test_a_calendar_survives_pickling_and_a_day_survives_json():
    """To other workers, and to a file."""
    calendar = WorkCalendar.for_country("CN")
    found = calendar.day("2026-02-17")

    assert pickle.loads(pickle.dumps(calendar)) == calendar
    assert Day.from_dict(json.loads(json.dumps(found.to_dict()))) == found


@pytest.mark.parametrize("language", ["C", "th_TH.UTF-8", "de_DE.UTF-8"])
def test_names_do_not_depend_on_the_language_of_the_machine(language):
    """The package would follow LANG; we do not. Two countries: with and without a choice of languages."""
    code = (
        "from followup.timing import WorkCalendar as W;"
        "print(W.for_country('DE').day('2026-10-03').holidays, W.for_country('NZ').day('2026-02-06').holidays)"
    )
    environment = os.environ | dict.fromkeys(("LANG", "LANGUAGE", "LC_ALL"), language)
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "('German Unity Day',) ('Waitangi Day',)"


def test_the_import_is_cheap():
    """No package that takes long or could reach out is loaded before a date is asked for."""
    heavy = "{'holidays', 'phonenumbers', 'dns', 'httpx', 'ssl', 'cattrs'}"
    code = f"import sys, followup.timing; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


def test_calendars_and_their_books_show_where_they_are():
    """In messages of tests and logs."""
    calendar = WorkCalendar.for_country("DE", "BY")

    assert repr(calendar) == "WorkCalendar(country='DE', subdivision='BY', zone='Europe/Berlin')"
    assert "DayBook('DE', 'BY')" in repr(calendar.schedule)


def test_the_room_names_what_it_holds():
    """And nothing else."""
    assert set(timing.__all__) == set(dir(timing))
    with pytest.raises(AttributeError, match="no attribute 'Calendar'"):
        _ = timing.Calendar


@pytest.mark.parametrize(
    ("country", "part", "zone", "share"),
    [
        ("ES", "MD", "Europe/Madrid", 1.0),
        ("ES", "TF", "Atlantic/Canary", 1.0),
        ("BE", "X", "Europe/Brussels", 1.0),
    ],
)
def test_a_part_without_a_zone_of_its_own_has_the_one_that_no_other_part_has(
    country, part, zone, share
):
    """Of Spain only the Canaries are named in the table."""
    found = timing.zones_for(country, part)

    assert [(one.name, one.share) for one in found] == [(zone, share)]


@pytest.mark.parametrize("country", ["US", "IT", "AE"])
def test_hours_on_days_that_are_never_worked_are_not_looked_for_for_ever(country):
    """An office that opens on Sundays only, in a country that keeps them: none, forwards and backwards."""
    schedule = WorkCalendar.for_country(country, hours={"sun": [("09:00", "12:00")]}).schedule
    now = datetime(2026, 11, 22, tzinfo=UTC)

    assert schedule.next_open(now) is None
    assert schedule.last_close(now) is None
    assert schedule.add(now, timedelta(hours=1)) is None
    assert schedule.subtract(now, timedelta(hours=1)) is None
    assert schedule.working_time(now, now + timedelta(days=3650)) == timedelta()


def test_a_calendar_is_looked_through_as_far_as_it_has_hours():
    """A thousand working hours, a few at a time, forwards and backwards."""
    schedule = WorkCalendar.for_country("DE", hours={"mon": [("09:00", "10:00")]}).schedule
    now = datetime(2026, 11, 22, tzinfo=UTC)

    assert schedule.add(now, timedelta(hours=200)).year == 2030
    assert schedule.subtract(now, timedelta(hours=200)).year == 2022


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_dates_outside_the_counted_years_are_refused(year):
    """As instants are."""
    with pytest.raises(InvalidValue, match="1900 to 2200"):
        WorkCalendar.for_country("SA").day(date(year, 12, 31))


def test_a_blank_part_is_none():
    """Not the first part that has no other name."""
    assert WorkCalendar.for_country("DE", " ") == WorkCalendar.for_country("DE")


def test_nobody_knows_how_long_martial_law_lasts():
    """What it takes from the calendar of the future is less than sure."""
    ukraine = WorkCalendar.for_country("UA")

    assert ukraine.day("2024-08-24").certainty is Confidence.HIGH
    assert ukraine.day("2030-08-23").certainty is Confidence.MEDIUM
