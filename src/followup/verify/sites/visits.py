"""Visits to URLs: each redirect is judged by the guard before it is followed, and nothing is tried twice."""

from __future__ import annotations

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
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Tls


_REDIRECTS = (301, 302, 303, 307, 308)
BROKEN_TLS = {
    Fault.TLS_EXPIRED: Tls.EXPIRED,
    Fault.TLS_SELF_SIGNED: Tls.SELF_SIGNED,
    Fault.TLS_WRONG_HOST: Tls.WRONG_HOST,
    Fault.TLS_UNTRUSTED: Tls.UNTRUSTED,
    Fault.TLS_FAILED: Tls.FAILED,
}


@attrs.frozen(kw_only=True)
class Visit:
    """One try: the way, and how it ended."""

    way: tuple[str, ...]
    end: Page | Refused | Unreachable

    @property
    def url(self) -> str:
        """Where it ended."""
        return self.way[-1]

    @property
    def is_open(self) -> bool:
        """Whether it ended at a page that is no error."""
        return isinstance(self.end, Page) and self.end.status < 400


def host_in(url: str) -> str:
    """The host in a URL that was judged before."""
    return urlsplit(url).hostname or ""


def existing_flow(urls: tuple[str, ...]) -> Flow[tuple[bool, tuple[str, ...]]]:
    """Whether no host exists at all, and the URLs whose host may have an address."""
    hosts = tuple(dict.fromkeys(host_in(url) for url in urls))
    asked = tuple(host for host in hosts if as_address(host) is None)
    found = yield from ask_all(*(AddressLookup(host) for host in asked))
    answers = dict(zip(asked, found, strict=True))
    without = {host for host, one in answers.items() if isinstance(one, NoSuchDomain | NoRecords)}
    gone = all(isinstance(one, NoSuchDomain) for one in answers.values())
    return gone, tuple(url for url in urls if host_in(url) not in without)


def visits_flow(urls: tuple[str, ...], policy: VerifyPolicy) -> Flow[tuple[Visit, ...]]:
    """Try URLs one after the other, until one opens or the time is over."""
    visits: list[Visit] = []
    for url in urls:
        visit = yield from visit_flow(url, policy)
        visits.append(visit)
        if visit.is_open or visit.end == Unreachable(Fault.DEADLINE):
            break
    return tuple(visits)


def visit_flow(url: str, policy: VerifyPolicy) -> Flow[Visit]:
    """Follow redirects by hand: each hop is judged by the guard before it is asked for."""
    way: tuple[str, ...] = (url,)
    while True:
        permit = policy.permits(way[-1])
        if not permit.allowed:
            return Visit(way=way, end=Refused(permit.reason))
        answer = yield from ask(PageFetch(way[-1]))
        target = _redirect(answer)
        if target is None:
            return Visit(way=way, end=answer)
        if target in way:
            return Visit(way=way, end=Unreachable(Fault.PROTOCOL, "it redirects in a circle"))
        if len(way) > policy.network.max_redirects:
            return Visit(way=way, end=Unreachable(Fault.PROTOCOL, "it redirects too often"))
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


def tls_of(visits: tuple[Visit, ...]) -> Tls:
    """The first certificate that was refused tells most; after it a secure page that was reached."""
    faults = [visit.end.fault for visit in visits if isinstance(visit.end, Unreachable)]
    broken = next((BROKEN_TLS[fault] for fault in faults if fault in BROKEN_TLS), None)
    if broken is not None:
        return broken
    pages = [visit.end.url for visit in visits if isinstance(visit.end, Page)]
    if any(one.startswith("https:") for one in pages):
        return Tls.OK
    return Tls.NONE if pages and set(faults) == {Fault.CONNECTION_REFUSED} else Tls.UNKNOWN
