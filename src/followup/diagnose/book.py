"""What the other customers of the same mail provider do: the one sign of a spam folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import attrs

from followup._normal import require_aware
from followup._value import Value
from followup.models import InteractionKind, Lead


AGE_OF_SILENCE = timedelta(days=5)
"""A silence of fewer days says nothing of a spam folder."""

# What is older says nothing of how mail fares today.
_REACH = timedelta(days=90)
_SPOKEN = {InteractionKind.MESSAGE, InteractionKind.CALL, InteractionKind.MEETING}
_FEWEST_SILENT = 3


@attrs.frozen
class Provider(Value):
    """How the customers at one mail provider took our mail of the last 90 days.

    Attributes:
        silent: How many have not answered for five days or more, and nothing came back.
        answered: How many have answered.
    """

    silent: int
    answered: int


@attrs.frozen
class Book(Value):
    """All of a seller's customers, seen by the domain of their addresses.

    Attributes:
        providers: What became of our mail, by the domain behind the ``@``.
    """

    providers: Mapping[str, Provider] = attrs.field(repr=False)

    @classmethod
    def of(cls, leads: Iterable[Lead], *, now: datetime) -> Book:
        """The view over many customers at one instant.

        Args:
            leads: All customers; those without an e-mail address are left out.
            now: What was said later is not looked at (aware).
        """
        require_aware("now", now)
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for lead in leads:
            outcome = _outcome(lead, now)
            if outcome is not None:
                counts[provider_of(lead)][outcome] += 1
        return cls({name: Provider(*both) for name, both in sorted(counts.items())})

    def silent_at(self, provider: str) -> Provider | None:
        """A provider where three customers or more are silent and nobody answers, while others do elsewhere."""
        here = self.providers.get(provider)
        if here is None or here.silent < _FEWEST_SILENT or here.answered:
            return None
        others = [one for name, one in self.providers.items() if name != provider]
        answered, silent = sum(one.answered for one in others), sum(one.silent for one in others)
        return here if answered and answered >= silent else None


def provider_of(lead: Lead) -> str:
    """The domain of a lead's address; empty where it has none."""
    return (lead.email or "").rpartition("@")[2].casefold()


def _outcome(lead: Lead, now: datetime) -> int | None:
    """1 for an answer to our mail of the last 90 days, 0 for a silence, None where neither can be said."""
    ours: datetime | None = None
    for one in lead.history:
        if one.channel != "email" or not now - _REACH <= one.at <= now:
            continue
        if one.kind is InteractionKind.BOUNCE:
            return None
        if one.is_inbound and one.is_human and ours:
            return 1
        if not one.is_inbound and one.kind in _SPOKEN:
            ours = ours or one.at
    silent = ours is not None and now - ours >= AGE_OF_SILENCE
    return 0 if silent and provider_of(lead) else None
