"""Dates and weekdays as Chinese, Japanese and Korean write them."""

from __future__ import annotations

import re

from collections.abc import Iterator
from datetime import date, timedelta

from followup.messages.days import Candidate, next_with_day, with_year


_EAST = re.compile(
    r"(?:(?<!\d)(令和|民国|民國)?(\d{1,4}) ?[年년] ?)?(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]"
)
# The day of a month that was named just before it: "11月16日至29日".
_EAST_DAY = re.compile(
    r"(?<![\d月월])(?<![月월] )(\d{1,2}) ?[日号號일](?![以之]?[内內前后後間间])(?! ?(?:동안|간|이내|후|前|以))"
)
_EAST_WEEKDAY = re.compile(
    r"(?P<week>下下?[个個]?|[本这這今来來])?(?:周|週|星期|礼拜|禮拜)(?P<zh>[一二三四五六日天])(?![程期次])"
    r"|(?:(?P<ja_week>来週|翌週|今週)の?)?(?P<ja>[月火水木金土日])曜"
    r"|(?:(?P<ko_week>다음 ?주|차주|이번 ?주) ?)?(?P<ko>[월화수목금토일])요일"
)
_EAST_DAYS = ("一二三四五六日天", "月火水木金土日", "월화수목금토일")
_NEXT_WEEK = re.compile("[下来來翌]|다음|차주")
_ERAS = {"令和": 2018, "民国": 1911, "民國": 1911}
# Thailand counts 543 years more.
_BUDDHIST = range(2400, 2700)
_REPUBLIC = 1911


def eastern_dates(text: str, seen_on: date | None) -> Iterator[Candidate]:
    """Dates with the signs for month and day; a day alone is of the month named before it."""
    last: date | None = None
    for found in sorted([*_EAST.finditer(text), *_EAST_DAY.finditer(text)], key=re.Match.start):
        if found.re is _EAST:
            last = with_year(_year(found[1], found[2]), int(found[3]), int(found[4]), seen_on)
            yield *found.span(), last
        elif start := last or seen_on:
            yield *found.span(), next_with_day(start, int(found[1]))


def eastern_weekdays(text: str, seen_on: date) -> Iterator[Candidate]:
    """Days that are named as weekdays, of this week or of the next one."""
    for found in _EAST_WEEKDAY.finditer(text):
        yield *found.span(), _weekday(found, seen_on)


def _year(era: str | None, written: str | None) -> str | None:
    """The year of our calendar; Taiwan counts three digits from its republic's first year."""
    if written is None:
        return None
    if era is not None:
        return str(int(written) + _ERAS[era])
    if len(written) == 3:
        return str(int(written) + _REPUBLIC)
    return None if len(written) == 1 else written


def _weekday(found: re.Match[str], seen_on: date) -> date | None:
    """Next week's day for "下周一", the next one to come for "周一"."""
    named = found["zh"] or found["ja"] or found["ko"]
    weekday = min(next(days for days in _EAST_DAYS if named in days).index(named), 6)
    if week := found["week"] or found["ja_week"] or found["ko_week"]:
        monday = seen_on - timedelta(days=seen_on.weekday())
        return monday + timedelta(days=weekday + 7 * bool(_NEXT_WEEK.match(week)))
    ahead = (weekday - seen_on.weekday()) % 7
    return seen_on + timedelta(days=ahead) if ahead else None
