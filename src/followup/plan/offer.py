"""An offer for a limited time: when it opens, and when it closes on the customer's own clocks.

What is offered is yours to say. Nothing here names a price or a discount.
"""

from __future__ import annotations

from collections import deque
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from followup._normal import require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind, Diagnosis, silence
from followup.diagnose.case import Case
from followup.errors import InvalidValue
from followup.evidence import Finding, Outcome
from followup.fit import FitScore
from followup.history import read_history
from followup.models import Lead, Segment, Seller
from followup.plan.offered import NoOffer, Offer, in_words
from followup.plan.situation import Situation
from followup.timing import Season, Window, WorkCalendar, local, seasons, zone, zones_for
from followup.timing.parties import whereabouts
from followup.verify.reports import Authenticity


_MOST_DAYS = 60
# A season that leaves so much of the usual work is no reason to wait.
_DAMPED = 0.75
# After so long an offer that is ready now is no longer the same offer.
_LONGEST_WAIT = timedelta(days=45)
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
        InvalidValue: ``working_days`` is out of range.
    """
    require_aware("now", now)
    if not 1 <= working_days <= _MOST_DAYS:
        raise InvalidValue(
            "working_days", working_days, "is not from 1 to 60", "An offer for ever is no offer"
        )
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
    opened = _opening(situation, way.channel, calendar, working_days)
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
        because=(*because, *way.because),
    )
    return in_words(made)


def _opening(
    situation: Situation, channel: str, calendar: WorkCalendar, working_days: int
) -> tuple[Window, datetime, tuple[Finding, ...]] | None:
    """The first office hours from which on no season damps the days of the offer."""
    start = situation.now
    avoided: tuple[Finding, ...] = ()
    first: tuple[Window, datetime, tuple[Finding, ...]] | None = None
    while start - situation.now <= _LONGEST_WAIT:
        window = situation.window(channel, start)
        closes = _closing(calendar, window.start.date(), working_days) if window else None
        if window is None or closes is None:
            break
        season = _season(calendar, window.start.date(), closes.date(), situation.case.facts)
        if season is None:
            return window, closes, avoided
        first = first or (window, closes, (_told(season, avoided=False),))
        start = situation.midnight(season.end + timedelta(days=1))
        avoided = (*avoided, _told(season, avoided=True))
    return first


def _closing(calendar: WorkCalendar, opens: date, working_days: int) -> datetime | None:
    """The end of the office hours of the last of so many working days after the day of opening."""
    after = datetime.combine(opens + timedelta(days=1), time(), tzinfo=zone(calendar.zone))
    days = groupby(calendar.schedule.periods(after), key=lambda interval: interval.start.date())
    ends = (deque(intervals, maxlen=1)[0].end for _, intervals in days)
    return next(islice(ends, working_days - 1, None), None)


def _season(calendar: WorkCalendar, opens: date, closes: date, facts: Facts) -> Season | None:
    """The first season that damps a working day of the offer."""
    if calendar.country is None:
        return None
    years = range(opens.year, closes.year + 1)
    found = (season for year in years for season in seasons(calendar.country, year, facts=facts))
    return next(
        (
            season
            for season in found
            if season.activity < _DAMPED and season.start <= closes and season.end >= opens
        ),
        None,
    )


def _told(season: Season, *, avoided: bool) -> Finding:
    spent = f"{season.start} to {season.end}"
    done = "It opens after" if avoided else "It runs into"
    return Finding(
        name="plan.season_avoided" if avoided else "plan.season",
        outcome=Outcome.FOR if avoided else Outcome.AGAINST,
        reason=f"{done} {season.name} ({spent}).",
        source=season.source,
    )


def _ours(closes: datetime, case: Case) -> datetime | None:
    seller = case.seller
    zones = zones_for(
        country=seller.country,
        subdivision=seller.subdivision,
        timezone=seller.timezone,
        facts=case.facts,
    )
    return local(closes, zones[0].name) if zones else None
