"""Learning from your own won and lost cases."""

from __future__ import annotations

from collections.abc import Iterable

from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.fit.learned import Case, LearnedProfile, fitted, key_of
from followup.fit.profile import profile_of
from followup.fit.reading import read
from followup.fit.text import What
from followup.models import IndustryProfile


Examples = Iterable[tuple[What, bool]]


def learn(
    profile: IndustryProfile | LearnedProfile | str,
    examples: Examples,
    *,
    base_rate: float | None = None,
    facts: Facts = BUNDLED,
) -> LearnedProfile:
    """Learn from your own cases what a score is worth.

    Below 20 cases, or with one kind only, nothing changes and no number is called a probability. From 20 on,
    scores have one. From 50 on, with ten of each kind, the three weights may move, a little.

    Args:
        profile: A profile, the name of a bundled one, or one that has learned before.
        examples: Pairs of what ``score`` takes and whether it was a target (won) or not (lost).
        base_rate: The share of targets among the leads that will be scored, between 0 and 1. Give it if you
            picked your cases by their outcome, such as as many won as lost; leave it out if you took them as
            the list gave them, and also if you worked the list from the top.
        facts: The lexicon to judge with.

    Raises:
        InvalidValue: A label is not true or false, ``base_rate`` is not between 0 and 1, or ``profile`` is none.
        UnknownName: There is no such profile.
    """
    if base_rate is not None and not 0 < base_rate < 1:
        raise InvalidValue(
            "base_rate", base_rate, "is not between 0 and 1", "Pass a share, as 0.05"
        )
    known: tuple[Case, ...] = ()
    if isinstance(profile, LearnedProfile):
        known, base_rate = profile.cases, base_rate or profile.base_rate
        plain = profile.profile
    else:
        plain = profile_of(profile)
    return fitted(plain, (*known, *(_case(plain, one, facts) for one in examples)), base_rate)


def _case(profile: IndustryProfile, example: tuple[What, bool], facts: Facts) -> Case:
    what, won = example
    if won not in (True, False):
        raise InvalidValue(
            "won", won, "is neither true nor false", "Pass pairs of a text and a bool"
        )
    phrases, trades, against = read(profile, what, facts).grounds.sums
    return Case(key=key_of(what), won=bool(won), phrases=phrases, trades=trades, against=against)
