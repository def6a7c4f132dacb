"""What every judgement must carry: findings, and where each was found."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import Value


class Confidence(StrEnum):
    """How sure a judgement is, in words; ``weight`` orders them.

    ``UNKNOWN`` means that nothing was learned. It is less than ``LOW``, not a kind of no.
    """

    CERTAIN = "certain"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"

    @property
    def weight(self) -> float:
        """A number from 0 (unknown) to 1 (certain), for ordering and adding up."""
        return _WEIGHTS[self]


_WEIGHTS = {
    Confidence.CERTAIN: 1.0,
    Confidence.HIGH: 0.85,
    Confidence.MEDIUM: 0.6,
    Confidence.LOW: 0.3,
    Confidence.UNKNOWN: 0.0,
}


class Outcome(StrEnum):
    """Which way a finding points: for the claim, against it, neither, or nothing was learned."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Source(Value):
    """Where a fact comes from.

    Attributes:
        title: What it is, in words a reader can look up: a report, a table row, a DNS record, a message.
        url: Where to read it, if it has an address.
        as_of: The day for which it speaks, or None where the source does not say.
        licence: Under which terms it is used; an SPDX identifier where there is one.
    """

    title: str
    url: str | None = None
    as_of: date | None = None
    licence: str | None = None


@attrs.frozen(kw_only=True)
class Finding(Value):
    """One thing that was seen, and which way it points.

    Attributes:
        name: A stable dotted name, such as ``"mail.no_such_domain"``; part of the API.
        outcome: Which way it points.
        reason: One plain sentence for a person.
        weight: How much it counts in a score; the weights listed add up to the score.
        quote: The exact words or record that it rests on.
        subject: What it speaks of: a field of the lead, a host, the id of a message.
        source: Where the rule or the fact comes from.
        observed_at: When it was seen (aware), or None for what needs no clock.
    """

    name: str
    outcome: Outcome
    reason: str
    weight: float = 0.0
    quote: str | None = None
    subject: str | None = None
    source: Source | None = None
    observed_at: datetime | None = attrs.field(default=None, validator=aware)


@attrs.frozen
class NotChecked(Value):
    """A check that was not made, and why: coverage is part of every verdict.

    Attributes:
        what: Which check, such as ``"site"`` or ``"mailbox"``.
        reason: One plain sentence.
    """

    what: str
    reason: str
