"""Regular silences in a history: a customer that orders every other month is not lost in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import mean, median, pstdev

import attrs

from followup._value import Value
from followup.evidence import Finding
from followup.history import Entry, History
from followup.models import InteractionKind


# Words within three weeks belong to one matter; the next matter is a new turn of the cycle.
_ONE_MATTER = timedelta(days=21)
_FEWEST_GAPS = 3
_STEADY = 0.3
_LONG_SILENCE = 35
_FEWEST_YEARS = 2
_FEWEST_ANSWERS = 8
_MOST_ANSWERS = 0.8
_FEW_DAYS = 2
_FEWEST_LEAVES = 3
_YEAR = 365.25
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PatternKind(StrEnum):
    """What comes back: a quiet season each year, an order each so many weeks, weekdays, absences."""

    SEASON = "season"
    REORDER = "reorder"
    WEEKDAY = "weekday"
    TRAVEL = "travel"


@attrs.frozen(kw_only=True)
class Pattern(Value):
    """Something regular in a history.

    Attributes:
        kind: What comes back.
        sentence: In one plain sentence.
        times: How often it was seen.
        next_on: The day on which words are expected again; None where the pattern names none.
        holds: Whether it explains a silence at this moment.
        evidence: The messages that it rests on.
    """

    kind: PatternKind
    sentence: str
    times: int
    next_on: date | None = None
    holds: bool = False
    evidence: tuple[Finding, ...] = ()


def find_patterns(history: History, now: datetime) -> tuple[Pattern, ...]:
    """The regular silences of a history, as they look at an instant.

    Args:
        history: What was said.
        now: The instant (aware).
    """
    theirs = [entry for entry in history.entries if entry.is_theirs]
    orders = [entry for entry in theirs if entry.interaction.kind is InteractionKind.ORDER]
    found = (
        *_reorder(orders if len(orders) > _FEWEST_GAPS else theirs, now),
        *_season(theirs, now),
        *_weekdays(theirs),
        *_travel(history.entries),
    )
    return tuple(found)


def _reorder(entries: Sequence[Entry], now: datetime) -> Iterator[Pattern]:
    """Matters that begin again and again after about the same time."""
    starts = list(_starts(entries))
    gaps = [(after.at - before.at) / timedelta(days=1) for before, after in pairwise(starts)]
    if len(gaps) < _FEWEST_GAPS or pstdev(gaps) > _STEADY * mean(gaps):
        return
    usual, latest = median(gaps), starts[-1].at
    due = latest + timedelta(days=usual)
    # One turn may be late by as much as turns have differed so far.
    ends = due + timedelta(days=max(pstdev(gaps), usual * 0.1))
    yield Pattern(
        kind=PatternKind.REORDER,
        sentence=f"They come back about every {usual:.0f} days; {due:%Y-%m-%d} is next.",
        times=len(gaps),
        next_on=due.date(),
        holds=now <= ends,
        evidence=_shown(starts, "A new matter of theirs began."),
    )


def _starts(entries: Iterable[Entry]) -> Iterator[Entry]:
    latest: datetime | None = None
    for entry in entries:
        if latest is None or entry.at - latest > _ONE_MATTER:
            yield entry
        latest = entry.at


def _season(theirs: Sequence[Entry], now: datetime) -> Iterator[Pattern]:
    """The same weeks of several years without a word, and words before and after."""
    gaps = [(after.at - before.at) / timedelta(days=1) for before, after in pairwise(theirs)]
    long = timedelta(days=max(_LONG_SILENCE, 2 * median(gaps or [0])))
    quiet = [
        (years, before, after)
        for before, after in pairwise(theirs)
        if after.at - before.at >= long
        for years in [round((now - before.at) / timedelta(days=_YEAR))]
        if years >= 1 and _moved(before.at, years) <= now <= _moved(after.at, years)
    ]
    if len({years for years, _, _ in quiet}) < _FEWEST_YEARS:
        return
    ends = median(_moved(after.at, years).timestamp() for years, _, after in quiet)
    back = datetime.fromtimestamp(ends, tz=now.tzinfo).date()
    yield Pattern(
        kind=PatternKind.SEASON,
        sentence=f"At this time of the year they were silent in {len(quiet)} years; words came back about {back:%d %B}.",
        times=len(quiet),
        next_on=back,
        holds=back > now.date(),
        evidence=_shown([after for _, _, after in quiet], "They came back after such a silence."),
    )


def _moved(moment: datetime, years: int) -> datetime:
    return moment + timedelta(days=round(years * _YEAR))


def _weekdays(theirs: Sequence[Entry]) -> Iterator[Pattern]:
    """Nearly all words on one or two days of the week."""
    counts = Counter(entry.at.weekday() for entry in theirs)
    days = sorted(day for day, _ in counts.most_common(_FEW_DAYS))
    if len(theirs) < _FEWEST_ANSWERS or sum(counts[day] for day in days) < _MOST_ANSWERS * len(
        theirs
    ):
        return
    names = " and ".join(_DAY_NAMES[day] for day in days)
    yield Pattern(
        kind=PatternKind.WEEKDAY,
        sentence=f"They write on {names} nearly always.",
        times=len(theirs),
        evidence=_shown(theirs, f"They wrote on {names}."),
    )


def _travel(entries: Sequence[Entry]) -> Iterator[Pattern]:
    """Absence after absence."""
    notices = [
        entry
        for entry in entries
        if entry.interaction.is_inbound and entry.reading.absence.says_away
    ]
    if len({entry.at.date() for entry in notices}) < _FEWEST_LEAVES:
        return
    yield Pattern(
        kind=PatternKind.TRAVEL,
        sentence=f"They were away {len(notices)} times: a channel that travels along may suit them.",
        times=len(notices),
        evidence=_shown(notices, "They were away."),
    )


def _shown(entries: Sequence[Entry], reason: str) -> tuple[Finding, ...]:
    return tuple(entry.finding("silence.pattern", reason) for entry in entries[-_FEWEST_GAPS:])
