"""At which hours of the week people are at work: by region, and by what one person was seen to do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from followup.data import BUNDLED, Facts
from followup.history.clock import EVEN, HOURS, ActivityClock, Slow
from followup.history.walls import on_walls
from followup.timing import WorkCalendar
from followup.timing.days import DayKind
from followup.timing.pieces import season_of


FEWEST_MESSAGES = 50
"""From so many messages on, somebody's own week is learned."""

# One person's week is sharper than that of a crowd, whose habits differ. Measured on openbmc: the square
# raises the fewest false alarms in each part of the week.
_SHARPER = 2.0
_FAINTEST = 0.02
_STRENGTH = 50
_HORIZON = 75
_DAYS = ("mon_thu",) * 4 + ("fri", "sat", "sun")
# On which offsets from UTC, in minutes, the regions of the table lie.
_WEST_OF, _EAST_OF = -120, 330
_A_MONDAY = date(2026, 1, 12)

Week = tuple[float, ...]
HoursSeen = tuple[tuple[int, int], ...]
"""Pairs of an hour of the week and how many messages somebody wrote in it."""


def regional_week(
    offset: timedelta, weekend: Sequence[int] = (5, 6), *, facts: Facts = BUNDLED
) -> Week:
    """The week of people at an offset from UTC, in their local time.

    Args:
        offset: Ahead of UTC.
        weekend: Its weekdays off (0 is Monday): the last of them is taken for the Sunday of the table.
        facts: The tables to look up.
    """
    minutes = offset / timedelta(minutes=1)
    region = "west" if minutes < _WEST_OF else "east" if minutes >= _EAST_OF else "middle"
    return _week(region, tuple(weekend), facts)


@lru_cache(maxsize=64)
def _week(region: str, weekend: tuple[int, ...], facts: Facts) -> Week:
    rows = facts.view(_regions)[region]
    kinds = [_kind(day, weekend) for day in range(7)]
    return _even([weight**_SHARPER for kind in kinds for weight in rows[kind]])


def _kind(day: int, weekend: tuple[int, ...]) -> str:
    """What a weekday is like: a day off is like Sunday where the next one is none, else like Saturday."""
    after = (day + 1) % 7
    if day in weekend:
        return "sat" if after in weekend else "sun"
    return "fri" if after in weekend else "mon_thu"


def _regions(facts: Facts) -> Mapping[str, Mapping[str, Week]]:
    found: dict[str, dict[str, Week]] = {}
    for row in facts.rows("activity_weeks"):
        hours = tuple(float(row[f"h{hour:02}"]) for hour in range(24))
        found.setdefault(row["region"], {})[row["days"]] = hours
    return found


def _even(weights: Iterable[float]) -> Week:
    """The same proportions with a mean of 1, where no hour is quite dead."""
    raised = list(weights)
    mean = sum(raised) / HOURS
    raised = [max(weight / mean, _FAINTEST) for weight in raised]
    mean = sum(raised) / HOURS
    return tuple(weight / mean for weight in raised)


