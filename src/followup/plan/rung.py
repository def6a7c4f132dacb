"""A rung of the ladder for emergencies: one way to somebody who can act."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import Value
from followup.evidence import Finding
from followup.models import ContactPoint


class RungKind(StrEnum):
    """Who is reached; ``ASK`` is no rung but the gap: a contact to ask for before the next emergency."""

    CONTACT = "contact"
    DELEGATE = "delegate"
    COLLEAGUE = "colleague"
    SWITCHBOARD = "switchboard"
    WEBSITE = "website"
    FORWARDER = "forwarder"
    PLATFORM = "platform"
    ASK = "ask"


@attrs.frozen(kw_only=True)
class Rung(Value):
    """One way to somebody who can act.

    Attributes:
        kind: Who that is.
        start: When to use it (aware): the first ones at once and side by side, the others within hours.
        channel: The slug of the channel; None for a website or a platform without a handle.
        contact_point: Whom to reach; None where only a site or platform is known.
        link: Opens the conversation, the site, or dials; None where there is no such link.
        local_time: ``start`` on the clock of the customer's place; None where that is not known.
        within_hours: Whether a call at that time lies within the hours that law or custom keep there; None
            for what does not ring, and where no hours are known.
        next_hours: When those hours begin next, for a call outside them (aware); None where its zones share none.
        because: What it rests on.
    """

    kind: RungKind
    start: datetime = attrs.field(validator=aware)
    channel: str | None = None
    contact_point: ContactPoint | None = None
    link: str | None = None
    local_time: datetime | None = attrs.field(default=None, validator=aware)
    within_hours: bool | None = None
    next_hours: datetime | None = attrs.field(default=None, validator=aware)
    because: tuple[Finding, ...] = ()
