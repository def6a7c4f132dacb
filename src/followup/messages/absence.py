"""Is the writer away, until when, and who stands in?"""

from __future__ import annotations

import re

from datetime import date, timedelta

from followup.data import BUNDLED, Facts
from followup.messages.dates import DateHit, find_dates
from followup.messages.phrases import Spots, Spotted
from followup.messages.reading import LONG_LEAVE, Absence, AbsenceState
from followup.messages.spans import Days, read_day, read_span


_AFTER_CUE = 36
_BEFORE_CUE = 14
_SENTENCE_ENDS = re.compile(r"[!?。！？]|(?<!\d)\. |\.(?= [a-z]{3,} )(?<!\d\.)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# How the second day of a range is joined to the first, in the languages of the table.
_RANGE = re.compile(
    r"(?:(?<!\d)(?P<day>\d{1,2})(?!\d)|\d)(?:(?!\. )[^\d\n]){0,16}?(?:\b(?:to|through|until|bis|al|au|a|à|ao|tot|till|til|do|по|do dnia)\b"
    r"|[–—~～至到]| - |-)\s*(?:zum |den |the |el |le |\w{3,9}, )?$"
)


def read_absence(
    text: str, spots: Spots, *, received_on: date | None, facts: Facts = BUNDLED
) -> Absence:
    """What a normal text says about its writer's absence.

    An explicit day of return counts before an "until"; "until" means that the day named is still
    away. A day that is over when the message comes shows a responder that nobody switched off.

    Args:
        text: What ``phrases.normal`` gave.
        spots: What ``phrases.spot`` found in it.
        received_on: The day on which it came; without it only dates with a year count.
        facts: The tables to look up.
    """
    if spots["gone"]:
        return Absence(state=AbsenceState.GONE, delegate=_address(text, spots["gone"][0].end))
    if spots["unmonitored"]:
        state, place = AbsenceState.UNMONITORED, spots["unmonitored"][0].end
        return Absence(state=state, delegate=_address(text, place))
    if spots["was_away"] and not _comes_back(text, spots, received_on, facts):
        return Absence(state=AbsenceState.PAST)
    new_address = _address(text, spots["moved"][0].end) if spots["moved"] else None
    if not (
        spots["away"] or spots["away_subject"] or _names_return(text, spots, received_on, facts)
    ):
        return Absence(new_address=new_address)
    starts_on, until, returns_on = _days(text, spots, received_on, facts)
    first_back = returns_on or (until + timedelta(days=1) if until else None)
    stale = bool(first_back and received_on and first_back < received_on)
    return Absence(
        state=_state(starts_on, received_on, stale=stale),
        starts_on=starts_on,
        until=until,
        returns_on=None if stale else first_back,
        delegate=_address(text, 0) if new_address is None else None,
        new_address=new_address,
        stale=stale,
        long=bool(first_back and received_on and first_back - received_on > LONG_LEAVE),
    )


def _comes_back(text: str, spots: Spots, received_on: date | None, facts: Facts) -> bool:
    """To be back is the end of an absence; to be back on a day that is still to come is not."""
    hits = find_dates(text, seen_on=received_on, language=_language(spots), facts=facts)
    days = _near(text, hits, spots["was_away"], ())
    return any(received_on is None or day > received_on for day in days)


def _names_return(text: str, spots: Spots, received_on: date | None, facts: Facts) -> bool:
    """Somebody who will be back at the desk on a day is not there now; a machine need not name the desk."""
    machine = spots["automatic"] or spots["marked"]
    cues = spots["back_there"] + (spots["back"] + spots["until"] if machine else ())
    after = spots["back_after"] + spots["until_after"] if machine else ()
    if not (cues or after):
        return False
    hits = find_dates(text, seen_on=received_on, language=_language(spots), facts=facts)
    days = _near(text, hits, cues, after)
    return bool(days) if machine else any(received_on and day > received_on for day in days)


def _state(starts_on: date | None, received_on: date | None, *, stale: bool) -> AbsenceState:
    if stale:
        return AbsenceState.PAST
    if starts_on and received_on and starts_on > received_on + timedelta(days=1):
        return AbsenceState.FUTURE
    return AbsenceState.CURRENT


_NO_DAYS: Days = (None, None, None)


def _days(text: str, spots: Spots, seen_on: date | None, facts: Facts) -> Days:
    """The first day away, the last day away and the first day back, as far as they are named."""
    language = _language(spots)
    hits = find_dates(text, seen_on=seen_on, language=language, facts=facts)
    back = _near(text, hits, spots["back"] + spots["back_there"], spots["back_after"])
    until = _near(text, hits, spots["until"], spots["until_after"])
    starts_on, ends_on = _range(text, hits)
    returns_on = _latest(back)
    last = ends_on or _latest(tuple(day for day in until if day not in back))
    if returns_on is None and last is None and seen_on is not None:
        begins = _near(text, hits, spots["from_day"], ())[:1]
        return next(((day, None, None) for day in begins), None) or _unnamed(
            text, spots, hits, seen_on, facts
        )
    if returns_on and last and last >= returns_on:
        last = None
    return starts_on, last, returns_on


def _unnamed(
    text: str, spots: Spots, hits: tuple[DateHit, ...], seen_on: date, facts: Facts
) -> Days:
    """Where no day of return is named: a length of time, or the one day away."""
    for cue in spots["away"]:
        found = read_day(text, cue.end, hits)
        if found == _NO_DAYS:
            found = read_span(text, cue, seen_on=seen_on, facts=facts)
        if found != _NO_DAYS:
            return found
    return _NO_DAYS


def _language(spots: Spots) -> str | None:
    for name in ("away", "automatic", "back", "back_there", "back_after", "until_after"):
        if spots[name]:
            return spots[name][0].language
    return None


def _latest(days: tuple[date, ...]) -> date | None:
    return max(days, default=None)


def _near(
    text: str,
    hits: tuple[DateHit, ...],
    before: tuple[Spotted, ...],
    after: tuple[Spotted, ...],
) -> tuple[date, ...]:
    """Days of the dates that directly follow a word of the first kind, or precede one of the second."""
    days = [
        hit.day
        for cue in before
        for hit in [next((hit for hit in hits if hit.start >= cue.end), None)]
        if hit and _together(text, cue.end, hit.start, _AFTER_CUE)
    ]
    days += [
        hit.day
        for cue in after
        for hit in [next((hit for hit in reversed(hits) if hit.end <= cue.start), None)]
        if hit and _together(text, hit.end, cue.start, _BEFORE_CUE)
    ]
    return tuple(days)


def _together(text: str, start: int, end: int, limit: int) -> bool:
    return end - start <= limit and not _SENTENCE_ENDS.search(text, start, end)


def _range(text: str, hits: tuple[DateHit, ...]) -> tuple[date | None, date | None]:
    """The days of "from … to …": the second is a date, the first at least a number before it."""
    for place, hit in enumerate(hits):
        if joined := _RANGE.search(text[max(0, hit.start - 30) : hit.start]):
            first = hits[place - 1] if place else None
            if first and hit.start - first.end <= _BEFORE_CUE:
                return (first.day if first.day <= hit.day else None), hit.day
            return _day_before(hit.day, joined["day"]), hit.day
    return None, None


def _day_before(last: date, day: str | None) -> date | None:
    """The first day of "24 to 31 December", which is told by its number alone."""
    if day is None:
        return None
    month = last if int(day) <= last.day else last.replace(day=1) - timedelta(days=1)
    try:
        return month.replace(day=int(day))
    except ValueError:
        return None


def _address(text: str, start: int) -> str | None:
    """The first e-mail address from there on, or else the first of all."""
    found = _ADDRESS.search(text, start) or _ADDRESS.search(text)
    return found[0].rstrip(".-") if found else None
