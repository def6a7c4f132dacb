"""Is the customer genuine? Mail and site are asked at the same time; then the evidence is joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup._ask import Flow, together
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.models import Lead
from followup.verify.alignments import alignment, name_words
from followup.verify.inquiries import inquiry
from followup.verify.lines import asked_for, mail_line, site_line, summary, verdict
from followup.verify.lookalikes import lookalike
from followup.verify.mailbox import email_flow
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Authenticity, EmailReport, Relation, SiteKind, SiteReport
from followup.verify.website import site_flow
from followup.verify.weights import finding, ranked, score_of


_LONGEST_PAGE_TEXT = 200_000


def lead_flow(
    lead: Lead, policy: VerifyPolicy, known_domains: Sequence[str] = ()
) -> Flow[Authenticity]:
    """Ask what the lead offers, mail and site at the same time, and judge it."""
    email, site = yield from together(_email_flow(lead, policy), _site_flow(lead, policy))
    return judge(lead, email, site, policy=policy, known_domains=known_domains)


def _email_flow(lead: Lead, policy: VerifyPolicy) -> Flow[EmailReport | None]:
    if lead.email is None:
        return None
    return (yield from email_flow(lead.email, policy))


def _site_flow(lead: Lead, policy: VerifyPolicy) -> Flow[SiteReport | None]:
    if lead.website is None:
        return None
    return (yield from site_flow(lead.website, policy))


def judge(
    lead: Lead,
    email: EmailReport | None,
    site: SiteReport | None,
    *,
    policy: VerifyPolicy,
    known_domains: Sequence[str] = (),
) -> Authenticity:
    """Join reports that you have, asked for now or stored before, to a verdict. Asks nothing."""
    facts = policy.facts
    words = inquiry(lead.inquiry, facts=facts) if lead.inquiry else None
    imitations = {
        "mail": tuple(_imitation(_mail_domain(email), known_domains, facts)),
        "site": tuple(_imitation(_site_host(site), known_domains, facts)),
    }
    findings = ranked((
        *(email.findings if email is not None else ()),
        *(site.findings if site is not None else ()),
        *(words.findings if words is not None else ()),
        *dict.fromkeys((*imitations["mail"], *imitations["site"])),
        *_joined(lead, email, site, facts),
    ))  # fmt: skip
    lines = (
        site_line(site, imitates=_imitates(imitations["site"])),
        mail_line(email, imitates=_imitates(imitations["mail"])),
    )
    score = score_of(findings)
    judged = verdict(lines, score, facts)
    return Authenticity(
        verdict=judged,
        score=score,
        summary=summary(judged, lines, findings),
        findings=findings,
        not_checked=tuple(_not_checked(email, site)),
        ask_for=asked_for(judged, lines, email, site),
        site_line=lines[0],
        mail_line=lines[1],
        email=email,
        site=site,
        inquiry=words,
    )


def _mail_domain(email: EmailReport | None) -> str | None:
    return email.address.domain if email is not None else None


def _site_host(site: SiteReport | None) -> str | None:
    return site.final_url or site.url if site is not None else None


def _imitation(where: str | None, known: Sequence[str], facts: Facts) -> Iterable[Finding]:
    host = _host(where)
    hit = lookalike(host, known, facts=facts) if host else None
    if hit is not None:
        name = "unsafe_idn" if hit.technique == "unsafe_idn" else "known_domain"
        yield finding(
            f"lookalike.{name}", hit.reason, quote=hit.domain, subject=hit.known, facts=facts
        )


def _imitates(found: Iterable[Finding]) -> bool:
    """A name that deceives by itself is suspect; only the imitation of a known domain is decisive."""
    return any(one.name == "lookalike.known_domain" for one in found)


def _host(where: str | None) -> str | None:
    bare = (where or "").partition("://")[2] or where or ""
    return bare.partition("/")[0].partition(":")[0].strip() or None


def _joined(
    lead: Lead, email: EmailReport | None, site: SiteReport | None, facts: Facts
) -> Iterable[Finding]:
    """What mail, site and name say of each other."""
    works = site is not None and site.kind is SiteKind.WORKING
    if email is not None:
        urls = (
            (site.url, *site.redirects, *filter(None, [site.final_url])) if site is not None else ()
        )
        found = alignment(email.address.domain, urls, lead.company, facts=facts)
        # A shared domain proves nothing where nothing works at it.
        if found.relation is not Relation.UNKNOWN and works:
            yield finding(f"alignment.{found.relation.value}", found.reason, facts=facts)
    if site is not None and works:
        yield from _named_on(site, lead, email, facts)


def _named_on(
    site: SiteReport, lead: Lead, email: EmailReport | None, facts: Facts
) -> Iterable[Finding]:
    text = site.text[:_LONGEST_PAGE_TEXT].lower()
    written = ((email.address.normalized if email is not None else None) or "").lower()
    if written and written in text:
        reason = "The website itself names the e-mail address."
        yield finding(
            "page.names_email", reason, quote=written, subject=site.final_url, facts=facts
        )
    words = name_words(lead.company or "")
    if words and all(word in text for word in words):
        reason = "The website names the company."
        quote = lead.company
        yield finding(
            "page.names_company", reason, quote=quote, subject=site.final_url, facts=facts
        )


def _not_checked(email: EmailReport | None, site: SiteReport | None) -> Iterable[NotChecked]:
    if email is None:
        yield NotChecked("mail", "The lead has no e-mail address.")
    else:
        yield from email.not_checked
    if site is None:
        yield NotChecked("site", "The lead has no website.")
    else:
        yield from site.not_checked
