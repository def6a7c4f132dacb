"""Feasts that follow the moon: when they are calculated to be, and how far off they may fall.

Where the new moon has to be seen, a feast begins a day before or after its calculated date, and a government
may call out another day still. Two good sources often name different days, so a date alone would be a guess.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import attrs

from followup.data import BUNDLED, Facts
from followup.evidence import Confidence
from followup.timing.countryplan import NoBook
from followup.timing.daybook import DayBook
from followup.timing.days import Day, Window
from followup.timing.judged import ESTIMATE, DayKind
from followup.timing.pack import pack
from followup.timing.sureness import least


# A government's first day off lies this near the calculated date; its last one may be some days later.
_NEAR, _LATER = 3, 6
_DAY = timedelta(days=1)


class Feast(NamedTuple):
    """A feast that follows the moon.

    Attributes:
        feast: Its slug, such as ``"eid_al_fitr"``.
        name: Its name in a sentence.
        words: What its days are called in lists of holidays, without capitals and punctuation.
        dates: Its calculated first days, in order.
    """

    feast: str
    name: str
    words: tuple[str, ...]
    dates: tuple[date, ...]

    def called(self, name: str) -> bool:
        """Whether a holiday's name is one of the feast's."""
        plain = "".join(sign if sign.isalnum() else "-" for sign in name.casefold())
        return any(word in plain for word in self.words)


def feast_dates(facts: Facts) -> Mapping[str, tuple[date, ...]]:
    """The calculated first days of each feast, in order."""
    found: dict[str, list[date]] = {}
    for row in facts.rows("moon_dates"):
        found.setdefault(row["feast"], []).append(date.fromisoformat(row["date"]))
    return {feast: tuple(sorted(days)) for feast, days in found.items()}


def feasts(facts: Facts) -> tuple[Feast, ...]:
    """The feasts whose first day depends on somebody seeing the moon."""
    dates = facts.view(feast_dates)
    return tuple(
        Feast(row["feast"], row["name"], tuple(row["words"].split()), dates[row["feast"]])
        for row in facts.rows("moon_feasts")
    )


def _all_dates(facts: Facts) -> tuple[list[date], list[Feast]]:
    pairs = sorted((day, feast) for feast in facts.view(feasts) for day in feast.dates)
    return [day for day, _ in pairs], [feast for _, feast in pairs]


def _near(day: date, facts: Facts) -> Iterator[tuple[date, Feast]]:
    """The feasts to which a date may belong, with their calculated first days."""
    days, which = facts.view(_all_dates)
    low = bisect_left(days, day - _LATER * _DAY)
    high = bisect_right(days, day + _NEAR * _DAY, low)
    return zip(days[low:high], which[low:high], strict=True)


def is_near_feast(day: date, facts: Facts = BUNDLED) -> bool:
    """Whether a date may belong to a feast that follows the moon."""
    return next(_near(day, facts), None) is not None


def first_day(book: DayBook | NoBook, feast: Feast, calculated: date) -> date | None:
    """The first day off that a country lists for a feast; None where it lists none."""
    days = (calculated + count * _DAY for count in range(-_NEAR, _NEAR + 1))
    return next((day for day in days if any(map(feast.called, book.on(day).holidays))), None)


def begins(calculated: date, listed: date | None) -> Window:
    """The first and the last day on which a feast may begin: three days that hold both dates."""
    low, high = calculated - _DAY, calculated + _DAY
    if listed is not None and listed < low:
        return listed, listed + 2 * _DAY
    if listed is not None and listed > high:
        return listed - 2 * _DAY, listed
    return low, high


def dated(day: Day, book: DayBook | NoBook, facts: Facts = BUNDLED) -> Day:
    """A day with what the moon leaves open about it."""
    for calculated, feast in _near(day.date, facts):
        listed = first_day(book, feast, calculated)
        low, high = begins(calculated, listed)
        if listed is not None and any(map(feast.called, day.holidays)):
            shift = day.date - listed
            return _open(attrs.evolve(day, window=(low + shift, high + shift)))
        if listed is not None and day.kind is DayKind.WORKING and low <= day.date <= high:
            reason = f"{feast.name} may begin on this day: it follows the moon"
            return _open(attrs.evolve(day, reasons=(*day.reasons, reason)))
    if ESTIMATE in day.reasons:
        return attrs.evolve(day, window=(day.date - _DAY, day.date + _DAY))
    return day


def _open(day: Day) -> Day:
    """A day of the future is not certain; what the table was read after has been called out."""
    if day.date <= pack().read_on:
        return day
    return attrs.evolve(day, certainty=Confidence(least(day.certainty, Confidence.LOW)))
