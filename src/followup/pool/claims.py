"""Who may take a customer out of the pool."""

from __future__ import annotations

from datetime import datetime

import attrs

from followup._normal import aware, require_aware
from followup._value import NoTruth, Value
from followup.models import Lead, Segment
from followup.pool.rules import PoolRules


_OPEN = frozenset({Segment.POOL, Segment.LOST})


@attrs.frozen(kw_only=True)
class Claim(NoTruth, Value):
    """Whether one may claim a customer.

    Attributes:
        allowed: The rules let it.
        reason: One plain sentence.
        earliest: From when on they would (aware); None where it is allowed now, or time does not help.
    """

    allowed: bool
    reason: str
    earliest: datetime | None = attrs.field(default=None, validator=aware)


def claim(  # noqa: PLR0913 - who, whom, by which rules, when, and what that person did so far
    lead: Lead,
    owner: str,
    rules: PoolRules,
    *,
    now: datetime,
    holds: int = 0,
    claimed_today: int = 0,
) -> Claim:
    """Whether somebody may take a customer out of the pool.

    Args:
        lead: The customer.
        owner: Who wants it.
        rules: The rules of the pool.
        now: The instant of the claim (aware).
        holds: How many customers, as the cap counts them, that person holds.
        claimed_today: How many that person has claimed today.

    Raises:
        NaiveTime: ``now`` has no zone.
    """
    require_aware("now", now)
    if lead.segment not in _OPEN:
        return Claim(allowed=False, reason=f"It is not in the pool but {lead.segment}.")
    if rules.claims_per_day is not None and claimed_today >= rules.claims_per_day:
        return Claim(
            allowed=False,
            reason=f"{claimed_today} were claimed today; {rules.claims_per_day} are allowed a day.",
        )
    if rules.holding_cap is not None and holds >= rules.holding_cap:
        return Claim(
            allowed=False, reason=f"{holds} are held already; {rules.holding_cap} are allowed."
        )
    holding = lead.holding
    if holding and holding.last_owner == owner and holding.released_at:
        earliest = holding.released_at + rules.reclaim_after
        if now < earliest:
            days = rules.reclaim_after.days
            reason = f"{owner} let it go on {holding.released_at.date()}; it is for others for {days} days."
            return Claim(allowed=False, reason=reason, earliest=earliest)
    return Claim(allowed=True, reason="The rules of the pool allow it.")
