"""Concepts in many languages."""

from __future__ import annotations

import pytest

from followup import fit
from followup.data import BUNDLED
from followup.errors import UnknownName
from followup.fit.document import Document
from followup.fit.grounds import grounds
from followup.fit.judge import judged
from followup.fit.lexicon import lexicon
from followup.fit.reading import Reading
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
    text = (Piece(Zone.BODY, term),)
    kept, document = shelf(UV, BUNDLED), Document(text, language)
    found = grounds(kept, document, UV.possible)
    reading = Reading(
        profile=UV, pieces=text, shelf=kept, document=document, spoken=language, grounds=found
    )
    return judged(reading, [], (1.0, 1.0, 1.0))


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
        ("water_treatment", 60),
        ("wastewater", 60),
        ("aquaculture", 60),
        ("disinfection", 60),
        ("sterilisation", 60),
        ("air_purification", 60),
        ("organic_farming", 60),
        ("fertiliser", 60),
        ("exhaust_gas", 55),
        ("remediation", 38),
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


def test_an_own_table_in_many_languages_may_have_one_more():
    """A language is a column, an empty cell is no name, and a column of another name is no language."""
    empty = dict.fromkeys(BUNDLED.rows("lexicon")[0], "")
    row = {**empty, "concept": "reef", "qaa": "blub|blubblub", "source": "mine"}
    own = lexicon(BUNDLED.with_table("lexicon", [row]))
    assert own.terms("reef", "qaa") == ("blub", "blubblub")
    assert own.languages(["reef"]) == ("qaa",)


def test_the_bundled_table_is_in_order():
    """A refresh changes the cells that changed and nothing else: concepts down, languages across."""
    rows = BUNDLED.rows("lexicon")
    first, *languages = rows[0]
    named = [row[first] for row in rows]
    assert first == "concept"
    assert languages == sorted(languages)
    assert named == sorted(set(named))


UNRELATED = (
    "bakery_shop",
    "shoes_shop",
    "books_shop",
    "lawyer_office",
    "hairdresser_shop",
    "butcher_shop",
)


@pytest.mark.parametrize(
    "concept",
    [
        "water_treatment",
        "wastewater",
        "aquaculture",
        "disinfection",
        "sterilisation",
        "air_purification",
        "organic_farming",
        "fertiliser",
        "exhaust_gas",
    ],
)
def test_a_core_concept_is_told_from_unrelated_trades_in_most_languages(concept):
    """By its names alone, in the script of each language, as a company name or a link would say it."""
    words = lexicon()
    told = []
    for language in words.languages([concept]):
        others = [term for one in UNRELATED for term in words.terms(one, language)]
        names = [fit.score(UV, term).value for term in words.terms(concept, language)]
        strangers = [fit.score(UV, term).value for term in others] or [0.0]
        wins = [(name > other) + (name == other) / 2 for name in names for other in strangers]
        told.append(sum(wins) / len(wins) >= 0.9)
    assert sum(told) >= 55


@pytest.mark.parametrize(
    "text",
    [
        "Wasserkraftwerk am Rhein und an der Donau",
        "Vandkraftværk ved søen",
        "Fischrestaurant am Hafen mit Terrasse",
        "Wasserrutschen und Schwimmbecken für Hotels",
        "Luftfahrt und Luftfracht weltweit",
        "Agua mineral embotellada y refrescos",
        "Restaurante de mariscos y pescado fresco",
        "Eau minérale en bouteille et boissons",
        "Vendita di lampade e lampadari per la casa",
        "Woda mineralna i napoje gazowane",
        "Минеральная вода и напитки",
        "Ресторан морепродуктов у моря",
        "矿泉水和饮料批发",
        "海鲜餐厅",
        "ミネラルウォーターの販売",
        "مطعم مأكولات بحرية طازجة",
        "ร้านอาหารทะเลสด",
        "Nhà hàng hải sản tươi sống",
    ],
)
def test_a_look_alike_is_no_target_in_its_own_language(text):
    """Water, fish, light and air in other trades."""
    assert fit.score(UV, text).band is not fit.Band.TARGET
