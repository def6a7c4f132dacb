"""When a message is welcome: their office hours, outside a known leave, and within the hours for calls."""

from __future__ import annotations

from datetime import datetime, time

import attrs

from followup import channels
from followup.channels import CallWindow, Permit
from followup.diagnose.case import Case
from followup.evidence import Finding, Outcome
from followup.models import Seller, Urgency
from followup.timing import Window, next_window, zone
from followup.timing.parties import whereabouts


_RINGS = frozenset({"phone", "sms", "rcs"})
# Each round goes past a leave, or to the next hours for calls; a month of nights has fewer.
_MOST_ROUNDS = 60


def welcome(case: Case, channel: str, start: datetime, *, stand_in: bool = False) -> Window | None:
    """The next window from an instant on; None where nothing tells their place.

    An urgent matter is not made to wait: its window says itself what it disturbs.

    Args:
        case: The customer at its instant.
        channel: The slug of the channel.
        start: From when on to look (aware).
        stand_in: The message goes to somebody whose leave is not theirs.
    """
    # Our own hours delay a call or a chat; they do not forbid it.
    both = _welcome(case, channel, start, case.seller, stand_in=stand_in)
    return both or _welcome(case, channel, start, None, stand_in=stand_in)


def _welcome(
    case: Case, channel: str, start: datetime, sender: Seller | None, *, stand_in: bool
) -> Window | None:
    for _ in range(_MOST_ROUNDS):
        window = _office_hours(case, channel, start, sender)
        if window is None or case.lead.urgency is Urgency.URGENT:
            return window
        later = None if stand_in else _back_after(case, window.start)
        if later is None:
            permit = calls_to(case, channel, window.start)
            if permit is None or not permit.hours_known:
                return window
            # Zones that share no hour for calls leave none.
            if permit.calls is None:
                return None
            if permit.calls.start < window.end:
                return _within(window, permit.calls)
            later = permit.calls.start
        start = later
    return None


def calls_to(case: Case, channel: str, at: datetime) -> Permit | None:
    """What is known of the hours for calls and texts there; None for what does not ring."""
    country = case.lead.country or _likely_country(case)
    if channel not in _RINGS or country is None:
        return None
    part = (case.lead.subdivision or "").upper().removeprefix(f"{country}-")
    return channels.may_contact(
        f"{country}-{part}" if part else country,
        channel,
        audience="b2b",
        basis="customer",
        at=at,
        facts=case.facts,
    )


def _likely_country(case: Case) -> str | None:
    there = whereabouts(case.lead, case.facts)
    return there.calendars[0].country if there else None


def _office_hours(
    case: Case, channel: str, start: datetime, sender: Seller | None
) -> Window | None:
    found = next_window(
        case.lead,
        now=start,
        sender=sender,
        channel=channel,
        urgency=case.lead.urgency,
        facts=case.facts,
    )
    return found if isinstance(found, Window) else None


def _back_after(case: Case, moment: datetime) -> datetime | None:
    """Where an instant lies in a known leave: when that is over."""
    notice = case.history.absence_notice
    absence = notice.reading.absence if notice else None
    if absence is None or absence.returns_on is None:
        return None
    day = case.on_walls(moment)
    if not (absence.starts_on or day) <= day < absence.returns_on:
        return None
    return datetime.combine(absence.returns_on, time(), tzinfo=zone(case.span.zone or "UTC"))


def _within(window: Window, calls: CallWindow) -> Window:
    """What lies in both; where the hours for calls change nothing, the window as it is."""
    start, end = max(window.start, calls.start), min(window.end, calls.end)
    if (start, end) == (window.start, window.end):
        return window
    here = window.start.tzinfo
    told = Finding(
        name="plan.call_hours",
        outcome=Outcome.FOR,
        reason=f"It keeps to the hours for calls: {calls.law}.",
        source=calls.source,
    )
    best = window.best if window.best and start <= window.best < end else start
    return attrs.evolve(
        window,
        start=start.astimezone(here),
        end=end.astimezone(here),
        best=best.astimezone(here),
        because=(*window.because, told),
    )
