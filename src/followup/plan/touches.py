"""What of ours waits for an answer: the messages since their last word that, as far as is known, arrived."""

from __future__ import annotations

from collections.abc import Iterable

from followup.diagnose import CauseKind, Diagnosis
from followup.history import Entry, History
from followup.messages import MessageKind


_NOBODY_THERE = {CauseKind.LEFT_COMPANY, CauseKind.UNMONITORED}


def delivered(history: History, diagnosis: Diagnosis) -> tuple[Entry, ...]:
    """Our messages since their last word, without those that came back or found nobody there.

    Args:
        history: What was said until now.
        diagnosis: What is known of whom the messages found.
    """
    left = list(history.touches)
    for entry in history.entries:
        if entry.reading.kind is MessageKind.BOUNCE:
            lost = _returned(left, entry)
            left = [one for one in left if one is not lost]
    for cause in diagnosis.causes:
        noticed = cause.evidence[-1].observed_at if cause.evidence else None
        if cause.kind in _NOBODY_THERE and noticed is not None:
            left = [one for one in left if one.channel != cause.channel or one.at > noticed]
    return tuple(left)


def _returned(sent: Iterable[Entry], bounce: Entry) -> Entry | None:
    """Which message came back: the last one before the bounce on its channel, to its handle where told."""
    about = _handle(bounce)
    return next(
        (
            one
            for one in reversed(list(sent))
            if one.channel == bounce.channel
            and one.at <= bounce.at
            and (about is None or one.interaction.handle is None or _handle(one) == about)
        ),
        None,
    )


def _handle(entry: Entry) -> str | None:
    bounce = entry.reading.bounce
    told = entry.interaction.handle or (bounce.recipient if bounce else None)
    return told.casefold() if told else None
