"""Reading a message: who speaks, whether they are away, whether it came back, what they want."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime

import pytest

from hypothesis import given, settings, strategies as st

from followup.diagnose import read_text
from followup.errors import NaiveTime
from followup.messages import AbsenceState, MessageKind, MessageReading, Objection


SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)


def day(text):
    """A date, or None."""
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "returns_on"),
    [
        ("I am out of the office until 27 November.", "2026-11-28"),
        ("I am out of the office through December 4th, 2026.", "2026-12-05"),
        ("I am on leave and will be back on Monday.", "2026-11-23"),
        ("I am away, back on the 3rd.", "2026-12-03"),
        ("I'm on vacation, returning 2026-12-07.", "2026-12-07"),
        ("I am on leave. I will return on Monday, November 30.", "2026-11-30"),
        ("I am out of office, back on 12/25/2026.", "2026-12-25"),
        ("I am out of office, back on 5/5/2027.", "2027-05-05"),
        ("I am away until 3 January.", "2027-01-04"),
        ("I am away, I will be back tomorrow.", "2026-11-23"),
        ("I am on leave from 23 November to 4 December.", "2026-12-05"),
        ("Estoy fuera de la oficina hasta el 2 de diciembre.", "2026-12-03"),
        ("Estaré fuera de la oficina del 20 al 27 de noviembre. Regreso el lunes 30 de noviembre.", "2026-11-30"),
        ("Je suis absent jusqu'au 27 novembre 2026.", "2026-11-28"),
        ("Je suis en congé, de retour le 01/12/2026.", "2026-12-01"),
        ("Ich bin bis zum 04.12.2026 im Urlaub.", "2026-12-05"),
        ("Ich bin im Urlaub. Ab dem 07.12. bin ich wieder erreichbar.", "2026-12-07"),
        ("Ich bin im Urlaub und ab 07.12. wieder erreichbar.", "2026-12-07"),
        ("Estou de férias e retorno no dia 07/12/2026.", "2026-12-07"),
        ("Sono in ferie fino al 4 dicembre.", "2026-12-05"),
        ("Ik ben afwezig tot en met 1 december.", "2026-12-02"),
        ("Я в отпуске до 4 декабря.", "2026-12-05"),
        ("Yıllık izindeyim, 7 Aralık 2026 tarihinde ofiste olacağım.", "2026-12-07"),
        ("Jestem na urlopie do 30 listopada. Wracam 1 grudnia.", "2026-12-01"),
        ("Jag är på semester och är tillbaka den 30 november.", "2026-11-30"),
        ("我正在休假，12月1日恢复工作。", "2026-12-01"),
        ("我于11月20日至11月30日休假，期间休假中。", "2026-12-01"),
        ("12月4日まで休暇をいただいております。", "2026-12-05"),
        ("12월 4일까지 휴가 중입니다.", "2026-12-05"),
        ("أنا في إجازة حتى ٤ ديسمبر ٢٠٢٦", "2026-12-05"),
        ("Tôi đang nghỉ phép đến 4 tháng 12.", "2026-12-05"),
        ("मैं 30 नवंबर तक छुट्टी पर हूँ।", "2026-12-01"),
    ],
)  # fmt: skip
def test_the_day_of_return_is_read_in_many_languages(text, returns_on):
    """ "Until" means that the day named is still away; "back on" means that very day."""
    reading = read_text(text, received_at=SUNDAY)

    assert (reading.absence.state, reading.absence.returns_on) == ("current", day(returns_on))
    assert reading.kind is MessageKind.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "text",
    [
        "I am out of office, back on 9/8/2026.",
        "I am out of office, back in November 2026.",
        "I am out of office. Our next release is 2026-12-01.",
        "I am out of office until 31 February.",
        "I am out of the office, back on 5-6.",
        "I am out of the office, back on the 31st.",
        "I am out of the office.",
    ],
)
def test_a_day_that_cannot_be_proved_is_not_invented(text):
    """Ambiguous, impossible, missing and unrelated dates give no day."""
    assert read_text(text, received_at=SUNDAY).absence.returns_on is None


def test_without_a_time_of_arrival_only_full_dates_count():
    """A day without a year means nothing then."""
    assert read_text("I am out of office until 27 November.").absence.returns_on is None
    full = read_text("I am out of office until 27 November 2026.").absence
    assert (full.until, full.returns_on) == (date(2026, 11, 27), date(2026, 11, 28))


def test_an_explicit_day_of_return_counts_before_an_until():
    """Whoever names both may contradict themselves."""
    absence = read_text(
        "I am away until 30 November and back on 27 November.", received_at=SUNDAY
    ).absence

    assert (absence.until, absence.returns_on) == (None, date(2026, 11, 27))


def test_a_forgotten_responder_is_stale():
    """Its own day is over when it answers: the person is back."""
    reading = read_text(
        "I am out of the office until 04.11.2026.", subject="Automatic reply", received_at=SUNDAY
    )

    assert reading.absence.stale
    assert reading.absence.returns_on is None
    assert reading.absence.state is AbsenceState.PAST
    assert reading.kind is MessageKind.OUT_OF_OFFICE


def test_the_subject_may_name_the_day_that_the_body_does_not():
    """The body counts first; the subject fills in."""
    body = read_text(
        "I am out of the office.",
        subject="Out of the office until 27 November",
        received_at=SUNDAY,
    )
    neither = read_text("I am on leave.", subject="Out of office", received_at=SUNDAY)

    assert body.absence.returns_on == date(2026, 11, 28)
    assert neither.absence.returns_on is None


def test_an_absence_that_is_announced_is_not_yet_one():
    """From the week after next: today they are there."""
    absence = read_text(
        "I will be on leave from 7 December to 18 December.", received_at=SUNDAY
    ).absence

    assert (absence.state, absence.starts_on) == (AbsenceState.FUTURE, date(2026, 12, 7))
    assert absence.returns_on == date(2026, 12, 19)


def test_a_very_long_leave_is_flagged():
    """More than half a year is a parental leave, or a slip of the year."""
    absence = read_text(
        "I am on parental leave until 30 September 2027.", received_at=SUNDAY
    ).absence

    assert absence.long


def test_who_stands_in_and_who_is_gone_is_told():
    """Addresses that an automatic answer names are kept."""
    away = read_text("I am on leave. Urgent matters: luis@aguas.es.", received_at=SUNDAY)
    gone = read_text("Ya no trabajo en la empresa. Contacte a compras@aguas.es")
    nobody = read_text("This mailbox is not monitored.")
    moved = read_text("I am on leave. My new email address is ana@agua.es", received_at=SUNDAY)

    assert away.absence.delegate == "luis@aguas.es"
    assert (gone.absence.state, gone.absence.delegate) == ("gone", "compras@aguas.es")
    assert (nobody.absence.state, nobody.absence.delegate) == ("unmonitored", None)
    assert (moved.absence.new_address, moved.absence.delegate) == ("ana@agua.es", None)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry for the late reply, I was on vacation. The price is fine.",
        "I have been out of office for some days. Please send the invoice.",
        "刚休假回来，请发报价。",
    ],
)
def test_who_was_away_is_a_person_and_back(text):
    """An excuse is no automatic answer, and nothing to wait for."""
    reading = read_text(text, subject="Re: offer", received_at=SUNDAY)

    assert (reading.kind, reading.absence.state) == (MessageKind.HUMAN, AbsenceState.PAST)


def test_a_person_may_mention_an_absence_in_an_answer():
    """Then a person wrote it, and the absence counts all the same."""
    reading = read_text(
        "I'm traveling until 27 November, could you send the drawing?",
        subject="Re: offer",
        received_at=SUNDAY,
    )

    assert reading.kind is MessageKind.HUMAN
    assert reading.asks_question
    assert reading.absence.returns_on == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "subject", "kind"),
    [
        ("Please unsubscribe me.", "Re: offer", "opt_out"),
        ("unsubscribe", "", "opt_out"),
        ("Bitte nehmen Sie mich aus dem Verteiler.", "", "opt_out"),
        ("Merci de ne plus me contacter.", "", "opt_out"),
        ("Por favor, no me envíen más correos.", "", "opt_out"),
        ("请不要再给我发邮件了。", "", "opt_out"),
        ("配信停止をお願いします。", "", "opt_out"),
        ("Please quote. To unsubscribe click here, or write remove me from the list.", "", "human"),
        ("Please remove the cover and send us a photo.", "", "human"),
        ("Long letter. " * 60 + "Take me off the cc.", "", "human"),
        ("We have received your request. A support agent will answer.", "Ticket 4711", "auto_acknowledgement"),
        ("Wir haben Ihre Anfrage erhalten.", "Automatische Antwort", "auto_acknowledgement"),
        ("We have received your message. Could you send the drawing?", "", "human"),
        ("Der Raum ist gebucht.", "Automatische Antwort", "other_automatic"),
        ("Your message was read on Monday.", "Read: offer", "read_receipt"),
        ("This is an email abuse report.", "", "complaint"),
        ("550 5.1.1 no such user", "Undeliverable: offer", "bounce"),
        ("User unknown", "Mail delivery failed", "bounce"),
        ("4.4.1 timed out. Your message will be retried.", "Delayed mail", "delivery_notice"),
        ("Your samples could not be delivered, the driver says.", "", "human"),
        ("We have received your email and the samples, quality is good.", "", "human"),
        ("Your mail was reported as spam by our filter, please send it again.", "", "human"),
        ("My mail to you could not be delivered, is your mailbox full?", "Re: offer", "human"),
        ("J'ai lu : c'est trop cher.", "", "human"),
        ("Please quote 500 pieces.", "", "human"),
        ("Please delete my earlier order, and do not contact us before January.", "", "human"),
        ("I get no more emails from you, is your server down?", "", "human"),
        ("Пока не присылайте образцы.", "", "human"),
        ("Proszę nie wysyłać towaru.", "", "human"),
        ("我们要退订那个订单。", "", "human"),
        ("", "", "human"),
    ],
)  # fmt: skip
def test_what_a_message_is(text, subject, kind):
    """Machines, wishes to be left alone, and people are told apart."""
    assert read_text(text, subject=subject, received_at=SUNDAY).kind == kind


def test_an_empty_text_is_known_for_sure_to_be_nothing():
    """It is taken for a person's, with little confidence."""
    assert read_text("").confidence == "low"


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("It is too expensive for us.", Objection.PRICE),
        ("Your MOQ is more than we need.", Objection.MINIMUM_ORDER),
        ("交期太长了", Objection.LEAD_TIME),
        ("We need CE certificate.", Objection.CERTIFICATE),
        ("Your payment terms do not suit us.", Objection.PAYMENT),
        ("Hemos elegido otro proveedor.", Objection.CHOSE_ANOTHER),
        ("The lamps arrived defective.", Objection.DISPUTE),
    ],
)
def test_objections_are_heard(text, objection):
    """What stands between the customer and an order."""
    assert read_text(text).objections == (objection,)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Contact me in January.", "2027-01-01"),
        ("Please follow up after the fair on 5 December.", "2026-12-05"),
        ("Budget is frozen until Q1.", "2027-01-01"),
        ("Get back to us in November.", "2027-11-01"),
        ("Maybe next month.", "2026-12-01"),
        ("After the fair.", None),
    ],
)
def test_a_customer_may_put_us_off(text, until):
    """With a day, a month or a quarter; or without any."""
    reading = read_text(text, received_at=SUNDAY)

    assert (reading.deferred, reading.deferred_until) == (True, day(until))


