"""Absences without a date of return, and what headers say of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from followup.diagnose import read_message, read_text
from followup.messages.headers import automatic_mark, reader


THURSDAY = datetime(2026, 11, 19, 9, tzinfo=UTC)


def absence(text, subject="Automatic reply", **more):
    """What a message of Thursday says of an absence."""
    return read_text(text, subject=subject, received_at=THURSDAY, **more).absence


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("I am travelling this week.", date(2026, 11, 23)),
        ("I am on vacation for two weeks.", date(2026, 12, 3)),
        ("I will be away for the next 10 days.", date(2026, 11, 29)),
        ("I'm on leave for a couple of weeks, mails wait.", date(2026, 12, 3)),
        ("Ich bin im Urlaub für drei Wochen.", date(2026, 12, 10)),
        ("Je suis en congé pour deux semaines.", date(2026, 12, 3)),
        ("Estoy de vacaciones esta semana.", date(2026, 11, 23)),
        ("Я в отпуске две недели.", date(2026, 12, 3)),
        ("我休假两周。", date(2026, 12, 3)),
        ("I will be out of the office next week.", date(2026, 11, 30)),
        ("I am out of the office on Friday.", date(2026, 11, 21)),
        ("I am on leave, not back before 7 December 2026.", date(2026, 12, 7)),
        ("I am on leave. The project lasts two weeks.", None),
        ("I am on vacation for 99 months.", None),
        ("I am out of the office until Thursday.", None),
        ("Olen lomalla.", None),
        ("Atostogauju dvi savaites.", None),
        ("Sunt în concediu două săptămâni.", date(2026, 12, 3)),
    ],
)
def test_a_length_of_time_or_one_day_names_the_return(text, back):
    """Within the sentence that tells of the absence, in the language of that sentence."""
    assert absence(text).returns_on == back


def test_next_week_lies_ahead():
    """From Monday on."""
    found = absence("I will be out of the office next week.")

    assert (found.state, found.starts_on) == ("future", date(2026, 11, 23))


def test_a_length_of_time_needs_the_day_of_the_message():
    """Two weeks from when?"""
    assert read_text("I am on vacation for two weeks.").absence.returns_on is None


def test_whoever_will_be_back_at_the_desk_tomorrow_is_not_there_today():
    """Although a person wrote it; who comes back to a matter is there."""
    said = read_text("I will be back in the office tomorrow.", received_at=THURSDAY)

    assert (said.kind, said.absence.returns_on) == ("human", date(2026, 11, 20))
    assert absence("I'll be back in the office.", subject="").state == "none"
    assert read_text("I'll be back in the office tomorrow.").absence.state == "none"


def test_headers_tell_a_machine_from_a_person():
    """In any case of their names; the subject may come from them."""
    headers = {"auto-submitted": "auto-replied", "SUBJECT": "Re: price"}

    said = read_text("Could you quote?", headers=headers)
    assert (said.kind, said.asks_question) == ("other_automatic", False)
    assert read_text("Could you quote?", headers={"Auto-Submitted": "no"}).kind == "human"
    assert read_text("Could you quote?", headers={}).kind == "human"
    assert automatic_mark(reader({"Precedence": "Auto_Reply"})) == "Precedence: auto_reply"
    assert automatic_mark(reader({"X-Autoreply": "yes"})) == "X-Autoreply"
    assert automatic_mark(reader({"Precedence": "bulk"})) is None


@pytest.mark.parametrize(
    ("criteria", "state", "back"),
    [
        ('{"startDate":"2026-11-16","endDate":"2026-11-27"}', "current", date(2026, 11, 28)),
        ("startDate=20261116; endDate=20261127", "current", date(2026, 11, 28)),
        ('"endDate": 1795737600', "current", date(2026, 11, 28)),
        ('"endDate": 1795737600000', "current", date(2026, 11, 28)),
        ('"endDate":"2026-11-10"', "past", None),
        ('"endDate":"2026-99-10"', "none", None),
        ('"endDate": 99999999999999', "none", None),
        ("nothing", "none", None),
    ],
)
def test_apples_mail_service_says_from_when_to_when(criteria, state, back):
    """In a header, in several forms; what is no date is not read."""
    headers = {"X-Apple-Action": "VACATION", "X-Apple-Criteria": criteria}
    said = read_text("Thanks, bye.", headers=headers, received_at=THURSDAY)

    assert said.kind == "out_of_office"
    assert (said.absence.state, said.absence.returns_on) == (state, back)


def test_words_that_name_a_day_count_before_the_header():
    """And the words of a mail are read with its headers."""
    raw = (
        b"From: ana@aguas.example\r\nSubject: Away\r\nX-Apple-Action: VACATION\r\n"
        b"Date: Thu, 19 Nov 2026 09:00:00 +0000\r\n"
        b'X-Apple-Criteria: {"endDate":"2026-11-27"}\r\n\r\nI am back on 7 December.\r\n'
    )

    assert read_message(raw).absence.returns_on == date(2026, 12, 7)


def test_more_than_half_a_year_is_flagged():
    """It is more often a parental leave or a wrong year than a holiday."""
    assert absence("I am on leave until 1 September 2027.").long
    assert not absence("I am on leave until 1 December 2026.").long


def test_the_first_objection_and_the_words_for_permanence():
    """Short ways to what is read most."""
    said = read_text("Your price is too high, and the lead time is too long.")
    bounce = read_text("550 5.1.1 user unknown", subject="Undeliverable: x").bounce

    assert said.objection == "price"
    assert read_text("Hello").objection is None
    assert bounce.permanence == "permanent"
    assert (
        read_text("452 4.2.2 mailbox full", subject="Undeliverable").bounce.permanence
        == "temporary"
    )


def test_styles_and_scripts_are_not_read():
    """Also where they are never closed."""
    head = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
    page = b"<style>p{a:1}</style><p>Please quote.</p><script>stop()</style></script><b>Thanks</b>"

    assert read_message(head + page).words.split() == ["Please", "quote.", "Thanks"]
    assert "Hello" in read_message(head + b"<style>Hello").words


def test_a_bomb_of_nested_mails_is_not_opened():
    """Its words are read as they stand."""
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (one, one)
        for one in range(3000)
    )

    said = read_message(b"From: a@b.example\r\nSubject: x\r\n" + nested + b"\r\nHello")
    assert said.kind == "human"
