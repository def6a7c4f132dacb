"""What an offer for a limited time says of itself: when it runs, on both clocks, or why there is none."""

from __future__ import annotations

from datetime import datetime

import attrs

from followup._normal import aware
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.evidence import Finding
from followup.models import ContactPoint
from followup.plan.sentences import channel_name
from followup.timing import Window


@attrs.frozen(kw_only=True)
class Offer(Value):
    """When an offer for a limited time runs. What it offers is the seller's to say.

    Attributes:
        channel: The slug of the channel to make it on.
        contact_point: Whom to make it to.
        deep_link: Opens the conversation; None where the channel has no such link.
        opens: The customer's office hours in which it is made.
        closes: When it ends (aware, on the customer's clock): the end of the last working day.
        closes_ours: The same instant on the seller's clock; None where that is not known.
        zone: The customer's IANA zone, for the text of the offer.
        working_days: How many whole working days of theirs lie between; the day on which it opens is not
            counted.
        because: Seasons that it avoids or could not avoid, holidays within it, and the way.
        summary: One plain sentence in English.
        summary_zh: The same in Chinese.
    """

    channel: str
    contact_point: ContactPoint
    opens: Window
    closes: datetime = attrs.field(validator=aware)
    zone: str
    working_days: int
    deep_link: str | None = None
    closes_ours: datetime | None = attrs.field(default=None, validator=aware)
    because: tuple[Finding, ...] = ()
    summary: str = ""
    summary_zh: str = ""


@attrs.frozen
class NoOffer(Value):
    """Why no offer is to be made.

    Attributes:
        reason: One plain sentence.
    """

    reason: str


def in_words(made: Offer, facts: Facts = BUNDLED) -> Offer:
    """The offer with its two sentences."""
    opens, closes, ours = made.opens.start, made.closes, made.closes_ours
    stamp = "{0:%a} {0.day} {0:%b %Y %H:%M}"
    by, by_zh = (channel_name(made.channel, language, facts) for language in ("en", "zh"))
    own = f", which is {stamp.format(ours)} here" if ours else ""
    own_zh = f"（我方时间 {ours:%Y-%m-%d %H:%M}）" if ours else ""
    return attrs.evolve(
        made,
        summary=(
            f"Make the offer by {by} from {stamp.format(opens)}; it holds for"
            f" {made.working_days} of their working days, until {stamp.format(closes)} ({made.zone}){own}."
        ),
        summary_zh=(
            f"自{opens:%Y-%m-%d %H:%M}起通过{by_zh}发出限时优惠，有效期为对方{made.working_days}个工作日，"
            f"截止对方时间 {closes:%Y-%m-%d %H:%M}（{made.zone}）{own_zh}。"
        ),
    )
