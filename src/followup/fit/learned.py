"""A profile with what your cases say about it."""

from __future__ import annotations

import math

from collections.abc import Iterable

import attrs

from followup._value import Value
from followup.fit.calibrate import Weights, chance, curve, likeness, position, tried_weights
from followup.fit.text import What, pieces
from followup.models import IndustryProfile


FEWEST_LABELS = 20
_FEWEST_FOR_WEIGHTS = 50
_FEWEST_OF_A_KIND = 10


@attrs.frozen(kw_only=True)
class Case(Value):
    """One labelled company, as far as learning needs it: no text is kept.

    Attributes:
        key: A digest of its texts and zones, by which it is known again.
        won: Whether it was a target.
        phrases: What the profile's phrases and concepts found, in likeness.
        trades: What its trades and kindred words found.
        against: What the negatives found.
    """

    key: str
    won: bool
    phrases: float
    trades: float
    against: float

    @property
    def sums(self) -> tuple[float, float, float]:
        """What was found for and against, in the order of the weights."""
        return self.phrases, self.trades, self.against


@attrs.frozen(kw_only=True)
class LearnedProfile(Value):
    """A profile with what your cases say about it.

    It can be looked into, taken back case by case (``forget``), and stored (``to_dict``); the same cases give
    the same profile in whatever order and in however many steps they came.

    Attributes:
        profile: The profile, unchanged.
        cases: The cases, in the order of their keys.
        base_rate: The share of targets among the leads to be scored, where you know it.
        weights: How much phrases, trades and negatives count; 1 each until 50 cases say otherwise.
        intercept: The log-odds of a target at the value 0.5; None while there is no probability.
        slope: How fast they rise with the logarithm of the likeness; None while there is none.
    """

    profile: IndustryProfile
    cases: tuple[Case, ...] = attrs.field(default=(), repr=False)
    base_rate: float | None = None
    weights: Weights = (1.0, 1.0, 1.0)
    intercept: float | None = None
    slope: float | None = None

    @property
    def won(self) -> int:
        """How many cases were targets."""
        return sum(case.won for case in self.cases)

    @property
    def lost(self) -> int:
        """How many were not."""
        return len(self.cases) - self.won

    @property
    def is_calibrated(self) -> bool:
        """Whether scores have a probability: 20 cases, with both kinds among them."""
        return self.intercept is not None

    def probability(self, sums: Weights) -> float | None:
        """How likely a text is a target in which so much was found; None while that is not known."""
        if self.intercept is None or self.slope is None:
            return None
        return chance(self.intercept + self.slope * position(likeness(sums, self.weights)))

    def forget(self, examples: Iterable[What]) -> LearnedProfile:
        """The same without the cases of these texts, as if they had never been learned."""
        gone = {key_of(what) for what in examples}
        kept = (case for case in self.cases if case.key not in gone)
        return fitted(self.profile, kept, self.base_rate)


def key_of(what: What) -> str:
    """A digest by which the same texts are known again."""
    import hashlib

    words = "\x1e".join(f"{piece.zone}\x1f{piece.text}" for piece in pieces(what))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def fitted(
    profile: IndustryProfile, cases: Iterable[Case], base_rate: float | None
) -> LearnedProfile:
    """What cases say about a profile.

    The order of the cases has no say: they are sorted, and the same case counts once.
    """
    several = tuple(sorted(set(cases), key=lambda case: (case.key, case.won)))
    learned = LearnedProfile(profile=profile, cases=several, base_rate=base_rate)
    if len(several) < FEWEST_LABELS or not learned.won or not learned.lost:
        return learned
    labelled = [(case.sums, case.won) for case in several]
    weights = tried_weights(labelled) if _tell_enough(learned) else learned.weights
    intercept, slope, _ = curve(labelled, weights)
    if base_rate is not None:
        asked = math.log(learned.won / learned.lost)
        intercept += math.log(base_rate / (1 - base_rate)) - asked
    return attrs.evolve(learned, weights=weights, intercept=intercept, slope=slope)


def _tell_enough(learned: LearnedProfile) -> bool:
    return (
        len(learned.cases) >= _FEWEST_FOR_WEIGHTS
        and min(learned.won, learned.lost) >= _FEWEST_OF_A_KIND
    )
