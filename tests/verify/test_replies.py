"""verify.read_smtp_reply: of the person, or only of us."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup.data import BUNDLED
from followup.errors import DataError
from followup.evidence import Confidence
from followup.verify import ReplyKind, SmtpReply, read_smtp_reply
from followup.verify.mailboxes.replies import seconds_to_wait


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (250, "2.1.5 OK", "exists"),
        (251, "User not local; will forward", "exists"),
        (252, "Cannot VRFY user", "other"),
        (354, "go on", "other"),
        (550, "5.1.1 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table", "absent"),
        (554, "5.7.1 <x@y.example>: Recipient address rejected: User unknown in relay recipient table", "absent"),
        (550, "5.1.1 sorry", "absent"),
        (550, "No such user here", "absent"),
        (550, "No E-Mail-Box: the mail box does not exist", "absent"),
        (550, "5.4.1 Recipient address rejected: Access denied. AS(1)", "absent"),
        (550, "Recipient address rejected: Access denied", "refused_us"),
        (550, "5.7.1 The address does not exist", "absent"),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "absent"),
        (550, "5.5.0 Requested action not taken: mailbox unavailable", "absent"),
        (550, "5.1.1 User unknown or disabled", "absent"),
        (550, "Rule imposed mailbox access refused: user invalid", "absent"),
        (550, "用户不存在", "absent"),
        (550, "UŻYTKOWNIK NIEZNANY", "absent"),
        (550, "Boite aux lettres inconnue", "absent"),
        (550, "존재하지 않는 사용자", "absent"),
        (550, "5.7.1 Address rejected", "refused_us"),
        (550, "5.7.1 Service refused, listed on zen.spamhaus.org", "refused_us"),
        (554, "5.7.1 Client host rejected: cannot find your reverse hostname", "refused_us"),
        (550, "5.1.1 user unknown or your IP is blocked", "refused_us"),
        (550, "5.1.8 bad domain", "refused_us"),
        (550, "Sender domain does not exist", "refused_us"),
        (550, "Helo name does not exist", "refused_us"),
        (550, "Mailbox unavailable or access denied", "refused_us"),
        (550, "too many unknown users, rate limit exceeded", "refused_us"),
        (550, "sending quota exceeded", "refused_us"),
        (554, "A problem occurred for 192.0.2.1", "refused_us"),
        (550, "发件人被拒绝,已列入黑名单", "refused_us"),
        (450, "4.7.1 Greylisted, please try again in 5 minutes", "temporary"),
        (450, "4.1.1 User unknown", "temporary"),
        (451, "4.3.0 local error", "temporary"),
        (421, "4.7.28 your rate limit", "temporary"),
        (451, "4.7.1 Client host blocked", "refused_us"),
        (421, "4.7.1 listed at bl.spamcop.net, try again later", "refused_us"),
        (550, "Service unavailable, try again", "temporary"),
        (550, "greylisted", "temporary"),
        (452, "4.2.2 sorry", "full"),
        (452, "Mailbox full", "full"),
        (452, "4.3.1 Insufficient system storage", "temporary"),
        (552, "5.2.2 sorry", "full"),
        (552, "not enough space", "full"),
        (550, "5.2.1 The account is disabled", "disabled"),
        (550, "5.2.1 no", "disabled"),
        (554, "Sorry, your message cannot be delivered. This mailbox is disabled (554.30)", "disabled"),
        (550, "Requested action not taken", "other"),
        (550, "5.0.0 no", "other"),
        (550, "", "other"),
    ],
)  # fmt: skip
def test_a_reply_is_read(code, text, kind):
    """A refusal of us is never an absent person, even where both are spoken of."""
    assert read_smtp_reply(code, text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("I could not find that user", "absent", "could not find that user"),
        ("This e-mail address of yours is wrong", "absent", "email address of yours is wrong"),
        ("The inbox of our colleague is too large", "full", "inbox of our colleague is too large"),
        ("her account was put on hold", "disabled", "account was put on hold"),
        ("user and then many other words until it is wrong", "other", None),
        ("the address 192.0.2.1 is wrong", "refused_us", "192.0.2.1"),
        ("that user is wrong, and your filter says spam", "refused_us", "spam"),
        ("go away", "refused_us", "go away"),
    ],
)
def test_a_wording_that_no_list_has_is_read_by_what_stands_side_by_side(text, kind, quote):
    """A thing and its state; whatever speaks of us comes first, and the faintest words come last."""
    reading = read_smtp_reply(550, text)
    assert (reading.kind, reading.quote) == (kind, quote)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Das Postfach von Frau Meier ist nicht vorhanden", "absent"),
        ("Esa cuenta de correo es inexistente", "absent"),
        ("Okänd mottagare", "absent"),
        ("Ismeretlen felhasználó", "absent"),
        ("المستخدم غير موجود", "absent"),
        ("La casella del collega è piena", "full"),
        ("El buzón de esta persona está lleno", "full"),
        ("Учетная запись заблокирована", "disabled"),
        ("Ваш IP в черном списке", "refused_us"),
        ("Su cuenta está en una lista negra", "refused_us"),
        ("Konto des Absenders nicht gefunden", "refused_us"),
        ("sender account does not exist", "refused_us"),
        ("avsändare finns inte", "refused_us"),
        ("DNS inverso inexistente, cuenta rechazada", "refused_us"),
    ],
)
def test_a_wording_of_another_language_is_read_too(text, kind):
    """The little grammar knows things and states of many languages; senders and lists go before it."""
    assert read_smtp_reply(550, text).kind == kind


@pytest.mark.parametrize("name", ["spam", "policy", "blocked", "sender.unknown", "rbl"])
def test_whom_a_reply_is_about_does_not_decide(name):
    """Names may hold any word."""
    reading = read_smtp_reply(550, f"5.1.1 <{name}@spam-filter.example>: User unknown")
    assert (reading.kind, reading.quote) == (ReplyKind.ABSENT, "user unknown")


@pytest.mark.parametrize(
    ("code", "text", "read"),
    [
        (None, "550 5.1.1 No such user", 550),
        (0, "550-5.1.1 The email account\n550-5.1.1 that you tried to reach\n550 5.1.1 does not exist", 550),
        (None, "452 full", 452),
        (None, "4.7.1 Relay access denied", 450),
        (None, "5.2.0 No such mailbox", 550),
        (None, "2.1.5 fine", 250),
        (None, "No such person at this address", 0),
    ],
)  # fmt: skip
def test_a_code_that_is_lost_is_looked_for(code, text, read):
    """In the text, or in the class of its status; without either the words alone decide."""
    assert read_smtp_reply(code, text).code == read


def test_words_without_any_code_are_read_as_a_final_reply():
    """Most of what is quoted without its code is one."""
    assert read_smtp_reply(None, "No such person at this address").kind is ReplyKind.ABSENT
    assert (
        read_smtp_reply(None, "Blocked - see https://bl.example/?ip=192.0.2.7").kind == "refused_us"
    )


def test_lines_that_were_joined_are_read_as_one_text():
    """Codes between them part no words."""
    joined = "550-5.2.2 The account has exceeded 550-5.2.2 its 550 5.2.2 storage limit"
    assert read_smtp_reply(550, joined).quote == "storage limit"


def test_the_words_that_decided_are_quoted_with_the_status():
    """The reading can be checked by hand."""
    reading = read_smtp_reply(550, "5.1.1 User\n unknown")
    assert (reading.status, reading.quote, reading.code) == ("5.1.1", "user unknown", 550)


@pytest.mark.parametrize(
    ("code", "text", "confidence"),
    [
        (250, "fine", Confidence.HIGH),
        (550, "5.1.1 no", Confidence.HIGH),
        (550, "User unknown", Confidence.HIGH),
        (550, "Address rejected", Confidence.MEDIUM),
        (550, "5.1.1 Address rejected", Confidence.HIGH),
        (451, "hm", Confidence.HIGH),
        (451, "4.7.1 blocked", Confidence.MEDIUM),
        (550, "5.7.99 hm", Confidence.MEDIUM),
        (550, "hm", Confidence.UNKNOWN),
    ],
)
def test_how_sure_the_reading_is(code, text, confidence):
    """Clear words or a clear status, or words that may mean several things."""
    assert read_smtp_reply(code, text).confidence is confidence


def test_a_grey_list_is_told_apart_from_other_delays():
    """It is worth coming again."""
    assert read_smtp_reply(451, "Greylisted").greylisted
    assert not read_smtp_reply(451, "Server busy").greylisted
    assert not read_smtp_reply(550, "greylisted: user unknown, listed at spamhaus").greylisted


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Try again in 300 seconds", 300),
        ("greylisted for 5 min", 300),
        ("come back in 01:00:05", 3605),
        ("come back later", None),
        ("at 12:30:00 it was 5 minutes", None),
    ],
)
def test_how_long_to_wait_is_read(text, seconds):
    """Where the server says it."""
    assert seconds_to_wait(text) == seconds


def test_your_own_phrases_are_read():
    """The table is yours to replace."""
    row = {
        "kind": "absent",
        "phrase": "gone fishing",
        "weight": "clear",
        "status": "",
        "said_by": "",
    }
    facts = BUNDLED.with_table("smtp_phrases", [row])
    assert read_smtp_reply(550, "He has gone fishing", facts=facts).kind is ReplyKind.ABSENT


def test_a_phrase_without_a_word_is_refused():
    """It would stand in every reply."""
    row = {"kind": "absent", "phrase": "...", "weight": "clear", "status": "", "said_by": ""}
    with pytest.raises(DataError, match="no word"):
        read_smtp_reply(550, "no", facts=BUNDLED.with_table("smtp_phrases", [row]))


@given(st.one_of(st.none(), st.integers(-5, 999)), st.text(max_size=300))
def test_any_reply_gives_a_reading_that_survives_json(code, text):
    """Nothing raises; what is temporary never makes a person absent."""
    reading = read_smtp_reply(code, text)
    assert SmtpReply.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading
    if 400 <= reading.code < 500:
        assert reading.kind in {ReplyKind.TEMPORARY, ReplyKind.FULL, ReplyKind.REFUSED_US}


@pytest.mark.parametrize(
    "piece",
    [
        "5.1.1.",
        "a@",
        "550-",
        "(",
        "1.2.3.",
        "spam ",
        "user ",
        "wrong bad user account ",
        "é",
        "x" * 63 + "@",
    ],
)
def test_long_replies_are_cut(piece):
    """However the server goes on; a regular expression that ran wild would never come back."""
    read_smtp_reply(550, piece * 200_000)
