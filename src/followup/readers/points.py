"""The contact points in the cells of a row: addresses, numbers, handles, several in one cell."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from followup import channels, verify
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint, ContactRole
from followup.readers.headers import Column
from followup.readers.meanings import field_of
from followup.readers.numbers import number_of, numbers_in


_SEVERAL = re.compile(r"\s*(?:[;；\n\r]|:::)\s*")
# Names of channels begin the next one: "WeChat: ana、QQ: 123".
_SEVERAL_HANDLES = re.compile(r"\s*(?:[;；、，|\n\r]|:::|,(?=\s*[^\W\d]{2,20}\s*[:：-]))\s*")
_SEVERAL_MAILS = re.compile(r"[\s,;；，、|]+|:::|/(?=[^/@]{1,64}@)")
_IN_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^<>\s@]{1,64}@[^<>\s@]{1,255})\s*>")
_MOST_VALUES = 50
_HANDLE_ON = re.compile(r"^\s*([^\W\d][^:：\-]{0,30}?)\s*[:：\-]\s*(\S.*)$", re.DOTALL)
# Numbers, and whose they are; what is not told is the contact's own.
_ROLES = {
    "assistant_phone": ContactRole.COLLEAGUE,
    "switchboard": ContactRole.SWITCHBOARD,
    "emergency_phone": ContactRole.EMERGENCY,
}
_NUMBERS = frozenset({"phone", "mobile", "phone_home", "sms", *_ROLES})
_BY_NUMBER = frozenset({"whatsapp", "viber", "signal", "sms", "phone"})
_CONTACTS = frozenset({"email", "im_handles", *_NUMBERS})
# Outlook calls the number of the house a phone like all others.
_OF_THE_HOUSE = frozenset({"company main phone"})
# What stands beside a value and says what it is: Google's labels, the types of a card.
_LABELS = {"phone": "phone_label", "im_handles": "im_label"}

LABELS = frozenset({"phone_label", "im_label"})
"""The fields that only say what another one holds."""

Values = Mapping[str, Sequence[tuple[Column, str]]]
Unusable = tuple[str | None, str, str] | tuple[str | None, str, str, str]
"""What of a row could not be used: its column, its value, the reason; the sheet, where there are several."""


class Handle(NamedTuple):
    """A channel, and a handle on it."""

    channel: str
    value: str


Told = Handle | tuple[str, str]
"""A handle; or what is none, and why."""


def holds_contacts(field: str, facts: Facts = BUNDLED) -> bool:
    """Whether a column of this field holds contact points."""
    return field in _CONTACTS or field in facts.view(_slugs)


def _slugs(facts: Facts) -> frozenset[str]:
    return frozenset(channel.slug for channel in channels.all(facts=facts))


def contact_points(
    values: Values, *, person: str | None, opted_out: bool, facts: Facts, unusable: list[Unusable]
) -> Iterator[ContactPoint]:
    """The contact points of a row, each once; what is none joins ``unusable``.

    Args:
        values: What is not empty, by field.
        person: Whose they are.
        opted_out: The person asked us not to send mail.
        facts: The tables to look up.
        unusable: Where to put what cannot be used.
    """
    seen: set[tuple[Handle, ContactRole]] = set()
    for field, held in values.items():
        if not holds_contacts(field, facts):
            continue
        labels = _labels(values, field)
        for column, text in held:
            label = labels.get(column.number, "")
            role = _role(field, column, label)
            whose = person if role is ContactRole.CONTACT else None
            for told in _of_cell(field, text, label, facts):
                if not isinstance(told, Handle):
                    unusable.append((column.header, *told))
                elif (told, role) not in seen:
                    seen.add((told, role))
                    refused = opted_out and told.channel == "email"
                    yield ContactPoint(*told, person=whose, role=role, opted_out=refused)


def _labels(values: Values, field: str) -> Mapping[int, str]:
    return {column.number: text for column, text in values.get(_LABELS.get(field, ""), ())}


def _role(field: str, column: Column, label: str) -> ContactRole:
    if column.header.strip().casefold() in _OF_THE_HOUSE:
        return ContactRole.SWITCHBOARD
    told = field_of(label) if label and field == "phone" else None
    return _ROLES.get(told or field, _ROLES.get(field, ContactRole.CONTACT))


def _of_cell(field: str, text: str, label: str, facts: Facts) -> Iterable[Told]:
    """The contact points in a cell, and what is none with its reason."""
    if field == "email":
        return map(_mail, _addresses(text))
    if field in _NUMBERS:
        channel = (field_of(label, facts) if label else None) or field
        return (_number(channel, one, facts) for one in numbers_in(text)[:_MOST_VALUES])
    if field == "im_handles":
        parts = _parts(_SEVERAL_HANDLES, text)
        return (_handle(f"{label}: {one}" if label else one, facts) for one in parts)
    parts = _parts(_SEVERAL, text) if field not in _BY_NUMBER else numbers_in(text)
    return (_on_channel(field, one, facts) for one in parts)


def _parts(several: re.Pattern[str], text: str) -> list[str]:
    return [one for one in several.split(text) if one][:_MOST_VALUES]


def _addresses(text: str) -> list[str]:
    """The addresses of a cell; names before those in angle brackets are left out."""
    if "<" in text and (found := _IN_BRACKETS.findall(text)):
        return [str(one) for one in found[:_MOST_VALUES]]
    return _parts(_SEVERAL_MAILS, text)


def _mail(text: str) -> Told:
    bare = text.strip("<>()[]\"'.").removeprefix("mailto:")
    report = verify.address(bare)
    return Handle("email", bare) if report.valid else (text, report.reason)


def _number(field: str, text: str, facts: Facts) -> Told:
    """A number, or what its label says: "Fax: …", "WhatsApp-86-188…"."""
    named = _HANDLE_ON.match(text) if text[0].isalpha() else None
    meant = (field_of(named[1], facts) if named else None) or field
    if meant in {"fax", "pager"}:
        return text, f"is a {meant} number, which a lead has no place for"
    channel = meant if meant in facts.view(_slugs) else "phone"
    if channel not in _BY_NUMBER and named:
        return Handle(channel, named[2].strip())
    read = number_of(named[2] if named else text)
    return Handle(channel, read) if isinstance(read, str) else read


def _handle(text: str, facts: Facts) -> Told:
    """A handle behind the name of its channel, as in WhatsApp-86-18888888888; or a link."""
    named = _HANDLE_ON.match(text)
    channel = (field_of(named[1], facts) or "") if named else ""
    if named and channel in facts.view(_slugs):
        return _on_channel(channel, named[2].strip(), facts)
    if read := channels.parse(text):
        return Handle(read.channel, read.value)
    return text, "does not say which channel it is on. Write it as WhatsApp-86-18888888888"


def _on_channel(channel: str, text: str, facts: Facts) -> Told:
    """A handle in a column of its channel; a link to another channel says so itself."""
    if "/" in text and (read := channels.parse(text)):
        return Handle(read.channel, read.value)
    named = _HANDLE_ON.match(text)
    if named and field_of(named[1], facts) == channel:
        text = named[2].strip()
    if channel == "email":
        return _mail(text)
    read_number = number_of(text)
    if isinstance(read_number, str):
        return Handle(channel, read_number)
    return read_number if channel in _BY_NUMBER else Handle(channel, text)
