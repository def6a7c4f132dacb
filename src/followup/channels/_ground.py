"""On what ground we may advertise to a lead, as far as its record shows, and what the law makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import attrs

from followup import _civil
from followup.channels._laws import Audience, Basis
from followup.channels._permission import Question, Ruling, judge
from followup.channels.call_hours import CallWindow, hours_of, next_window
from followup.channels.registry import Channel
from followup.data import Facts
from followup.models import Interaction, InteractionKind, Lead


# Sellers of this library sell to companies.
_AUDIENCE = Audience.B2B


@attrs.frozen
class Ground:
    """What is between us and a lead, and since when."""

    basis: Basis
    since: date | None


def ground_of(lead: Lead, past: Iterable[Interaction]) -> Ground | None:
    """An order, else a word of theirs, else only words of ours; None where the record is empty.

    Args:
        lead: The customer.
        past: What had happened by then, in the order of time.
    """
    past = tuple(past)
    orders = [one for one in past if one.kind is InteractionKind.ORDER]
    words = [one for one in past if one.is_inbound and one.is_human]
    if orders:
        return Ground(Basis.CUSTOMER, orders[-1].at.date())
    if words:
        return Ground(Basis.ENQUIRY, words[-1].at.date())
    if lead.inquiry is not None:
        received = lead.inquiry.received_at
        return Ground(Basis.ENQUIRY, received.date() if received else None)
    return Ground(Basis.COLD, None) if past else None


def ruling_on(
    lead: Lead, channel: Channel, ground: Ground | None, on: date, facts: Facts
) -> Ruling | None:
    """What the law of the lead's country makes of it; None where country or ground is not known."""
    if lead.country is None or ground is None:
        return None
    return judge(
        Question(
            country=lead.country,
            channel=channel,
            audience=_AUDIENCE,
            basis=ground.basis,
            since=ground.since,
            on=on,
            facts=facts,
        )
    )


def call_window(lead: Lead, channel: Channel, at: datetime, facts: Facts) -> CallWindow | None:
    """The next stretch within the hours that the lead's country knows for calls."""
    if lead.country is None:
        return None
    hours = hours_of(lead.country, channel, _AUDIENCE, at.date(), facts)
    if hours is None:
        return None
    part = (lead.subdivision or "").upper().removeprefix(f"{lead.country}-") or None
    zones = _civil.zones_of(lead.country, part, facts)
    return next_window(hours, lead.country, part, at, zones)
