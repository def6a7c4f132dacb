"""What the headers of a message say of who wrote it: a person, or a machine in a person's place."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import attrs

from followup.evidence import Confidence, Finding, Outcome
from followup.messages.reading import (
    LONG_LEAVE,
    Absence,
    AbsenceState,
    MessageKind,
    MessageReading,
)


Read = Callable[[str], str]
"""Gives a header by its name in plain text; empty where there is none."""

HEADERS = (
    "Auto-Submitted",
    "Precedence",
    "X-Apple-Action",
    "X-Apple-Criteria",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoreply-From",
    "X-MS-Exchange-Inbox-Rules-Loop",
)
"""The headers that are looked at; from the fifth on it is enough that they are there."""

_MARKS = HEADERS[4:]
_LONGEST = 1_000
_DATED = r"{}\W{{1,8}}(?:(\d{{4}})-?(\d\d)-?(\d\d)(?!\d)|(\d{{9,13}})(?!\d))"
_STARTS = re.compile(_DATED.format("startDate"), re.IGNORECASE)
_ENDS = re.compile(_DATED.format("endDate"), re.IGNORECASE)
_MILLISECONDS = 10**11


def reader(headers: Mapping[str, str]) -> Read:
    """The headers of a mapping, whatever the case of their names."""
    plain = {str(name).lower(): str(value)[:_LONGEST] for name, value in headers.items()}
    return lambda name: plain.get(name.lower(), "")


def as_marked(said: MessageReading, read: Read, received_on: date | None) -> MessageReading:
    """What was read, where a header says that a machine sent it: a person's words are then that machine's.

    Args:
        said: What the words say.
        read: Gives a header.
        received_on: The day on which it came.
    """
    mark = automatic_mark(read)
    if mark is None:
        return said
    absence = _with_leave(said.absence, read("X-Apple-Criteria"), received_on)
    away = absence.says_away or "vacation" in mark
    kind = MessageKind.OUT_OF_OFFICE if away else MessageKind.OTHER_AUTOMATIC
    finding = Finding(
        name=f"message.{kind}",
        outcome=Outcome.FOR,
        reason="A header says that a machine sent it.",
        weight=1.0,
        quote=mark[:120],
    )
    return attrs.evolve(
        said,
        kind=kind if said.is_human else said.kind,
        confidence=Confidence.CERTAIN,
        evidence=(finding, *said.evidence),
        absence=absence,
        asks_question=False,
        promises=False,
        closes=False,
        objections=(),
        deferred=False,
        deferred_until=None,
    )


def automatic_mark(read: Read) -> str | None:
    """The header by which a machine says that it wrote this (RFC 3834 and its elders)."""
    submitted = read("Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return f"Auto-Submitted: {submitted}"
    if read("Precedence").strip().lower() in {"auto_reply", "auto-reply"}:
        return "Precedence: auto_reply"
    if "vacation" in read("X-Apple-Action").lower():
        return "X-Apple-Action: vacation"
    return next((name for name in _MARKS if read(name)), None)


def _with_leave(absence: Absence, criteria: str, received_on: date | None) -> Absence:
    """The leave that Apple's mail service puts into a header; words that name a day count before it."""
    starts_on, until = _day(_STARTS, criteria), _day(_ENDS, criteria)
    if absence.returns_on is not None or until is None or absence.stale:
        return absence
    back = until + timedelta(days=1)
    over = received_on is not None and back < received_on
    return attrs.evolve(
        absence,
        state=AbsenceState.PAST if over else AbsenceState.CURRENT,
        starts_on=starts_on,
        until=until,
        returns_on=None if over else back,
        stale=over,
        long=received_on is not None and back - received_on > LONG_LEAVE,
    )


def _day(pattern: re.Pattern[str], criteria: str) -> date | None:
    found = pattern.search(criteria)
    if found is None:
        return None
    try:
        if found[4] is None:
            return date(int(found[1]), int(found[2]), int(found[3]))
        seconds = int(found[4])
        return datetime.fromtimestamp(
            seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC
        ).date()
    except (ValueError, OverflowError, OSError):
        return None
