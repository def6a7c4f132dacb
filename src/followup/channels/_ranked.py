"""A channel and its place in a country, and whether it can be used there at all."""

from __future__ import annotations

from datetime import date

import attrs

from followup._value import Value
from followup.channels.access_rules import blocked, hampered
from followup.channels.registry import get
from followup.data import Facts
from followup.evidence import Confidence, Source


@attrs.frozen(kw_only=True)
class Ranked(Value):
    """A channel and its place in a country.

    Attributes:
        channel: Its slug.
        name: Its name on the day that was asked for.
        rank: 1 is the first.
        share: Per cent of the people whom the study speaks of; None where it gives only an order.
        confidence: How much the three weightiest sources are worth on that day, taken together.
        sources: Who says so, the weightiest first.
        why: One or two plain sentences: who says so, and who disagrees.
        default: Whether no study speaks of it there, so that it is what its region uses.
    """

    channel: str
    name: str
    rank: int
    share: float | None
    confidence: Confidence
    sources: tuple[Source, ...]
    why: str
    default: bool = False


def usable(slug: str, country: str, on: date, facts: Facts) -> bool:
    """Whether it lives on that day and is open there."""
    alive = get(slug, facts=facts).alive(on, country)
    return alive and blocked(country, slug, on=on, facts=facts) is None


def warning(slug: str, country: str, on: date, facts: Facts) -> str:
    """What stands in the way of a channel there for everybody, short of a confirmed block."""
    rule = hampered(country, slug, on=on, facts=facts)
    if rule is None:
        return ""
    return f" Take care: {rule.source.title} tells that it is {rule.status.value} there."
