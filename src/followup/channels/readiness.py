"""Whether a matter that cannot wait would find somebody within four hours: goods at the port, say."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import require_aware
from followup._value import NoTruth, Value
from followup.channels._reasons import INSTANT
from followup.channels.choices import Choice, choose
from followup.channels.registry import find, get
from followup.data import BUNDLED, Facts
from followup.evidence import Finding, Outcome
from followup.models import ContactPoint, ContactRole, Lead, Seller, Urgency


_IN_TIME = timedelta(hours=4)
_INDIRECT = (ContactRole.SWITCHBOARD, ContactRole.FORWARDER)


class Readiness(StrEnum):
    """``AT_ANY_HOUR``: somebody is named for emergencies, on a line that rings or buzzes.

    ``IN_OFFICE_HOURS``: there is a number, or a channel on which they mostly answer within four hours.
    ``UNLIKELY``: there is neither.
    """

    AT_ANY_HOUR = "at_any_hour"
    IN_OFFICE_HOURS = "in_office_hours"
    UNLIKELY = "unlikely"


@attrs.frozen(kw_only=True)
class Emergency(NoTruth, Value):
    """How a matter that cannot wait would fare.

    Attributes:
        readiness: Whether somebody would be found within four hours.
        contact_point: Whom to try first; None where nobody can be reached at all.
        because: What that rests on.
        summary: One plain sentence.
    """

    readiness: Readiness
    contact_point: ContactPoint | None
    because: tuple[Finding, ...]
    summary: str


def emergency(lead: Lead, seller: Seller, *, at: datetime, facts: Facts = BUNDLED) -> Emergency:
    """Whether somebody at the customer's would be found within four hours.

    Args:
        lead: The customer.
        seller: Who would call or write.
        at: The moment (aware); channels count as they stand on that day, and history up to then.
        facts: The tables to look in.

    Raises:
        NaiveTime: ``at`` has no zone.
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_aware("at", at)
    choices = choose(lead, seller, at=at, urgency=Urgency.URGENT, facts=facts)
    for choice in choices:
        if choice.contact_point.role is ContactRole.EMERGENCY and _rings(choice, facts):
            return _found(Readiness.AT_ANY_HOUR, choice, "is named for emergencies")
    quick = _quick(lead, at, facts)
    for choice in choices:
        if choice.contact_point.role in _INDIRECT:
            continue
        if choice.channel == "phone":
            return _found(Readiness.IN_OFFICE_HOURS, choice, "can be called")
        if choice.channel in quick:
            why = "mostly answered within four hours there"
            return _found(Readiness.IN_OFFICE_HOURS, choice, why)
    first = choices[0].contact_point if choices else None
    return Emergency(
        readiness=Readiness.UNLIKELY,
        contact_point=first,
        because=(),
        summary="Nobody would be found within four hours: no emergency contact, no number, and no channel"
        " on which they answer that quickly.",
    )


def _rings(choice: Choice, facts: Facts) -> bool:
    return get(choice.channel, facts=facts).kind in INSTANT


def _found(readiness: Readiness, choice: Choice, why: str) -> Emergency:
    point = choice.contact_point
    reason = f"{point.person or 'The contact'} ({choice.channel}) {why}."
    told = Finding(
        name=f"channel.{readiness.value}", outcome=Outcome.FOR, reason=reason, subject=point.channel
    )
    when = "at any hour" if readiness is Readiness.AT_ANY_HOUR else "in their office hours"
    return Emergency(
        readiness=readiness,
        contact_point=point,
        because=(told, *choice.because),
        summary=f"Somebody should be found within four hours, {when}: {reason}",
    )


def _quick(lead: Lead, at: datetime, facts: Facts) -> frozenset[str]:
    """The channels on which at least half of their answers came within four hours."""
    waits: dict[str, list[timedelta]] = defaultdict(list)
    asked: dict[str, datetime] = {}
    for one in lead.history:
        known = find(one.channel, facts=facts)
        if one.at > at or known is None or not one.is_human:
            continue
        if not one.is_inbound:
            asked.setdefault(known.slug, one.at)
        elif known.slug in asked:
            waits[known.slug].append(one.at - asked.pop(known.slug))
    return frozenset(
        slug
        for slug, times in waits.items()
        if 2 * sum(wait <= _IN_TIME for wait in times) >= len(times)
    )
