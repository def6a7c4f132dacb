"""The customer: who it is and how it can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from followup._normal import country_or_none, slug, stripped, text_or_none
from followup._value import Value
from followup.errors import InvalidValue
from followup.models.conversation import Inquiry, Interaction
from followup.models.holding import Holding


class ContactRole(StrEnum):
    """Whose contact point it is."""

    CONTACT = "contact"
    COLLEAGUE = "colleague"
    DELEGATE = "delegate"
    SWITCHBOARD = "switchboard"
    FORWARDER = "forwarder"
    EMERGENCY = "emergency"


class Segment(StrEnum):
    """Where the seller's platform keeps the customer; ``POOL`` is the public pool, the high seas.

    ``LOST`` has decided otherwise: nobody holds it, and it is won back from there.
    """

    CURRENT = "current"
    FAVOURITE = "favourite"
    BLOCKED = "blocked"
    POOL = "pool"
    LOST = "lost"


class Urgency(StrEnum):
    """``URGENT`` is for matters that cannot wait for office hours, such as goods at the port."""

    NORMAL = "normal"
    URGENT = "urgent"


@attrs.frozen
class ContactPoint(Value):
    """One way to reach a person: a channel and a handle on it.

    Attributes:
        channel: The slug of the channel, such as ``"email"``, ``"phone"`` or ``"whatsapp"``.
        value: The address, number or user name, as it was written.
        person: Whose it is, if that is known.
        role: What that person is to us.
        opted_out: The person asked us not to use it.
    """

    channel: str = attrs.field(converter=slug)
    value: str = attrs.field(converter=stripped)
    person: str | None = attrs.field(default=None, converter=text_or_none, kw_only=True)
    role: ContactRole = attrs.field(
        default=ContactRole.CONTACT, converter=ContactRole, kw_only=True
    )
    opted_out: bool = attrs.field(default=False, kw_only=True)

    @channel.validator
    @value.validator
    def _not_empty(self, field: attrs.Attribute[str], text: str) -> None:
        if not text:
            raise InvalidValue(
                f"ContactPoint.{field.name}", text, "is empty", "Leave the contact point out"
            )


ContactPoints = Mapping[str, str] | Iterable["ContactPoint | str"]


def _contact_points(given: ContactPoints) -> tuple[ContactPoint, ...]:
    """Accept contact points, a mapping from channel to handle, or bare addresses and numbers."""
    if isinstance(given, str):
        given = (given,)
    if isinstance(given, Mapping):
        return tuple(
            ContactPoint(channel, value) for channel, value in given.items() if value.strip()
        )
    return tuple(_contact_point(one) if isinstance(one, str) else one for one in given)


def _contact_point(text: str) -> ContactPoint:
    if "@" in text:
        return ContactPoint("email", text)
    if sum(letter.isdigit() for letter in text) >= 6:
        return ContactPoint("phone", text)
    raise InvalidValue(
        "contact_points",
        text,
        "is neither an e-mail address nor a phone number",
        "Name its channel: ContactPoint('telegram', 'user')",
    )


def _in_order(history: Iterable[Interaction]) -> tuple[Interaction, ...]:
    return tuple(sorted(history, key=lambda interaction: interaction.at))


@attrs.frozen(kw_only=True)
class Lead(Value):
    """A customer, or somebody who may become one.

    All fields may be left out: None or empty means *not known*, and a judgement says so.

    Attributes:
        id: Your key for it; given back with every result.
        company: The company's name.
        person: The name of the person in contact.
        country: ISO 3166-1 alpha-2.
        subdivision: The part after the hyphen of its ISO 3166-2 code, such as ``"CA"`` for California.
        city: The city.
        timezone: An IANA zone name, if the customer told it.
        language: A BCP 47 tag of the language to write in.
        website: The company's site, as it was typed.
        contact_points: Ways to reach it; also accepts ``{"email": "…", "whatsapp": "…"}`` or bare
            addresses and numbers.
        history: What was said, in the order of time (sorted here).
        inquiry: The first message, if it is kept apart.
        about: What the company does, in anybody's words: a directory entry, a note of yours.
        segment: Where your platform keeps it.
        holding: Who in your team holds it, and since when.
        urgency: Whether the open matter can wait for office hours.
    """

    id: str | None = attrs.field(default=None, converter=text_or_none)
    company: str | None = attrs.field(default=None, converter=text_or_none)
    person: str | None = attrs.field(default=None, converter=text_or_none)
    country: str | None = attrs.field(default=None, converter=country_or_none)
    subdivision: str | None = attrs.field(default=None, converter=text_or_none)
    city: str | None = attrs.field(default=None, converter=text_or_none)
    timezone: str | None = attrs.field(default=None, converter=text_or_none)
    language: str | None = attrs.field(default=None, converter=text_or_none)
    website: str | None = attrs.field(default=None, converter=text_or_none)
    contact_points: tuple[ContactPoint, ...] = attrs.field(default=(), converter=_contact_points)
    history: tuple[Interaction, ...] = attrs.field(default=(), converter=_in_order, repr=False)
    inquiry: Inquiry | None = None
    about: str | None = attrs.field(default=None, converter=text_or_none, repr=False)
    segment: Segment = attrs.field(default=Segment.CURRENT, converter=Segment)
    holding: Holding | None = None
    urgency: Urgency = attrs.field(default=Urgency.NORMAL, converter=Urgency)

    def handles(self, channel: str) -> tuple[str, ...]:
        """The handles on one channel, in the order given, opted-out ones left out."""
        wanted = slug(channel)
        return tuple(
            point.value
            for point in self.contact_points
            if point.channel == wanted and not point.opted_out
        )

    @property
    def email(self) -> str | None:
        """The first e-mail address, or that of the inquiry; None where none is known."""
        known = self.handles("email")
        if known:
            return known[0]
        return self.inquiry.email if self.inquiry else None

    @property
    def phone(self) -> str | None:
        """The first number on phone, WhatsApp or SMS, or None where none is known."""
        return next(
            (point.value for point in self.contact_points if point.channel in _NUMBERED), None
        )


_NUMBERED = ("phone", "whatsapp", "sms", "viber", "signal")
