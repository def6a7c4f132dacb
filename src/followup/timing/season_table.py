"""Times of the year in which work goes on, but less of it: what no calendar of public holidays shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import attrs

from followup._normal import country as country_code
from followup._value import Value
from followup.data import BUNDLED, Facts, Row
from followup.evidence import Confidence, Source
from followup.timing.daybook import DayBook, book_of
from followup.timing.feasts import Feast, begins, feast_dates, feasts, first_day
from followup.timing.pack import pack
from followup.timing.sureness import least
from followup.timing.years import easter, nth


@attrs.frozen(kw_only=True)
class Season(Value):
    """A time of the year in which less is done in a country.

    Attributes:
        season: Its slug, such as ``"lunar_new_year"``, ``"august"``.
        name: Its name in a sentence.
        country: ISO 3166-1 alpha-2.
        start: Its first date.
        end: Its last date, inclusive.
        activity: The part of the usual work of a weekday that goes on, in [0, 1]; what is lost is the rest.
        certainty: How sure ``activity`` is; where the moon leaves the dates open, no more than medium.
        window: For a season that follows the moon, the first and the last date on which it may begin.
        source: Who says how much it damps; a house judgement is named as such.
        note: What the figure rests on, in words.
    """

    season: str
    name: str
    country: str
    start: date
    end: date
    activity: float
    certainty: Confidence
    window: tuple[date, date] | None = None
    source: Source | None = None
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether a date lies in it."""
        return self.start <= day <= self.end


def seasons(country: str, year: int, *, facts: Facts = BUNDLED) -> tuple[Season, ...]:
    """The seasons of a country that touch a year, in order.

    Seasons that turn with the year, such as the one around Christmas, come twice. Feasts that follow the moon are
    known from 2000 to 2076.

    Args:
        country: ISO 3166-1 alpha-2.
        year: Of the Gregorian calendar, 1901 to 2199.
        facts: The tables to look in.

    Raises:
        InvalidValue: ``country`` is not a code.
    """
    code = country_code(country)
    rules = facts.view(_rules).get(code, ())
    if not rules or not 1900 < year < 2200:
        return ()
    spans = (
        (rule, *span)
        for rule in rules
        for begun in (year - 1, year, year + 1)
        for span in _of_year(rule, begun, facts)
        if (span[1] - _LISTED_NEAR).year <= year <= span[2].year
    )
    book = book_of(code, None, facts)
    found = (_season(rule, base, start, end, book) for rule, base, start, end in spans)
    touching = (season for season in found if season.start.year <= year)
    return tuple(sorted(touching, key=lambda one: (one.start, one.end, one.season)))


# A country's first day off may lie so much before the calculated one.
_LISTED_NEAR = timedelta(days=3)


class _Edge(NamedTuple):
    """An end of a season: a feast or a date of the year, and so many days after it."""

    base: str
    days: int

    @classmethod
    def read(cls, text: str) -> _Edge:
        """From ``"08-01"``, ``"easter-7"`` or ``"ramadan"``."""
        if text[0].isdigit():
            return cls(text, 0)
        name = text.rstrip("0123456789").rstrip("+-")
        return cls(name, int(text[len(name) :] or 0))

    def dates(self, year: int, facts: Facts) -> Iterator[date]:
        """The dates of its base in a year."""
        if self.base[0].isdigit():
            yield date.fromisoformat(f"{year}-{self.base}")
        elif self.base == "easter":
            yield easter(year)
        elif self.base == "thanksgiving":
            yield nth(year, 11, 3, 3)
        else:
            dates = facts.view(feast_dates)[self.base]
            yield from (day for day in dates if day.year == year)


class _Rule(NamedTuple):
    """When a season is, as the table says it."""

    row: Row
    country: str
    begins: _Edge
    ends: _Edge
    feast: Feast | None


def _rules(facts: Facts) -> Mapping[str, list[_Rule]]:
    moon = {feast.feast: feast for feast in facts.view(feasts)}
    found: dict[str, list[_Rule]] = {}
    for row in facts.rows("seasons"):
        edges = _Edge.read(row["begins"]), _Edge.read(row["ends"])
        for code in row["countries"].split():
            rule = _Rule(row, code, *edges, moon.get(edges[0].base))
            found.setdefault(code, []).append(rule)
    return found


def _of_year(rule: _Rule, year: int, facts: Facts) -> Iterator[tuple[date, date, date]]:
    """For the dates of a rule's base in a year: that date, and the first and the last one of the season."""
    for base in rule.begins.dates(year, facts):
        start, last = base + timedelta(days=rule.begins.days), base
        if rule.ends.base != rule.begins.base:
            ends = (day for later in (year, year + 1) for day in rule.ends.dates(later, facts))
            last = next((day for day in ends if day >= base), base)
        yield base, start, max(start, last + timedelta(days=rule.ends.days))


def _season(rule: _Rule, base: date, start: date, end: date, book: DayBook) -> Season:
    row, window = rule.row, None
    if rule.feast is not None:
        listed = first_day(book, rule.feast, base)
        window, start = begins(base, listed), listed or start
        end = max(start, end)
    open_ = window is not None and end > pack().read_on
    return Season(
        season=row["season"],
        name=row["name"],
        country=rule.country,
        start=start,
        end=end,
        activity=float(row["activity"]),
        certainty=Confidence(least(row["confidence"], "medium") if open_ else row["confidence"]),
        window=window,
        source=Source(title=row["source"], url=row["source_url"] or None),
        note=row["note"],
    )
