"""What to do next with one customer: the action, the channel, the window, and why."""

from __future__ import annotations

from followup.plan.cadence import Cadence
from followup.plan.next_step import next_step
from followup.plan.step import Action, NextStep


__all__ = ["Action", "Cadence", "NextStep", "next_step"]
