"""A first profile from the texts of good customers."""

from __future__ import annotations

import pytest

from followup import fit
from followup.errors import InvalidValue


GOOD = [
    "Our trout hatchery raises fingerlings for fish farming in the valley.",
    "Fish farming since 1980: a hatchery and ponds by the lake.",
    "A hatchery of carp. We advise on fish farming and pond design.",
    "Fish farming equipment for every hatchery of the region.",
]


def test_what_good_customers_share_becomes_topics():
    """With the concept that is called so, and fit for use at once."""
    profile = fit.suggest(GOOD, name="fish")
    assert profile.name == "fish"
    assert {"fish farming", "hatchery"} <= {topic.name for topic in profile.topics}
    assert fit.score(profile, "We are a hatchery").value > fit.score(profile, "We are a bank").value


def test_a_phrase_that_is_a_concept_speaks_all_languages():
    """The lexicon knows its name."""
    profile = fit.suggest(["Aquaculture is what we do.", "Aquaculture, and no other trade."])
    assert profile.topics[0].concepts == ("aquaculture",)
    assert fit.score(profile, "Empresa de acuicultura").value > 0.5


def test_what_others_say_too_is_left_out():
    """Pairs say which customers were good."""
    pairs = [*((text, True) for text in GOOD), ("A hatchery for chicks.", False)]
    names = {topic.name for topic in fit.suggest(pairs).topics}
    assert "hatchery" not in names
    assert "fish farming" in names


@pytest.mark.parametrize("examples", [[], ["", "the and of"], [("fish farm", False)]])
def test_nothing_in_common_is_refused(examples):
    """A profile without topics would fit nobody."""
    with pytest.raises(InvalidValue, match="examples"):
        fit.suggest(examples)
