"""Rules on whether they can answer at all: absence, holidays, office hours, their usual pace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from followup.diagnose.case import Case
from followup.diagnose.causes import Cause, CauseKind
from followup.evidence import Confidence, Finding, Outcome
from followup.history import Entry, Level, on_walls
from followup.messages import Absence
from followup.timing import SilenceSpan, SpanKind, SpanReason, explain


# An absence notice without a day is believed for so long.
_UNDATED_HOLDS = timedelta(days=14)
_HARDLY_ANY = timedelta(hours=2)
_OWN = {Level.PAIR, Level.CONTACT}
# From this share of the elapsed time on, holidays explain a silence.
_MUCH = 0.2
# A season in which so much of the work is not done does so too.
_MOST = 0.4
_PLACE_UNKNOWN = timedelta(days=3)


def away(case: Case) -> Iterator[Cause]:
    """The last word on their absence, until they write like somebody who is there."""
    entry = case.history.absence_notice
    if entry is None:
        return
    absence = entry.reading.absence
    told = [entry.finding("silence.out_of_office", "They say that they are away.")]
    more = {"alternative": absence.delegate or absence.new_address, "channel": entry.channel}
    if absence.stale or _is_over(absence, case.today, entry, case):
        yield case.cause(CauseKind.OUT_OF_OFFICE_STALE, Confidence.MEDIUM, told)
    elif absence.returns_on is None:
        yield case.cause(CauseKind.OUT_OF_OFFICE_UNDATED, Confidence.HIGH, told, **more)
    elif absence.starts_on is None or absence.starts_on <= case.today:
        sure = Confidence.MEDIUM if absence.long else Confidence.CERTAIN
        until = absence.returns_on
        yield case.cause(CauseKind.OUT_OF_OFFICE, sure, told, until=until, **more)


def _is_over(absence: Absence, today: date, entry: Entry, case: Case) -> bool:
    if absence.returns_on is not None:
        return absence.returns_on <= today
    return case.now - entry.at > _UNDATED_HOLDS


def holiday(case: Case) -> Iterator[Cause]:
    """Public holidays at their place: today, or through much of the silence; a season in which few work."""
    span = case.span
    today = _on_this_day(case)
    past = [one for one in span.reasons if one.kind is SpanKind.HOLIDAY]
    seasons = [one for one in span.reasons if one.kind is SpanKind.SEASON]
    lost = sum((one.lost for one in past), timedelta())
    festive = bool(span.elapsed) and lost / span.elapsed >= _MUCH
    quiet = bool(seasons) and (span.share_lost or 0) >= _MOST
    if not today and not ((festive or quiet) and _within(case, 2)):
        return
    known = {(one.name, one.end) for one in past}
    begun = (one for one in today if (one.name, one.end) not in known)
    found = [_because(one, span) for one in (*past, *begun, *(seasons if quiet else ()))]
    placed = span.certainty.weight >= Confidence.MEDIUM.weight
    sure = Confidence.HIGH if placed and (today or festive) else Confidence.MEDIUM
    yield case.cause(CauseKind.PUBLIC_HOLIDAY, sure, found)


def _on_this_day(case: Case) -> list[SpanReason]:
    if case.there is None or not case.there.calendars[0].judged(case.today).holidays:
        return []
    now = explain(case.now, case.now + timedelta(minutes=1), case.lead, facts=case.facts)
    return [one for one in now.reasons if one.kind is SpanKind.HOLIDAY]


def off_hours(case: Case) -> Iterator[Cause]:
    """Hardly any of the silence was working time: night, weekend, the time difference."""
    span = case.span
    if span.working is None or span.working > min(_HARDLY_ANY, span.elapsed / 2):
        return
    found = [_because(one, span) for one in span.reasons if one.kind is not SpanKind.HOLIDAY]
    if found and not any(one.kind is SpanKind.HOLIDAY for one in span.reasons):
        sure = max(span.certainty, Confidence.MEDIUM, key=lambda one: one.weight)
        yield case.cause(CauseKind.OFF_HOURS, sure, found)


def usual_pace(case: Case) -> Iterator[Cause]:
    """They have had no more working time than answers usually take."""
    if not _within(case, 1):
        return
    outlook = case.outlook
    own = outlook.level in _OWN
    whose = f"of {outlook.n} messages to them" if own else "to mail in general"
    by = on_walls(case.expected_by, case.span.zone or "+00:00")
    told = case.field(
        "normal_pace",
        f"4 in 5 of the answers {whose} would have come by {by.isoformat(' ', 'minutes')}, and no"
        " follow-up is due before 24 working hours.",
        "history",
        _worked(case.span),
    )
    yield case.cause(CauseKind.NORMAL_PACE, Confidence.HIGH if own else Confidence.MEDIUM, [told])


def _within(case: Case, times: int) -> bool:
    if case.span.working is None:
        return case.span.elapsed <= times * _PLACE_UNKNOWN
    return case.span.working <= times * case.patience


def _worked(span: SilenceSpan) -> str:
    if span.working is None:
        return f"{span.elapsed / timedelta(days=1):.1f} days; their place is not known"
    return f"{span.working / timedelta(hours=1):.1f} working hours of theirs"


def _because(one: SpanReason, span: SilenceSpan) -> Finding:
    days = str(one.start) if one.start == one.end else f"{one.start} to {one.end}"
    hours = round(one.lost / timedelta(hours=1))
    lasting = f": {hours} hours" if hours else ""
    return Finding(
        name=f"silence.{one.kind}",
        outcome=Outcome.FOR,
        reason=f"{one.name}, {days}{lasting} in {span.zone}.",
        weight=span.certainty.weight,
        quote=one.name,
        subject="country",
        source=one.source,
    )
