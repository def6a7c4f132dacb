"""What speaks for a contact point, and what against it without ruling it out."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from followup._phone import PhoneKind, parse_phone
from followup.channels._candidates import Candidate, Case
from followup.channels._ground import call_window
from followup.channels._laws import Basis, PermitVerdict
from followup.channels._ranked import Ranked
from followup.channels.access_rules import access, blocked
from followup.channels.handles import HandleKind
from followup.channels.registry import ChannelKind
from followup.evidence import Finding, Outcome, Source
from followup.models import ContactPoint, ContactRole


INSTANT = (ChannelKind.TELEPHONE, ChannelKind.MESSENGER)
_NOT_ON_MESSENGERS = (PhoneKind.FIXED, PhoneKind.VOIP, PhoneKind.TOLL_FREE)
_INDIRECT = (ContactRole.SWITCHBOARD, ContactRole.FORWARDER)


@attrs.frozen(kw_only=True)
class Scale:
    """All that candidates are compared by."""

    case: Case
    urgent: bool
    tried: frozenset[str]
    answers: Mapping[str, int]
    bounced: frozenset[str]
    ranks: Mapping[str, Ranked]


def reasons(candidate: Candidate, scale: Scale) -> list[Finding]:
    """What speaks for it."""
    slug, point, name = candidate.channel.slug, candidate.point, candidate.channel.name
    findings = []
    if count := scale.answers.get(slug):
        times = "once" if count == 1 else f"{count} times"
        reason = f"The customer wrote or called on {name} {times} before."
        findings.append(finding("answered_before", Outcome.FOR, reason, point))
    if scale.urgent and candidate.channel.kind in INSTANT:
        reason = f"The matter is urgent, and {name} rings or buzzes at once."
        findings.append(finding("instant", Outcome.FOR, reason, point))
    if scale.urgent and point.role is ContactRole.EMERGENCY:
        reason = "It is the contact that was named for emergencies."
        findings.append(finding("emergency_contact", Outcome.FOR, reason, point))
    if slug in scale.ranks:
        ranked = scale.ranks[slug]
        reason = f"Number {ranked.rank} in {scale.case.lead.country}. {ranked.why}"
        findings.append(finding("country_uses_it", Outcome.FOR, reason, point, ranked.sources[0]))
    return findings


def doubts_about(candidate: Candidate, scale: Scale) -> list[Finding]:
    """What speaks against it, and does not rule it out."""
    point, name, case = candidate.point, candidate.channel.name, scale.case
    findings = []
    if candidate.handle.value.casefold() in scale.bounced:
        reason = "A message to it came back undelivered."
        findings.append(finding("bounced", Outcome.AGAINST, reason, point))
    if candidate.channel.kind is ChannelKind.MESSENGER and _is_no_mobile(candidate):
        reason = f"The number is no mobile one, and {name} accounts seldom sit on such numbers."
        findings.append(finding("no_mobile_number", Outcome.AGAINST, reason, point))
    if point.role in _INDIRECT:
        reason = f"It belongs to a {point.role.value}, not to the person."
        findings.append(finding("indirect", Outcome.AGAINST, reason, point))
    if case.lead.country is not None:
        rules = access(case.lead.country, candidate.channel.slug, on=case.on, facts=case.facts)
        findings += [
            finding(
                "restricted",
                Outcome.AGAINST,
                f"{name} is {rule.status.value} in {rule.country} ({rule.note or rule.scope}).",
                point,
                rule.source,
            )
            for rule in rules
        ]
    return findings


def notes(candidate: Candidate, scale: Scale) -> list[Finding]:
    """What the reader should know, and what counts neither way here."""
    slug, point, case = candidate.channel.slug, candidate.point, scale.case
    findings = _law(candidate, case)
    if scale.urgent:
        findings += _hours(candidate, case)
    if slug in scale.tried:
        reason = "It was tried without an answer, and goes last."
        findings.append(finding("tried", Outcome.AGAINST, reason, point))
    rule = blocked(case.seller.country, slug, on=case.on, facts=case.facts)
    if rule is not None:
        reason = f"It is blocked in {rule.country}, and the seller names it as usable all the same."
        findings.append(finding("seller_reaches_it", Outcome.NEUTRAL, reason, point, rule.source))
    return findings


def _law(candidate: Candidate, case: Case) -> list[Finding]:
    """What the law says, where it says more than yes; only the seller knows whether there is consent."""
    ruling, point = candidate.ruling, candidate.point
    if ruling is None or ruling.verdict in {PermitVerdict.ALLOWED, PermitVerdict.UNKNOWN}:
        return []
    stranger = case.ground is not None and case.ground.basis is Basis.COLD
    more = (
        "The record shows no word of theirs: make sure that you have consent."
        if stranger
        else "An answer to what was asked is no advertising."
    )
    outcome = Outcome.AGAINST if stranger else Outcome.NEUTRAL
    reason = f"{ruling.summary} {more}"
    return [finding(ruling.verdict.value, outcome, reason, point, ruling.source)]


def _hours(candidate: Candidate, case: Case) -> list[Finding]:
    """Where an urgent call would fall outside the hours for advertising calls: when the next ones begin."""
    window = call_window(case.lead, candidate.channel, case.at, case.facts)
    if window is None or window.start <= case.at:
        return []
    reason = (
        f"Outside the hours of {window.law}; the next begin at {window.start:%Y-%m-%d %H:%M %z}."
    )
    return [finding("call_hours", Outcome.NEUTRAL, reason, candidate.point, window.source)]


def _is_no_mobile(candidate: Candidate) -> bool:
    if candidate.handle.kind is not HandleKind.PHONE:
        return False
    number = parse_phone(candidate.handle.value)
    return number is not None and number.kind in _NOT_ON_MESSENGERS


def finding(
    name: str, outcome: Outcome, reason: str, point: ContactPoint, source: Source | None = None
) -> Finding:
    """A finding about one contact point."""
    return Finding(
        name=f"channel.{name}", outcome=outcome, reason=reason, subject=point.channel, source=source
    )
