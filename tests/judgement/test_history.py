"""What was said so far."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta

import pytest

from followup.history import History, read_history
from followup.models import Inquiry, Interaction, Lead


NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def said(direction, hours, text="Hello", **more):
    """Something said some hours after noon."""
    return Interaction(at=NOON + hours * HOUR, direction=direction, text=text, **more)


def history(*entries, now=NOON + 1000 * HOUR, **more):
    """What a Spanish customer's history holds at an instant."""
    return read_history(Lead(country="ES", history=entries, **more), now=now)


def test_only_people_have_the_last_word():
    """Receipts, bounces, automatic answers and our notes are no words."""
    read = history(
        said("outbound", 0),
        said("inbound", 1, "I am on leave.", subject="Automatic reply"),
        said("inbound", 2, "", kind="bounce"),
        said("outbound", 3, "Called, nobody there.", kind="note"),
    )

    assert read.last_word is read.entries[0]
    assert read.last_ours is read.entries[0]
    assert read.last_theirs is None


def test_touches_are_what_we_said_since_their_last_word():
    """Counted per channel."""
    read = history(
        said("outbound", 0),
        said("inbound", 1),
        said("outbound", 2),
        said("outbound", 3, channel="whatsapp"),
    )

    assert [entry.field for entry in read.touches] == ["history[2]", "history[3]"]
    assert (read.touches_on("email"), read.touches_on("phone")) == (1, 0)
    assert [entry.field for entry in read.since(NOON + 2 * HOUR)] == ["history[2]", "history[3]"]


def test_what_was_said_later_is_not_known_yet():
    """A history is read as of an instant."""
    entries = (said("outbound", 0, id="m1"), said("inbound", 5))

    read = history(*entries, now=NOON + HOUR)

    assert [entry.field for entry in read.entries] == ["m1"]


def test_an_inquiry_that_is_kept_apart_is_the_first_message():
    """Unless the history holds it already, or it lies in the future."""
    inquiry = Inquiry(text="Please quote.", platform="alibaba")
    dated = Inquiry(text="Please quote.", received_at=NOON + 2000 * HOUR)

    assert history(said("outbound", 1), inquiry=inquiry).last_theirs.channel == "alibaba"
    assert (
        history(said("inbound", 0, "Please quote."), inquiry=inquiry).entries[0].field
        == "history[0]"
    )
    assert history(inquiry=inquiry).entries == ()
    assert history(inquiry=dated).entries == ()


def test_the_record_counts_before_the_words():
    """What a CRM knows, it knows better; words may still say more."""
    read = history(
        said("inbound", 0, "Please quote.", kind="auto_reply"),
        said("inbound", 1, "I am on leave until Friday, could you wait?", kind="auto_reply"),
        said(
            "inbound",
            2,
            "We have received your message.",
            kind="auto_reply",
            subject="Automatic reply",
        ),
        said("inbound", 3, "550 5.1.1 user unknown", kind="bounce"),
        said("inbound", 4, "Sorry, I was on leave. I am out of the office again.", kind="opt_out"),
        said("inbound", 5, "Undeliverable: 550 5.2.2", kind="bounce"),
    )

    kinds = [entry.reading.kind for entry in read.entries]
    assert kinds == [
        "other_automatic",
        "out_of_office",
        "auto_acknowledgement",
        "bounce",
        "opt_out",
        "bounce",
    ]
    assert read.entries[3].reading.bounce.action == "address_dead"
    assert not read.entries[1].reading.asks_question


def test_an_absence_holds_until_they_write_like_somebody_who_is_there():
    """A word from the desk ends it."""
    away = said("inbound", 1, "I am on leave until 27 November.", subject="Automatic reply")

    assert history(said("outbound", 0), away).absence_notice.at == away.at
    assert history(away, said("inbound", 30, "Please quote.")).absence_notice is None
    assert history(said("outbound", 0)).absence_notice is None


@pytest.mark.parametrize(
    ("text", "expects", "asks"),
    [
        ("Hello", True, True),
        ("Could you call?", False, False),
        ("Could you call?", None, True),
        ("Thank you for your order.", None, False),
        ("Our quotation is attached.", None, None),
    ],
)
def test_whether_an_answer_is_asked_for(text, expects, asks):
    """The record counts before the words, and both may leave it open."""
    assert history(said("outbound", 0, text, expects_answer=expects)).entries[0].asks_answer is asks


def test_a_history_survives_json():
    """Equal after a journey through JSON."""
    read = history(said("outbound", 0), said("inbound", 1, "I am on leave until 27 November."))

    assert History.from_dict(json.loads(json.dumps(read.to_dict()))) == read
