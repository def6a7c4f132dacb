"""What a mail server's reply to RCPT says of the person, and what only of us."""

from __future__ import annotations

import re

from collections.abc import Mapping

from followup.data import BUNDLED, Facts
from followup.verify.reports import ReplyKind, SmtpReading


_LONGEST = 2_000
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b(?!\.\d)")
# RFC 3463 section 3, and the IANA registry of enhanced status codes.
_BY_STATUS = {
    "1.1": ReplyKind.ABSENT,
    "1.2": ReplyKind.ABSENT,
    "1.3": ReplyKind.ABSENT,
    "1.6": ReplyKind.ABSENT,
    "1.10": ReplyKind.ABSENT,
    "2.1": ReplyKind.DISABLED,
    "2.2": ReplyKind.FULL,
}
# Microsoft 365 refuses unknown people at its edge with these words.
_EDGE = ("5.4.1", "recipient address rejected")


def read_smtp_reply(code: int, text: str, *, facts: Facts = BUNDLED) -> SmtpReading:
    """What a mail server's reply to RCPT means.

    A refusal of the one who asks (reputation, policy, reverse DNS, relaying …) is never read as an absent
    person, even where the reply also speaks of the recipient.

    Args:
        code: The three digits.
        text: The lines of the reply without the codes; an enhanced status is read from it.
        facts: The table ``smtp_phrases``.
    """
    said = " ".join(text[:_LONGEST].lower().split())
    found = _STATUS.search(said)
    status = found[1] if found else None
    kind, quote = _meaning(code, said, status, facts.view(_phrases))
    return SmtpReading(kind=kind, code=code, status=status, quote=quote)


def _meaning(
    code: int, said: str, status: str | None, phrases: Mapping[ReplyKind, tuple[str, ...]]
) -> tuple[ReplyKind, str | None]:
    if code in (250, 251):
        return ReplyKind.EXISTS, None
    if not 400 <= code < 600:
        return ReplyKind.OTHER, None
    if status == _EDGE[0] and _EDGE[1] in said:
        return ReplyKind.ABSENT, _EDGE[1]
    quotes = {
        kind: next((one for one in ones if one in said), None) for kind, ones in phrases.items()
    }
    if quotes[ReplyKind.REFUSED_US]:
        return ReplyKind.REFUSED_US, quotes[ReplyKind.REFUSED_US]
    return _of_the_person(code, status, quotes)


def _of_the_person(
    code: int, status: str | None, quotes: Mapping[ReplyKind, str | None]
) -> tuple[ReplyKind, str | None]:
    by_status = _BY_STATUS.get(status[2:]) if status else None
    if quotes[ReplyKind.FULL] or by_status is ReplyKind.FULL:
        return ReplyKind.FULL, quotes[ReplyKind.FULL]
    if code < 500 or quotes[ReplyKind.TEMPORARY]:
        return ReplyKind.TEMPORARY, quotes[ReplyKind.TEMPORARY]
    if (status or "").startswith("5.7.") and not _is_plain(quotes[ReplyKind.ABSENT]):
        return ReplyKind.REFUSED_US, status
    if quotes[ReplyKind.DISABLED]:
        return ReplyKind.DISABLED, quotes[ReplyKind.DISABLED]
    if quotes[ReplyKind.ABSENT]:
        return ReplyKind.ABSENT, quotes[ReplyKind.ABSENT]
    return by_status or ReplyKind.OTHER, status


def _is_plain(quote: str | None) -> bool:
    """Whether the words leave no doubt, although the status speaks of security or policy (5.7.x)."""
    return any(word in (quote or "") for word in ("exist", "unknown", "no such", "not found"))


def _phrases(facts: Facts) -> Mapping[ReplyKind, tuple[str, ...]]:
    rows = facts.table("smtp_phrases").rows
    return {
        kind: tuple(row["phrase"].lower() for row in rows if row["kind"] == kind)
        for kind in ReplyKind
    }
