"""The days in what registries write, in their many forms; what cannot be proven is not read."""

from __future__ import annotations

import re

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType


# No domain name is older than the system of 1983; 0001, 1970 and 9999 stand for "never".
_YEARS = range(1983, 2100)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
_CLOCK = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s{1,3}(?:[a-z]{2,5}\s{1,3})?)?"
_END = r"(?![0-9])"
_FORMS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])\s?(?P<month>[0-9]{1,2})(?P=mark)\s?(?P<day>[0-9]{1,2})" + _END,
        r"(?P<year>[0-9]{4})\s?[年년]\s?(?P<month>[0-9]{1,2})\s?[月월]\s?(?P<day>[0-9]{1,2})\s?[日일]",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{6})?" + _END,
        r"(?P<year>[0-9]{4})[-./\s]" + _MONTH + r"[-./\s]" + _DAY + _END,
        _DAY + r"[-./,\s]{1,2}" + _MONTH + r"[-./,\s]{1,2}" + _YEAR,
        _MONTH + r"[-./\s]{1,2}" + _DAY + r"[-./,\s]{1,3}" + _CLOCK + _YEAR,
    )
)  # fmt: skip
_NUMBERS = r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?P=mark)" + _YEAR
_NUMERIC = re.compile(_WEEKDAY + _NUMBERS, re.IGNORECASE)
_ANYWHERE = re.compile(r"(?<![0-9./-])" + _NUMBERS)
_HINT = re.compile(r"\b(dd|jj|tt|mm)([-/.])(dd|mm)\2(?:yyyy|aaaa|jjjj)\b", re.IGNORECASE)

# By the mark between the numbers: whether the day stands first.
Order = Mapping[str, bool]
NO_ORDER: Order = MappingProxyType({".": True})


def order_in(text: str) -> Order:
    """What the dates of one text prove about the order of day and month, for each mark between them.

    A number above twelve is a day, and ``(dd/mm/yyyy)`` says it. A text that contradicts itself proves
    nothing. With points the day stands first wherever points are used at all, unless the text says otherwise.
    """
    seen: dict[str, set[bool]] = {}
    for found in _ANYWHERE.finditer(text):
        first, second = int(found["first"]), int(found["second"])
        if (first > 12) is not (second > 12):
            seen.setdefault(found["mark"], set()).add(first > 12)
    for found in _HINT.finditer(text):
        day_first = found[1].lower() != "mm"
        if day_first is not (found[3].lower() == "dd"):
            seen.setdefault(found[2], set()).add(day_first)
    seen.setdefault(".", {True})
    return {mark: orders.pop() for mark, orders in seen.items() if len(orders) == 1}


def read_day(text: str, order: Order = NO_ORDER) -> date | None:
    """The day at the start of a text, or None if there is none or if it cannot be proven."""
    for form in _FORMS:
        if found := form.match(text):
            parts = found.groupdict()
            name = parts.get("name")
            month = _NAMES.index(name[:3].lower()) + 1 if name else int(parts["month"])
            return _day(int(parts["year"]), month, int(parts["day"]))
    found = _NUMERIC.match(text)
    return _ordered(found, order) if found else None


def begins_with_day(text: str) -> bool:
    """Whether a text starts with a day in any form, proven or not."""
    return any(form.match(text) for form in (*_FORMS, _NUMERIC))


def _ordered(found: re.Match[str], order: Order) -> date | None:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first == second:
        return _day(year, first, second)
    day_first = first > 12 if max(first, second) > 12 else order.get(found["mark"])
    if day_first is None:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
