"""The public pool (the high seas): who holds a customer, until when, and who may take it next.

``review`` applies a set of rules to a whole book and tells, without changing anything, who is released,
who is warned, who is one too many for its owner, and whom of the pool to win back first. ``rules`` gives
the sets of rules in the table ``pool_rules``; ``claim`` says whether somebody may take a customer.
"""

from __future__ import annotations

from followup.pool.claims import Claim, claim
from followup.pool.moves import Held, Move, MoveKind
from followup.pool.review import PoolReview, Problem, review
from followup.pool.rules import Clock, ClockKind, PoolRules, rule_sets, rules
from followup.pool.win_back import Judged, WinBack


__all__ = [
    "Claim",
    "Clock",
    "ClockKind",
    "Held",
    "Judged",
    "Move",
    "MoveKind",
    "PoolReview",
    "PoolRules",
    "Problem",
    "WinBack",
    "claim",
    "review",
    "rule_sets",
    "rules",
]
