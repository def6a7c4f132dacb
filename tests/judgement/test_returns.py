"""Mails that tell of another mail: what the dialogue, nested bounces and services say."""

from __future__ import annotations

import json

from email.message import EmailMessage

import pytest

from followup.messages import BounceAction, MessageKind, read_message
from followup.messages.bounce import read_bounce, refused_at


def returned(text, **headers):
    """A mail server's plain notice."""
    made = EmailMessage()
    named = {"From": "MAILER-DAEMON@mx.aguas.es", "Subject": "Returned mail", **headers}
    for name, value in named.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("550 user unknown (in reply to rcpt to command)", "rcpt to"),
        ("550 no (in reply to end of data command)", "data"),
        ("error after mail from:<a@b.c> size=10: 553 no", "mail from"),
        (">>> mail from:<a@b.c> size=12 <<< 553 no", "mail from"),
        (">>> data <<< 550 no", "data"),
        (">>> rcpt to:<a@b.c> <<< 250 fine", None),
        ("refused to accept your message (data), with the following error", "data"),
        ("no dialogue is shown; see our data sheet", None),
    ],
)
def test_the_step_that_was_refused_is_found(words, step):
    """Postfix, Exim, Sendmail and others each have their way to tell it."""
    assert refused_at(words) == step


@pytest.mark.parametrize(
    ("words", "status", "action"),
    [
        ("550 User unknown (in reply to RCPT TO command)", "5.0.0", "address_dead"),
        ("550 User unknown (in reply to end of DATA command)", "5.0.0", "recipient_refuses"),
        ("550 5.1.1 User unknown (in reply to end of DATA command)", "5.1.1", "address_dead"),
        ("550 User unknown", "5.0.0", "recipient_refuses"),
        ("550 User unknown", None, "address_dead"),
        ("553 example.com does not exist (in reply to MAIL FROM command)", None, "sender_reputation"),
        ("554 no (in reply to EHLO command)", None, "sender_reputation"),
        ("452 insufficient disk space (in reply to MAIL FROM command)", "4.4.5", "temporary"),
    ],
)  # fmt: skip
def test_whom_a_refusal_is_about_follows_from_its_step(words, status, action):
    """Before the recipient is named it is about us; after the content it may be a filter."""
    assert read_bounce(words, status=status).action == action


@pytest.mark.parametrize(
    ("status", "words", "action"),
    [
        ("4.0.0", "lookup failed: domain name not found", "temporary"),
        ("5.4.1", "recipient address rejected: access denied", "address_dead"),
        ("5.1.1", "mailbox unavailable", "address_dead"),
        ("5.3.9", "sorry", "sender_or_server_fault"),
        ("5.6.9", "sorry", "message_problem"),
        ("5.7.0", "sorry", "sender_reputation"),
        ("2.1.5", "ok", "delivered"),
    ],
)
def test_a_number_counts_where_it_knows_better(status, words, action):
    """For now is not for ever; what a number is about helps where its detail says nothing."""
    assert read_bounce(words, status=status).action == action


def test_the_dialogue_in_the_text_explains_the_words_of_the_report():
    """The report holds the words alone; the notice beside them shows what was refused."""
    raw = (
        b"From: MAILER-DAEMON@mx\nSubject: failed\n"
        b'Content-Type: multipart/report; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\n>>> DATA\n<<< 550 Unknown user ana@aguas.es\n"
        b"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        b"Final-Recipient: rfc822; ana@aguas.es\nStatus: 5.0.0\n"
        b"Diagnostic-Code: smtp; 550 Unknown user ana@aguas.es\n\n--x--\n"
    )

    assert read_message(raw).bounce.action is BounceAction.RECIPIENT_REFUSES


def test_a_mail_with_broken_boundaries_is_read_as_it_stands():
    """Its fields count, and our own message behind them does not."""
    raw = (
        b"From: MAILER-DAEMON@mx\nSubject: Undelivered\n"
        b'Content-Type: multipart/report; boundary="lost"\n\n'
        b"--x\nContent-Type: text/plain\n\nYour mail came back.\n\n"
        b"--x\nFinal-Recipient: rfc822; ana@aguas.es\nAction: failed\nStatus: 5.2.2\n"
        b"--x\nContent-Type: message/rfc822\n\nSubject: offer\n\nuser unknown\n"
    )
    bounce = read_message(raw).bounce

    assert (bounce.action, bounce.recipient) == (BounceAction.MAILBOX_FULL, "ana@aguas.es")


