"""Concepts in many languages."""

from __future__ import annotations

import pytest

from followup import fit
from followup.data import BUNDLED
from followup.errors import UnknownName
from followup.fit.lexicon import lexicon
from followup.fit.match import Document
from followup.fit.score import _judge
from followup.fit.shelf import shelf
from followup.fit.text import Piece, Zone


UV = fit.load_profile("uv-disinfection")


def _named(topics):
    words = lexicon()
    return [
        (concept, language, term)
        for topic in topics
        for concept in topic.concepts
        for language in words.languages([concept])
        for term in words.terms(concept, language)
    ]


def _judged(language, term):
    document = Document([Piece(Zone.BODY, term)], language)
    return _judge(UV, shelf(UV, BUNDLED).reader(language), document)


def test_concepts_are_listed_in_order():
    """Both tables are in the list."""
    names = fit.concepts()
    assert list(names) == sorted(set(names))
    assert {"aquaculture", "disinfection", "tanning_salon"} <= set(names)


def test_a_concept_has_the_terms_of_both_tables():
    """OpenStreetMap's names first, ours after them."""
    terms = lexicon().terms("aquaculture", "de")
    assert {"Aquakultur", "Teichwirtschaft"} <= set(terms)
    assert lexicon().terms("aquaculture", "qaa") == ()


@pytest.mark.parametrize(
    ("concept", "languages"),
    [
        ("water_treatment", 50),
        ("wastewater", 50),
        ("aquaculture", 50),
        ("disinfection", 38),
        ("air_purification", 28),
        ("organic_farming", 30),
        ("fertiliser", 20),
        ("hospital", 45),
    ],
)
def test_core_concepts_are_named_in_many_languages(concept, languages):
    """As many as the documentation says; more are welcome."""
    assert len(lexicon().languages([concept])) >= languages


def test_every_name_of_a_topic_is_found_in_its_own_language():
    """A company that only says the name of the concept is recognised."""
    missed = [
        (concept, language, term)
        for concept, language, term in _named(UV.topics)
        if _judged(language, term).band is not fit.Band.TARGET
    ]
    assert len(missed) <= 3


def test_no_name_of_a_look_alike_is_taken_for_a_target():
    """Bottled water, seafood, lamps, tanning, nails, boats, pools, air-conditioning, in every language."""
    fired = [
        (concept, language, term)
        for concept, language, term in _named(UV.negatives)
        if _judged(language, term).band is fit.Band.TARGET
    ]
    assert fired == []


def test_an_unknown_concept_is_refused_with_the_nearest_names():
    """A typing error in a profile does not go unnoticed."""
    topic = fit.Topic(name="fish", phrases="fish", concepts="aquacultur")
    with pytest.raises(UnknownName, match="aquaculture"):
        fit.score(fit.IndustryProfile(name="p", topics=[topic]), "fish farm")


def test_an_own_lexicon_replaces_the_bundled_one():
    """A house term of your own is found."""
    rows = [{"concept": "aquaculture", "language": "qaa", "terms": "blubblub"}]
    facts = BUNDLED.with_table("lexicon_house", rows)
    assert lexicon(facts).terms("aquaculture", "qaa") == ("blubblub",)
