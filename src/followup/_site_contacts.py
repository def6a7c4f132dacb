"""The contact points on a website: ``verify`` reads the pages, ``channels`` knows what a contact point is.

The two trades do not know each other, so what one finds is given to the other here.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from followup.data import BUNDLED, Facts
from followup.models import ContactPoint
from followup.verify.reports import Authenticity, PageReport, SiteReport


_LONGEST_LINE = 200
_LONGEST = 4_000
_ENDS = 8_000
_MOST_OF_HOST = 2
# It begins with the letters to look for, which is twice as fast as to try one form after the other.
_TELLING = re.compile(
    r"[@:\uff1a[(\d](?:(?<=[@:\uff1a])|(?<=\[)at\]|(?<=\()at\)|(?<=\d)[\d ().\-/]{5,}\d)"
)


def of_page(page: PageReport, facts: Facts = BUNDLED) -> PageReport:
    """The page with its contact points; national numbers count where it names one country only."""
    return attrs.evolve(page, contacts=_contacts(page, facts))


def of_site(site: SiteReport, facts: Facts = BUNDLED) -> SiteReport:
    """The site with the contact points of its pages."""
    page, more = (
        of_page(one, facts) if one is not None else None for one in (site.page, site.contact_page)
    )
    return attrs.evolve(site, page=page, contact_page=more)


def of_lead(found: Authenticity, facts: Facts = BUNDLED) -> Authenticity:
    """The verdict with the contact points of the site that it rests on; they changed nothing in it."""
    return attrs.evolve(found, site=of_site(found.site, facts)) if found.site is not None else found


def _contacts(page: PageReport, facts: Facts) -> tuple[ContactPoint, ...]:
    lines = dict.fromkeys((*_few_of_each(page.links), *_telling(page.text)))
    words = "\n".join(lines)[:_LONGEST]
    if not words:
        return ()
    from followup.channels import extract

    region = page.countries[0] if len(page.countries) == 1 else None
    return extract(words, region=region, facts=facts)


def _few_of_each(links: Iterable[str]) -> Iterator[str]:
    """All mail and phone links, and the first two of each site where people are met: share buttons follow."""
    from followup.channels._sites import is_elsewhere

    met: Counter[str] = Counter()
    for link in links:
        # Of https://host/path the third part is the host.
        host = (*link.split("/", 3), "", "")[2] if link.startswith("http") else link
        met[host] += 1
        if met[host] <= _MOST_OF_HOST and not is_elsewhere(link):
            yield link


def _telling(text: str) -> Iterator[str]:
    """The lines that may hold a contact point, at both ends of a page; reading all of it takes ten times as long."""
    both = f"{text[:_ENDS]}\n{text[_ENDS:][-_ENDS:]}\n"
    start = 0
    while mark := _TELLING.search(both, start):
        start = both.rfind("\n", start, mark.start()) + 1 or start
        end = both.index("\n", mark.end())
        line = both[start : min(end, start + _LONGEST_LINE)]
        if _TELLING.search(line):
            yield line
        start = end + 1
