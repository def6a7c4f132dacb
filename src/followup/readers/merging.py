"""Find leads that are one customer, and make one of them.

Never over what many share: a role mailbox, a switchboard, a free mail provider's domain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from followup._value import Value
from followup.models import ContactPoint, Lead, Segment, Urgency
from followup.readers.sameness import Sign, SignKind, Who, signs_of


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


# So many leads that share one thing are compared with each other; what more share is nobody's own.
_MOST_COMPARED = 50
# Whom one of the rows has blocked is blocked.
_BLOCKED = Segment.BLOCKED


def merge(leads: Iterable[Lead]) -> Merged:
    """Make one lead of those that are one customer.

    Two leads are one when they share a personal mail address (case and tags left out, and Gmail's dots); a
    telephone number or messenger handle, unless their people or companies are different ones; or the domain
    of a company together with the name of a person, or of the company where at most one person is named.
    They are never one for sharing a role mailbox (``info@``), a switchboard, a number under several names, or
    the domain of a free mail provider or a trading platform. Nobody is joined to two different people.

    The first lead counts where two say different things; contact points and history are joined.

    Args:
        leads: The leads, in any order.
    """
    known = tuple(leads)
    whose = [Who.of(lead) for lead in known]
    shared: dict[tuple[str, ...], list[tuple[int, Sign]]] = defaultdict(list)
    for place, lead in enumerate(known):
        for sign in dict.fromkeys(signs_of(lead, whose[place])):
            shared[sign.key].append((place, sign))
    groups = _Groups(whose)
    for holders in sorted(shared.values(), key=lambda holders: holders[0][1].order):
        if holders[0][1].is_nobodys(whose[place] for place, _ in holders):
            continue
        for at, (place, sign) in enumerate(holders):
            for other, _ in holders[max(0, at - _MOST_COMPARED) : at]:
                if sign.joins(whose[place], whose[other]):
                    groups.join(other, place, sign)
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

    def __init__(self, whose: list[Who]) -> None:
        self._first = list(range(len(whose)))
        self._members = {place: [place] for place in self._first}
        self._because: dict[int, list[str]] = defaultdict(list)
        self._whose = whose

    def join(self, one: int, other: int, sign: Sign) -> None:
        """Put two groups together, unless that would make one customer of two people."""
        first, second = sorted((self._first[one], self._first[other]))
        if first == second or (sign.kind is not SignKind.MAILBOX and self._differ(first, second)):
            return
        for place in self._members[second]:
            self._first[place] = first
        self._members[first] += self._members.pop(second)
        self._because[first] += [*self._because.pop(second, []), sign.told]

    def _differ(self, first: int, second: int) -> bool:
        return any(
            self._whose[one].is_somebody_else(self._whose[other])
            for one in self._members[first]
            for other in self._members[second]
        )

    def all(self) -> Iterator[tuple[list[int], list[str]]]:
        """The places of each group in order, and why they are one."""
        for first, places in self._members.items():
            yield sorted(places), self._because[first]


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
        segment=_BLOCKED if _BLOCKED in {first.segment, second.segment} else first.segment,
        urgency=Urgency.URGENT if second.urgency is Urgency.URGENT else first.urgency,
        history=tuple(dict.fromkeys((*first.history, *second.history))),
        about="\n".join(dict.fromkeys(about)) or None,
    )


_SINGLE = (
    "id", "company", "person", "country", "subdivision", "city", "timezone", "language", "website",
    "inquiry", "holding",
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
