"""The next good moment, and what was skipped for it."""

from __future__ import annotations

import itertools
import json

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from followup import timing
from followup.data import BUNDLED
from followup.errors import NaiveTime, UnknownName
from followup.evidence import Confidence
from followup.models import Lead, Seller
from followup.timing import NoWindow, Window, WorkCalendar


SUNDAY_NIGHT = datetime(2026, 11, 22, 2, 12, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="CN")


def reasons(window):
    """The names of the findings."""
    return {finding.name: finding.reason for finding in window.because}


def test_a_window_begins_now_if_now_is_a_good_time():
    """And says so."""
    window = timing.next_window(Lead(country="ES"), now=MONDAY_NOON)

    assert window.start == MONDAY_NOON
    assert window.end.isoformat() == "2026-11-23T14:00:00+01:00"
    assert reasons(window) == {
        "window.now_open": "12:00 on Monday in Madrid is inside office hours."
    }


def test_night_and_weekend_are_skipped_and_told():
    """In the recipient's own hours."""
    window = timing.next_window(Lead(country="ES", subdivision="MD"), now=SUNDAY_NIGHT)

    assert window.start.isoformat() == "2026-11-23T09:00:00+01:00"
    assert (window.zone, window.zones) == ("Europe/Madrid", ("Europe/Madrid",))
    assert reasons(window) == {
        "window.now_closed": "03:12 on Sunday in Madrid is outside office hours.",
        "window.weekend": "22 November is the weekend: Sunday.",
    }


def test_a_holiday_is_skipped_by_its_name():
    """With its source."""
    thanksgiving = datetime(2026, 11, 26, 16, tzinfo=UTC)
    window = timing.next_window(Lead(country="US", subdivision="NY"), now=thanksgiving)

    assert window.start.isoformat() == "2026-11-27T09:00:00-05:00"
    assert reasons(window)["window.holiday"] == "26 November is Thanksgiving Day."
    assert next(one for one in window.because if one.name == "window.holiday").source is not None


def test_half_days_and_make_up_days_are_told():
    """Where they lie between now and the window."""
    eve = timing.next_window(Lead(country="DE"), now=datetime(2026, 12, 24, 12, tzinfo=UTC))
    worked = timing.next_window(SELLER, now=datetime(2026, 2, 14, 2, tzinfo=UTC))

    assert reasons(eve)["window.half_day"] == "24 December is a half day: Christmas Eve."
    assert "made" not in reasons(eve)["window.now_closed"]
    assert "worked to make up" in reasons(worked)["window.makeup"]


def test_years_that_no_table_knows_are_told():
    """The window may fall on a holiday, and its certainty is unknown."""
    window = timing.next_window(Lead(country="DE"), now=datetime(2150, 6, 1, 9, tzinfo=UTC))

    assert window.certainty is Confidence.UNKNOWN
    assert "may be a holiday" in reasons(window)["window.uncertain"]


def test_a_window_is_good_in_all_zones_that_matter():
    """Noon in New York is nine in California; Alaska and Hawaii are left to the tenth that is not covered."""
    window = timing.next_window(Lead(country="US"), now=SUNDAY_NIGHT)

    assert window.start.isoformat() == "2026-11-23T12:00:00-05:00"
    assert window.zones == (
        "America/New_York",
        "America/Chicago",
        "America/Los_Angeles",
        "America/Denver",
        "America/Phoenix",
    )
    assert window.certainty is Confidence.HIGH
    assert "share of the people of US" in reasons(window)["window.place"]


def test_of_several_clocks_the_one_that_holds_us_up_is_told():
    """Ten in New York is seven in Los Angeles."""
    window = timing.next_window(Lead(country="US"), now=datetime(2026, 11, 23, 15, tzinfo=UTC))

    assert window.start.isoformat() == "2026-11-23T12:00:00-05:00"
    assert reasons(window)["window.now_closed"] == (
        "07:00 on Monday in Los Angeles is outside office hours."
    )


def test_a_zone_whose_hours_never_meet_the_others_is_left_out():
    """Two cities of one name at the ends of the world."""
    lead = Lead(country="US", city="Nowhere")
    rows = [
        {"country": "US", "zone": "America/New_York", "share": "0.6"},
        {"country": "US", "zone": "Pacific/Guam", "share": "0.4"},
    ]
    facts = timing_facts(rows)
    window = timing.next_window(lead, now=SUNDAY_NIGHT, facts=facts)

    assert window.zones == ("America/New_York",)
    assert window.certainty is Confidence.MEDIUM
    assert reasons(window)["window.zone_left_out"] == "Not good for Guam, where 40% may be."


def timing_facts(rows):
    """The bundled facts, some rows replaced."""
    return BUNDLED.with_table("zone_shares", rows)


def test_nothing_known_gives_no_window_and_says_what_to_ask():
    """Never a guess."""
    nowhere = Lead(company="Somebody")

    none = timing.next_window(nowhere, now=SUNDAY_NIGHT)
    assert isinstance(none, NoWindow)
    assert "Ask for its country" in none.reason
    assert list(timing.send_windows(nowhere, now=SUNDAY_NIGHT)) == []
    assert NoWindow.from_dict(json.loads(json.dumps(none.to_dict()))) == none


