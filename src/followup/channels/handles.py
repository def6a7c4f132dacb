"""A handle in normal form: which channel, what kind, which value."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs

from followup._phone import parse_phone
from followup._value import Value
from followup.channels.registry import Channel, get
from followup.data import BUNDLED, Facts


_LONGEST = 254
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"]{1,64}@[^\s@<>()\[\],;:\"/]{1,185}\.[^\s@<>()\[\],;:\"/.\d]{2,63}"
)
_FILES = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|css|js|json|pdf|woff2?)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{4,20}")
# WhatsApp's business-scoped user ids, from 2026: a contact may have one instead of a number.
_SCOPED_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
_KAKAO_ID = re.compile(r"_[A-Za-z0-9]{3,30}")
_YOUTUBE_ID = re.compile(r"UC[A-Za-z0-9_\-]{14,24}")
_IDS = {"whatsapp": _SCOPED_ID, "kakaotalk": _KAKAO_ID, "youtube": _YOUTUBE_ID}
# Where nearly all accounts are from; national numbers on these are meant there.
_HOMES = {"zalo": "VN", "wechat": "CN"}
# Mexico dropped this 1 of its mobile numbers in 2019, and WhatsApp goes on showing it.
_OLD_MEXICAN = re.compile(r"^\s*\+?52\D{0,3}1(?=(?:\D{0,3}\d){10}\D*$)")


class HandleKind(StrEnum):
    """What a handle is. A ``SHORT_LINK`` reaches somebody whose number it does not show."""

    PHONE = "phone"
    EMAIL = "email"
    USERNAME = "username"
    ID = "id"
    PERSON = "person"
    COMPANY = "company"
    SHORT_LINK = "short_link"


@attrs.frozen(kw_only=True)
class Handle(Value):
    """A name or number on a channel.

    Attributes:
        channel: The slug of the channel.
        kind: What it is.
        value: The normal form: E.164 with its plus for numbers, the bare user name without ``@``
            otherwise. LINE keeps the ``@`` of official accounts, which is part of their id.
    """

    channel: str
    kind: HandleKind
    value: str


def read(
    channel: str | Channel, text: str, *, region: str | None = None, facts: Facts = BUNDLED
) -> Handle | None:
    """Read a bare handle on a channel; links are read by ``parse``.

    Args:
        channel: The channel, or its name.
        text: The handle as it was written: a number, an address, a user name with or without ``@``.
        region: The country in which a national number is meant.
        facts: The tables to look in.

    Returns:
        The handle, or None where nobody could be called that on this channel.

    Raises:
        UnknownName: There is no such channel.
        InvalidValue: The region is not a country code.
    """
    on = channel if isinstance(channel, Channel) else get(channel, facts=facts)
    bare = text.strip()
    if not bare or len(bare) > _LONGEST:
        return None
    for kind in on.handles:
        value = _READERS[kind](on, bare, region)
        if value is not None:
            return Handle(channel=on.slug, kind=HandleKind(kind), value=value)
    return None


def _phone(channel: Channel, text: str, region: str | None) -> str | None:
    lettered = any(letter.isalpha() for letter in text)
    if lettered and channel.pattern and re.fullmatch(channel.pattern, text.removeprefix("@")):
        return None
    if channel.slug == "whatsapp":
        text = _OLD_MEXICAN.sub("+52 ", text)
    homes = dict.fromkeys((_HOMES.get(channel.slug, region), region))
    numbers = (parse_phone(text, region=home) for home in homes)
    return next((number.e164 for number in numbers if number and number.valid), None)


def _email(_channel: Channel, text: str, _region: str | None) -> str | None:
    local, _, domain = text.rpartition("@")
    if not _EMAIL.fullmatch(text) or _FILES.fullmatch(domain, domain.rfind(".")):
        return None
    return f"{local}@{domain.lower()}"


def _username(channel: Channel, text: str, _region: str | None) -> str | None:
    bare = text if channel.slug == "line" else text.removeprefix("@")
    # Bare digits are the number of somebody, or a numeric id, but no name that anybody chose.
    if bare.lstrip("+").isdigit() or not re.fullmatch(channel.pattern, bare):
        return None
    return bare


def _id(channel: Channel, text: str, _region: str | None) -> str | None:
    pattern = _IDS.get(channel.slug, _DIGITS)
    own = re.compile(channel.pattern) if channel.handles == ("id",) and channel.pattern else pattern
    return text if own.fullmatch(text) else None


def _person(channel: Channel, text: str, _region: str | None) -> str | None:
    name = text.removeprefix("in/").strip("/")
    return name if re.fullmatch(channel.pattern, name) else None


def _company(channel: Channel, text: str, region: str | None) -> str | None:
    name = text.removeprefix("company/")
    return _person(channel, name, region) if name != text else None


_READERS: Mapping[str, Callable[[Channel, str, str | None], str | None]] = {
    "phone": _phone,
    "email": _email,
    "username": _username,
    "id": _id,
    "person": _person,
    "company": _company,
}
