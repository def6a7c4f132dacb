"""What was said, when, by whom, on which channel."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from followup._normal import aware, slug, text_or_none, texts
from followup._value import Value


class Direction(StrEnum):
    """Who spoke: ``INBOUND`` is the customer, ``OUTBOUND`` is the seller."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class InteractionKind(StrEnum):
    """What an interaction was. ``MESSAGE`` also stands for *not known*: its text is read then."""

    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"
    ORDER = "order"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    OPT_OUT = "opt_out"
    COMPLAINT = "complaint"
    READ_RECEIPT = "read_receipt"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Interaction(Value):
    """One event in the history with a customer.

    Attributes:
        at: When it happened (aware).
        direction: Who spoke. A bounce or an automatic reply is inbound.
        channel: The slug of the channel, such as ``"email"`` or ``"whatsapp"``.
        kind: What it was.
        text: The words, as far as they are known.
        subject: The subject, for mail.
        id: The Message-ID, or the id in your CRM; evidence points to it.
        handle: The customer's address or number that it went to or came from.
        expects_answer: Whether an answer was due: True, False, or None for *not known* (the text is read).
    """

    at: datetime = attrs.field(validator=aware)
    direction: Direction = attrs.field(converter=Direction)
    channel: str = attrs.field(default="email", converter=slug)
    kind: InteractionKind = attrs.field(default=InteractionKind.MESSAGE, converter=InteractionKind)
    text: str = attrs.field(default="", repr=False)
    subject: str = ""
    id: str | None = attrs.field(default=None, converter=text_or_none)
    handle: str | None = attrs.field(default=None, converter=text_or_none)
    expects_answer: bool | None = None

    @property
    def is_inbound(self) -> bool:
        """Whether it came from the customer's side."""
        return self.direction is Direction.INBOUND

    @property
    def is_human(self) -> bool:
        """Whether a person spoke or acted; automatic replies, bounces, receipts and our notes are not."""
        return self.kind not in _NOT_A_PERSON


_NOT_A_PERSON = {
    InteractionKind.AUTO_REPLY,
    InteractionKind.BOUNCE,
    InteractionKind.READ_RECEIPT,
    InteractionKind.NOTE,
}


@attrs.frozen(kw_only=True)
class Inquiry(Value):
    """The first message of a customer, with what it claims about its sender.

    Attributes:
        text: The words of the inquiry.
        subject: Its subject.
        received_at: When it came in (aware), or None where that is not known.
        platform: Where it came in, such as ``"alibaba"``, ``"made_in_china"`` or ``"website"``.
        products: The seller's products that it was sent about.
        name: The person that signs.
        company: The company that the person claims to speak for.
        email: The e-mail address left.
    """

    text: str = attrs.field(repr=False)
    subject: str = ""
    received_at: datetime | None = attrs.field(default=None, validator=aware)
    platform: str | None = attrs.field(default=None, converter=text_or_none)
    products: tuple[str, ...] = attrs.field(default=(), converter=texts)
    name: str | None = attrs.field(default=None, converter=text_or_none)
    company: str | None = attrs.field(default=None, converter=text_or_none)
    email: str | None = attrs.field(default=None, converter=text_or_none)
