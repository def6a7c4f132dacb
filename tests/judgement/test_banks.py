"""Banks of messages in many languages: wishes to be left alone, returned mail, machines, sayings, people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup.diagnose import read_message, read_text


HERE = Path(__file__).parent
REPORT = """From: Mail Delivery Subsystem <MAILER-DAEMON@mx.firm.example>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your message could not be delivered to one or more recipients.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.firm.example

Final-Recipient: rfc822; bob@firm.example
Action: failed
Status: {status}
Diagnostic-Code: {words}

--b
Content-Type: message/rfc822

Subject: Offer

spam, quota, unknown user, timeout
--b--
"""
LETTER = """From: Mail Delivery System <MAILER-DAEMON@mx.firm.example>
Subject: Mail delivery failed: returning message to sender
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{words}
"""


def rows(name):
    """The lines of a bank without its remarks."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def section(title):
    """The lines of one part of the bank of wishes."""
    text = (HERE / "opt_outs.txt").read_text(encoding="utf-8")
    return text.partition(f"== {title}\n")[2].partition("\n\n==")[0].strip().splitlines()


def moment(day="2026-11-18"):
    """Nine o'clock on a day."""
    return datetime.fromisoformat(f"{day}T09:00:00+00:00").astimezone(UTC)


@pytest.mark.parametrize("words", section("wishes"))
def test_a_wish_to_be_left_alone_is_heard(words):
    """A missed one is grave."""
    assert read_text(words, subject="Re: offer").kind == "opt_out"


@pytest.mark.parametrize("words", section("none"))
def test_who_stops_something_else_stays_a_customer(words):
    """Goods, drawings, a channel, a colleague: a false wish costs a customer."""
    assert read_text(words, subject="Re: offer").kind == "human"


@pytest.mark.parametrize("row", rows("bounces.txt"))
def test_why_a_mail_came_back(row):
    """The words of servers, in many languages, with and without a delivery report."""
    actions, permanent, status, written = row.split("|", 3)
    words = written.replace("\\n", "\n")
    raw = LETTER.format(words=words) if status == "-" else REPORT.format(status=status, words=words)

    bounce = read_message(raw.encode()).bounce

    assert bounce.action in actions.split(",")
    if permanent != "?":
        assert bool(bounce.permanent) is (permanent == "yes")


@pytest.mark.parametrize("row", rows("automatic.txt"))
def test_machines_and_those_who_sound_like_them(row):
    """Who speaks, whether they are away, and on which day they are back."""
    kinds, back, state, words, subject, day = (*row.split("|"), "2026-11-18")[:6]

    reading = read_text(words.replace("\\n", "\n"), subject=subject, received_at=moment(day))

    assert reading.kind in kinds.split(",")
    if state == "none":
        assert not reading.absence.says_away
    elif state != "*" and reading.kind == "out_of_office":
        assert reading.absence.state == state
        assert str(reading.absence.returns_on or "-") == back


@pytest.mark.parametrize("row", rows("sayings.txt"))
def test_what_people_say(row):
    """Later, too dear, and whether they ask something."""
    what, expected, words = row.split("|", 2)

    reading = read_text(words, subject="Re: offer", received_at=moment())

    assert reading.kind == "human"
    if what == "later":
        day = str(reading.deferred_until or "-") if reading.deferred else "none"
        assert day in expected.split("/")
    elif what == "objection":
        assert expected in (reading.objections or ("none",))
    else:
        assert reading.asks_question is (expected == "yes")


@pytest.mark.parametrize("subject", ["Re: order", "Inquiry"])
@pytest.mark.parametrize("words", rows("people.txt"))
def test_people_are_not_taken_for_machines(words, subject):
    """Nobody in the bank is a machine, has left, or wants to be left alone."""
    reading = read_text(words, subject=subject, received_at=moment())

    assert reading.kind == "human"
    assert reading.absence.state not in {"gone", "unmonitored"}


@pytest.mark.parametrize(
    ("words", "subject", "kind"),
    [
        ("Unsubscribe\nKind regards\nTom Miller\nFirm Ltd", "Re: offer", "opt_out"),
        ("Stop\nThe logo is wrong. Please send a new proof.", "Re: offer", "human"),
        ("", "unsubscribe", "opt_out"),
        ("", "Please remove me from your mailing list", "opt_out"),
        ("", "Re: unsubscribe", "opt_out"),
        ("Which lamps do you have?", "Unsubscribe", "human"),
        ("Stop your automatic e-mails, remove me from your list.", "Re: offer", "opt_out"),
        ("a" * 500 + ". Please do not contact us again. " + "b" * 500, "", "opt_out"),
        ("To unsubscribe click here. If you no longer wish to receive our mails, write to us.", "News", "human"),
    ],
)  # fmt: skip
def test_a_wish_may_stand_in_the_first_line_or_in_the_subject(words, subject, kind):
    """Mail programs send a wish to leave a list as a subject without words."""
    assert read_text(words, subject=subject).kind == kind


def test_the_subject_of_an_answer_is_somebody_elses():
    """An answer to an automatic reply is a person's, and the name of the reply is not cut up."""
    assert read_text("Who covers for you?", subject="Re: Automatic reply: Offer").kind == "human"
    assert read_text("我在休假。", subject="自动回复: RE: 报价").kind == "out_of_office"


def test_a_day_without_a_month_needs_a_day_on_which_it_was_written():
    """What has been named before it, or when it came."""
    assert read_text("我休假，30日回来。", subject="自动回复").absence.returns_on is None


def test_a_turkish_capital_is_the_letter_that_it_is():
    """İ folds to two letters elsewhere."""
    assert read_text("İzindeyim.", subject="Otomatik yanıt").kind == "out_of_office"


def test_a_long_paragraph_is_read_to_its_end():
    """Many programs write a paragraph as one line."""
    words = "We talked about the lamps. " * 40 + "Could you quote 200 pieces?"
    assert read_text(words).asks_question
