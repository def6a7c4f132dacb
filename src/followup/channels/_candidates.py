"""Which contact points may be used at all, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

import attrs

from followup._value import Value
from followup.channels.access import blocked
from followup.channels.handles import Handle
from followup.channels.links import handle_of
from followup.channels.registry import Channel, find, get, on_day
from followup.data import Facts
from followup.evidence import Finding, Outcome, Source
from followup.models import ContactPoint, Interaction, InteractionKind, Lead, Seller


class DropReason(StrEnum):
    """Why a contact point cannot be used."""

    OPTED_OUT = "opted_out"
    UNKNOWN_CHANNEL = "unknown_channel"
    RETIRED = "retired"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"
    BLOCKED_FOR_SELLER = "blocked_for_seller"
    NOT_USED_BY_SELLER = "not_used_by_seller"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"


@attrs.frozen(kw_only=True)
class Dropped(Value):
    """A contact point that cannot be used.

    Attributes:
        contact_point: Which one.
        reason: Why, as a stable word.
        because: Why, in sentences with their sources.
    """

    contact_point: ContactPoint
    reason: DropReason
    because: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Candidate:
    """A contact point that can be used: its channel as of that day, and its handle."""

    point: ContactPoint
    channel: Channel
    handle: Handle


@attrs.frozen(kw_only=True)
class Case:
    """Whom to reach, for whom, on which day, by which tables."""

    lead: Lead
    seller: Seller
    at: datetime
    on: date
    facts: Facts

    @property
    def past(self) -> Iterator[Interaction]:
        """What had happened by then."""
        return (one for one in self.lead.history if one.at <= self.at)

    def channel(self, name: str) -> Channel | None:
        """The channel of that name, as of the day."""
        found = find(name, facts=self.facts)
        return found and on_day(found, self.on, facts=self.facts)

    def slugs(self, names: Iterable[str]) -> frozenset[str]:
        """The channels of those names, as of the day; names that nobody knows are left out."""
        return frozenset(channel.slug for name in names if (channel := self.channel(name)))


def split(case: Case) -> tuple[tuple[Candidate, ...], tuple[Dropped, ...]]:
    """The usable contact points in the order given, and the others with their reasons."""
    kept: list[Candidate] = []
    dropped: list[Dropped] = []
    seen: set[tuple[str, str]] = set()
    for point in _points(case.lead):
        judged = _judge(point, case)
        if isinstance(judged, Candidate):
            key = (judged.channel.slug, judged.handle.value.casefold())
            if key in seen:
                judged = _drop(point, DropReason.DUPLICATE, "It is listed before.")
            seen.add(key)
        if isinstance(judged, Candidate):
            kept.append(judged)
        else:
            dropped.append(judged)
    return tuple(kept), tuple(dropped)


def _points(lead: Lead) -> tuple[ContactPoint, ...]:
    """The contact points, and the address left with the inquiry where no other is listed."""
    listed = any(point.channel == "email" for point in lead.contact_points)
    if listed or lead.inquiry is None or lead.inquiry.email is None:
        return lead.contact_points
    return (*lead.contact_points, ContactPoint("email", lead.inquiry.email))


def _judge(point: ContactPoint, case: Case) -> Candidate | Dropped:
    refused = _refused(case)
    if refused is not None:
        return _drop(
            point,
            DropReason.OPTED_OUT,
            f"The customer asked for no more messages on {refused.at.date()}.",
            subject=refused.id,
        )
    if any(twin.opted_out and _same_handle(twin, point) for twin in case.lead.contact_points):
        return _drop(point, DropReason.OPTED_OUT, "The customer asked us not to use it.")
    channel = case.channel(point.channel)
    if channel is None:
        return _drop(point, DropReason.UNKNOWN_CHANNEL, f"{point.channel!r} is no known channel.")
    obstacle = (
        _not_alive(point, channel, case)
        or _blocked(point, channel, case)
        or _not_used(point, channel, case)
    )
    if obstacle is not None:
        return obstacle
    handle = handle_of(point, region=case.lead.country, facts=case.facts)
    if handle is None:
        reason = f"Nobody can be reached as {point.value!r} on {channel.name}."
        return _drop(point, DropReason.UNREADABLE, reason)
    return Candidate(point=point, channel=channel, handle=handle)


def _same_handle(one: ContactPoint, other: ContactPoint) -> bool:
    return (one.channel, one.value.casefold()) == (other.channel, other.value.casefold())


def _refused(case: Case) -> Interaction | None:
    kinds = {InteractionKind.OPT_OUT, InteractionKind.COMPLAINT}
    return next((one for one in case.past if one.kind in kinds), None)


def _not_alive(point: ContactPoint, channel: Channel, case: Case) -> Dropped | None:
    if channel.alive(case.on, case.lead.country):
        return None
    ended = channel.ended
    if ended is None or ended.end is None or case.on < ended.end:
        return _drop(
            point, DropReason.NOT_YET, f"{channel.name} did not exist on {case.on}.",
            channel.spans[0].source,
        )  # fmt: skip
    heir = (
        f" {get(channel.successor, facts=case.facts).name} took its place: ask for a contact there."
        if channel.successor
        else ""
    )
    reason = f"{channel.name} was retired on {ended.end}.{heir}"
    return _drop(point, DropReason.RETIRED, reason, ended.source)


def _blocked(point: ContactPoint, channel: Channel, case: Case) -> Dropped | None:
    rule = blocked(case.lead.country, channel.slug, on=case.on, facts=case.facts)
    if rule is not None:
        reason = f"{channel.name} is blocked in the customer's country, {rule.country}."
        return _drop(point, DropReason.BLOCKED, reason, rule.source)
    rule = blocked(case.seller.country, channel.slug, on=case.on, facts=case.facts)
    if rule is None or channel.slug in case.slugs(case.seller.channels):
        return None
    reason = (
        f"{channel.name} is blocked in the seller's country, {rule.country}."
        " Name it in Seller.channels if your people can use it all the same."
    )
    return _drop(point, DropReason.BLOCKED_FOR_SELLER, reason, rule.source)


def _not_used(point: ContactPoint, channel: Channel, case: Case) -> Dropped | None:
    if not case.seller.channels or channel.slug in case.slugs(case.seller.channels):
        return None
    reason = f"{case.seller.name} does not use {channel.name}."
    return _drop(point, DropReason.NOT_USED_BY_SELLER, reason)


def _drop(
    point: ContactPoint,
    reason: DropReason,
    sentence: str,
    source: Source | None = None,
    subject: str | None = None,
) -> Dropped:
    finding = Finding(
        name=f"channel.{reason.value}",
        outcome=Outcome.AGAINST,
        reason=sentence,
        quote=point.value,
        subject=subject or point.channel,
        source=source,
    )
    return Dropped(contact_point=point, reason=reason, because=(finding,))
