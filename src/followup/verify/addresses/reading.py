"""What an address tells by itself: syntax, normal form, lists, and the slip of the keyboard."""

from __future__ import annotations

import re

from collections.abc import Iterable

import attrs

from followup._normal import require_text
from followup.data import BUNDLED, Facts
from followup.verify.addresses import lists
from followup.verify.addresses.slips import near_known, suggested_domain
from followup.verify.reports import AddressReport


# RFC 5321 section 4.5.3.1: 254 octets; what is far longer is not even read.
_LONGEST = 1_000
_LONGEST_VALID = 254
_LONGEST_DOMAIN = 253
# What is plainly an address; whatever does not match is left to email-validator, which knows why.
_ATOM = r"[A-Za-z0-9_!#$%&'*+\-/=?^`{|}~]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TOP_LEVEL = r"(?:[A-Za-z0-9][A-Za-z0-9-]{0,61})?[A-Za-z]"
_PLAIN = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+{_TOP_LEVEL})")
# RFC 6761 and its kin: email-validator refuses what ends so.
_RESERVED = (".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")
# RFC 2142: these names are the same in capitals.
_SMALL = frozenset(
    ("info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster",
     "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp")
)  # fmt: skip
# A top-level domain that ends in a digit is written correctly; whether there is one, DNS knows.
_DIGIT_AT_END = re.compile(r"@[^@]*\.[A-Za-z][A-Za-z0-9-]*[0-9]\Z")
# What gets into a domain by mistake: "gmail,com", "gmail..com", "@gmail.com.", " gmail.com".
_STRAY = re.compile(r"[^0-9a-z.-]+")
_DOTS = re.compile(r"\.{2,}")


def address(text: str, *, known: Iterable[str] = (), facts: Facts = BUNDLED) -> AddressReport:
    """What an e-mail address tells by itself.

    Reserved names that never take mail (``.test``, ``.invalid``, ``.local``, ``localhost``) are refused;
    ``.example`` is accepted, because examples are written with it.

    Args:
        text: The address, as somebody wrote it; white space around it is a mistake, too.
        known: Domains that you write to already: what is one slip away from one is likely meant to be it.
        facts: The tables that it is looked up in.

    Raises:
        InvalidValue: It is no text.
    """
    require_text("text", text)
    report = _read(text, facts)
    meant = near_known(report.domain, known) if known and report.domain else None
    return attrs.evolve(report, suggestion=f"{report.local}@{meant}") if meant else report


def _read(text: str, facts: Facts) -> AddressReport:
    plain = _read_plain(text)
    if plain is not None:
        return _report(text, *plain, facts)
    if len(text) > _LONGEST:
        too_long = "It is far too long for an address."
        return AddressReport(text=text[:_LONGEST], valid=False, reason=too_long)
    return _read_any(text, facts)


def _read_plain(text: str) -> tuple[str, str] | None:
    """Local part and domain of a plain ASCII address, or None for whatever needs a closer look."""
    found = _PLAIN.fullmatch(text) if len(text) <= _LONGEST_VALID else None
    if found is None:
        return None
    local, domain = found.groups()
    domain = domain.lower()
    # Two hyphens may be Punycode, or what looks like it.
    if "--" in domain or len(domain) > _LONGEST_DOMAIN or domain.endswith(_RESERVED):
        return None
    small = local.lower()
    return (small if small in _SMALL else local), domain


def _read_any(text: str, facts: Facts) -> AddressReport:
    from email_validator import EmailNotValidError, validate_email

    known_ending = _DIGIT_AT_END.search(text) is None
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=known_ending)
    except (EmailNotValidError, UnicodeError) as error:
        return AddressReport(
            text=text, valid=False, reason=_sentence(error), suggestion=_repaired(text, facts)
        )
    plain = _report(text, found.local_part, found.ascii_domain.lower(), facts)
    return attrs.evolve(plain, normalized=found.normalized, ascii=found.ascii_email)


def _report(text: str, local: str, domain: str, facts: Facts) -> AddressReport:
    normalized = f"{local}@{domain}"
    known, names = lists.known(facts), lists.upwards(domain)
    free_provider = known.free.get(domain)
    meant = None if free_provider else suggested_domain(domain, facts)
    return AddressReport(
        text=text,
        valid=True,
        reason="It is written as an address.",
        normalized=normalized,
        ascii=normalized,
        local=local,
        domain=domain,
        role=known.role(local),
        free_provider=free_provider,
        disposable=known.thrown_away(names),
        alias_service=known.alias_service(names),
        suggestion=f"{local}@{meant}" if meant else None,
    )


def _sentence(error: Exception) -> str:
    said = str(error).strip() or "It is not written as an address"
    return said if said.endswith(".") else f"{said}."


def _repaired(text: str, facts: Facts) -> str | None:
    """The address at a popular provider that stray marks in its domain made invalid, or None."""
    local, _, written = text.strip().partition("@")
    written = written.lstrip("@")
    if "@" in written:
        return None
    domain = _DOTS.sub(".", _STRAY.sub("", written.lower().replace(",", "."))).strip(".-")
    popular = lists.known(facts).popular
    meant = domain if domain in popular else suggested_domain(domain, facts)
    plain = _read_plain(f"{local}@{meant}") if meant in popular else None
    return "@".join(plain) if plain else None
