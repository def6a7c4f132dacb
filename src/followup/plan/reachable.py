"""Who can act in an emergency: everybody whom the record of a customer names, the fastest ways first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

import attrs

from followup import channels
from followup.channels import Choice
from followup.channels.registry import ChannelKind
from followup.data import Facts
from followup.evidence import Finding, Outcome
from followup.history import History
from followup.models import ContactPoint, ContactRole, Lead
from followup.plan.rung import Rung, RungKind
from followup.plan.situation import Situation


_A_YEAR = timedelta(days=365)
_OF_ROLE = {
    ContactRole.EMERGENCY: RungKind.CONTACT,
    ContactRole.CONTACT: RungKind.CONTACT,
    ContactRole.DELEGATE: RungKind.DELEGATE,
    ContactRole.COLLEAGUE: RungKind.COLLEAGUE,
    ContactRole.SWITCHBOARD: RungKind.SWITCHBOARD,
    ContactRole.FORWARDER: RungKind.FORWARDER,
}
_RINGS = {ChannelKind.TELEPHONE: 0, ChannelKind.MESSENGER: 1}
# A notice names one or two people; a signature adds some numbers.
_MOST_NAMED = 5


def colleagues(lead: Lead, history: History, now: datetime) -> tuple[ContactPoint, ...]:
    """Handles that no contact point names, and that wrote to us, or we to them, within twelve months."""
    known = {_key(point) for point in lead.contact_points}
    known.add(("email", (lead.email or "").casefold()))
    seen = {
        _key(point): point
        for entry in history.since(now - _A_YEAR)
        if (entry.is_theirs or entry.is_ours) and entry.interaction.handle
        for point in [
            ContactPoint(entry.channel, entry.interaction.handle, role=ContactRole.COLLEAGUE)
        ]
    }
    return tuple(point for key, point in seen.items() if key not in known)


def everybody(situation: Situation) -> Iterator[Rung]:
    """The contact points that are open, whom an absence notice names, the site, and the platform.

    Args:
        situation: The customer, with ``colleagues`` among its contact points.
    """
    now, lead, facts = situation.now, situation.case.lead, situation.case.facts
    given = {_key(point) for point in lead.contact_points} | {
        ("email", (lead.email or "").casefold())
    }
    # What only a message of long ago names is nobody to be relied on.
    ways = [way for way in situation.ways if _key(way.contact_point) in given]
    for way in sorted(ways, key=lambda way: _speed(way, facts)):
        yield _rung(_kind(way, facts), way, now)
    yield from _named_in_absence(situation, {_key(way.contact_point) for way in ways})
    if lead.website:
        told = _finding("website", "Their site may name a telephone number or a form.")
        yield Rung(kind=RungKind.WEBSITE, start=now, link=_link(lead.website), because=(told,))
    if lead.inquiry and lead.inquiry.platform:
        told = _finding("platform", f"They came by {lead.inquiry.platform}: its chat reaches them.")
        yield Rung(kind=RungKind.PLATFORM, start=now, because=(told,))


def gap(situation: Situation) -> Rung:
    """What to ask for, so that the next emergency finds two ways."""
    case = situation.case
    asks = channels.missing(case.lead, case.seller, on=situation.now.date(), facts=case.facts)
    wanted = asks[0].question if asks else "Whom may we call when something is urgent?"
    told = _finding("gap", f"Fewer than two ways are known. Ask them: {wanted}")
    return Rung(kind=RungKind.ASK, start=situation.now, because=(told,))


def _named_in_absence(situation: Situation, used: set[tuple[str, str]]) -> Iterator[Rung]:
    """Whom their last absence notice names: a stand-in's address, and the numbers in it."""
    notice = situation.case.history.absence_notice
    if notice is None or situation.now - notice.at >= _A_YEAR:
        return
    delegate = notice.reading.absence.delegate
    told = notice.finding("plan.delegate", "Their absence notice names it.")
    named = [ContactPoint("email", delegate)] if delegate else []
    # Without the quoted mail, whose signature is ours.
    said, facts = notice.reading.words, situation.case.facts
    found = channels.extract(said, region=situation.lead.country, facts=facts)
    named += islice((point for point in found if point.channel != "email"), _MOST_NAMED)
    for point in named:
        way = situation.may_reach(attrs.evolve(point, role=ContactRole.DELEGATE))
        if way is not None and _key(point) not in used:
            yield attrs.evolve(_rung(RungKind.DELEGATE, way, situation.now), because=(told,))


def _rung(kind: RungKind, way: Choice, now: datetime) -> Rung:
    return Rung(
        kind=kind,
        start=now,
        channel=way.channel,
        contact_point=way.contact_point,
        link=way.link,
        because=way.because,
    )


def _kind(way: Choice, facts: Facts) -> RungKind:
    platform = channels.get(way.channel, facts=facts).kind is ChannelKind.PLATFORM
    return RungKind.PLATFORM if platform else _OF_ROLE[way.contact_point.role]


def _speed(way: Choice, facts: Facts) -> tuple[bool, int]:
    """Whoever is named for emergencies first, then what rings, then messengers, then mail."""
    kind = channels.get(way.channel, facts=facts).kind
    return way.contact_point.role is not ContactRole.EMERGENCY, _RINGS.get(kind, 2)


def _link(website: str) -> str | None:
    """The site as a link; strangers type it, so that only web addresses are linked."""
    if website.lower().startswith(("http://", "https://")):
        return website
    return None if ":" in website or "/" in website[:1] else f"https://{website}"


def _key(point: ContactPoint) -> tuple[str, str]:
    """A handle however it is written: people put blanks and strokes into numbers."""
    value = point.value.casefold()
    return point.channel, value if "@" in value else "".join(filter(str.isalnum, value))


def _finding(name: str, reason: str) -> Finding:
    return Finding(name=f"plan.{name}", outcome=Outcome.FOR, reason=reason)
