"""The findings of a window: what the clock says, what was skipped, what the place rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from followup.evidence import Confidence, Finding, Outcome
from followup.timing import zones
from followup.timing.days import Day
from followup.timing.judged import WEEKDAY_NAMES, DayKind
from followup.timing.parties import Whereabouts
from followup.timing.workcalendar import WorkCalendar


_MOST_DAYS_TOLD = 30
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def now_is(kept: Sequence[WorkCalendar], now: datetime, *, urgent: bool) -> Iterator[Finding]:
    """What the recipient's clock shows now, and whether an urgent matter overrides it.

    Of several clocks it is the first on which nobody is at work.
    """
    closed = next((one for one in kept if not one.schedule.is_open(now)), None)
    calendar = closed or kept[0]
    clock = zones.local(now, calendar.zone)
    where = f"on {WEEKDAY_NAMES[clock.weekday()]} in {_city(calendar.zone)}"
    yield Finding(
        name="window.now_closed" if closed else "window.now_open",
        outcome=Outcome.AGAINST if closed else Outcome.FOR,
        reason=f"{clock:%H:%M} {where} is {'outside' if closed else 'inside'} office hours.",
        source=calendar.hours_source,
        observed_at=now,
    )
    if urgent:
        reason = "The matter is urgent, so it does not wait for office hours."
        yield Finding(name="window.urgent", outcome=Outcome.FOR, reason=reason)


def skipped(calendar: WorkCalendar, now: int, start: int) -> Iterator[Finding]:
    """What each date from now to the window is, where that is worth telling."""
    first, last = calendar.schedule.walls(now).date(), calendar.schedule.walls(start).date()
    days = min((last - first).days, _MOST_DAYS_TOLD)
    for count in range(days + 1):
        day = first + timedelta(days=count)
        kind = calendar.judged(day).kind
        if kind is not DayKind.WORKING and (now < start or kind is not DayKind.OFF):
            yield _told(calendar.day(day))


def _told(day: Day) -> Finding:
    weekend = day.kind is DayKind.OFF and not day.holidays
    name, words = ("weekend", "is the weekend: {}") if weekend else _WORDS[day.kind]
    said = words.format("; ".join(day.holidays or day.reasons))
    return Finding(
        name=f"window.{name}",
        outcome=Outcome.AGAINST if day.kind is DayKind.OFF else Outcome.NEUTRAL,
        reason=f"{day.date.day} {_MONTHS[day.date.month - 1]} {said}.",
        subject=day.date.isoformat(),
        source=day.source,
    )


_WORDS = {
    DayKind.OFF: ("holiday", "is {}"),
    DayKind.HALF: ("half_day", "is a half day: {}"),
    DayKind.MAKEUP: ("makeup", "is {}"),
    DayKind.UNCERTAIN: ("uncertain", "may be a holiday: {}"),
}


def place(there: Whereabouts, kept: Sequence[WorkCalendar]) -> Iterator[Finding]:
    """What the place rests on, where it is not certain, and which zones could not be served."""
    if there.certainty is not Confidence.CERTAIN or len(there.calendars) > 1:
        places = ", ".join(_city(calendar.zone) for calendar in kept)
        reason = f"Good for {places}: {there.why}."
        yield Finding(name="window.place", outcome=Outcome.NEUTRAL, reason=reason)
    if kept[0].country is None:
        reason = "The country is not known, so its holidays are not: Monday to Friday, 9 to 17."
        yield Finding(name="window.no_country", outcome=Outcome.UNKNOWN, reason=reason)
    for calendar, share in there.all:
        if calendar not in kept:
            reason = f"Not good for {_city(calendar.zone)}, where {_share(share)} may be."
            yield Finding(name="window.zone_left_out", outcome=Outcome.AGAINST, reason=reason)


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "less than 1%"


def sender_is(
    ours: WorkCalendar | None, calendars: Sequence[WorkCalendar], now: datetime
) -> Iterator[Finding]:
    """Whether our own office hours were met, where the channel needs somebody there."""
    if ours is None:
        return
    clock = zones.local(now, ours.zone)
    here = f"{clock:%H:%M} on {WEEKDAY_NAMES[clock.weekday()]} in {_city(ours.zone)}"
    if ours in calendars:
        reason = f"Your own office hours are met: it is {here}."
        yield Finding(name="window.both_sides", outcome=Outcome.FOR, reason=reason)
    else:
        reason = f"Your own office hours share no time with it: it is {here}."
        yield Finding(name="window.sender_closed", outcome=Outcome.AGAINST, reason=reason)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
