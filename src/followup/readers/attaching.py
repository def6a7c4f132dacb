"""How what was said comes to the leads: into their histories, and who else was there as colleagues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import attrs

from followup import channels, verify
from followup._suffix import registrable_domain
from followup._value import Value
from followup.models import ContactPoint, ContactRole, Interaction, Lead
from followup.readers.letters import Letter


_A_YEAR = timedelta(days=365)
_MOST_COLLEAGUES = 20
_ROBOTS = ("noreply", "no-reply", "donotreply", "do-not-reply", "bounce")


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
    or company, where a chat only knows names), and to a lead that its thread belongs to: a colleague who
    answers belongs to the lead that was written to. What is in a history already is not put in twice.

    Whoever else of the customer's own company stood in a message, in Cc or as its sender, within the twelve
    months before the last one joins the contact points as a colleague: for the day when something is urgent.

    Args:
        leads: The leads.
        letters: The messages, in any order.
    """
    known = tuple(leads)
    owners = _owners(known)
    found: list[list[Letter]] = [[] for _ in known]
    threads: dict[str, int] = {}
    waiting: list[Letter] = []
    for letter in letters:
        owner = next((owners[key] for key in map(_key, letter.parties) if key in owners), None)
        if owner is None:
            waiting.append(letter)
            continue
        found[owner].append(letter)
        if letter.thread:
            threads.setdefault(letter.thread, owner)
    unattached = 0
    for letter in waiting:
        owner = threads.get(letter.thread or "")
        if owner is None:
            unattached += 1
        else:
            found[owner].append(letter)
    return Attached(
        leads=tuple(_with(lead, more) for lead, more in zip(known, found, strict=True)),
        unattached=unattached,
    )


def _owners(leads: tuple[Lead, ...]) -> dict[str, int]:
    """Which lead a handle leads to; one that several leads share leads to the first."""
    owners: dict[str, int] = {}
    for place, lead in enumerate(leads):
        handles = [point.value for point in lead.contact_points]
        names = [name for name in (lead.person, lead.company) if name]
        for handle in (*handles, *filter(None, (lead.email,)), *names):
            owners.setdefault(_key(handle), place)
    return owners


def _key(party: str) -> str:
    """A handle in the form in which handles are compared."""
    if "@" in party:
        report = verify.address(party)
        return (report.normalized or party).casefold()
    if sum(letter.isdigit() for letter in party) >= 6:
        read = channels.parse(party)
        return read.value if read else "".join(filter(str.isdigit, party))
    return " ".join(party.casefold().split())


def _with(lead: Lead, letters: list[Letter]) -> Lead:
    if not letters:
        return lead
    seen = {(one.id, one.at, one.text) for one in lead.history}
    fresh: list[Interaction] = []
    for letter in letters:
        one = letter.interaction
        mark = (one.id, one.at, one.text)
        if mark not in seen:
            seen.add(mark)
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
    own = {_company_domain(address) for address in (lead.email or "", *known)} - {None}
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
    for address in [one for one in new if _company_domain(one) in own][:_MOST_COLLEAGUES]:
        yield ContactPoint("email", address, role=ContactRole.COLLEAGUE)


def _company_domain(address: str) -> str | None:
    """The domain of a company behind an address; None where many share it, or a machine writes."""
    if "@" not in address or address.startswith(_ROBOTS):
        return None
    report = verify.address(address)
    shared = report.free_provider or report.disposable or report.alias_service
    if not report.valid or not report.domain or shared:
        return None
    return registrable_domain(report.domain)
