"""How what was said comes to the leads: into their histories, and who else was there as colleagues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import attrs

from followup._value import Value
from followup.models import ContactPoint, ContactRole, Interaction, InteractionKind, Lead
from followup.readers.addresses import company_domain
from followup.readers.letters import Letter
from followup.readers.threads import Threads, key_of


_A_YEAR = timedelta(days=365)
_MOST_COLLEAGUES = 20


@attrs.frozen(kw_only=True)
class Attached(Value):
    """Leads with their history.

    Attributes:
        leads: The leads, in the order in which they were given.
        unattached: How many messages belong to none of them.
    """

    leads: tuple[Lead, ...]
    unattached: int


def attach(leads: Iterable[Lead], letters: Iterable[Letter]) -> Attached:
    """Put messages into the histories of the leads that they belong to.

    A message belongs to the lead that has one of its parties among its contact points (or as its person
    or company, where a chat only knows names); one of ours to all leads that it went to. Else it belongs
    to the only lead that its thread belongs to, or its subject where it is an answer without a thread, or
    its sender's company: a colleague who answers belongs to the lead that was written to. Where several
    leads are possible, it is left. What is in a history already is not put in twice.

    Whoever else of the customer's own company stood in a message, in Cc or as its sender, within the twelve
    months before the last one joins the contact points as a colleague: for the day when something is urgent.

    Args:
        leads: The leads.
        letters: The messages, in any order.
    """
    known = tuple(leads)
    owners = _owners(known)
    found: list[list[Letter]] = [[] for _ in known]
    threads = Threads()
    waiting: list[Letter] = []
    for letter in letters:
        places = _places(letter, owners)
        threads.note(letter, places)
        for place in places:
            found[place].append(letter)
        if not places:
            waiting.append(letter)
    companies = _companies(known)
    unattached = 0
    for letter in waiting:
        owner = threads.owner_of(letter)
        if owner is None and letter.interaction.kind is not InteractionKind.NOTE:
            owner = _of_company(letter, companies)
        if owner is None:
            unattached += 1
        else:
            found[owner].append(letter)
    return Attached(
        leads=tuple(_with(lead, more) for lead, more in zip(known, found, strict=True)),
        unattached=unattached,
    )


def _places(letter: Letter, owners: Mapping[str, int]) -> tuple[int, ...]:
    """Whose message it is by its parties: what we wrote is everybody's whom it went to."""
    found = (owners[key] for key in map(key_of, letter.parties) if key in owners)
    places = tuple(dict.fromkeys(found))
    return places if not letter.interaction.is_inbound else places[:1]


def _owners(leads: tuple[Lead, ...]) -> dict[str, int]:
    """Which lead a handle leads to; one that several leads share leads to the first."""
    owners: dict[str, int] = {}
    for place, lead in enumerate(leads):
        handles = [point.value for point in lead.contact_points]
        names = [name for name in (lead.person, lead.company) if name]
        for handle in (*handles, *filter(None, (lead.email,)), *names):
            owners.setdefault(key_of(handle, lead.country), place)
    return owners


def _companies(leads: tuple[Lead, ...]) -> dict[str, int | None]:
    """Which lead is the only one with a company's domain; None where there are several."""
    companies: dict[str, int | None] = {}
    for place, lead in enumerate(leads):
        addresses = (point.value for point in lead.contact_points if point.channel == "email")
        domains = {company_domain(one) for one in (*addresses, lead.email or "")}
        for domain in domains - {None}:
            companies[str(domain)] = None if domain in companies else place
    return companies


def _of_company(letter: Letter, companies: Mapping[str, int | None]) -> int | None:
    """The only lead of the company that wrote, or was written to first."""
    domain = company_domain(letter.parties[0]) if letter.parties else None
    return companies.get(domain or "")


def _mark(one: Interaction) -> tuple[object, ...]:
    return one.id, one.at, one.direction, one.text


def _with(lead: Lead, letters: list[Letter]) -> Lead:
    if not letters:
        return lead
    seen = set(map(_mark, lead.history))
    ids = {one.id for one in lead.history}
    fresh: list[Interaction] = []
    for letter in letters:
        one = letter.interaction
        mark = _mark(one)
        if mark not in seen and (one.id is None or one.id not in ids):
            seen.add(mark)
            ids.add(one.id)
            fresh.append(one)
    return attrs.evolve(
        lead,
        history=(*lead.history, *fresh),
        contact_points=(*lead.contact_points, *_colleagues(lead, letters)),
    )


def _colleagues(lead: Lead, letters: list[Letter]) -> Iterator[ContactPoint]:
    """The other addresses of the customer's own company, the last seen first; twenty at most."""
    last = max(letter.interaction.at for letter in letters)
    known = {point.value.casefold() for point in lead.contact_points}
    own = {company_domain(address) for address in (lead.email or "", *known)} - {None}
    recent = sorted(
        (letter for letter in letters if last - letter.interaction.at <= _A_YEAR),
        key=lambda letter: letter.interaction.at,
        reverse=True,
    )
    named = (party.casefold() for letter in recent for party in letter.parties)
    new = [
        one
        for one in dict.fromkeys(named)
        if one not in known and one != (lead.email or "").casefold()
    ]
    for address in [one for one in new if company_domain(one) in own][:_MOST_COLLEAGUES]:
        yield ContactPoint("email", address, role=ContactRole.COLLEAGUE)
