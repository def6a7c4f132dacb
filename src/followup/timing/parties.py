"""From a lead, a seller or a calendar to the calendars in which it may live."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

import attrs

from followup.data import Facts
from followup.errors import InvalidValue, UnknownName
from followup.evidence import Confidence
from followup.models import Lead, Seller
from followup.timing.places import ZoneCandidate, zones_for
from followup.timing.workcalendar import WorkCalendar


# A plan looks after so many of the people in question; the rest of a country's zones may be left out.
_ENOUGH = 0.9
_LONGEST_PART = 80
_MOST_ZONES = 24


class Located(Protocol):
    """Whatever says where it is: a Lead, a Seller, or an object of yours.

    ``city``, ``phone`` and ``email`` are looked at too where it has them.
    """

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2, if it is known."""
        ...

    @property
    def subdivision(self) -> str | None:
        """The part after the hyphen of its ISO 3166-2 code, if it is known."""
        ...

    @property
    def timezone(self) -> str | None:
        """An IANA zone name, if it is known."""
        ...


# Pyright takes fields with converters for descriptors that fit no protocol, so ours are named.
Somebody = Lead | Seller | Located
Party = Somebody | WorkCalendar


@attrs.frozen(kw_only=True)
class Whereabouts:
    """The calendars in which somebody may live.

    Attributes:
        calendars: Most likely first; together they cover at least nine in ten of the people in question.
        shares: How likely each is.
        certainty: How sure the country is.
        why: What the place rests on, in words.
        others: The rest of the candidates with their shares: no window waits for them, yet it may suit them.
    """

    calendars: tuple[WorkCalendar, ...]
    shares: tuple[float, ...]
    certainty: Confidence
    why: str
    others: tuple[tuple[WorkCalendar, float], ...] = ()

    @property
    def all(self) -> tuple[tuple[WorkCalendar, float], ...]:
        """Every candidate with its share, most likely first."""
        return (*zip(self.calendars, self.shares, strict=True), *self.others)


def whereabouts(party: Party, facts: Facts) -> Whereabouts | None:
    """Where a party is, or None where nothing tells.

    Raises:
        InvalidValue: It has no place to tell.
    """
    if isinstance(party, WorkCalendar):
        return Whereabouts(
            calendars=(party,),
            shares=(1.0,),
            certainty=party.zone_certainty,
            why="the calendar given",
        )
    try:
        told = (party.country, party.subdivision, party.timezone)
    except AttributeError:
        raise InvalidValue(
            "party", party, "does not say where it is", "Pass a Lead, a Seller or a WorkCalendar"
        ) from None
    return _located(_Signs(*told, *(getattr(party, name, None) for name in _SIGNS)), facts)


class _Signs(NamedTuple):
    """All that tells where somebody is."""

    country: str | None
    subdivision: str | None
    timezone: str | None
    city: str | None = None
    phone: str | None = None
    email: str | None = None

    def zones(self, facts: Facts) -> tuple[ZoneCandidate, ...]:
        """The zones in which somebody with these signs may be."""
        return zones_for(**self._asdict(), facts=facts)


_SIGNS = ("city", "phone", "email")


@lru_cache(maxsize=8192)
def _located(signs: _Signs, facts: Facts) -> Whereabouts | None:
    candidates = signs.zones(facts)[:_MOST_ZONES]
    if not candidates:
        return None
    country = signs.country or _hinted(signs, facts)
    kept, covered = 0, 0.0
    while kept < len(candidates) and covered < _ENOUGH:
        covered += candidates[kept].share
        kept += 1
    part = (signs.subdivision or "")[:_LONGEST_PART] or None
    calendars = [_calendar(one.country or country, part, one.name, facts) for one in candidates]
    shares = [one.share for one in candidates]
    return Whereabouts(
        calendars=tuple(calendars[:kept]),
        shares=tuple(shares[:kept]),
        certainty=_certainty(candidates[0], signs.country, country),
        why=candidates[0].why,
        others=tuple(zip(calendars[kept:], shares[kept:], strict=True)),
    )


def _certainty(likeliest: ZoneCandidate, given: str | None, country: str | None) -> Confidence:
    """A zone whose country is not known, or only hinted at, leaves the holidays open."""
    if likeliest.country is not None or given is not None:
        return likeliest.certainty
    return Confidence.LOW if country is None else Confidence.MEDIUM


def _hinted(signs: _Signs, facts: Facts) -> str | None:
    """The country that phone, city or e-mail address point at, when only a zone was given."""
    hints = signs._replace(country=None, subdivision=None, timezone=None).zones(facts)
    return hints[0].country if hints else None


@lru_cache(maxsize=4096)
def _calendar(
    country: str | None, subdivision: str | None, zone: str, facts: Facts
) -> WorkCalendar:
    if country is None:
        return WorkCalendar.for_zone(zone)
    try:
        calendar = WorkCalendar.for_country(country, subdivision, facts=facts)
    except UnknownName:
        # People write parts of countries in many ways; one that has no holidays of its own changes nothing.
        return _calendar(country, None, zone, facts)
    return calendar.in_zone(zone)
