"""One message and the answer to it: what a reply model learns from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import attrs

from followup._normal import aware, country_or_none, require_a
from followup._value import Value
from followup.errors import InvalidValue
from followup.history.thread import History
from followup.history.walls import zone_name
from followup.models import Lead


def contact_key(who: Lead | str) -> str:
    """The key of a person in a model, without capitals; of a lead its address, else its number, id or company."""
    if isinstance(who, str):
        return who.casefold()
    lead = require_a(Lead, "who", who)
    return (lead.email or lead.phone or lead.id or lead.company or "").casefold()


def _key_or_none(who: str | None) -> str | None:
    return None if who is None else contact_key(who)


@attrs.frozen(kw_only=True)
class Exchange(Value):
    """A message, and whether and when it was answered.

    A second message into the same silence is an exchange of its own: the first one then was watched until
    the second, and no longer.

    Attributes:
        recipient: Whose answer it is about: an address, or any key of yours, without capitals.
        sent_at: When the message was sent (aware).
        replied_at: When the answer came (aware); None where none has come.
        watched_until: Until when it is known that none had come (aware); None where it stayed without an
            answer for good. It is not looked at where there is an answer.
        sender: Who wrote: an address, or any key of yours; None is *not known*.
        country: The recipient's, ISO 3166-1 alpha-2; None is *not known*.
        zone: The recipient's: an IANA name, ``"+05:30"``, a zone of any library, or its offset from UTC as a
            ``timedelta`` or in minutes. None is *not known*.
    """

    recipient: str = attrs.field(converter=contact_key)
    sent_at: datetime = attrs.field(validator=aware)
    replied_at: datetime | None = attrs.field(default=None, validator=aware)
    watched_until: datetime | None = attrs.field(default=None, validator=aware)
    sender: str | None = attrs.field(default=None, converter=_key_or_none)
    country: str | None = attrs.field(default=None, converter=country_or_none)
    zone: str | None = attrs.field(default=None, converter=zone_name)


def exchange(given: Exchange | Mapping[str, Any]) -> Exchange:
    """An exchange, or a mapping of its fields.

    Raises:
        InvalidValue: A field is missing, unknown or refused.
    """
    if isinstance(given, Exchange):
        return given
    known = {field.name for field in attrs.fields(Exchange)}
    strange = sorted(set(given) - known)
    if strange or not {"recipient", "sent_at"} <= set(given):
        raise InvalidValue(
            "exchange",
            dict(given),
            f"has the fields {strange} that are not known" if strange else "lacks a field",
            f"Pass recipient and sent_at, and what is known of {sorted(known)}",
        )
    return Exchange(**given)


def exchanges_of(lead: Lead, history: History, *, sender: str | None = None) -> Iterator[Exchange]:
    """The exchanges that a lead's history consists of: each message of ours with what followed it.

    Args:
        lead: Whose answers they are.
        history: What was said.
        sender: Who wrote for us; None is *not known*.
    """
    spoken = [entry for entry in history.entries if entry.is_ours or entry.is_theirs]
    for ours, after in pairwise(spoken):
        if ours.is_ours:
            yield Exchange(
                recipient=contact_key(lead),
                sent_at=ours.at,
                replied_at=after.at if after.is_theirs else None,
                watched_until=after.at,
                sender=sender,
                country=lead.country,
            )


def read_exchanges(given: Iterable[Exchange | Mapping[str, Any]]) -> tuple[Exchange, ...]:
    """Exchanges in the order of time."""
    return tuple(sorted(map(exchange, given), key=lambda one: one.sent_at))
