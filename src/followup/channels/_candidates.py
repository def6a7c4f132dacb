"""Which contact points may be used at all, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

import attrs

from followup._value import Value
from followup.channels._ground import Ground, ground_of, ruling_on
from followup.channels._laws import PermitVerdict
from followup.channels._permission import Ruling
from followup.channels.access_rules import blocked
from followup.channels.handles import Handle
from followup.channels.links import handle_of
from followup.channels.registry import Channel, find, get, on_day
from followup.data import Facts
from followup.evidence import Finding, Outcome, Source
from followup.models import ContactPoint, Interaction, InteractionKind, Lead, Seller


_REFUSALS = (InteractionKind.OPT_OUT, InteractionKind.COMPLAINT)


class DropReason(StrEnum):
    """Why a contact point cannot be used."""

    OPTED_OUT = "opted_out"
    UNKNOWN_CHANNEL = "unknown_channel"
    RETIRED = "retired"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"
    BLOCKED_FOR_SELLER = "blocked_for_seller"
    NOT_USED_BY_SELLER = "not_used_by_seller"
    NOT_PERMITTED = "not_permitted"
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
    """A contact point that can be used: its channel as of that day, its handle, and what the law says."""

    point: ContactPoint
    channel: Channel
    handle: Handle
    ruling: Ruling | None


@attrs.frozen(kw_only=True, slots=False)
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

    @cached_property
    def ground(self) -> Ground | None:
        """What is between the seller and the lead, as far as its record shows."""
        return ground_of(self.lead, self.past)

    @cached_property
    def refusal(self) -> Interaction | None:
        """With what the customer asked for silence, if it did."""
        return next((one for one in self.past if one.kind in _REFUSALS), None)

    @cached_property
    def opted_out(self) -> frozenset[tuple[str, str]]:
        """The handles that the customer asked us not to use, however often they are listed."""
        return frozenset(_listing(point) for point in self.lead.contact_points if point.opted_out)

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
    closed = _opted_out(point, case)
    if closed is not None:
        return closed
    channel = case.channel(point.channel)
    if channel is None:
        return _drop(point, DropReason.UNKNOWN_CHANNEL, f"{point.channel!r} is no known channel.")
    obstacle = (
        _not_alive(point, channel, case)
        or _blocked(point, channel, case)
        or _not_used(point, channel, case)
    )
    return obstacle or _candidate(point, channel, case)


def _candidate(point: ContactPoint, channel: Channel, case: Case) -> Candidate | Dropped:
    handle = handle_of(point, region=case.lead.country, facts=case.facts)
    if handle is None:
        reason = f"Nobody can be reached as {point.value!r} on {channel.name}."
        return _drop(point, DropReason.UNREADABLE, reason)
    ruling = ruling_on(case.lead, channel, case.ground, case.on, case.facts)
    if ruling is not None and ruling.verdict is PermitVerdict.FORBIDDEN:
        return _drop(point, DropReason.NOT_PERMITTED, ruling.summary, ruling.source)
    return Candidate(point=point, channel=channel, handle=handle, ruling=ruling)


def _opted_out(point: ContactPoint, case: Case) -> Dropped | None:
    refused = case.refusal
    if refused is not None:
        return _drop(
            point,
            DropReason.OPTED_OUT,
            f"The customer asked for no more messages on {refused.at.date()}.",
            subject=refused.id,
        )
    if _listing(point) in case.opted_out:
        return _drop(point, DropReason.OPTED_OUT, "The customer asked us not to use it.")
    return None


def _listing(point: ContactPoint) -> tuple[str, str]:
    return point.channel, point.value.casefold()


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
