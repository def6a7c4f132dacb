"""Find leads that are one customer, and make one of them.

Never over what many share: a role mailbox, a switchboard, a free mail provider's domain.
"""

from __future__ import annotations

import re
import unicodedata

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from followup import channels, verify
from followup._suffix import registrable_domain
from followup._value import Value
from followup.models import ContactPoint, ContactRole, Lead


_NUMBERED = frozenset({"phone", "whatsapp", "sms", "viber", "signal"})
_SHARED_ROLES = frozenset({ContactRole.SWITCHBOARD, ContactRole.FORWARDER, ContactRole.DELEGATE})
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_FEWEST_LETTERS = 2
# One number under many names is a switchboard, whatever it is called.
_MOST_NAMES = 2


@attrs.frozen(kw_only=True)
class Merge(Value):
    """Leads that were made one.

    Attributes:
        lead: What they are now.
        places: Where they stood in what was given, from 0, in order.
        because: Why, one sentence for each pair that was found.
    """

    lead: Lead
    places: tuple[int, ...]
    because: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Merged(Value):
    """All leads, each customer once.

    Attributes:
        leads: In the order in which they first stood.
        merges: Those that were made of several.
    """

    leads: tuple[Lead, ...]
    merges: tuple[Merge, ...]


@attrs.frozen
class _Key:
    """What two leads may share, how it is told, and whether their people must agree."""

    value: tuple[str, ...]
    told: str
    needs_agreement: bool


def merge(leads: Iterable[Lead]) -> Merged:
    """Make one lead of those that are one customer.

    Two leads are one when they share a personal mail address (case left out, and Gmail's dots and tags), a telephone number or messenger handle and no different name, or the domain of
    a company and the name of a person. They are never one for sharing a role mailbox (``info@``), a
    switchboard, a number under several names, or the domain of a free mail provider.

    The first lead counts where two say different things; contact points and history are joined.

    Args:
        leads: The leads, in any order.
    """
    known = tuple(leads)
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys: dict[tuple[str, ...], _Key] = {}
    for place, lead in enumerate(known):
        for key in _keys(lead):
            if place not in found[key.value]:
                found[key.value].append(place)
            keys[key.value] = key
    groups = _Groups(len(known))
    for value, places in found.items():
        key = keys[value]
        if key.needs_agreement and _is_shared(known[place] for place in places):
            continue
        for other in places[1:]:
            if not key.needs_agreement or _agree(known[places[0]], known[other]):
                groups.join(places[0], other, key.told)
    return _result(known, groups)


def _result(known: tuple[Lead, ...], groups: _Groups) -> Merged:
    merges, leads = [], []
    for places, because in groups.all():
        lead = known[places[0]]
        for place in places[1:]:
            lead = _joined(lead, known[place])
        leads.append(lead)
        if len(places) > 1:
            merges.append(Merge(lead=lead, places=tuple(places), because=tuple(because)))
    return Merged(leads=tuple(leads), merges=tuple(merges))


class _Groups:
    """Which places belong together, each group under its first place."""

    def __init__(self, size: int) -> None:
        self._first = list(range(size))
        self._because: dict[int, list[str]] = defaultdict(list)

    def find(self, place: int) -> int:
        while self._first[place] != place:
            self._first[place] = self._first[self._first[place]]
            place = self._first[place]
        return place

    def join(self, one: int, other: int, told: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._first[second] = first
        if first != second:
            self._because[first] += [*self._because.pop(second, []), told]

    def all(self) -> Iterator[tuple[list[int], list[str]]]:
        members: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._first)):
            members[self.find(place)].append(place)
        for first, places in members.items():
            yield places, self._because[first]


def _keys(lead: Lead) -> Iterator[_Key]:
    names = _names(lead)
    points = (*lead.contact_points, *_of_inquiry(lead))
    for point in points:
        if point.role in _SHARED_ROLES:
            continue
        if point.channel == "email":
            yield from _mail_keys(point.value, names)
        else:
            yield from _handle_keys(point)


def _of_inquiry(lead: Lead) -> tuple[ContactPoint, ...]:
    mail = lead.inquiry.email if lead.inquiry else None
    return (ContactPoint("email", mail),) if mail else ()


def _mail_keys(text: str, names: frozenset[str]) -> Iterator[_Key]:
    report = verify.address(text)
    if not report.valid or not report.domain:
        return
    address = _mailbox((report.normalized or text).casefold())
    if not report.role:
        yield _Key(("email", address), f"both have the address {address}", needs_agreement=False)
    domain = registrable_domain(report.domain)
    if domain and names and not (report.free_provider or report.disposable or report.alias_service):
        told = f"both write from {domain} and have the same name"
        yield _Key(("name", domain, *sorted(names)), told, needs_agreement=False)


def _mailbox(address: str) -> str:
    """Gmail delivers to one mailbox whatever dots and tags the address has."""
    local, _, domain = address.partition("@")
    if domain not in _GMAIL:
        return address
    return f"{local.partition('+')[0].replace('.', '')}@gmail.com"


def _handle_keys(point: ContactPoint) -> Iterator[_Key]:
    read = channels.parse(point.value) if point.channel in _NUMBERED else None
    value = read.value if read else point.value.strip().casefold()
    kind = "number" if read and value.startswith("+") else point.channel
    if kind in _NUMBERED:
        # A number that cannot be read may lack its country: two such are not the same number.
        return
    yield _Key((kind, value), f"both have {point.channel} {value}", needs_agreement=True)


def _names(lead: Lead) -> frozenset[str]:
    """The words of a person's name, without order, accents and initials."""
    plain = unicodedata.normalize("NFKD", (lead.person or "").casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"\w+", bare)
    return frozenset(word for word in words if len(word) >= _FEWEST_LETTERS or not word.isascii())


def _agree(one: Lead, other: Lead) -> bool:
    """Whether two leads can be one: neither their people nor their companies are different ones."""
    mine, theirs = _names(one), _names(other)
    if mine and theirs:
        return bool(mine & theirs)
    companies = [(lead.company or "").casefold().strip() for lead in (one, other)]
    return not all(companies) or companies[0] == companies[1]


def _is_shared(leads: Iterable[Lead]) -> bool:
    """Whether so many different people have it that it is nobody's own."""
    different: list[frozenset[str]] = []
    for names in map(_names, leads):
        if names and not any(names & other for other in different):
            different.append(names)
    return len(different) > _MOST_NAMES


def _joined(first: Lead, second: Lead) -> Lead:
    """The first lead with what only the second knows."""
    points = dict.fromkeys((*first.contact_points, *second.contact_points))
    changes = {
        name: getattr(second, name)
        for name in _SINGLE
        if getattr(first, name) is None and getattr(second, name) is not None
    }
    about = [text for text in (first.about, second.about) if text]
    return attrs.evolve(
        first,
        **changes,
        contact_points=_once(points),
        history=tuple(dict.fromkeys((*first.history, *second.history))),
        about="\n".join(dict.fromkeys(about)) or None,
    )


_SINGLE = (
    "id", "company", "person", "country", "subdivision", "city", "timezone", "language", "website",
    "inquiry",
)  # fmt: skip


def _once(points: Iterable[ContactPoint]) -> tuple[ContactPoint, ...]:
    """Each handle once; opted out where any of its mentions is."""
    kept: dict[tuple[str, str], ContactPoint] = {}
    for point in points:
        key = (point.channel, point.value.casefold())
        before = kept.get(key)
        if before is None:
            kept[key] = point
        elif point.opted_out and not before.opted_out:
            kept[key] = attrs.evolve(before, opted_out=True)
    return tuple(kept.values())
