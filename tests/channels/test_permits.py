"""Whether we may, until when, and when a call is within the hours.

The two tables beside this file are our own reading of the sources, written down row by row before the code
was asked.
"""

from __future__ import annotations

import csv
import json

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hypothesis import given, strategies as st

from followup import channels
from followup._normal import COUNTRIES
from followup.data import BUNDLED, load
from followup.errors import DataError, InvalidValue, NaiveTime, UnknownName
from followup.evidence import Confidence


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHANNELS = ("email", "phone", "sms", "telegram")


def _rows(name):
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CHECKED, HOURS = _rows("permits_checked"), _rows("call_hours_checked")


def _moment(text):
    return datetime.fromisoformat(text)


def _permit(country="CA", channel="email", audience="b2b", basis="enquiry", **fields):
    return channels.may_contact(
        country, channel, audience=audience, basis=basis, at=fields.pop("at", NOW), **fields
    )


def _asked(row):
    since = date.fromisoformat(row["since"]) if row["since"] else None
    keys = ("country", "channel", "audience", "basis")
    return _permit(*(row[key] for key in keys), since=since, at=_moment(row["at"]))


def _named(row):
    return " ".join(value for key, value in row.items() if key not in {"reading", "end"} and value)


@pytest.mark.parametrize("row", CHECKED, ids=_named)
def test_the_verdict_is_what_we_read_in_the_source(row):
    """Verdict and last day, case by case."""
    permit = _asked(row)

    assert permit.verdict == row["verdict"], row["reading"]
    assert permit.until == (date.fromisoformat(row["until"]) if row["until"] else None)


@pytest.mark.parametrize("row", HOURS, ids=_named)
def test_the_next_lawful_call_is_what_we_read_in_the_source(row):
    """Local walls, clock changes and holidays."""
    permit = _permit(row["country"], row["channel"], row["audience"], "cold", at=_moment(row["at"]))
    calls = permit.calls
    found = (permit.next_call, calls.end) if calls else permit.next_call
    expected = (_moment(row["start"]), _moment(row["end"])) if row["start"] else None

    assert found == expected, row["reading"]
    if calls:
        assert calls.start.utcoffset() == expected[0].utcoffset()
        assert calls.end.utcoffset() == expected[1].utcoffset()


def test_the_checked_tables_are_large_enough():
    """Twenty-five countries and two hundred rows were promised."""
    assert len(CHECKED) >= 200
    assert len({row["country"] for row in CHECKED}) >= 25
    assert len(HOURS) >= 60


def test_most_of_the_world_that_was_read_answers():
    """At least twenty-five countries answer for every channel, audience and basis."""
    full = [
        country
        for country in sorted(COUNTRIES)
        if all(
            _permit(country, channel, audience, basis).verdict != "unknown"
            for channel in CHANNELS
            for audience in ("b2b", "b2c")
            for basis in ("enquiry", "customer", "cold")
        )
    ]

    assert len(full) >= 25


def test_every_country_answers_somehow():
    """What nobody read is unknown, with a sentence; nothing is allowed by default."""
    for country in sorted(COUNTRIES):
        permit = _permit(country, basis="cold")
        assert permit.summary.endswith(".")
        assert "not legal advice" in permit.notice
        if permit.verdict == "unknown":
            assert (permit.source, permit.law, permit.confidence) == (None, "", Confidence.UNKNOWN)
        else:
            assert permit.source.title
            assert permit.source.as_of


def test_a_permit_says_what_it_rests_on():
    """Law, source with its day, conditions, and a sentence."""
    permit = _permit(since=date(2026, 8, 31))

    assert permit.law == "CASL"
    assert permit.source.as_of == date(2024, 1, 1)
    assert permit.confidence == "high"
    assert permit.conditions[0] == "say who you are, and how to unsubscribe"
    assert "one click" in permit.conditions[1]
    assert permit.summary == (
        "Advertising by E-mail to a company in CA that enquired is allowed until 2027-02-28."
    )
    with pytest.raises(TypeError):
        bool(permit)


def test_a_permit_that_ran_out_or_has_no_beginning_says_so():
    """The words of the sentence."""
    assert "ran out on 2026-11-21" in _permit(since=date(2026, 5, 21)).summary
    assert "from a day that you did not tell" in _permit().summary


def test_law_and_policy_both_leave_their_conditions():
    """The stricter decides, and what the other asks for is told as well."""
    permit = _permit("ES", "whatsapp", basis="customer")

    assert permit.law == "WhatsApp Business policy"
    assert len(permit.conditions) == 2
    assert "US numbers" in _permit("US", "whatsapp", basis="customer").conditions[0]


def test_the_moment_of_an_enquiry_may_be_told():
    """A datetime counts by its own day."""
    assert _permit(since=datetime(2026, 8, 31, 23, tzinfo=UTC)).until == date(2027, 2, 28)


@pytest.mark.parametrize(
    "since",
    [datetime(2026, 11, 23, 7, 30, tzinfo=timezone(timedelta(hours=8))), date(2026, 11, 23)],
)
def test_an_enquiry_of_this_morning_is_not_of_tomorrow(since):
    """In Shanghai the day has begun that has not begun in Canada; the permit counts from today there."""
    morning = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))

    assert _permit(since=since, at=morning).until == date(2027, 5, 22)


def test_a_channel_is_asked_under_any_of_its_names():
    """Twitter is X on that day; a country may be written in small letters."""
    permit = _permit("us-ca", "Twitter")

    assert (permit.channel, permit.country) == ("x", "US-CA")


