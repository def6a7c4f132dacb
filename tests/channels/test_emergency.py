"""Whether a matter that cannot wait would find somebody."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta

import pytest

from followup import ContactPoint, Interaction, Lead, Seller, channels
from followup.errors import NaiveTime


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="ES")
MAIL, NUMBER = "a@example.de", "+49 30 123456"


def _lead(*points, history=()):
    return Lead(country="DE", contact_points=points, history=history)


def _talk(channel, *hours, at=NOW):
    """Our message and their answer so many hours later, a day apart."""
    talk = []
    for day, wait in enumerate(hours, 2):
        asked = at - timedelta(days=day)
        talk.append(Interaction(at=asked, direction="outbound", channel=channel))
        answered = asked + timedelta(hours=wait)
        talk.append(Interaction(at=answered, direction="inbound", channel=channel))
    return talk


def _ready(lead):
    return channels.emergency(lead, SELLER, at=NOW).readiness


def test_somebody_named_for_emergencies_is_found_at_any_hour():
    """On a line that rings or buzzes; a mail address rings nobody out of bed."""
    named = ContactPoint("whatsapp", "+49 151 23456789", role="emergency", person="Ana")
    found = channels.emergency(_lead(named, ContactPoint("phone", NUMBER)), SELLER, at=NOW)

    assert found.readiness == "at_any_hour"
    assert found.contact_point == named
    assert "Ana (whatsapp) is named for emergencies" in found.summary
    assert _ready(_lead(ContactPoint("email", MAIL, role="emergency"))) == "unlikely"


def test_a_number_is_good_in_office_hours():
    """A switchboard is nobody in particular."""
    assert _ready(_lead(ContactPoint("phone", NUMBER))) == "in_office_hours"
    assert _ready(_lead(ContactPoint("phone", NUMBER, role="switchboard"))) == "unlikely"


def test_who_mostly_answers_within_four_hours_is_found_as_well():
    """At least every other answer; what came later than the moment does not count."""
    mail = ContactPoint("email", MAIL)

    assert _ready(_lead(mail, history=_talk("email", 1, 9))) == "in_office_hours"
    assert _ready(_lead(mail, history=_talk("email", 1, 9, 9))) == "unlikely"
    assert _ready(_lead(mail, history=_talk("whatsapp", 1))) == "unlikely"
    assert _ready(_lead(mail, history=_talk("email", 1, at=NOW + timedelta(days=9)))) == "unlikely"


def test_only_what_people_said_is_measured():
    """An automatic reply is quick and answers nothing; a second question does not start the clock again."""
    mail = ContactPoint("email", MAIL)
    asked = NOW - timedelta(days=2)
    again = Interaction(at=asked + timedelta(hours=8), direction="outbound")
    robot = Interaction(at=asked, direction="inbound", kind="auto_reply")
    history = [
        Interaction(at=asked, direction="outbound"),
        robot,
        again,
        Interaction(at=asked + timedelta(hours=9), direction="inbound"),
        Interaction(at=asked + timedelta(hours=10), direction="inbound"),
        Interaction(at=asked, direction="inbound", channel="pigeon"),
    ]

    assert _ready(_lead(mail, history=history)) == "unlikely"


def test_where_nobody_can_be_reached_nobody_is_named():
    """And the sentence says what is lacking."""
    found = channels.emergency(_lead(), SELLER, at=NOW)

    assert (found.readiness, found.contact_point, found.because) == ("unlikely", None, ())
    assert "no emergency contact, no number" in found.summary
    with pytest.raises(TypeError):
        bool(found)


def test_it_survives_json_and_wants_a_zone():
    """Nothing is lost on the way to a file and back."""
    found = channels.emergency(_lead(ContactPoint("phone", NUMBER)), SELLER, at=NOW)

    assert channels.Emergency.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    with pytest.raises(NaiveTime):
        channels.emergency(_lead(), SELLER, at=NOW.replace(tzinfo=None))
