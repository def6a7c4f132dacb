"""Reach a website: what was typed, https then http, apex then www, each redirect judged on its own."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import attrs

from followup._ask import (
    AddressLookup,
    Fault,
    Flow,
    NoRecords,
    NoSuchDomain,
    Page,
    PageFetch,
    Refused,
    Unreachable,
    ask,
    ask_all,
)
from followup._guard import as_address, split_url
from followup._suffix import registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked
from followup.verify.mail import OFF, fault_reason
from followup.verify.pages import read_page
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import PageReport, SiteKind, SiteReport, Tls
from followup.verify.typed import tries, typed_url
from followup.verify.weights import finding


_REDIRECTS = (301, 302, 303, 307, 308)
_TLS = {
    Fault.TLS_EXPIRED: Tls.EXPIRED,
    Fault.TLS_SELF_SIGNED: Tls.SELF_SIGNED,
    Fault.TLS_WRONG_HOST: Tls.WRONG_HOST,
    Fault.TLS_UNTRUSTED: Tls.UNTRUSTED,
    Fault.TLS_FAILED: Tls.FAILED,
}
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
class _Visit:
    """One try: the way, and how it ended."""

    way: tuple[str, ...]
    end: Page | Refused | Unreachable

    @property
    def url(self) -> str:
        return self.way[-1]


def site_flow(url: str, policy: VerifyPolicy) -> Flow[SiteReport]:
    """Normalise, ask DNS, then try the URLs until one opens."""
    typed = typed_url(url)
    if not policy.checks.site:
        return SiteReport(url=url, not_checked=(NotChecked("site", OFF),))
    if typed is None:
        return SiteReport(url=url, not_checked=(NotChecked("site", "It names no web address."),))
    permit = policy.permits(typed)
    if not permit.allowed:
        return _refused(url, permit.reason, policy.facts)
    hosts_gone, candidates = yield from _existing_flow(tries(typed))
    if not candidates:
        return _not_there(url, typed, gone=hosts_gone, facts=policy.facts)
    visits = yield from _visits_flow(candidates, policy)
    return _report(url, visits, policy)


def _existing_flow(urls: tuple[str, ...]) -> Flow[tuple[bool, tuple[str, ...]]]:
    """Whether no host exists at all, and the URLs whose host may have an address."""
    hosts = tuple(dict.fromkeys(_host(url) for url in urls))
    asked = tuple(host for host in hosts if as_address(host) is None)
    found = yield from ask_all(*(AddressLookup(host) for host in asked))
    answers = dict(zip(asked, found, strict=True))
    without = {host for host, one in answers.items() if isinstance(one, NoSuchDomain | NoRecords)}
    gone = all(isinstance(one, NoSuchDomain) for one in answers.values())
    return gone, tuple(url for url in urls if _host(url) not in without)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _visits_flow(urls: tuple[str, ...], policy: VerifyPolicy) -> Flow[tuple[_Visit, ...]]:
    visits: list[_Visit] = []
    for url in urls:
        visit = yield from _visit_flow(url, policy)
        visits.append(visit)
        if _is_open(visit) or visit.end == Unreachable(Fault.DEADLINE):
            break
    return tuple(visits)


def _is_open(visit: _Visit) -> bool:
    return isinstance(visit.end, Page) and visit.end.status < 400


def _visit_flow(url: str, policy: VerifyPolicy) -> Flow[_Visit]:
    """Follow redirects by hand: each hop is judged by the guard before it is asked for."""
    way: tuple[str, ...] = (url,)
    while True:
        permit = policy.permits(way[-1])
        if not permit.allowed:
            return _Visit(way=way, end=Refused(permit.reason))
        answer = yield from ask(PageFetch(way[-1]))
        target = _redirect(answer)
        if target is None:
            return _Visit(way=way, end=answer)
        if target in way:
            return _Visit(way=way, end=Unreachable(Fault.PROTOCOL, "it redirects in a circle"))
        if len(way) > policy.network.max_redirects:
            return _Visit(way=way, end=Unreachable(Fault.PROTOCOL, "it redirects too often"))
        way = (*way, target)


def _redirect(answer: Page | Refused | Unreachable) -> str | None:
    """Where an answer sends us; a Location that is no web address is given to the guard as it is."""
    if not isinstance(answer, Page) or answer.status not in _REDIRECTS:
        return None
    location = answer.header("location")
    if not location:
        return None
    try:
        target = urljoin(answer.url, location.strip())
        return split_url(target.partition("#")[0]).geturl()
    except ValueError:
        return location.strip()[:2_000]


def _report(url: str, visits: tuple[_Visit, ...], policy: VerifyPolicy) -> SiteReport:
    tls = _tls(visits)
    reached = [(visit, visit.end) for visit in visits if isinstance(visit.end, Page)]
    reached.sort(key=lambda pair: pair[1].status >= 400)
    if not reached:
        return attrs.evolve(_unreached(url, visits, policy.facts), tls=tls)
    visit, page = reached[0]
    headers = dict(reversed(page.headers))
    read = read_page(
        page.body, url=visit.url, status=page.status, headers=headers, facts=policy.facts
    )
    return SiteReport(
        url=url,
        kind=read.kind,
        final_url=visit.url,
        redirects=visit.way[:-1],
        tls=tls,
        page=read,
        findings=tuple(_findings(visit, read, tls, policy.facts)),
    )


def _findings(visit: _Visit, read: PageReport, tls: Tls, facts: Facts) -> Iterable[Finding]:
    yield finding(
        f"site.{read.kind.value}",
        _SAYS[read.kind].format(title=read.title[:80]),
        quote="; ".join(read.evidence[:3])[:300] or None,
        subject=visit.url,
        facts=facts,
    )
    yield from read.findings
    yield from _moved(visit, facts)
    if tls in _TLS.values():
        reason = f"The certificate of the website is not in order ({tls.value.replace('_', ' ')})."
        yield finding("site.tls_problem", reason, facts=facts)


def _moved(visit: _Visit, facts: Facts) -> Iterable[Finding]:
    first, last = (registrable_domain(_host(one)) for one in (visit.way[0], visit.url))
    if first != last:
        reason = f"The website sends its visitors on to {last}."
        yield finding("site.redirects_elsewhere", reason, quote=visit.url, facts=facts)


def _tls(visits: tuple[_Visit, ...]) -> Tls:
    """The first certificate that was refused tells most; after it a secure page that was reached."""
    faults = [visit.end.fault for visit in visits if isinstance(visit.end, Unreachable)]
    broken = next((_TLS[fault] for fault in faults if fault in _TLS), None)
    if broken is not None:
        return broken
    pages = [visit.end.url for visit in visits if isinstance(visit.end, Page)]
    if any(one.startswith("https:") for one in pages):
        return Tls.OK
    return Tls.NONE if pages and set(faults) == {Fault.CONNECTION_REFUSED} else Tls.UNKNOWN


def _unreached(url: str, visits: tuple[_Visit, ...], facts: Facts) -> SiteReport:
    """Closed for certain only if every try says so; one time-out leaves it unknown."""
    refused = next((visit.end for visit in visits if isinstance(visit.end, Refused)), None)
    if refused is not None:
        return _refused(url, refused.reason, facts)
    faults = [visit.end for visit in visits if isinstance(visit.end, Unreachable)]
    if all(one.fault in _CLOSED for one in faults):
        return _closed(
            url, "The website cannot be opened: nobody answers there for this name.", facts
        )
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
    host = _host(typed)
    if not gone:
        return _closed(url, f"The website cannot be opened: {host} has no address.", facts)
    said = finding("site.absent", f"{host} does not exist.", subject=url, facts=facts)
    return SiteReport(url=url, kind=SiteKind.ABSENT, findings=(said,))
