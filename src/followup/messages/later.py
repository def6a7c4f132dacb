"""Does the writer put us off, and until when?"""

from __future__ import annotations

import re

from collections.abc import Iterator
from datetime import date

from followup.data import BUNDLED, Facts
from followup.messages.dates import calendar_words, find_dates
from followup.messages.phrases import Spots, Spotted
from followup.messages.spans import read_later


_REACH = 70
_BEFORE = 40
# So short a message says nothing but when.
_SHORT = 32
_ENDS = re.compile(r"[!?;。！？；]|\.(?=\s|$)(?<!\d\.)")
_QUARTER = re.compile(r"\bq([1-4])\b(?:[ /]?(\d{4}))?")
_QUARTER_EAST = re.compile(r"(?:第?([一二三四1-4])季度?)|([1-4])분기|第([1-4])四半期")
_QUARTER_NAMED = re.compile(
    r"\b(first|second|third|fourth|1st|2nd|3rd|4th|erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?|premier|deuxième"
    r"|troisième|quatrième|primer|segundo|tercer|cuarto|primeiro|terceiro|quarto|primo|secondo|terzo|[1-4]\.)"
    r" (?:quarter|quartal|quartals|trimestre|квартал\w{0,2}|kwarta\w{1,5})(?: (?:of |de |del |du |do )?(\d{4}))?"
)
_NUMBERS = {
    letters: number
    for number, names in enumerate(
        ("一 1 first 1st erst premier primer primeiro primo 1.", "二 2 second 2nd zweit deuxièm segundo secondo 2.",
         "三 3 third 3rd dritt troisièm tercer terceiro terzo 3.", "四 4 fourth 4th viert quatrièm cuarto quarto 4."), 1
    )
    for letters in names.split()
}  # fmt: skip
_MONTH_EAST = re.compile(
    r"(?:(\d{4}) ?[年년] ?)?(?<![\d下上这這本个個])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?|월)(?! ?\d)"
)
_MONTH_VIETNAMESE = re.compile(r"\btháng (1[0-2]|[1-9])\b(?: năm (\d{4}))?")
_CHINESE = {name: number for number, name in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_WORD = re.compile(r"[^\s\d.,;:!?()/\"]{3,14}")
_YEAR = re.compile(r"[ ,]{1,2}(?:de |del |of )?(20\d\d)(?!\d)")
# Words that are months only behind one that leads to a time.
_DOUBTFUL = frozenset(
    {"may", "march", "mar", "mai", "set", "mei", "mag", "ago", "gen", "out", "dec"}
)
_LEADS = re.compile(
    r"(?:\b(?:in|of|by|until|till|after|before|early|mid|late|end of|beginning of|next|since|im|en|em|a|ab|bis|nach)|mid-) ?$"
)


def put_off(
    text: str, spots: Spots, received_on: date | None, facts: Facts = BUNDLED
) -> tuple[bool, date | None]:
    """Whether a normal text asks us to come back later, and the day for that where it is known.

    Some phrases put off by themselves ("on hold until"); others ("call me") only with a time in their
    sentence that is no deadline. A month, quarter or year alone is its first day.

    Args:
        text: What ``phrases.normal`` gave.
        spots: What ``phrases.spot`` found in it.
        received_on: The day on which it came; without it no day is known.
        facts: The tables to look up.
    """
    firm, asked = spots["deferred"], spots["contact_again"]
    wants = bool(spots["question"] or spots["request"])
    if not wants:
        asked += spots["perhaps"]
        asked += (Spotted("short", "en", 0, len(text)),) if len(text) <= _SHORT else ()
    undated = bool(firm) and (not wants or any(_beside(text, one, asked) for one in firm))
    if received_on is None:
        return undated, None
    for seen in sorted((*firm, *asked), key=lambda one: one.start):
        day = next(_times(text, seen, spots["deadline"], received_on, facts), None)
        if day is not None:
            return True, day
    return undated, None


def _times(
    text: str, seen: Spotted, deadlines: tuple[Spotted, ...], received_on: date, facts: Facts
) -> Iterator[date]:
    """Days to come that the sentence around a phrase names, not as a limit: the surest first."""
    start, end = _sentence(text, seen)
    window = text[start:end]
    limits = [(one.start - start, one.end - start) for one in deadlines]
    for hit in find_dates(window, seen_on=received_on, language=seen.language, facts=facts):
        if hit.day > received_on and not _is_limit(hit.start, hit.end, limits):
            yield hit.day
    for at, to, day in (
        *_quarters(window, received_on),
        *_months(window, received_on, seen.language, facts),
        *read_later(window, seen_on=received_on, language=seen.language, facts=facts),
    ):
        if not _is_limit(at, to, limits):
            yield day


def _beside(text: str, seen: Spotted, asked: tuple[Spotted, ...]) -> bool:
    """Whether one of these stands in the same sentence."""
    start, end = _sentence(text, seen)
    return any(start <= one.start < end for one in asked)


def _sentence(text: str, seen: Spotted) -> tuple[int, int]:
    before = max((one.end() for one in _ENDS.finditer(text, 0, seen.start)), default=0)
    after = _ENDS.search(text, seen.end)
    end = after.start() if after else len(text)
    return max(before, seen.start - _BEFORE), min(end, seen.end + _REACH)


def _is_limit(start: int, end: int, limits: list[tuple[int, int]]) -> bool:
    """Whether "by", "before" or the like stands directly before a time, or behind it."""
    return any(0 <= start - to <= 5 or 0 <= at - end <= 1 for at, to in limits)


Found = tuple[int, int, date]


def _quarters(window: str, received_on: date) -> Iterator[Found]:
    for pattern in (_QUARTER, _QUARTER_NAMED):
        for found in pattern.finditer(window):
            number = _NUMBERS[re.sub("(?<=[a-z])e[nsr]?$", "", found[1])]
            yield *found.span(), _first_of((number - 1) * 3, found[2], received_on)
    for found in _QUARTER_EAST.finditer(window):
        number = _NUMBERS[found[1] or found[2] or found[3]]
        yield *found.span(), _first_of((number - 1) * 3, None, received_on)


def _months(window: str, received_on: date, language: str, facts: Facts) -> Iterator[Found]:
    words = facts.view(calendar_words)
    own = words.own.get(language, {})
    for found in _MONTH_EAST.finditer(window):
        number = _CHINESE.get(found[2]) or int(found[2])
        yield *found.span(), _first_of(number - 1, found[1], received_on)
    for found in _MONTH_VIETNAMESE.finditer(window):
        yield *found.span(), _first_of(int(found[1]) - 1, found[2], received_on)
    for found in _WORD.finditer(window):
        number = own.get(found[0]) or words.months.get(found[0], 0)
        sure = found[0] not in _DOUBTFUL or _LEADS.search(window[: found.start()])
        if number and sure:
            year = _YEAR.match(window, found.end())
            yield *found.span(), _first_of(number - 1, year[1] if year else None, received_on)


def _first_of(month: int, year: str | None, received_on: date) -> date:
    """The first day of a month (0 to 11) of that year, or of the next such month."""
    if year is not None:
        return date(int(year), month + 1, 1)
    now = received_on.year * 12 + received_on.month - 1
    ahead = now + ((month - now % 12) % 12 or 12)
    return date(ahead // 12, ahead % 12 + 1, 1)
