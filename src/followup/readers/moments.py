"""Days and times in the cells of a list; nothing is guessed where day and month may be either."""

from __future__ import annotations

import re

from datetime import UTC, datetime


_SHAPES = (
    re.compile(r"(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"),
    re.compile(r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_CLOCK = re.compile(
    r"[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
)
_ZONE = re.compile(r"\s?(?:Z|UTC|GMT|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))$")
_MONTHS = 12
_LONGEST = 40


def moment_of(text: str) -> datetime | str:
    """The instant that a cell names; without a zone it is read as UTC, without a time as midnight.

    Args:
        text: The cell.

    Returns:
        An aware datetime; or why there is none, and what to do.
    """
    plain = text.strip()[:_LONGEST]
    for shape in _SHAPES:
        found = shape.match(plain)
        if found is None:
            continue
        day = _day(found)
        if day is None:
            return "does not tell day from month. Write it as 2026-11-30"
        try:
            return _at(day, plain[found.end() :])
        except ValueError:
            break
    return "is no date that can be read. Write it as 2026-11-30"


def _day(found: re.Match[str]) -> tuple[int, int, int] | None:
    named = found.groupdict()
    year = int(named["y"])
    if "one" not in named:
        return year, int(named["m"]), int(named["d"])
    one, two = int(named["one"]), int(named["two"])
    if one == two or one > _MONTHS:
        return year, two, one
    return (year, one, two) if two > _MONTHS else None


def _at(day: tuple[int, int, int], rest: str) -> datetime:
    clock = _CLOCK.match(rest)
    if clock is None:
        if rest.strip():
            raise ValueError(rest)
        return datetime(*day, tzinfo=UTC)
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    zone = rest[clock.end() :].strip()
    if zone and _ZONE.match(zone) is None:
        raise ValueError(zone)
    offset = "+00:00" if zone in {"", "Z", "UTC", "GMT"} else zone
    written = f"{day[0]:04}-{day[1]:02}-{day[2]:02}T{hour:02}:{minute:02}:{second:02}{offset}"
    return datetime.fromisoformat(written)
