"""The rows behind a permit: the laws of countries and the policies of messengers, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

import attrs

from followup.channels.registry import Channel, ChannelKind, first_day, source_of
from followup.data import Facts, Row
from followup.errors import DataError
from followup.evidence import Confidence, Source


T = TypeVar("T")


class PermitVerdict(StrEnum):
    """``ALLOWED_UNTIL`` ends on a day; ``ASK_FIRST`` needs consent, asked for in a lawful way.

    ``FORBIDDEN`` is not mended by consent; ``UNKNOWN`` means that no rule was read.
    """

    ALLOWED = "allowed"
    ALLOWED_UNTIL = "allowed_until"
    ASK_FIRST = "ask_first"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class Audience(StrEnum):
    """Whether a company is addressed or a consumer; sole traders often count as consumers."""

    B2B = "b2b"
    B2C = "b2c"


class Basis(StrEnum):
    """What is between you: it asked about your goods, it bought from you, or nothing."""

    ENQUIRY = "enquiry"
    CUSTOMER = "customer"
    COLD = "cold"


@attrs.frozen
class Grant:
    """What a rule says of one basis, and for how many months after it began."""

    verdict: PermitVerdict
    months: int | None = None


@attrs.frozen(kw_only=True)
class Rule:
    """One row of law, or of a messenger's policy."""

    grants: Mapping[Basis, Grant]
    start: date | None
    end: date | None
    condition: str
    law: str
    confidence: Confidence
    source: Source

    def covers(self, on: date) -> bool:
        """Whether it is in force on the day: it is on the first, and not on the last."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


_TEXTS = {"sms", "rcs"}


def law_channel(channel: Channel) -> str | None:
    """Under which word the laws speak of a channel; None for trading platforms, which have their own rules."""
    if channel.slug in _TEXTS:
        return "sms"
    return {
        ChannelKind.MAIL: "email",
        ChannelKind.TELEPHONE: "phone",
        ChannelKind.MESSENGER: "messenger",
        ChannelKind.NETWORK: "messenger",
    }.get(channel.kind)


def law_of(
    country: str, channel: Channel, audience: Audience, on: date, facts: Facts
) -> Rule | None:
    """The first row of the table that speaks of it on that day."""
    key = (country, law_channel(channel) or "", audience)
    rules = facts.view(_laws).get(key, ())
    return next((rule for rule in rules if rule.covers(on)), None)


def policy_of(country: str, channel: Channel, facts: Facts) -> Rule | None:
    """What the owner of a messenger asks for; a row for the country goes before one for all."""
    policies = facts.view(_policies)
    return policies.get((channel.slug, country)) or policies.get((channel.slug, ""))


def _laws(facts: Facts) -> Mapping[tuple[str, str, Audience], tuple[Rule, ...]]:
    laws: dict[tuple[str, str, Audience], tuple[Rule, ...]] = {}
    for row in facts.rows("contact_laws"):
        rule = _rule(row, first_day(row["start"]), first_day(row["end"]))
        for country in row["countries"].split():
            for channel in row["channels"].split():
                for audience in row["audiences"].split():
                    key = (country, channel, _named(Audience, audience))
                    laws[key] = (*laws.get(key, ()), rule)
    return laws


def _policies(facts: Facts) -> Mapping[tuple[str, str], Rule]:
    return {
        (row["channel"], country): _rule(row)
        for row in facts.rows("channel_policies")
        for country in row["countries"].split() or [""]
    }


def _rule(row: Row, start: date | None = None, end: date | None = None) -> Rule:
    return Rule(
        grants={basis: _grant(row[basis.value]) for basis in Basis},
        start=start,
        end=end,
        condition=row["condition"],
        law=row["law"],
        confidence=_named(Confidence, row.get("confidence") or "high"),
        source=source_of(row, first_day(row["as_of"])),
    )


def _grant(cell: str) -> Grant:
    """``"allowed"``, ``"ask_first"``, ``"forbidden"``, or ``"allowed 6 months"``."""
    match cell.split():
        case [PermitVerdict.ALLOWED.value, count, "months"] if count.isdecimal():
            return Grant(PermitVerdict.ALLOWED_UNTIL, int(count))
        case [word]:
            return Grant(_named(PermitVerdict, word))
    raise DataError(f"{cell!r} is no verdict. Write 'allowed', 'ask_first' or 'allowed 6 months'.")


def _named(kind: Callable[[str], T], word: str) -> T:
    try:
        return kind(word)
    except ValueError:
        raise DataError(f"{word!r} stands in a table of law and is not known there.") from None
