"""How long somebody is away where no day is named: "this week", "for two weeks", "on Friday"."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.dates import DateHit
from followup.messages.phrases import Spotted, normal


_REACH = 48
_BEFORE = 30
_STOPS = re.compile(r"[.!?;:。！？；：](?!\d)")
# What may stand between the words of an absence and the one day that it lasts.
_LEADS_TO_DAY = re.compile(
    r"[\s,]{0,2}(?:(?:today|heute|aujourd'hui|hoy|hoje|oggi) (?:and|und|et|y|e|ed) )?(?:(?:on|this|coming|am|le|el|em|il|op|den|w|v|на|в|в этот)\s)?(?:\w{3,12},? )?"
)
_LONGEST = 60

Days = tuple[date | None, date | None, date | None]


@attrs.frozen
class Span:
    """Words for a length of time in one language.

    Attributes:
        this_week: Words for the week in which it is written.
        next_week: Words for the week after it.
        next_month: Words for the month after the present one.
        next_year: Words for the year after the present one.
        length: A number and a unit; the groups ``digits``, ``word`` and ``unit``.
        numbers: What number words mean.
        units: How many days a unit has.
    """

    this_week: tuple[str, ...]
    next_week: tuple[str, ...]
    next_month: tuple[str, ...]
    next_year: tuple[str, ...]
    length: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[str, int]


def read_span(text: str, cue: Spotted, *, seen_on: date, facts: Facts = BUNDLED) -> Days:
    """The first day away, the last one and the first day back, from words beside those of an absence.

    Args:
        text: What ``phrases.normal`` gave.
        cue: The words of the absence; a length of time may stand among them.
        seen_on: The day on which it was written.
        facts: The table of such words.
    """
    words = facts.view(_spans).get(cue.language)
    if words is None:
        return None, None, None
    before = _STOPS.split(text[max(0, cue.start - _BEFORE) : cue.start])[-1]
    after = _STOPS.split(text[cue.start : cue.end + _REACH], maxsplit=1)[0]
    window = before + after
    monday = seen_on + timedelta(days=7 - seen_on.weekday())
    if any(one in window for one in words.next_week):
        return monday, monday + timedelta(days=6), monday + timedelta(days=7)
    if any(one in window for one in words.this_week):
        return None, monday - timedelta(days=1), monday
    length = words.length.search(window)
    days = _days(length, words) if length else 0
    if not 0 < days <= _LONGEST * 7:
        return None, None, None
    back = seen_on + timedelta(days=days)
    return None, back - timedelta(days=1), back


def read_later(
    window: str, *, seen_on: date, language: str, facts: Facts = BUNDLED
) -> Iterator[tuple[int, int, date]]:
    """Where a sentence names a time to come without its day, and the first day of that time.

    Args:
        window: What ``phrases.normal`` gave, one sentence.
        seen_on: The day on which it was written.
        language: Its language.
        facts: The table of such words.
    """
    words = facts.view(_spans).get(language)
    if words is None:
        return
    length = words.length.search(window)
    if length and 0 < _days(length, words) <= _LONGEST * 7:
        yield *length.span(), seen_on + timedelta(days=_days(length, words))
    month = date(seen_on.year + seen_on.month // 12, seen_on.month % 12 + 1, 1)
    for named, first in (
        (words.next_week, seen_on + timedelta(days=7 - seen_on.weekday())),
        (words.next_month, month),
        (words.next_year, date(seen_on.year + 1, 1, 1)),
    ):
        for one in named:
            at = window.find(one)
            if at >= 0:
                yield at, at + len(one), first


def read_day(text: str, start: int, hits: tuple[DateHit, ...]) -> Days:
    """One day away, where it follows the words of an absence directly: "out of the office on Friday"."""
    hit = next((hit for hit in hits if hit.start >= start), None)
    if hit is None or not _LEADS_TO_DAY.fullmatch(text[start : hit.start][:_REACH]):
        return None, None, None
    return hit.day, hit.day, hit.day + timedelta(days=1)


def _days(length: re.Match[str], words: Span) -> int:
    number = int(length["digits"]) if length["digits"] else words.numbers[length["word"]]
    return number * words.units[length["unit"]]


def _spans(facts: Facts) -> Mapping[str, Span]:
    return MappingProxyType(
        {row["language"]: _span(row) for row in facts.table("absence_spans").rows}
    )


def _span(row: Mapping[str, str]) -> Span:
    numbers = {
        normal(word): number
        for number, cell in enumerate(row["numbers"].split("|"), 1)
        for word in cell.split()
    }
    units = {
        normal(word): days
        for name, days in (("days", 1), ("weeks", 7), ("months", 30))
        for word in row[name].split()
    }
    spaced = all(word.isascii() or word[0] < "\u0e00" for word in units)
    edge = r"\b" if spaced else ""
    either = rf"(?P<digits>\d{{1,2}})\+?|{edge}(?P<word>{_any(numbers)})(?: of)?"
    length = re.compile(rf"(?:{either})\s?(?P<unit>{_any(units)}){edge}")
    return Span(
        tuple(map(normal, row["this_week"].split("|"))),
        tuple(map(normal, row["next_week"].split("|"))),
        tuple(map(normal, row["next_month"].split("|"))),
        tuple(map(normal, row["next_year"].split("|"))),
        length,
        MappingProxyType(numbers),
        MappingProxyType(units),
    )


def _any(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
