"""Who may take a customer out of the pool."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from followup._normal import aware, require_aware
from followup._value import NoTruth, Value
from followup.data import BUNDLED, Facts
from followup.models import Holding, Lead, Segment
from followup.pool.rules import PoolRules, rules as rule_set


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
    rules: PoolRules | str = "house",
    *,
    now: datetime,
    holds: int = 0,
    claimed_today: int = 0,
    facts: Facts = BUNDLED,
) -> Claim:
    """Whether somebody may take a customer out of the pool.

    Args:
        lead: The customer.
        owner: Who wants it: the same key as in the leads' holdings; capitals do not matter.
        rules: A set of rules, or the name of one in the table ``pool_rules``.
        now: The instant of the claim (aware).
        holds: How many customers, as the cap counts them, that person holds.
        claimed_today: How many that person has claimed today.
        facts: The tables to look up.

    Raises:
        NaiveTime: ``now`` has no zone.
        UnknownName: There is no set of rules of that name.
    """
    require_aware("now", now)
    if isinstance(rules, str):
        rules = rule_set(rules, facts=facts)
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
    if holding and holding.released_at and _is_last(owner, holding):
        earliest = holding.released_at + rules.reclaim_after
        if now < earliest:
            span = _in_words(rules.reclaim_after)
            reason = (
                f"{owner} let it go on {holding.released_at.date()}; it is for others for {span}."
            )
            return Claim(allowed=False, reason=reason, earliest=earliest)
    return Claim(allowed=True, reason="The rules of the pool allow it.")


def _is_last(owner: str, holding: Holding) -> bool:
    last = holding.last_owner
    return last is not None and last.casefold() == owner.strip().casefold()


def _in_words(span: timedelta) -> str:
    hours = round(span / timedelta(hours=1))
    return f"{hours} hours" if hours % 24 else f"{hours // 24} days"
