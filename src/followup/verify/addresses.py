"""What an address tells by itself: syntax, normal form, lists, and the slip of the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.data import BUNDLED, Facts
from followup.verify import lists
from followup.verify.distance import edit
from followup.verify.reports import AddressReport


if TYPE_CHECKING:
    from email_validator import ValidatedEmail

# RFC 5321 section 4.5.3.1: 254 octets; what is far longer is not even read.
_LONGEST = 1_000
# Top-level domains that do not exist, and what the fingers meant.
_ENDINGS = {
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "vom", "xom", "coom", "cpm", "clm"), "com"),
    **dict.fromkeys(("ner", "nte", "ent", "nett", "bet"), "net"),
    **dict.fromkeys(("ogr", "orgg", "rog"), "org"),
}
# Country endings that somebody owns, yet a popular provider's name before them is a slip.
_SHORT_COM = ("co", "cm", "om")
_SHORTEST_NAME = 5


def address(text: str, *, facts: Facts = BUNDLED) -> AddressReport:
    """What an e-mail address tells by itself.

    Reserved names that never take mail (``.test``, ``.invalid``, ``.local``, ``localhost``) are refused;
    ``.example`` is accepted, because examples are written with it.

    Args:
        text: The address, as somebody wrote it; white space around it is a mistake, too.
        facts: The tables that it is looked up in.
    """
    from email_validator import EmailNotValidError, validate_email

    if len(text) > _LONGEST:
        return AddressReport(
            text=text[:_LONGEST], valid=False, reason="It is far too long for an address."
        )
    try:
        found = validate_email(text, check_deliverability=False)
    except (EmailNotValidError, UnicodeError) as error:
        return AddressReport(text=text, valid=False, reason=_sentence(error))
    return _report(text, found, facts)


def _report(text: str, found: ValidatedEmail, facts: Facts) -> AddressReport:
    domain = found.ascii_domain.lower()
    return AddressReport(
        text=text,
        valid=True,
        reason="It is written as an address.",
        normalized=found.normalized,
        ascii=found.ascii_email,
        local=found.local_part,
        domain=domain,
        role=lists.role(found.local_part, facts),
        free_provider=lists.free_provider(domain, facts),
        disposable=lists.disposable(domain, facts),
        alias_service=lists.alias_service(domain, facts),
        suggestion=_suggestion(found.local_part, domain, facts),
    )


def _sentence(error: Exception) -> str:
    said = str(error).strip() or "It is not written as an address"
    return said if said.endswith(".") else f"{said}."


def _suggestion(local: str, domain: str, facts: Facts) -> str | None:
    meant = suggested_domain(domain, facts)
    return f"{local}@{meant}" if meant else None


def suggested_domain(domain: str, facts: Facts = BUNDLED) -> str | None:
    """The domain that was likely meant, or None; only near misses that few real domains share."""
    if lists.free_provider(domain, facts):
        return None
    name, _, ending = domain.rpartition(".")
    mended = f"{name}.{_ENDINGS[ending]}" if ending in _ENDINGS else domain
    if lists.free_provider(mended, facts):
        return mended
    near = _near_provider(mended, facts)
    return near or (mended if mended != domain else None)


def _near_provider(domain: str, facts: Facts) -> str | None:
    name, _, ending = domain.partition(".")
    popular = lists.popular_providers(facts)
    if ending in _SHORT_COM and f"{name}.com" in popular:
        return f"{name}.com"
    near = [known for known in popular if _is_slip(name, ending, known)]
    return near[0] if len(near) == 1 else _most_likely(name, near)


def _is_slip(name: str, ending: str, known: str) -> bool:
    right, _, right_ending = known.partition(".")
    if ending not in (right_ending, *(_SHORT_COM if right_ending == "com" else ())):
        return False
    kind = edit(name, right)
    if len(right) < _SHORTEST_NAME:
        return len(right) == _SHORTEST_NAME - 1 and kind in ("swap", "near")
    return kind is not None


def _most_likely(name: str, near: list[str]) -> str | None:
    """Of several providers, the one that a slip of the finger explains best, if there is one such."""
    slips = [
        known for known in near if edit(name, known.partition(".")[0]) in ("swap", "near", "double")
    ]
    return slips[0] if len(slips) == 1 else None
