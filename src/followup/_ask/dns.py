"""Questions to the domain name system. *No such domain* (NXDOMAIN), *no records* (NODATA) and *no answer* differ."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from followup._ask.answers import Unreachable
from followup._ask.flow import Question
from followup._value import Value


@attrs.frozen
class NoSuchDomain(Value):
    """The name does not exist (NXDOMAIN, RFC 8020)."""


@attrs.frozen
class NoRecords(Value):
    """The name exists and has no record of the type asked for."""


@attrs.frozen
class NullMx(Value):
    """The domain says that it takes no mail (RFC 7505)."""


@attrs.frozen
class MailHost(Value):
    """One MX record.

    Attributes:
        host: The mail server's name, in small letters, without a final dot.
        preference: Lower is tried first.
    """

    host: str
    preference: int


@attrs.frozen
class MailHosts(Value):
    """The MX records, by preference, then by name."""

    hosts: tuple[MailHost, ...]


@attrs.frozen
class Addresses(Value):
    """The A and AAAA records, IPv4 first."""

    addresses: tuple[str, ...]


@attrs.frozen
class Texts(Value):
    """The TXT records, the strings of each joined (RFC 7208 section 3.3)."""

    texts: tuple[str, ...]


@attrs.frozen
class NameServers(Value):
    """The NS records, in small letters, without final dots, sorted."""

    hosts: tuple[str, ...]


@attrs.frozen
class SignedDelegation(Value):
    """The parent zone holds DS records: the domain's records are signed (RFC 4034 section 5).

    Attributes:
        vouched: The resolver has checked it (the AD bit, RFC 4035 section 3.2.3); without that it may only
            not be one that checks.
    """

    vouched: bool = False


Missing: TypeAlias = NoSuchDomain | NoRecords | Unreachable


@attrs.frozen
class MxLookup(Question[MailHosts | NullMx | Missing]):
    """Who takes the mail of a domain?"""

    domain: str

    @property
    def host(self) -> str:
        """The domain."""
        return self.domain


@attrs.frozen
class AddressLookup(Question[Addresses | Missing]):
    """Which addresses does a host have?"""

    name: str

    @property
    def host(self) -> str:
        """The name."""
        return self.name


@attrs.frozen
class TxtLookup(Question[Texts | Missing]):
    """Which texts stand at a name?"""

    name: str

    @property
    def host(self) -> str:
        """The name."""
        return self.name


@attrs.frozen
class NsLookup(Question[NameServers | Missing]):
    """Who serves a domain's names?"""

    domain: str

    @property
    def host(self) -> str:
        """The domain."""
        return self.domain


@attrs.frozen
class DsLookup(Question[SignedDelegation | Missing]):
    """Does the parent zone say that a domain is signed (DNSSEC)?"""

    domain: str

    @property
    def host(self) -> str:
        """The domain."""
        return self.domain
