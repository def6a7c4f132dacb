"""Dates in running text: only those whose order of day and month can be proved."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.days import Candidate, day_of, next_with_day, with_year
from followup.messages.eastern import eastern_dates, eastern_weekdays
from followup.messages.phrases import UNSPACED, normal


_ORNAMENT = 8
# Where dates with slashes or hyphens are written month first, or either way.
_EITHER_ORDER = frozenset({"en"})
_MONTH_FIRST_IN = frozenset({"zh", "ja", "ko", "hu"})
_WORD = r"[^\s\d.,;:!?()/\"-]{2,14}"
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])")
_SPACED = re.compile(r"(?<![\d.])(\d{1,2})\. (\d{1,2})\.(?: (\d{4})(?!\d))?")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[oa](?= )|°|\.)? ?(?:de |of |d'|ה|ב|-)?({_WORD})"
    r"(?:[.,]? ?(?:de |del |of )?(\d{4})(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"({_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? ?(\d{{4}})(?!\d))?"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")
_ORDINAL = re.compile(
    r"\b(?:the|[a-z]{3,6}day,?) (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?[a-z]+ \d{4})"
)
# "Le 30", "el 25": a day alone, where nothing follows that could be counted.
_DAY_ALONE = re.compile(
    r"\b(?:le|el(?: día)?|(?:no )?dia|il|am|den) (\d{1,2})(?=\.?(?:[,;!?)]|\s(?:et|y|e|und|og|och)\s|\.?\s*$|\.\s))"
)
_DAY_BESIDE = re.compile(r",? (?:den |le |el |dia |día |il )?(\d{1,2})(?![\d:/-]|\.\d| ?[h%])")
_LETTERS = re.compile(r"[^\s\d.,;:!?()/\"]{2,16}")


@attrs.frozen
class DateHit:
    """A date in a text: where it stands, and which day it is."""

    start: int
    end: int
    day: date


@attrs.frozen
class CalendarWords:
    """Names of months (1 to 12) and of weekdays (0 is Monday); words that mean the next day.

    Of names that two languages give to different months, ``own`` holds those of each language.
    """

    months: Mapping[str, int]
    own: Mapping[str, Mapping[str, int]]
    weekdays: Mapping[str, int]
    tomorrow: frozenset[str]


def calendar_words(facts: Facts) -> CalendarWords:
    """The table of names, turned round."""
    months: dict[str, int] = {}
    own: dict[str, Mapping[str, int]] = {}
    weekdays: dict[str, int] = {}
    tomorrow: set[str] = set()
    for row in facts.table("calendar_words").rows:
        own[row["language"]] = _numbered(row["months"], 1)
        months = {**own[row["language"]], **months}
        weekdays = {**_numbered(row["weekdays"], 0), **weekdays}
        tomorrow.update(map(normal, row["tomorrow"].split()))
    return CalendarWords(
        MappingProxyType(months),
        MappingProxyType(own),
        MappingProxyType(weekdays),
        frozenset(tomorrow - {"morgen"}),
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
    numbered = _DIGIT.search(text) is not None
    for start, end, day in _candidates(text, seen_on, language, words) if numbered else ():
        if day is not None and not any(start < hit.end and hit.start < end for hit in hits):
            hits.append(DateHit(start, end, day))
    for start, end, day in _relative(text, seen_on, words) if seen_on else ():
        # "Monday, 30 November" is one date, and the weekday only its ornament.
        if day and not any(start < hit.end and hit.start < end + _ORNAMENT for hit in hits):
            hits.append(DateHit(start, end, day))
    return tuple(sorted(hits, key=lambda hit: hit.start))


def _candidates(
    text: str, seen_on: date | None, language: str | None, words: CalendarWords
) -> Iterator[Candidate]:
    for found in _ISO.finditer(text):
        year, month, day = map(int, found.groups())
        yield *found.span(), day_of(year, month, day)
    if UNSPACED.search(text):
        yield from eastern_dates(text, seen_on)
    for found in _VIETNAMESE.finditer(text):
        yield *found.span(), with_year(found[3], int(found[2]), int(found[1]), seen_on)
    own = words.own.get(language or "", {})
    for found in _DAY_FIRST.finditer(text):
        if named := _month(found[2], own, words):
            yield *found.span(), with_year(found[3], named, int(found[1]), seen_on)
    for found in _MONTH_FIRST.finditer(text):
        if named := _month(found[1], own, words):
            yield *found.span(), with_year(found[3], named, int(found[2]), seen_on)
    for found in _SPACED.finditer(text):
        yield *found.span(), with_year(found[3], int(found[2]), int(found[1]), seen_on)
    day_first = _day_comes_first(text, language)
    for found in _NUMBERS.finditer(text):
        yield *found.span(), _numeric(found, seen_on, day_first=day_first)


def _month(name: str, own: Mapping[str, int], words: CalendarWords) -> int | None:
    """The month of that name; the Turkish put their endings behind an apostrophe."""
    bare = name.partition("'")[0]
    return own.get(bare) or words.months.get(bare)


def _relative(text: str, seen_on: date, words: CalendarWords) -> Iterator[Candidate]:
    for found in (*_ORDINAL.finditer(text), *_DAY_ALONE.finditer(text)):
        yield *found.span(), next_with_day(seen_on, int(found[1]))
    if UNSPACED.search(text):
        yield from eastern_weekdays(text, seen_on)
    for found in _LETTERS.finditer(text):
        weekday = words.weekdays.get(found[0])
        beside = _DAY_BESIDE.match(text, found.end()) if weekday is not None else None
        if (
            beside
            and (named := next_with_day(seen_on, int(beside[1])))
            and named.weekday() == weekday
        ):
            yield found.start(), beside.end(), named
        # "Until Monday", written on a Monday, may mean this one or the next.
        if weekday is not None and weekday != seen_on.weekday():
            ahead = (weekday - seen_on.weekday()) % 7
            yield *found.span(), seen_on + timedelta(days=ahead)
        elif found[0] in words.tomorrow:
            yield *found.span(), seen_on + timedelta(days=1)


def _day_comes_first(text: str, language: str | None) -> bool | None:
    """The order of dates with slashes here; None where nothing proves it."""
    if language is not None and language not in _EITHER_ORDER:
        return language not in _MONTH_FIRST_IN
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
    return with_year(found[4], month, day, seen_on)
