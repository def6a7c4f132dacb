"""What a messenger's own rules allow after the customer's last message. Not legal advice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import require_aware
from followup._value import Value
from followup.channels.registry import first_day, get, source_of
from followup.data import BUNDLED, Facts
from followup.evidence import Source


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
    """What the rules of WhatsApp and Messenger allow a business account now: free text for 24 hours.

    Args:
        channel: Any channel; only these two have such a rule in the table ``channel_policies``.
        last_inbound_at: When the customer last wrote or called there (aware); None where it never did.
        now: The time (aware).
        facts: The tables to look in.

    Raises:
        NaiveTime: A time has no zone.
        UnknownName: There is no such channel.
    """
    require_aware("now", now)
    named = get(channel, facts=facts)
    ruled = facts.view(_windows).get(named.slug)
    if ruled is None:
        return ReplyWindow(
            form=ReplyForm.FREE_FORM, left=None, source=None,
            reason=f"No reply window is known for {named.name}.",
        )  # fmt: skip
    length, source = ruled
    if last_inbound_at is None:
        return ReplyWindow(
            form=ReplyForm.NEEDS_OPT_IN, left=None, source=source,
            reason=f"The customer never wrote on {named.name}: ask for its consent elsewhere first.",
        )  # fmt: skip
    # Their clock may be ahead of ours.
    left = min(require_aware("last_inbound_at", last_inbound_at) + length - now, length)
    hours = f"{length / timedelta(hours=1):g} hours"
    if left > timedelta(0):
        return ReplyWindow(
            form=ReplyForm.FREE_FORM, left=left, source=source,
            reason=f"The customer wrote within the last {hours}.",
        )  # fmt: skip
    return ReplyWindow(
        form=ReplyForm.TEMPLATE_ONLY, left=None, source=source,
        reason=f"The customer's last message is older than {hours}.",
    )  # fmt: skip


def _windows(facts: Facts) -> Mapping[str, tuple[timedelta, Source]]:
    return {
        row["channel"]: (
            timedelta(hours=float(row["window_hours"])),
            source_of(row, first_day(row["as_of"])),
        )
        for row in facts.rows("channel_policies")
        if row["window_hours"]
    }
