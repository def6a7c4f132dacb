"""What mail, site, company name, countries, phone numbers and languages say of each other."""

from __future__ import annotations

import re

from collections.abc import Iterable

from followup._language import language
from followup._phone import parse_phone
from followup.data import Facts
from followup.evidence import Finding
from followup.models import Lead
from followup.verify.alignments import name_words
from followup.verify.reports import Alignment, EmailReport, Relation, SiteKind, SiteReport
from followup.verify.weights import finding


_LONGEST = 200_000
_LONGEST_INQUIRY = 5_000
_NUMBER = re.compile(r"\d[\d\s().\-/]{6,20}\d")
_APART = re.compile(r"\D+")
# The part of a number that is the same however its codes are written.
_LAST_DIGITS = 8
# The language of trade tells nothing of anybody.
_EVERYBODYS = "en"


def joined(
    lead: Lead,
    email: EmailReport | None,
    site: SiteReport | None,
    found: Alignment | None,
    facts: Facts,
) -> Iterable[Finding]:
    """The findings, each of a small weight: any of these is easily forged, and none is owed to us."""
    works = site is not None and site.kind is SiteKind.WORKING
    if found is not None and works and found.relation is not Relation.UNKNOWN:
        # A shared domain proves nothing where nothing works at it.
        quote = found.evidence[0] if found.evidence else None
        yield finding(f"alignment.{found.relation.value}", found.reason, quote=quote, facts=facts)
    if site is not None and works:
        yield from _named_on(site, lead, email, facts)
        yield from _country_of_site(site, lead, facts)
        yield from _language_of_site(site, lead, facts)
    yield from _country_of_phone(lead, facts)


def _named_on(
    site: SiteReport, lead: Lead, email: EmailReport | None, facts: Facts
) -> Iterable[Finding]:
    text = _words(site)
    written = ((email.address.normalized if email is not None else None) or "").lower()
    if written and written in text:
        reason = "The website itself names the e-mail address."
        yield _said("page.names_email", reason, written, site, facts)
    words = name_words(lead.company or "")
    if words and all(word in text for word in words):
        reason = "The website names the company."
        yield _said("page.names_company", reason, lead.company, site, facts)
    if lead.phone is not None and _gives_number(text, lead.phone):
        reason = "The website itself gives the phone number."
        yield _said("page.names_phone", reason, lead.phone, site, facts)


def _said(name: str, reason: str, quote: str | None, site: SiteReport, facts: Facts) -> Finding:
    return finding(name, reason, quote=quote, subject=site.final_url, facts=facts)


def _words(site: SiteReport) -> str:
    """The words of the site and its mail and phone links, in small letters."""
    parts = (part for page in site.pages for part in (page.text[:_LONGEST], *page.links))
    return "\n".join(parts).lower()


def _gives_number(text: str, number: str) -> bool:
    digits = _APART.sub("", number)[-_LAST_DIGITS:]
    if len(digits) < _LAST_DIGITS:
        return False
    return any(_APART.sub("", one).endswith(digits) for one in _NUMBER.findall(text))


def _country_of_site(site: SiteReport, lead: Lead, facts: Facts) -> Iterable[Finding]:
    if lead.country is None or not site.countries:
        return
    if lead.country in site.countries:
        reason = f"The website names the customer's country, {lead.country}."
        yield _said("site.country_agrees", reason, lead.country, site, facts)
    else:
        named = ", ".join(site.countries[:5])
        reason = f"The website names {named}, and not the customer's country, {lead.country}."
        yield _said("site.country_differs", reason, named, site, facts)


def _language_of_site(site: SiteReport, lead: Lead, facts: Facts) -> Iterable[Finding]:
    if lead.inquiry is None or site.language is None:
        return
    spoken = language(lead.inquiry.text[:_LONGEST_INQUIRY], facts=facts)
    shown = site.language.lower().partition("-")[0]
    if spoken == shown != _EVERYBODYS:
        reason = f"Inquiry and website are in the same language ({spoken})."
        yield _said("site.language_agrees", reason, spoken, site, facts)


def _country_of_phone(lead: Lead, facts: Facts) -> Iterable[Finding]:
    """Only numbers with a country code tell one."""
    phone = parse_phone(lead.phone) if lead.phone is not None else None
    if phone is None or not phone.valid or phone.region is None or lead.country is None:
        return
    agrees = phone.region == lead.country
    name = "phone.country_agrees" if agrees else "phone.country_differs"
    reason = (
        f"The phone number is of the customer's country, {lead.country}."
        if agrees
        else f"The phone number is of {phone.region}, and the customer says {lead.country}."
    )
    yield finding(name, reason, quote=lead.phone, facts=facts)
