"""The whole book at once: who moves when and why, and whom of the pool to win back first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from followup._normal import require_aware
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.models import Lead, Segment
from followup.pool.moves import Held, Move, MoveKind, held, moves
from followup.pool.rules import PoolRules, rules as rule_set
from followup.pool.win_back import Judged, WinBack, win_back


_MADE = "Make one with Lead(…), Lead.from_dict(…) or readers.read_leads(…)."
_IN_THE_POOL = frozenset({Segment.POOL, Segment.LOST})


@attrs.frozen(kw_only=True)
class Problem(Value):
    """A row that could not be looked at; all others were.

    Attributes:
        place: Where it stood in what was given, from 0.
        reason: One plain sentence.
        remedy: What to do about it.
    """

    place: int
    reason: str
    remedy: str


@attrs.frozen(kw_only=True)
class PoolReview(Value):
    """What the rules of the pool do to a book of customers: a dry run, nothing is changed.

    Attributes:
        rules: The rules that were applied.
        at: The instant (aware).
        segments: How many customers each segment holds.
        moves: Releases and warnings in the order of the leads, then who is one too many for its owner.
        held: Everybody whom somebody holds, and until when.
        win_back: The customers of the pool, and those released now, the most worthwhile first.
        problems: The rows that are no leads.
    """

    rules: PoolRules
    at: datetime
    segments: Mapping[str, int]
    moves: tuple[Move, ...] = ()
    held: tuple[Held, ...] = ()
    win_back: tuple[WinBack, ...] = ()
    problems: tuple[Problem, ...] = ()


def review(
    leads: Iterable[Lead],
    rules: PoolRules | str = "house",
    *,
    now: datetime,
    assessments: Iterable[Judged] = (),
    facts: Facts = BUNDLED,
) -> PoolReview:
    """Apply the rules of the pool to a book of customers, and change nothing.

    A lead's holder is in ``lead.holding``, its place in ``lead.segment``; its history sets the clocks back.
    Blocked customers never move and are never won back; locked and favourite ones are never released.

    Args:
        leads: The book; a row that is no lead is a problem of the review and stops nothing.
        rules: A set of rules, or the name of one in the table ``pool_rules``.
        now: The instant to look at (aware); what lies later is not known yet.
        assessments: What is known of the leads' authenticity and fit, found by the id of the lead.
        facts: The tables to look up.

    Raises:
        NaiveTime: ``now`` has no zone.
        UnknownName: There is no set of rules of that name.
    """
    require_aware("now", now)
    applied = rule_set(rules, facts=facts) if isinstance(rules, str) else rules
    known: dict[int, Lead] = {}
    problems: list[Problem] = []
    for place, row in enumerate(leads):
        if isinstance(row, Lead):
            known[place] = row
        else:
            found = type(row).__name__
            problems.append(
                Problem(place=place, reason=f"It is no Lead but {found}.", remedy=_MADE)
            )
    holdings = tuple(
        one for place, lead in known.items() if (one := held(place, lead, applied, now)) is not None
    )
    changes = tuple(moves(known, holdings, applied, now))
    released = {move.place for move in changes if move.kind is MoveKind.RELEASE}
    judged = {one.lead_id: one for one in assessments if one.lead_id is not None}
    ranked = [
        worth
        for place, lead in known.items()
        if lead.segment in _IN_THE_POOL or place in released
        if (worth := win_back(place, lead, judged.get(lead.id or ""), now, facts)) is not None
    ]
    return PoolReview(
        rules=applied,
        at=now,
        segments=dict(sorted(Counter(str(lead.segment) for lead in known.values()).items())),
        moves=changes,
        held=holdings,
        win_back=tuple(sorted(ranked, key=lambda one: (-one.score, one.place))),
        problems=tuple(problems),
    )
