"""A score, its band, its state and its words."""

from __future__ import annotations

import json
import math
import subprocess
import sys

import pytest

from hypothesis import given, strategies as st

from followup import fit
from followup.errors import InvalidValue
from followup.fit import Band, FitScore, FitState, IndustryProfile, Topic
from followup.models import Inquiry, Lead


UV = "uv-disinfection"
PLANT = "We design and build water treatment plants with membrane filtration for towns and hotels."
OTHER = "We paint houses and repair roofs for private owners in the whole county and beyond."


def _adds_up(score):
    return math.isclose(
        math.fsum(term.contribution for term in score.terms), score.value, abs_tol=1e-9
    )


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (PLANT, "water treatment engineering"),
        ("Our sewage treatment systems clean industrial effluent.", "wastewater treatment"),
        (
            "We turn manure into organic fertilizer and compost.",
            "manure, fertiliser and water purification",
        ),
        ("Contractor for river purification and lake remediation.", "municipal river purification"),
        ("Shrimp farm and fish hatchery with recirculating tanks.", "aquaculture"),
        ("A family business of organic farming and hydroponics.", "organic farming"),
        ("Oil fume purification for the kitchen exhaust of restaurants.", "oil-fume purification"),
        ("Exhaust gas treatment and VOC abatement, gas scrubbers.", "exhaust-gas treatment"),
        (
            "Cleanroom engineering and air purification.",
            "clean-room and air purification engineering",
        ),
        ("We make sterilizers and disinfection cabinets.", "sterilisation and disinfection"),
        (
            "Somos una empresa de tratamiento de aguas residuales y depuración.",
            "wastewater treatment",
        ),
        ("Wir planen und bauen Anlagen für die Wasseraufbereitung.", "water treatment engineering"),
        ("Мы занимаемся разведением рыбы, наше рыбоводное хозяйство", "aquaculture"),
        ("本公司从事空气净化和洁净室工程", "clean-room and air purification engineering"),
        ("Chúng tôi chuyên xử lý khí thải và xử lý mùi cho các nhà máy", "exhaust-gas treatment"),
        ("نحن شركة متخصصة في معالجة المياه", "water treatment engineering"),
        ("Vattenrening AB", "water treatment engineering"),
    ],
)
def test_each_field_of_the_mission_is_a_target(text, topic):
    """In the words of its trade, in several languages."""
    score = fit.score(UV, text)
    assert (score.band, score.topic, score.state) == (Band.TARGET, topic, FitState.SCORED)
    assert _adds_up(score)


@pytest.mark.parametrize(
    "text",
    [
        "Bottled water and soft drinks delivered to your door by our brand.",
        "A seafood restaurant with fresh fish and sushi by the harbour.",
        "Lighting store with chandeliers and lamps for every room.",
        "Tanning salon and nail studio in the centre of the town.",
        "Boat dealer and yacht rental on the lake, with a marina.",
        "Swimming pool construction and swimming lessons for children.",
        "Air conditioning contractor, heating and plumbing repair.",
        "Addiction treatment and mental health counselling for adults.",
        OTHER,
    ],
)
def test_look_alikes_are_no_targets(text):
    """Water, fish, lamps and air alone are not the trade."""
    score = fit.score(UV, text)
    assert score.band in {Band.OFF_TARGET, Band.POSSIBLE}
    assert _adds_up(score)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Saint Mary is a hospital with three hundred beds and a medical center.", "hospitals"),
        ("A dental clinic for the whole family in the old town.", "clinics"),
        ("El hospital de la ciudad y de la región, para todos los pacientes.", "hospitals"),
        ("Our kindergarten and school for children of the village.", "schools"),
    ],
)
def test_end_markets_reach_at_most_their_own_band(text, topic):
    """Their value stays below the threshold of the possible customers."""
    score = fit.score(UV, text)
    assert (score.band, score.topic) == (Band.END_MARKET, topic)
    assert 0 < score.value < fit.load_profile(UV).possible
    assert _adds_up(score)


def test_every_term_stands_where_it_says():
    """The quote is the text between start and end of its zone, strongest first."""
    score = fit.score(UV, PLANT)
    assert score.language == "en"
    assert all(PLANT[term.start : term.end] == term.quote for term in score.terms)
    assert score.terms[0].quote == "water treatment plants"
    strengths = [abs(term.contribution) for term in score.terms]
    assert strengths == sorted(strengths, reverse=True)


def test_without_its_strongest_words_a_text_scores_less():
    """The words shown are the words that count."""
    score = fit.score(UV, PLANT)
    rest = PLANT
    for term in score.terms[:3]:
        rest = rest.replace(term.quote, "")
    assert fit.score(UV, rest).value < score.value


