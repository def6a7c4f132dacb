"""What a message turned out to be: the values that reading it gives."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import attrs

from followup._value import Value
from followup.evidence import Confidence, Finding


LONG_LEAVE = timedelta(days=180)
"""An absence longer than this is more often a parental leave or a mistyped year than a holiday."""


class MessageKind(StrEnum):
    """What a message is. Only ``HUMAN`` and ``OPT_OUT`` are the words of a person."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    AUTO_ACKNOWLEDGEMENT = "auto_acknowledgement"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    OPT_OUT = "opt_out"
    DELIVERY_NOTICE = "delivery_notice"
    READ_RECEIPT = "read_receipt"
    OTHER_AUTOMATIC = "other_automatic"


class AbsenceState(StrEnum):
    """Where an absence stands on the day on which the message came."""

    NONE = "none"
    CURRENT = "current"
    PAST = "past"
    FUTURE = "future"
    GONE = "gone"
    UNMONITORED = "unmonitored"


class BounceAction(StrEnum):
    """What a bounce asks of us."""

    ADDRESS_DEAD = "address_dead"
    SENDER_REPUTATION = "sender_reputation"
    TEMPORARY = "temporary"
    MAILBOX_FULL = "mailbox_full"
    RECIPIENT_REFUSES = "recipient_refuses"
    SENDER_OR_SERVER_FAULT = "sender_or_server_fault"
    MESSAGE_PROBLEM = "message_problem"
    COMPLAINT = "complaint"
    ADDRESS_SUSPENDED = "address_suspended"
    UNKNOWN = "unknown"
    ADDRESS_MOVED = "address_moved"
    AUTO_REPLY = "auto_reply"
    DELIVERED = "delivered"
    NOT_A_BOUNCE = "not_a_bounce"


class Objection(StrEnum):
    """What stands between the customer and an order."""

    PRICE = "price"
    MINIMUM_ORDER = "minimum_order"
    LEAD_TIME = "lead_time"
    CERTIFICATE = "certificate"
    PAYMENT = "payment"
    CHOSE_ANOTHER = "chose_another"
    DISPUTE = "dispute"


@attrs.frozen(kw_only=True)
class Absence(Value):
    """Whether the person is away, and until when. Days are those of the person's own calendar.

    Attributes:
        state: Where the absence stood when the message came.
        starts_on: The first day away, or None where the message does not say.
        until: The last day away, or None where the message does not say.
        returns_on: The first day back: named in the message, or the day after ``until``. A working
            calendar may move it to the next working day. None is *unknown*.
        delegate: An e-mail address that the message names for the meantime.
        new_address: An e-mail address that replaces the one written to.
        stale: The message says that the person is away, and its own date is over: a forgotten responder.
        long: The absence lasts more than 180 days, or its date is mistaken.
    """

    state: AbsenceState = AbsenceState.NONE
    starts_on: date | None = None
    until: date | None = None
    returns_on: date | None = None
    delegate: str | None = None
    new_address: str | None = None
    stale: bool = False
    long: bool = False

    @property
    def says_away(self) -> bool:
        """Whether the message tells of an absence that is not over, or was forgotten."""
        return self.stale or self.state in {AbsenceState.CURRENT, AbsenceState.FUTURE}


@attrs.frozen(kw_only=True)
class Bounce(Value):
    """Why a message was not delivered.

    Attributes:
        action: What it asks of us.
        recipient: The address that it speaks of, if it names one.
        status: The enhanced status code (RFC 3463), such as ``"5.1.1"``.
        smtp_code: The reply code of the mail server, such as 550.
        permanent: Whether trying again is of no use; None is *unknown*.
        diagnostic: The words of the server, shortened.
    """

    action: BounceAction
    recipient: str | None = None
    status: str | None = None
    smtp_code: int | None = None
    permanent: bool | None = None
    diagnostic: str = ""

    @property
    def permanence(self) -> str:
        """``"permanent"``, ``"temporary"`` or ``"unknown"``."""
        words = {True: "permanent", False: "temporary", None: "unknown"}
        return words[self.permanent]

    @property
    def is_ours(self) -> bool:
        """Whether the fault lies with the sender: such a silence is never the customer's."""
        return self.action in _OURS


_OURS = {
    BounceAction.SENDER_REPUTATION,
    BounceAction.SENDER_OR_SERVER_FAULT,
    BounceAction.MESSAGE_PROBLEM,
}


@attrs.frozen(kw_only=True)
class MessageReading(Value):
    """What a message says, as far as it can be read without understanding it.

    Attributes:
        kind: What it is.
        confidence: How sure that is.
        evidence: The words and headers that it rests on.
        words: The writer's own words, without what they quote and without signature.
        absence: Whether the writer is away.
        bounce: Why our message was not delivered; None unless ``kind`` is bounce or complaint.
        asks_question: The writer asks or requests something.
        promises: The writer promises to send or to check something.
        closes: The writer thanks or informs, and asks nothing.
        objections: What stands between the writer and an order.
        deferred: The writer asks to be written to later.
        deferred_until: The day named for that, or None where it is not known.
        language: The language of the phrases that were found, or else of the words; None is *unknown*.
    """

    kind: MessageKind
    confidence: Confidence
    evidence: tuple[Finding, ...] = ()
    words: str = attrs.field(default="", repr=False)
    absence: Absence = Absence()
    bounce: Bounce | None = None
    asks_question: bool = False
    promises: bool = False
    closes: bool = False
    objections: tuple[Objection, ...] = ()
    deferred: bool = False
    deferred_until: date | None = None
    language: str | None = None

    @property
    def objection(self) -> Objection | None:
        """The first of the objections, if there is any."""
        return next(iter(self.objections), None)

    @property
    def is_human(self) -> bool:
        """Whether a person wrote it."""
        return self.kind in {MessageKind.HUMAN, MessageKind.OPT_OUT}
