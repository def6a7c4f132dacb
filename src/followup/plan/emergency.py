"""Goods at the port: whom to reach, in parallel, within hours.

This is no advertising: it serves a contract. So hours are shown and kept in view, and nobody waits for the
cadence.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from followup._normal import require_a, require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind, silence
from followup.diagnose.case import Case
from followup.errors import InvalidValue
from followup.history import read_history
from followup.models import Lead, Segment, Seller, Urgency
from followup.plan.clocks import on_plain_clocks, plain
from followup.plan.hours import calls_to
from followup.plan.reachable import colleagues, everybody, gap
from followup.plan.rung import Rung, RungKind
from followup.plan.situation import Situation
from followup.timing import local
from followup.timing.parties import whereabouts
from followup.verify.reports import Authenticity, Verdict


_FEWEST_RUNGS = 2
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
    wrote, or were written to, within twelve months, the switchboard and the site, the forwarder or notify party, and the
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
        InvalidValue: The deadline is over, ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    require_aware("now", now)
    require_aware("deadline", deadline)
    if deadline <= now:
        raise InvalidValue("deadline", deadline, "is over", "Pass an instant after now")
    fake = authenticity is not None and authenticity.verdict is Verdict.FAKE
    if fake or lead.segment is Segment.BLOCKED:
        return ()
    lead, now = on_plain_clocks(lead), plain(now)
    situation = _situation(lead, seller, now, authenticity, facts)
    rungs = list(everybody(situation))
    if situation.diagnosis.first.kind is CauseKind.OPTED_OUT:
        rungs = [rung for rung in rungs if rung.kind in _NOT_THE_PERSON]
    if len(rungs) < _FEWEST_RUNGS:
        rungs.append(gap(situation))
    span = min((deadline - now) * _WITHIN, _LONGEST)
    placed = [_placed(rung, now + span * _BEGINS[rung.kind], situation) for rung in rungs]
    return tuple(sorted(placed, key=lambda rung: rung.start))


def _situation(
    lead: Lead, seller: Seller, now: datetime, authenticity: Authenticity | None, facts: Facts
) -> Situation:
    history = read_history(lead, now=now, facts=facts)
    points = (*lead.contact_points, *colleagues(lead, history, now))
    urgent = attrs.evolve(lead, urgency=Urgency.URGENT, contact_points=points)
    case = Case(
        lead=urgent,
        seller=seller,
        now=now,
        history=history,
        authenticity=authenticity,
        fit=None,
        facts=facts,
    )
    return Situation(
        case=case,
        diagnosis=silence(urgent, seller, now=now, authenticity=authenticity, facts=facts),
    )


def _placed(rung: Rung, start: datetime, situation: Situation) -> Rung:
    """The rung at its time, with the customer's clock and the hours for calls."""
    case = situation.case
    there = whereabouts(case.lead, case.facts)
    at = local(start, there.calendars[0].zone) if there else None
    placed = attrs.evolve(rung, start=start, local_time=at)
    permit = calls_to(case, rung.channel, start) if rung.channel else None
    if permit is None or not permit.hours_known:
        return placed
    calls = permit.calls
    if calls is not None and calls.start <= start:
        return attrs.evolve(placed, within_hours=True)
    return attrs.evolve(placed, within_hours=False, next_hours=calls.start if calls else None)
