"""Whether a mail would arrive: the address, its domain, and, where policy allows it, the mailbox."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from followup._ask import AddressLookup, Flow, NoRecords, NoSuchDomain, ask_all
from followup.data import Facts
from followup.evidence import Finding, NotChecked, Source
from followup.verify.addresses.lists import AGREED, farm, typo_trap
from followup.verify.addresses.reading import address as read_address
from followup.verify.domains.mail import mail_flow
from followup.verify.mailboxes.mailbox import MOST_SERVERS, mailbox_flow
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import (
    AddressReport,
    Deliverability,
    DomainReport,
    EmailReport,
    ListHit,
    Mailbox,
    MailSetup,
)
from followup.verify.weights import finding


NO_MAIL = (MailSetup.NULL_MX, MailSetup.NONE, MailSetup.NO_SUCH_DOMAIN)
_GONE = (Mailbox.ABSENT, Mailbox.DISABLED)
_DOUBTFUL = (Mailbox.ACCEPTS_ALL, Mailbox.FULL)


def email_flow(address: str, policy: VerifyPolicy) -> Flow[EmailReport]:
    """Syntax and lists first, then DNS, then the mailbox where policy allows it."""
    found = read_address(address, facts=policy.facts)
    if found.domain is None:
        return _invalid(found, policy.facts)
    domain = yield from mail_flow(found.domain, policy)
    suggestion = yield from _suggestion_flow(found, domain, policy.facts)
    box = yield from mailbox_flow(found, domain, policy)
    thrown_away = _thrown_away(found, domain, policy.facts)
    return EmailReport(
        address=found,
        deliverability=_deliverability(found, domain.mail, box.state, sure=thrown_away is not None),
        mailbox=box.state,
        catch_all=box.catch_all,
        mail=domain.mail,
        mx=domain.mx,
        thrown_away=thrown_away,
        suggestion=suggestion,
        findings=(
            *_address_findings(found, suggestion, thrown_away, policy.facts),
            *_domain_findings(found, domain, policy.facts),
            *box.findings,
        ),
        not_checked=(*domain.not_checked, *box.not_checked),
    )


def _invalid(found: AddressReport, facts: Facts) -> EmailReport:
    gone = "The address is not valid, so nobody was asked."
    return EmailReport(
        address=found,
        deliverability=Deliverability.UNDELIVERABLE,
        suggestion=found.suggestion,
        findings=tuple(_address_findings(found, found.suggestion, found.disposable, facts)),
        not_checked=(NotChecked("mail", gone), NotChecked("mailbox", gone)),
    )


def _thrown_away(found: AddressReport, domain: DomainReport, facts: Facts) -> ListHit | None:
    """The curated list that is sure: by the domain's name, or by its mail servers."""
    hit = found.disposable
    if hit and hit.list != AGREED:
        return hit
    return farm(domain.domain, domain.mx, facts)


def _deliverability(
    found: AddressReport, mail: MailSetup, box: Mailbox, *, sure: bool
) -> Deliverability:
    if mail in NO_MAIL or box in _GONE:
        return Deliverability.UNDELIVERABLE
    if sure or found.disposable or box in _DOUBTFUL:
        return Deliverability.RISKY
    return Deliverability.DELIVERABLE if box is Mailbox.EXISTS else Deliverability.UNKNOWN


def _suggestion_flow(found: AddressReport, domain: DomainReport, facts: Facts) -> Flow[str | None]:
    """None where the domain that was typed has a working mail server of its own, unless it is a known trap."""
    if found.suggestion is None or domain.mail is not MailSetup.MX:
        return found.suggestion
    if typo_trap(domain.domain, facts) or _thrown_away(found, domain, facts):
        return found.suggestion
    answers = yield from ask_all(*(AddressLookup(host) for host in domain.mx[:MOST_SERVERS]))
    leads_nowhere = all(isinstance(answer, (NoSuchDomain, NoRecords)) for answer in answers)
    return found.suggestion if leads_nowhere else None


def _address_findings(
    found: AddressReport, suggestion: str | None, thrown_away: ListHit | None, facts: Facts
) -> Iterable[Finding]:
    if not found.valid:
        yield finding("address.invalid", found.reason, quote=found.text[:254], facts=facts)
    said = (
        ("address.disposable", thrown_away, "is made to be thrown away"),
        ("address.perhaps_disposable", None if thrown_away else found.disposable, "may be made to be thrown away"),
        ("address.alias_service", found.alias_service, "forwards to an address that it keeps private"),
        ("address.free_provider", found.free_provider, "is a provider where anybody can have an address"),
    )  # fmt: skip
    for name, hit, says in said:
        # A list that knows a provider's misspelling as a trap accuses who set it, not who fell into it.
        if hit and not (suggestion and hit in (thrown_away, found.disposable)):
            reason = f"{hit.entry} {says} (list {hit.list})."
            said_so = finding(name, reason, quote=hit.entry, subject=found.domain, facts=facts)
            yield attrs.evolve(said_so, source=Source(title=hit.list, as_of=hit.as_of))
    if suggestion:
        reason = f"{suggestion} may have been meant."
        yield finding("address.typo", reason, quote=found.text, subject=found.domain, facts=facts)
    if found.role:
        reason = f"{found.local}@ belongs to a function, not to a person; in trade that is normal."
        yield finding("address.role", reason, quote=found.role.entry, facts=facts)


def _domain_findings(
    found: AddressReport, domain: DomainReport, facts: Facts
) -> tuple[Finding, ...]:
    """How well a provider runs its own domain says nothing of its users."""
    if domain.mail is MailSetup.MX and not found.is_own_domain:
        reason = f"{domain.domain} takes mail, which says little of the person."
        return (finding("mail.provider_takes_mail", reason, subject=domain.domain, facts=facts),)
    return domain.findings
