"""What a registry says of a domain: since when, until when, and through whom."""

from __future__ import annotations

from datetime import date

import attrs

from followup._value import NoTruth, Value
from followup.verify.reports.mail import Existence


@attrs.frozen(kw_only=True)
class Registration(NoTruth, Value):
    """A domain's record at its registry, as WHOIS or RDAP gave it.

    Days are those that the registry wrote, in its own zone; nothing is converted. A day that is not
    written, or whose order of day and month cannot be proven, is None: *unknown*, and never a mark
    against anybody.

    Attributes:
        found: Whether the registry knows the domain; ``UNKNOWN`` for refusals and for what was not
            understood.
        domain: The domain that the answer speaks of, in small letters, or None. Compare it with yours:
            an answer that only refers to another server speaks of the top-level domain.
        created: The day of the first registration, or None.
        updated: The day of the last change, or None.
        expires: The day on which the registration ends, or None.
        registrar: Who registered it for the owner, or None.
        status: The states, in the registry's words and order.
        nameservers: The name servers in small letters, in the registry's order.
        quote: The words in which the creation stands, or None. With ``created`` None they could not be
            read without guessing.
    """

    found: Existence = Existence.UNKNOWN
    domain: str | None = None
    created: date | None = None
    updated: date | None = None
    expires: date | None = None
    registrar: str | None = None
    status: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    quote: str | None = None
