"""Where somebody is, as a ranked list of time zones with the reason for each: never a silent guess."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from followup._normal import COUNTRIES, country_or_none
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence
from followup.timing import zones
from followup.timing.place_tables import (
    Shares,
    Sign,
    by_subdivision,
    city_zones,
    folded,
    narrowed,
    phone_zones,
    shares_of,
)


# Calling codes of several countries: their toll-free numbers belong to none of them.
_SHARED = ("+1", "+7")
# Top-level domains of countries that the whole world registers: they say nothing about a place.
_GENERIC = frozenset(
    "ac ag ai am as cc cd co cx dj fm gg im in io la ly me ms mu nu pw sc sh so st su tk to tv vc ws".split()
)
_DOMAIN_COUNTRY = {"uk": "GB"}
# Parts of Saint Helena that dial as if they were countries.
_DIALLED_COUNTRY = {"AC": "SH", "TA": "SH"}


@attrs.frozen(kw_only=True)
class ZoneCandidate(Value):
    """A time zone in which somebody may be.

    Attributes:
        name: Its IANA name. Zones that show the same time are one candidate, named after the largest.
        share: How likely it is, in (0, 1]: the part of the people in question who live there. The shares
            of one answer add up to 1.
        why: What it rests on, in words.
        country: The country it was looked up in, ISO 3166-1 alpha-2; None where only a zone was given.
        certainty: How sure the country is; a weak sign gives a low one whatever the share.
    """

    name: str
    share: float
    why: str
    country: str | None
    certainty: Confidence


def zones_for(  # noqa: PLR0913, PLR0917 - each is one sign of a place, all optional, given by keyword
    country: str | None = None,
    subdivision: str | None = None,
    city: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    timezone: str | None = None,
    *,
    facts: Facts = BUNDLED,
) -> tuple[ZoneCandidate, ...]:
    """The time zones in which somebody may be, most likely first; empty where nothing is known.

    A zone that is given wins. A country with one time is certain. One with several is weighted by where its
    people live, and narrowed by subdivision, city and phone prefix. Without a country, the phone number's
    or the city's is taken, and at last the country of the e-mail address's top-level domain, which is
    weak: many of them are used all over the world, and those are not read at all.

    Args:
        country: ISO 3166-1 alpha-2.
        subdivision: The part after the hyphen of an ISO 3166-2 code; the whole code is understood too.
        city: A city's name, as people write it.
        phone: A number; one without ``+`` is read as one of the country's.
        email: An address; only its top-level domain is looked at.
        timezone: An IANA zone name.
        facts: The tables to look in.

    Raises:
        InvalidValue: ``country`` is not a code.
        UnknownName: ``timezone`` is not in the database.
    """
    if timezone:
        name = zones.canonical(timezone)
        sure = Confidence.CERTAIN
        return (
            ZoneCandidate(
                name=name, share=1.0, why="the zone was given", country=None, certainty=sure
            ),
        )
    given = country_or_none(country)
    dialled = _dialled(phone, given)
    code = given or (dialled[0] if dialled else None)
    if code is None:
        return _anywhere(city, facts) or _by_domain(email, facts)
    signs = (
        by_subdivision(code, subdivision, facts),
        _by_city(city, code, facts),
        _by_phone(*dialled, facts) if dialled and dialled[0] == code else None,
    )
    return _ranked(code, signs, Confidence.CERTAIN if given else Confidence.HIGH, facts)


def _ranked(
    code: str, signs: Iterable[Sign], ceiling: Confidence, facts: Facts
) -> tuple[ZoneCandidate, ...]:
    """The candidates of a country, narrowed by each sign that leaves any."""
    shares = shares_of(code, facts)
    why = f"the one time of {code}" if len(shares) == 1 else f"share of the people of {code}"
    for sign in signs:
        if sign is not None and (left := narrowed(shares, sign[0])):
            shares, why = left, sign[1]
    return _candidates(shares, why, code, ceiling)


def _candidates(
    shares: Shares, why: str, code: str, ceiling: Confidence
) -> tuple[ZoneCandidate, ...]:
    whole = sum(shares.values())
    return tuple(
        ZoneCandidate(
            name=name,
            share=share / whole,
            why=why,
            country=code,
            certainty=ceiling,
        )
        for name, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    )


def _by_city(city: str | None, code: str, facts: Facts) -> Sign:
    found = facts.view(city_zones).get(folded(city or ""), {}).get(code)
    return (found, f"the city {(city or '').strip()}") if found else None


def _anywhere(city: str | None, facts: Facts) -> tuple[ZoneCandidate, ...]:
    """A city without a country: its namesakes, by their people."""
    found = facts.view(city_zones).get(folded(city or ""), {})
    people = sum(sum(shares.values()) for shares in found.values())
    candidates = [
        attrs.evolve(one, share=one.share * sum(shares.values()) / people)
        for code, shares in found.items()
        for one in _candidates(shares, f"the city {(city or '').strip()}", code, Confidence.MEDIUM)
    ]
    return tuple(sorted(candidates, key=lambda one: (-one.share, one.name)))


def _dialled(phone: str | None, code: str | None) -> tuple[str, str] | None:
    """The country and the digits of a number, if it is one that has a place."""
    if not phone:
        return None
    from followup._phone import PhoneKind, parse_phone

    parsed = parse_phone(phone, region=code)
    if parsed is None or parsed.e164 is None:
        return None
    region = _DIALLED_COUNTRY.get(parsed.region or "", parsed.region)
    if region not in COUNTRIES:
        return None
    if parsed.kind is PhoneKind.TOLL_FREE and parsed.e164.startswith(_SHARED):
        return None
    return region, parsed.e164.lstrip("+")


def _by_phone(code: str, digits: str, facts: Facts) -> Sign:
    table = facts.view(phone_zones).get(code, {})
    prefix = next(
        (digits[:end] for end in range(len(digits), 0, -1) if digits[:end] in table), None
    )
    return (dict.fromkeys(table[prefix]), f"the phone prefix +{prefix}") if prefix else None


def _by_domain(email: str | None, facts: Facts) -> tuple[ZoneCandidate, ...]:
    domain = (email or "").rpartition("@")[2].rstrip(".").rpartition(".")[2].lower()
    code = _DOMAIN_COUNTRY.get(domain, domain.upper())
    if domain in _GENERIC or code not in COUNTRIES:
        return ()
    found = _ranked(code, (), Confidence.LOW, facts)
    return tuple(attrs.evolve(one, why=f"the e-mail address ends in .{domain}") for one in found)