@lru_cache(maxsize=2048)
def own_week(counts: HoursSeen, usual: Week = EVEN) -> Week:
    """One person's week from the hours at which it wrote.

    Hours of the day and days of the week are counted apart, each mixed with the usual week.

    Args:
        counts: Pairs of an hour of the week and how many messages it wrote in it.
        usual: The week of its region.
    """
    total = sum(count for _, count in counts)
    hours, days = [0.0] * 24, [0.0] * 7
    for hour, count in counts:
        days[hour // 24] += count
        # An hour before or after would have done as well.
        for beside, part in ((-1, 0.25), (0, 0.5), (1, 0.25)):
            hours[(hour + beside) % 24] += part * count
    expected_hours = [sum(usual[hour::24]) / HOURS for hour in range(24)]
    expected_days = [sum(usual[24 * day : 24 * day + 24]) / HOURS for day in range(7)]
    by_hour = _ratios(hours, expected_hours, total)
    by_day = _ratios(days, expected_days, total)
    return _even(usual[at] * by_hour[at % 24] * by_day[at // 24] for at in range(HOURS))


def _ratios(seen: list[float], expected: list[float], total: int) -> list[float]:
    return [
        (count + _STRENGTH * share) / (total + _STRENGTH) / share
        for count, share in zip(seen, expected, strict=True)
    ]


def hour_of_week(moment: datetime, zone: str) -> int:
    """The hour of the local week, from Monday 0:00 on."""
    local = on_walls(moment, zone)
    return local.weekday() * 24 + local.hour


def clock_in(zone: str, start: datetime, *, facts: Facts = BUNDLED) -> ActivityClock:
    """The clock of a zone of which no country is known: without holidays, off on Saturday and Sunday.

    Args:
        zone: What ``walls.zone_name`` gave.
        start: From when on (aware).
        facts: The tables to look up.
    """
    return ActivityClock(zone=zone, week=regional_week(_ahead(zone, start), facts=facts))


def clock_of(
    calendar: WorkCalendar, start: datetime, *, zone: str | None = None, facts: Facts = BUNDLED
) -> ActivityClock:
    """The clock of a place: its region's week around its weekend, the holidays and quiet seasons of 75 days.

    Args:
        calendar: The place.
        start: From when on (aware).
        zone: What ``walls.zone_name`` gave, where it is not the calendar's own.
        facts: The tables to look up.
    """
    name = zone or calendar.zone
    local = on_walls(start, name)
    return _clock(calendar, name, local.toordinal(), local.utcoffset() or timedelta(), facts)


@lru_cache(maxsize=4096)
def _clock(
    calendar: WorkCalendar, name: str, first: int, ahead: timedelta, facts: Facts
) -> ActivityClock:
    """The clock from a day on: whoever is written to on one day in one country shares it."""
    return ActivityClock(
        zone=name,
        week=regional_week(ahead, _weekend(calendar), facts=facts),
        slow=_holidays(calendar, first, facts),
    )


def _ahead(zone: str, moment: datetime) -> timedelta:
    return on_walls(moment, zone).utcoffset() or timedelta()


@lru_cache(maxsize=512)
def _weekend(calendar: WorkCalendar) -> tuple[int, ...]:
    days = (_A_MONDAY + timedelta(days=day) for day in range(7))
    return tuple(day.weekday() for day in days if calendar.judged(day).weekend)


def _holidays(calendar: WorkCalendar, first: int, facts: Facts) -> tuple[Slow, ...]:
    """Those of the days ahead."""
    after = first + _HORIZON
    begins, ends = date.fromordinal(first).year, date.fromordinal(after).year
    known = _of_year(calendar, begins, facts)
    if ends > begins:
        known += _of_year(calendar, ends, facts)
    return known[bisect_left(known, (first,)) : bisect_left(known, (after,))]


@lru_cache(maxsize=1024)
def _of_year(calendar: WorkCalendar, year: int, facts: Facts) -> tuple[Slow, ...]:
    """The holidays of a year and its seasons, in which less is done on each day."""
    known = facts.view(_on_holidays)
    goes_on = known.get(calendar.country or "*", known["*"])
    days = map(
        date.fromordinal, range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    )
    shares = ((day.toordinal(), _share(calendar, day, goes_on, facts)) for day in days)
    return tuple((day, share) for day, share in shares if share < 1)


def _share(calendar: WorkCalendar, day: date, goes_on: float, facts: Facts) -> float:
    judged = calendar.judged(day)
    season = season_of(calendar.country, day, facts)
    quiet = season.activity if season else 1.0
    if judged.kind is DayKind.OFF and judged.holidays and not judged.weekend:
        return min(goes_on, quiet)
    return quiet


def _on_holidays(facts: Facts) -> Mapping[str, float]:
    return {row["country"]: float(row["activity"]) for row in facts.rows("holiday_activity")}
