"""A mail that tells of another mail: was ours returned, delayed, delivered or complained about?"""

from __future__ import annotations

import json
import re

from typing import TYPE_CHECKING, Any

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.bounce import read_bounce, refused_at
from followup.messages.mime import Parts, header
from followup.messages.phrases import normal, spot
from followup.messages.reading import Bounce, BounceAction, MessageKind


if TYPE_CHECKING:
    from email.message import Message


# Whatever follows was our own message, sent back with the bounce.
_RETURNED = re.compile(
    r"^.{0,30}(?:this is a copy of (?:the|your) message|original message follows|message follows"
    r"|headers? of (?:the|your) (?:original|undelivered) message|returned message|unsent message"
    r"|body of message|start of returned|original message(?! was received)|copy of the message).{0,80}$"
    r"|^(?:received: ?from |return-path: ?<|content-type: message/rfc822)",
    re.IGNORECASE | re.MULTILINE,
)
_ROBOTS = re.compile(
    r"mailer-?daemon|post_?master|mail delivery|mail administrator|microsoftexchange|mail ?system|bounce",
    re.IGNORECASE,
)
_BOUNCED = re.compile(
    r"undeliver|deliver|fail|returned|mail ?system|status notification|warning|could not|unzustellbar"
    r"|notice|error sending",
    re.IGNORECASE,
)
_SAYS_BOUNCED = re.compile(
    r"(?:could not|couldn't|cannot|can't|unable to|not|wasn't|trouble) (?:be )?deliver"
    r"|error message below|permanent fatal errors|returned permanent errors|invalid user address",
)
_COMPLAINED = re.compile(r"complaint about message|abuse report|feedback report", re.IGNORECASE)
_FIELD = re.compile(r"^(status|action|final-recipient|original-recipient|diagnostic-code|x-powermta-bouncecategory): ?([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_DELIVERY_ACTIONS = frozenset({"delivered", "relayed", "expanded"})
_DEEPEST = 3

Report = tuple[MessageKind, Bounce | None]


def read_report(
    mail: Message, parts: Parts, facts: Facts = BUNDLED, *, depth: int = 0
) -> Report | None:
    """What a mail reports of a mail of ours, or None where it reports nothing.

    Args:
        mail: The mail, parsed.
        parts: What it consists of.
        facts: The tables to look up.
        depth: How many mails this one lies within; a bounce within a bounce is read three deep.
    """
    if parts.receipt:
        return MessageKind.READ_RECEIPT, None
    if parts.feedback or (parts.inside and _COMPLAINED.search(header(mail, "Subject"))):
        return MessageKind.COMPLAINT, Bounce(action=BounceAction.COMPLAINT)
    if told := _notification(mail, parts, facts):
        return told
    if not _is_bounce(mail, parts, facts, inside=depth > 0):
        return None
    kind, bounce = _returned(mail, parts, facts)
    if bounce.action is BounceAction.UNKNOWN and parts.inside and depth < _DEEPEST:
        inner = read_report(parts.inside, Parts.of(parts.inside), facts, depth=depth + 1)
        return inner if inner and inner[1] else (kind, bounce)
    return kind, bounce


def _is_bounce(mail: Message, parts: Parts, facts: Facts, *, inside: bool) -> bool:
    """A delivery report; or a machine's mail whose subject, or else whose words, say so.

    What lies within a bounce need not come from a machine by its name: servers pass reports on.
    """
    if parts.status or mail.get("X-Failed-Recipients"):
        return True
    sender = f"{header(mail, 'From')} {header(mail, 'Return-Path')}"
    if not (inside or _ROBOTS.search(sender) or "<>" in sender):
        return False
    subject, words = header(mail, "Subject"), normal(parts.text[:4_000])
    if _SAYS_BOUNCED.search(words) or (not inside and _BOUNCED.search(subject)):
        return True
    return bool(spot(f"{normal(subject)} {words}", facts)["bounced"])


def _returned(mail: Message, parts: Parts, facts: Facts) -> tuple[MessageKind, Bounce]:
    fields = _fields(parts)
    action = next(iter(fields.get("action", "failed").lower().split()), "failed")
    if action in _DELIVERY_ACTIONS:
        return MessageKind.DELIVERY_NOTICE, Bounce(action=BounceAction.DELIVERED)
    named = fields.get("final-recipient") or fields.get("original-recipient") or ""
    recipient = named.partition(";")[2].strip() or header(mail, "X-Failed-Recipients") or None
    status = (fields.get("status") or "").split(" ")[0] or None
    said = f"{fields.get('diagnostic-code', '')} {fields.get('x-powermta-bouncecategory', '')}"
    bounce = _bounce_of(said.strip(), parts.text, (status, recipient), facts)
    if bounce.action is BounceAction.DELIVERED:
        return MessageKind.DELIVERY_NOTICE, bounce
    if action == "delayed":
        return MessageKind.DELIVERY_NOTICE, attrs.evolve(bounce, permanent=False)
    return MessageKind.BOUNCE, bounce


def _fields(parts: Parts) -> dict[str, str]:
    """The first value of each field of a delivery report; of a broken mail, as its text shows them."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(parts.status or _before_returned(parts.text)):
        found.setdefault(name.lower(), value.strip()[:2_000])
    return found


def _bounce_of(
    diagnostic: str, text: str, told: tuple[str | None, str | None], facts: Facts
) -> Bounce:
    """The server's own words first; the text around them only where those say nothing."""
    status, recipient = told
    shown = _before_returned(text)
    dialogue = refused_at(normal(shown))
    readings = [
        read_bounce(words, status=status, recipient=recipient, dialogue=dialogue, facts=facts)
        for words in (diagnostic, shown)
        if words
    ] or [read_bounce("", status=status, recipient=recipient, facts=facts)]
    telling = (one for one in readings if one.action is not BounceAction.UNKNOWN)
    return next(telling, readings[0])


def _before_returned(text: str) -> str:
    cut = _RETURNED.search(text, 20)
    return text[: cut.start()] if cut else text


def _notification(mail: Message, parts: Parts, facts: Facts) -> Report | None:
    """What a mail service writes in JSON: Amazon SES tells of bounces and complaints this way."""
    text = parts.text.lstrip()
    if not (text.startswith("{") and mail.get("x-amz-sns-message-id")):
        return None
    try:
        told = json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None
    kind = told.get("notificationType") or told.get("eventType")
    if kind == "Complaint":
        return MessageKind.COMPLAINT, Bounce(action=BounceAction.COMPLAINT)
    if kind == "Delivery":
        return MessageKind.DELIVERY_NOTICE, Bounce(action=BounceAction.DELIVERED)
    if kind != "Bounce":
        return None
    first = _first_recipient(told)
    words, status, recipient = (
        str(first.get(name) or "") for name in ("diagnosticCode", "status", "emailAddress")
    )
    bounce = read_bounce(words, status=status or None, recipient=recipient or None, facts=facts)
    return MessageKind.BOUNCE, bounce


def _first_recipient(told: dict[str, Any]) -> dict[str, Any]:
    bounce = told.get("bounce")
    listed = bounce.get("bouncedRecipients") if isinstance(bounce, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    return first if isinstance(first, dict) else {}
