"""Steps as an iCalendar (RFC 5545), so that they land in any calendar."""

from __future__ import annotations

import hashlib
import json

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from followup._normal import require_a, require_aware
from followup.models import Lead
from followup.plan.step import NextStep


_LONGEST_LINE = 75
_SHORT = timedelta(minutes=15)
# Some readers of calendars break lines wherever Unicode does; control characters are forbidden (section 3.1).
_ESCAPES: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]),
    **dict.fromkeys(map(ord, "\n\v\f\x85\u2028\u2029"), "\\n"),
    **{ord(letter): f"\\{letter}" for letter in "\\;,"},
    ord("\t"): "\t",
}


def calendar(steps: Iterable[NextStep | tuple[Lead, NextStep]], *, now: datetime) -> str:
    """The steps that have a time, as an iCalendar text: one event each.

    An event begins with the window of its step, or when the step is due, and takes a quarter of an hour.
    Times are written in UTC, which every calendar shows in its owner's zone; the customer's own time
    stands in the description. The event of a lead with an id keeps its UID, so that a later import moves
    it; without an id, the same step has the same UID. A step without a time, such as *stop*, is left out.

    Args:
        steps: Steps, or pairs of a lead and its step: its name and id then stand in the event.
        now: When the calendar is written (aware).

    Returns:
        A text with line ends as the standard wants them (CRLF).

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: One is neither a step nor a pair of a lead and its step.
    """
    require_aware("now", now)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//followup//followup//EN",
        "CALSCALE:GREGORIAN",
    ]
    for one in steps:
        lead, step = one if isinstance(one, tuple) else (None, one)
        lines += _event(lead, step, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(lead: Lead | None, step: NextStep, now: datetime) -> Iterator[str]:
    start = require_a(NextStep, "step", step).moment
    if start is None:
        return
    start = max(start, now)
    name = (lead.company or lead.person or lead.id) if lead else None
    yield "BEGIN:VEVENT"
    yield f"UID:{_identity(lead, step)}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(start)}"
    yield f"DTEND:{_instant(start + _SHORT)}"
    yield f"SUMMARY:{_text(f'{name}: {step.summary}' if name else step.summary)}"
    yield f"DESCRIPTION:{_text(_description(lead, step))}"
    yield f"CATEGORIES:{_text(step.action)}"
    if step.deep_link and step.deep_link.isascii():
        yield f"URL:{''.join(step.deep_link.split())}"
    yield "END:VEVENT"


def _description(lead: Lead | None, step: NextStep) -> str:
    lines = [step.summary_zh]
    if step.window:
        theirs = step.window
        lines.append(
            f"Their time: {theirs.start:%Y-%m-%d %H:%M} to {theirs.end:%H:%M} ({theirs.zone})"
        )
    if step.contact_point:
        lines.append(f"{step.contact_point.channel}: {step.contact_point.value}")
    lines += [finding.reason for finding in step.because]
    if lead and lead.id:
        lines.append(f"Lead: {lead.id}")
    return "\n".join(filter(None, lines))


def _identity(lead: Lead | None, step: NextStep) -> str:
    told = lead.id if lead and lead.id else json.dumps(step.to_dict(), sort_keys=True)
    digest = hashlib.sha256(told.encode(errors="replace")).hexdigest()
    return f"{digest[:32]}@followup"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text as the standard wants it; half a pair of surrogates, which no calendar can hold, becomes ``?``."""
    return text.encode(errors="replace").decode().translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets (section 3.1); a letter is never cut."""
    octets = line.encode()
    room = _LONGEST_LINE
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:  # in the middle of a letter
            cut -= 1
        yield ("" if room == _LONGEST_LINE else " ") + octets[:cut].decode()
        octets = octets[cut:]
        room = _LONGEST_LINE - 1
    yield ("" if room == _LONGEST_LINE else " ") + octets.decode()
