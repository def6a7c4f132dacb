"""Official trades tie texts to profiles that have no word in common with them."""

from __future__ import annotations

import math

from followup import fit
from followup.data import BUNDLED
from followup.fit.aim import Aims, TradeTitles
from followup.fit.document import Document
from followup.fit.lexicon import lexicon
from followup.fit.text import Piece, Zone
from followup.fit.trades import Pull


ROLLS = "We roast and grind coffee beans and blend fine teas for shops and offices in the region."
ROOFS = "We repair roofs, lay shingles and hang gutters for private owners in the whole county."
COFFEE = fit.IndustryProfile(name="c", topics=["coffee roastery", "tea blending"])


def _trades(profile, text, language):
    aim = Aims(profile, BUNDLED, lexicon()).of(language)
    return aim.hits(Document([Piece(Zone.BODY, text)], language)).parts


def _class(code, **titles):
    return {**dict.fromkeys(BUNDLED.rows("trade_titles")[0], ""), "code": code, **titles}


def test_a_bare_profile_finds_its_trade_by_other_words():
    """Nobody said roofing contractor, and it ranks first all the same."""
    roofers = fit.IndustryProfile(name="r", topics=["roofing contractor"])
    found = fit.score(roofers, ROOFS)
    assert found.value > fit.score(roofers, ROLLS).value
    assert any("Roofing" in (term.concept or "") for term in found.evidence)


def test_the_trades_that_count_most_stand_for_all_of_them():
    """Each by the words that put the text there, the strongest first; together they are at most the whole text."""
    several = _trades(COFFEE, ROLLS, "en")
    sums = [math.fsum(part.amounts) for part in several]
    assert len(several) == 3
    assert all(part.why.concept.startswith(("NAICS ", "UK SIC ")) for part in several)
    assert sums == sorted(sums, reverse=True)
    assert sums[-1] > 0
    assert math.fsum(sums) <= 1


def test_a_kind_of_business_is_not_the_business():
    """Shops and agencies are of every trade: the cutter of metal comes before the other shop."""
    shop = fit.IndustryProfile(name="s", topics=["machine shop"])
    agency = fit.IndustryProfile(name="a", topics=["talent agency"])
    lathes = "We turn, mill and grind precision metal parts on lathes to the drawings of machine builders."
    actors = (
        "We represent artists, singers and athletes and manage their contracts and appearances."
    )
    assert fit.score(shop, lathes).value > fit.score(shop, "A small cheese shop.").value
    assert fit.score(agency, actors).value > fit.score(agency, "A holiday travel agency.").value


def test_a_trade_is_found_by_what_others_call_it():
    """NAICS has no garment and no lorry; it has apparel and trucks."""
    sewn = fit.IndustryProfile(name="g", topics=["garment factory"])
    hauled = fit.IndustryProfile(name="l", topics=["haulage"])
    shirts = "We cut and sew apparel: shirts, coats and trousers for women and men."
    loads = "We truck full loads over long distances, with trailers of our own."
    assert fit.score(sewn, shirts).value > 3 * fit.score(sewn, loads).value
    assert fit.score(hauled, loads).value > 3 * fit.score(hauled, shirts).value


def test_an_english_profile_finds_a_trade_in_another_language():
    """NACE has the same classes in 26 languages; no word of the profile is German."""
    bakers = fit.IndustryProfile(name="b", topics=["bakery", "fresh bread"])
    german = "Herstellung von Backwaren, Brot und Kuchen für die Region und für die Gastronomie."
    assert _trades(bakers, german, "de")[0].why.concept == "NACE 10.71"
    score = fit.score(bakers, german)
    assert score.value > fit.score(bakers, "Reparatur von Uhren und Schmuck für die Region").value
    assert score.degraded == (
        "In 'de' the profile is known by official trades only: give its topics concepts."
    )


def test_a_foreign_profile_finds_an_english_text():
    """Its phrases are put into English by the trades that they name."""
    bakers = fit.IndustryProfile(name="p", topics=["panadería"])
    assert fit.score(bakers, "A commercial bakery of bread and rolls.").value > 0
    assert TradeTitles(BUNDLED).in_english("xyzzy") == {}


def test_a_language_without_a_table_has_no_trades():
    """The lexicon has to do alone there."""
    assert Aims(COFFEE, BUNDLED, lexicon()).of("ja") is None


def test_without_an_english_table_nothing_is_put_into_english():
    """Your own table may hold any languages."""
    facts = BUNDLED.with_table("trade_titles", [_class("10.71", de="backwa")])
    assert TradeTitles(facts).in_english("Backwaren") == {}
    assert Aims(COFFEE, facts, lexicon(facts)).of("de") is None


def test_a_title_that_one_language_lacks_is_passed_over():
    """Arabic follows ISIC, whose numbers are not all those of NACE."""
    facts = BUNDLED.with_table(
        "trade_titles", [_class("10.71", en="bread"), _class("99.99", de="backwa")]
    )
    assert TradeTitles(facts).in_english("Backwaren") == {}


def test_kin_of_a_wanted_trade_are_wanted_less():
    """The same group more than the same division, another division not at all."""
    topic = fit.Topic(name="t", phrases="t")
    pull = Pull()
    pull.add(topic, {"10.71": 1.0})
    own, group, division = (pull.of(code)[0] for code in ("10.71", "10.72", "10.11"))
    assert own > group > division > 0
    assert pull.of("10.71")[1] is topic
    assert pull.of("25.11") == (0.0, None)


def test_what_negatives_want_more_is_not_wanted():
    """A negative takes its trades away from the topics."""
    with_tea = fit.IndustryProfile(name="n", topics=["coffee"], negatives=["coffee"])
    assert _trades(with_tea, ROLLS, "en") == []


def test_a_topic_of_small_words_has_no_trade():
    """It is linked with nothing, and nothing breaks."""
    assert _trades(fit.IndustryProfile(name="s", topics=["the and"]), ROLLS, "en") == []
    only_concepts = fit.Topic(name="t", phrases=(), concepts=("aquaculture",))
    assert fit.score(fit.IndustryProfile(name="p", topics=[only_concepts]), "A fish farm").value > 0
    nothing = fit.Topic(name="t", phrases=())
    assert fit.score(fit.IndustryProfile(name="p", topics=[nothing]), "A fish farm").value == 0


def test_the_british_index_knows_what_the_notes_do_not():
    """A class of UK SIC is evidence as one of NAICS is, by its own name."""
    florists = fit.IndustryProfile(name="f", topics=["museum"])
    found = fit.score(florists, "An art gallery with a waxworks and historic houses.")
    assert any((term.concept or "").startswith("UK SIC ") for term in found.evidence)
