"""Days of the calendar from what a text names of them: a year may be missing, or be counted otherwise."""

from __future__ import annotations

from datetime import date, timedelta


# A date without a year is meant for the months to come, or for the few weeks just past.
_LOOK_BACK = timedelta(days=60)
# Thailand counts 543 years more.
_BUDDHIST = range(2400, 2700)

Candidate = tuple[int, int, date | None]
"""Where a date stands in a text, and which day it is; None is a day that does not exist."""


def with_year(year: str | None, month: int, day: int, seen_on: date | None) -> date | None:
    """The day of a date as it is written; without a year the one nearest to the day it was written on."""
    if year is not None:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return day_of(full - 543 if full in _BUDDHIST else full, month, day)
    if seen_on is None:
        return None
    return next(
        (
            candidate
            for number in (seen_on.year - 1, seen_on.year, seen_on.year + 1)
            if (candidate := day_of(number, month, day)) and candidate >= seen_on - _LOOK_BACK
        ),
        None,
    )


def next_with_day(seen_on: date, day: int) -> date | None:
    """The next day with that number, of this month or of the one after it."""
    month = seen_on.year * 12 + seen_on.month - 1 + (day < seen_on.day)
    return day_of(month // 12, month % 12 + 1, day)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
