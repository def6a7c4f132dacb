"""How to reach a customer: which channel its country uses, which handle it has, whether both work that day.

Rankings, life spans and blocks are dated facts with sources; see ``followup.data.sources()``.
"""

from __future__ import annotations

from followup._phone import Likelihood, Phone, PhoneKind
from followup._phone import read_phone as phone
from followup.channels._candidates import Dropped, DropReason
from followup.channels._laws import Audience, Basis, PermitVerdict
from followup.channels._ranked import Ranked
from followup.channels._studies import Measure
from followup.channels.access_rules import AccessRule, AccessStatus, access
from followup.channels.aging import StaleFact, stale
from followup.channels.call_hours import CallWindow, Force
from followup.channels.choices import Choice, Review, choose, review
from followup.channels.consent import ReplyForm, ReplyWindow, reply_window
from followup.channels.readiness import Emergency, Readiness, emergency
from followup.channels.extraction import extract
from followup.channels.handles import Handle, HandleKind, read
from followup.channels.links import NoLink, handle_of, link
from followup.channels.mentioned import Mention, mentions
from followup.channels.asks import Ask, missing
from followup.channels.parsing import parse
from followup.channels.permits import Permit, may_contact
from followup.channels.rankings import preferred, studies
from followup.channels.registry import Channel, ChannelKind, Ending, Span, get
from followup.channels.registry import every as all  # noqa: A004 - channels.all() is the public name


__all__ = [
    "AccessRule",
    "AccessStatus",
    "Ask",
    "Audience",
    "Basis",
    "CallWindow",
    "Channel",
    "ChannelKind",
    "Choice",
    "DropReason",
    "Dropped",
    "Emergency",
    "Ending",
    "Force",
    "Handle",
    "HandleKind",
    "Likelihood",
    "Measure",
    "Mention",
    "NoLink",
    "Permit",
    "PermitVerdict",
    "Phone",
    "PhoneKind",
    "Ranked",
    "Readiness",
    "ReplyForm",
    "ReplyWindow",
    "Review",
    "Span",
    "StaleFact",
    "access",
    "all",
    "choose",
    "emergency",
    "extract",
    "get",
    "handle_of",
    "link",
    "may_contact",
    "mentions",
    "missing",
    "parse",
    "phone",
    "preferred",
    "read",
    "reply_window",
    "review",
    "stale",
    "studies",
]
