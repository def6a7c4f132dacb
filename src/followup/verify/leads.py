"""Is the customer genuine? Mail and site are asked at the same time; then the evidence is joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from followup._ask import Flow, MailHosts, MxLookup, NameServers, NsLookup, ask_all, together
from followup._normal import require_a
from followup._suffix import is_let, registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.models import Lead
from followup.verify.addresses.reading import address
from followup.verify.alignments import alignment
from followup.verify.domains.asking import ages_flow
from followup.verify.domains.mail import OFF
from followup.verify.inquiries import inquiry
from followup.verify.joins import joined
from followup.verify.lines import asked_for, mail_line, site_line, summary, verdict
from followup.verify.lookalikes import lookalike
from followup.verify.mailboxes.emails import email_flow
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import (
    Alignment,
    Authenticity,
    DomainReport,
    EmailReport,
    Relation,
    SiteKind,
    SiteReport,
)
from followup.verify.sites.visits import host_in
from followup.verify.sites.website import site_flow
from followup.verify.weights import finding, ranked, score_of


Domains = tuple[DomainReport, ...]


def lead_flow(
    lead: Lead, policy: VerifyPolicy, known_domains: Sequence[str] = ()
) -> Flow[Authenticity]:
    """Ask what the lead offers, mail and site at the same time, and judge it."""
    require_a(Lead, "lead", lead)
    email, site, aged = yield from together(
        _email_flow(lead, policy),
        _site_flow(lead, policy),
        ages_flow(_own_domains(lead, policy), policy),
    )
    served = yield from _domains_flow(lead, email, site, policy)
    domains = tuple(_merged(served, aged))
    return judge(lead, email, site, policy=policy, known_domains=known_domains, domains=domains)


def _own_domains(lead: Lead, policy: VerifyPolicy) -> Iterable[str]:
    """The domains that the customer can have registered: not a mail provider's."""
    if not policy.checks.registration:
        return
    mail = address(lead.email or "", facts=policy.facts)
    if mail.is_own_domain and mail.domain:
        yield mail.domain
    site = _whole_domain(lead.website or "")
    if site is not None:
        yield site


def _whole_domain(website: str) -> str | None:
    """A page or a sub-domain may be a guest at somebody else's; a domain as a whole is the customer's."""
    bare = website.partition("://")[2] or website
    host, _, path = bare.lower().partition("/")
    domain = host.strip().removeprefix("www.")
    is_whole = not path and bool(domain) and registrable_domain(domain) == domain
    return domain if is_whole and not is_let(domain) else None


def _merged(served: Domains, aged: Domains) -> Iterable[DomainReport]:
    """One report a domain."""
    known = {one.domain: one for one in served}
    for one in aged:
        servers = known.pop(one.domain, one)
        yield attrs.evolve(one, mx=servers.mx, name_servers=servers.name_servers)
    yield from known.values()


def _email_flow(lead: Lead, policy: VerifyPolicy) -> Flow[EmailReport | None]:
    if lead.email is None:
        return None
    return (yield from email_flow(lead.email, policy))


def _site_flow(lead: Lead, policy: VerifyPolicy) -> Flow[SiteReport | None]:
    if lead.website is None:
        return None
    return (yield from site_flow(lead.website, policy))


def _domains_flow(
    lead: Lead, email: EmailReport | None, site: SiteReport | None, policy: VerifyPolicy
) -> Flow[Domains]:
    """Who serves the two domains, where a working site and a mail of another name leave it open."""
    found = _alignment(lead, email, site, (), policy.facts)
    if found is None or found.relation is not Relation.UNRELATED or not policy.checks.mail:
        return ()
    if site is None or site.kind is not SiteKind.WORKING:
        return ()
    mail = registrable_domain((email.address.domain if email is not None else None) or "")
    home = registrable_domain(host_in(site.final_url or ""))
    names = tuple(dict.fromkeys(one for one in (mail, home) if one is not None))
    return (yield from together(*(_servers_flow(name) for name in names)))


