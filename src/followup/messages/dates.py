"""Dates in running text: only those whose order of day and month can be proved."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.phrases import normal


# A date without a year is meant for the months to come, or for the few weeks just past.
_LOOK_BACK = timedelta(days=60)
_ORNAMENT = 8
# Where dates with slashes or hyphens are written month first, or either way.
_EITHER_ORDER = frozenset({"en"})
_WORD = r"[^\s\d.,;:!?()/\"-]{2,14}"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_EAST = re.compile(r"(?:(?<!\d)(\d{4}) ?[年년] ?)?(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|°|ª|\.)? ?(?:de |of |ה|ב|-)?({_WORD})"
    r"(?:[.,]? ?(?:de |del |of )?(\d{4})(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"({_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? ?(\d{{4}})(?!\d))?"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")
_ORDINAL = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?[a-z]+ \d{4})")
_LETTERS = re.compile(r"[^\s\d.,;:!?()/\"]{2,16}")


@attrs.frozen
class DateHit:
    """A date in a text: where it stands, and which day it is."""

    start: int
    end: int
    day: date


@attrs.frozen
class CalendarWords:
    """Names of months (1 to 12) and of weekdays (0 is Monday); words that mean the next day."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    tomorrow: frozenset[str]


def calendar_words(facts: Facts) -> CalendarWords:
    """The table of names, turned round."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    tomorrow: set[str] = set()
    for row in facts.table("calendar_words").rows:
        months.update(_numbered(row["months"], 1))
        weekdays.update(_numbered(row["weekdays"], 0))
        tomorrow.update(map(normal, row["tomorrow"].split()))
    return CalendarWords(
        MappingProxyType(months), MappingProxyType(weekdays), frozenset(tomorrow - {"morgen"})
    )


def _numbered(cell: str, first: int) -> dict[str, int]:
    """Names separated by spaces are of one month; a bar goes to the next."""
    return {
        normal(name): number
        for number, names in enumerate(cell.split("|"), first)
        for name in names.split()
    }


def find_dates(
    text: str, *, seen_on: date | None, language: str | None = None, facts: Facts = BUNDLED
) -> tuple[DateHit, ...]:
    """The dates in a normal text, in its order.

    Args:
        text: What ``phrases.normal`` gave.
        seen_on: The day on which it was written; without it only dates with a year are found.
        language: The language around the date; it decides the order of ``07/12``.
        facts: The tables with the names of months and weekdays.
    """
    words = facts.view(calendar_words)
    hits: list[DateHit] = []
    for start, end, day in _candidates(text, seen_on, language, words):
        if day is not None and not any(start < hit.end and hit.start < end for hit in hits):
            hits.append(DateHit(start, end, day))
    for start, end, day in _relative(text, seen_on, words) if seen_on else ():
        # "Monday, 30 November" is one date, and the weekday only its ornament.
        if day and not any(start < hit.end and hit.start < end + _ORNAMENT for hit in hits):
            hits.append(DateHit(start, end, day))
    return tuple(sorted(hits, key=lambda hit: hit.start))


Candidate = tuple[int, int, date | None]


def _candidates(
    text: str, seen_on: date | None, language: str | None, words: CalendarWords
) -> Iterator[Candidate]:
    for found in _ISO.finditer(text):
        year, month, day = map(int, found.groups())
        yield *found.span(), _date(year, month, day)
    for found in _EAST.finditer(text):
        yield *found.span(), _with_year(found[1], int(found[2]), int(found[3]), seen_on)
    for found in _VIETNAMESE.finditer(text):
        yield *found.span(), _with_year(found[3], int(found[2]), int(found[1]), seen_on)
    for found in _DAY_FIRST.finditer(text):
        if named := words.months.get(found[2]):
            yield *found.span(), _with_year(found[3], named, int(found[1]), seen_on)
    for found in _MONTH_FIRST.finditer(text):
        if named := words.months.get(found[1]):
            yield *found.span(), _with_year(found[3], named, int(found[2]), seen_on)
    day_first = _day_comes_first(text, language)
    for found in _NUMBERS.finditer(text):
        yield *found.span(), _numeric(found, seen_on, day_first=day_first)


def _relative(text: str, seen_on: date, words: CalendarWords) -> Iterator[Candidate]:
    for found in _ORDINAL.finditer(text):
        yield *found.span(), _next_with_day(seen_on, int(found[1]))
    for found in _LETTERS.finditer(text):
        weekday = words.weekdays.get(found[0])
        # "Until Monday", written on a Monday, may mean this one or the next.
        if weekday is not None and weekday != seen_on.weekday():
            ahead = (weekday - seen_on.weekday()) % 7
            yield *found.span(), seen_on + timedelta(days=ahead)
        elif found[0] in words.tomorrow:
            yield *found.span(), seen_on + timedelta(days=1)


def _day_comes_first(text: str, language: str | None) -> bool | None:
    """The order of dates with slashes here; None where nothing proves it."""
    if language is not None and language not in _EITHER_ORDER:
        return True
    pairs = [(int(one[1]), int(one[3])) for one in _NUMBERS.finditer(text) if one[2] != "."]
    proofs = {first > 12 for first, second in pairs if max(first, second) > 12}
    return proofs.pop() if len(proofs) == 1 else None


def _numeric(found: re.Match[str], seen_on: date | None, *, day_first: bool | None) -> date | None:
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    if day_first is None or (found[2] == "-" and found[4] is None):
        return None
    day, month = (first, second) if day_first else (second, first)
    return _with_year(found[4], month, day, seen_on)


def _with_year(year: str | None, month: int, day: int, seen_on: date | None) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if seen_on is None:
        return None
    return next(
        (
            candidate
            for number in (seen_on.year - 1, seen_on.year, seen_on.year + 1)
            if (candidate := _date(number, month, day)) and candidate >= seen_on - _LOOK_BACK
        ),
        None,
    )


def _next_with_day(seen_on: date, day: int) -> date | None:
    month = seen_on.year * 12 + seen_on.month - 1 + (day < seen_on.day)
    return _date(month // 12, month % 12 + 1, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
