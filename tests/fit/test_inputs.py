"""What can be scored: texts with their zones, pages, reports, leads of some countries."""

from __future__ import annotations

import math

import attrs
import pytest

from followup import fit
from followup.data import BUNDLED
from followup.errors import InvalidValue, UnknownName
from followup.fit.reading import read
from followup.models import Lead


UV = "uv-disinfection"
PLANT = "We design and build water treatment plants with membrane filtration for towns and hotels."


@attrs.frozen
class _Page:
    words: fit.PageText


@attrs.frozen
class _Site:
    pages: tuple[_Page, ...]


def test_a_mapping_names_the_zones():
    """With or without underscore, one text or several."""
    found = fit.score(
        UV,
        {
            "title": "Acme",
            "meta": "Aquaculture",
            "product list": ["UV sterilizers", "Ozone"],
            "footer": "2026",
        },
    )
    assert {term.zone for term in found.evidence} == {"meta", "product_list"}


def test_pieces_can_be_given_one_by_one():
    """Beside a lead and a plain text."""
    pieces = [fit.Piece("heading", "Aquaculture"), fit.Piece(fit.Zone.MENU, "Fish hatchery")]
    found = fit.score(UV, (*pieces, "Fish farm", Lead(about="Shrimp farm")))
    assert {term.zone for term in found.evidence} == {"heading", "menu", "body", "about"}


def test_a_product_list_counts_and_a_requested_product_does_not():
    """The one is what a company makes, the other what it asks for."""
    listed, asked = (
        fit.score(UV, {zone: "UV disinfection systems, water purification systems"})
        for zone in ("product_list", "requested")
    )
    assert listed.band is fit.Band.TARGET
    assert asked.band is fit.Band.UNKNOWN


@pytest.mark.parametrize("name", ["titel", "", "sidebar"])
def test_a_zone_that_does_not_exist_is_refused(name):
    """With the names that do."""
    with pytest.raises(UnknownName, match="zone"):
        fit.score(UV, {name: "text"})


def test_a_page_report_and_a_site_report_are_read():
    """By their shape: the trades do not know each other."""
    page = _Page(fit.text_from_html(f"<h1>{PLANT}</h1>"))
    assert fit.score(UV, page) == fit.score(UV, page.words)
    assert fit.score(UV, _Site((page,))) == fit.score(UV, page)


def test_a_part_of_a_page_is_read_as_html():
    """It begins with a tag and closes one; a text with a sign in it does not."""
    assert (
        fit.score(UV, f"<div><nav>Aquaculture</nav><p>{PLANT}</p></div>").evidence[0].zone == "body"
    )
    assert fit.score(UV, "<3 aquaculture").evidence[0].quote == "aquaculture"
    with pytest.raises(InvalidValue):
        fit.score(UV, b"<p>")


def test_a_lead_of_a_country_that_is_not_sold_to_is_off_target():
    """Whatever it does; and the evidence says why."""
    profile = attrs.evolve(fit.load_profile(UV), countries=("es", "PT"))
    assert profile.countries == ("ES", "PT")
    here, there, nowhere = (
        fit.score(profile, Lead(about=PLANT, country=country)) for country in ("PT", "FR", None)
    )
    assert here.band is nowhere.band is fit.Band.TARGET
    assert (there.band, there.value) == (fit.Band.OFF_TARGET, 0)
    assert any(term.topic == "countries" and term.quote == "FR" for term in there.evidence)
    assert fit.score(profile, (Lead(about=PLANT, country="FR"), Lead(country="ES"))) != there


def test_the_expected_language_decides_in_doubt():
    """A name that several languages share is read in the one that the profile expects."""
    topics = [fit.Topic(name="t", phrases=(), concepts=("disinfection",))]
    expected, plain = (
        fit.IndustryProfile(name="p", topics=topics, languages=languages)
        for languages in (("sk",), ())
    )
    languages = [read(one, "Dezinfekcia", BUNDLED).document.language for one in (expected, plain)]
    assert languages[0] == "sk"


def test_a_short_name_in_a_script_of_several_languages_is_read_in_the_likeliest():
    """Persian writes most of its words as Arabic does."""
    found = fit.score(UV, "تصفیه آب")
    assert found.band is fit.Band.TARGET
    assert found.evidence[0].language == "fa"


def test_topics_add_up_to_the_value():
    """As the evidence does."""
    found = fit.score(UV, f"{PLANT} Aquaculture too, and a seafood restaurant.")
    assert math.isclose(sum(topic.contribution for topic in found.topics), found.value)
    assert found.topics[0].name == found.topic
    assert found.terms is found.evidence


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (PLANT, None),
        ("Aqua farm", "The language could not be told; the text was read as 'en'."),
        ("ຮ້ານອາຫານ ແລະ ໂຮງແຮມ ໃນນະຄອນຫຼວງ ວຽງຈັນ", "The profile has no words in 'lo'"),
        ("We build the plants for the town. " * 2000, "Only the beginning of the text was read"),
        (
            (PLANT, *["We build the plants for the town. " * 1000] * 9),
            "Only the beginning was read",
        ),
        ((PLANT, *["We build the plants."] * 1000), "Only the beginning was read"),
        ("", None),
    ],
)
def test_a_score_says_why_it_may_be_worse_than_it_could_be(what, reason):
    """Nothing is amiss, or one sentence says what."""
    degraded = fit.score(UV, what).degraded
    assert (degraded is None) if reason is None else degraded.startswith(reason)
