"""Plain dicts, lists and words, as TOML and hurried people write them, become values of a world."""

from __future__ import annotations

import ipaddress

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

import attrs

from followup._normal import texts
from followup.errors import InvalidValue, UnknownName
from followup.testing.faults import (
    DnsFault,
    MailboxState,
    MailFault,
    MailMoment,
    MxSetup,
    RegistryProtocol,
    TlsSetup,
    WebFault,
)


T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def build(cls: type[T], given: object) -> T:
    """The value itself, or the one that a mapping of its fields describes.

    Raises:
        UnknownName: The mapping names a field that there is not.
        InvalidValue: It is neither value nor mapping.
    """
    if isinstance(given, cls):
        return given
    if not isinstance(given, dict):
        raise InvalidValue(
            cls.__name__,
            given,
            "is neither one nor a table of its fields",
            f"Pass a {cls.__name__}",
        )
    known = attrs.fields_dict(cls)  # type: ignore[arg-type]  # only our attrs classes come here
    for name in given:
        if name not in known:
            raise UnknownName(cls.__name__, name, known)
    return cls(**given)


def texts_by_name(given: Mapping[str, str]) -> dict[str, str]:
    """A copy that nobody else changes."""
    return dict(given)


def ip_addresses(given: str | Iterable[str]) -> tuple[str, ...]:
    """IP addresses in normal form, in their order.

    Raises:
        InvalidValue: One is none.
    """
    return tuple(_address(text) for text in texts(given))


def day(given: date | str) -> date:
    """A day, also as text.

    Raises:
        InvalidValue: It is none.
    """
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise InvalidValue("day", given, "is not a day", "Use '2004-05-07'") from None


def registry_protocol(word: str) -> RegistryProtocol:
    """The member of that word."""
    return _member(RegistryProtocol, word)


def dns_fault(word: str) -> DnsFault:
    """The member of that word."""
    return _member(DnsFault, word)


def tls_setup(word: str) -> TlsSetup:
    """The member of that word."""
    return _member(TlsSetup, word)


def web_fault(word: str) -> WebFault:
    """The member of that word."""
    return _member(WebFault, word)


def mx_setup(word: str) -> MxSetup:
    """The member of that word."""
    return _member(MxSetup, word)


def mailbox_state(word: str) -> MailboxState:
    """The member of that word."""
    return _member(MailboxState, word)


def mail_fault(word: str) -> MailFault:
    """The member of that word."""
    return _member(MailFault, word)


def mail_moment(word: str) -> MailMoment:
    """The member of that word."""
    return _member(MailMoment, word)


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise InvalidValue("address", text, "is not an IP address", "Use '192.31.196.1'") from None


def _member(of: type[E], word: str) -> E:
    if word not in set(of):
        raise UnknownName(of.__name__, word, of)
    return of(word)
