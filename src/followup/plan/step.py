"""What to do next: the action, where, when, and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import Value
from followup.diagnose import CauseKind
from followup.evidence import Finding
from followup.models import ContactPoint
from followup.timing import Window


class Action(StrEnum):
    """What to do with a silent customer."""

    REPLY_NOW = "reply_now"
    WAIT_UNTIL = "wait_until"
    WRITE_AGAIN = "write_again"
    SWITCH_CHANNEL = "switch_channel"
    CALL = "call"
    ASK_FOR_CONTACT = "ask_for_contact"
    USE_DELEGATE = "use_delegate"
    ESCALATE = "escalate"
    OFFER = "offer"
    NURTURE = "nurture"
    RELEASE_TO_POOL = "release_to_pool"
    STOP = "stop"
    FIX_OUR_DELIVERY = "fix_our_delivery"


class StopRule(StrEnum):
    """What ends a ladder; whatever happens first does."""

    ANYTHING_INBOUND = "anything_inbound"
    OPT_OUT = "opt_out"
    BOUNCE = "bounce"
    BLOCKED = "blocked"


@attrs.frozen(kw_only=True)
class Later(Value):
    """A step that follows if the silence lasts.

    Attributes:
        action: What to do then.
        at: When (aware): the begin of the window, or the day by the rules of cadence.
        channel: The slug of the channel; None where nothing is sent.
        window: On the customer's clocks; None where nothing is sent or the place is unknown.
    """

    action: Action
    at: datetime = attrs.field(validator=aware)
    channel: str | None = None
    window: Window | None = None


@attrs.frozen
class Input(Value):
    """One of the things that a step was planned from.

    Attributes:
        name: Which: the history, the contact points, the place …
        mark: A short text that is another one when the thing is.
    """

    name: str
    mark: str


@attrs.frozen(kw_only=True)
class NextStep(Value):
    """The next step with one customer.

    Attributes:
        action: What to do.
        cause: The cause of the silence that it treats; None where a rule of its own decided.
        channel: The slug of the channel to use; None where none is to be used.
        contact_point: Whom to reach there; a delegate's may be one that the lead does not hold yet.
        platform: The trade platform to answer or ask on, where no channel is open.
        window: When, on the customer's clocks; None where nothing is to be sent or the place is unknown.
        due: The earliest instant by the rules of cadence (aware); None where the step knows no time.
        deep_link: Opens the conversation; None where the channel has no such link.
        because: From the cause over the channel to the window, what the step rests on.
        then: What follows if nobody answers, in order; the last one hands the customer over or lets it rest.
            Empty where nothing follows, and for urgent matters.
        stopped_by: What ends all that at once.
        summary: One plain sentence in English; ``plan.say`` gives it in other languages.
        summary_zh: The same in Chinese; names of channels and zones stay as they are.
        planned_at: The instant of planning (aware).
        inputs: What it was planned from, so that ``plan.why_moved`` can name what has changed since.
    """

    action: Action
    cause: CauseKind | None = None
    channel: str | None = None
    contact_point: ContactPoint | None = None
    platform: str | None = None
    window: Window | None = None
    due: datetime | None = attrs.field(default=None, validator=aware)
    deep_link: str | None = None
    because: tuple[Finding, ...] = ()
    then: tuple[Later, ...] = ()
    stopped_by: tuple[StopRule, ...] = ()
    summary: str = ""
    summary_zh: str = ""
    planned_at: datetime | None = attrs.field(default=None, validator=aware)
    inputs: tuple[Input, ...] = attrs.field(default=(), repr=False)

    @property
    def moment(self) -> datetime | None:
        """When to take it (aware): when its window begins, else the day by the rules of cadence."""
        return self.window.start if self.window else self.due
