"""Words that are neither a profile's own nor in a trade's note tie a text to it all the same."""

from __future__ import annotations

import math

from string import ascii_lowercase

import pytest

from followup import fit
from followup.data import BUNDLED
from followup.errors import DataError
from followup.fit.aim import Aims
from followup.fit.document import Document
from followup.fit.kin import Directions
from followup.fit.lexicon import lexicon
from followup.fit.text import Piece, Zone


BAKER = fit.IndustryProfile(name="b", topics=["bakery"])
PATISSERIE = (
    "Our pastry and loaves of wheat and rye are kneaded by hand and leave the oven at dawn."
)
LAWYER = "Our attorneys represent plaintiffs before the courts of appeal and draft wills and deeds."


def _kin(profile):
    return Aims(profile, BUNDLED, lexicon()).kin


def _document(text, language="en"):
    return Document([Piece(Zone.BODY, text)], language)


def _near(profile, text):
    return _kin(profile).hits(_document(text)).total


@pytest.mark.parametrize(
    ("topic", "kindred", "strange"),
    [
        ("bakery", PATISSERIE, LAWYER),
        ("law firm", LAWYER, PATISSERIE),
        ("physiotherapy", "Rehabilitation after knee surgery, back pain and sprains.", LAWYER),
        ("sawmill", "Oak planks, spruce beams and pine boards, kiln dried.", PATISSERIE),
        ("shipping line", "Our tankers and container vessels call at forty harbours.", LAWYER),
        ("dental clinic", "Implants, crowns, braces and root canals for children.", PATISSERIE),
    ],
)
def test_words_of_the_same_field_are_near(topic, kindred, strange):
    """None of them stands in the profile."""
    profile = fit.IndustryProfile(name="p", topics=[topic])
    assert _near(profile, kindred) > 5 * _near(profile, strange)
    assert fit.score(profile, kindred).value > 2 * fit.score(profile, strange).value


def test_kindred_words_are_quoted():
    """The strongest of them stand for all."""
    found = [
        term for term in fit.score(BAKER, PATISSERIE).evidence if term.concept == "kindred word"
    ]
    assert {"pastry", "loaves", "wheat", "oven"} & {term.quote for term in found}
    assert all(term.topic == "bakery" and term.language == "en" for term in found)


def test_each_kindred_word_speaks_for_its_nearest_topic():
    """A pizza is near to both, and nearer to the one."""
    both = fit.IndustryProfile(name="p", topics=["bakery", "restaurant", "law firm"])
    hits = _kin(both).hits(_document("The attorneys of this court order pizza and knead dough."))
    said = {
        run.text[slice(*run.span(at))]: part.why.topic.name
        for part in hits.parts
        for run, at in part.places
    }
    assert said == {"dough": "bakery", "pizza": "bakery", "attorneys": "law firm"}


def test_what_is_near_a_negative_is_less_near():
    """Cakes are bakers' work, unless the profile says that it is not meant."""
    no_cakes = fit.IndustryProfile(
        name="p", topics=["bakery"], negatives=["wedding cakes", "pastry"]
    )
    assert _near(no_cakes, PATISSERIE) < _near(BAKER, PATISSERIE)


def test_a_profiles_own_words_count_less_here():
    """They count by themselves already: whoever writes for bakeries is not near to them for the word alone."""
    baking = fit.IndustryProfile(name="p", topics=["bread"])
    assert 0 < _near(baking, "Bread for all.") < _near(BAKER, "Bread for all.")


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("bakery", "Bread Pie Cookie Oven Pastry Cake"),
        ("dental clinic", "Dentist Doctor Hospital Surgery"),
        ("law firm", "Attorney Court Lawyer Judge"),
        ("sawmill", "Timber Wood Forest Lumber"),
        ("brewery", "Beer Wine Drinks Grain"),
        ("shoe shop", "Boots Leather Clothing Fashion"),
    ],
)
def test_one_kindred_word_is_no_target(topic, words):
    """A name or a single word is no company's description."""
    profile = fit.IndustryProfile(name="p", topics=[topic])
    for word in words.split():
        assert fit.score(profile, word).value < profile.target


def test_what_stands_first_counts_more():
    """A company says first what it does."""
    first, last = f"{PATISSERIE} {LAWYER * 3}", f"{LAWYER * 3} {PATISSERIE}"
    assert _near(BAKER, first) > 1.2 * _near(BAKER, last)


def test_words_of_menu_and_footer_are_not_asked():
    """Whom a law firm works for does not make it a baker, and neither do its guests' wishes at dawn."""
    menu = "Bread Cake Pastry Pie Dough Flour Cookies Wheat Butter Cheese Chocolate Sugar"
    body = f"{LAWYER} Come in for a coffee."
    for zone in ("menu", "footer"):
        found = fit.score(BAKER, {"body": body, zone: menu})
        said = [(one.quote, one.zone) for one in found.evidence if one.concept == "kindred word"]
        assert said == [("coffee", "body")]
        assert found.value < BAKER.possible


