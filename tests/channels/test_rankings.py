"""Which channels a country uses, and who says so."""

from __future__ import annotations

import json

from datetime import date

import pytest

from followup import channels
from followup._normal import COUNTRIES
from followup.channels.access_rules import blocked
from followup.data import BUNDLED, load
from followup.errors import InvalidValue, UnknownName
from followup.evidence import Confidence


PRINTED = date(2024, 2, 21)
TODAY = date(2026, 11, 22)
SEED = {
    "US": "Facebook, Twitter, Messenger, Snapchat, WhatsApp, Skype, Google Hangouts",
    "GB": "WhatsApp, Facebook, Messenger, Snapchat, Skype, Discord",
    "FR": "Facebook, Messenger, WhatsApp, Snapchat, Twitter, Skype",
    "DE": "WhatsApp, Facebook, Messenger, Apple Messages, Skype, Telegram",
    "ES": "WhatsApp, Facebook, Messenger, Telegram, Skype, Google Hangouts",
    "IT": "WhatsApp, Facebook, Messenger, Twitter, Skype, Snapchat",
    "IN": "WhatsApp, Facebook, Messenger, Snapchat, Skype, Discord",
}
# Sixty months, so that every launch, end and block in the tables that falls into them is met.
MONTHS = [date(2022 + month // 12, month % 12 + 1, 1) for month in range(60)]


def _names(ranked):
    return [one.name for one in ranked]


@pytest.mark.parametrize("country", SEED)
def test_the_seed_is_kept_as_it_was_printed(country):
    """The seven lists of February 2024, in their order and with their names."""
    ranked = channels.preferred(country, on=PRINTED, source="seed")

    assert ", ".join(_names(ranked)) == SEED[country]
    assert [one.rank for one in ranked] == list(range(1, len(ranked) + 1))
    assert all(one.sources[0].as_of == PRINTED for one in ranked)


@pytest.mark.parametrize("country", SEED)
def test_today_the_seed_has_lost_what_died_and_renamed_what_was_renamed(country):
    """A ranking is a dated fact, and a dead channel is not recommended."""
    printed = SEED[country].replace("Twitter", "X").split(", ")
    expected = [name for name in printed if name not in {"Skype", "Google Hangouts"}]

    assert _names(channels.preferred(country, on=TODAY, source="seed")) == expected


def test_a_study_is_not_heard_before_it_came_out():
    """Hindsight is no source."""
    assert channels.preferred("US", on=date(2024, 2, 20), source="seed") == ()
    assert "seed" in channels.studies()
    with pytest.raises(UnknownName, match="seed"):
        channels.preferred("US", on=TODAY, source="sead")


def test_the_newer_and_better_made_source_wins_and_both_are_named():
    """Sources disagree about the United States."""
    first = channels.preferred("US", on=TODAY)[0]

    assert first.channel == "rcs"
    assert "Infobip" in first.why
    assert "puts Messenger first; it counts less" in first.why


def test_a_leader_that_is_blocked_is_named_as_such():
    """Instagram led in Iran, and is blocked there."""
    first = channels.preferred("IR", on=TODAY)[0]

    assert first.channel == "whatsapp"
    assert "puts Instagram first; on that day it is retired or blocked there" in first.why


def test_reach_and_social_use_are_two_measures():
    """People watch more than they write, and a survey of use tells of messengers too."""
    social = channels.preferred("GB", on=TODAY, measure="social")
    reach = channels.preferred("GB", on=TODAY)

    assert social[0].channel == "youtube"
    assert "youtube" not in {one.channel for one in reach}
    assert reach[0].channel == "whatsapp"
    assert len(reach[0].sources) > 1
    with pytest.raises(InvalidValue, match="reach"):
        channels.preferred("GB", on=TODAY, measure="fame")


def test_a_country_without_a_study_is_answered_by_its_region_by_name():
    """The answer says that it is a default."""
    ranked = channels.preferred("TD", on=TODAY)

    assert ranked[0].channel == "whatsapp"
    assert ranked[0].confidence is Confidence.LOW
    assert "regional default for Africa south of the Sahara" in ranked[0].why


def test_several_studies_bear_each_other_out():
    """One old study is worth little; several are worth more."""
    germany = channels.preferred("DE", on=TODAY)

    assert germany[0].channel == "whatsapp"
    assert germany[0].confidence.weight > germany[-1].confidence.weight
    assert channels.preferred("UA", on=date(2021, 10, 1))[0].confidence is Confidence.HIGH


def test_a_share_without_a_rank_is_said_to_be_one():
    """Some studies count one channel only."""
    assert "a share without a rank, 95 %" in channels.preferred("AE", on=TODAY)[0].why


@pytest.mark.parametrize("measure", ["reach", "social"])
def test_no_country_is_ever_told_a_channel_that_is_dead_or_blocked(measure):
    """All countries over sixty months; each is answered, unless all its networks are blocked."""
    for country in sorted(COUNTRIES):
        for month in MONTHS:
            ranked = channels.preferred(country, on=month, measure=measure)
            assert ranked or measure == "social"
            for one in ranked:
                assert channels.get(one.channel).alive(month, country)
                assert blocked(country, one.channel, on=month) is None


def test_every_fact_names_a_study_with_date_method_and_source():
    """A test walks all tables."""
    studies = {row["study"]: row for row in load("ranking_studies").rows}

    for row in load("rankings").rows:
        assert row["study"] in studies
        assert row["country"] in COUNTRIES
        assert row["rank"] or row["share"]
    assert all(row["method"] and row["confidence"] for row in studies.values())
    assert len({row["country"] for row in load("rankings").rows}) >= 106


def test_regions_share_out_the_world():
    """Each country lies in one region."""
    named = [code for row in load("channel_regions").rows for code in row["countries"].split()]

    assert sorted(named) == sorted(COUNTRIES)


def test_your_own_table_stands_in_the_place_of_ours():
    """A newer survey of yours is heard at once."""
    row = {"country": "TD", "channel": "signal", "rank": "1", "share": "", "study": "kiis-2021"}
    facts = BUNDLED.with_table("rankings", [row])

    assert _names(channels.preferred("TD", on=TODAY, facts=facts))[0] == "Signal"


def test_a_ranked_channel_survives_json():
    """Nothing is lost on the way to a file and back."""
    for one in channels.preferred("US", on=TODAY):
        assert channels.Ranked.from_dict(json.loads(json.dumps(one.to_dict()))) == one


# Leaders on which the studies disagree; Algeria's and Eritrea's dissenters are messengers that died.
CONFLICTS = {
    "BG": ("viber", "Messenger"),
    "BY": ("telegram", "Viber"),
    "FI": ("whatsapp", "Messenger"),
    "FR": ("messenger", "Facebook"),
    "GR": ("viber", "Messenger"),
    "IR": ("whatsapp", "Instagram"),
    "KG": ("whatsapp", "Telegram"),
    "KZ": ("whatsapp", "Telegram"),
    "LT": ("messenger", "Telegram"),
    "NZ": ("messenger", "WhatsApp"),
    "PT": ("messenger", "WhatsApp"),
    "TH": ("line", "Messenger"),
    "US": ("rcs", "Messenger"),
}


@pytest.mark.parametrize("country", CONFLICTS)
def test_a_conflict_names_both_sides(country):
    """The newer and better made study leads, and the other is told with its reason."""
    leader, dissenter = CONFLICTS[country]
    first = channels.preferred(country, on=TODAY)[0]

    assert first.channel == leader
    assert f"puts {dissenter} first;" in first.why
    assert first.why.startswith(first.sources[0].title)


def test_what_is_throttled_for_everybody_is_told_with_its_source():
    """Telegram in Russia leads still, and nobody can rely on it; a default warns as well."""
    assert "Take care: Ukrainska Pravda" in channels.preferred("RU", on=TODAY)[0].why
    assert "Take care: BQ Prime" in channels.preferred("SY", on=TODAY)[0].why
    assert "Take care" not in channels.preferred("RU", on=date(2026, 2, 9))[0].why


def test_what_no_study_ranks_is_added_from_the_region_and_says_so():
    """In Morocco a study names Messenger alone; mail and the social measure are not filled up."""
    ranked = channels.preferred("MA", on=TODAY)

    assert [(one.channel, one.default) for one in ranked] == [
        ("messenger", False),
        ("whatsapp", True),
    ]
    assert [one.rank for one in ranked] == [1, 2]
    assert ranked[1].why == (
        "No study here ranks it in MA; it stands in the regional default for North Africa, Somalia and"
        " Eritrea."
    )
    assert not any(one.default for one in channels.preferred("IN", on=TODAY, measure="social"))
    assert not any(one.default for one in channels.preferred("US", on=TODAY, source="seed"))


def test_an_odd_page_does_not_outweigh_a_study_of_the_whole_region():
    """An undated page puts Telegram first in Egypt and in Venezuela."""
    assert channels.preferred("EG", on=TODAY)[0].channel == "messenger"
    assert channels.preferred("VE", on=TODAY)[0].channel == "whatsapp"
