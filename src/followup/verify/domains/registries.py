"""Which service of which registry can be asked about a domain."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from followup.data import Facts


IANA = "whois.iana.org"
# By ending: a server's name, and how it wants to be asked.
_Whois: TypeAlias = Mapping[str, tuple[str, str]]
_REFERRAL = re.compile(
    r"^[ \t]{0,40}(?:refer|whois|whois server|registrar whois server|referralserver)[ \t]{0,40}:"
    r"[ \t]{0,40}(?:r?whois://)?([a-z0-9][a-z0-9.-]{1,251}[a-z0-9])(?::43)?/?[ \t\r]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


def rdap_base(domain: str, facts: Facts) -> str | None:
    """Where the registry of a domain answers RDAP, after the tables ``rdap_servers`` and ``rdap_overrides``."""
    known = facts.view(_rdap_servers)
    return next((known[ending] for ending in _endings(domain) if ending in known), None)


def whois_of(domain: str, facts: Facts) -> tuple[str, str] | None:
    """The registry's WHOIS server and what to say to it, after the table ``whois_servers``."""
    known = facts.view(_whois_servers)
    found = next((known[ending] for ending in _endings(domain) if ending in known), None)
    return (found[0], found[1].replace("{}", domain)) if found else None


def referral_in(text: str) -> str | None:
    """The other server that a WHOIS answer refers to, or None."""
    found = _REFERRAL.search(text)
    return found[1].lower() if found and "." in found[1] else None


def _endings(domain: str) -> Iterator[str]:
    """The longest first: a registry may serve a part of a country's names only."""
    labels = domain.split(".")
    return (".".join(labels[start:]) for start in range(1, len(labels)))


def _rdap_servers(facts: Facts) -> Mapping[str, str]:
    rows = (*facts.table("rdap_servers").rows, *facts.table("rdap_overrides").rows)
    return {ending: row["url"] for row in rows for ending in row["endings"].split()}


def _whois_servers(facts: Facts) -> _Whois:
    rows = facts.table("whois_servers").rows
    return {row["ending"]: (row["server"], row["query"]) for row in rows}
