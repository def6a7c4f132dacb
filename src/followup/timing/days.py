"""What a date is in a country, as a value."""

from __future__ import annotations

from datetime import date

import attrs

from followup._value import Value
from followup.evidence import Confidence, Source
from followup.timing.judged import DayKind, Judged
from followup.timing.weeks import Origin


__all__ = ["Day", "DayKind"]

Window = tuple[date, date]


@attrs.frozen(kw_only=True)
class Day(Value):
    """A date in a country.

    Attributes:
        date: The date on the walls of the country.
        kind: What it is.
        reasons: Why, in words: the names of its holidays, the weekday of a weekend.
        share: The part of the country's subdivisions in which it is off, in [0, 1]; for a calendar of one
            subdivision 0 or 1.
        certainty: How sure it is. The dates of feasts that follow the moon are estimates.
        holidays: The names of its public holidays.
        weekend: Whether it falls on the weekend.
        until: For a half day, when offices close, in seconds after midnight.
        window: For a feast that follows the moon, the first and the last date on which this day of it may
            fall; None for all other days.
        source: Who says so; None where it follows from the weekday alone.
    """

    date: date
    kind: DayKind
    reasons: tuple[str, ...] = ()
    share: float = 0.0
    certainty: Confidence = Confidence.HIGH
    holidays: tuple[str, ...] = ()
    weekend: bool = False
    until: int | None = None
    window: Window | None = None
    source: Source | None = None


def told(day: date, judged: Judged) -> Day:
    """A judged date as a value."""
    return Day(
        date=day,
        kind=judged.kind,
        reasons=judged.reasons,
        share=judged.share,
        certainty=Confidence(judged.certainty),
        holidays=judged.holidays,
        weekend=judged.weekend,
        until=judged.until,
        source=source_of(judged.origin),
    )


def source_of(origin: Origin | None) -> Source | None:
    """Who says so, as a value."""
    return None if origin is None else Source(title=origin.title, url=origin.url)
