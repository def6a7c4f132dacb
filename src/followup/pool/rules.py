"""The rules of the public pool: when a customer goes back to it, and who may take it out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.errors import DataError, InvalidValue, UnknownName


class ClockKind(StrEnum):
    """What a clock counts the days from."""

    NO_FOLLOW_UP = "no_follow_up"
    NO_DEAL = "no_deal"
    AFTER_CONTRACT = "after_contract"
    INQUIRY_ONLY = "inquiry_only"
    LONGEST = "longest"


@attrs.frozen(kw_only=True)
class Clock(Value):
    """A customer is released when so many days are over.

    Attributes:
        kind: What the days are counted from: our last follow-up, the last order (or the begin of the
            holding), the end of the last contract, our last follow-up with one who never ordered, or the
            begin of the holding, whatever is done.
        days: So many days.
        level: The level of customers that it holds for; None for all that no clock of this kind names.
    """

    kind: ClockKind = attrs.field(converter=ClockKind)
    days: int = attrs.field()
    level: str | None = None

    @days.validator
    def _positive(self, _field: attrs.Attribute[int], days: int) -> None:
        if days < 1:
            raise InvalidValue("Clock.days", days, "is less than a day", "Leave the clock out")

    def is_for(self, level: str) -> bool:
        """Whether it holds for that level (in small letters) alone."""
        return self.level is not None and self.level.strip().casefold() == level

    @property
    def span(self) -> timedelta:
        """The days as a length of time."""
        return timedelta(days=self.days)


@attrs.frozen(kw_only=True)
class PoolRules(Value):
    """The rules of one company's pool; all of them may be changed.

    Attributes:
        name: How the set is called.
        clocks: What releases a customer; the first that is over does.
        grace: So long after the begin of a holding only the longest holding and a contract end it.
        warn: So long before, the owner is warned.
        holding_cap: So many customers one owner may hold; None for any number.
        won_count: Whether customers with an order count towards the cap.
        reclaim_after: So long the last owner may not claim a customer that it let go.
        claims_per_day: So many one owner may claim in a day; None for any number.
    """

    name: str
    clocks: tuple[Clock, ...] = ()
    grace: timedelta = timedelta()
    warn: timedelta = timedelta(days=7)
    holding_cap: int | None = None
    won_count: bool = False
    reclaim_after: timedelta = timedelta()
    claims_per_day: int | None = None

    def clocks_for(self, level: str | None) -> tuple[Clock, ...]:
        """The clocks that hold for customers of a level: its own before those for all.

        Capitals do not matter in the name of a level.
        """
        wanted = (level or "").strip().casefold()
        own = {clock.kind: clock for clock in self.clocks if clock.is_for(wanted)}
        common = {clock.kind: clock for clock in self.clocks if clock.level is None}
        return tuple((common | own).values())


def rule_sets(*, facts: Facts = BUNDLED) -> tuple[str, ...]:
    """The names of the sets of rules in the table ``pool_rules``."""
    return tuple(facts.view(_sets))


def rules(name: str = "house", *, facts: Facts = BUNDLED) -> PoolRules:
    """A set of rules from the table ``pool_rules``; change it with ``attrs.evolve``.

    Args:
        name: ``"house"``, another of ``rule_sets()``, or one of yours.
        facts: The tables to look in.

    Raises:
        UnknownName: There is no such set; the message names the nearest ones.
        DataError: The table names a rule or number that nobody knows.
    """
    sets = facts.view(_sets)
    if name not in sets:
        raise UnknownName("rules", name, sets)
    return sets[name]


def _sets(facts: Facts) -> Mapping[str, PoolRules]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in facts.table("pool_rules").rows:
        found.setdefault(row["set"], []).append(row)
    return {name: _set(name, rows) for name, rows in found.items()}


_CLOCKS = {f"{kind}_days": kind for kind in ClockKind}
_NUMBERS = {"holding_cap", "claims_per_day"}
_SPANS = {"grace_days": "grace", "warn_days": "warn", "reclaim_days": "reclaim_after"}
_HOURS = {"reclaim_hours": "reclaim_after"}


def _set(name: str, rows: list[Mapping[str, str]]) -> PoolRules:
    clocks: list[Clock] = []
    limits: dict[str, Any] = {}
    for row in rows:
        rule, value = row["rule"], row["value"]
        if not value.isdecimal():
            raise DataError(f"pool_rules: {rule!r} of {name!r} is {value!r}. Write a whole number.")
        if rule in _CLOCKS:
            clock = Clock(kind=_CLOCKS[rule], days=int(value), level=row["level"] or None)
            clocks.append(clock)
        elif rule in _NUMBERS:
            limits[rule] = int(value)
        elif rule in _SPANS:
            limits[_SPANS[rule]] = timedelta(days=int(value))
        elif rule in _HOURS:
            limits[_HOURS[rule]] = timedelta(hours=int(value))
        else:
            known = ", ".join(sorted((*_CLOCKS, *_NUMBERS, *_SPANS, *_HOURS)))
            raise DataError(f"pool_rules: there is no rule {rule!r}. Write one of: {known}.")
    return PoolRules(name=name, clocks=tuple(clocks), **limits)
