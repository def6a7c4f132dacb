"""When a held customer is released, and who is warned before: a dry run, with dates and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import Value
from followup.evidence import Finding, Outcome
from followup.models import Direction, Holding, Interaction, InteractionKind, Lead, Segment
from followup.pool.rules import Clock, ClockKind, PoolRules


class MoveKind(StrEnum):
    """What happens to a customer."""

    RELEASE = "release"
    WARN = "warn"
    OVER_CAP = "over_cap"


@attrs.frozen(kw_only=True)
class Move(Value):
    """One change of a customer's place, or the warning of it.

    Attributes:
        place: Where the lead stood in what was given, from 0.
        lead_id: Its id, where it has one.
        owner: Who holds it.
        kind: Released now, to be released soon, or one too many for its owner.
        on: When it is, or will be, released (aware); for one too many, now.
        because: The rule with its dates; and what speaks against it, such as a customer who waits for us.
    """

    place: int
    lead_id: str | None
    owner: str
    kind: MoveKind
    on: datetime = attrs.field(validator=aware)
    because: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True)
class Held(Value):
    """A customer that somebody holds, and until when.

    Attributes:
        place: Where the lead stood in what was given, from 0.
        lead_id: Its id, where it has one.
        owner: Who holds it.
        until: When it is released unless something happens (aware); None where no rule releases it.
        protected_by: Why no rule does: ``"locked"``, ``"favourite"``, ``"no clock"``; None where one does.
        because: The rule that comes first.
    """

    place: int
    lead_id: str | None
    owner: str
    until: datetime | None = attrs.field(default=None, validator=aware)
    protected_by: str | None = None
    because: tuple[Finding, ...] = ()


_OURS = {
    InteractionKind.MESSAGE,
    InteractionKind.CALL,
    InteractionKind.MEETING,
    InteractionKind.NOTE,
    InteractionKind.ORDER,
}
_HOLDING = frozenset({Segment.CURRENT, Segment.FAVOURITE})


def held(place: int, lead: Lead, rules: PoolRules, now: datetime) -> Held | None:
    """Until when a customer is held; None where nobody holds it."""
    holding = lead.holding
    if holding is None or holding.owner is None or lead.segment not in _HOLDING:
        return None
    made = Held(place=place, lead_id=lead.id, owner=holding.owner)
    if holding.locked:
        return attrs.evolve(made, protected_by="locked")
    if lead.segment is Segment.FAVOURITE:
        return attrs.evolve(made, protected_by="favourite")
    ends = [
        (_end(clock, start, holding, rules), clock, start)
        for clock in rules.clocks_for(holding.level)
        if (start := _start(clock, holding, lead, now)) is not None
    ]
    if not ends:
        return attrs.evolve(made, protected_by="no clock")
    until, clock, start = min(ends, key=lambda end: end[0])
    return attrs.evolve(made, until=until, because=(_told(clock, start, until),))


_WHATEVER_IS_DONE = frozenset({ClockKind.LONGEST, ClockKind.AFTER_CONTRACT})


def _end(clock: Clock, start: datetime, holding: Holding, rules: PoolRules) -> datetime:
    """When a clock is over; a fresh holding has its grace."""
    end = start + clock.span
    if holding.since is None or clock.kind in _WHATEVER_IS_DONE:
        return end
    return max(end, holding.since + rules.grace)


def moves(
    known: Mapping[int, Lead], holdings: Sequence[Held], rules: PoolRules, now: datetime
) -> Iterator[Move]:
    """Who moves now, who is warned, and who is one too many, in the order of the leads."""
    released: set[int] = set()
    for one in holdings:
        if one.until is None or one.until - rules.warn > now:
            continue
        kind = MoveKind.RELEASE if one.until <= now else MoveKind.WARN
        if kind is MoveKind.RELEASE:
            released.add(one.place)
        waits = _waits_for_us(known[one.place], now)
        yield _move(one, kind, max(one.until, now), waits)
    kept = [one for one in holdings if one.place not in released]
    won = {one.place for one in kept if _won(known[one.place], now)}
    counted = kept if rules.won_count else [one for one in kept if one.place not in won]
    for one in _over_cap(counted, rules):
        yield _move(one, MoveKind.OVER_CAP, now, _waits_for_us(known[one.place], now))


def _move(one: Held, kind: MoveKind, on: datetime, waits: Finding | None) -> Move:
    return Move(
        place=one.place,
        lead_id=one.lead_id,
        owner=one.owner,
        kind=kind,
        on=on,
        because=(*one.because, waits) if waits else one.because,
    )


def _start(clock: Clock, holding: Holding, lead: Lead, now: datetime) -> datetime | None:
    """What the clock counts from; None where it does not run for this customer.

    Where nothing is known, neither a beginning nor a follow-up, no clock runs: nobody is released for
    what a record leaves out.
    """
    ended = _contract_over(holding, now)
    if clock.kind is ClockKind.AFTER_CONTRACT:
        return ended
    if clock.kind is ClockKind.LONGEST:
        return holding.since
    if clock.kind is ClockKind.INQUIRY_ONLY and _won(lead, now):
        return None
    if clock.kind is ClockKind.NO_DEAL:
        return _latest(holding.since, ended, *_orders(lead, now))
    ours = [one.at for one in lead.history if _is_follow_up(one) and one.at <= now]
    return _latest(holding.since, *ours)


def _contract_over(holding: Holding, now: datetime) -> datetime | None:
    """When the last contract is over; the day of its end belongs to it."""
    if holding.contract_end is None:
        return None
    after = holding.contract_end + timedelta(days=1)
    return datetime.combine(after, time(), tzinfo=now.tzinfo)


def _orders(lead: Lead, now: datetime) -> Iterator[datetime]:
    return (one.at for one in lead.history if one.kind is InteractionKind.ORDER and one.at <= now)


def _won(lead: Lead, now: datetime) -> bool:
    """Whether there was a deal: an order, or a contract."""
    contract = lead.holding.contract_end if lead.holding else None
    return contract is not None or any(_orders(lead, now))


def _latest(*events: datetime | None) -> datetime | None:
    return max(filter(None, events), default=None)


def _is_follow_up(one: Interaction) -> bool:
    """A record of ours, a note as well, sets the clock back; an order of theirs does too."""
    if one.kind is InteractionKind.ORDER:
        return True
    return one.direction is Direction.OUTBOUND and one.kind in _OURS


def _over_cap(counted: Sequence[Held], rules: PoolRules) -> Iterator[Held]:
    """Those beyond the cap of each owner: the ones whose clocks end first."""
    if rules.holding_cap is None:
        return
    of_owner: dict[str, list[Held]] = defaultdict(list)
    for one in counted:
        of_owner[one.owner].append(one)
    for owner, ones in of_owner.items():
        beyond = len(ones) - rules.holding_cap
        if beyond <= 0:
            continue
        loose = sorted((one for one in ones if one.until), key=lambda one: (one.until, one.place))
        told = _finding(
            "holding_cap",
            f"{owner} holds {len(ones)} customers; {rules.holding_cap} are allowed.",
        )
        for one in loose[:beyond]:
            yield attrs.evolve(one, because=(told, *one.because))


def _told(clock: Clock, start: datetime, until: datetime) -> Finding:
    what = {
        ClockKind.NO_FOLLOW_UP: "the last follow-up",
        ClockKind.NO_DEAL: "the last deal or the begin of the holding",
        ClockKind.AFTER_CONTRACT: "the end of the last contract",
        ClockKind.INQUIRY_ONLY: "the last follow-up with one who never ordered",
        ClockKind.LONGEST: "the begin of the holding, whatever is done,",
    }[clock.kind]
    return _finding(
        str(clock.kind),
        f"{clock.days} days after {what} ({start.date()}) are over on {until.date()}.",
    )


def _waits_for_us(lead: Lead, now: datetime) -> Finding | None:
    """A customer whose last word nobody answered should hear from us before it is handed on."""
    said = [one for one in lead.history if one.is_human and one.at <= now]
    if said and said[-1].is_inbound and said[-1].kind is not InteractionKind.ORDER:
        reason = f"Its message of {said[-1].at.date()} waits for an answer: answer before it is released."
        return Finding(name="pool.owed", outcome=Outcome.AGAINST, reason=reason)
    return None


def _finding(name: str, reason: str) -> Finding:
    return Finding(name=f"pool.{name}", outcome=Outcome.FOR, reason=reason, subject="pool_rules")
