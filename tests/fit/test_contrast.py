"""The topics of a profile against other fields, in the eyes of a model."""

from __future__ import annotations

import math

import pytest

from followup import fit
from followup.data import BUNDLED
from followup.fit.contrast import Contrast, Kept, Seen, fields


PROFILE = fit.IndustryProfile(name="p", topics=["trout", "carp"])
BANKS, SHOPS, SHIPS = ("521", "banks"), ("441", "shops"), ("483", "ships")
ANGLES = {
    "trout": 0.0,
    "fish farm": 0.0,
    "carp": 0.05,
    "pike": 0.1,
    "crab": 0.3,
    "ships": 0.6,
    "banks": 1.0,
    "shops": 1.2,
}


class _Graded:
    """Sees each word in a direction of its own."""

    def __init__(self):
        self.asked = []

    def embed_queries(self, texts):
        self.asked.extend(texts)
        return self.embed_texts(texts)

    def embed_texts(self, texts):
        return [(math.cos(ANGLES[text]), math.sin(ANGLES[text])) for text in texts]


class _Blind(_Graded):
    """Sees nothing at all."""

    def embed_texts(self, texts):
        return [(0.0, 0.0) for _ in texts]


def of(text, *others, profile=PROFILE, model=None):
    """How surely a text speaks of a profile's topics."""
    return Contrast(profile, others, model or _Graded(), Seen()).of(text)[0]


def test_what_is_near_a_topic_and_far_from_other_fields_stands_out():
    """It is told by the order, not by a cosine: all of these are above .3."""
    several = [of(word, BANKS, SHOPS, SHIPS) for word in ("pike", "crab", "ships", "shops")]
    assert several == sorted(several, reverse=True)
    assert several[0] > 0 > several[-1]
    assert Contrast(PROFILE, (BANKS, SHOPS), _Graded(), Seen()).of("carp")[1] == "carp"


def test_a_field_near_a_topic_is_no_contrast_to_it():
    """A profile of fish does not lose its crabs to the official fishing."""
    assert of("crab", BANKS, SHOPS, ("114", "crab")) > 0


def test_a_sister_of_a_field_near_a_topic_is_half_its_own():
    """What stands in the same division of the classification speaks less against it."""
    sister, stranger = ("114112", "ships"), ("483111", "ships")
    near = ("114111", "pike")
    assert of("ships", BANKS, SHOPS, near, sister) > of("ships", BANKS, SHOPS, near, stranger)


def test_a_negative_speaks_against():
    """The seller has said that it is not meant."""
    against = fit.IndustryProfile(name="p", topics=["trout", "carp"], negatives=["crab"])
    assert of("crab", BANKS, SHOPS, profile=against) < of("crab", BANKS, SHOPS)


def test_a_topic_of_little_weight_counts_less():
    """As it does in the lexicon."""
    light = fit.IndustryProfile(
        name="p", topics=["trout", fit.Topic(name="ships", phrases=["ships"], weight=0.1)]
    )
    full = fit.IndustryProfile(name="p", topics=["trout", "ships"])
    assert of("ships", BANKS, SHOPS, profile=light) < of("ships", BANKS, SHOPS, profile=full)


def test_where_there_is_nothing_to_hold_against_nothing_is_said():
    """Hardly anything without another field, and nothing by a model that sees none."""
    assert abs(of("trout")) < 0.5
    assert of("trout", BANKS, model=_Blind()) == pytest.approx(0.0)


def test_it_is_never_surer_than_three():
    """Far apart directions must not drown the lexicon."""
    assert of("trout", BANKS, SHOPS) == 3.0
    assert -3.0 <= of("banks", BANKS, SHOPS) < -2.0


def test_a_topic_without_phrases_is_asked_for_by_its_concepts():
    """And without any of them there is nothing to ask for."""
    topic = fit.Topic(name="t", phrases=(), concepts=["fish_farm"])
    empty = fit.Topic(name="t", phrases=())
    assert of("pike", BANKS, SHOPS, profile=fit.IndustryProfile(name="p", topics=[topic])) > 0
    with pytest.raises(ValueError, match="no phrase"):
        of("pike", BANKS, profile=fit.IndustryProfile(name="p", topics=[empty]))


def test_a_model_is_asked_for_a_title_once_for_all_profiles():
    """The titles are many, and the same for every profile."""
    seen, model = Seen(), _Graded()
    for topic in ("trout", "carp"):
        profile = fit.IndustryProfile(name=topic, topics=[topic])
        Contrast(profile, (BANKS, SHOPS, BANKS), model, seen)
    assert model.asked == ["trout", "banks", "shops", "carp"]


def test_models_are_kept_apart_and_not_for_ever():
    """Who makes a new one for each text must not fill the memory."""
    kept, model = Kept(lambda one: [one]), _Graded()
    first = kept.of(model)
    assert kept.of(model) is first == [model]
    assert all(kept.of(other) == [other] for other in [_Graded() for _ in range(4)])
    assert kept.of(model) is not first


def test_fields_that_a_profile_is_after_are_told_apart_by_their_trades():
    """The nearest contrast to a bakery is another food maker."""
    codes = [code for code, _ in fields([("311", 0.9), ("312", 0.1)], BUNDLED)]
    assert {"311", "312", "621"} < set(codes)
    assert {code[:3] for code in codes if len(code) > 3} == {"311"}
    everything = [(code, 1.0) for code in codes]
    assert len(fields(everything, BUNDLED)) < 200
