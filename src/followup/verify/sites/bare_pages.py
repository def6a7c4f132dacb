"""A page that says next to nothing: is anybody behind it, or does its server answer anything alike?"""

from __future__ import annotations

import hashlib
import re

from urllib.parse import urlsplit

import attrs

from followup._ask import (
    Addresses,
    AddressLookup,
    Flow,
    NameServers,
    NsLookup,
    Page,
    PageFetch,
    Refused,
    Unreachable,
    ask,
    ask_all,
)
from followup._suffix import registrable_domain
from followup.verify.domains.asking import parking_of
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import SiteKind
from followup.verify.sites.pages import Reading, reading_of


_FEW_LINKS = 3
_CONTACT = re.compile(r"@|\+?\d[\d\s().\-/]{6,}\d")
_SILENT = (SiteKind.WORKING, SiteKind.EMPTY, SiteKind.UNKNOWN)
_HINTS = (SiteKind.PARKED, SiteKind.FOR_SALE)
# As large as the front page, but for the name of the host and a token or two.
_NEARLY = 0.1


@attrs.frozen(kw_only=True)
class Silence:
    """What was seen behind a bare page.

    Attributes:
        parked_at: The parking service that serves the domain's names, or None.
        server: Its name server that said so, or None.
        anything: Whether an invented path and an invented sub-domain get the same page.
    """

    parked_at: str | None = None
    server: str | None = None
    anything: bool = False


def is_bare(reading: Reading) -> bool:
    """Whether a page is so empty that it might be nobody's: few words, few links, no way to write or call."""
    page = reading.report
    return (
        page.kind in _SILENT
        and page.thin
        and not page.findings
        and len(reading.links) < _FEW_LINKS
        and _CONTACT.search(page.text) is None
        and not any(link.startswith(("mailto:", "tel:")) for link in page.links)
    )


def silence_flow(reading: Reading, page: Page, policy: VerifyPolicy) -> Flow[Silence]:
    """Ask who serves the domain's names, for a path that nobody made, and for a name that nobody made."""
    host = urlsplit(page.url).hostname or ""
    domain = registrable_domain(host)
    if domain is None:
        return Silence()
    token = invented(domain)
    servers, path, name = yield from ask_all(
        NsLookup(domain),
        PageFetch(f"{_root(page.url)}/{token}"),
        AddressLookup(f"{token}.{domain}"),
    )
    parking = parking_of(servers.hosts, policy.facts) if isinstance(servers, NameServers) else None
    alike = _is_alike(path, reading, page, token)
    if alike and isinstance(name, Addresses):
        sub = yield from ask(PageFetch(f"http://{token}.{domain}/"))
        alike = _is_alike(sub, reading, page, token)
    else:
        alike = False
    server, service = parking or (None, None)
    return Silence(parked_at=service, server=server, anything=alike)


def invented(domain: str) -> str:
    """A label that nobody made; the same for a domain each time, so that stored answers can be used again."""
    return hashlib.sha256(domain.encode()).hexdigest()[:12]


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_alike(
    answer: Page | Refused | Unreachable, reading: Reading, front: Page, token: str
) -> bool:
    """Whether it is the front page again: the same words, and nearly the same size."""
    if not isinstance(answer, Page) or answer.status >= 400:
        return False
    other = reading_of(answer.body, url=answer.url)
    words = [
        one.text.replace(token, "").replace(f"{token}.", "")
        for one in (other.report, reading.report)
    ]
    spread = abs(len(answer.body) - len(front.body)) - 4 * len(token)
    return words[0] == words[1] and spread <= _NEARLY * len(front.body)


def is_parked(silence: Silence, reading: Reading) -> bool:
    """A bare page is parked if its name servers only park, or if anything gets it and one mark hints at it."""
    return silence.parked_at is not None or (silence.anything and bool(hints(reading)))


def hints(reading: Reading) -> tuple[str, ...]:
    """Marks of parking that are too few to decide alone."""
    return tuple(mark for kind in _HINTS for mark in reading.marks.all.get(kind.value, ()))
