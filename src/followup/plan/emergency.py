"""Goods at the port: whom to reach, in parallel, within hours.

This is no advertising: it serves a contract. So hours are shown and kept in view, and nobody waits for the
cadence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from followup import channels
from followup._normal import require_aware
from followup.channels import Choice
from followup.channels.registry import ChannelKind
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind, silence
from followup.diagnose.case import Case
from followup.errors import InvalidValue
from followup.evidence import Finding, Outcome
from followup.history import read_history
from followup.models import ContactPoint, ContactRole, Lead, Segment, Seller, Urgency
from followup.plan.hours import call_hours
from followup.plan.rung import Rung, RungKind
from followup.plan.situation import Situation
from followup.timing import local
from followup.timing.parties import whereabouts
from followup.verify.reports import Authenticity, Verdict


_FEWEST_RUNGS = 2
_A_YEAR = timedelta(days=365)
# The later rungs begin within this part of the time that is left.
_WITHIN = 0.5
_LONGEST = timedelta(hours=4)


# How far into the time that is left each kind begins: contact and delegate at once, side by side.
_BEGINS = {
    RungKind.CONTACT: 0.0,
    RungKind.DELEGATE: 0.0,
    RungKind.COLLEAGUE: 0.25,
    RungKind.SWITCHBOARD: 0.5,
    RungKind.WEBSITE: 0.5,
    RungKind.FORWARDER: 0.75,
    RungKind.PLATFORM: 1.0,
    RungKind.ASK: 1.0,
}
_OF_ROLE = {
    ContactRole.EMERGENCY: RungKind.CONTACT,
    ContactRole.CONTACT: RungKind.CONTACT,
    ContactRole.DELEGATE: RungKind.DELEGATE,
    ContactRole.COLLEAGUE: RungKind.COLLEAGUE,
    ContactRole.SWITCHBOARD: RungKind.SWITCHBOARD,
    ContactRole.FORWARDER: RungKind.FORWARDER,
}
_RINGS = {ChannelKind.TELEPHONE: 0, ChannelKind.MESSENGER: 1}
_NOT_THE_PERSON = frozenset({RungKind.FORWARDER, RungKind.PLATFORM})


def emergency(  # noqa: PLR0913 - two sides, two moments, what was found out
    lead: Lead,
    seller: Seller,
    *,
    now: datetime,
    deadline: datetime,
    authenticity: Authenticity | None = None,
    facts: Facts = BUNDLED,
) -> tuple[Rung, ...]:
    """Whom to reach when a matter cannot wait, such as goods at the port.

    The contact by telephone and messenger and whoever an absence notice names, at once; then colleagues who
    wrote to you within twelve months, the switchboard and the site, the forwarder or notify party, and the
    platform's chat. All begin within half of the time that is left, four hours at most.

    Call it before anything happens, too: where it finds fewer than two rungs, the last one is of the kind
    ``ASK`` and says what to ask the customer for.

    Args:
        lead: The customer.
        seller: The side that must be heard.
        now: The instant (aware).
        deadline: When it is too late (aware).
        authenticity: What verification found, if it was made.
        facts: The tables to look up.

    Returns:
        The rungs in the order of their start. Empty for a customer that is blocked or a fake. Whoever opted
        out is not written to: only the forwarder and the platform are left.

    Raises:
        NaiveTime: ``now`` or ``deadline`` has no zone.
        InvalidValue: The deadline is over.
    """
    require_aware("now", now)
    require_aware("deadline", deadline)
    if deadline <= now:
        raise InvalidValue("deadline", deadline, "is over", "Pass an instant after now")
    fake = authenticity is not None and authenticity.verdict is Verdict.FAKE
    if fake or lead.segment is Segment.BLOCKED:
        return ()
    situation = _situation(lead, seller, now, authenticity, facts)
    rungs = list(_rungs(situation))
    if situation.diagnosis.first.kind is CauseKind.OPTED_OUT:
        rungs = [rung for rung in rungs if rung.kind in _NOT_THE_PERSON]
    if len(rungs) < _FEWEST_RUNGS:
        rungs.append(_gap(situation))
    span = min((deadline - now) * _WITHIN, _LONGEST)
    placed = [_placed(rung, now + span * _BEGINS[rung.kind], situation) for rung in rungs]
    return tuple(sorted(placed, key=lambda rung: rung.start))


def _situation(
    lead: Lead, seller: Seller, now: datetime, authenticity: Authenticity | None, facts: Facts
) -> Situation:
    urgent = attrs.evolve(lead, urgency=Urgency.URGENT)
    case = Case(
        lead=urgent,
        seller=seller,
        now=now,
        history=read_history(urgent, now=now, facts=facts),
        authenticity=authenticity,
        fit=None,
        facts=facts,
    )
    return Situation(
        case=case,
        diagnosis=silence(urgent, seller, now=now, authenticity=authenticity, facts=facts),
    )


def _rungs(situation: Situation) -> Iterator[Rung]:
    """Everybody who is known, the fastest ways of each kind first."""
    now = situation.now
    used = set()
    for way in sorted(situation.ways, key=lambda way: _speed(way, situation.case.facts)):
        kind = _kind(way, situation)
        used.add(way.contact_point.value.casefold())
        yield Rung(
            kind=kind,
            start=now,
            channel=way.channel,
            contact_point=way.contact_point,
            link=way.link,
            because=way.because,
        )
    yield from _named_in_absence(situation, used)
    lead = situation.case.lead
    if lead.website:
        told = _finding("website", "Their site may name a telephone number or a form.")
        yield Rung(kind=RungKind.WEBSITE, start=now, link=_link(lead.website), because=(told,))
    if lead.inquiry and lead.inquiry.platform:
        told = _finding("platform", f"They came by {lead.inquiry.platform}: its chat reaches them.")
        yield Rung(kind=RungKind.PLATFORM, start=now, because=(told,))


def _link(website: str) -> str | None:
    """The site as a link; strangers type it, so that only web addresses are linked."""
    if website.lower().startswith(("http://", "https://")):
        return website
    return None if ":" in website or "/" in website[:1] else f"https://{website}"


def _kind(way: Choice, situation: Situation) -> RungKind:
    facts = situation.case.facts
    if channels.get(way.channel, facts=facts).kind is ChannelKind.PLATFORM:
        return RungKind.PLATFORM
    given = {(point.channel, point.value) for point in situation.case.lead.contact_points}
    point = way.contact_point
    # A handle that no record holds was read from the history: somebody who wrote from elsewhere.
    inquiry = situation.case.lead.email
    if (point.channel, point.value) not in given and point.value != inquiry:
        return RungKind.COLLEAGUE
    return _OF_ROLE[point.role]


def _speed(way: Choice, facts: Facts) -> tuple[bool, int]:
    """Whoever is named for emergencies first, then what rings, then messengers, then mail."""
    kind = channels.get(way.channel, facts=facts).kind
    return way.contact_point.role is not ContactRole.EMERGENCY, _RINGS.get(kind, 2)


def _named_in_absence(situation: Situation, used: set[str]) -> Iterator[Rung]:
    """Whom their last absence notice names."""
    notice = situation.case.history.absence_notice
    delegate = notice.reading.absence.delegate if notice else None
    if (
        notice
        and delegate
        and delegate.casefold() not in used
        and situation.now - notice.at < _A_YEAR
    ):
        point = ContactPoint("email", delegate, role=ContactRole.DELEGATE)
        told = notice.finding("plan.delegate", "Their absence notice names somebody.")
        yield Rung(
            kind=RungKind.DELEGATE,
            start=situation.now,
            channel="email",
            contact_point=point,
            link=f"mailto:{delegate}",
            because=(told,),
        )


def _gap(situation: Situation) -> Rung:
    """What to ask for, so that the next emergency finds two ways."""
    case = situation.case
    asks = channels.missing(case.lead, case.seller, on=situation.now.date(), facts=case.facts)
    wanted = asks[0].question if asks else "Whom may we call when something is urgent?"
    told = _finding("gap", f"Fewer than two ways are known. Ask them: {wanted}")
    return Rung(kind=RungKind.ASK, start=situation.now, because=(told,))


def _placed(rung: Rung, start: datetime, situation: Situation) -> Rung:
    """The rung at its time, with the customer's clock and the hours for calls."""
    case = situation.case
    there = whereabouts(case.lead, case.facts)
    at = local(start, there.calendars[0].zone) if there else None
    placed = attrs.evolve(rung, start=start, local_time=at)
    calls = call_hours(case, rung.channel, start) if rung.channel else None
    if calls is None:
        return placed
    open_now = calls.start <= start
    return attrs.evolve(placed, within_hours=open_now, next_hours=None if open_now else calls.start)


def _finding(name: str, reason: str) -> Finding:
    return Finding(name=f"plan.{name}", outcome=Outcome.FOR, reason=reason)
