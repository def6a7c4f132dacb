"""Whether a mail would arrive: the address, its domain, and, where policy allows it, the mailbox."""

from __future__ import annotations

import hashlib

from collections.abc import Iterable
from typing import assert_never

import attrs

from followup._ask import Flow, RecipientProbe, Refused, SmtpReplies, Unreachable, ask
from followup.data import Facts
from followup.evidence import Finding, NotChecked, Source
from followup.verify.addresses import address as read_address
from followup.verify.mail import OFF, domain_flow, fault_reason
from followup.verify.policy import VerifyPolicy
from followup.verify.replies import read_smtp_reply
from followup.verify.reports import (
    AddressReport,
    Deliverability,
    DomainReport,
    EmailReport,
    Mailbox,
    MailSetup,
    ReplyKind,
    SmtpReading,
)
from followup.verify.weights import finding


NO_MAIL = (MailSetup.NULL_MX, MailSetup.NONE, MailSetup.NO_SUCH_DOMAIN)
_SAYS = {
    Mailbox.EXISTS: "The mail server takes mail for this person and refuses an invented one.",
    Mailbox.ABSENT: "The mail server says that this person does not exist.",
    Mailbox.ACCEPTS_ALL: "The mail server takes mail for everybody, so it tells nothing of this person.",
    Mailbox.REFUSED_US: "The mail server refused us, which tells nothing of this person.",
    Mailbox.FULL: "The mailbox exists and is full.",
    Mailbox.DISABLED: "The mail server says that this mailbox is closed.",
    Mailbox.TEMPORARY: "The mail server asked to come again later.",
}


def email_flow(address: str, policy: VerifyPolicy) -> Flow[EmailReport]:
    """Syntax and lists first, then DNS, then the mailbox where policy allows it."""
    found = read_address(address, facts=policy.facts)
    seen = tuple(_address_findings(found, policy.facts))
    if found.domain is None:
        gone = NotChecked("mail", "The address is not valid, so nobody was asked.")
        return EmailReport(
            address=found,
            deliverability=Deliverability.UNDELIVERABLE,
            findings=seen,
            not_checked=(gone,),
        )
    domain = yield from domain_flow(found.domain, policy)
    box = yield from _mailbox_flow(found, domain, policy)
    return EmailReport(
        address=found,
        deliverability=_deliverability(found, domain.mail, box.state),
        mailbox=box.state,
        mail=domain.mail,
        mx=domain.mx,
        findings=(*seen, *_domain_findings(found, domain, policy.facts), *box.findings),
        not_checked=(*domain.not_checked, *box.not_checked),
    )


def _deliverability(found: AddressReport, mail: MailSetup, box: Mailbox) -> Deliverability:
    if mail in NO_MAIL or box in (Mailbox.ABSENT, Mailbox.DISABLED):
        return Deliverability.UNDELIVERABLE
    if found.disposable or box in (Mailbox.ACCEPTS_ALL, Mailbox.FULL):
        return Deliverability.RISKY
    return Deliverability.DELIVERABLE if box is Mailbox.EXISTS else Deliverability.UNKNOWN


def _address_findings(found: AddressReport, facts: Facts) -> Iterable[Finding]:
    if not found.valid:
        yield finding("address.invalid", found.reason, quote=found.text[:254], facts=facts)
    said = (
        ("address.disposable", found.disposable, "is made to be thrown away"),
        ("address.alias_service", found.alias_service, "forwards to an address that it keeps private"),
        ("address.free_provider", found.free_provider, "is a provider where anybody can have an address"),
    )  # fmt: skip
    for name, hit, says in said:
        # A list that knows a provider's misspelling as a trap accuses who set it, not who fell into it.
        if hit and not (found.suggestion and name == "address.disposable"):
            reason = f"{hit.entry} {says} (list {hit.list})."
            said_so = finding(name, reason, quote=hit.entry, subject=found.domain, facts=facts)
            yield attrs.evolve(said_so, source=Source(title=hit.list, as_of=hit.as_of))
    if found.suggestion:
        reason = f"{found.suggestion} may have been meant."
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


@attrs.frozen
class _Box:
    """What became of the mailbox check."""

    state: Mailbox = Mailbox.NOT_TRIED
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


def _mailbox_flow(found: AddressReport, domain: DomainReport, policy: VerifyPolicy) -> Flow[_Box]:
    reason = _why_not(found, domain, policy)
    if reason:
        return _Box(not_checked=(NotChecked("mailbox", reason),))
    server = domain.mx[0] if domain.mx else domain.domain
    answer = yield from ask(
        RecipientProbe(
            server=server,
            recipients=(found.ascii or "", _invented(domain.domain)),
            helo=policy.helo or "",
            sender=policy.mail_from,
        )
    )
    match answer:
        case Refused(reason):
            return _Box(not_checked=(NotChecked("mailbox", reason),))
        case Unreachable():
            return _Box(not_checked=(NotChecked("mailbox", fault_reason(server, answer)),))
        case SmtpReplies():
            return _read(answer, found, policy.facts)
        case _:
            assert_never(answer)


def _why_not(found: AddressReport, domain: DomainReport, policy: VerifyPolicy) -> str | None:
    if not policy.checks.mailbox:
        return OFF
    if found.ascii is None:
        return "The address needs SMTPUTF8, which the mailbox check does not speak."
    if domain.mail not in (MailSetup.MX, MailSetup.IMPLICIT_MX):
        return "There is no mail server to ask."
    return None


def _invented(domain: str) -> str:
    """A person whom nobody has: it looks random, and is the same each time, so that answers can be replayed."""
    return f"q{hashlib.blake2b(domain.encode(), digest_size=6).hexdigest()}@{domain}"


def _read(answer: SmtpReplies, found: AddressReport, facts: Facts) -> _Box:
    readings = [read_smtp_reply(one.code, one.text, facts=facts) for one in answer.recipients]
    if answer.ended_by is not None:
        ending = read_smtp_reply(answer.ended_by.code, answer.ended_by.text, facts=facts)
        # A reply to the greeting, EHLO or MAIL was given before any person was named.
        asked = len(answer.recipients) > 0
        readings.append(ending if asked else attrs.evolve(ending, kind=_of_us(ending)))
    state = _state([reading.kind for reading in readings])
    quote = next((f"{one.code} {one.text}" for one in answer.recipients), None)
    ended = f"{answer.ended_by.code} {answer.ended_by.text}" if answer.ended_by else None
    said = finding(
        f"mailbox.{state.value}",
        _SAYS[state],
        quote=(quote or ended or "")[:500] or None,
        subject=found.normalized,
        facts=facts,
    )
    return _Box(state, (said,))


def _of_us(reading: SmtpReading) -> ReplyKind:
    return ReplyKind.TEMPORARY if reading.code < 500 else ReplyKind.REFUSED_US


def _state(kinds: list[ReplyKind]) -> Mailbox:
    """The person's reply, judged by the reply to an invented one; without that, taking mail means nothing."""
    first, second = (*kinds, ReplyKind.TEMPORARY, ReplyKind.TEMPORARY)[:2]
    if first is ReplyKind.OTHER:
        return Mailbox.REFUSED_US
    if first is not ReplyKind.EXISTS:
        return Mailbox(first)
    if second is ReplyKind.EXISTS:
        return Mailbox.ACCEPTS_ALL
    told_nothing = (ReplyKind.TEMPORARY, ReplyKind.REFUSED_US)
    return Mailbox(second) if second in told_nothing else Mailbox.EXISTS
