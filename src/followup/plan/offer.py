"""An offer for a limited time: when it opens, and when it closes on the customer's own clocks.

What is offered is yours to say. Nothing here names a price or a discount.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from followup._normal import require_a, require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind, Diagnosis, silence
from followup.diagnose.case import Case
from followup.errors import InvalidValue
from followup.evidence import Confidence, Finding, Outcome
from followup.fit import FitScore
from followup.history import read_history
from followup.models import Lead, Segment, Seller, Urgency
from followup.plan.clocks import on_plain_clocks, plain
from followup.plan.offered import NoOffer, Offer, in_words
from followup.plan.opening import holidays_within, opening
from followup.plan.situation import Situation
from followup.timing import local, zones_for
from followup.timing.parties import whereabouts
from followup.verify.reports import Authenticity


_MOST_DAYS = 60
_REFUSED = {
    CauseKind.OPTED_OUT: "They asked not to be written to.",
    CauseKind.FAKE: "The inquiry is a fake.",
    CauseKind.DISPUTE: "A dispute is open: settle it first; nobody in a dispute wants an offer.",
}


def offer(  # noqa: PLR0913 - two sides, a moment, a length, what was found out
    lead: Lead,
    seller: Seller,
    *,
    now: datetime,
    working_days: int,
    authenticity: Authenticity | None = None,
    fit: FitScore | None = None,
    facts: Facts = BUNDLED,
) -> Offer | NoOffer:
    """When an offer opens and closes, in the customer's own working days.

    It opens in their next good office hours and ends with the last of so many whole working days of theirs.
    A season in which little is done there (their August, the weeks around their feasts) is waited for, up to
    45 days; longer, and the offer says that it runs into it.

    Args:
        lead: The customer.
        seller: The side that offers.
        now: The instant to plan at (aware).
        working_days: How long it runs, from 1 to 60.
        authenticity: What verification found, if it was made.
        fit: How well the customer fits, if that was judged.
        facts: The tables to look up.

    Returns:
        The offer; or why there is none: the customer opted out, is blocked, a fake, or in a dispute, cannot
        be reached, or its place is not known.

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: ``working_days`` is out of range, ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    require_aware("now", now)
    if type(working_days) is not int or not 1 <= working_days <= _MOST_DAYS:
        raise InvalidValue(
            "working_days",
            working_days,
            f"is no whole number from 1 to {_MOST_DAYS}",
            "An offer for ever is no offer",
        )
    # Nothing that is urgent makes an offer urgent.
    lead, now = on_plain_clocks(attrs.evolve(lead, urgency=Urgency.NORMAL)), plain(now)
    if lead.segment is Segment.BLOCKED:
        return NoOffer("You have blocked this customer.")
    diagnosis = silence(lead, seller, now=now, authenticity=authenticity, fit=fit, facts=facts)
    if refused := _refused(diagnosis):
        return NoOffer(refused)
    case = Case(
        lead=lead,
        seller=seller,
        now=now,
        history=read_history(lead, now=now, facts=facts),
        authenticity=authenticity,
        fit=fit,
        facts=facts,
    )
    return _planned(Situation(case=case, diagnosis=diagnosis), working_days)


def _refused(diagnosis: Diagnosis) -> str | None:
    kinds = {cause.kind for cause in diagnosis.causes}
    return next((reason for kind, reason in _REFUSED.items() if kind in kinds), None)


def _planned(situation: Situation, working_days: int) -> Offer | NoOffer:
    case = situation.case
    way = next((way for way in situation.ways if way.channel not in situation.worn), None)
    there = whereabouts(case.lead, case.facts)
    if way is None:
        return NoOffer("None of the contact points that are known may be used for an offer now.")
    if there is None:
        return NoOffer("Where the customer is, is not known, and so neither are its working days.")
    calendar = there.calendars[0]
    opened = opening(situation, way.channel, calendar, working_days)
    if opened is None:
        return NoOffer("Their calendar shows no office hours in which it could open.")
    window, closes, because = opened
    made = Offer(
        channel=way.channel,
        contact_point=way.contact_point,
        deep_link=way.link,
        opens=window,
        closes=closes,
        closes_ours=_ours(closes, case),
        zone=calendar.zone,
        working_days=working_days,
        because=(
            *because,
            *holidays_within(calendar, window.start, closes, case.facts),
            *_owed(situation),
            *way.because,
        ),
    )
    return in_words(made, case.facts)


def _owed(situation: Situation) -> Iterator[Finding]:
    """Whoever waits for our answer should not get an offer instead of it."""
    owed = situation.diagnosis.cause(CauseKind.WE_OWE_THEM)
    if owed is not None and owed.confidence.weight >= Confidence.MEDIUM.weight:
        reason = "They wait for an answer of ours: answer first."
        yield Finding(name="plan.owed", outcome=Outcome.AGAINST, reason=reason)


def _ours(closes: datetime, case: Case) -> datetime | None:
    seller = case.seller
    zones = zones_for(
        country=seller.country,
        subdivision=seller.subdivision,
        timezone=seller.timezone,
        facts=case.facts,
    )
    return local(closes, zones[0].name) if zones else None
