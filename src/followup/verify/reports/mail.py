"""What was learned of an address by itself, and the words for how its domain takes mail."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from followup._value import NoTruth, Value


class MailSetup(StrEnum):
    """How a domain takes mail.

    ``IMPLICIT_MX``: no MX record, but a public address (RFC 5321 section 5.1). ``NULL_MX``: it says that
    it takes none (RFC 7505). ``NONE``: neither MX nor public address, or no MX and an SPF record by which
    no mail ever comes from it. ``UNKNOWN``: DNS did not answer.
    """

    MX = "mx"
    IMPLICIT_MX = "implicit_mx"
    NULL_MX = "null_mx"
    NONE = "none"
    NO_SUCH_DOMAIN = "no_such_domain"
    UNKNOWN = "unknown"


class Existence(StrEnum):
    """Whether a domain exists; ``UNKNOWN`` when DNS did not answer."""

    EXISTS = "exists"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class ListHit(Value):
    """That something stands in a list.

    Attributes:
        entry: What was found there: a domain, or a name before the @-sign.
        list: Which list it is, with its version where it has one.
        as_of: The day of the list, or None where only a version is known.
    """

    entry: str
    list: str
    as_of: date | None = None


@attrs.frozen(kw_only=True)
class AddressReport(NoTruth, Value):
    """What an address tells by itself; nothing was asked of the world.

    Attributes:
        text: The address as it came in.
        valid: Whether it is an address by the rules of RFC 5321, 5322 and 6531 that mail really uses.
        reason: One plain sentence: why it is none, or that it is one.
        normalized: The address in Unicode normal form with a small domain; None if it is not valid.
        ascii: The address in ASCII; None if it is not valid or its first part needs SMTPUTF8.
        local: What stands before the @-sign, or None.
        domain: The domain in ASCII, or None.
        role: It belongs to a function (sales, purchasing …). In trade that is normal, never a mark against.
        free_provider: Anybody can have an address there. Many real companies do; no mark against.
        disposable: It is made to be thrown away.
        alias_service: It forwards to a person who keeps the own address private; no mark against.
        suggestion: The whole address with a likely slip of the keyboard mended, or None.
    """

    text: str
    valid: bool
    reason: str
    normalized: str | None = None
    ascii: str | None = None
    local: str | None = None
    domain: str | None = None
    role: ListHit | None = None
    free_provider: ListHit | None = None
    disposable: ListHit | None = None
    alias_service: ListHit | None = None
    suggestion: str | None = None

    @property
    def is_own_domain(self) -> bool:
        """Whether the domain can belong to the customer: valid, not of a provider, not thrown away."""
        lists = (self.free_provider, self.disposable, self.alias_service)
        return self.valid and not any(lists)
