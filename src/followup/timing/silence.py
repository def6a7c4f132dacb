"""Why nobody answered: where the time between two instants went, on the other side's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Source
from followup.timing import zones
from followup.timing._table import EPOCH, instant
from followup.timing.parties import Party, whereabouts
from followup.timing.pieces import Piece, SpanKind, of_dates
from followup.timing.sureness import least, sure
from followup.timing.workcalendar import WorkCalendar


__all__ = ["SilenceSpan", "SpanKind", "SpanReason", "explain"]

# From this share of the answers on, one that has not come is late.
_MOST_ANSWERS = 0.8


@attrs.frozen(kw_only=True)
class SpanReason(Value):
    """One reason why time passed without work.

    Attributes:
        kind: What took the time.
        name: In words: the holiday's name, ``"weekend"``, ``"outside office hours"``.
        start: Its first date inside the silence, on the recipient's walls.
        end: Its last date, inclusive.
        lost: How much of the elapsed time it took; nothing for a season, which only slows work down.
        work_lost: How much of the usual office hours it took: all of a holiday, of a season the part that is
            not done in it.
        activity: For holidays and seasons, the part of a weekday's work that goes on all the same, in
            [0, 1]; None where nothing is known about it.
        source: Who says so, where it does not follow from the clock alone.
    """

    kind: SpanKind
    name: str
    start: date
    end: date
    lost: timedelta
    work_lost: timedelta = timedelta()
    activity: float | None = None
    source: Source | None = None


@attrs.frozen(kw_only=True)
class SilenceSpan(Value):
    """Where the time of a silence went. What was worked and what was lost add up to what elapsed.

    Attributes:
        elapsed: The time between the two instants.
        working: The recipient's office hours in it; None where its place is not known.
        usual: The office hours that it would have had in weeks without holidays; None as above.
        zone: The IANA zone whose clocks were used; None where the place is not known.
        reasons: What took the rest, largest first.
        certainty: How sure the place and its days are.
    """

    elapsed: timedelta
    working: timedelta | None
    usual: timedelta | None = None
    zone: str | None
    reasons: tuple[SpanReason, ...]
    certainty: Confidence

    @property
    def share_lost(self) -> float | None:
        """The part of the usual office hours that holidays and seasons took, in [0, 1]; None if there are none."""
        if not self.usual:
            return None
        lost = sum((reason.work_lost for reason in self.reasons), timedelta())
        return min(1.0, lost / self.usual)


def explain(
    start: datetime, end: datetime, recipient: Party, *, facts: Facts = BUNDLED
) -> SilenceSpan:
    """Where the time between two instants went for a recipient.

    In a country with several zones the clocks are those of most people, and the certainty says so. Where fewer
    working hours have passed than four answers in five need, a reason says that it is too early.

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
    pieces = list(of_dates(calendar, low, high, facts))
    certain = [piece.certainty for piece in pieces if piece.kind in _BOUND_TO_DATES]
    working = calendar.schedule.working_time(start, max(start, end))
    slowed = sum(piece.work_lost for piece in pieces if piece.kind is not SpanKind.SEASON)
    return SilenceSpan(
        elapsed=elapsed,
        working=working,
        usual=working + timedelta(microseconds=slowed),
        zone=calendar.zone,
        reasons=(*_reasons(pieces), *_too_early(calendar, (low, high), working, facts)),
        certainty=Confidence(least(there.certainty, sure(there.shares[0]), *certain)),
    )


# Nights are as certain as the office hours, seasons as their own row: neither makes a date less sure.
_BOUND_TO_DATES = frozenset(SpanKind) - {SpanKind.NIGHT, SpanKind.SEASON}
_ONE_DAY = timedelta(days=1)
_GAPS = {SpanKind.NIGHT: timedelta.max, SpanKind.SEASON: timedelta(days=14)}


def _reasons(pieces: Iterable[Piece]) -> tuple[SpanReason, ...]:
    """Neighbouring dates with one reason become one; nights do always, a season goes on after a weekend."""
    runs: list[list[Piece]] = []
    latest: dict[tuple[SpanKind, str], list[Piece]] = {}
    for piece in pieces:
        run = latest.get((piece.kind, piece.name))
        if run is not None and piece.day - run[-1].day <= _GAPS.get(piece.kind, _ONE_DAY):
            run.append(piece)
            continue
        runs.append([piece])
        latest[piece.kind, piece.name] = runs[-1]
    reasons = map(_told, runs)
    return tuple(
        sorted(reasons, key=lambda reason: (-reason.lost, -reason.work_lost, reason.start))
    )


def _told(run: Sequence[Piece]) -> SpanReason:
    return SpanReason(
        kind=run[0].kind,
        name=run[0].name,
        start=run[0].day,
        end=run[-1].day,
        lost=timedelta(microseconds=sum(piece.lost for piece in run)),
        work_lost=timedelta(microseconds=round(sum(piece.work_lost for piece in run))),
        activity=run[0].activity,
        source=run[0].source,
    )


def _too_early(
    calendar: WorkCalendar, span: tuple[int, int], working: timedelta, facts: Facts
) -> Iterator[SpanReason]:
    """That most answers need more working time than has passed."""
    rows = facts.rows("reply_times")
    row = next((row for row in rows if float(row["share"]) >= _MOST_ANSWERS), None)
    if span[0] == span[1] or row is None or working >= timedelta(hours=float(row["working_hours"])):
        return
    hours = working / timedelta(hours=1)
    first, last = (
        zones.local(EPOCH + timedelta(microseconds=at), calendar.zone).date() for at in span
    )
    yield SpanReason(
        kind=SpanKind.SHORT_NOTICE,
        name=f"{hours:.1f} working hours have passed, 4 in 5 answers need up to {row['working_hours']}",
        start=first,
        end=last,
        lost=timedelta(),
        source=Source(title=row["source"], url=row["source_url"] or None),
    )
