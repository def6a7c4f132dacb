"""An offer for a limited time: when it opens, and when it closes on the customer's own clocks.

What is offered is yours to say. Nothing here names a price or a discount.
"""

from __future__ import annotations

from collections import deque
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

import attrs

from followup._normal import aware, require_aware
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind, Diagnosis, silence
from followup.diagnose.case import Case
from followup.errors import InvalidValue
from followup.evidence import Finding, Outcome
from followup.fit import FitScore
from followup.history import read_history
from followup.models import ContactPoint, Lead, Segment, Seller
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


@attrs.frozen(kw_only=True)
class Offer(Value):
    """When an offer for a limited time runs. What it offers is the seller's to say.

    Attributes:
        channel: The slug of the channel to make it on.
        contact_point: Whom to make it to.
        deep_link: Opens the conversation; None where the channel has no such link.
        opens: The customer's office hours in which it is made.
        closes: When it ends (aware, on the customer's clock): the end of the last working day.
        closes_ours: The same instant on the seller's clock; None where that is not known.
        zone: The customer's IANA zone, for the text of the offer.
        working_days: How many whole working days of theirs lie between; the day on which it opens is not
            counted.
        because: Seasons that it avoids or could not avoid, holidays within it, and the way.
        summary: One plain sentence in English.
        summary_zh: The same in Chinese.
    """

    channel: str
    contact_point: ContactPoint
    opens: Window
    closes: datetime = attrs.field(validator=aware)
    zone: str
    working_days: int
    deep_link: str | None = None
    closes_ours: datetime | None = attrs.field(default=None, validator=aware)
    because: tuple[Finding, ...] = ()
    summary: str = ""
    summary_zh: str = ""


@attrs.frozen
class NoOffer(Value):
    """Why no offer is to be made.

    Attributes:
        reason: One plain sentence.
    """

    reason: str


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
    return _in_words(made)


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


def _in_words(made: Offer) -> Offer:
    opens, closes, ours = made.opens.start, made.closes, made.closes_ours
    stamp = "{0:%a} {0.day} {0:%b %Y %H:%M}"
    own = f", which is {stamp.format(ours)} here" if ours else ""
    own_zh = f"（我方时间 {ours:%Y-%m-%d %H:%M}）" if ours else ""
    return attrs.evolve(
        made,
        summary=(
            f"Make the offer by {made.channel} from {stamp.format(opens)}; it holds for"
            f" {made.working_days} of their working days, until {stamp.format(closes)} ({made.zone}){own}."
        ),
        summary_zh=(
            f"自{opens:%Y-%m-%d %H:%M}起通过{made.channel}发出限时优惠，有效期为对方{made.working_days}个工作日，"
            f"截止对方时间 {closes:%Y-%m-%d %H:%M}（{made.zone}）{own_zh}。"
        ),
    )
