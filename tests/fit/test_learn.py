"""Learning from won and lost cases."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from followup import fit
from followup.errors import InvalidValue
from followup.fit.learned import fitted


PROFILE = fit.IndustryProfile(name="p", topics=["fish farm", "hatchery"], negatives=["fish shop"])
GOOD = "Fish farm and hatchery number {} for trout and carp, in the hills."
BAD = "We paint houses and repair roofs in street {}, for private owners."


def _cases(won, lost):
    good = [(GOOD.format("x" * number), True) for number in range(1, won + 1)]
    return [*good, *((BAD.format("y" * number), False) for number in range(1, lost + 1))]


@pytest.mark.parametrize("cases", [_cases(9, 10), _cases(30, 0), _cases(0, 30)])
def test_too_few_cases_or_only_one_kind_give_no_probability(cases):
    """No number is called a probability before it is one."""
    learned = fit.learn(PROFILE, cases)
    assert not learned.is_calibrated
    assert learned.probability((0.3, 0.1, 0.0)) is None
    assert fit.score(learned, GOOD).probability is None
    assert fit.score(learned, GOOD) == fit.score(PROFILE, GOOD)


def test_twenty_cases_give_a_probability():
    """High where the won ones were, low where the lost ones were; the value stays."""
    learned = fit.learn(PROFILE, _cases(10, 10))
    good, bad = fit.score(learned, GOOD), fit.score(learned, BAD)
    assert bad.probability < 0.2
    assert good.probability > 0.6
    assert good.value == fit.score(PROFILE, GOOD).value
    assert (learned.won, learned.lost, learned.weights) == (10, 10, (1, 1, 1))


def test_what_cannot_be_judged_has_no_probability():
    """Nothing was read."""
    learned = fit.learn(PROFILE, _cases(10, 10))
    assert fit.score(learned, "").probability is None


def test_the_order_and_the_steps_have_no_say():
    """Cases in one go, one by one, backwards and twice: the same profile."""
    cases = _cases(12, 12)
    at_once = fit.learn(PROFILE, cases)
    stepwise = PROFILE
    for case in reversed(cases):
        stepwise = fit.learn(stepwise, [case, case])
    assert stepwise == at_once


def test_what_was_learned_can_be_taken_back():
    """As if it had never been."""
    cases = _cases(12, 12)
    learned = fit.learn(PROFILE, cases)
    gone = learned.forget([cases[0][0], cases[-1][0]])
    assert gone == fit.learn(PROFILE, cases[1:-1])
    assert learned.forget(what for what, _ in cases) == fit.learn(PROFILE, [])


def test_a_known_base_rate_lowers_the_odds():
    """As many won as lost were picked, but one in twenty is a target."""
    cases = _cases(12, 12)
    learned = fit.learn(PROFILE, cases, base_rate=0.05)
    assert (
        fit.score(learned, GOOD).probability
        < fit.score(fit.learn(PROFILE, cases), GOOD).probability
    )
    assert fit.learn(learned, []) == learned


@pytest.mark.parametrize("base_rate", [0, 1, -0.1, 1.5])
def test_a_base_rate_is_a_share(base_rate):
    """And neither nothing nor all."""
    with pytest.raises(InvalidValue, match="base_rate"):
        fit.learn(PROFILE, [], base_rate=base_rate)


def test_a_label_is_true_or_false():
    """A word could mean anything."""
    with pytest.raises(InvalidValue, match="won"):
        fit.learn(PROFILE, [("text", "maybe")])


def test_fifty_cases_may_move_the_weights_a_little():
    """Where the negatives were no reason to lose, they count less; never by much."""
    shops = [
        fit.Case(key=f"a{n}", won=True, phrases=0.3, trades=0.0, against=0.25) for n in range(30)
    ]
    others = [
        fit.Case(key=f"b{n}", won=False, phrases=0.05, trades=0.0, against=0.0) for n in range(30)
    ]
    phrases, trades, against = fitted(PROFILE, [*shops, *others], None).weights
    assert (phrases, trades) == (1.0, 1.0)
    assert 0.6 < against < 1.0
    assert fitted(PROFILE, [*shops[:19], *others], None).weights == (1.0, 1.0, 1.0)


def test_random_labels_cost_nothing():
    """Noise does not move the order by more than the smallest step."""
    draw = random.Random(7)
    cases = [(text, draw.random() < 0.5) for text, _ in _cases(40, 40)]
    learned = fit.learn(PROFILE, cases)
    ranked = [
        fit.score(profile, GOOD).value > fit.score(profile, BAD).value
        for profile in (PROFILE, learned)
    ]
    assert ranked == [True, True]


def test_a_learned_profile_survives_json_and_learns_from_a_name():
    """It holds numbers and digests, no texts."""
    learned = fit.learn("bakery-supplies", itertools.islice(_cases(12, 12), 24))
    kept = json.dumps(learned.to_dict())
    assert fit.LearnedProfile.from_dict(json.loads(kept)) == learned
    assert "hatchery" not in kept
