"""The tables behind ``zones_for``, indexed: who lives in which zone, by country, part, city and prefix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from followup.data import Facts
from followup.timing import zones
from followup.timing.subdivisions import subdivisions


# Kosovo has no entry in the zone table; the database's comments put it under Belgrade.
_NOT_LISTED = {"XK": ("Europe/Belgrade",)}
_CITY_LENGTH = 80

Shares = Mapping[str, float]
# What a sign says: zones, with weights or without, and the words for it.
Sign = tuple[Mapping[str, float | None], str] | None


def likeliest(code: str, subdivision: str | None, facts: Facts) -> tuple[str, float] | None:
    """The zone of most people of a country or a part of it, with their share; None where none is known."""
    shares, sign = shares_of(code, facts), by_subdivision(code, subdivision, facts)
    shares = (narrowed(shares, sign[0]) if sign else None) or shares
    if not shares:
        return None
    name, people = min(shares.items(), key=lambda item: (-item[1], item[0]))
    return name, people / sum(shares.values())


def shares_of(code: str, facts: Facts) -> Shares:
    """The different times of a country, each under the zone of most people, with their share."""
    return _grouped(facts.view(zone_shares).get(code) or _unweighted(code))


def by_subdivision(code: str, subdivision: str | None, facts: Facts) -> Sign:
    """What a part of a country says about the zone."""
    if not subdivision:
        return None
    part = subdivision.strip().upper().removeprefix(f"{code}-")
    zoned, listed = facts.view(subdivision_zones), facts.view(subdivisions).get(code, {})
    if (code, part) not in zoned:
        # People write names as well as codes.
        part = listed.get(part.casefold(), part)
    found = zoned.get((code, part)) or _of_the_rest(code, part, facts)
    return (found, f"the zone of {code}-{part}") if found else None


def _of_the_rest(code: str, part: str, facts: Facts) -> Mapping[str, float | None] | None:
    """The zones of a part for which none is named: those that no other part has for itself.

    Of Spain only the Canaries are named; Madrid is not there.
    """
    if part.casefold() not in facts.view(subdivisions).get(code, {}):
        return None
    named = {
        zones.profile(name)
        for (country, _), shares in facts.view(subdivision_zones).items()
        if country == code
        for name in shares
    }
    if not named:
        return None
    return {name: None for name in shares_of(code, facts) if zones.profile(name) not in named}


def narrowed(shares: Shares, sign: Mapping[str, float | None]) -> Shares:
    """The candidates that a sign allows, with its weights where it has some."""
    weights: dict[tuple[object, ...], float | None] = {}
    for name, weight in sign.items():
        before = weights.get(zones.profile(name))
        weights[zones.profile(name)] = weight if before is None else before + (weight or 0.0)
    found = ((name, share, zones.profile(name)) for name, share in shares.items())
    weighted = ((name, share, weights[there]) for name, share, there in found if there in weights)
    return {name: share if weight is None else weight for name, share, weight in weighted}


def zone_shares(facts: Facts) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """By country: its zones with the share of its people."""
    listed: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in facts.rows("zone_shares"):
        listed[row["country"]].append((row["zone"], float(row["share"])))
    return {code: tuple(shares) for code, shares in listed.items()}


@lru_cache(maxsize=512)
def _grouped(shares: tuple[tuple[str, float], ...]) -> Shares:
    """Zones that show the same time are one, under the name of the largest."""
    if len(shares) == 1:
        return dict(shares)
    names: dict[tuple[object, ...], str] = {}
    grouped: dict[str, float] = defaultdict(float)
    for name, share in sorted(shares, key=lambda item: -item[1]):
        grouped[names.setdefault(zones.profile(name), name)] += share
    return grouped


def _unweighted(code: str) -> tuple[tuple[str, float], ...]:
    """Where no people are counted, each time of the country weighs the same."""
    shares = tuple((name, 1.0) for name in _NOT_LISTED.get(code, zones.zones_of(code)))
    return tuple(dict.fromkeys(_grouped(shares), 1.0).items())


def subdivision_zones(facts: Facts) -> Mapping[tuple[str, str], Shares]:
    """By country and part: its zones, with the share of its people in each."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in facts.rows("zone_subdivisions"):
        found[row["country"], row["subdivision"]][row["zone"]] = float(row["share"])
    return found


def city_zones(facts: Facts) -> Mapping[str, Mapping[str, Shares]]:
    """By name and country: the zones of the cities of that name, with their people."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in facts.rows("zone_cities"):
        found[row["city"]][row["country"]][row["zone"]] = float(row["population"])
    return {name: dict(countries) for name, countries in found.items()}


def folded(text: str) -> str:
    """A name without accents, capitals and punctuation."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text[:_CITY_LENGTH]).casefold()
    return " ".join("".join(sign for sign in plain if sign.isalnum() or sign == " ").split())


def phone_zones(facts: Facts) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By country and prefix without ``+``: the zones behind it."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in facts.rows("zone_phones"):
        found[row["country"]][row["prefix"]] = tuple(row["zones"].split())
    return found
