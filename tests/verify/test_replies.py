"""verify.read_smtp_reply: of the person, or only of us."""

from __future__ import annotations

import json

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup.verify import ReplyKind, SmtpReading, read_smtp_reply


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (250, "2.1.5 OK", "exists"),
        (251, "User not local; will forward", "exists"),
        (252, "Cannot VRFY user", "other"),
        (354, "go on", "other"),
        (550, "5.1.1 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table", "absent"),
        (550, "5.1.1 sorry", "absent"),
        (550, "No such user here", "absent"),
        (550, "5.4.1 Recipient address rejected: Access denied. AS(201806281)", "absent"),
        (550, "5.7.1 The address does not exist", "absent"),
        (550, "5.7.1 Address rejected", "refused_us"),
        (550, "5.7.1 Service refused, listed on zen.spamhaus.org", "refused_us"),
        (554, "5.7.1 Client host rejected: cannot find your reverse hostname", "refused_us"),
        (550, "5.1.1 user unknown or your IP is blocked", "refused_us"),
        (450, "4.7.1 Greylisted, please try again in 5 minutes", "temporary"),
        (451, "4.3.0 local error", "temporary"),
        (550, "Service unavailable, try again", "temporary"),
        (452, "4.2.2 Mailbox full", "full"),
        (552, "5.2.2 sorry", "full"),
        (550, "5.2.1 The account is disabled", "disabled"),
        (550, "5.2.1 no", "disabled"),
        (550, "Requested action not taken", "other"),
        (550, "5.0.0 no", "other"),
    ],
)  # fmt: skip
def test_a_reply_is_read(code, text, kind):
    """A refusal of us is never an absent person, even where both are spoken of."""
    assert read_smtp_reply(code, text).kind == kind


def test_the_words_that_decided_are_quoted_with_the_status():
    """The reading can be checked by hand."""
    reading = read_smtp_reply(550, "5.1.1 User\n unknown")
    assert (reading.status, reading.quote, reading.code) == ("5.1.1", "user unknown", 550)


@given(st.integers(100, 999), st.text(max_size=300))
def test_any_reply_gives_a_reading_that_survives_json(code, text):
    """Nothing raises; 4xx never makes a person absent."""
    reading = read_smtp_reply(code, text)
    assert SmtpReading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading
    if 400 <= code < 500:
        assert reading.kind in {
            ReplyKind.TEMPORARY,
            ReplyKind.FULL,
            ReplyKind.REFUSED_US,
            ReplyKind.ABSENT,
        }
