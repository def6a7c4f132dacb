"""From likeness to probability: Platt scaling with a prior, and three weights held back hard."""

from __future__ import annotations

import math

from collections.abc import Sequence
from itertools import product

from followup.fit.grounds import HALF


Weights = tuple[float, float, float]
Labelled = Sequence[tuple[Weights, bool]]

_FLOOR = 0.02  # added to every likeness, so that none at all has a logarithm
# What is believed before any case is seen, as mean and spread: at the value 0.5, one in three is a target.
_INTERCEPT, _SLOPE = (-0.7, 1.0), (1.6, 0.4)
_STEPS = (-0.4, -0.2, 0.0, 0.2, 0.4)  # logarithms of the weights that are tried
_SPREAD = 0.2  # how far from 1 a weight is believed to lie, as a logarithm
_ROUNDS = 30
_FARTHEST = 30.0  # log-odds beyond which nothing changes


def likeness(sums: Weights, weights: Weights) -> float:
    """What phrases, trades with kindred words, and negatives add up to with these weights; the last count against."""
    return max(0.0, sums[0] * weights[0] + sums[1] * weights[1] - sums[2] * weights[2])


def tried_weights(labelled: Labelled) -> Weights:
    """Of a few weights around 1 those that explain the cases best, held back by how far they are from 1."""

    def cost(steps: tuple[float, float]) -> float:
        held_back = math.fsum(step * step for step in steps) / (2 * _SPREAD * _SPREAD)
        return curve(labelled, _raised(steps))[2] + held_back

    several = [(trades, against) for trades, against in product(_STEPS, repeat=2)]
    return _raised(min(several, key=lambda steps: (cost(steps), steps)))


def _raised(steps: tuple[float, float]) -> Weights:
    return 1.0, math.exp(steps[0]), math.exp(steps[1])


def curve(labelled: Labelled, weights: Weights) -> tuple[float, float, float]:
    """Intercept and slope of the log-odds (Platt, with a prior on both), and what is left unexplained."""
    points = [(position(likeness(sums, weights)), float(won)) for sums, won in labelled]
    intercept, slope = _INTERCEPT[0], _SLOPE[0]
    for _ in range(_ROUNDS):
        intercept, slope = _nearer(points, intercept, slope)
    left = -math.fsum(
        math.log(chance(odds if won else -odds))
        for odds, won in ((intercept + slope * at, won) for at, won in points)
    )
    held_back = ((intercept - _INTERCEPT[0]) / _INTERCEPT[1]) ** 2 / 2
    held_back += ((slope - _SLOPE[0]) / _SLOPE[1]) ** 2 / 2
    return intercept, slope, left + held_back


def _nearer(
    points: list[tuple[float, float]], intercept: float, slope: float
) -> tuple[float, float]:
    """One step of Newton's method."""
    by_intercept, by_slope = _INTERCEPT[1] ** -2, _SLOPE[1] ** -2
    first = [(_INTERCEPT[0] - intercept) * by_intercept]
    second = [(_SLOPE[0] - slope) * by_slope]
    bend = [(by_intercept, 0.0, by_slope)]
    for at, won in points:
        sure = chance(intercept + slope * at)
        first.append(won - sure)
        second.append((won - sure) * at)
        much = sure * (1 - sure)
        bend.append((much, much * at, much * at * at))
    own, both, other = (math.fsum(column) for column in zip(*bend, strict=True))
    pull, lean = math.fsum(first), math.fsum(second)
    size = own * other - both * both
    return intercept + (other * pull - both * lean) / size, slope + (
        own * lean - both * pull
    ) / size


def position(alike: float) -> float:
    """Where a likeness stands on the scale of the curve: 0 at the likeness that is worth 0.5."""
    return math.log((alike + _FLOOR) / (HALF + _FLOOR))


def chance(odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))
