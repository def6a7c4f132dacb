"""The lists that an address is looked up in. A hit names its list and the day of the list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from followup.data import BUNDLED, Facts, Row
from followup.verify.reports import ListHit


_PACKAGE = "disposable-email-domains"


def free_provider(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether anybody, or any subscriber, can have an address at this domain."""
    return _hit(domain, "free_mail", facts) if domain in facts.view(_free) else None


def popular_providers(facts: Facts = BUNDLED) -> frozenset[str]:
    """The providers that so many people use that a near miss is likely a slip."""
    return facts.view(_popular)


def role(local: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the part before the @-sign names a function: ``sales``, ``compras2``, ``info-es``."""
    known = facts.view(_roles)
    name = local.partition("+")[0].lower()
    first = name.rstrip("0123456789").replace("_", "-").replace(".", "-").partition("-")[0]
    for candidate in (name, name.rstrip("0123456789"), first if len(first) > 2 else ""):
        if candidate in known:
            return _hit(candidate, "role_names", facts)
    return None


def alias_service(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the domain, or one above it, forwards mail to an address that it keeps private."""
    known = facts.view(_aliases)
    for name in _upwards(domain):
        if name in known:
            return _hit(name, "alias_services", facts)
    return None


def disposable(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the domain, or one above it, hands out addresses to be thrown away.

    Providers and alias services are never called disposable, whatever a list says.
    """
    own = facts.view(_disposable)
    packaged = _packaged()
    for name in _upwards(domain):
        if name in own or name in packaged:
            if free_provider(domain, facts) or alias_service(domain, facts):
                return None
            if name in own:
                return _hit(name, "disposable_mail", facts)
            return ListHit(entry=name, list=_packaged_name())
    return None


def typo_trap(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the domain is a known misspelling of a provider: that it takes mail does not make it meant."""
    return _hit(domain, "typo_traps", facts) if domain in facts.view(_traps) else None


def _hit(entry: str, table: str, facts: Facts) -> ListHit:
    return ListHit(entry=entry, list=table, as_of=facts.table(table).source.retrieved)


def _upwards(domain: str) -> list[str]:
    above = [domain]
    while domain.count(".") > 1:
        domain = domain.partition(".")[2]
        above.append(domain)
    return above


@cache
def _packaged() -> frozenset[str]:
    """10,000 domains, curated against false hits; read at the first use."""
    from disposable_email_domains import allowlist, blocklist

    return frozenset(blocklist) - frozenset(allowlist)


@cache
def _packaged_name() -> str:
    from importlib.metadata import version

    return f"{_PACKAGE} {version(_PACKAGE)}"


def _named(facts: Facts, table: str, column: str = "domain") -> Mapping[str, Row]:
    return {row[column].lower(): row for row in facts.table(table).rows}


def _free(facts: Facts) -> Mapping[str, Row]:
    return _named(facts, "free_mail")


def _roles(facts: Facts) -> Mapping[str, Row]:
    return _named(facts, "role_names", "name")


def _aliases(facts: Facts) -> Mapping[str, Row]:
    return _named(facts, "alias_services")


def _disposable(facts: Facts) -> Mapping[str, Row]:
    return _named(facts, "disposable_mail")


def _traps(facts: Facts) -> Mapping[str, Row]:
    return _named(facts, "typo_traps")


def _popular(facts: Facts) -> frozenset[str]:
    return frozenset(name for name, row in facts.view(_free).items() if row["popular"] == "yes")