def test_being_put_off_without_a_time_of_arrival_has_no_day():
    """A month without a year means nothing then."""
    assert read_text("Contact me in January.").deferred_until is None


def test_questions_promises_and_thanks():
    """What a message of ours or theirs asks for."""
    assert read_text("What does it cost?").asks_question
    assert not read_text("See https://lamps.example/?a=1").asks_question
    assert read_text("We will send you the drawing.").promises
    assert read_text("Thank you for your order.").closes
    assert not read_text("Thank you. Could you call?").closes


def test_what_is_quoted_and_signed_is_not_the_writers():
    """A quote of ours holds our own question."""
    text = "Fine with us.\n\nOn Mon, 16 Nov 2026 Li wrote:\n> What do you think?\n"
    dashes = "Fine with us.\n> What do you think?\n-- \nAna\nShall we talk?"

    assert not read_text(text).asks_question
    assert read_text(text).words == "Fine with us."
    assert read_text(dashes).words == "Fine with us."
    assert read_text("> only a quote?").words == "> only a quote?"
    assert read_text("Ok.\n-----Original Message-----\nFrom: a@b.c\nPrice?").words == "Ok."
    assert read_text("Ok.\nFrom: Li <li@lamps.example>\nPrice?").words == "Ok."


def test_the_language_is_that_of_the_phrases():
    """And unknown where no phrase was found."""
    assert read_text("Estoy fuera de la oficina.").language == "es"
    assert read_text("Hm.").language is None


