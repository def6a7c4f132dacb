"""Reading a whole mail: headers, delivery reports, broken parts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage, Message

import pytest

from hypothesis import given, settings, strategies as st

from followup.diagnose import read_message
from followup.messages import BounceAction, MessageKind
from followup.messages.bounce import read_bounce


def mail(body, **headers):
    """A mail of one part; ``Auto_Submitted`` becomes ``Auto-Submitted``."""
    made = EmailMessage()
    for name, value in {"From": "ana@aguas.es", "Subject": "Re: offer", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return made


def report(*fields, text="It failed.", kind="delivery-status"):
    """A multipart report as mail servers write it."""
    lines = [
        "From: MAILER-DAEMON@mx.aguas.es",
        "Subject: Undelivered Mail Returned to Sender",
        'Content-Type: multipart/report; boundary="x"',
        "",
        "--x",
        "Content-Type: text/plain",
        "",
        text,
        "--x",
        f"Content-Type: message/{kind}",
        "",
        "Reporting-MTA: dns; mx.aguas.es",
        "",
        *fields,
        "",
        "--x",
        "Content-Type: message/rfc822",
        "",
        "Subject: offer",
        "",
        "too large, over quota, spam",
        "--x--",
    ]
    return "\n".join(lines).encode()


def test_a_delivery_report_names_recipient_status_and_reason():
    """The fields of RFC 3464, with the server's words."""
    reading = read_message(
        report(
            "Final-Recipient: rfc822; ana@aguas.es",
            "Action: failed",
            "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 no such user",
        )
    )

    bounce = reading.bounce
    assert (reading.kind, bounce.action) == (MessageKind.BOUNCE, BounceAction.ADDRESS_DEAD)
    assert (bounce.recipient, bounce.status, bounce.smtp_code) == ("ana@aguas.es", "5.1.1", 550)
    assert bounce.permanent
    assert not bounce.is_ours


@pytest.mark.parametrize(
    ("status", "said", "action"),
    [
        ("5.1.1", "user unknown", "address_dead"),
        ("5.2.2", "sorry", "mailbox_full"),
        ("5.0.0", "mailbox is full", "mailbox_full"),
        ("5.7.1", "blocked using a blocklist", "sender_reputation"),
        ("5.7.1", "message content rejected", "sender_reputation"),
        ("5.7.23", "SPF failed", "sender_reputation"),
        ("5.7.1", "relaying denied", "sender_or_server_fault"),
        ("5.3.4", "message too large", "message_problem"),
        ("4.4.1", "connection timed out", "temporary"),
        ("4.1.1", "sorry", "temporary"),
        ("4.9.9", "sorry", "temporary"),
        ("5.9.9", "sorry", "unknown"),
        ("5.1.6", "sorry", "address_moved"),
        ("5.2.1", "account has been disabled", "address_suspended"),
        ("5.7.2", "sorry", "recipient_refuses"),
        (None, "sorry", "unknown"),
    ],
)
def test_the_words_of_the_server_count_before_its_numbers(status, said, action):
    """Numbers decide only where words say nothing, or where servers use them for one thing only."""
    assert read_bounce(said, status=status).action == action


def test_faults_on_our_side_are_ours():
    """Such a silence is never the customer's."""
    assert read_bounce("550 5.7.26 DMARC", recipient="a@b.c").is_ours


def test_a_bounce_without_machine_readable_parts_is_read_from_its_text():
    """What follows the notice is our own mail, and is not read."""
    text = (
        "I was not able to deliver your message to ana@aguas.es:\n"
        "550 sorry, no mailbox here by that name\n\n"
        "--- Below this line is a copy of the message.\n\nover quota"
    )
    reading = read_message(
        mail(text, From="Mail Delivery System <x@y.z>", Subject="failure notice")
    )

    assert reading.kind is MessageKind.BOUNCE
    assert reading.bounce.action is BounceAction.ADDRESS_DEAD
    assert reading.bounce.smtp_code == 550


def test_a_failed_recipient_in_a_header_is_a_bounce():
    """Without a reason, the reason is unknown."""
    reading = read_message(mail("", X_Failed_Recipients="ana@aguas.es"))

    assert reading.bounce.action is BounceAction.UNKNOWN
    assert reading.bounce.recipient == "ana@aguas.es"
    assert reading.bounce.permanent is None


def test_an_unexplained_bounce_stays_unexplained():
    """Its words are kept all the same."""
    reading = read_message(mail("Sorry.", From="postmaster@y.z", Subject="failure notice"))

    assert reading.bounce.action is BounceAction.UNKNOWN
    assert reading.bounce.diagnostic == "Sorry."


@pytest.mark.parametrize(
    ("action", "kind"), [("delivered", "delivery_notice"), ("delayed", "delivery_notice")]
)
def test_notices_of_success_and_delay_are_no_bounces(action, kind):
    """A delay is not permanent."""
    reading = read_message(
        report("Original-Recipient: rfc822; a@b.c", f"Action: {action}", "Status: 4.4.1")
    )

    assert reading.kind == kind
    assert reading.bounce.permanent in {None, False}


