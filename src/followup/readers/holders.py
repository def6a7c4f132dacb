"""Who holds a customer, and when somebody last followed it up, as far as the columns of a list tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from followup.models import Direction, Holding, Interaction, InteractionKind, Segment
from followup.readers.headers import Column
from followup.readers.moments import moment_of
from followup.readers.points import Unusable


Values = Mapping[str, Sequence[tuple[Column, str]]]

HELD = frozenset({"owner", "last_owner", "level", "owner_since", "released_at", "contract_end"})
"""The fields that say who holds a customer."""

FOLLOWED = frozenset({"last_follow_up_at", "last_contact_at"})
"""The fields that say when somebody of ours last was in touch."""

_NOBODY = frozenset({"-", "--", "none", "null", "n/a", "nobody", "无", "公海", "unassigned"})
_FREE = frozenset({Segment.POOL, Segment.LOST})


def holding_of(values: Values, segment: Segment, unusable: list[Unusable]) -> Holding | None:
    """Who holds the customer of a row; None where no column speaks of it.

    Args:
        values: What is not empty, by field.
        segment: Where the customer is: in the pool, whoever is named held it last.
        unusable: Where to put what cannot be used.
    """
    if not values.keys() & HELD:
        return None
    owner, last = _name(values, "owner"), _name(values, "last_owner")
    free = segment in _FREE
    ends = next(_moments(values, "contract_end", unusable), None)
    return Holding(
        owner=None if free else owner,
        since=next(_moments(values, "owner_since", unusable), None),
        level=_name(values, "level"),
        contract_end=ends.date() if ends else None,
        last_owner=last or (owner if free else None),
        released_at=next(_moments(values, "released_at", unusable), None),
    )


def follow_ups(values: Values, unusable: list[Unusable]) -> tuple[Interaction, ...]:
    """The last follow-up that the row tells of, as a note of ours: it sets the clocks of the pool back."""
    return tuple(
        Interaction(
            at=at,
            direction=Direction.OUTBOUND,
            kind=InteractionKind.NOTE,
            text="The list that was read tells of a follow-up.",
        )
        for at in sorted(
            {at for field in sorted(FOLLOWED) for at in _moments(values, field, unusable)}
        )
    )


def _name(values: Values, field: str) -> str | None:
    for _, text in values.get(field, ()):
        if text.casefold() not in _NOBODY:
            return text
    return None


def _moments(values: Values, field: str, unusable: list[Unusable]) -> Iterator[datetime]:
    for column, text in values.get(field, ()):
        read = moment_of(text)
        if isinstance(read, datetime):
            yield read
        else:
            unusable.append((column.header, text, read))
