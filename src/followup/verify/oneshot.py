"""One question, one client: ``verify.email("…")`` opens a Verifier, asks, and closes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.data import BUNDLED, Facts
from followup.models import Lead
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Authenticity, DomainReport, EmailReport, PageReport, SiteReport
from followup.verify.sites.pages import read_page as _read_page


def email(address: str, policy: VerifyPolicy | None = None) -> EmailReport:
    """What can be learned of an e-mail address. For many, open one ``followup.Verifier`` yourself."""
    from followup.clients import Verifier

    with Verifier(policy) as verifier:
        return verifier.email(address)


def domain(name: str, policy: VerifyPolicy | None = None) -> DomainReport:
    """What DNS and its registry say of a domain. For many, open one ``followup.Verifier`` yourself."""
    from followup.clients import Verifier

    with Verifier(policy) as verifier:
        return verifier.domain(name)


def site(url: str, policy: VerifyPolicy | None = None) -> SiteReport:
    """What is to be seen at a website. For many, open one ``followup.Verifier`` yourself."""
    from followup.clients import Verifier

    with Verifier(policy) as verifier:
        return verifier.site(url)


def lead(
    lead: Lead, policy: VerifyPolicy | None = None, known_domains: Sequence[str] = ()
) -> Authenticity:
    """Whether a customer is genuine. For many, open one ``followup.Verifier`` yourself.

    Args:
        lead: The lead.
        policy: What may be asked; None is the usual policy.
        known_domains: Domains that you trade with; an imitation of one of them is a look-alike.
    """
    from followup.clients import Verifier

    with Verifier(policy) as verifier:
        return verifier.lead(lead, known_domains=known_domains)


def read_page(
    html: bytes,
    *,
    url: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    facts: Facts = BUNDLED,
) -> PageReport:
    """What a page is, and whose. Pure: nothing is asked of the network, scripts are not run.

    One strong mark decides, or two weak ones of the same kind; most marks count only on pages with few
    words, because real companies also write about parking, maintenance and things that come soon.

    Args:
        html: The octets of the page; beyond 1 MiB they are not read.
        url: Where it was found; a title that is only the host's name is a mark, and links are completed.
        status: The HTTP status code.
        headers: The HTTP headers, for the charset; names in any case.
        facts: The tables to look in, ``page_marks`` among them.

    Raises:
        InvalidValue: ``html`` is not bytes.
    """
    from followup._site_contacts import of_page

    page = _read_page(html, url=url, status=status, headers=headers, facts=facts)
    return of_page(page, facts)
