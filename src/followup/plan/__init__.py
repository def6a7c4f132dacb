"""What to do next with one customer: the action, the channel, the window, and why.

``calendar`` writes steps as an iCalendar text.
"""

from __future__ import annotations

from followup.plan.cadence import Cadence
from followup.plan.calendar import calendar
from followup.plan.next_step import next_step
from followup.plan.step import Action, Later, NextStep, StopRule


__all__ = ["Action", "Cadence", "Later", "NextStep", "StopRule", "calendar", "next_step"]
