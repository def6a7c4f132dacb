"""What to do next with one customer: the action, the channel, the window, and why.

``why_moved`` names what changed since a step was planned, ``say`` puts it into another language,
``emergency`` finds everybody who can act within hours, ``offer`` dates an offer for a limited time, and
``calendar`` writes steps as an iCalendar text.
"""

from __future__ import annotations

from followup.plan.cadence import Cadence
from followup.plan.calendar import calendar
from followup.plan.emergency import emergency
from followup.plan.inputs import why_moved
from followup.plan.next_step import next_step
from followup.plan.offer import offer
from followup.plan.offered import NoOffer, Offer
from followup.plan.rung import Rung, RungKind
from followup.plan.sentences import languages, say
from followup.plan.step import Action, Input, Later, NextStep, StopRule


__all__ = [
    "Action",
    "Cadence",
    "Input",
    "Later",
    "NextStep",
    "NoOffer",
    "Offer",
    "Rung",
    "RungKind",
    "StopRule",
    "calendar",
    "emergency",
    "languages",
    "next_step",
    "offer",
    "say",
    "why_moved",
]