def test_a_naive_time_is_refused():
    """The day of arrival would be a guess."""
    with pytest.raises(NaiveTime):
        read_text("Hello", received_at=datetime(2026, 11, 22))  # noqa: DTZ001 - the fault under test


def test_a_reading_survives_json():
    """Equal after a journey through JSON."""
    reading = read_text("I am on leave until 27 November. luis@aguas.es", received_at=SUNDAY)

    assert MessageReading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_gives_a_reading(text, subject):
    """No text raises."""
    assert read_text(text, subject=subject, received_at=SUNDAY).kind in MessageKind


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2026, 11, 23), date(2027, 9, 1)))
def test_a_day_written_out_is_the_day_that_is_read(returns_on):
    """In ISO form, and with the month's name and no year, for the months to come."""
    iso = read_text(f"I am away, back on {returns_on}.", received_at=SUNDAY)
    named = read_text(f"I am away, back on {returns_on:%d %B}.", received_at=SUNDAY)

    assert iso.absence.returns_on == returns_on
    assert named.absence.returns_on == returns_on


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "> ",
        "back on ",
        "until 1/",
        "1 ",
        "@",
        "On a wrote",
        "<",
        "remove ",
        "\u0660",
        "1.",
        "-",
        "۝",
    ],
)
def test_hostile_texts_are_read_in_bounded_time(piece):
    """Endless repetitions are cut, not chased."""
    assert read_text(piece * 300_000, subject=piece * 1_000, received_at=SUNDAY).kind


@pytest.mark.parametrize(
    ("text", "subject", "returns_on"),
    [
        ("I am back on 3 December 2026", "Out of office", date(2026, 12, 3)),
        (
            "Thank you for your mail. I am out of the office and will return on 7 December 2026.",
            "",
            date(2026, 12, 7),
        ),
    ],
)
def test_a_return_that_is_still_to_come_is_an_absence(text, subject, returns_on):
    """ "I am back" is over, "I am back on 3 December" is not; polite openings do not make a person."""
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)

    reading = read_text(text, subject=subject, received_at=monday)

    assert (reading.kind, reading.absence.returns_on) == (MessageKind.OUT_OF_OFFICE, returns_on)


def test_a_return_that_has_come_is_over():
    """The same words, a week after the day."""
    later = datetime(2026, 12, 10, 9, tzinfo=UTC)

    reading = read_text("I am back on 3 December 2026", subject="Re: offer", received_at=later)

    assert reading.absence.state is AbsenceState.PAST