def test_a_bounce_within_a_bounce_tells_its_reason():
    """A relay wraps what it got; a wrapped mail that is no bounce explains nothing."""
    outer = returned("A mail came back.")
    outer.add_attachment(returned("550 5.1.1 no such user", Return_Path="<>"))
    plain = returned("A mail came back.")
    plain.add_attachment(returned("Please quote.", From="ana@aguas.es", Subject="Offer"))

    assert read_message(outer).bounce.action is BounceAction.ADDRESS_DEAD
    assert read_message(plain).bounce.action is BounceAction.UNKNOWN


def test_a_null_return_path_and_words_of_failure_make_a_bounce():
    """Whatever the subject is; the same words from a person do not."""
    words = "Your mail could not be delivered to ana@aguas.es, as their mailbox is full."
    machine = returned(words, From="no-reply@mx.aguas.es", Subject="Mail", Return_Path="<>")
    person = returned(words, From="ana@aguas.es", Subject="Mail")

    assert read_message(machine).bounce.action is BounceAction.MAILBOX_FULL
    assert read_message(person).kind is MessageKind.HUMAN


def test_a_report_whose_number_says_delivered_is_no_bounce():
    """Some servers leave the action out, or write nonsense there."""
    raw = (
        b"From: MAILER-DAEMON@mx\nContent-Type: multipart/report; boundary=x\n\n"
        b"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        b"Action: deliverable\nStatus: 2.1.5\n\n--x--\n"
    )
    reading = read_message(raw)

    assert (reading.kind, reading.bounce.action) == (
        MessageKind.DELIVERY_NOTICE,
        BounceAction.DELIVERED,
    )


def test_japanese_in_a_report_is_read():
    """ISO 2022 stands there as it is, though no header may hold it."""
    words = "該当するユーザはいません".encode("iso2022_jp")
    raw = (
        b"From: MAILER-DAEMON@mx\nContent-Type: multipart/report; boundary=x\n\n"
        b"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        b"Status: 5.0.0\nDiagnostic-Code: x-notes; " + words + b"\n\n--x--\n"
    )

    assert read_message(raw).bounce.action is BounceAction.ADDRESS_DEAD


def test_a_forwarded_complaint_is_a_complaint():
    """A provider that sends no feedback report sends the mail itself."""
    made = returned("", From="staff@mail.example", Subject="complaint about message from 192.0.2.1")
    made.add_attachment(returned("Our offer."))

    assert read_message(made).kind is MessageKind.COMPLAINT


def _notice(told):
    text = told if isinstance(told, str) else json.dumps(told)
    return read_message(
        returned(
            text, From="no-reply@sns.example", Subject="Notification", x_amz_sns_message_id="1"
        )
    )


def test_a_mail_service_tells_of_bounces_in_json():
    """Recipient, status and words are taken from it."""
    recipient = {
        "emailAddress": "ana@aguas.es",
        "status": "5.1.1",
        "diagnosticCode": "550 no such user",
    }
    bounce = _notice(
        {"notificationType": "Bounce", "bounce": {"bouncedRecipients": [recipient]}}
    ).bounce

    assert (bounce.action, bounce.recipient, bounce.status) == (
        BounceAction.ADDRESS_DEAD,
        "ana@aguas.es",
        "5.1.1",
    )


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"eventType": "Complaint"}, MessageKind.COMPLAINT),
        ({"eventType": "Delivery"}, MessageKind.DELIVERY_NOTICE),
        ({"eventType": "Bounce"}, MessageKind.BOUNCE),
        ({"eventType": "Bounce", "bounce": {"bouncedRecipients": ["odd"]}}, MessageKind.BOUNCE),
        ({"eventType": "Open"}, MessageKind.HUMAN),
        ('{"eventType": ', MessageKind.HUMAN),
    ],
)
def test_other_notices_of_a_mail_service_are_what_they_say(told, kind):
    """What is not understood is no report."""
    assert _notice(told).kind is kind