def test_a_menu_of_other_things_does_not_sink_a_company():
    """A baker sells cheese and soup too."""
    alone = fit.score(BAKER, {"body": PATISSERIE})
    both = fit.score(BAKER, {"body": PATISSERIE, "menu": "Cheese Pasta Soup " * 6})
    assert both.band is alone.band


def test_many_topics_of_one_field_are_no_more_than_one():
    """The nearness of a text is at most one, however often a profile says the same."""
    often = fit.IndustryProfile(
        name="p", topics=[fit.Topic(name=str(n), phrases=("bread", "pastry")) for n in range(30)]
    )
    assert _near(often, "Dough, pastry, bread, cake and pies. " * 20) <= 1


def test_words_that_nobody_knows_are_neither_near_nor_kept():
    """Strangers' texts must not fill the memory with what never comes again."""
    kin = _kin(BAKER)
    before = len(kin._seen)
    assert not kin.hits(
        _document(" ".join(f"zq{one}{two}zq" for one in ascii_lowercase for two in ascii_lowercase))
    ).parts
    assert len(kin._seen) == before


def test_a_profile_of_unknown_words_has_no_kin():
    """There is nothing to be near to, and its own words count as much as they can."""
    unknown = fit.IndustryProfile(name="p", topics=["kombucha"])
    assert _kin(unknown) is None
    assert fit.score(unknown, "We brew kombucha for cafés and shops.").value > 0.5


def test_only_english_words_have_kin():
    """In other languages trades and the lexicon have to do, though the words look alike."""
    german = "Pizza, Pasta, Dessert und Sandwich aus unserer Küche für alle Gäste in der Stadt."
    assert _near(BAKER, german) > 0
    found = fit.score(BAKER, german)
    assert found.language == "de"
    assert not [term for term in found.evidence if term.concept == "kindred word"]


def test_an_own_table_of_directions_is_used():
    """Here croissants are lawyers' work."""
    rows = [
        {"stem": "attorne", "weight": "99", "vector": "f888"},
        {"stem": "croissa", "weight": "99", "vector": "f888"},
        {"stem": "bake", "weight": "99", "vector": "8f88"},
    ]
    facts = BUNDLED.with_table("word_vectors", rows)
    firm = fit.IndustryProfile(name="p", topics=["attorney"])
    assert Directions(facts).of("croissa") == (1.0, [7, 0, 0, 0])
    text = "We sell croissants to offices."
    assert fit.score(firm, text, facts=facts).value > 0
    assert fit.score(firm, text, facts=facts).value > fit.score(firm, text).value


def _with_oven(**cells):
    rows = [
        {**row, **cells} if row["stem"] == "oven" else row for row in BUNDLED.rows("word_vectors")
    ]
    return BUNDLED.with_table("word_vectors", rows)


def test_a_word_is_switched_off_by_the_weight_of_nothing():
    """It is no kin, and takes nothing from the others."""
    facts = _with_oven(weight="0")
    assert _near(BAKER, "An oven.") > 0
    assert not Aims(BAKER, facts, lexicon()).kin.hits(_document("An oven.")).parts


def test_a_word_that_points_nowhere_is_no_kin():
    """Neither a text's, nor a profile's."""
    facts = _with_oven(vector="8" * 20)
    oven = fit.IndustryProfile(name="p", topics=["oven"])
    assert Aims(oven, facts, lexicon()).kin is None
    assert not Aims(BAKER, facts, lexicon()).kin.hits(_document("An oven.")).parts


@pytest.mark.parametrize(
    "cells",
    [
        {"weight": "-1"},
        {"weight": "100"},
        {"weight": "0.5"},
        {"vector": "F" + "8" * 19},
        {"vector": "8888"},
        {"vector": ""},
    ],
)
def test_an_own_row_that_cannot_be_is_refused_by_name(cells):
    """With what it says and what it may say."""
    with pytest.raises(
        DataError, match=r"'word_vectors' says .* of 'oven'\. Give a weight from 0 to 99"
    ):
        fit.score(BAKER, "An oven.", facts=_with_oven(**cells))


def test_an_empty_table_leaves_the_trades():
    """Nothing is kin then."""
    facts = BUNDLED.with_table("word_vectors", [])
    assert Aims(BAKER, facts, lexicon()).kin is None
    assert fit.score(BAKER, PATISSERIE, facts=facts).value > 0


def test_the_table_is_in_order():
    """Each stem once, each weight from 1 to 99, each direction a hexadecimal digit."""
    rows = BUNDLED.rows("word_vectors")
    stems = [row["stem"] for row in rows]
    assert stems == sorted(set(stems))
    assert all(1 <= int(row["weight"]) <= 99 for row in rows)
    assert {len(row["vector"]) for row in rows} == {20}
    assert all(set(row["vector"]) <= set("0123456789abcdef") for row in rows)


def test_phrases_point_where_their_words_point_together():
    """Whole numbers, of a length of about a thousand."""
    directions = Directions(BUNDLED)
    both = directions.between([{"bread": 1.0}, {"attorne": 1.0, "zqxjk": 1.0}])
    assert math.isclose(math.hypot(*both), 1000, rel_tol=0.01)
    assert directions.between([{"zqxjk": 1.0}]) == []
