"""Where somebody is: ranked zones, each with its reason, never a silent guess."""

from __future__ import annotations

import json

import pytest

from followup import timing
from followup._normal import COUNTRIES
from followup.data import BUNDLED
from followup.errors import InvalidValue, UnknownName
from followup.evidence import Confidence
from followup.timing import ZoneCandidate


def names(**signs):
    """The zones alone, without shares and reasons."""
    return [one.name for one in timing.zones_for(**signs)]


def test_nothing_known_is_nothing_guessed():
    """Not even the seller's zone."""
    assert timing.zones_for() == ()
    assert timing.zones_for(phone="no number", email="nobody", city="Nowhere at all") == ()


def test_a_zone_that_is_given_wins():
    """Over all other signs, in the database's spelling."""
    only = timing.zones_for("US", timezone="europe/madrid")

    assert [(one.name, one.share, one.certainty) for one in only] == [
        ("Europe/Madrid", 1.0, Confidence.CERTAIN)
    ]
    with pytest.raises(UnknownName):
        timing.zones_for(timezone="Europe/Nowhere")


def test_a_country_with_one_time_is_certain():
    """Germany has two zones in the database and one time on its clocks."""
    only = timing.zones_for("DE")

    assert [(one.name, one.share, one.certainty) for one in only] == [
        ("Europe/Berlin", 1.0, Confidence.CERTAIN)
    ]
    assert names(country="XK") == ["Europe/Belgrade"]


@pytest.mark.parametrize(
    ("country", "largest"),
    [
        ("US", "America/New_York"),
        ("UA", "Europe/Kyiv"),
        ("CA", "America/Toronto"),
        ("AU", "Australia/Sydney"),
        ("BR", "America/Sao_Paulo"),
        ("RU", "Europe/Moscow"),
        ("ES", "Europe/Madrid"),
    ],
)
def test_a_country_with_several_is_led_by_where_most_people_live(country, largest):
    """Not by the first line of a table; and the shares add up."""
    several = timing.zones_for(country)

    assert several[0].name == largest
    assert len(several) > 1
    assert sum(one.share for one in several) == pytest.approx(1)
    assert [one.share for one in several] == sorted((one.share for one in several), reverse=True)


@pytest.mark.parametrize("country", sorted(COUNTRIES - {"BV", "HM"}))
def test_every_country_with_a_clock_has_a_zone(country):
    """And its shares add up to one."""
    assert sum(one.share for one in timing.zones_for(country)) == pytest.approx(1)


def test_where_no_people_are_counted_each_time_weighs_the_same():
    """Antarctica has stations of many nations."""
    several = timing.zones_for("AQ")

    assert len(several) > 5
    assert len({one.share for one in several}) == 1


@pytest.mark.parametrize(
    ("country", "subdivision", "zone"),
    [
        ("US", "CA", "America/Los_Angeles"),
        ("US", "us-hi", "Pacific/Honolulu"),
        ("CA", "AB", "America/Edmonton"),
        ("AU", "WA", "Australia/Perth"),
        ("BR", "AM", "America/Manaus"),
        ("MX", "BCN", "America/Tijuana"),
        ("RU", "PRI", "Asia/Vladivostok"),
        ("ID", "BA", "Asia/Makassar"),
        ("ES", "GC", "Atlantic/Canary"),
    ],
)
def test_a_subdivision_narrows_the_country(country, subdivision, zone):
    """To the zone of its people."""
    assert names(country=country, subdivision=subdivision)[0] == zone


def test_a_subdivision_with_two_times_keeps_both():
    """Tennessee is cut in two."""
    assert names(country="US", subdivision="TN") == ["America/Chicago", "America/New_York"]


def test_a_city_narrows_the_country():
    """Without regard to accents and capitals; a namesake in another zone stays possible."""
    assert names(country="BR", city="MANAUS") == ["America/Manaus"]
    assert names(country="MX", city="Mérida") == ["America/Mexico_City"]
    assert names(country="US", city="Portland") == ["America/Los_Angeles", "America/New_York"]


def test_a_phone_prefix_narrows_the_country():
    """The area code of Los Angeles; a number of another country says nothing about this one."""
    assert names(country="US", phone="+1 213 373 4253") == ["America/Los_Angeles"]
    assert names(country="ES", phone="+1 213 373 4253")[0] == "Europe/Madrid"


def test_a_sign_that_contradicts_the_others_is_left_out():
    """A New York number in California: the state stands."""
    assert names(country="US", subdivision="CA", phone="+1 212 555 0123") == ["America/Los_Angeles"]


def test_a_phone_number_alone_tells_the_country():
    """With high confidence, not with certainty."""
    only = timing.zones_for(phone="+34 912 345 678")

    assert [(one.name, one.country, one.certainty) for one in only] == [
        ("Europe/Madrid", "ES", Confidence.HIGH),
    ]


def test_a_toll_free_number_of_a_shared_code_tells_nothing():
    """+1 800 is answered from Antigua to Alaska; 0800 of Germany is German."""
    assert timing.zones_for(phone="+1 800 234 5678") == ()
    assert timing.zones_for(phone="+800 1234 5678") == ()
    assert names(phone="+49 800 1234567") == ["Europe/Berlin"]


def test_a_city_alone_is_weighed_with_its_namesakes():
    """Birmingham is in England and in Alabama."""
    both = timing.zones_for(city="Birmingham")

    assert [(one.country, one.certainty) for one in both] == [
        ("GB", Confidence.MEDIUM),
        ("US", Confidence.MEDIUM),
    ]
    assert sum(one.share for one in both) == pytest.approx(1)


def test_an_email_domain_is_weak_and_generic_ones_are_silent():
    """.de is mostly Germany, .uk the United Kingdom; .io and .com are anywhere."""
    weak = timing.zones_for(email="info@example.de")

    assert [(one.name, one.certainty) for one in weak] == [("Europe/Berlin", Confidence.LOW)]
    assert ".de" in weak[0].why
    assert names(email="a@example.co.uk") == ["Europe/London"]
    assert names(email="a@example.io") == names(email="a@example.com") == []


def test_a_country_that_is_none_is_refused():
    """With a remedy."""
    with pytest.raises(InvalidValue, match="alpha-2"):
        timing.zones_for("Spain")


def test_your_table_stands_in_place_of_ours():
    """All of your American customers are on the west coast."""
    yours = [{"country": "US", "zone": "America/Los_Angeles", "share": "1"}]
    facts = BUNDLED.with_table("zone_shares", yours)

    assert [one.name for one in timing.zones_for("US", facts=facts)] == ["America/Los_Angeles"]


def test_a_candidate_survives_json():
    """As all values do."""
    for one in timing.zones_for("US"):
        assert ZoneCandidate.from_dict(json.loads(json.dumps(one.to_dict()))) == one


@pytest.mark.parametrize(
    ("country", "name", "zone"),
    [
        ("US", "California", "America/Los_Angeles"),
        ("ES", "Canarias", "Atlantic/Canary"),
        ("CA", "ontario", "America/Toronto"),
        ("AU", "Western Australia", "Australia/Perth"),
    ],
)
def test_parts_are_found_by_name_as_by_code(country, name, zone):
    """Never the zone of the country's largest part instead."""
    assert timing.zones_for(country, name)[0].name == zone
    assert timing.WorkCalendar.for_country(country, name).zone == zone


def test_ascension_dials_for_itself_and_keeps_the_time_of_saint_helena():
    """Its calling code is no country's."""
    (found,) = timing.zones_for(phone="+247 40123")

    assert (found.name, found.country) == ("Atlantic/St_Helena", "SH")