def test_the_same_quote_is_shown_once_with_its_number():
    """Repeating a phrase adds less each time."""
    once = fit.score(UV, f"Aquaculture. {OTHER}")
    thrice = fit.score(UV, f"Aquaculture. {OTHER} Aquaculture! Aquaculture?")
    assert thrice.terms[0].times == 3
    assert once.value < thrice.value < 3 * once.value


def test_a_long_run_of_hits_is_cut_into_quotes():
    """No quote is longer than a line, and none crosses one."""
    score = fit.score(UV, "aquaculture " * 30 + "\naquaculture")
    assert max(len(term.quote) for term in score.terms) <= 80
    assert all("\n" not in term.quote for term in score.terms)


def test_a_footer_or_menu_link_alone_never_lifts_a_page():
    """However often it stands there."""
    page = "<html><nav>Water treatment. Disinfection. Aquaculture</nav>{}<footer>{}</footer></html>"
    score = fit.score(UV, page.format("", "UV disinfection " * 50))
    assert score.band in {Band.OFF_TARGET, Band.UNKNOWN}
    assert 0 < score.value < fit.load_profile(UV).possible
    assert fit.score(UV, page.format(f"<h1>{PLANT}</h1>", "")).band is Band.TARGET
    assert _adds_up(score)


def test_html_is_recognised_by_its_beginning():
    """And gives the same as the page read before."""
    html = f"<!DOCTYPE html><title>Acme</title><p>{PLANT}"
    assert fit.score(UV, html) == fit.score(UV, fit.text_from_html(html))
    assert {term.zone for term in fit.score(UV, html).terms} == {"body"}


def test_a_lead_is_judged_by_what_it_says_of_itself():
    """About, inquiry and company name; the products are the seller's own and never suffice."""
    about = fit.score(UV, Lead(id="1", company="Acme", about=PLANT))
    lamp = Inquiry(text="Please quote.", products=("UV disinfection lamp", "germicidal lamp"))
    asked = fit.score(UV, Lead(id="2", company="Acme", inquiry=lamp))
    assert (about.band, about.terms[0].zone) == (Band.TARGET, "about")
    assert asked.band is Band.OFF_TARGET


def test_several_texts_are_judged_together():
    """Their zones are kept apart."""
    score = fit.score(UV, (Lead(id="1", company="Water Treatment Ltd"), fit.text_from_html(PLANT)))
    assert {term.zone for term in score.terms} == {"company", "body"}
    assert _adds_up(score)


@pytest.mark.parametrize("what", [5, None, b"<p>aquaculture", ("fish", 5)])
def test_what_cannot_be_read_is_refused(what):
    """The message says what can."""
    with pytest.raises(InvalidValue, match="text_from_html"):
        fit.score(UV, what)


@pytest.mark.parametrize(
    ("text", "state", "band"),
    [
        ("", FitState.NO_TEXT, Band.UNKNOWN),
        (" 123 ", FitState.NO_TEXT, Band.UNKNOWN),
        ("Acme Ltd", FitState.TOO_SHORT, Band.UNKNOWN),
        ("ຮ້ານອາຫານ ແລະ ໂຮງແຮມ ໃນນະຄອນຫຼວງ ວຽງຈັນ ທຸກໆມື້", FitState.UNKNOWN_LANGUAGE, Band.UNKNOWN),
        ("Lorem ipsum dolor sit amet consectetur", FitState.UNKNOWN_LANGUAGE, Band.UNKNOWN),
        (OTHER, FitState.SCORED, Band.OFF_TARGET),
    ],
)
def test_what_cannot_be_judged_is_unknown(text, state, band):
    """A silent zero would be a lie."""
    score = fit.score(UV, text)
    assert (score.state, score.band) == (state, band)


def test_an_exclude_rules_out_whatever_else_is_said():
    """Word for word, outside menu and footer; the contributions say what happened."""
    profile = IndustryProfile(name="p", topics=["water treatment"], excludes=["military use"])
    text = "Water treatment for military use."
    score = fit.score(profile, text)
    assert (score.value, score.band) == (0, Band.OFF_TARGET)
    assert any(t.quote == "military use" and t.contribution < 0 for t in score.terms)
    assert _adds_up(score)
    assert fit.score(profile, "Water treatment for the use of military.").value > 0
    page = f"<html>{PLANT}<footer>military use</footer>"
    assert fit.score(profile, page).band is Band.TARGET


def test_negatives_that_change_the_band_are_a_conflict():
    """A person should look at the terms."""
    profile = IndustryProfile(
        name="p",
        topics=["fish farm"],
        negatives=[Topic(name="shops", phrases=["seafood shop", "seafood restaurant"])],
    )
    score = fit.score(
        profile, "Seafood shop, seafood market, seafood restaurant. A fish farm delivers."
    )
    assert score.state is FitState.CONFLICT
    assert any(term.contribution < 0 for term in score.terms)
    assert _adds_up(score)


