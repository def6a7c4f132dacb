"""What was said to whom, and how it comes to the leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from followup import channels, verify
from followup._value import Value
from followup.models import Interaction, Lead
from followup.readers.rows import Problem
from followup.readers.table import MOST_PROBLEMS


@attrs.frozen(kw_only=True)
class Letter(Value):
    """One message of a mailbox or chat.

    Attributes:
        interaction: What was said, when and by which side.
        parties: The customer's side: addresses, numbers or names, the one that matters first.
        thread: The id of the first message of its thread, or None where that is not known.
    """

    interaction: Interaction
    parties: tuple[str, ...] = ()
    thread: str | None = None


class Letters:
    """The messages of a mailbox or chat: walk through them, then look at the problems.

    Each walk reads the source anew and keeps nothing.

    Attributes:
        ours: The addresses, domains or names that were taken for the seller's.
    """

    def __init__(
        self, read: Callable[[], Iterable[Letter | Problem]], *, ours: tuple[str, ...] = ()
    ) -> None:
        self._read = read
        self._problems: list[Problem] = []
        self.ours = ours

    def __iter__(self) -> Iterator[Letter]:
        """The messages in the order of the source."""
        self._problems = []
        for one in self._read():
            if isinstance(one, Letter):
                yield one
            elif len(self._problems) < MOST_PROBLEMS:
                self._problems.append(one)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as far as the last walk came; at most 10,000 of them."""
        return tuple(self._problems)

    def __repr__(self) -> str:
        return f"<Letters, ours: {len(self.ours)}, {len(self._problems)} problems so far>"


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

    Args:
        leads: The leads.
        letters: The messages, in any order.
    """
    known = tuple(leads)
    owners = _owners(known)
    found: list[list[Interaction]] = [[] for _ in known]
    threads: dict[str, int] = {}
    waiting: list[Letter] = []
    for letter in letters:
        owner = next((owners[key] for key in map(_key, letter.parties) if key in owners), None)
        if owner is None:
            waiting.append(letter)
            continue
        found[owner].append(letter.interaction)
        if letter.thread:
            threads.setdefault(letter.thread, owner)
    unattached = 0
    for letter in waiting:
        owner = threads.get(letter.thread or "")
        if owner is None:
            unattached += 1
        else:
            found[owner].append(letter.interaction)
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


def _with(lead: Lead, more: list[Interaction]) -> Lead:
    if not more:
        return lead
    seen = {(one.id, one.at, one.text) for one in lead.history}
    fresh: list[Interaction] = []
    for one in more:
        mark = (one.id, one.at, one.text)
        if mark not in seen:
            seen.add(mark)
            fresh.append(one)
    return attrs.evolve(lead, history=(*lead.history, *fresh))
