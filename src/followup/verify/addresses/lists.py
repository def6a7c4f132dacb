"""The lists that an address is looked up in. A hit names its list and the day of the list."""

from __future__ import annotations

import re

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

import attrs

from followup.data import BUNDLED, Facts
from followup.verify.reports import ListHit


AGREED = "disposable_agreed"
"""The list that nobody read by hand: what two lists elsewhere both name. All other lists are curated."""

_PACKAGE = "disposable-email-domains"
# The edition whose day is known, from the files in it; a later one is no older.
_EDITION, _EDITION_DAY = (0, 0, 293), date(2026, 11, 9)
# What a function's name ends at: "compras2", "info-es", "sales.team", "ventas+fair".
_MARK = re.compile(r"[0-9._+-]")
_SHORTEST_PART = 3


@attrs.frozen(kw_only=True)
class Lists:
    """All lists, ready to be looked up; the ones of throw-away domains by the name and the day of each list."""

    free: Mapping[str, ListHit]
    popular: frozenset[str]
    roles: Mapping[str, ListHit]
    role_starts: frozenset[str]
    aliases: Mapping[str, ListHit]
    disposable: Mapping[str, tuple[str, date | None]]
    never: frozenset[str]

    def role(self, local: str) -> ListHit | None:
        """Whether the part before the @-sign names a function: ``sales``, ``compras2``, ``info-es``."""
        first = _start(local.lower())
        if first not in self.role_starts:
            return None
        name = local.lower().partition("+")[0]
        whole = self.roles.get(name) or self.roles.get(name.rstrip("0123456789"))
        return whole or (self.roles.get(first) if len(first) >= _SHORTEST_PART else None)

    def alias_service(self, names: Sequence[str]) -> ListHit | None:
        """Whether one of these domains forwards mail to an address that it keeps private."""
        if self.aliases.keys().isdisjoint(names):
            return None
        return self.aliases[_first(names, self.aliases)]

    def spares(self, names: Sequence[str]) -> bool:
        """Whether a list says of one of these domains what rules out that it is made to be thrown away."""
        return not all(
            spared.isdisjoint(names)
            for spared in (self.free.keys(), self.aliases.keys(), self.never)
        )

    def thrown_away(self, names: Sequence[str]) -> ListHit | None:
        """Whether a domain or one above it, which are ``names``, hands out addresses to be thrown away.

        Providers, alias services and what ``never_disposable`` names do not, whatever another list says.
        """
        if self.disposable.keys().isdisjoint(names):
            return None
        if self.spares(names):
            return None
        entry = _first(names, self.disposable)
        name, day = self.disposable[entry]
        return ListHit(entry=entry, list=name, as_of=day)


def known(facts: Facts) -> Lists:
    """The lists of these facts, made at their first use."""
    return facts.view(_lists)


def free_provider(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether anybody, or any subscriber, can have an address at this domain."""
    return known(facts).free.get(domain)


def alias_service(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the domain, or one above it, forwards mail to an address that it keeps private."""
    return known(facts).alias_service(upwards(domain))


def farm(domain: str, mail_hosts: Iterable[str], facts: Facts = BUNDLED) -> ListHit | None:
    """Whether one of a domain's mail servers belongs to a curated list of throw-away domains.

    What only ``disposable_agreed`` names is confirmed by it, and so is a domain that no list has yet; a
    provider, an alias service and what ``never_disposable`` names are not.
    """
    lists = known(facts)
    if lists.spares(upwards(domain)):
        return None
    hits = (lists.thrown_away(upwards(host.lower().rstrip("."))) for host in mail_hosts)
    return next((hit for hit in hits if hit and hit.list != AGREED), None)


def typo_trap(domain: str, facts: Facts = BUNDLED) -> ListHit | None:
    """Whether the domain is a known misspelling of a provider: that it takes mail does not make it meant."""
    return facts.view(_traps).get(domain)


def upwards(domain: str) -> Sequence[str]:
    """The domain and those that it lies under, down to two labels."""
    above = [domain]
    while domain.count(".") > 1:
        domain = domain.partition(".")[2]
        above.append(domain)
    return above


def _first(names: Iterable[str], among: Container[str]) -> str:
    return next(name for name in names if name in among)


def _start(local: str) -> str:
    return _MARK.split(local, 1)[0]


def _lists(facts: Facts) -> Lists:
    popular = [row["domain"] for row in facts.table("free_mail").rows if row["popular"] == "yes"]
    roles = _hits(facts, "role_names", "name")
    return Lists(
        free=_hits(facts, "free_mail"),
        popular=frozenset(popular),
        roles=roles,
        role_starts=frozenset(map(_start, roles)),
        aliases=_hits(facts, "alias_services"),
        disposable=_disposable(facts),
        never=frozenset(row["domain"] for row in facts.table("never_disposable").rows),
    )


def _hits(facts: Facts, table: str, column: str = "domain") -> Mapping[str, ListHit]:
    day = facts.table(table).source.retrieved
    names = (row[column].lower() for row in facts.table(table).rows)
    return {name: ListHit(entry=name, list=table, as_of=day) for name in names}


def _traps(facts: Facts) -> Mapping[str, ListHit]:
    return _hits(facts, "typo_traps")


def _disposable(facts: Facts) -> Mapping[str, tuple[str, date | None]]:
    """The lists in the order of trust: ours goes before the packaged one, and that before the agreement of others."""
    own, agreed = facts.table("disposable_mail"), facts.table(AGREED)
    return {
        **dict.fromkeys(_spelled(agreed.rows), (AGREED, agreed.source.retrieved)),
        **dict.fromkeys(_packaged(), _package()),
        **dict.fromkeys(
            (row["domain"].lower() for row in own.rows), (own.name, own.source.retrieved)
        ),
    }


def _spelled(rows: Iterable[Mapping[str, str]]) -> Iterable[str]:
    return (f"{name}.{row['ending']}" for row in rows for name in row["names"].split())


@cache
def _packaged() -> frozenset[str]:
    """10,000 domains, curated against false hits; read at the first use."""
    from disposable_email_domains import allowlist, blocklist

    return frozenset(blocklist) - frozenset(allowlist)


@cache
def _package() -> tuple[str, date | None]:
    from importlib.metadata import version

    edition = version(_PACKAGE)
    return f"{_PACKAGE} {edition}", day_of(edition)


def day_of(edition: str) -> date | None:
    """A day on which the packaged list was no older, or None for an edition before those that we know."""
    numbers = tuple(map(int, re.findall(r"[0-9]+", edition)))
    return _EDITION_DAY if numbers >= _EDITION else None
