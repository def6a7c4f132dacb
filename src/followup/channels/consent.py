"""What a messenger's own rules allow after the customer's last message. Not legal advice."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import require_aware
from followup._value import Value
from followup.channels.registry import get
from followup.data import BUNDLED, Facts
from followup.evidence import Source


_WINDOW = timedelta(hours=24)
_WHATSAPP = Source(
    title="Meta: send messages, WhatsApp Business Platform (read 2026-05-21)",
    url="https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages",
)
_MESSENGER = Source(
    title="Meta: m.me links and the standard messaging window",
    url="https://developers.facebook.com/documentation/business-messaging/messenger-platform/discovery/m-me-links.md",
)
_RULED = {"whatsapp": _WHATSAPP, "messenger": _MESSENGER}


class ReplyForm(StrEnum):
    """What may be written: anything, an approved template only, or nothing before the customer agreed."""

    FREE_FORM = "free_form"
    TEMPLATE_ONLY = "template_only"
    NEEDS_OPT_IN = "needs_opt_in"


@attrs.frozen(kw_only=True)
class ReplyWindow(Value):
    """What a business account may send now.

    Attributes:
        form: What may be written.
        left: How long that form stays allowed; None where no clock runs.
        reason: One plain sentence.
        source: Where the rule is told; None for channels without such a rule.
    """

    form: ReplyForm
    left: timedelta | None
    reason: str
    source: Source | None


def reply_window(
    channel: str, last_inbound_at: datetime | None, *, now: datetime, facts: Facts = BUNDLED
) -> ReplyWindow:
    """What the 24-hour rules of WhatsApp and Messenger allow a business account now.

    Args:
        channel: Any channel; only these two have such a rule here.
        last_inbound_at: When the customer last wrote or called there (aware); None where it never did.
        now: The time (aware).
        facts: The tables to look in.

    Raises:
        NaiveTime: A time has no zone.
        UnknownName: There is no such channel.
    """
    require_aware("now", now)
    named = get(channel, facts=facts)
    source = _RULED.get(named.slug)
    if source is None:
        return ReplyWindow(
            form=ReplyForm.FREE_FORM, left=None, source=None,
            reason=f"No reply window is known for {named.name}.",
        )  # fmt: skip
    if last_inbound_at is None:
        return ReplyWindow(
            form=ReplyForm.NEEDS_OPT_IN, left=None, source=source,
            reason=f"The customer never wrote on {named.name}: ask for its consent elsewhere first.",
        )  # fmt: skip
    left = require_aware("last_inbound_at", last_inbound_at) + _WINDOW - now
    if left > timedelta(0):
        return ReplyWindow(
            form=ReplyForm.FREE_FORM, left=left, source=source,
            reason="The customer wrote within the last 24 hours.",
        )  # fmt: skip
    return ReplyWindow(
        form=ReplyForm.TEMPLATE_ONLY, left=None, source=source,
        reason="The customer's last message is older than 24 hours.",
    )  # fmt: skip
