"""The contact points in the cells of a row: addresses, numbers, handles, several in one cell."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from followup import channels, verify
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint, ContactRole
from followup.readers.headers import Column, field_of


_SEVERAL = re.compile(r"\s*(?:[;；\n\r]|:::)\s*")
_SEVERAL_MAILS = re.compile(r"[\s,;；，、|]+|:::")
_SEVERAL_NUMBERS = re.compile(r"\s*(?:[;；、\n\r|]|:::|\s/\s|[,，](?=\s*[+(]?\d{2}))\s*")
_MOST_VALUES = 50
_FEWEST_DIGITS = 5
_MOST_DIGITS = 20
_SPREADSHEET_NUMBER = re.compile(r"^\d[.,]\d+e\+?\d+$", re.IGNORECASE)
_HANDLE_ON = re.compile(r"^\s*([^\W\d][^:：\-]{0,30}?)\s*[:：\-]\s*(\S.*)$", re.DOTALL)
_CODE_AND_NUMBER = re.compile(r"^\+?(\d{1,3})-(\d{5,})$")
# Numbers, and whose they are; what is not told is the contact's own.
_ROLES = {
    "assistant_phone": ContactRole.COLLEAGUE,
    "switchboard": ContactRole.SWITCHBOARD,
    "emergency_phone": ContactRole.EMERGENCY,
}
_NUMBERS = frozenset({"phone", "mobile", "phone_home", "sms", *_ROLES})
_CONTACTS = frozenset({"email", "im_handles", *_NUMBERS})
# Outlook calls the number of the house a phone like all others.
_OF_THE_HOUSE = frozenset({"company main phone"})

Values = Mapping[str, Sequence[tuple[Column, str]]]
Unusable = tuple[str | None, str, str]
"""What of a row could not be used: its column, its value, the reason."""


def holds_contacts(field: str, facts: Facts = BUNDLED) -> bool:
    """Whether a column of this field holds contact points."""
    return field in _CONTACTS or field in facts.view(_slugs)


def _slugs(facts: Facts) -> frozenset[str]:
    return frozenset(channel.slug for channel in channels.all(facts=facts))


def contact_points(
    values: Values, *, person: str | None, opted_out: bool, facts: Facts, unusable: list[Unusable]
) -> Iterator[ContactPoint]:
    """The contact points of a row; what is none joins ``unusable``.

    Args:
        values: What is not empty, by field.
        person: Whose they are.
        opted_out: The person asked us not to send mail.
        facts: The tables to look up.
        unusable: Where to put what cannot be used.
    """
    for field, held in values.items():
        if not holds_contacts(field, facts):
            continue
        for column, text in held:
            for point in _of_cell(field, text, facts):
                if isinstance(point, ContactPoint):
                    refused = opted_out and point.channel == "email"
                    role = _role(field, column)
                    whose = person if role is ContactRole.CONTACT else None
                    yield attrs.evolve(point, person=whose, role=role, opted_out=refused)
                else:
                    unusable.append((column.header, *point))


def _role(field: str, column: Column) -> ContactRole:
    if column.header.strip().casefold() in _OF_THE_HOUSE:
        return ContactRole.SWITCHBOARD
    return _ROLES.get(field, ContactRole.CONTACT)


def _of_cell(field: str, text: str, facts: Facts) -> Iterable[ContactPoint | tuple[str, str]]:
    """The contact points in a cell, and what is none with its reason."""
    if field == "email":
        return map(_mail, _parts(_SEVERAL_MAILS, text))
    if field in _NUMBERS:
        return (
            _number("sms" if field == "sms" else "phone", one)
            for one in _parts(_SEVERAL_NUMBERS, text)
        )
    if field == "im_handles":
        return (_handle(one, facts) for one in _parts(_SEVERAL, text))
    return (_on_channel(field, one, facts) for one in _parts(_SEVERAL, text))


def _parts(several: re.Pattern[str], text: str) -> list[str]:
    return [one for one in several.split(text) if one][:_MOST_VALUES]


def _mail(text: str) -> ContactPoint | tuple[str, str]:
    bare = text.strip("<>()[]\"'").removeprefix("mailto:")
    report = verify.address(bare)
    return ContactPoint("email", bare) if report.valid else (text, report.reason)


def _number(channel: str, text: str) -> ContactPoint | tuple[str, str]:
    if _SPREADSHEET_NUMBER.match(text):
        return (
            text,
            "is a number that a spreadsheet rounded. Format the column as text and export again",
        )
    digits = sum(letter.isdigit() for letter in text)
    if _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return ContactPoint(channel, _spaced(text))
    return text, "is no phone number. Write it with its country code, such as +34 912 345 678"


def _spaced(text: str) -> str:
    """A number written with its country code, as in 86-18888888888, only needs its plus."""
    found = _CODE_AND_NUMBER.match(text)
    return f"+{found[1]} {found[2]}" if found else text


def _handle(text: str, facts: Facts) -> ContactPoint | tuple[str, str]:
    """A handle behind the name of its channel, as in WhatsApp-86-18888888888; or a link."""
    named = _HANDLE_ON.match(text)
    channel = (field_of(named[1], facts) or "") if named else ""
    if named and channel in facts.view(_slugs):
        return ContactPoint(channel, _spaced(named[2].strip()))
    if read := channels.parse(text):
        return ContactPoint(read.channel, read.value)
    return text, "does not say which channel it is on. Write it as WhatsApp-86-18888888888"


def _on_channel(channel: str, text: str, facts: Facts) -> ContactPoint | tuple[str, str]:
    """A handle in a column of its channel; a link to another channel says so itself."""
    if "/" in text and (read := channels.parse(text)):
        return ContactPoint(read.channel, read.value)
    named = _HANDLE_ON.match(text)
    if named and field_of(named[1], facts) == channel:
        text = named[2].strip()
    return ContactPoint(channel, _spaced(text))
