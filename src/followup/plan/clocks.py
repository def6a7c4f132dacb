"""Times with plain offsets: arithmetic on them counts the time that passes, not what the clocks show.

Fourteen days after an instant in ``ZoneInfo("America/New_York")`` are an hour more or less where the clocks are
moved in between, as Python counts them.
"""

from __future__ import annotations

from datetime import datetime, timezone

import attrs

from followup.models import Interaction, Lead


def plain(moment: datetime) -> datetime:
    """The same instant, with the offset of that moment alone."""
    if isinstance(moment.tzinfo, timezone):
        return moment
    return datetime.fromisoformat(moment.isoformat())


def on_plain_clocks(lead: Lead) -> Lead:
    """The customer with such times throughout its history."""
    inquiry = lead.inquiry
    if inquiry is not None and inquiry.received_at is not None:
        inquiry = attrs.evolve(inquiry, received_at=plain(inquiry.received_at))
    history = [_said(one) for one in lead.history]
    return attrs.evolve(lead, history=history, inquiry=inquiry)


def _said(one: Interaction) -> Interaction:
    at = plain(one.at)
    return one if at is one.at else attrs.evolve(one, at=at)
