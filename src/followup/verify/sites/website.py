"""Reach a website: what was typed, https then http, apex then www, one page more that names the company."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from followup._ask import Fault, Flow, Page, Refused, Unreachable
from followup._normal import require_text
from followup._suffix import registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.verify.domains.mail import OFF, fault_reason
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import PageReport, SiteKind, SiteReport, Tls
from followup.verify.sites.bare_pages import Silence, hints, is_bare, is_parked, silence_flow
from followup.verify.sites.contact_pages import contact_page
from followup.verify.sites.pages import Reading, reading_of
from followup.verify.sites.typed import tries, typed_url
from followup.verify.sites.visits import (
    BROKEN_TLS,
    Visit,
    existing_flow,
    host_in,
    tls_of,
    visit_flow,
    visits_flow,
)
from followup.verify.weights import finding


# What is certain and lies with the site; all other faults may lie with us, or with the hour.
_CLOSED = (Fault.CONNECTION_REFUSED, Fault.NO_ADDRESS, Fault.TLS_WRONG_HOST)
_SAYS = {
    SiteKind.WORKING: "The website works: {title!r}.",
    SiteKind.PARKED: "The website is parked: its domain is registered, and nobody uses it.",
    SiteKind.FOR_SALE: "The website only offers its domain for sale.",
    SiteKind.EXPIRED: "The website says that its domain has expired.",
    SiteKind.SUSPENDED: "The website was suspended by its host.",
    SiteKind.UNCONFIGURED: "The host knows no website of that name.",
    SiteKind.SERVER_DEFAULT: "There is only a server's own default page.",
    SiteKind.TEMPLATE: "The website still shows the sample text of its template.",
    SiteKind.COMING_SOON: "The website is announced and not there yet.",
    SiteKind.MAINTENANCE: "The website is under maintenance, which tells nothing.",
    SiteKind.CHALLENGE: "The website lets only browsers in, which tells nothing.",
    SiteKind.ERROR: "The website answered with an error, which tells nothing.",
    SiteKind.EMPTY: "The page has no words, which tells nothing.",
    SiteKind.INTERMEDIARY: "A filter answered in place of the website.",
    SiteKind.UNKNOWN: "The page needs scripts to show anything, and they are not run.",
}


@attrs.frozen(kw_only=True)
class _Front:
    """The front page that was reached."""

    visit: Visit
    page: Page
    reading: Reading
    tls: Tls


def site_flow(url: str, policy: VerifyPolicy) -> Flow[SiteReport]:
    """Normalise, ask DNS, then try the URLs until one opens."""
    typed = typed_url(require_text("url", url))
    if not policy.checks.site:
        return SiteReport(url=url, not_checked=(NotChecked("site", OFF),))
    if typed is None:
        return SiteReport(url=url, not_checked=(NotChecked("site", "It names no web address."),))
    permit = policy.permits(typed)
    if not permit.allowed:
        return _refused(url, permit.reason, policy.facts)
    hosts_gone, candidates = yield from existing_flow(tries(typed))
    if not candidates:
        return _not_there(url, typed, gone=hosts_gone, facts=policy.facts)
    visits = yield from visits_flow(candidates, policy)
    front = _front(visits, policy.facts)
    if front is None:
        return attrs.evolve(_unreached(url, visits, policy.facts), tls=tls_of(visits))
    return (yield from _report_flow(url, front, policy))


def _front(visits: tuple[Visit, ...], facts: Facts) -> _Front | None:
    """The best page that was reached: one that opens before an error."""
    reached = [(visit, visit.end) for visit in visits if isinstance(visit.end, Page)]
    reached.sort(key=lambda pair: pair[1].status >= 400)
    if not reached:
        return None
    visit, page = reached[0]
    reading = _read(visit, page, facts)
    return _Front(visit=visit, page=page, reading=reading, tls=tls_of(visits))


def _read(visit: Visit, page: Page, facts: Facts) -> Reading:
    headers = dict(reversed(page.headers))
    return reading_of(page.body, url=visit.url, status=page.status, headers=headers, facts=facts)


def _report_flow(url: str, front: _Front, policy: VerifyPolicy) -> Flow[SiteReport]:
    silence, second = Silence(), None
    read = front.reading.report
    if is_bare(front.reading):
        silence = yield from silence_flow(front.reading, front.page, policy)
    if is_bare(front.reading) and is_parked(silence, front.reading):
        evidence = hints(front.reading) if silence.server is None else (silence.server,)
        read = attrs.evolve(read, kind=SiteKind.PARKED, evidence=evidence)
    elif read.kind is SiteKind.WORKING:
        second = yield from _second_flow(front, policy)
    return SiteReport(
        url=url,
        kind=read.kind,
        final_url=front.visit.url,
        redirects=front.visit.way[:-1],
        tls=front.tls,
        page=read,
        contact_page=second,
        certificate_names=front.page.certificate,
        findings=tuple(_findings(front, read, silence, policy.facts)),
    )


def _second_flow(front: _Front, policy: VerifyPolicy) -> Flow[PageReport | None]:
    """One page more at most, of the same domain, if it opens and is no empty one."""
    where = contact_page(front.reading.links, front.visit.url, policy.facts)
    if where is None or not policy.permits(where).allowed:
        return None
    visit = yield from visit_flow(where, policy)
    home = registrable_domain(host_in(front.visit.url))
    if not isinstance(visit.end, Page) or registrable_domain(host_in(visit.url)) != home:
        return None
    read = _read(visit, visit.end, policy.facts).report
    return read if read.kind is SiteKind.WORKING else None


def _findings(front: _Front, read: PageReport, silence: Silence, facts: Facts) -> Iterable[Finding]:
    yield finding(
        f"site.{read.kind.value}",
        _SAYS[read.kind].format(title=read.title[:80]),
        quote="; ".join(read.evidence[:3])[:300] or None,
        subject=front.visit.url,
        facts=facts,
    )
    yield from read.findings
    yield from _moved(front.visit, facts)
    if silence.anything:
        reason = "The website shows the same page for any path and any name."
        yield finding("site.answers_everything", reason, subject=front.visit.url, facts=facts)
    if read.kind is SiteKind.WORKING and read.placeholder_text:
        quote = ", ".join(read.placeholder_text[:3])
        reason = "Sample text of a template is still on the page."
        yield finding("page.placeholder_text", reason, quote=quote, facts=facts)
    if front.tls in BROKEN_TLS.values():
        state = front.tls.value.replace("_", " ")
        reason = f"The certificate of the website is not in order ({state})."
        yield finding("site.tls_problem", reason, facts=facts)


def _moved(visit: Visit, facts: Facts) -> Iterable[Finding]:
    first, last = (registrable_domain(host_in(one)) for one in (visit.way[0], visit.url))
    if first != last:
        reason = f"The website sends its visitors on to {last}."
        yield finding("site.redirects_elsewhere", reason, quote=visit.url, facts=facts)


def _unreached(url: str, visits: tuple[Visit, ...], facts: Facts) -> SiteReport:
    """Closed for certain only if every try says so; one time-out leaves it unknown."""
    refused = next((visit.end for visit in visits if isinstance(visit.end, Refused)), None)
    if refused is not None:
        return _refused(url, refused.reason, facts)
    faults = [visit.end for visit in visits if isinstance(visit.end, Unreachable)]
    if all(one.fault in _CLOSED for one in faults):
        reason = "The website cannot be opened: nobody answers there for this name."
        return _closed(url, reason, facts)
    telling = next(one for one in faults if one.fault not in _CLOSED)
    reason = fault_reason("The website", telling)
    said = finding("site.unknown", reason, subject=url, facts=facts)
    return SiteReport(url=url, findings=(said,), not_checked=(NotChecked("site", reason),))


def _closed(url: str, reason: str, facts: Facts) -> SiteReport:
    said = finding("site.unreachable", reason, subject=url, facts=facts)
    return SiteReport(url=url, kind=SiteKind.UNREACHABLE, findings=(said,))


def _refused(url: str, reason: str, facts: Facts) -> SiteReport:
    said = finding("site.refused", f"We do not connect there: {reason}", subject=url, facts=facts)
    return SiteReport(
        url=url,
        kind=SiteKind.REFUSED,
        findings=(said,),
        not_checked=(NotChecked("site", reason),),
    )


def _not_there(url: str, typed: str, *, gone: bool, facts: Facts) -> SiteReport:
    host = host_in(typed)
    if not gone:
        return _closed(url, f"The website cannot be opened: {host} has no address.", facts)
    said = finding("site.absent", f"{host} does not exist.", subject=url, facts=facts)
    return SiteReport(url=url, kind=SiteKind.ABSENT, findings=(said,))
