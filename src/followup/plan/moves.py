"""The moves that steps are made of: reach them, wait, rest, ask for a contact, use a delegate."""

from __future__ import annotations

from datetime import datetime

from followup.channels import Choice
from followup.diagnose import Cause
from followup.evidence import Finding
from followup.models import ContactPoint, ContactRole, Segment
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep


def reach(
    situation: Situation,
    action: Action,
    way: Choice | None,
    *because: Finding,
    due: datetime | None = None,
) -> NextStep:
    """A step on a way, in their next office hours; without a way we ask for one."""
    if way is None:
        return ask_for_contact(situation, *because)
    window = situation.window(way.channel, due or situation.now)
    return NextStep(
        action=action,
        channel=way.channel,
        contact_point=way.contact_point,
        window=window,
        due=due,
        deep_link=way.link,
        because=(*because, *way.because, *(window.because if window else ())),
    )


def ask_for_contact(situation: Situation, *because: Finding) -> NextStep:
    """No contact point may be used: the platform on which they came is what is left."""
    inquiry = situation.lead.inquiry
    platform = inquiry.platform if inquiry else None
    told = situation.rule("no_way", "None of the contact points that are known may be used.")
    return NextStep(
        action=Action.ASK_FOR_CONTACT,
        platform=platform,
        because=(*because, told, *situation.barred),
    )


def wait_for(
    situation: Situation, due: datetime, *because: Finding, channel: str | None = None
) -> NextStep:
    """Wait until a day, then until their next office hours; the way that is meant is named."""
    way = situation.way(channel) or next(iter(situation.ways), None)
    window = situation.window(way.channel if way else "email", due)
    return NextStep(
        action=Action.WAIT_UNTIL,
        channel=way.channel if way else None,
        contact_point=way.contact_point if way else None,
        window=window,
        due=due,
        deep_link=way.link if way else None,
        because=(*because, *(window.because if window else ())),
    )


def rest(situation: Situation, due: datetime, *because: Finding) -> NextStep:
    """Low effort, at long intervals; by mail where there is any."""
    # What can wait for months should not ring.
    way = situation.way("email") or next(iter(situation.ways), None)
    window = situation.window(way.channel, due) if way else None
    return NextStep(
        action=Action.NURTURE,
        channel=way.channel if way else None,
        contact_point=way.contact_point if way else None,
        window=window,
        due=due,
        because=(*because, *(window.because if window else ())),
    )


def opening(situation: Situation) -> Action:
    """A customer of the public pool is drawn with an offer; all others are written to."""
    return Action.OFFER if situation.case.lead.segment is Segment.POOL else Action.WRITE_AGAIN


def named_instead(situation: Situation, cause: Cause) -> NextStep | None:
    """The person or address that an automatic answer names, unless it is closed to us."""
    address = cause.alternative
    known = situation.lead.contact_points
    barred = any(
        point.opted_out and point.value.casefold() == (address or "").casefold() for point in known
    )
    if address is None or barred or not _may_mail(situation):
        return None
    point = ContactPoint("email", address, role=ContactRole.DELEGATE)
    window = situation.delegate_window()
    return NextStep(
        action=Action.USE_DELEGATE,
        channel="email",
        contact_point=point,
        window=window,
        deep_link=f"mailto:{address}",
        because=(*cause.evidence, *(window.because if window else ())),
    )


def _may_mail(situation: Situation) -> bool:
    seller = situation.case.seller
    return not seller.channels or "email" in seller.channels