def test_a_recipient_that_never_works_gives_no_window():
    """At once."""
    closed = WorkCalendar.for_country("DE", hours={})

    assert timing.next_window(closed, now=SUNDAY_NIGHT) == NoWindow(
        "The recipient has no office hours within a year."
    )


def test_a_zone_without_a_country_gives_a_plan_with_low_certainty():
    """Monday to Friday, nine to five, and it says so."""
    window = timing.next_window(Lead(timezone="Asia/Dubai"), now=SUNDAY_NIGHT)

    assert window.start.isoformat() == "2026-11-23T09:00:00+04:00"
    assert window.certainty is Confidence.LOW
    assert "window.no_country" in reasons(window)


def test_a_zone_with_a_hint_at_the_country_takes_its_holidays():
    """A Spanish number in Madrid's zone: 8 December is off."""
    lead = Lead(timezone="Europe/Madrid", contact_points={"phone": "+34 912 345 678"})
    window = timing.next_window(lead, now=datetime(2026, 12, 8, 9, tzinfo=UTC))

    assert "Immaculate Conception" in reasons(window)["window.holiday"]
    assert window.certainty is Confidence.MEDIUM


def test_a_zone_that_is_given_with_the_country_is_taken():
    """A Spaniard who works from Mexico keeps Spain's days on Mexico's clocks."""
    window = timing.next_window(
        Lead(country="ES", timezone="America/Mexico_City"), now=SUNDAY_NIGHT
    )

    assert window.start.isoformat() == "2026-11-23T09:00:00-06:00"


def test_a_part_that_nobody_lists_changes_nothing():
    """People write parts of countries in many ways."""
    vague = timing.next_window(Lead(country="DE", subdivision="the north"), now=SUNDAY_NIGHT)

    assert vague == timing.next_window(Lead(country="DE"), now=SUNDAY_NIGHT)


def test_an_email_address_alone_gives_a_weak_window():
    """The place finding says what it rests on."""
    window = timing.next_window(Lead(contact_points=["info@example.de"]), now=SUNDAY_NIGHT)

    assert window.certainty is Confidence.LOW
    assert ".de" in reasons(window)["window.place"]


def test_a_mail_needs_only_the_recipient():
    """It can be scheduled while the sender sleeps."""
    alone = timing.next_window(Lead(country="US"), now=SUNDAY_NIGHT)

    assert timing.next_window(Lead(country="US"), now=SUNDAY_NIGHT, sender=SELLER) == alone


def test_a_call_needs_both_sides():
    """Germany's morning is China's afternoon."""
    window = timing.next_window(
        Lead(country="DE"), now=SUNDAY_NIGHT, sender=SELLER, channel="phone"
    )

    assert (window.start.hour, window.end.hour) == (8, 11)
    assert "10:12 on Sunday in Shanghai" in reasons(window)["window.both_sides"]


def test_a_sender_whose_hours_never_meet_is_told_and_does_not_block():
    """New York's day is China's night."""
    lead = Lead(country="US", subdivision="NY")
    window = timing.next_window(lead, now=SUNDAY_NIGHT, sender=SELLER, channel="WhatsApp")

    assert window.start.hour == 9
    assert "share no time" in reasons(window)["window.sender_closed"]


def test_a_sender_without_a_place_restricts_nothing():
    """As the seller's model says."""
    alone = timing.next_window(Lead(country="ES"), now=SUNDAY_NIGHT)
    sender = Seller(name="Somewhere")

    assert (
        timing.next_window(Lead(country="ES"), now=SUNDAY_NIGHT, sender=sender, channel="phone")
        == alone
    )


def test_an_urgent_matter_starts_at_once_and_says_what_it_disturbs():
    """Goods at the port do not wait for Monday; inside office hours nothing is disturbed."""
    window = timing.next_window(Lead(country="ES"), now=SUNDAY_NIGHT, urgency="urgent")

    assert window.start == SUNDAY_NIGHT
    assert window.end.isoformat() == "2026-11-23T14:00:00+01:00"
    assert "window.urgent" in reasons(window)
    assert "outside office hours" in reasons(window)["window.now_closed"]
    calm = timing.next_window(Lead(country="ES"), now=MONDAY_NOON, urgency="urgent")
    assert "window.urgent" not in reasons(calm)


