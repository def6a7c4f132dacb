"""Read a whole mail: headers, delivery report, the writer's own words."""

from __future__ import annotations

import re

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.messages.bounce import read_bounce
from followup.messages.mime import Parts, dated, header, parsed
from followup.messages.reading import (
    Bounce,
    BounceAction,
    MessageKind,
    MessageReading,
)
from followup.messages.text import read_text


if TYPE_CHECKING:
    from email.message import Message


# Whatever follows was our own message, sent back with the bounce.
_RETURNED = re.compile(
    r"^.{0,30}(?:this is a copy of (?:the|your) message|original message follows|message follows"
    r"|headers? of (?:the|your) (?:original|undelivered) message|returned message|unsent message"
    r"|body of message|start of returned|original message|copy of the message).{0,80}$"
    r"|^(?:received: from |return-path: <)",
    re.IGNORECASE | re.MULTILINE,
)
_ROBOTS = re.compile(r"mailer-daemon|postmaster|mail delivery|mail administrator", re.IGNORECASE)
_BOUNCED = re.compile(
    r"undeliver|deliver|fail|returned|mail ?system|status notification|warning|could not|unzustellbar|notice",
    re.IGNORECASE,
)


def read_message(
    raw: bytes | Message, *, received_at: datetime | None = None, facts: Facts = BUNDLED
) -> MessageReading:
    """What a mail says, from its headers, its delivery report and its words.

    Nothing in it can raise or stall: broken parts are left out, and what lies beyond 4 MB or the
    60th part is not read.

    Args:
        raw: The mail as it came, or parsed by ``email``.
        received_at: When it came (aware); otherwise its ``Date`` is believed, where that has a zone.
        facts: The tables to look up.
    """
    mail = parsed(raw)
    parts = Parts.of(mail)
    when = received_at or dated(mail)
    said = read_text(parts.text, subject=header(mail, "Subject"), received_at=when, facts=facts)
    if parts.feedback:
        return _as_report(said, MessageKind.COMPLAINT, Bounce(action=BounceAction.COMPLAINT))
    if parts.receipt:
        return _as_report(said, MessageKind.READ_RECEIPT, None)
    if _is_bounce(mail, parts):
        return _bounced(mail, parts, said, facts)
    return _automatic(mail, said) if _marked_automatic(mail) else said


def _is_bounce(mail: Message, parts: Parts) -> bool:
    if parts.status or mail.get("X-Failed-Recipients"):
        return True
    sender = f"{header(mail, 'From')} {header(mail, 'Return-Path')}"
    return bool(_ROBOTS.search(sender) or "<>" in sender) and bool(
        _BOUNCED.search(header(mail, "Subject"))
    )


_FIELD = re.compile(r"^(status|action|final-recipient|original-recipient|diagnostic-code): ?([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE | re.MULTILINE)  # fmt: skip


def _bounced(mail: Message, parts: Parts, said: MessageReading, facts: Facts) -> MessageReading:
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(parts.status):
        fields.setdefault(name.lower(), value.strip()[:2_000])
    action = fields.get("action", "failed").split()[:1]
    if action in (["delivered"], ["relayed"], ["expanded"]):
        return _as_report(said, MessageKind.DELIVERY_NOTICE, Bounce(action=BounceAction.DELIVERED))
    named = fields.get("final-recipient") or fields.get("original-recipient") or ""
    recipient = named.partition(";")[2].strip() or header(mail, "X-Failed-Recipients") or None
    status = (fields.get("status") or "").split(" ")[0] or None
    bounce = _bounce_of(fields.get("diagnostic-code", ""), parts.text, (status, recipient), facts)
    if action == ["delayed"]:
        return _as_report(said, MessageKind.DELIVERY_NOTICE, attrs.evolve(bounce, permanent=False))
    return _as_report(said, MessageKind.BOUNCE, bounce)


def _bounce_of(
    diagnostic: str, text: str, told: tuple[str | None, str | None], facts: Facts
) -> Bounce:
    """The server's own words first; the text around them only where those say nothing."""
    status, recipient = told
    shown = _before_returned(text)
    best = None
    for words in (diagnostic, shown):
        if words:
            read = read_bounce(words, status=status, recipient=recipient, facts=facts)
            if read.action is not BounceAction.UNKNOWN:
                return read
            best = best or read
    return best or read_bounce("", status=status, recipient=recipient, facts=facts)


def _before_returned(text: str) -> str:
    cut = _RETURNED.search(text, 20)
    return text[: cut.start()] if cut else text


def _as_report(said: MessageReading, kind: MessageKind, bounce: Bounce | None) -> MessageReading:
    finding = Finding(
        name=f"message.{kind}",
        outcome=Outcome.FOR,
        reason="The mail carries a machine's report.",
        weight=1.0,
        quote=bounce.diagnostic[:120] if bounce else None,
    )
    return MessageReading(
        kind=kind, confidence=Confidence.CERTAIN, evidence=(finding,), words=said.words,
        bounce=bounce, language=said.language,
    )  # fmt: skip


_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoreply-From", "X-MS-Exchange-Inbox-Rules-Loop")  # fmt: skip


def _marked_automatic(mail: Message) -> str | None:
    """The header by which a machine says that it wrote this (RFC 3834 and its elders)."""
    submitted = header(mail, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return f"Auto-Submitted: {submitted}"
    if header(mail, "Precedence").strip().lower() in {"auto_reply", "auto-reply"}:
        return "Precedence: auto_reply"
    if "vacation" in header(mail, "X-Apple-Action").lower():
        return "X-Apple-Action: vacation"
    return next((name for name in _AUTOMATIC_HEADERS if mail.get(name)), None)


def _automatic(mail: Message, said: MessageReading) -> MessageReading:
    """A person's words in a mail that a machine sent are that machine's words."""
    mark = _marked_automatic(mail) or ""
    away = said.absence.says_away or "vacation" in mark
    kind = MessageKind.OUT_OF_OFFICE if away else MessageKind.OTHER_AUTOMATIC
    kind = kind if said.is_human else said.kind
    finding = Finding(
        name=f"message.{kind}",
        outcome=Outcome.FOR,
        reason="A header says that a machine sent it.",
        weight=1.0,
        quote=mark[:120],
    )
    return attrs.evolve(
        said,
        kind=kind,
        confidence=Confidence.CERTAIN,
        evidence=(finding, *said.evidence),
        asks_question=False,
    )