def test_a_country_without_clocks_of_its_own_answers_too():
    """Bouvet Island has no zone in the database."""
    assert _permit("BV").verdict == "unknown"
    assert _permit("XK").verdict == "unknown"


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"country": "Germany"}, InvalidValue, "country"),
        ({"channel": "pigeon"}, UnknownName, "channel"),
        ({"audience": "c2c"}, InvalidValue, "'b2b', 'b2c'"),
        ({"basis": "friend"}, InvalidValue, "'enquiry', 'customer', 'cold'"),
        ({"since": date(2026, 11, 24)}, InvalidValue, "lies after"),
        ({"since": NOW + timedelta(minutes=1)}, InvalidValue, "lies after"),
        ({"since": "2026-11-01"}, InvalidValue, "is not a date"),
        ({"since": datetime(2026, 1, 1)}, NaiveTime, "since"),  # noqa: DTZ001 - the case
        ({"at": datetime(2026, 1, 1)}, NaiveTime, "at"),  # noqa: DTZ001 - the case
    ],
)
def test_slips_are_named(fields, error, said):
    """With a remedy."""
    with pytest.raises(error, match=said):
        _permit(**fields)


@pytest.mark.parametrize("country", ["CA", "US", "FR", "CN", "MX"])
@pytest.mark.parametrize("channel", [*CHANNELS, "whatsapp"])
def test_a_permit_survives_json(country, channel):
    """Nothing is lost on the way to a file and back."""
    permit = _permit(country, channel, "b2c", since=date(2026, 11, 1))

    assert channels.Permit.from_dict(json.loads(json.dumps(permit.to_dict()))) == permit


def _own_law(**cells):
    row = {
        **dict.fromkeys(load("contact_laws").rows[0], ""),
        "countries": "MX",
        "channels": "email",
        "audiences": "b2b",
        **dict.fromkeys(("enquiry", "customer", "cold"), "allowed"),
        **cells,
    }
    return BUNDLED.with_table("contact_laws", [row], title="our lawyer")


def test_your_own_table_of_laws_stands_in():
    """Your lawyer knows better."""
    permit = _permit("MX", basis="cold", facts=_own_law(cold="allowed 1 months"), since=NOW)

    assert permit.until == date(2026, 12, 22)
    assert permit.source.title == "your own table"


@pytest.mark.parametrize("cell", ["perhaps", "allowed x months", "", "allowed 3 years"])
def test_a_verdict_that_nobody_knows_is_named(cell):
    """A slip in a table is an error, and no permit."""
    with pytest.raises(DataError):
        _permit("MX", facts=_own_law(cold=cell))


def test_no_hour_in_three_weeks_is_no_window():
    """A table without any hours allows no call, and does not search for ever."""
    row = {
        **load("call_hours").rows[1],
        "countries": "FR GB",
        "audiences": "b2c",
        "end": "2026-11-23",
    }
    closed = {**row, **dict.fromkeys(("weekdays", "saturday", "sunday"), "")}
    facts = BUNDLED.with_table("call_hours", [closed])

    assert _permit("FR", "phone", "b2c", facts=facts).calls is None
    later = NOW + timedelta(days=9)
    assert _permit("FR", "phone", "b2c", facts=facts, at=later).calls is None


def test_hours_of_your_own_stand_in():
    """For a place of which none are known: its weekends and clocks are its own."""
    row = {**load("call_hours").rows[0], "countries": "TF", "audiences": "b2c"}
    facts = BUNDLED.with_table("call_hours", [row])

    assert _permit("TF", "phone", "b2c", facts=facts).calls.start.weekday() == 0


RULED = [
    (country, channel, audience)
    for row in load("call_hours").rows
    for country in row["countries"].split()
    for channel in row["channels"].split()
    for audience in row["audiences"].split()
]
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 5 * 365 * 86_400).map(lambda later: FIRST + timedelta(seconds=later))


@given(st.sampled_from(RULED), MOMENTS)
def test_the_next_hours_never_lie_before_the_question(ruled, at):
    """They begin then or later, they last, and to ask at their beginning or within gives the same end."""
    calls = _permit(*ruled, "cold", at=at).calls
    middle = calls.start + (calls.end - calls.start) / 2

    assert at <= calls.start < calls.end
    assert calls.end - calls.start <= timedelta(hours=13)
    assert _permit(*ruled, "cold", at=calls.start).calls == calls
    assert _permit(*ruled, "cold", at=middle).calls.end == calls.end


@given(st.sampled_from(RULED), MOMENTS)
def test_no_hours_lie_between_the_question_and_the_next_ones(ruled, at):
    """What comes just before the next hours is closed as well."""
    calls = _permit(*ruled, "cold", at=at).calls
    before = calls.start - timedelta(seconds=1)

    if before > at:
        assert _permit(*ruled, "cold", at=before).calls == calls


@given(st.dates(date(2015, 1, 1), date(2026, 11, 22)))
def test_six_months_and_two_years_end_in_the_right_month(since):
    """On the same day of the month, or on the last of a shorter one."""
    for basis, months in (("enquiry", 6), ("customer", 24)):
        until = _permit(basis=basis, since=since).until
        passed = (until.year - since.year) * 12 + until.month - since.month

        assert passed == months
        assert until.day == since.day or (until + timedelta(days=1)).day == 1 <= since.day


@given(st.dates(date(2014, 7, 1), date(2026, 11, 22)))
def test_a_permit_lasts_through_its_last_day_and_no_longer(since):
    """Allowed on that day at noon, and to be asked for on the next."""
    until = _permit(since=since).until
    noon = datetime(until.year, until.month, until.day, 16, tzinfo=UTC)

    assert _permit(since=since, at=noon).verdict == "allowed_until"
    assert _permit(since=since, at=noon + timedelta(days=1)).verdict == "ask_first"
