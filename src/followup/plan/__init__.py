"""What to do next with one customer: the action, the channel, the window, and why.

``emergency`` finds everybody who can act within hours, ``offer`` dates an offer for a limited time, and
``calendar`` writes steps as an iCalendar text.
"""

from __future__ import annotations

from followup.plan.cadence import Cadence
from followup.plan.calendar import calendar
from followup.plan.emergency import Rung, RungKind, emergency
from followup.plan.next_step import next_step
from followup.plan.offer import NoOffer, Offer, offer
from followup.plan.step import Action, Later, NextStep, StopRule


__all__ = [
    "Action",
    "Cadence",
    "Later",
    "NextStep",
    "NoOffer",
    "Offer",
    "Rung",
    "RungKind",
    "StopRule",
    "calendar",
    "emergency",
    "next_step",
    "offer",
]
