"""How to reach a customer: which channel its country uses, which handle it has, whether both work that day.

Rankings, life spans and blocks are dated facts with sources; see ``followup.data.sources()``.
"""

from __future__ import annotations

from followup._door import door


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup._phone import (
        Likelihood as Likelihood,
        Phone as Phone,
        PhoneKind as PhoneKind,
        read_phone as _read_phone,
    )
    from followup.channels._candidates import Dropped as Dropped, DropReason as DropReason
    from followup.channels._laws import (
        Audience as Audience,
        Basis as Basis,
        PermitVerdict as PermitVerdict,
    )
    from followup.channels._ranked import Ranked as Ranked
    from followup.channels._studies import Measure as Measure
    from followup.channels.access_rules import (
        AccessRule as AccessRule,
        AccessStatus as AccessStatus,
        access as access,
    )
    from followup.channels.aging import StaleFact as StaleFact, stale as stale
    from followup.channels.asks import Ask as Ask, missing as missing
    from followup.channels.call_hours import CallWindow as CallWindow, Force as Force
    from followup.channels.choices import (
        Choice as Choice,
        Review as Review,
        choose as choose,
        review as review,
    )
    from followup.channels.consent import (
        ReplyForm as ReplyForm,
        ReplyWindow as ReplyWindow,
        reply_window as reply_window,
    )
    from followup.channels.extraction import extract as extract
    from followup.channels.handles import Handle as Handle, HandleKind as HandleKind, read as read
    from followup.channels.links import NoLink as NoLink, handle_of as handle_of, link as link
    from followup.channels.mentioned import Mention as Mention, mentions as mentions
    from followup.channels.parsing import parse as parse
    from followup.channels.permits import Permit as Permit, may_contact as may_contact
    from followup.channels.rankings import preferred as preferred, studies as studies
    from followup.channels.readiness import (
        Emergency as Emergency,
        Readiness as Readiness,
        emergency as emergency,
    )
    from followup.channels.registry import (
        Channel as Channel,
        ChannelKind as ChannelKind,
        Ending as Ending,
        Span as Span,
        every as _every,
        get as get,
    )

    all = _every
    phone = _read_phone

__all__, __getattr__, __dir__ = door(
    __name__,
    {
        "followup._phone": ("Likelihood", "Phone", "PhoneKind", "read_phone as phone"),
        "_candidates": ("DropReason", "Dropped"),
        "_laws": ("Audience", "Basis", "PermitVerdict"),
        "_ranked": ("Ranked",),
        "_studies": ("Measure",),
        "access_rules": ("AccessRule", "AccessStatus", "access"),
        "aging": ("StaleFact", "stale"),
        "asks": ("Ask", "missing"),
        "call_hours": ("CallWindow", "Force"),
        "choices": ("Choice", "Review", "choose", "review"),
        "consent": ("ReplyForm", "ReplyWindow", "reply_window"),
        "extraction": ("extract",),
        "handles": ("Handle", "HandleKind", "read"),
        "links": ("NoLink", "handle_of", "link"),
        "mentioned": ("Mention", "mentions"),
        "parsing": ("parse",),
        "permits": ("Permit", "may_contact"),
        "rankings": ("preferred", "studies"),
        "readiness": ("Emergency", "Readiness", "emergency"),
        "registry": ("Channel", "ChannelKind", "Ending", "Span", "every as all", "get"),
    },
)
