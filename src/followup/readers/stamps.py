"""The stamps before the messages of an exported chat: date, time and half of the day, as phones write them.

Which of the three numbers of a date is the day is never guessed: only one order may fit all dates.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterable
from itertools import pairwise

import attrs


_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2007": " ", "،": ",", "：": ":"})
_LONGEST_STAMP = 60
_FORENOON = r"[ap]\.? ?m\.?|ق\.ظ\.?|ب\.ظ\.?|öö|ös|[πμ]\.μ\.|sa|ch|पूर्वाह्न|अपराह्न|上午|下午|午前|午後|오전|오후|凌晨|清晨|早上|中午|傍晚|晚上|夜里|[صم]"
_AFTERNOON = (
    "p",
    "ب",
    "ös",
    "μ",
    "ch",
    "अ",
    "下午",
    "午後",
    "오후",
    "中午",
    "傍晚",
    "晚上",
    "夜里",
    "م",
)
_DATE = r"(?P<first>\d{1,4})(?P<sep>\. ?|[/\-]|年 ?|년 ?)(?P<second>\d{1,2})(?:\. ?|[/\-]|月 ?|월 ?)(?P<third>\d{1,4})(?:\.(?= )|日|일)?"
_TIME = rf"(?P<before>{_FORENOON})? ?(?P<hour>\d{{1,2}})(?:[:.]| ?h ?)(?P<minute>\d{{2}})(?:[:.](?P<seconds>\d{{2}}))? ?(?P<after>{_FORENOON})?"
_JOIN = r"(?: г\.)?,? ?(?:(?:um|à|at|alle|klo|kl\.?|o|в|om|às|a las|σ) )?"
_END = r"(?:\]| ?[-–] |: |, )(?P<rest>.*)$"
_STAMPS = tuple(
    re.compile(rf"^\[?{stamp}{_END}", re.IGNORECASE | re.DOTALL)
    for stamp in (rf"{_DATE}{_JOIN}{_TIME}", rf"{_TIME},? {_DATE}")
)
_EASTERN_HALF = re.compile("[上下午前後오전후凌晨早中晚]")
_FIRST_YEAR = 2009
"""WhatsApp began in 2009; a year of the Buddhist era is 543 more."""
_BUDDHIST, _ERA = 2400, 543
_MONTHS, _DAYS = 12, 31

Numbers = tuple[int, int, int]


@attrs.frozen(kw_only=True)
class Stamp:
    """What stands before a message: three numbers of a date in unknown order, a time, and the rest."""

    date: Numbers
    clock: Numbers
    days_first: bool
    year_first: bool
    rest: str


def stamp_of(line: str) -> Stamp | None:
    """The stamp at the beginning of a line, or None where it has none.

    Args:
        line: The line, its invisible marks included.
    """
    plain = line.translate(_INVISIBLE).translate(_SPACES)
    if not plain[:1].isdecimal() and plain[:1] != "[":
        return None
    plain = "".join(map(_plain_digit, plain[:_LONGEST_STAMP])) + plain[_LONGEST_STAMP:]
    found = next(filter(None, (stamp.match(plain) for stamp in _STAMPS)), None)
    if found is None:
        return None
    half = (found["before"] or found["after"] or "").lower()
    hour = int(found["hour"])
    if half:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    return Stamp(
        date=(int(found["first"]), int(found["second"]), int(found["third"])),
        clock=(hour, int(found["minute"]), int(found["seconds"] or 0)),
        # Nobody writes the month first but with slashes (CLDR 47: en-US, fil, and some more).
        days_first=found["sep"] != "/",
        year_first=bool(half and _EASTERN_HALF.search(half))
        or found["sep"].strip() in {"年", "년"},
        rest=found["rest"],
    )


def _plain_digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def order_of(stamps: Iterable[Stamp], *, day_first: bool | None) -> str | None:
    """How the numbers of the dates are ordered: "ymd", "dmy" or "mdy"; None where several orders fit.

    Args:
        stamps: Those of a chat, in its order: its dates grow.
        day_first: Whether the day stands before the month, where the caller knows it.
    """
    dates: list[Numbers] = []
    possible = {"dmy", "mdy"} if day_first is None else {"dmy" if day_first else "mdy"}
    for stamp in stamps:
        if stamp.date[0] > _DAYS or stamp.year_first:
            return "ymd"
        if stamp.days_first and day_first is None:
            possible.discard("mdy")
        if not dates or dates[-1] != stamp.date:
            dates.append(stamp.date)
    if day_first is not None:
        return next(iter(possible))
    fitting = [order for order in ("dmy", "mdy") if order in possible and _is_dated(dates, order)]
    growing = [order for order in fitting if _grows(dates, order)]
    if not fitting and _is_dated(dates, "ymd"):
        return "ymd"
    left = growing or fitting
    return left[0] if len(left) == 1 else None


def _is_dated(dates: list[Numbers], order: str) -> bool:
    days = [day_of(date, order) for date in dates]
    return all(y >= _FIRST_YEAR and 1 <= m <= _MONTHS and 1 <= d <= _DAYS for y, m, d in days)


def _grows(dates: list[Numbers], order: str) -> bool:
    return all(earlier <= later for earlier, later in pairwise(day_of(one, order) for one in dates))


def day_of(date: Numbers, order: str) -> Numbers:
    """Year, month and day of a date in this order."""
    named = dict(zip(order, date, strict=True))
    year = named["y"] + (2000 if named["y"] < 100 else 0)
    return year - (_ERA if year > _BUDDHIST else 0), named["m"], named["d"]
