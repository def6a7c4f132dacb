"""Steps in a calendar, read back by another parser of iCalendar."""

from __future__ import annotations

import re

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from hypothesis import given, strategies as st
from icalendar import Calendar

from followup import Lead, Seller, plan
from followup.errors import NaiveTime
from followup.models import ContactPoint
from followup.plan import Action, NextStep


NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)
LEAD = Lead(
    id="7", company="Águas, SL; Vigo", country="ES", contact_points={"email": "ana@aguas.es"}
)


def step():
    """The first message to a Spanish customer, planned on a Friday night."""
    return plan.next_step(LEAD, Seller(name="Lamps", channels=["email"]), now=NOW)


def events(text):
    """The events of a calendar, as another library reads them."""
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_step_becomes_an_event_that_another_library_reads():
    """Instants in UTC, the customer's own time beside them, the link to open."""
    [event] = events(plan.calendar([(LEAD, step())], now=NOW))

    assert event["DTSTART"].dt == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=15)
    assert event["DTSTAMP"].dt == NOW
    assert event["SUMMARY"].startswith("Águas, SL; Vigo: ")
    assert "Europe/Madrid" in event["DESCRIPTION"]
    assert "email: ana@aguas.es" in event["DESCRIPTION"]
    assert "Lead: 7" in event["DESCRIPTION"]
    assert event["URL"] == "mailto:ana@aguas.es"


def test_the_event_of_a_lead_keeps_its_identity():
    """A later import moves it; without an id the step itself is compared."""
    later = plan.next_step(
        LEAD, Seller(name="Lamps", channels=["email"]), now=NOW + timedelta(days=9)
    )

    def identity(*told):
        [event] = events(plan.calendar([told] if len(told) > 1 else told, now=NOW))
        return event["UID"]

    assert identity(LEAD, step()) == identity(LEAD, later)
    assert identity(step()) == identity(step()) != identity(later)


def test_a_step_without_a_time_is_left_out_and_one_that_is_due_is_not():
    """What is overdue stands at the moment of writing."""
    due = NextStep(action=Action.CALL, due=NOW - timedelta(days=3), summary="Call them.")
    found = events(plan.calendar([NextStep(action=Action.STOP), due], now=NOW))

    assert [event["DTSTART"].dt for event in found] == [NOW]
    assert found[0]["SUMMARY"] == "Call them."
    assert events(plan.calendar([], now=NOW)) == []


def test_long_lines_are_folded_between_letters():
    """A letter of several octets is never cut."""
    told = NextStep(action=Action.CALL, due=NOW, summary="x" + "水" * 60)
    written = plan.calendar([told], now=NOW)

    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75
    assert events(written)[0]["SUMMARY"] == told.summary


def test_the_moment_must_be_aware():
    """As everywhere."""
    with pytest.raises(NaiveTime):
        plan.calendar([], now=datetime(2026, 11, 20))  # noqa: DTZ001 - what is refused


@given(st.text(max_size=300))
def test_any_text_is_escaped_and_folded(text):
    """Lines of at most 75 octets, whatever the words are; nothing is injected."""
    told = NextStep(
        action=Action.CALL, due=NOW, summary=text,
        contact_point=ContactPoint("phone", "+34 1"), deep_link=f"tel:{text}",
    )  # fmt: skip
    written = plan.calendar([told], now=NOW)
    [event] = events(written)

    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    # Whatever ends a line somewhere is a new line in the text; other control characters are left out.
    lines = "\n".join(re.split("[\n\v\f\x85\u2028\u2029]", text))
    assert event["SUMMARY"] == re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\r]", "", lines)
    assert len(written.splitlines()) == written.count("\r\n")
    assert set(event) <= {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "URL",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["half \ud800 a letter", "Aguas\r\nEND:VCALENDAR", "a\x00b\u2028c"]
)
def test_a_hostile_name_breaks_no_calendar(name):
    """Half a surrogate pair, an end that is none, a zero: one event each, and it can be stored."""
    lead = attrs.evolve(LEAD, id=name, company=name)
    written = plan.calendar([(lead, step())], now=NOW)

    assert len(events(written)) == 1
    assert written.encode()
    assert written.splitlines().count("END:VCALENDAR") == 1
