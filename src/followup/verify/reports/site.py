"""What was learned of a website and of one page."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._html import HtmlText
from followup._value import NoTruth, Value
from followup.evidence import Finding, NotChecked
from followup.models import ContactPoint


_LONGEST_TEXT = 200_000


class SiteKind(StrEnum):
    """What is to be seen at an address of the web.

    There is no working site, and that is certain: ``ABSENT`` (the domain does not exist), ``UNREACHABLE``
    (no address, closed ports, or a certificate that belongs to somebody else), ``PARKED``, ``FOR_SALE``,
    ``EXPIRED``, ``SUSPENDED``, ``UNCONFIGURED`` (a host that knows no site of that name) and
    ``SERVER_DEFAULT`` (a fresh server's own page).

    Not finished: ``COMING_SOON`` and ``TEMPLATE`` (a site with its sample text).

    Nothing was learned: ``MAINTENANCE``, ``CHALLENGE`` (it wants a browser or a human), ``ERROR``,
    ``EMPTY`` (no words in it), ``INTERMEDIARY`` (a filter between us and the site answered), ``REFUSED``
    (we do not connect there) and ``UNKNOWN`` (time-outs, failures of DNS, nothing asked).
    """

    WORKING = "working"
    PARKED = "parked"
    FOR_SALE = "for_sale"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    UNCONFIGURED = "unconfigured"
    SERVER_DEFAULT = "server_default"
    TEMPLATE = "template"
    COMING_SOON = "coming_soon"
    MAINTENANCE = "maintenance"
    CHALLENGE = "challenge"
    ERROR = "error"
    EMPTY = "empty"
    INTERMEDIARY = "intermediary"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Tls(StrEnum):
    """How the secure connection went. ``NONE``: the site has none. ``UNKNOWN``: it was not seen."""

    OK = "ok"
    EXPIRED = "expired"
    SELF_SIGNED = "self_signed"
    WRONG_HOST = "wrong_host"
    UNTRUSTED = "untrusted"
    FAILED = "failed"
    NONE = "none"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class PageReport(NoTruth, Value):
    """What one page is.

    Attributes:
        kind: What is to be seen; never ``ABSENT``, ``UNREACHABLE`` or ``REFUSED``.
        status: The HTTP status code.
        url: Where it was found, or None where that was not said.
        words: All words that a reader sees, zone by zone: title, headings, menu, body, footer.
        language: The language that it declares, such as ``"pt-BR"``, else the one that its words are in;
            None where neither tells.
        evidence: The words or marks that decided, as they were found.
        thin: It has fewer than 400 letters (a Chinese character counts as three). Many small companies
            have thin pages.
        placeholder_text: Sample text of a template that is still there, as it was found.
        names: Names of companies on it, at most eight, the surest first: what it tells machines
            (schema.org, Open Graph), its copyright line, names with a legal form, its title.
        countries: ISO 3166-1 alpha-2, the surest first: of addresses, of phone numbers with a country
            code, of the ending of its domain. Empty means that it names none.
        copyright_year: The latest year beside a copyright mark, or None.
        links: Where it leads off itself: mail and phone links, other sites; at most 100, in its order.
        contacts: The contact points on it, in normal form. A flow of your own leaves them out; the doors
            (``verify.read_page``, the clients) fill them in.
        findings: What else was noticed, such as the marks of a get-rich-quick scheme.
    """

    kind: SiteKind = attrs.field(converter=SiteKind)
    status: int = 200
    url: str | None = None
    words: HtmlText = attrs.field(factory=HtmlText, repr=False)
    language: str | None = None
    evidence: tuple[str, ...] = ()
    thin: bool = False
    placeholder_text: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    copyright_year: int | None = None
    links: tuple[str, ...] = attrs.field(default=(), repr=False)
    contacts: tuple[ContactPoint, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        """Its title, or an empty text."""
        return self.words.title

    @property
    def text(self) -> str:
        """All words that a reader sees, at most 200,000 characters of them."""
        return self.words.text[:_LONGEST_TEXT]


@attrs.frozen(kw_only=True)
class SiteReport(NoTruth, Value):
    """What was learned of a website.

    Attributes:
        url: What was asked for, as it was typed.
        kind: What is to be seen there.
        final_url: Where the redirects ended; None where no page was reached.
        redirects: The URLs that were passed on the way, the first one first, the final one left out.
        tls: How the secure connection went.
        page: The page that was reached, or None.
        contact_page: One more page of the site, where its front page leads to one that should name people
            and addresses (contact, imprint, about us); None where it does not, or where it did not open.
        certificate_names: The host names that the site's certificate is made out to.
        findings: What was seen.
        not_checked: What was not, and why.
    """

    url: str
    kind: SiteKind = attrs.field(default=SiteKind.UNKNOWN, converter=SiteKind)
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    tls: Tls = Tls.UNKNOWN
    page: PageReport | None = None
    contact_page: PageReport | None = None
    certificate_names: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    @property
    def pages(self) -> tuple[PageReport, ...]:
        """The pages that were read."""
        return tuple(one for one in (self.page, self.contact_page) if one is not None)

    @property
    def contacts(self) -> tuple[ContactPoint, ...]:
        """The contact points on its pages, each once; see ``PageReport.contacts``."""
        return tuple(dict.fromkeys(one for page in self.pages for one in page.contacts))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of companies on its pages, each once."""
        return tuple(dict.fromkeys(one for page in self.pages for one in page.names))

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 codes of the countries that its pages name as their own, each once."""
        return tuple(dict.fromkeys(one for page in self.pages for one in page.countries))

    @property
    def status(self) -> int | None:
        """The HTTP status code of the page, or None where none was reached."""
        return self.page.status if self.page is not None else None

    @property
    def title(self) -> str:
        """The title of the page, or an empty text."""
        return self.page.title if self.page is not None else ""

    @property
    def language(self) -> str | None:
        """The language that the page declares, or None."""
        return self.page.language if self.page is not None else None

    @property
    def text(self) -> str:
        """All words of the page, or an empty text."""
        return self.page.text if self.page is not None else ""
