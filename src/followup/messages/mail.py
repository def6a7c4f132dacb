"""Read a whole mail: headers, delivery report, the writer's own words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.messages.headers import HEADERS
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

    Nothing in it can raise or stall: broken parts are left out, and what lies beyond 1.5 MB or the
    60th part is not read.

    Args:
        raw: The mail as it came, or parsed by ``email``.
        received_at: When it came (aware); otherwise its ``Date`` is believed, where that has a zone.
        facts: The tables to look up.

    Raises:
        InvalidValue: ``raw`` is neither bytes nor a ``Message``.
    """
    mail = parsed(raw)
    parts = Parts.of(mail)
    when = received_at or dated(mail)
    headers = {name: header(mail, name) for name in ("Subject", *HEADERS) if mail.get(name)}
    said = read_text(parts.text, headers=headers, received_at=when, facts=facts)
    reported = read_report(mail, parts, facts)
    return _as_report(said, *reported) if reported else said


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
