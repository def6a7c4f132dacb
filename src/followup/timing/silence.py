"""Why nobody answered: where the time between two instants went, on the other side's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Source
from followup.timing import zones
from followup.timing._table import EPOCH, instant, instants, midnight
from followup.timing.days import Day, DayKind
from followup.timing.parties import Party, whereabouts
from followup.timing.places import least, sure
from followup.timing.workcalendar import WorkCalendar


class SpanKind(StrEnum):
    """What took the time. ``NIGHT`` is all time outside the office hours of a working day, lunch included.

    ``MAKEUP`` and ``UNCERTAIN`` take none: they are told because they are unusual.
    """

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    HALF_DAY = "half_day"
    NIGHT = "night"
    MAKEUP = "makeup"
    UNCERTAIN = "uncertain"


@attrs.frozen(kw_only=True)
class SpanReason(Value):
    """One reason why time passed without work.

    Attributes:
        kind: What took the time.
        name: In words: the holiday's name, ``"weekend"``, ``"outside office hours"``.
        start: Its first date inside the silence, on the recipient's walls.
        end: Its last date, inclusive.
        lost: How much of the elapsed time it took.
        source: Who says so, where it does not follow from the clock alone.
    """

    kind: SpanKind
    name: str
    start: date
    end: date
    lost: timedelta
    source: Source | None = None


@attrs.frozen(kw_only=True)
class SilenceSpan(Value):
    """Where the time of a silence went. What was worked and what was lost add up to what elapsed.

    Attributes:
        elapsed: The time between the two instants.
        working: The recipient's office hours in it; None where its place is not known.
        zone: The IANA zone whose clocks were used; None where the place is not known.
        reasons: What took the rest, largest first.
        certainty: How sure the place and its days are.
    """

    elapsed: timedelta
    working: timedelta | None
    zone: str | None
    reasons: tuple[SpanReason, ...]
    certainty: Confidence


def explain(
    start: datetime, end: datetime, recipient: Party, *, facts: Facts = BUNDLED
) -> SilenceSpan:
    """Where the time between two instants went for a recipient.

    In a country with several zones the clocks are those of most people, and the certainty says so.

    Args:
        start: When the silence began (aware).
        end: When it ended, or now (aware); not before ``start``, or nothing elapsed.
        recipient: A Lead, a Seller or a WorkCalendar.
        facts: The tables to look in.

    Returns:
        The working time beside the elapsed time, with the reasons for the difference.

    Raises:
        NaiveTime: An instant has no zone.
        InvalidValue: An instant lies outside the years 1900 to 2200.
    """
    low, high = instant("start", start), instant("end", end)
    high = max(low, high)
    elapsed = timedelta(microseconds=high - low)
    there = whereabouts(recipient, facts)
    if there is None:
        unknown = Confidence.UNKNOWN
        return SilenceSpan(elapsed=elapsed, working=None, zone=None, reasons=(), certainty=unknown)
    calendar = there.calendars[0]
    pieces = list(_pieces(calendar, low, high))
    certainties = [piece.certainty for piece in pieces if piece.kind is not SpanKind.NIGHT]
    return SilenceSpan(
        elapsed=elapsed,
        working=calendar.schedule.working_time(start, max(start, end)),
        zone=calendar.zone,
        reasons=_reasons(pieces),
        certainty=least(there.certainty, sure(there.shares[0]), *certainties),
    )


@attrs.frozen(kw_only=True)
class _Piece:
    kind: SpanKind
    name: str
    day: date
    lost: int
    certainty: Confidence
    source: Source | None


def _pieces(calendar: WorkCalendar, low: int, high: int) -> Iterator[_Piece]:
    """What each date of the silence took."""
    there = zones.zone(calendar.zone)
    day = (EPOCH + timedelta(microseconds=low)).astimezone(there).date()
    at = low
    while at < high:
        after = min(high, max(at, midnight(day + timedelta(days=1), there)))
        yield from _of_day(calendar, calendar.day(day), at, after)
        at, day = after, day + timedelta(days=1)


def _of_day(calendar: WorkCalendar, day: Day, low: int, high: int) -> Iterator[_Piece]:
    idle = high - low - sum(end - start for start, end in calendar.schedule.spans(low, high))
    kind, name = _named(day)
    early = _usual(calendar, day.date, low, high) - (high - low - idle)
    taken = {SpanKind.HALF_DAY: max(0, early), SpanKind.WEEKEND: idle, SpanKind.HOLIDAY: idle}
    if kind is not None:
        lost = taken.get(kind, 0)
        idle -= lost
        yield _Piece(
            kind=kind,
            name=name,
            day=day.date,
            lost=lost,
            certainty=day.certainty,
            source=day.source,
        )
    if idle:
        yield _Piece(
            kind=SpanKind.NIGHT,
            name="outside office hours",
            day=day.date,
            lost=idle,
            certainty=day.certainty,
            source=calendar.hours_source,
        )


def _named(day: Day) -> tuple[SpanKind | None, str]:
    if day.kind is DayKind.OFF:
        if day.holidays:
            return SpanKind.HOLIDAY, "; ".join(day.holidays)
        return SpanKind.WEEKEND, "weekend"
    kinds = {
        DayKind.HALF: SpanKind.HALF_DAY,
        DayKind.MAKEUP: SpanKind.MAKEUP,
        DayKind.UNCERTAIN: SpanKind.UNCERTAIN,
    }
    return kinds.get(day.kind), "; ".join(day.reasons)


def _usual(calendar: WorkCalendar, day: date, low: int, high: int) -> int:
    """The office hours that an ordinary day would have had there."""
    spans = instants(day, calendar.usual_hours(day), zones.zone(calendar.zone))
    return sum(max(0, min(end, high) - max(start, low)) for start, end in spans)


def _reasons(pieces: Iterable[_Piece]) -> tuple[SpanReason, ...]:
    """Neighbouring dates with one reason become one; all nights do."""
    runs: list[list[_Piece]] = []
    latest: dict[tuple[SpanKind, str], list[_Piece]] = {}
    for piece in pieces:
        run = latest.get((piece.kind, piece.name))
        near = run is not None and piece.day - run[-1].day <= timedelta(days=1)
        if run is not None and (near or piece.kind is SpanKind.NIGHT):
            run.append(piece)
            continue
        runs.append([piece])
        latest[piece.kind, piece.name] = runs[-1]
    reasons = (
        SpanReason(
            kind=run[0].kind,
            name=run[0].name,
            start=run[0].day,
            end=run[-1].day,
            lost=timedelta(microseconds=sum(piece.lost for piece in run)),
            source=run[0].source,
        )
        for run in runs
    )
    return tuple(sorted(reasons, key=lambda reason: (-reason.lost, reason.start)))
