"""The tables behind ``zones_for``, indexed: who lives in which zone, by country, part, city and prefix."""

from __future__ import annotations

import unicodedata

from collections import defaultdict
from collections.abc import Mapping

from followup.data import Facts
from followup.timing import zones


# Kosovo has no entry in the zone table; the database's comments put it under Belgrade.
_NOT_LISTED = {"XK": ("Europe/Belgrade",)}
_CITY_LENGTH = 80

Shares = Mapping[str, float]


def zone_shares(facts: Facts) -> Mapping[str, Shares]:
    """By country: its different times, each under the zone of most people, with their share."""
    listed: dict[str, dict[str, float]] = defaultdict(dict)
    for row in facts.table("zone_shares").rows:
        listed[row["country"]][row["zone"]] = float(row["share"])
    return {code: _grouped(shares) for code, shares in listed.items()}


def _grouped(shares: Shares) -> Shares:
    names: dict[tuple[object, ...], str] = {}
    grouped: dict[str, float] = defaultdict(float)
    for name, share in sorted(shares.items(), key=lambda item: -item[1]):
        grouped[names.setdefault(zones.profile(name), name)] += share
    return grouped


def unweighted(code: str) -> Shares:
    """Where no people are counted, each time of the country weighs the same."""
    different = _grouped(dict.fromkeys(_NOT_LISTED.get(code, zones.zones_of(code)), 1.0))
    return dict.fromkeys(different, 1.0)


def subdivision_zones(facts: Facts) -> Mapping[tuple[str, str], Shares]:
    """By country and part: its zones, with the share of its people in each."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in facts.table("zone_subdivisions").rows:
        found[row["country"], row["subdivision"]][row["zone"]] = float(row["share"])
    return found


def city_zones(facts: Facts) -> Mapping[str, Mapping[str, Shares]]:
    """By name and country: the zones of the cities of that name, with their people."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in facts.table("zone_cities").rows:
        found[row["city"]][row["country"]][row["zone"]] = float(row["population"])
    return {name: dict(countries) for name, countries in found.items()}


def folded(text: str) -> str:
    """A name without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", text[:_CITY_LENGTH]).casefold()
    return " ".join("".join(sign for sign in plain if sign.isalnum() or sign == " ").split())


def phone_zones(facts: Facts) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By country and prefix without ``+``: the zones behind it."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in facts.table("zone_phones").rows:
        found[row["country"]][row["prefix"]] = tuple(row["zones"].split())
    return found
