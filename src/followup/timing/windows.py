"""When to write or call: the next stretch of the recipient's office hours, and what was skipped for it."""

from __future__ import annotations

import itertools

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
from followup.timing.pack import pack
from followup.timing.parties import Party, Whereabouts, whereabouts
from followup.timing.preference import Best, best_part
from followup.timing.sureness import least, sure
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
        covered: The part of the people in question for whom it is good, in (0, 1]; below 1 some zones in which
            the recipient may be could not be served, and a finding names them.
        best: Its better hours by a weak prior begin here (aware); ``start`` where no hour is preferred.
        score: How good those are beside an ordinary working hour: the prior times the season's activity.
        because: What was skipped and why, and what the window rests on.
        editions: The data it was planned with, so that ``why_moved`` can tell a change of data.
    """

    start: datetime = attrs.field(validator=aware)
    end: datetime = attrs.field(validator=aware)
    zone: str
    zones: tuple[str, ...]
    certainty: Confidence
    covered: float = 1.0
    best: datetime | None = attrs.field(default=None, validator=aware)
    score: float = 1.0
    because: tuple[Finding, ...] = ()
    editions: str = ""

    @property
    def safe(self) -> bool:
        """Whether it is good wherever the recipient may be."""
        return self.covered > _ALL


@attrs.frozen
class NoWindow(Value):
    """There is no window, with the reason in one plain sentence."""

    reason: str


# A window that is good for so many is good for all; the rest is rounding.
_ALL = 0.9999
_MICROS = timedelta(microseconds=1)
_YEAR = timedelta(days=366) // _MICROS
# Two calendars meet if they share an hour within a fortnight; holidays rarely last longer.
_FORTNIGHT = timedelta(days=14) // _MICROS
_HOUR = timedelta(hours=1) // _MICROS
_WEEK = timedelta(days=7)
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
        InvalidValue: ``now`` lies outside the years 1900 to 2200, or a party has no place to tell.
        UnknownName: A time zone is not in the database, or there is no such urgency.
    """
    there, urgency = _asked(recipient, now, urgency, facts)
    if there is None:
        return NoWindow(_NOWHERE)
    windows = _found(there, _ours(sender, channel, facts), (now, urgency), facts)
    return next(windows, NoWindow("The recipient has no office hours within a year."))


def send_windows(  # noqa: PLR0913 - as next_window
    recipient: Party,
    *,
    now: datetime,
    sender: Party | None = None,
    channel: str = "email",
    urgency: Urgency | str = Urgency.NORMAL,
    facts: Facts = BUNDLED,
) -> Iterator[Window]:
    """The windows of the coming year, week by week from now on, the best of each week first.

    What is best rests on the weak prior of ``send_preference`` and on the seasons; among equals the earlier comes
    first. They are found as they are asked for. Of an urgent matter the first is the one that starts now. There
    are none where nothing tells the recipient's place. Arguments and errors are those of ``next_window``.
    """
    there, urgency = _asked(recipient, now, urgency, facts)
    if there is None:
        return iter(())
    return _ranked(
        _found(there, _ours(sender, channel, facts), (now, urgency), facts), now, urgency
    )


def _asked(
    recipient: Party, now: datetime, urgency: Urgency | str, facts: Facts
) -> tuple[Whereabouts | None, Urgency]:
    instant("now", now)
    if urgency not in list(Urgency):
        raise UnknownName("urgency", urgency, list(Urgency))
    return whereabouts(recipient, facts), Urgency(urgency)


def _ranked(windows: Iterator[Window], now: datetime, urgency: Urgency) -> Iterator[Window]:
    if urgency is Urgency.URGENT:
        yield from itertools.islice(windows, 1)
    weeks = itertools.groupby(windows, key=lambda window: (window.start - now) // _WEEK)
    for _, several in weeks:
        yield from sorted(several, key=lambda window: (-window.score, window.start))


def _ours(sender: Party | None, channel: str, facts: Facts) -> WorkCalendar | None:
    """The sender's calendar, where the channel needs somebody there."""
    if sender is None or slug(channel) in _SCHEDULED:
        return None
    here = whereabouts(sender, facts)
    return None if here is None else here.calendars[0]


def _found(
    there: Whereabouts,
    ours: WorkCalendar | None,
    asked: tuple[datetime, Urgency],
    facts: Facts,
) -> Iterator[Window]:
    now, urgency = asked
    at = instant("now", now)
    kept = _together(there, at)
    calendars = kept if ours is None or not _meet([*kept, ours], at) else [*kept, ours]
    rest = tuple(because.sender_is(ours, calendars, now))
    spans = common([calendar.schedule for calendar in calendars], at, at + _YEAR)
    for number, (low, high) in enumerate(spans):
        urgent = urgency is Urgency.URGENT and number == 0 and low > at
        good = [*kept, *(one for one, _ in there.others if one.schedule.is_open_all(low, high))]
        findings = (
            *because.now_is(kept, now, urgent=urgent),
            *because.skipped(kept[0], at, low),
            *because.place(there, good),
            *rest,
        )
        span = (at if urgent else low, high)
        yield _window(there, good, span, best_part(kept[0], low, high, facts), findings)


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
    best: Best,
    findings: tuple[Finding, ...],
) -> Window:
    first = kept[0].schedule
    covered = sum(share for calendar, share in there.all if calendar in kept)
    days = (calendar.certainty_on(calendar.schedule.walls(span[0]).date()) for calendar in kept)
    return Window(
        start=first.local(span[0]),
        end=first.local(span[1]),
        zone=kept[0].zone,
        zones=tuple(calendar.zone for calendar in kept),
        certainty=Confidence(least(there.certainty, sure(covered), *days)),
        covered=min(1.0, covered),
        best=first.local(best.low),
        score=best.score,
        because=findings,
        editions=f"holidays {pack().edition}, time zones {zones.database_version()}",
    )
