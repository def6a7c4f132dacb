"""All that may be learned of a domain: its mail, its names, its registration, at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from followup._ask import Flow, together
from followup._guard import normal_host
from followup._normal import require_text
from followup._suffix import registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.verify.domains.mail import is_domain, mail_flow, no_domain
from followup.verify.domains.registry import registration_flow
from followup.verify.domains.transport import Transport, transport_flow
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import DomainReport
from followup.verify.weights import finding


def domain_flow(name: str, policy: VerifyPolicy) -> Flow[DomainReport]:
    """Ask DNS, the host of the mail policy, and the registry: all under the one deadline of the call."""
    domain = normal_host(require_text("name", name).strip())
    if not is_domain(domain):
        missed = tuple(NotChecked(what, no_domain(name)) for what in ("mail", "registration"))
        return DomainReport(domain=domain[:253], not_checked=missed)
    report, transport, registered = yield from together(
        mail_flow(domain, policy),
        _transport_flow(domain, policy),
        registration_flow(domain, policy),
    )
    parking = parking_of(report.name_servers, policy.facts)
    return attrs.evolve(
        report,
        mta_sts=transport.mta_sts,
        tls_rpt=transport.tls_rpt,
        dnssec=transport.dnssec,
        parking=parking[1] if parking else None,
        registration=registered.registration,
        age_days=registered.age_days,
        findings=(
            *report.findings,
            *_policy_finding(domain, transport, policy.facts),
            *_parking_finding(domain, parking, policy.facts),
            *registered.findings,
        ),
        not_checked=(*report.not_checked, *transport.not_checked, *registered.not_checked),
    )


def ages_flow(domains: Iterable[str], policy: VerifyPolicy) -> Flow[tuple[DomainReport, ...]]:
    """Since when some domains are registered, and nothing else of them; each once, and no addresses."""
    hosts = (normal_host(one) for one in domains)
    found = (registrable_domain(host) for host in hosts if is_domain(host))
    names = dict.fromkeys(name for name in found if name is not None)
    return (yield from together(*(_age_flow(name, policy) for name in names)))


def _age_flow(domain: str, policy: VerifyPolicy) -> Flow[DomainReport]:
    registered = yield from registration_flow(domain, policy)
    return DomainReport(
        domain=domain,
        registration=registered.registration,
        age_days=registered.age_days,
        findings=registered.findings,
        not_checked=registered.not_checked,
    )


def _transport_flow(domain: str, policy: VerifyPolicy) -> Flow[Transport]:
    if not policy.checks.mail:
        return Transport()
    return (yield from transport_flow(domain, registrable_domain(domain) or domain))


def _policy_finding(domain: str, transport: Transport, facts: Facts) -> Iterable[Finding]:
    if transport.mta_sts is not None:
        reason = f"{domain} has a policy for secure mail (MTA-STS): somebody looks after it."
        quote = transport.mta_sts.record
        yield finding("mail.mta_sts", reason, quote=quote, subject=domain, facts=facts)


def parking_of(name_servers: Iterable[str], facts: Facts) -> tuple[str, str] | None:
    """The first name server that only parked domains use, and its service; None where there is none."""
    known = facts.view(_parking)
    for host in name_servers:
        labels = host.split(".")
        for start in range(len(labels)):
            service = known.get(".".join(labels[start:]))
            if service:
                return host, service
    return None


def _parking_finding(
    domain: str, parking: tuple[str, str] | None, facts: Facts
) -> Iterable[Finding]:
    if parking is not None:
        host, service = parking
        reason = f"{domain} is parked: its names are served by {service}."
        yield finding("domain.parking", reason, quote=host, subject=domain, facts=facts)


def _parking(facts: Facts) -> Mapping[str, str]:
    return {row["ending"]: row["service"] for row in facts.table("parking_name_servers").rows}
