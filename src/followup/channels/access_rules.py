"""Where a channel is blocked or restricted, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from followup._normal import country as as_country
from followup._value import Value
from followup.channels.registry import first_day, get, source_of
from followup.data import BUNDLED, Facts, Row
from followup.evidence import Confidence, Source


class AccessStatus(StrEnum):
    """``BLOCKED`` rules a channel out; ``RESTRICTED`` and ``REPORTED`` (not confirmed) only warn."""

    BLOCKED = "blocked"
    RESTRICTED = "restricted"
    REPORTED = "reported"


@attrs.frozen(kw_only=True)
class AccessRule(Value):
    """One obstacle to a channel in a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        channel: The slug of the channel.
        status: How hard it is.
        scope: ``"all"``, ``"calls"``, ``"some users"`` or ``"at times"``.
        start: The first day; None means that the source names none, and that it counts on any day.
        end: The first day without it; None means that it lasts, as far as is known.
        confidence: How sure the source is.
        note: What the source adds, in words.
        source: Where that is told.
    """

    country: str
    channel: str
    status: AccessStatus
    scope: str
    start: date | None
    end: date | None
    confidence: Confidence
    note: str
    source: Source

    @property
    def confirmed(self) -> bool:
        """Whether a source that is not weak was read; a house judgement or a mere report is not confirmed."""
        weak = self.status is AccessStatus.REPORTED or self.confidence is Confidence.LOW
        return self.source.url is not None and not weak

    def covers(self, on: date) -> bool:
        """Whether the day lies in it: the start does, the end does not."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


def access(
    country: str, channel: str, *, on: date, facts: Facts = BUNDLED
) -> tuple[AccessRule, ...]:
    """What stands in the way of a channel in a country on a day; empty means that nothing is known.

    Raises:
        InvalidValue: The country is no ISO code.
        UnknownName: There is no such channel.
    """
    slug = get(channel, facts=facts).slug
    rules = facts.view(_rules).get((as_country(country), slug), ())
    return tuple(rule for rule in rules if rule.covers(on))


def blocked(
    country: str | None, channel: str, *, on: date, facts: Facts = BUNDLED
) -> AccessRule | None:
    """The rule that blocks a channel there on that day; None where it is open or the country not known."""
    if country is None:
        return None
    rules = access(country, channel, on=on, facts=facts)
    return next((rule for rule in rules if rule.status is AccessStatus.BLOCKED), None)


def hampered(
    country: str | None, channel: str, *, on: date, facts: Facts = BUNDLED
) -> AccessRule | None:
    """The rule by which a channel is throttled there for everybody, or reported as blocked; None where none is."""
    if country is None:
        return None
    rules = access(country, channel, on=on, facts=facts)
    open_still = (rule for rule in rules if rule.status is not AccessStatus.BLOCKED)
    return next((rule for rule in open_still if rule.scope == "all"), None)


def _rules(facts: Facts) -> Mapping[tuple[str, str], tuple[AccessRule, ...]]:
    rules: dict[tuple[str, str], tuple[AccessRule, ...]] = {}
    for row in facts.rows("channel_access"):
        rule = _rule(row)
        key = (rule.country, rule.channel)
        rules[key] = (*rules.get(key, ()), rule)
    return rules


def _rule(row: Row) -> AccessRule:
    return AccessRule(
        country=row["country"],
        channel=row["channel"],
        status=AccessStatus(row["status"]),
        scope=row["scope"],
        start=first_day(row["start"]),
        end=first_day(row["end"]),
        confidence=Confidence(row["confidence"]),
        note=row["note"],
        source=source_of(row),
    )