def test_abuse_reports_and_read_receipts_are_told_by_their_parts():
    """ARF (RFC 5965) and MDN (RFC 8098)."""
    assert read_message(report(kind="feedback-report")).kind is MessageKind.COMPLAINT
    receipt = read_message(report(kind="disposition-notification"))
    assert (receipt.kind, receipt.bounce) == (MessageKind.READ_RECEIPT, None)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"X_Apple_Action": "VACATION"},
    ],
)
def test_a_header_of_a_machine_settles_who_wrote(headers):
    """RFC 3834 and its elders."""
    reading = read_message(mail("I am on leave until 27 November, could you wait?", **headers),
                           received_at=datetime(2026, 11, 22, tzinfo=UTC))  # fmt: skip

    assert (reading.kind, reading.confidence) == (MessageKind.OUT_OF_OFFICE, "certain")
    assert reading.absence.returns_on == date(2026, 11, 28)
    assert not reading.asks_question


def test_a_machine_that_is_not_away_is_some_other_machine():
    """A changed invitation; and a receipt keeps what it is."""
    invitation = read_message(mail("The event has changed.", Auto_Submitted="auto-generated"))
    received = read_message(
        mail(
            "We have received your request. A support agent will answer.",
            Subject="Ticket 4711",
            Auto_Submitted="auto-replied",
        )
    )

    assert invitation.kind is MessageKind.OTHER_AUTOMATIC
    assert received.kind is MessageKind.AUTO_ACKNOWLEDGEMENT


def test_a_person_says_that_no_machine_wrote():
    """``Auto-Submitted: no`` is said by people's programs."""
    reading = read_message(mail("Please quote.", Auto_Submitted="no", Precedence="list"))

    assert reading.kind is MessageKind.HUMAN


def test_the_date_of_the_mail_is_believed_where_it_has_a_zone():
    """Without a zone nothing without a year can be dated."""
    dated = mail("I am away until 27 November.", Date="Sun, 22 Nov 2026 09:00:00 +0100")
    loose = mail("I am away until 27 November.", Date="Sun, 22 Nov 2026 09:00:00 -0000")
    broken = mail("I am away until 27 November.")
    broken["Date"] = "yesterday"

    assert read_message(dated).absence.returns_on == date(2026, 11, 28)
    assert read_message(loose).absence.returns_on is None
    assert read_message(bytes(broken)).absence.returns_on is None


def test_html_is_read_as_text_and_odd_charsets_as_they_come():
    """Tags go; an unknown charset is read letter by letter."""
    page = EmailMessage()
    page.set_content("<style>a{}</style><p>Please <b>quote</b>.</p>", subtype="html")
    odd = b"Content-Type: text/plain; charset=x-unheard\n\nPlease quote.\n"

    assert read_message(page).words == "Please  quote ."
    assert read_message(odd).words == "Please quote."


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_letters_that_nobody_declared_are_recognised(encoding):
    """Subjects and texts stand as they are since RFC 6532, and stood so in China long before."""
    head = "Subject: 自动回复: 报价\nDate: Mon, 23 Nov 2026 09:00:00 +0800\n"
    raw = f"{head}\n您好，我正在休假，11月30日回来上班。\n".encode(encoding)

    reading = read_message(raw)

    assert reading.kind is MessageKind.OUT_OF_OFFICE
    assert reading.absence.returns_on == date(2026, 11, 30)


def test_a_broken_subject_is_taken_as_it_stands():
    """Undecodable encoded words raise nothing."""
    raw = b"Subject: =?x-unheard?b?/////?= Automatic reply\n\nI am on leave.\n"

    assert read_message(raw).kind is MessageKind.OUT_OF_OFFICE


def test_parts_that_are_no_parts_are_left_out():
    """A careless caller may have put a text where a part belongs."""
    odd = Message()
    odd["Content-Type"] = "multipart/mixed"
    odd.set_payload(["a text", mail("Please quote.")])
    empty = Message()
    empty["Content-Type"] = "message/delivery-status"
    outer = Message()
    outer["Content-Type"] = "multipart/report"
    outer.set_payload([empty, mail("User unknown")])

    assert read_message(odd).words == "Please quote."
    assert read_message(outer).kind is MessageKind.BOUNCE


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_octets_give_a_reading(raw):
    """No mail raises."""
    assert read_message(raw).kind in MessageKind
    assert read_message(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + raw).kind


def test_bombs_are_read_in_bounded_time():
    """Nested and endless parts, endless headers."""
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(90)
    )
    many = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhello\n" * 20_000
    long = b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nhello"

    for raw in (nested, many, long, b"<" * 3_000_000):
        assert read_message(raw).kind in MessageKind