def test_a_single_word_of_a_phrase_is_not_the_phrase():
    """A farm is not yet an organic farm, and words far apart are no phrase."""
    profile = IndustryProfile(name="p", topics=["organic farm"])
    near, apart, one = (
        fit.score(profile, text).value
        for text in (
            f"An organic farm. {OTHER}",
            f"Organic paint. {OTHER} The farm is ours.",
            f"A farm. {OTHER}",
        )
    )
    assert near > apart > one


def test_the_weight_of_a_topic_counts():
    """Half the weight, a smaller value."""
    full, half = (
        IndustryProfile(name="p", topics=[Topic(name="t", phrases="aquaculture", weight=weight)])
        for weight in (1, 0.5)
    )
    assert fit.score(full, "aquaculture").value > fit.score(half, "aquaculture").value


def test_a_phrase_of_small_words_is_never_matched():
    """Small words say nothing, not even as a topic."""
    profile = IndustryProfile(name="p", topics=["the and"])
    assert fit.score(profile, "the and of our firm is the best and the first").value == 0


def test_another_trade_needs_no_other_code():
    """The second bundled profile works as the first does."""
    bakery = "Wir backen Brot und Brötchen in unserer Bäckerei und sind für die Region da."
    assert fit.score("bakery-supplies", bakery).band is Band.TARGET
    assert fit.score("bakery-supplies", PLANT).band is Band.OFF_TARGET
    assert fit.score(UV, bakery).band is Band.OFF_TARGET


def test_many_profiles_do_not_pile_up():
    """The shelf is emptied when it is full, and the answers stay the same."""
    several = [IndustryProfile(name=str(number), topics=["fish farm"]) for number in range(40)]
    assert len({fit.score(profile, "A fish farm").value for profile in several}) == 1


def test_a_score_survives_json_and_has_no_truth():
    """What to_dict gives comes back equal; if score: is refused."""
    score = fit.score(UV, PLANT)
    assert FitScore.from_dict(json.loads(json.dumps(score.to_dict()))) == score
    with pytest.raises(TypeError, match="no truth value"):
        bool(score)


@given(st.text(alphabet="water fish farm treatment bottled 水处理 <p>\n.", max_size=200))
def test_contributions_always_add_up(text):
    """Whatever the text says."""
    score = fit.score(UV, text)
    assert 0 <= score.value <= 1
    assert _adds_up(score)


EVERY_KIND = {
    "title": "Wasseraufbereitung und Teichbau für Städte",
    "heading": "水处理 空气净化",
    "body": f"{PLANT} Aguas residuales. Bottled water, lamp shops and seafood restaurants too.",
    "menu": "Aquaculture, fish farm, hatchery, hospital, hotel",
    "footer": "ระบบบำบัดน้ำเสีย",
}


def test_the_same_input_gives_the_same_bytes_on_every_hash_seed():
    """Sets and dicts have no say in the result, in no language and for no profile."""
    code = (
        "import json; from followup import fit;"
        f"whats = ({PLANT!r}, 'Aguas residuales 水处理', {EVERY_KIND!r}, *{EVERY_KIND!r}.values());"
        "print([json.dumps(fit.score(name, what).to_dict()) for name in fit.profiles() for what in whats])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_importing_fit_loads_no_network_and_no_parser():
    """The trade is pure and its door is light."""
    code = "import sys, followup.fit; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    ).stdout.split()
    assert not {"selectolax", "ssl", "dns", "httpx", "asyncio", "numpy"} & set(loaded)


@pytest.mark.parametrize(
    "name", ["Aguas del Norte SL", "Water World Inc", "Clean Air Ltd", "Seafood Palace"]
)
def test_a_name_alone_neither_makes_nor_breaks_a_target(name):
    """A company's name promises nothing: nothing can be said but that too little was read."""
    judged = fit.score("uv-disinfection", Lead(company=name))

    assert judged.band is Band.UNKNOWN


def test_what_any_company_says_of_itself_is_no_trade():
    """A printing company is found by its printing, not by being a company."""
    printers = IndustryProfile(name="p", topics=["printing company"])
    assert fit.score(printers, "A print shop for posters and books.").band is Band.TARGET
    company = "The company is a construction company located in the region."
    assert fit.score(printers, company).band is Band.OFF_TARGET


def test_a_topic_of_nothing_else_still_means_it():
    """Words that any company says count where a topic has no others."""
    services = IndustryProfile(name="s", topics=["quality solutions"])
    assert fit.score(services, "Quality solutions for towns.").value > 0


def test_a_chance_word_in_an_unknown_language_is_no_judgement():
    """One stem in common with some trade does not mean that the text was understood."""
    found = fit.score(UV, "Lorem ipsum dolor sit amet consectetur")
    assert (found.evidence, found.value) == ((), 0.0)
