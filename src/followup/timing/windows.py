"""When to write or call: the next stretch of the recipient's office hours, and what was skipped for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import attrs

from followup._normal import aware, slug
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.errors import UnknownName
from followup.evidence import Confidence, Finding
from followup.models import Urgency
from followup.timing import because, zones
from followup.timing._table import instant
from followup.timing.arithmetic import common
from followup.timing.parties import Party, Whereabouts, whereabouts
from followup.timing.places import least, sure
from followup.timing.workcalendar import WorkCalendar


@attrs.frozen(kw_only=True)
class Window(Value):
    """A stretch of time in which a message or a call is welcome.

    Attributes:
        start: Its first instant (aware, on the recipient's clocks).
        end: The instant at which it is over (aware, on the recipient's clocks).
        zone: The IANA zone of those clocks: the recipient's most likely one.
        zones: All zones in which the recipient may be and for which the window is good.
        certainty: How sure place and days are.
        because: What was skipped and why, and what the window rests on.
    """

    start: datetime = attrs.field(validator=aware)
    end: datetime = attrs.field(validator=aware)
    zone: str
    zones: tuple[str, ...]
    certainty: Confidence
    because: tuple[Finding, ...] = ()


@attrs.frozen
class NoWindow(Value):
    """There is no window, with the reason in one plain sentence."""

    reason: str


_MICROS = timedelta(microseconds=1)
_YEAR = timedelta(days=366) // _MICROS
# Two calendars meet if they share an hour within a fortnight; holidays rarely last longer.
_FORTNIGHT = timedelta(days=14) // _MICROS
_HOUR = timedelta(hours=1) // _MICROS
# What can be sent while nobody sits at our desk; all else needs both sides.
_SCHEDULED = frozenset({"email", "sms"})

_NOWHERE = (
    "Nothing tells where the recipient is. Ask for its country, or for a phone number with +, a city or a"
    " time zone."
)


def next_window(  # noqa: PLR0913 - the public contract: two sides, a moment, a channel, an urgency
    recipient: Party,
    *,
    now: datetime,
    sender: Party | None = None,
    channel: str = "email",
    urgency: Urgency | str = Urgency.NORMAL,
    facts: Facts = BUNDLED,
) -> Window | NoWindow:
    """The next time at which writing or calling is welcome; it starts now if now is a good time.

    A recipient that may be in several zones gets a window that is good in all of those that matter. For a
    call or a chat the sender's office hours count too where it is given; they delay, they never block. An
    urgent matter starts at once, and the findings say what it disturbs. Inside office hours no hour is
    preferred: what is published about better hours contradicts itself.

    Args:
        recipient: A Lead, a Seller or a WorkCalendar.
        now: The moment from which to look (aware).
        sender: Who writes or calls, if its hours shall count.
        channel: The channel's slug. Mail and SMS can be scheduled; all others need both sides.
        urgency: ``"urgent"`` for matters that cannot wait for office hours.
        facts: The tables to look in.

    Returns:
        A window, or the reason why there is none: nothing tells where the recipient is, or it never works.

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: ``now`` lies outside the years 1900 to 2200.
        UnknownName: A time zone is not in the database, or there is no such urgency.
    """
    windows = send_windows(
        recipient, now=now, sender=sender, channel=channel, urgency=urgency, facts=facts
    )
    found = next(windows, None)
    if found is not None:
        return found
    known = whereabouts(recipient, facts) is not None
    return NoWindow("The recipient has no office hours within a year." if known else _NOWHERE)


def send_windows(  # noqa: PLR0913 - as next_window
    recipient: Party,
    *,
    now: datetime,
    sender: Party | None = None,
    channel: str = "email",
    urgency: Urgency | str = Urgency.NORMAL,
    facts: Facts = BUNDLED,
) -> Iterator[Window]:
    """The windows of the coming year as they are asked for, the next one first: see ``next_window``.

    There are none where nothing tells the recipient's place.
    """
    instant("now", now)
    if urgency not in list(Urgency):
        raise UnknownName("urgency", urgency, list(Urgency))
    there = whereabouts(recipient, facts)
    if there is None:
        return iter(())
    return _found(there, _ours(sender, channel, facts), now, Urgency(urgency))


def _ours(sender: Party | None, channel: str, facts: Facts) -> WorkCalendar | None:
    """The sender's calendar, where the channel needs somebody there."""
    if sender is None or slug(channel) in _SCHEDULED:
        return None
    here = whereabouts(sender, facts)
    return None if here is None else here.calendars[0]


def _found(
    there: Whereabouts, ours: WorkCalendar | None, now: datetime, urgency: Urgency
) -> Iterator[Window]:
    at = instant("now", now)
    kept = _together(there, at)
    calendars = kept if ours is None or not _meet([*kept, ours], at) else [*kept, ours]
    rest = (*because.place(there, kept), *because.sender_is(ours, calendars, now))
    spans = common([calendar.schedule for calendar in calendars], at, at + _YEAR)
    for number, (low, high) in enumerate(spans):
        urgent = urgency is Urgency.URGENT and number == 0 and low > at
        findings = (
            *because.now_is(kept, now, urgent=urgent),
            *because.skipped(kept[0], at, low),
            *rest,
        )
        yield _window(there, kept, (at if urgent else low, high), findings)


def _together(there: Whereabouts, at: int) -> list[WorkCalendar]:
    """The likely calendars whose office hours have some time in common, most likely first."""
    kept: list[WorkCalendar] = []
    for calendar in there.calendars:
        if not kept or _meet([*kept, calendar], at):
            kept.append(calendar)
    return kept


def _meet(calendars: Sequence[WorkCalendar], at: int) -> bool:
    spans = common([calendar.schedule for calendar in calendars], at, at + _FORTNIGHT)
    return any(high - low >= _HOUR for low, high in spans)


def _window(
    there: Whereabouts,
    kept: Sequence[WorkCalendar],
    span: tuple[int, int],
    findings: tuple[Finding, ...],
) -> Window:
    interval = kept[0].schedule.interval(*span)
    covered = sum(
        share
        for calendar, share in zip(there.calendars, there.shares, strict=True)
        if calendar in kept
    )
    days = (
        calendar.day(zones.local(interval.start, calendar.zone).date()).certainty
        for calendar in kept
    )
    return Window(
        start=interval.start,
        end=interval.end,
        zone=kept[0].zone,
        zones=tuple(calendar.zone for calendar in kept),
        certainty=least(there.certainty, sure(covered), *days),
        because=findings,
    )
