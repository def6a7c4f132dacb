"""What was said with a customer so far, and whether and how fast it usually answers."""

from __future__ import annotations

from followup.history.exchange import Exchange, contact_key, exchanges_of
from followup.history.model import FEWEST_OUTCOMES, ReplyModel
from followup.history.outlook import Level, Outlook
from followup.history.thread import Entry, History, read_history
from followup.history.walls import on_walls


__all__ = [
    "FEWEST_OUTCOMES",
    "Entry",
    "Exchange",
    "History",
    "Level",
    "Outlook",
    "ReplyModel",
    "contact_key",
    "exchanges_of",
    "on_walls",
    "read_history",
]
