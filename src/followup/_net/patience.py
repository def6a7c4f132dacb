"""What a server that is asked too often wants of us: 429 (RFC 6585), 503 and Retry-After (RFC 9110 section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from followup._ask import Page


# House judgement: once more is enough, and a server that says nothing wants half a minute.
TRIES = 2
_UNSAID = 30.0
_LONGEST = 86_400.0


def pause_of(answer: Any, now: datetime | None = None) -> float | None:
    """For how many seconds an answer asks us to stay away, at most a day; None where it does not.

    Args:
        answer: Whatever came.
        now: The hour by which a date is reckoned; None is the present one.
    """
    if not isinstance(answer, Page) or answer.status not in (429, 503):
        return None
    said = (answer.header("retry-after") or "").strip()
    seconds = _seconds(said, now or datetime.now(UTC))
    if seconds is None:
        return _UNSAID if answer.status == 429 else None
    return min(max(0.0, seconds), _LONGEST)


def _seconds(said: str, now: datetime) -> float | None:
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - now).total_seconds()
