"""When an offer for a limited time opens and closes, on the customer's calendar."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from followup.data import Facts
from followup.diagnose import CauseKind
from followup.evidence import Finding, Outcome
from followup.plan.situation import Situation
from followup.timing import Season, SpanKind, Window, WorkCalendar, explain, seasons, zone


# A season that leaves so much of the usual work is no reason to wait.
_DAMPED = 0.75
# After so long an offer that is ready now is no longer the same offer.
_LONGEST_WAIT = timedelta(days=45)


def holidays_within(
    calendar: WorkCalendar, opens: datetime, closes: datetime, facts: Facts
) -> Iterator[Finding]:
    """The holidays within the offer: they are not counted."""
    for one in explain(opens, closes, calendar, facts=facts).reasons:
        if one.kind is SpanKind.HOLIDAY:
            days = f"{one.start}" if one.start == one.end else f"{one.start} to {one.end}"
            reason = f"{one.name} ({days}) is not counted."
            yield Finding(
                name="plan.holiday", outcome=Outcome.FOR, reason=reason, source=one.source
            )


def opening(
    situation: Situation, channel: str, calendar: WorkCalendar, working_days: int
) -> tuple[Window, datetime, tuple[Finding, ...]] | None:
    """The first office hours from which on no season damps the days of the offer.

    Args:
        situation: The customer.
        channel: The slug of the channel on which the offer is made.
        calendar: Theirs.
        working_days: How many of theirs it lasts.

    Returns:
        Those office hours, when it closes, and what was waited for; None where they have no such hours.
    """
    start, avoided = _not_before(situation)
    first: tuple[Window, datetime, tuple[Finding, ...]] | None = None
    latest = start + _LONGEST_WAIT
    while start <= latest:
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


def _not_before(situation: Situation) -> tuple[datetime, tuple[Finding, ...]]:
    """Now, or when they want to hear from us again."""
    deferred, then = situation.diagnosis.cause(CauseKind.DEFERRED), situation.put_off_to
    if deferred is None or then is None or then <= situation.now:
        return situation.now, ()
    return then, deferred.evidence


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