def _servers_flow(domain: str) -> Flow[DomainReport]:
    mx, servers = yield from ask_all(MxLookup(domain), NsLookup(domain))
    return DomainReport(
        domain=domain,
        mx=tuple(one.host for one in mx.hosts) if isinstance(mx, MailHosts) else (),
        name_servers=servers.hosts if isinstance(servers, NameServers) else (),
    )


def judge(  # noqa: PLR0913 - the reports on one lead, and what to judge them by
    lead: Lead,
    email: EmailReport | None,
    site: SiteReport | None,
    *,
    policy: VerifyPolicy,
    known_domains: Sequence[str] = (),
    domains: Domains = (),
) -> Authenticity:
    """Join reports that you have, asked for now or stored before, to a verdict. Asks nothing."""
    facts = policy.facts
    words = inquiry(lead.inquiry, facts=facts) if lead.inquiry else None
    aligned = _alignment(lead, email, site, domains, facts)
    about_mail = tuple(_about(_mail_domain(email), known_domains, policy))
    about_site = tuple(_about(_site_host(site), known_domains, policy))
    findings = ranked((
        *(email.findings if email is not None else ()),
        *(site.findings if site is not None else ()),
        *(words.findings if words is not None else ()),
        *dict.fromkeys((*about_mail, *about_site)),
        *joined(lead, email, site, aligned, facts),
        *(found for one in domains for found in one.findings if _is_of_age(found)),
    ))  # fmt: skip
    lines = (site_line(site, said=about_site), mail_line(email, said=about_mail))
    judged = verdict(lines, findings, facts)
    return Authenticity(
        verdict=judged,
        score=score_of(findings),
        summary=summary(judged, lines, findings),
        findings=findings,
        not_checked=(*_not_checked(email, site), *_ages_not_known(domains, policy)),
        ask_for=asked_for(judged, lines, email, site),
        site_line=lines[0],
        mail_line=lines[1],
        email=email,
        site=site,
        inquiry=words,
        alignment=aligned,
        domains=domains,
    )


def _alignment(
    lead: Lead,
    email: EmailReport | None,
    site: SiteReport | None,
    domains: Domains,
    facts: Facts,
) -> Alignment | None:
    if email is None:
        return None
    return alignment(email.address.domain, site, lead.company, domains=domains, facts=facts)


def _ages_not_known(domains: Domains, policy: VerifyPolicy) -> Iterable[NotChecked]:
    if not policy.checks.registration:
        yield NotChecked("registration", OFF)
    else:
        yield from (no for one in domains for no in one.not_checked if no.what == "registration")


def _is_of_age(found: Finding) -> bool:
    """What else a domain's report says, the mail's own report has said already."""
    return found.name.startswith("registration.")


def _mail_domain(email: EmailReport | None) -> str | None:
    return email.address.domain if email is not None else None


def _site_host(site: SiteReport | None) -> str | None:
    return site.final_url or site.url if site is not None else None


def _about(where: str | None, known: Sequence[str], policy: VerifyPolicy) -> Iterable[Finding]:
    """What the caller knows of a domain: a list names it, or it imitates one that the caller trades with."""
    host = _host(where)
    if host is None:
        return
    listed = policy.lists(host)
    if listed is not None:
        reason = f"Your own list {'allows' if listed == 'allowed' else 'denies'} {host}."
        yield finding(f"policy.{listed}", reason, quote=host, facts=policy.facts)
        if listed == "allowed":
            return
    hit = lookalike(host, known, facts=policy.facts)
    if hit is not None:
        name = "unsafe_idn" if hit.technique == "unsafe_idn" else "known_domain"
        yield finding(
            f"lookalike.{name}", hit.reason, quote=hit.domain, subject=hit.known, facts=policy.facts
        )


def _host(where: str | None) -> str | None:
    bare = (where or "").partition("://")[2] or where or ""
    return bare.partition("/")[0].partition(":")[0].strip() or None


def _not_checked(email: EmailReport | None, site: SiteReport | None) -> Iterable[NotChecked]:
    if email is None:
        yield NotChecked("mail", "The lead has no e-mail address.")
    else:
        yield from email.not_checked
    if site is None:
        yield NotChecked("site", "The lead has no website.")
    else:
        yield from site.not_checked
