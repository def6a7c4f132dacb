"""What a date is, in the words of a ``Day``, and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from followup.timing.hours import DAY
from followup.timing.pack import pack
from followup.timing.sureness import least
from followup.timing.weeks import HalfDay, Origin, Suspension


WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOLIDAYS = Origin("the holidays package", "https://github.com/vacanza/holidays")
ESTIMATE = "the date is an estimate"

# From this part of a country's subdivisions on, a national calendar calls a day off.
_MOST = 0.5


class DayKind(StrEnum):
    """What a date is. ``MAKEUP`` is a weekend day that is worked; ``UNCERTAIN`` means that no table knows it."""

    WORKING = "working"
    OFF = "off"
    HALF = "half"
    MAKEUP = "makeup"
    UNCERTAIN = "uncertain"


class Judged(NamedTuple):
    """A date as it was judged; the fields are those of ``Day``."""

    kind: DayKind = DayKind.WORKING
    reasons: tuple[str, ...] = ()
    share: float = 0.0
    certainty: str = "high"
    holidays: tuple[str, ...] = ()
    weekend: bool = False
    until: int | None = None
    origin: Origin | None = None


def weekend_day(weekday: int, *, known: bool) -> Judged:
    """A weekday of the weekend; in a year that nothing is known of, by custom."""
    return Judged(
        kind=DayKind.OFF,
        reasons=(WEEKDAY_NAMES[weekday],),
        share=1.0,
        certainty="high" if known else "low",
        weekend=True,
    )


def unknown_day(year: int) -> Judged:
    """A date of a year that no table knows."""
    reason = f"no table knows the public holidays of {year} here"
    return Judged(kind=DayKind.UNCERTAIN, reasons=(reason,), certainty="unknown")


def suspended(found: Judged, time: Suspension, day: date) -> Judged:
    """A date without public holidays; how long that lasts nobody knows before it is over."""
    lasts = time.until is not None or day <= pack().read_on
    return found._replace(
        reasons=(*found.reasons, time.reason),
        certainty=found.certainty if lasts else least(found.certainty, "medium"),
        origin=time.source,
    )


def makeup_day(found: Judged, day: date) -> Judged:
    """A weekend day that is worked."""
    reason = f"a {WEEKDAY_NAMES[day.weekday()]} that is worked to make up for a holiday"
    return found._replace(kind=DayKind.MAKEUP, reasons=(reason,), share=0.0, origin=HOLIDAYS)


def holiday(found: Judged, names: tuple[str, ...], *, provisional: bool) -> Judged:
    """A public holiday; an estimate, and one of a year without its decree yet, is not certain."""
    clear = tuple(map(_clear, names))
    notes = (ESTIMATE,) if clear != names else ()
    if provisional:
        notes = (*notes, "the year's schedule is not published yet")
    return Judged(
        DayKind.OFF,
        reasons=(*clear, *found.reasons, *notes),
        share=1.0,
        certainty="low" if notes else "high",
        holidays=clear,
        weekend=found.weekend,
        origin=HOLIDAYS,
    )


def _clear(name: str) -> str:
    """A holiday's name without the package's mark of an estimate."""
    return name.replace(", estimated)", ")").replace("(estimated)", "").strip()


def regional(found: Judged, share: float, name: str) -> Judged:
    """A holiday of some parts of the country: off where most of them keep it."""
    name = _clear(name)
    reason = f"{name} in {share:.0%} of the country's parts"
    if found.weekend:
        return found._replace(reasons=(*found.reasons, reason))
    off = share >= _MOST
    return Judged(
        DayKind.OFF if off else DayKind.WORKING,
        reasons=(reason,),
        share=share,
        certainty="medium",
        holidays=(name,) if off else (),
        origin=HOLIDAYS,
    )


def half_day(found: Judged, half: HalfDay) -> Judged:
    """A date on which offices close early, or do not open."""
    if half.until >= DAY:
        return found
    return found._replace(
        kind=DayKind.HALF if half.until else DayKind.OFF,
        reasons=(half.name, *found.reasons),
        holidays=() if half.until else (half.name,),
        share=found.share if half.until else 1.0,
        certainty=half.confidence,
        until=half.until,
        origin=half.source,
    )
