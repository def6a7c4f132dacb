"""The hours in which a country allows calls, and the next of them: local walls, clock changes, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import reduce

import attrs

from followup import _civil
from followup._value import Value
from followup.channels._laws import Audience, law_channel
from followup.channels.registry import Channel, first_day, source_of
from followup.data import Facts, Row
from followup.evidence import Source


_HORIZON = 21
_AS_USUAL = "as_usual"
_NATIONAL = "national"

Span = tuple[time, time]
Stretch = tuple[datetime, datetime]


class Force(StrEnum):
    """``LAW`` binds; a ``CODE`` is what the trade has promised; a ``CUSTOM`` is a courtesy that we keep."""

    LAW = "law"
    CODE = "code"
    CUSTOM = "custom"


@attrs.frozen(kw_only=True)
class CallWindow(Value):
    """The next stretch in which a call is within the hours.

    Attributes:
        start: When it begins (aware, with the offset of the first zone); the moment asked for where that is
            within the hours.
        end: When it ends.
        zones: The zones in all of which it is within the hours, most people first.
        force: Whether a law says so, or less.
        law: Which law or code.
        source: Where that is told.
    """

    start: datetime
    end: datetime
    zones: tuple[str, ...]
    force: Force
    law: str
    source: Source


@attrs.frozen(kw_only=True)
class CallHours:
    """One row of the table: the hours of a working day, a Saturday, a Sunday, a holiday and its eve."""

    by_weekday: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...] | None
    eves: tuple[Span, ...]
    national: bool
    start: date | None
    end: date | None
    force: Force
    law: str
    source: Source

    def covers(self, on: date) -> bool:
        """Whether it is in force on the day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


def hours_of(
    country: str, channel: Channel, audience: Audience, on: date, facts: Facts
) -> CallHours | None:
    """The hours that the table knows for it on that day."""
    key = (country, law_channel(channel) or "", audience)
    return next((row for row in facts.view(_hours).get(key, ()) if row.covers(on)), None)


def next_window(
    hours: CallHours, country: str, part: str | None, at: datetime, zones: tuple[str, ...]
) -> CallWindow | None:
    """The next stretch that is within the hours in all the zones; None where none comes in three weeks."""
    stretches = dict.fromkeys(tuple(_stretches(hours, country, part, at, zone)) for zone in zones)
    shared = reduce(_meet, stretches) if zones else ()
    found = next((stretch for stretch in shared if stretch[1] > at), None)
    if found is None:
        return None
    here = _civil.clock(zones[0])
    start, end = (_fixed(max(found[0], at).astimezone(here)), _fixed(found[1].astimezone(here)))
    return CallWindow(
        start=start, end=end, zones=zones, force=hours.force, law=hours.law, source=hours.source
    )


def _stretches(
    hours: CallHours, country: str, part: str | None, at: datetime, zone: str
) -> Iterator[Stretch]:
    """The allowed stretches in one zone, in UTC, from the day before on."""
    there = _civil.clock(zone)
    today = at.astimezone(there).date()
    for count in range(-1, _HORIZON):
        day = today + timedelta(days=count)
        for opens, closes in _spans(hours, country, part, day):
            yield _instant(day, opens, there), _instant(day, closes, there)


def _spans(hours: CallHours, country: str, part: str | None, day: date) -> tuple[Span, ...]:
    def holiday(one: date) -> bool:
        kept = _civil.public_holidays if hours.national else _civil.common_holidays
        return one in kept(country, None if hours.national else part, one.year)

    usual = hours.by_weekday[day.weekday()]
    if hours.holidays is not None and holiday(day):
        return hours.holidays
    if hours.eves and usual and holiday(day + timedelta(days=1)):
        return hours.eves
    return usual


def _instant(day: date, wall: time, there: tzinfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=there).astimezone(UTC)


def _meet(one: tuple[Stretch, ...], other: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """What lies in both of two ordered rows of stretches."""
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(sorted(pair for pair in pairs if pair[0] < pair[1]))


def _fixed(moment: datetime) -> datetime:
    """The same local time with its offset alone, so that it can be stored and compared anywhere."""
    return datetime.fromisoformat(moment.isoformat())


def _hours(facts: Facts) -> Mapping[tuple[str, str, Audience], tuple[CallHours, ...]]:
    found: dict[tuple[str, str, Audience], tuple[CallHours, ...]] = {}
    for row in facts.rows("call_hours"):
        hours = _read(row)
        for country in row["countries"].split():
            for channel in row["channels"].split():
                for audience in row["audiences"].split():
                    key = (country, channel, Audience(audience))
                    found[key] = (*found.get(key, ()), hours)
    return found


def _read(row: Row) -> CallHours:
    working = _times(row["weekdays"])
    holidays = row["holidays"]
    return CallHours(
        by_weekday=(*[working] * 5, _times(row["saturday"]), _times(row["sunday"])),
        holidays=None if holidays == _AS_USUAL else _times(holidays),
        eves=_times(row["eves"]),
        national=row["holiday_scope"] == _NATIONAL,
        start=first_day(row["start"]),
        end=first_day(row["end"]),
        force=Force(row["force"]),
        law=row["law"],
        source=source_of(row, first_day(row["as_of"])),
    )


def _times(cell: str) -> tuple[Span, ...]:
    """``"10:00-13:00 14:00-20:00"``; an empty cell allows nothing."""
    pairs = (span.partition("-") for span in cell.split())
    return tuple(
        (time.fromisoformat(opens), time.fromisoformat(closes)) for opens, _, closes in pairs
    )
