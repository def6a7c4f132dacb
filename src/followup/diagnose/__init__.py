"""Why is a customer silent? Ranked causes with evidence, and what each message says."""

from __future__ import annotations

from followup.diagnose.causes import Cause, CauseKind, Diagnosis, WaitingOn
from followup.diagnose.silence import silence
from followup.history import ReplyModel
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
    "Bounce",
    "BounceAction",
    "Cause",
    "CauseKind",
    "Diagnosis",
    "MessageKind",
    "MessageReading",
    "Objection",
    "ReplyModel",
    "WaitingOn",
    "read_message",
    "read_text",
    "silence",
]
