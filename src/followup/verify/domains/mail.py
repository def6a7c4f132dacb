"""What DNS says of a domain: does it exist, does it take mail, is it looked after?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

import attrs

from followup._ask import (
    Addresses,
    AddressLookup,
    Flow,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    Texts,
    TxtLookup,
    Unreachable,
    ask_all,
    together,
)
from followup._guard import normal_host, permit_address
from followup._suffix import registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import DomainReport, Existence, MailSetup
from followup.verify.weights import finding


MxAnswer: TypeAlias = MailHosts | NullMx | NoSuchDomain | NoRecords | Unreachable
AddressAnswer: TypeAlias = Addresses | NoSuchDomain | NoRecords | Unreachable
Answers: TypeAlias = Iterable[object]

OFF = "It is switched off by your policy."

_SAYS = {
    MailSetup.MX: ("mail.takes_mail", "{} takes mail: it names {}."),
    MailSetup.IMPLICIT_MX: ("mail.implicit_mx", "{} names no mail server, yet it has a public address that may take mail."),
    MailSetup.NULL_MX: ("mail.null_mx", "{} says that it takes no mail (null MX)."),
    MailSetup.NONE: ("mail.none", "{} has no mail server, nor a public address that takes part in mail."),
    MailSetup.NO_SUCH_DOMAIN: ("mail.no_such_domain", "{} does not exist."),
    MailSetup.UNKNOWN: ("mail.unknown", "Whether {} takes mail is not known: DNS did not answer."),
}  # fmt: skip


def mail_flow(name: str, policy: VerifyPolicy) -> Flow[DomainReport]:
    """Ask DNS all at once: MX, addresses, SPF, DMARC, name servers. What else may be known of it is left out."""
    domain = normal_host(name.strip())
    if not policy.checks.mail:
        return DomainReport(domain=domain[:253], not_checked=(NotChecked("mail", OFF),))
    if not is_domain(domain):
        return DomainReport(domain=domain[:253], not_checked=(NotChecked("mail", no_domain(name)),))
    (mx, addresses), (texts, dmarc), (servers,) = yield from together(
        ask_all(MxLookup(domain), AddressLookup(domain)),
        ask_all(TxtLookup(domain), TxtLookup(f"_dmarc.{domain}")),
        ask_all(NsLookup(registrable_domain(domain) or domain)),
    )
    spf = record_in(texts, "v=spf1")
    report = DomainReport(
        domain=domain,
        existence=_existence((mx, addresses, texts)),
        mail=_setup_with(spf, _mail_setup(mx, addresses, policy.facts)),
        mx=tuple(one.host for one in mx.hosts) if isinstance(mx, MailHosts) else (),
        spf=spf,
        dmarc=record_in(dmarc, "v=dmarc1"),
        name_servers=servers.hosts if isinstance(servers, NameServers) else (),
    )
    return attrs.evolve(
        report,
        findings=tuple(_findings(report, policy.facts)),
        not_checked=tuple(
            not_answered({"mx": mx, "spf": texts, "dmarc": dmarc, "name_servers": servers})
        ),
    )


def is_domain(domain: str) -> bool:
    """Whether a text in normal form can be the name of a domain."""
    labels = domain.split(".")
    return (
        domain.isascii()
        and len(domain) <= 253
        and len(labels) > 1
        and all(0 < len(label) <= 63 and not set(label) & set(" @:/\\?#[]") for label in labels)
    )


def no_domain(name: str) -> str:
    """One sentence for what cannot."""
    return f"{name.strip()[:100]!r} is not the name of a domain."


def _existence(answers: Answers) -> Existence:
    """A name without records of one type still exists; only NXDOMAIN says that it does not (RFC 8020)."""
    kinds = [type(answer) for answer in answers]
    if NoSuchDomain in kinds:
        return Existence.ABSENT
    return Existence.UNKNOWN if set(kinds) == {Unreachable} else Existence.EXISTS


def _mail_setup(mx: MxAnswer, addresses: AddressAnswer, facts: Facts) -> MailSetup:
    match mx:
        case MailHosts():
            return MailSetup.MX
        case NullMx():
            return MailSetup.NULL_MX
        case NoSuchDomain():
            return MailSetup.NO_SUCH_DOMAIN
        case NoRecords():
            return _without_mx(addresses, facts)
        case Unreachable():
            gone = isinstance(addresses, NoSuchDomain)
            return MailSetup.NO_SUCH_DOMAIN if gone else MailSetup.UNKNOWN
        case _:
            assert_never(mx)


def _without_mx(addresses: AddressAnswer, facts: Facts) -> MailSetup:
    match addresses:
        case Addresses(found):
            public = any(permit_address(one, facts).allowed for one in found)
            return MailSetup.IMPLICIT_MX if public else MailSetup.NONE
        case NoSuchDomain():
            return MailSetup.NO_SUCH_DOMAIN
        case NoRecords():
            return MailSetup.NONE
        case Unreachable():
            return MailSetup.UNKNOWN
        case _:
            assert_never(addresses)


def _setup_with(spf: str | None, setup: MailSetup) -> MailSetup:
    """A public address is no mail server where SPF says that no mail ever comes from the domain."""
    silent = setup is MailSetup.IMPLICIT_MX and _sends_nothing(spf)
    return MailSetup.NONE if silent else setup


def _sends_nothing(spf: str | None) -> bool:
    return (spf or "").lower().split() == ["v=spf1", "-all"]


def record_in(answer: object, version: str) -> str | None:
    """The TXT record that begins with a version, such as ``"v=spf1"``."""
    texts = answer.texts if isinstance(answer, Texts) else ()
    return next((text for text in texts if _says_version(text, version)), None)


def _says_version(text: str, version: str) -> bool:
    """RFC 7208 section 4.5 and RFC 7489 section 6.4: the version comes first and ends there."""
    start, rest = text[: len(version)], text[len(version) :]
    return start.lower() == version and not rest[:1].isalnum()


def _findings(report: DomainReport, facts: Facts) -> Iterable[Finding]:
    name, says = _SAYS[report.mail]
    quote = " ".join(report.mx[:3]) or None
    reason = says.format(report.domain, report.mx[0] if report.mx else "")
    yield finding(name, reason, quote=quote, subject=report.domain, facts=facts)
    if report.spf:
        yield _spf(report, report.spf, facts)
    if report.dmarc:
        reason = f"{report.domain} publishes a DMARC record: somebody looks after its mail."
        yield finding("mail.dmarc", reason, quote=report.dmarc, subject=report.domain, facts=facts)


def _spf(report: DomainReport, record: str, facts: Facts) -> Finding:
    nothing = _sends_nothing(record)
    name = "mail.spf_sends_nothing" if nothing else "mail.spf"
    says = "says that no mail ever comes from it" if nothing else "says who may send its mail"
    return finding(
        name, f"{report.domain} {says} (SPF).", quote=record, subject=report.domain, facts=facts
    )


def not_answered(answers: Mapping[str, object]) -> Iterable[NotChecked]:
    """What DNS did not say, by what was asked."""
    for what, answer in answers.items():
        if isinstance(answer, Unreachable):
            yield NotChecked(what, fault_reason("DNS", answer))


def fault_reason(who: str, answer: Unreachable) -> str:
    """One sentence for an answer that did not come."""
    detail = f" ({answer.detail.rstrip('.')})" if answer.detail else ""
    return f"{who} did not answer: {answer.fault.value.replace('_', ' ')}{detail}."
