"""Why is a customer silent? Ranked causes with evidence, and what each message says."""

from __future__ import annotations

from followup.diagnose.book import Book
from followup.diagnose.causes import Cause, CauseKind, Diagnosis, WaitingOn
from followup.diagnose.patterns import Pattern, PatternKind
from followup.diagnose.silence import silence
from followup.history import Exchange, Level, Outlook, ReplyModel
from followup.messages import (
    Absence,
    AbsenceState,
    Bounce,
    BounceAction,
    MessageKind,
    MessageReading,
    Objection,
    read_message,
    read_text,
)


__all__ = [
    "Absence",
    "AbsenceState",
    "Book",
    "Bounce",
    "BounceAction",
    "Cause",
    "CauseKind",
    "Diagnosis",
    "Exchange",
    "Level",
    "MessageKind",
    "MessageReading",
    "Objection",
    "Outlook",
    "Pattern",
    "PatternKind",
    "ReplyModel",
    "WaitingOn",
    "read_message",
    "read_text",
    "silence",
]
