"""What was learned of a website and of one page."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import NoTruth, Value
from followup.evidence import Finding, NotChecked


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
        title: Its title.
        language: The language that it declares, such as ``"pt-BR"``; None where it declares none.
        text: All words that a reader sees, at most 200,000 characters of them.
        evidence: The words or marks that decided, as they were found.
        findings: What else was noticed, such as the marks of a get-rich-quick scheme.
    """

    kind: SiteKind
    status: int = 200
    url: str | None = None
    title: str = ""
    language: str | None = None
    text: str = attrs.field(default="", repr=False)
    evidence: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


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
        findings: What was seen.
        not_checked: What was not, and why.
    """

    url: str
    kind: SiteKind = SiteKind.UNKNOWN
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    tls: Tls = Tls.UNKNOWN
    page: PageReport | None = None
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

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
