"""What a message is and what it says: a person's words, an absence, a bounce, a wish to be left alone."""

from __future__ import annotations

from followup.messages.mail import read_message
from followup.messages.reading import (
    Absence,
    AbsenceState,
    Bounce,
    BounceAction,
    MessageKind,
    MessageReading,
    Objection,
)
from followup.messages.text import read_text


__all__ = [
    "Absence",
    "AbsenceState",
    "Bounce",
    "BounceAction",
    "MessageKind",
    "MessageReading",
    "Objection",
    "read_message",
    "read_text",
]
