"""Which of a customer's contact points to use, best first, with the reasons for and against each.

The order: what was tried goes last, and what bounced before it. An urgent matter goes to an emergency
contact and to channels that ring or buzz, calls first. Then counts where the customer wrote to us before, then what
the country uses, then whether the handle itself raises doubts, then the order in which you listed them.
What is throttled for everybody there comes last. What a law forbids is dropped; where it wants consent,
that is told, because only you know whether you have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import attrs

from followup._normal import require_a, require_aware
from followup._value import Value
from followup.channels._candidates import Candidate, Case, Dropped, split
from followup.channels._ranked import Ranked
from followup.channels._reasons import (
    INSTANT,
    Scale,
    doubts_about,
    finding,
    notes,
    reasons,
)
from followup.channels.access_rules import hampered
from followup.channels.links import link
from followup.channels.rankings import preferred
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.models import (
    ContactPoint,
    ContactRole,
    InteractionKind,
    Lead,
    Seller,
    Urgency,
)


# House rules: trade goes on in writing, so mail stands below the three leading messengers of a country;
# an unannounced call disturbs more than a mail does, and a text message from abroad is often not read.
_PLACES = {"email": 3.5, "phone": 4.5, "sms": 5.5}
# What no study ranks in a country, and its region uses, is tried after a call.
_REGIONAL = 5.0
_UNRANKED = 90.0
# What is throttled for everybody, or reported as blocked, comes behind all that is open.
_HAMPERED = 95.0


@attrs.frozen(kw_only=True)
class Choice(Value):
    """A contact point to use.

    Attributes:
        channel: The slug of the channel, as it is called on that day: a Twitter handle is on ``"x"``.
        contact_point: The contact point of the lead.
        link: Opens the conversation; None where the channel documents no link.
        confidence: How likely the customer is met there, in words.
        because: What speaks for and against it, with sources.
    """

    channel: str
    contact_point: ContactPoint
    link: str | None
    confidence: Confidence
    because: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Review(Value):
    """All contact points of a lead: those to use, best first, and the others with their reasons."""

    kept: tuple[Choice, ...]
    dropped: tuple[Dropped, ...]


def choose(  # noqa: PLR0913 - the case, its time and what was tried are one question
    lead: Lead,
    seller: Seller,
    *,
    at: datetime,
    urgency: str = "normal",
    tried: Iterable[str] = (),
    facts: Facts = BUNDLED,
) -> tuple[Choice, ...]:
    """The contact points to use, best first: ``review(…).kept``.

    Args:
        lead: The customer.
        seller: Who wants to reach it.
        at: When (aware); channels count as they stood on that day, UTC.
        urgency: ``"urgent"`` puts calls and instant messages first.
        tried: Channels that were tried without an answer; they go last.
        facts: The tables to look in.

    Returns:
        Only handles that are on the lead, on channels that live, are open to both sides and permitted. The
        law is asked for a company and for the ground that the record shows (see ``may_contact``). Empty where nothing may be used. The list is an order, one
        after the other, and no broadcast.

    Raises:
        NaiveTime: ``at`` has no zone.
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
        ValueError: There is no such urgency.
    """
    return review(lead, seller, at=at, urgency=urgency, tried=tried, facts=facts).kept


def review(  # noqa: PLR0913 - as choose
    lead: Lead,
    seller: Seller,
    *,
    at: datetime,
    urgency: str = "normal",
    tried: Iterable[str] = (),
    facts: Facts = BUNDLED,
) -> Review:
    """Like ``choose``, with the contact points that were dropped and why."""
    require_aware("at", at)
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    on = at.astimezone(UTC).date()
    case = Case(lead=lead, seller=seller, at=at, on=on, facts=facts)
    kept, dropped = split(case)
    scale = Scale(
        case=case,
        urgent=Urgency(urgency) is Urgency.URGENT,
        tried=case.slugs(tried),
        answers=_answers(case),
        bounced=_bounced(case),
        ranks=_ranks(case),
    )
    weighed = sorted((_weigh(candidate, scale) for candidate in kept), key=lambda pair: pair[0])
    return Review(kept=tuple(choice for _, choice in weighed), dropped=dropped)


_Key = tuple[bool, bool, bool, bool, int, float, int]


def _weigh(candidate: Candidate, scale: Scale) -> tuple[_Key, Choice]:
    slug, point = candidate.channel.slug, candidate.point
    doubts = doubts_about(candidate, scale)
    key = (
        slug in scale.tried,
        candidate.handle.value.casefold() in scale.bounced,
        scale.urgent and point.role is not ContactRole.EMERGENCY,
        scale.urgent and candidate.channel.kind not in INSTANT,
        -scale.answers.get(slug, 0),
        _place(slug, scale),
        len(doubts),
    )
    because = (*reasons(candidate, scale), *doubts, *notes(candidate, scale))
    opened = link(candidate.handle, facts=scale.case.facts)
    return key, Choice(
        channel=slug,
        contact_point=point,
        link=opened if isinstance(opened, str) else None,
        confidence=_confidence(slug, scale, doubtful=bool(doubts)),
        because=because
        if isinstance(opened, str)
        else (*because, finding("no_link", Outcome.NEUTRAL, opened.reason, point)),
    )


def _place(slug: str, scale: Scale) -> float:
    if hampered(scale.case.lead.country, slug, on=scale.case.on, facts=scale.case.facts):
        return _HAMPERED
    if scale.urgent and slug == "phone":
        return 0.0
    if slug in _PLACES:
        return _PLACES[slug]
    if slug not in scale.ranks:
        return _UNRANKED
    ranked = scale.ranks[slug]
    studied = not all(one.default for one in scale.ranks.values())
    return _REGIONAL + ranked.rank / 100 if ranked.default and studied else float(ranked.rank)


def _confidence(slug: str, scale: Scale, *, doubtful: bool) -> Confidence:
    if doubtful or slug in scale.tried:
        return Confidence.LOW
    if scale.answers.get(slug):
        return Confidence.HIGH
    if slug in _PLACES:
        return Confidence.MEDIUM
    return scale.ranks[slug].confidence if slug in scale.ranks else Confidence.LOW


def _answers(case: Case) -> Mapping[str, int]:
    """How often the customer spoke on each channel; leaving is no answer."""
    counts: Counter[str] = Counter()
    for one in case.past:
        channel = case.channel(one.channel)
        if channel and one.is_inbound and one.is_human:
            counts[channel.slug] += 1
    return counts


def _bounced(case: Case) -> frozenset[str]:
    """Handles whose last word is a bounce."""
    last: dict[str, bool] = {}
    for one in case.past:
        if one.handle and one.is_inbound:
            last[one.handle.casefold()] = one.kind is InteractionKind.BOUNCE
    return frozenset(handle for handle, failed in last.items() if failed)


def _ranks(case: Case) -> Mapping[str, Ranked]:
    if case.lead.country is None:
        return {}
    ranked = preferred(case.lead.country, on=case.on, facts=case.facts)
    return {one.channel: one for one in ranked if one.channel not in _PLACES}
