"""One question, one client: ``verify.email("…")`` opens a Verifier, asks, and closes it."""

from __future__ import annotations

from collections.abc import Sequence

from followup.models import Lead
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Authenticity, DomainReport, EmailReport, SiteReport


def email(address: str, policy: VerifyPolicy | None = None) -> EmailReport:
    """What can be learned of an e-mail address. For many, open one ``followup.Verifier`` yourself."""
    from followup.clients import Verifier

    with Verifier(policy) as verifier:
        return verifier.email(address)


def domain(name: str, policy: VerifyPolicy | None = None) -> DomainReport:
    """What DNS says of a domain. For many, open one ``followup.Verifier`` yourself."""
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
