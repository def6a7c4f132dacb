"""What was said with a customer so far, and how fast they usually answer."""

from __future__ import annotations

from followup.history.pace import FEWEST_OUTCOMES, ReplyModel, pace_of
from followup.history.thread import Entry, History, read_history


__all__ = ["FEWEST_OUTCOMES", "Entry", "History", "ReplyModel", "pace_of", "read_history"]
