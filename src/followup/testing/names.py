"""What stands behind a domain of a small internet: its names, and the registry that it is registered with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from followup._normal import texts
from followup._value import Value
from followup.testing._shorthand import (
    build,
    day,
    dns_fault,
    ip_addresses,
    registry_protocol,
    texts_by_name,
    web_fault,
)
from followup.testing.faults import DnsFault, RegistryProtocol, WebFault


@attrs.frozen(kw_only=True)
class Dns(Value):
    """A domain's names.

    Attributes:
        zone: More records in the words of a zone file (RFC 1035), names relative to the domain:
            ``'@ TXT "v=spf1 -all"'``. They replace the usual ones of the same name and type.
        addresses: Of the domain and its site; None gives it one that is nobody's, ``()`` gives it none.
        rebinding: Addresses of which each further question gets the next one; the last stays.
        signed: Whether its parent names a key for it, and the name server vouches for its answers (AD).
        fault: What goes wrong.
        only: The record types that the fault and the delay hit, such as ``("TXT",)``; empty means all.
        delay: Seconds before each answer.
    """

    zone: str = ""
    addresses: tuple[str, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(ip_addresses)
    )
    rebinding: tuple[str, ...] = attrs.field(default=(), converter=ip_addresses)
    signed: bool = False
    fault: DnsFault | None = attrs.field(
        default=None, converter=attrs.converters.optional(dns_fault)
    )
    only: tuple[str, ...] = attrs.field(default=(), converter=texts)
    delay: float = 0.0

    def hits(self, kind: str) -> bool:
        """Whether the fault and the delay hit questions for this record type."""
        return not self.only or kind in self.only


@attrs.frozen(kw_only=True)
class Registry(Value):
    """What the registry says of a domain.

    A ``LoopbackInternet`` has a server of its own for each ending, ``rdap.nic.`` or ``whois.nic.`` and the
    ending, and its policy knows them.

    Attributes:
        since: The day of the registration, in an answer as registries write it; None means no such day.
        answer: What is said instead, word by word; None is the usual answer.
        protocol: How the registry is asked.
        status: The HTTP status code; RDAP only.
        headers: More headers, such as ``Retry-After``; RDAP only.
        fault: What goes wrong. Of WHOIS, all that has to do with headers and lengths drops the connection.
        delay: Seconds until the first octet.
    """

    since: date | None = attrs.field(default=None, converter=attrs.converters.optional(day))
    answer: str | None = None
    protocol: RegistryProtocol = attrs.field(
        default=RegistryProtocol.RDAP, converter=registry_protocol
    )
    status: int = 200
    headers: dict[str, str] = attrs.field(factory=dict, converter=texts_by_name)
    fault: WebFault | None = attrs.field(
        default=None, converter=attrs.converters.optional(web_fault)
    )
    delay: float = 0.0


def registry(given: Registry | Mapping[str, object] | date | str | None) -> Registry | None:
    """A registry, also from the day alone."""
    if given is None:
        return None
    return build(Registry, {"since": given} if isinstance(given, (date, str)) else given)
