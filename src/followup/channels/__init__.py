"""How to reach a customer: which channel its country uses, which handle it has, whether both work that day.

Rankings, life spans and blocks are dated facts with sources; see ``followup.data.sources()``.
"""

from __future__ import annotations

from followup.channels._candidates import Dropped, DropReason
from followup.channels._studies import Measure
from followup.channels.access import AccessRule, AccessStatus, access
from followup.channels.choose import Choice, Review, choose, review
from followup.channels.consent import ReplyForm, ReplyWindow, reply_window
from followup.channels.extract import extract
from followup.channels.handles import Handle, HandleKind, read
from followup.channels.links import NoLink, handle_of, link
from followup.channels.missing import Ask, missing
from followup.channels.parsing import parse
from followup.channels.rankings import Ranked, preferred, studies
from followup.channels.registry import Channel, ChannelKind, Ending, Span, get
from followup.channels.registry import every as all  # noqa: A004 - channels.all() is the public name


__all__ = [
    "AccessRule",
    "AccessStatus",
    "Ask",
    "Channel",
    "ChannelKind",
    "Choice",
    "DropReason",
    "Dropped",
    "Ending",
    "Handle",
    "HandleKind",
    "Measure",
    "NoLink",
    "Ranked",
    "ReplyForm",
    "ReplyWindow",
    "Review",
    "Span",
    "access",
    "all",
    "choose",
    "extract",
    "get",
    "handle_of",
    "link",
    "missing",
    "parse",
    "preferred",
    "read",
    "reply_window",
    "review",
    "studies",
]
