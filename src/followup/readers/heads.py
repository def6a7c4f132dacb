"""What the head of a mail says: its addresses, its date, what it answers to."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from followup.messages.mime import header


if TYPE_CHECKING:
    from email.message import Message


_MOST_ADDRESSES = 100
_MOST_REFERENCES = 200
_LONGEST_DATE = 100


def addresses_in(mail: Message, *names: str) -> tuple[str, ...]:
    """The addresses in these headers, in small letters, each once; at most a hundred."""
    told = [header(mail, name) for name in names if mail.get(name)]
    found = (address.strip().lower() for _, address in getaddresses(told)[:_MOST_ADDRESSES])
    return tuple(dict.fromkeys(address for address in found if "@" in address))


def references_of(mail: Message) -> tuple[str, ...]:
    """The mails that this one goes back to, the first one first; its own id where it is the first."""
    names = ("References", "In-Reply-To", "Message-ID")
    told = " ".join(header(mail, name) for name in names).split()
    return tuple(dict.fromkeys(one for one in told[:_MOST_REFERENCES] if one.startswith("<")))


def moment_of(mail: Message) -> datetime | None:
    """When it was written, else received; the zone "-0000" of old programs means UTC."""
    received = str((mail.get_all("Received") or [""])[0]).rpartition(";")[2]
    return _instant(header(mail, "Date")) or _instant(received[:_LONGEST_DATE])


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if at.tzinfo is None and "-0000" in text:
        return at.replace(tzinfo=UTC)
    return at if at.tzinfo else None
