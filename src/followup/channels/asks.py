"""Which contact detail is most worth asking for, while the customer still talks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

import attrs

from followup._normal import require_a
from followup._value import Value
from followup.channels.access_rules import blocked
from followup.channels.links import handle_of
from followup.channels.rankings import preferred
from followup.channels.readiness import Readiness, emergency
from followup.channels.registry import Channel, ChannelKind, find, get, on_day
from followup.data import BUNDLED, Facts
from followup.models import ContactRole, InteractionKind, Lead, Seller, Urgency


_ENGLISH = "en"
_REFUSALS = (InteractionKind.OPT_OUT, InteractionKind.COMPLAINT)


@attrs.frozen(kw_only=True)
class Ask(Value):
    """A contact detail that is missing.

    Attributes:
        detail: What it is: the slug of a channel, or ``"emergency"`` for a person to call at any hour.
        language: The BCP 47 tag of the question; English where the customer's language is not among ours.
        question: The question to send, a translation of this library's own.
        english: The same question in English.
        reason: Why it is worth asking for, in one plain sentence.
        emergency: Whether a matter that cannot wait would find somebody within four hours today, as things
            are without this detail (see ``emergency``).
    """

    detail: str
    language: str
    question: str
    english: str
    reason: str
    emergency: Readiness


def missing(
    lead: Lead, seller: Seller, *, on: date | None = None, facts: Facts = BUNDLED
) -> tuple[Ask, ...]:
    """What to ask the customer for, the most useful detail first.

    For an urgent lead that is whom to call; otherwise where to write comes before it.

    Args:
        lead: The customer.
        seller: Who would use it; a channel that it cannot use is not asked for.
        on: The day; retired and blocked channels are not asked for. None means the day on which the table
            of channels was read.
        facts: The tables to look in.

    Returns:
        Empty where a written channel, a messenger of the country, a number and an emergency contact
        are known, or where the customer has opted out.

    Raises:
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    if any(one.kind in _REFUSALS for one in lead.history):
        return ()
    on = on or facts.table("channels").source.retrieved
    known = _known(lead, on, facts)
    case = _Case(lead, seller, on, facts)
    writing = [*_written(known), *_messenger(case, known)]
    calling = _spoken(lead, known)
    wanted = [*calling[::-1], *writing] if lead.urgency is Urgency.URGENT else [*writing, *calling]
    noon = datetime.combine(on, time(12), tzinfo=UTC)
    ready = emergency(lead, seller, at=noon, facts=facts).readiness
    return tuple(
        _ask(case, detail, reason, ready)
        for detail, reason in wanted
        if detail == "emergency" or _useful(get(detail, facts=facts), case)
    )


@attrs.frozen
class _Case:
    lead: Lead
    seller: Seller
    on: date
    facts: Facts


def _known(lead: Lead, on: date, facts: Facts) -> frozenset[str]:
    """The channels on which the lead has a handle that can be used."""
    found = {"email"} if lead.email else set()
    for point in lead.contact_points:
        channel = find(point.channel, facts=facts)
        if channel is not None and handle_of(point, region=lead.country, facts=facts) is not None:
            found.add(on_day(channel, on, facts=facts).slug)
    return frozenset(found)


def _written(known: frozenset[str]) -> list[tuple[str, str]]:
    if "email" in known:
        return []
    return [("email", "Documents need an e-mail address, and none is known.")]


def _messenger(case: _Case, known: frozenset[str]) -> list[tuple[str, str]]:
    if case.lead.country is None:
        return []
    leading = [
        ranked
        for ranked in preferred(case.lead.country, on=case.on, facts=case.facts)
        if (channel := get(ranked.channel, facts=case.facts)).kind is ChannelKind.MESSENGER
        and _useful(channel, case)
    ]
    if not leading or any(ranked.channel in known for ranked in leading[:3]):
        return []
    first = leading[0]
    return [(first.channel, f"{first.name} leads in {case.lead.country}. {first.why}")]


def _spoken(lead: Lead, known: frozenset[str]) -> list[tuple[str, str]]:
    wanted = []
    if not known & {"phone", "sms", "whatsapp"}:
        wanted.append(("phone", "Nobody can be called when a matter cannot wait."))
    if not any(point.role is ContactRole.EMERGENCY for point in lead.contact_points):
        wanted.append(
            (
                "emergency",
                "Goods at the port may need a decision within hours; nobody is named for that.",
            )
        )
    return wanted


def _useful(channel: Channel, case: _Case) -> bool:
    lead, seller = case.lead, case.seller
    named = {found.slug for name in seller.channels if (found := find(name, facts=case.facts))}
    if seller.channels and channel.slug not in named:
        return False
    closed_to = [lead.country] if named else [lead.country, seller.country]
    closed = [blocked(where, channel.slug, on=case.on, facts=case.facts) for where in closed_to]
    return channel.alive(case.on, lead.country) and not any(closed)


def _ask(case: _Case, detail: str, reason: str, ready: Readiness) -> Ask:
    phrases, lead = case.facts.view(_phrases), case.lead
    kind = detail if detail in {"phone", "email", "emergency"} else "channel"
    language = (lead.language or _ENGLISH).split("-")[0].lower()
    if (language, kind) not in phrases:
        language = _ENGLISH
    name = "" if detail == "emergency" else get(detail, facts=case.facts).name
    return Ask(
        detail=detail,
        language=language,
        question=phrases[language, kind].format(channel=name),
        english=phrases[_ENGLISH, kind].format(channel=name),
        reason=reason,
        emergency=ready,
    )


def _phrases(facts: Facts) -> Mapping[tuple[str, str], str]:
    rows = facts.rows("ask_phrases")
    return {(row["language"], row["detail"]): row["question"] for row in rows}
