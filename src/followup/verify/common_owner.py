"""Do two domains belong to one operator? Their mail servers, name servers, certificates, redirects and pages tell."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping

import attrs

from followup._suffix import registrable_domain
from followup.data import Facts
from followup.verify.reports import DomainReport, PageReport, SiteReport


# A certificate of more domains than these belongs to a host of many customers.
_MOST_NAMES = 12
_READ = 100_000


@attrs.frozen
class Tie:
    """What joins two domains, in one sentence, with the words or the host that shows it."""

    reason: str
    quote: str


def ties(
    mail: str, sites: Iterable[str], site: SiteReport | None, domains: Iterable[DomainReport]
) -> Iterator[Tie]:
    """What shows that one operator stands behind the mail's domain and a site's, the surest first.

    Servers join two domains only where they are one party's own. Servers of a third party serve many.
    """
    if site is not None:
        yield from _pages_name(mail, site)
        yield from _certified(mail, site)
    by_name = {one.domain: one for one in domains}
    for other in sites:
        yield from _serves(mail, by_name.get(other))
        yield from _serves(other, by_name.get(mail))


def shared_third_party(
    mail: str, sites: Iterable[str], domains: Iterable[DomainReport], facts: Facts
) -> str | None:
    """A third party's server that both use, unless it is known to serve half the world."""
    by_name = {one.domain: one for one in domains}
    own = _servers(by_name.get(mail))
    shared = (one for other in sites for one in _servers(by_name.get(other)) if one in own)
    return next((one for one in shared if not is_mass(one, facts)), None)


def is_mass(host: str, facts: Facts) -> bool:
    """Whether a server belongs to a service that many unrelated companies use."""
    known = facts.view(_mass)
    labels = host.split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels)))


def _mass(facts: Facts) -> frozenset[str]:
    return frozenset(row["ending"] for row in facts.table("mass_hosts").rows)


def _servers(domain: DomainReport | None) -> tuple[str, ...]:
    return (*domain.mx, *domain.name_servers) if domain is not None else ()


def _serves(owner: str, served: DomainReport | None) -> Iterator[Tie]:
    if served is None:
        return
    for what, hosts in _kinds(served).items():
        host = next((one for one in hosts if registrable_domain(one) == owner), None)
        if host is not None:
            yield Tie(f"{served.domain} has its {what} at {owner}", host)


def _kinds(domain: DomainReport) -> Mapping[str, tuple[str, ...]]:
    return {"mail servers": domain.mx, "name servers": domain.name_servers}


def _pages_name(mail: str, site: SiteReport) -> Iterator[Tie]:
    written = re.compile(
        rf"[\w.+%-]{{1,64}}@(?:[\w-]{{1,63}}\.){{0,3}}{re.escape(mail)}(?![\w-]|\.\w)",
        re.IGNORECASE,
    )
    for page in site.pages:
        found = written.search(_words(page))
        if found is not None:
            yield Tie(f"the website itself gives an address at {mail}", found[0])
            return


def _words(page: PageReport) -> str:
    return "\n".join((page.text[:_READ], *page.links))


def _certified(mail: str, site: SiteReport) -> Iterator[Tie]:
    names = {one: registrable_domain(one.removeprefix("*.")) for one in site.certificate_names}
    if len(set(names.values())) <= _MOST_NAMES:
        for name, domain in names.items():
            if domain == mail:
                yield Tie(f"the certificate of the website is made out to {mail} too", name)
                return
