"""What one page is, and whose: working, parked, for sale, a default page … Pure; scripts are not run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

import attrs

from followup._charset import decode
from followup._guard import normal_host
from followup._html import HtmlText, read_html
from followup._language import language
from followup._normal import require_octets
from followup.data import BUNDLED, Facts
from followup.evidence import Finding
from followup.verify.reports import PageReport, SiteKind
from followup.verify.sites.company_names import company_names, copyright_year
from followup.verify.sites.countries import countries
from followup.verify.sites.links import (
    Link,
    hidden_addresses,
    leads_off,
    links,
    seen_from,
    targets,
)
from followup.verify.sites.marks import Marks, marks_of
from followup.verify.sites.seen import Seen
from followup.verify.sites.told import metas, organisations
from followup.verify.weights import finding


_LONGEST_PAGE = 1 << 20
_MOST_LINKS = 100
_LONGEST_LINK = 500
_SCHEME = "scheme"
# Letters below which a page is thin; a Chinese character says as much as three letters.
_THIN = 400
_SHORT = 200
_READ = 2_000
_ENDS = 5_000
_LAST_LATIN = "\u036f"
_FIRST_OF_THREE = "\u3040"
# From the most telling kind to the least: a filter may quote the site that it hides, and a parked page may also offer
# the domain for sale.
_ORDER = tuple(
    SiteKind(name)
    for name in (
        "intermediary expired parked for_sale suspended unconfigured challenge server_default"
        " maintenance coming_soon error template"
    ).split()
)
# A page that needs scripts to show anything is not empty; we only cannot read it.
_NOT_EMPTY = ("<script", "<img", "<iframe", "<frame", "<object", "<embed", "<svg", "<canvas")


@attrs.frozen(kw_only=True)
class Reading:
    """A page that was read: the report, and what only the next question needs."""

    report: PageReport
    marks: Marks
    markup: str = attrs.field(repr=False)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links of the page, with the words that they are shown with."""
        return tuple(links(self.markup))


def read_page(
    html: bytes,
    *,
    url: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    facts: Facts = BUNDLED,
) -> PageReport:
    """What a page is; its contact points are left to who may read them (``followup.clients``)."""
    return reading_of(html, url=url, status=status, headers=headers, facts=facts).report


def reading_of(
    html: bytes,
    *,
    url: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    facts: Facts = BUNDLED,
) -> Reading:
    """The same, with all links and marks of the page."""
    markup = decode(require_octets("html", html)[:_LONGEST_PAGE], _charset(headers or {}))
    words = read_html(markup)
    host = host_of(url)
    seen = Seen(
        markup=markup, text=words.text.lower(), title=words.title.lower(), host=host, status=status
    )
    marks = marks_of(seen, facts)
    report = PageReport(
        kind=_kind(marks.enough, words, status, seen),
        status=status,
        url=url,
        words=words,
        language=words.language or _spoken(words.text, facts),
        placeholder_text=marks.all.get(SiteKind.TEMPLATE.value, ()),
        thin=_is_thin(words.text),
        findings=tuple(_findings(marks.enough, facts)),
    )
    report = attrs.evolve(report, evidence=marks.enough.get(report.kind.value, ()))
    return Reading(report=_with_owner(report, markup, facts), marks=marks, markup=markup)


def _with_owner(report: PageReport, markup: str, facts: Facts) -> PageReport:
    """Whose page it is, as far as it says so."""
    words, told, host = report.words, organisations(markup), host_of(report.url)
    base = report.url or ""
    off = (seen_from(base, target) for target in targets(markup) if leads_off(target, host))
    contacts = (contact for one in told for contact in one.contacts)
    led = (*off, *hidden_addresses(markup), *contacts)
    kept = tuple(dict.fromkeys(one for one in led if len(one) <= _LONGEST_LINK))
    # Addresses stand at the top, at the end and in the footer.
    own_words = "\n".join((words.body[:_ENDS], words.body[_ENDS:][-_ENDS:], words.footer))
    return attrs.evolve(
        report,
        links=kept[:_MOST_LINKS],
        names=company_names(words, told, metas(markup), host),
        countries=countries(own_words, told, kept, host, facts),
        copyright_year=copyright_year(words.text),
    )


def _charset(headers: Mapping[str, str]) -> str | None:
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    _, found, label = kind.lower().partition("charset=")
    return label.split(";")[0].strip(" \"'") if found else None


def host_of(url: str | None) -> str:
    """The host in a URL in normal form, without www; empty where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return normal_host(host).removeprefix("www.")


def _spoken(text: str, facts: Facts) -> str | None:
    """The language of the words; a few words in Latin letters tell none."""
    start = text[:_SHORT]
    foreign = sum(one > _LAST_LATIN for one in start) * 2 > len(start)
    return language(text[:_READ], facts=facts) if foreign or len(text) > _SHORT else None


def _is_thin(text: str) -> bool:
    if len(text) > _THIN * 2:
        return False
    return sum(3 if one >= _FIRST_OF_THREE else not one.isspace() for one in text) < _THIN


def _kind(
    marks: Mapping[str, tuple[str, ...]], words: HtmlText, status: int, seen: Seen
) -> SiteKind:
    marked = [kind for kind in _ORDER if kind.value in marks]
    if marked:
        return _of_two(marked, marks) or marked[0]
    if status >= 400:
        return SiteKind.ERROR
    if words.text.strip():
        return SiteKind.WORKING
    return SiteKind.UNKNOWN if any(tag in seen.raw for tag in _NOT_EMPTY) else SiteKind.EMPTY


def _of_two(marked: Sequence[SiteKind], marks: Mapping[str, tuple[str, ...]]) -> SiteKind | None:
    """Whoever is back soon may be under maintenance or not there yet: more marks say which."""
    if marked[0] is not SiteKind.MAINTENANCE or SiteKind.COMING_SOON not in marked:
        return None
    return max(marked[:2], key=lambda kind: len(marks[kind.value]))


def _findings(marks: Mapping[str, tuple[str, ...]], facts: Facts) -> Iterable[Finding]:
    if _SCHEME in marks:
        quote = ", ".join(marks[_SCHEME][:5])
        reason = "The page speaks as get-rich-quick schemes or sellers of replicas do."
        yield finding("page.scheme", reason, quote=quote, facts=facts)
