"""What a mail server's reply to RCPT says of the person, and what only of us."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from followup.data import BUNDLED, Facts, Row
from followup.errors import DataError
from followup.evidence import Confidence
from followup.verify.mailboxes.words import beside_each_other, words
from followup.verify.reports import ReplyKind, SmtpReply


_LONGEST = 2_000
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_CODE = re.compile(r"\s{0,9}([245]\d\d)(?=[ \-]|$)")
# The marks of a reply's lines, also where the lines were joined: they part words that belong together.
_MARKS = re.compile(
    r"(?m)^[245]\d\d[ \-]|(?<!\S)[245]\d\d-(?=[245]\.)|(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)"
)
_IP = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
# Whom a reply is about says nothing of its meaning, and a name may hold any word: spam@, policy@.
_ADDRESS = re.compile(r"[^\s<>()\[\],:;\"']{1,64}@[\w.-]{1,253}")

# *In 300 seconds*, *for 5 minutes*, *in 00:04:59*.
_WAIT = re.compile(
    r"(?i)\b(?:in|for|after|wait)\s{1,3}(?:(\d{1,4})\s{0,3}(s|m)|(\d\d):(\d\d):(\d\d))"
)

_GREYLISTED = "greylisted"
_RATE = "rate"
_OUR_IP = "our_ip"
# How far words are to be believed: alone, after all that is clear, as two words side by side, if nothing else.
_CLEAR, _VAGUE, _NEAR, _FAINT = "clear", "vague", "near", "faint"
_US, _LATER = ReplyKind.REFUSED_US, ReplyKind.TEMPORARY
_OF_THE_PERSON = (ReplyKind.FULL, ReplyKind.DISABLED, ReplyKind.ABSENT)

Mark: TypeAlias = tuple[str, str]
Reading: TypeAlias = tuple[ReplyKind, str | None, Confidence]

# What decides a temporary reply (4xx), first come first: the kind of its words, whether they are clear,
# and what follows. What is left asks to come again.
_FOR_NOW: tuple[tuple[Mark, ReplyKind], ...] = (
    ((_RATE, _CLEAR), _LATER),
    ((_US, _CLEAR), _US),
    ((_GREYLISTED, _CLEAR), _LATER),
    ((ReplyKind.FULL, _CLEAR), ReplyKind.FULL),
    ((_LATER, _CLEAR), _LATER),
    ((_LATER, _VAGUE), _LATER),
    ((_US, _VAGUE), _US),
)
# A final reply (5xx): what speaks of us, or of a passing state, stands before clear words on the person.
_BEFORE_THE_PERSON: tuple[tuple[Mark, ReplyKind], ...] = (
    ((_US, _CLEAR), _US),
    ((_RATE, _CLEAR), _US),
    ((_GREYLISTED, _CLEAR), _LATER),
    ((_LATER, _CLEAR), _LATER),
)
# What is left of it; a server that names an IP address and says nothing clear speaks of ours.
_LEFT: tuple[tuple[Mark, ReplyKind], ...] = (
    *(((kind, _VAGUE), kind) for kind in (_LATER, *_OF_THE_PERSON)),
    ((_OUR_IP, _VAGUE), _US),
    *(((kind, _NEAR), kind) for kind in _OF_THE_PERSON),
    ((_US, _FAINT), _US),
)


@attrs.frozen
class _Phrase:
    """A row of the table, as it is looked for.

    Attributes:
        kind: What it speaks for: a word of ``ReplyKind``, ``greylisted`` or ``rate``.
        weight: How far it is to be believed.
        sought: Its words.
        written: The words as the table has them.
        status: The one enhanced status beside which it counts, or an empty text.
    """

    kind: str
    weight: str
    sought: str
    written: str
    status: str


def read_smtp_reply(code: int | None, text: str, *, facts: Facts = BUNDLED) -> SmtpReply:
    """What a mail server's reply to RCPT means.

    A refusal of the one who asks (reputation, policy, reverse DNS, relaying …) is never read as an absent
    person, even where the reply also speaks of the recipient. A temporary reply never is, either.

    Args:
        code: The three digits; None or 0 where they are lost: then the text may begin with them, or its
            enhanced status tells their first.
        text: The lines of the reply, with or without their codes; an enhanced status is read from it.
        facts: The tables ``smtp_phrases`` and ``mail_status``.
    """
    shown = text[:_LONGEST]
    found = _STATUS.search(shown)
    status = found[1] if found else None
    code = code or _code_in(shown, status)
    said = _said(shown, status, facts)
    kind, quote, confidence = _meaning(code, status, said, facts)
    greylisted = kind is ReplyKind.TEMPORARY and (_GREYLISTED, _CLEAR) in said
    return SmtpReply(
        kind=kind,
        code=code,
        status=status,
        quote=quote,
        confidence=confidence,
        greylisted=greylisted,
    )


def seconds_to_wait(text: str) -> float | None:
    """After how many seconds a reply asks strangers to come again, or None where it does not say."""
    found = _WAIT.search(text[:_LONGEST])
    if found is None:
        return None
    if found[1]:
        return float(found[1]) * (60 if found[2].lower() == "m" else 1)
    return float(found[3]) * 3600 + float(found[4]) * 60 + float(found[5])


def _code_in(text: str, status: str | None) -> int:
    found = _CODE.match(text)
    if found:
        return int(found[1])
    return {"2": 250, "4": 450, "5": 550}[status[0]] if status else 0


def _said(text: str, status: str | None, facts: Facts) -> Mapping[Mark, str]:
    """The first words of each kind and weight that stand in a reply."""
    bare = words(_ADDRESS.sub(" ", _MARKS.sub(" ", text)))
    named = _IP.search(text)
    said: dict[Mark, str] = {(_OUR_IP, _VAGUE): named[0]} if named else {}
    for one in facts.view(_phrases):
        if one.sought in bare and one.status in ("", status):
            said.setdefault((one.kind, one.weight), one.written)
    for kind, pattern in facts.view(beside_each_other).items():
        if found := pattern.search(bare):
            said[kind, _NEAR] = found[0].strip()
    return said


def _phrases(facts: Facts) -> tuple[_Phrase, ...]:
    return tuple(_phrase(row) for row in facts.table("smtp_phrases").rows)


def _phrase(row: Row) -> _Phrase:
    spoken = words(row["phrase"]).rstrip()
    if not spoken:
        raise DataError(f"smtp_phrases: {row['phrase']!r} has no word in it. Take the row out.")
    # Chinese and Japanese put no space between words.
    sought = spoken.lstrip() if unicodedata.category(spoken[1]) == "Lo" else spoken
    return _Phrase(row["kind"], row["weight"], sought, row["phrase"], row["status"])


def _meaning(code: int, status: str | None, said: Mapping[Mark, str], facts: Facts) -> Reading:
    if code in (250, 251):
        return ReplyKind.EXISTS, None, Confidence.HIGH
    if code and not 400 <= code < 600:
        return ReplyKind.OTHER, None, Confidence.UNKNOWN
    if 400 <= code < 500:
        by_code = _by_status(status, facts) is ReplyKind.FULL
        last = (ReplyKind.FULL if by_code else _LATER), None, Confidence.HIGH
        return _first(_FOR_NOW, said) or last
    return (
        _first(_BEFORE_THE_PERSON, said)
        or _clear_of_the_person(status, said, facts)
        or _vague(status, said, facts)
    )


def _first(order: Iterable[tuple[Mark, ReplyKind]], said: Mapping[Mark, str]) -> Reading | None:
    for mark, kind in order:
        if mark in said:
            return kind, said[mark], Confidence.HIGH if mark[1] == _CLEAR else Confidence.MEDIUM
    return None


def _clear_of_the_person(
    status: str | None, said: Mapping[Mark, str], facts: Facts
) -> Reading | None:
    """Where words speak for more than one (*unknown or disabled*), the status chooses."""
    by_status = _by_status(status, facts)
    if by_status is _US:
        return _US, status, Confidence.HIGH
    kinds = [kind for kind in _OF_THE_PERSON if (kind, _CLEAR) in said]
    if not kinds:
        return None
    kind = by_status if by_status in kinds else kinds[0]
    return kind, said[kind, _CLEAR], Confidence.HIGH


def _vague(status: str | None, said: Mapping[Mark, str], facts: Facts) -> Reading:
    """Words that servers use for several things: those on us count first, and a clear status of the person next."""
    by_status = _by_status(status, facts)
    if (_US, _VAGUE) in said:
        return _US, said[_US, _VAGUE], Confidence.MEDIUM
    if by_status is not None:
        return by_status, status, Confidence.HIGH
    if status and status[1:].startswith(".7."):
        return _US, status, Confidence.MEDIUM
    return _first(_LEFT, said) or (ReplyKind.OTHER, None, Confidence.UNKNOWN)


def _by_status(status: str | None, facts: Facts) -> ReplyKind | None:
    return facts.view(_statuses).get(status[2:]) if status else None


def _statuses(facts: Facts) -> Mapping[str, ReplyKind]:
    rows = facts.table("mail_status").rows
    return {row["status"]: ReplyKind(row["mailbox"]) for row in rows if row["mailbox"]}
