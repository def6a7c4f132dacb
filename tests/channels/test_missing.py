"""What to ask for while the customer still talks."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime

from followup import ContactPoint, Interaction, Lead, Seller, channels
from followup.data import load


DAY = date(2026, 11, 22)
SELLER = Seller(name="Lamps", country="DE")


def _details(lead, seller=SELLER):
    return [ask.detail for ask in channels.missing(lead, seller, on=DAY)]


def test_the_messenger_of_the_country_and_an_emergency_contact_are_asked_for():
    """A Japanese customer of whom only a mail address is known."""
    asks = channels.missing(
        Lead(country="JP", language="ja-JP", contact_points=["a@example.jp"]), SELLER
    )

    assert [ask.detail for ask in asks] == ["line", "phone", "emergency"]
    assert {ask.language for ask in asks} == {"ja"}
    assert "LINE" in asks[0].question
    assert "LINE" in asks[0].english


def test_what_is_known_is_not_asked_for():
    """All that a seller could wish for is there."""
    lead = Lead(
        country="DE",
        contact_points=[
            ContactPoint("email", "a@example.de"),
            ContactPoint("whatsapp", "0151 23456789"),
            ContactPoint("phone", "030 123456", role="emergency"),
        ],
    )

    assert _details(lead) == []


def test_a_handle_that_cannot_be_read_is_not_known():
    """A number with a digit too few, a channel that nobody knows."""
    lead = Lead(
        country="DE",
        contact_points=[ContactPoint("whatsapp", "12"), ContactPoint("pigeon", "coop")],
    )

    assert _details(lead) == ["email", "whatsapp", "phone", "emergency"]


def test_without_a_country_no_messenger_is_guessed():
    """Other languages than ours are asked in English."""
    asks = channels.missing(Lead(language="xx"), SELLER)

    assert [ask.detail for ask in asks] == ["email", "phone", "emergency"]
    assert asks[0].question == asks[0].english


def test_what_is_blocked_or_not_used_is_not_asked_for():
    """In China WhatsApp is blocked, for customers and for sellers."""
    chinese = Seller(name="Lamps", country="CN")
    lead = Lead(country="DE", contact_points=["a@example.de"])

    assert "whatsapp" not in _details(Lead(country="CN"))
    assert "whatsapp" not in _details(lead, chinese)
    assert _details(lead, Seller(name="L", country="CN", channels=("whatsapp",))) == [
        "whatsapp",
        "emergency",
    ]


def test_an_urgent_lead_is_asked_whom_to_call_first():
    """Goods at the port: an emergency contact, a number, and only then where to write."""
    lead = Lead(country="JP", language="ja", contact_points=["a@example.jp"], urgency="urgent")

    assert _details(lead) == ["emergency", "phone", "line"]


def test_each_question_says_how_an_emergency_would_fare_today():
    """Without a number unlikely, with one in office hours."""
    bare = channels.missing(Lead(country="DE", contact_points=["a@example.de"]), SELLER, on=DAY)
    called = Lead(country="DE", contact_points=["a@example.de", "+49 30 123456"])

    assert {ask.emergency.value for ask in bare} == {"unlikely"}
    assert {ask.emergency.value for ask in channels.missing(called, SELLER, on=DAY)} == {
        "in_office_hours"
    }


def test_who_asked_for_silence_is_asked_nothing():
    """No means no."""
    stop = Interaction(at=datetime(2026, 1, 1, tzinfo=UTC), direction="inbound", kind="opt_out")

    assert _details(Lead(country="DE", history=[stop])) == []


def test_the_questions_are_there_in_fifteen_languages():
    """Each language has all four, and the channel has its place."""
    rows = load("ask_phrases").rows

    assert len({row["language"] for row in rows}) == 15
    assert len(rows) == 60
    assert all(("{channel}" in row["question"]) == (row["detail"] == "channel") for row in rows)


def test_a_question_survives_json():
    """Nothing is lost on the way to a file and back."""
    for ask in channels.missing(Lead(country="ES", language="es"), SELLER, on=DAY):
        assert channels.Ask.from_dict(json.loads(json.dumps(ask.to_dict()))) == ask
