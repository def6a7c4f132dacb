"""Read a whole mail: headers, delivery report, the writer's own words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.messages.mime import Parts, dated, header, parsed
from followup.messages.reading import Bounce, MessageKind, MessageReading
from followup.messages.returns import read_report
from followup.messages.text import read_text


if TYPE_CHECKING:
    from email.message import Message


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
    reported = read_report(mail, parts, facts)
    if reported:
        return _as_report(said, *reported)
    return _automatic(mail, said) if _marked_automatic(mail) else said


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
