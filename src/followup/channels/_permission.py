"""From the rows of law to a ruling: the stricter of the country's law and the messenger's own policy."""

from __future__ import annotations

import calendar

from datetime import date

import attrs

from followup.channels._laws import (
    Audience,
    Basis,
    Grant,
    PermitVerdict,
    Rule,
    law_of,
    policy_of,
)
from followup.channels.access_rules import blocked
from followup.channels.registry import Channel
from followup.data import Facts
from followup.evidence import Confidence, Source


_MONTHS_A_YEAR = 12
_STRICTER_AND_STRICTER = (
    PermitVerdict.ALLOWED,
    PermitVerdict.ALLOWED_UNTIL,
    PermitVerdict.UNKNOWN,
    PermitVerdict.ASK_FIRST,
    PermitVerdict.FORBIDDEN,
)
_WHO = {Audience.B2B: "a company", Audience.B2C: "a consumer"}
_BETWEEN = {
    Basis.ENQUIRY: "that enquired",
    Basis.CUSTOMER: "that bought from you",
    Basis.COLD: "with which you have no dealings",
}
_SAID = {
    PermitVerdict.ALLOWED: "is allowed",
    PermitVerdict.ALLOWED_UNTIL: "is allowed",
    PermitVerdict.ASK_FIRST: "needs consent first",
    PermitVerdict.FORBIDDEN: "is not allowed",
    PermitVerdict.UNKNOWN: "is not in our tables: no rule was read",
}


@attrs.frozen(kw_only=True)
class Question:
    """Who wants to reach whom, how, on what ground, on which day."""

    country: str
    channel: Channel
    audience: Audience
    basis: Basis
    since: date | None
    on: date
    facts: Facts


@attrs.frozen(kw_only=True)
class Ruling:
    """The answer, without the clock."""

    verdict: PermitVerdict
    summary: str
    until: date | None = None
    conditions: tuple[str, ...] = ()
    law: str = ""
    confidence: Confidence = Confidence.UNKNOWN
    source: Source | None = None


def judge(question: Question) -> Ruling:
    """What the table of laws, the messenger's policy and the blocks say together."""
    closed = _closed(question)
    if closed is not None:
        return closed
    law = law_of(question.country, question.channel, question.audience, question.on, question.facts)
    policy = policy_of(question.country, question.channel, question.facts)
    rulings = [_apply(law, question)]
    if policy is not None:
        rulings.append(_apply(policy, question))
    strictest = max(rulings, key=lambda one: _STRICTER_AND_STRICTER.index(one.verdict))
    kept = dict.fromkeys(condition for one in rulings for condition in one.conditions)
    return attrs.evolve(strictest, conditions=tuple(kept))


def _closed(question: Question) -> Ruling | None:
    """A channel that is dead or blocked there is not open to anybody's consent."""
    channel, country = question.channel, question.country
    if not channel.alive(question.on, country):
        return Ruling(
            verdict=PermitVerdict.FORBIDDEN,
            summary=f"{channel.name} cannot be used on {question.on}.",
            confidence=Confidence.HIGH,
            source=channel.spans[0].source,
        )
    rule = blocked(country, channel.slug, on=question.on, facts=question.facts)
    if rule is None:
        return None
    return Ruling(
        verdict=PermitVerdict.FORBIDDEN,
        summary=f"{channel.name} is blocked in {country}.",
        law="the block there",
        confidence=rule.confidence,
        source=rule.source,
    )


def _apply(rule: Rule | None, question: Question) -> Ruling:
    if rule is None:
        return Ruling(
            verdict=PermitVerdict.UNKNOWN, summary=_sentence(PermitVerdict.UNKNOWN, question)
        )
    grant = rule.grants[question.basis]
    until = _last_day(grant, question.since)
    over = until is not None and until < question.on
    verdict = rule.grants[Basis.COLD].verdict if over else grant.verdict
    return Ruling(
        verdict=verdict,
        summary=_sentence(verdict, question, _term(grant, until, over=over)),
        until=until,
        conditions=(rule.condition,) if rule.condition else (),
        law=rule.law,
        confidence=rule.confidence,
        source=rule.source,
    )


def _last_day(grant: Grant, since: date | None) -> date | None:
    """So many months later on the same day of the month, or on the last one of a shorter month."""
    if grant.months is None or since is None:
        return None
    months = since.year * _MONTHS_A_YEAR + since.month - 1 + grant.months
    year, month = divmod(months, _MONTHS_A_YEAR)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(since.day, length))


def _term(grant: Grant, until: date | None, *, over: bool) -> str:
    if grant.months is None:
        return ""
    if until is None:
        return f" ({grant.months} months, counted from a day that you did not tell)"
    return (
        f" (the permit of {grant.months} months ran out on {until})" if over else f" until {until}"
    )


def _sentence(verdict: PermitVerdict, question: Question, term: str = "") -> str:
    return (
        f"Advertising by {question.channel.name} to {_WHO[question.audience]} in {question.country}"
        f" {_BETWEEN[question.basis]} {_SAID[verdict]}{term}."
    )
