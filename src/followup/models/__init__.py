"""The words that callers bring: lead, seller, contact point, interaction, inquiry, profile."""

from __future__ import annotations

from followup.models.conversation import Direction, Inquiry, Interaction, InteractionKind
from followup.models.holding import Holding
from followup.models.lead import ContactPoint, ContactRole, Lead, Segment, Urgency
from followup.models.seller import IndustryProfile, Seller, Topic


__all__ = [
    "ContactPoint",
    "ContactRole",
    "Direction",
    "Holding",
    "IndustryProfile",
    "Inquiry",
    "Interaction",
    "InteractionKind",
    "Lead",
    "Segment",
    "Seller",
    "Topic",
    "Urgency",
]
