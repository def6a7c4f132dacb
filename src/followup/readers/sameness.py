"""The signs by which two leads are known to be one customer, and what each of them needs besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

import attrs

from followup import channels, verify
from followup._suffix import registrable_domain
from followup.models import ContactPoint, ContactRole, Lead
from followup.readers.addresses import SHARED_SITES, domain_of, plain_mailbox
from followup.readers.names import agree, company_words, comparable, identify, person_words


_NUMBERED = frozenset({"phone", "whatsapp", "sms", "viber", "signal"})
_SHARED_ROLES = frozenset({ContactRole.SWITCHBOARD, ContactRole.FORWARDER, ContactRole.DELEGATE})
# One number under many names is a switchboard, whatever it is called.
_MOST_NAMES = 2
# Shorter words stand in too many addresses by chance.
_TELLING = 3


@attrs.frozen
class Who:
    """Whose lead it is, as far as the names tell: empty means that no name is known."""

    person: frozenset[str]
    company: frozenset[str]

    @classmethod
    def of(cls, lead: Lead) -> Who:
        """The names of a lead, as they are compared."""
        return cls(person_words(lead.person), company_words(lead.company))

    def is_somebody_else(self, other: Who) -> bool:
        """Whether both name a person, and not the same one."""
        return bool(self.person and other.person) and not agree(self.person, other.person)

    def is_elsewhere(self, other: Who) -> bool:
        """Whether both name a company, and not the same one, as far as their letters can be compared."""
        both = bool(self.company and other.company)
        return (
            both
            and comparable(self.company, other.company)
            and not agree(self.company, other.company)
        )


class SignKind(IntEnum):
    """What two leads share, the surest first."""

    MAILBOX = 0
    HANDLE = 1
    PERSON = 2
    COMPANY = 3


@attrs.frozen
class Sign:
    """Something that two leads may share.

    Attributes:
        kind: What it is.
        key: What is compared.
        told: How it is said.
    """

    kind: SignKind
    key: tuple[str, ...]
    told: str = attrs.field(eq=False)

    @property
    def order(self) -> int:
        """The surest signs are looked at first."""
        return int(self.kind)

    def joins(self, one: Who, other: Who) -> bool:
        """Whether two leads that share it are one customer."""
        if one.is_elsewhere(other) and self.kind < SignKind.COMPANY and not self._is_of(one, other):
            # An agent has one address and one number for all whom it works for.
            return False
        if self.kind is SignKind.MAILBOX and self._names(one.person | other.person):
            return True
        if one.is_somebody_else(other):
            return False
        if self.kind is SignKind.PERSON:
            return identify(one.person, other.person)
        if self.kind is SignKind.COMPANY:
            return agree(one.company, other.company)
        return True

    def _names(self, persons: frozenset[str]) -> bool:
        """Whether the mailbox bears the name of one of them, so that it is a person's whatever rows say."""
        local = self.key[1].partition("@")[0]
        return any(len(word) >= _TELLING and word in local for word in persons)

    def _is_of(self, one: Who, other: Who) -> bool:
        """Whether it is of a domain that bears the name of one of the companies."""
        domain = (
            "" if self.kind is SignKind.HANDLE else self.key[1].rpartition("@")[2].replace("-", "")
        )
        names = one.company | other.company
        return any(len(word) >= _TELLING and word in domain for word in names)

    def is_nobodys(self, holders: Iterable[Who]) -> bool:
        """Whether so many different people have a handle that it is a switchboard."""
        if self.kind is not SignKind.HANDLE:
            return False
        different: list[Who] = []
        for who in holders:
            if who.person and all(who.is_somebody_else(other) for other in different):
                different.append(who)
        return len(different) > _MOST_NAMES


def signs_of(lead: Lead, who: Who) -> Iterator[Sign]:
    """All that a lead may share with another one of the same customer.

    Args:
        lead: The lead.
        who: Its names.
    """
    mail = lead.inquiry.email if lead.inquiry else None
    inquired = (ContactPoint("email", mail),) if mail else ()
    domains = {_own_domain(lead.website or "")}
    for point in (*lead.contact_points, *inquired):
        if point.role in _SHARED_ROLES:
            continue
        if point.channel != "email":
            yield from _of_handle(point, lead.country)
            continue
        mailbox, domain = _of_mail(point.value)
        domains.add(domain)
        if mailbox:
            yield Sign(SignKind.MAILBOX, ("email", mailbox), f"both have the address {mailbox}")
    for known in sorted(filter(None, domains)):
        yield from _of_domain(known, who)


def _of_domain(domain: str, who: Who) -> Iterator[Sign]:
    """A company's domain tells nothing alone; a name of a person, or of the company, makes it a sign."""
    for word in sorted(who.person):
        told = f"both write from {domain} and have the same name"
        yield Sign(SignKind.PERSON, ("person", domain, word), told)
    if who.company:
        told = f"both are of {domain} and have the same company's name"
        yield Sign(SignKind.COMPANY, ("company", domain), told)


def _of_mail(text: str) -> tuple[str | None, str | None]:
    """The mailbox, unless it is one of a role, and the domain, unless many share it."""
    report = verify.address(text)
    if not report.valid or not report.domain:
        return None, None
    domain = domain_of(report)
    if report.role:
        return None, domain
    return plain_mailbox(report.normalized or text), domain


def _own_domain(website: str) -> str | None:
    """The domain of a company's own site; None for a page on somebody else's."""
    host = website.strip().lower().partition("://")[2] or website.strip().lower()
    domain = registrable_domain(host.partition("/")[0].partition(":")[0]) if host else None
    if domain is None or domain in SHARED_SITES:
        return None
    return None if verify.address(f"somebody@{domain}").free_provider else domain


def _of_handle(point: ContactPoint, country: str | None) -> Iterator[Sign]:
    is_number = point.channel in _NUMBERED
    read = channels.parse(point.value, region=country) if is_number else None
    value = read.value if read else point.value.strip().casefold()
    kind = "number" if read and value.startswith("+") else point.channel
    # A number that cannot be read may lack its country: two such are not the same number.
    if kind not in _NUMBERED:
        yield Sign(SignKind.HANDLE, (kind, value), f"both have {point.channel} {value}")