def test_windows_come_week_by_week_the_best_first():
    """A weak prior prefers the mornings from Tuesday to Thursday; after an urgent start the order is the same."""
    spain = Lead(country="ES", subdivision="MD")
    windows = list(itertools.islice(timing.send_windows(spain, now=SUNDAY_NIGHT), 10))
    urgent = timing.send_windows(spain, now=SUNDAY_NIGHT, urgency="urgent")

    assert [(one.start.isoformat()[5:16], one.score) for one in windows] == [
        ("11-24T09:00", 1.4),
        ("11-25T09:00", 1.4),
        ("11-26T09:00", 1.4),
        ("11-23T09:00", 1.0),
        ("11-23T16:00", 1.0),
        ("11-24T16:00", 1.0),
        ("11-25T16:00", 1.0),
        ("11-26T16:00", 1.0),
        ("11-27T09:00", 1.0),
        ("12-01T09:00", 1.4),
    ]
    assert [one.start for one in itertools.islice(urgent, 2)] == [SUNDAY_NIGHT, windows[0].start]


def test_the_windows_of_a_year_come_to_an_end():
    """About five in each week of it."""
    windows = list(timing.send_windows(Lead(country="GB"), now=SUNDAY_NIGHT))

    assert 240 < len(windows) < 262
    assert max(one.start for one in windows) < SUNDAY_NIGHT + timedelta(days=366)


def test_the_prior_is_yours_to_replace():
    """Somebody has measured that Friday afternoons are best."""
    row = {"weekdays": "fri", "hours": "13:00-15:00", "factor": "2", "confidence": "low"}
    row |= {"source": "us", "source_url": "", "note": ""}
    facts = BUNDLED.with_table("send_preference", [row])
    first = next(timing.send_windows(Lead(country="GB"), now=SUNDAY_NIGHT, facts=facts))

    assert (first.start.isoformat(), first.score) == ("2026-11-27T09:00:00+00:00", 2.0)
    assert first.best.isoformat() == "2026-11-27T13:00:00+00:00"


def test_a_season_damps_the_score():
    """The week before Christmas is worth more than the one after it."""
    now = datetime(2026, 12, 18, 20, tzinfo=UTC)
    windows = list(itertools.islice(timing.send_windows(Lead(country="GB"), now=now), 8))

    assert {one.start.day: one.score for one in windows}[21] == 1.0
    assert {one.start.day: round(one.score, 2) for one in windows}[22] == 0.56


def test_a_window_knows_whether_it_is_good_wherever_they_are():
    """Spain's mornings begin an hour before the Canaries'; three hours later nobody sleeps."""
    early = timing.next_window(Lead(country="ES"), now=SUNDAY_NIGHT)
    late = timing.next_window(Lead(country="ES"), now=MONDAY_NOON)

    assert not early.safe
    assert 0.9 < early.covered < 1
    assert reasons(early)["window.zone_left_out"].startswith("Not good for Canary, where ")
    assert late.safe
    assert late.zones == ("Europe/Madrid", "Atlantic/Canary")


def test_a_window_that_moved_says_why():
    """The same one gives no reason; a new edition, a new place, a passed time and a new fact do."""
    spain = timing.next_window(Lead(country="ES", subdivision="MD"), now=SUNDAY_NIGHT)
    france = timing.next_window(Lead(country="FR"), now=SUNDAY_NIGHT)
    tomorrow = timing.next_window(
        Lead(country="ES", subdivision="MD"), now=SUNDAY_NIGHT + timedelta(days=2)
    )
    sooner = attrs.evolve(spain, end=tomorrow.end)
    older = attrs.evolve(france, editions="holidays 0.1")

    assert timing.why_moved(spain, spain) is None
    assert timing.why_moved(older, spain) == (
        f"The data changed from holidays 0.1 to {spain.editions}."
    )
    assert timing.why_moved(france, spain) == (
        "The place changed from Europe/Paris to Europe/Madrid."
    )
    assert timing.why_moved(spain, tomorrow) == "Its time is over."
    assert timing.why_moved(sooner, spain) == "What is known of the recipient changed."


def test_a_window_does_not_move_when_it_is_planned_again():
    """Any moment before it gives the same one."""
    first = timing.next_window(Lead(country="IN"), now=SUNDAY_NIGHT)
    later = timing.next_window(Lead(country="IN"), now=SUNDAY_NIGHT + timedelta(hours=20))

    assert (later.start, later.end) == (first.start, first.end)


def test_any_object_that_says_where_it_is_will_do():
    """Your own classes need three attributes."""

    @attrs.frozen
    class Customer:
        country: str
        subdivision: str | None = None
        timezone: str | None = None

    assert timing.next_window(Customer("ES"), now=SUNDAY_NIGHT).zone == "Europe/Madrid"


def test_naive_times_are_refused():
    """Which clock? At once, not when the first window is asked for."""
    with pytest.raises(NaiveTime, match="now"):
        timing.send_windows(Lead(), now=datetime(2026, 11, 22))  # noqa: DTZ001 - naive on purpose


def test_an_urgency_that_does_not_exist_is_refused():
    """With the two that do."""
    with pytest.raises(UnknownName, match="normal, urgent"):
        timing.next_window(Lead(country="ES"), now=SUNDAY_NIGHT, urgency="ASAP")


def test_a_window_survives_json():
    """With all its findings."""
    window = timing.next_window(Lead(country="US"), now=SUNDAY_NIGHT)

    assert Window.from_dict(json.loads(json.dumps(window.to_dict()))) == window
