"""Profiles come from files and go back to the same bytes."""

from __future__ import annotations

import json

import pytest

from followup import fit
from followup.errors import DataError, InvalidValue, UnknownName


OWN = fit.IndustryProfile(
    name='a "quoted" \\ profile\n\x7f',
    topics=[
        "水处理",
        fit.Topic(name="t", phrases=["p", "q"], weight=0.5, concepts=["aquaculture"]),
    ],
    end_markets=["e"],
    negatives=["n"],
    excludes=["x"],
    target=0.6,
    possible=0.3,
)


def test_the_bundled_profiles_are_listed():
    """The example of the lamp maker, and one of quite another trade."""
    assert fit.profiles() == ("bakery-supplies", "dental-equipment", "uv-disinfection")


@pytest.mark.parametrize("name", ["bakery-supplies", "dental-equipment", "uv-disinfection"])
def test_a_bundled_profile_names_only_known_concepts(name):
    """And each of its topics has phrases of its own."""
    profile = fit.load_profile(name)
    several = (*profile.topics, *profile.end_markets, *profile.negatives)
    assert profile.name == name
    assert {concept for topic in several for concept in topic.concepts} <= set(fit.concepts())


def test_the_lamp_makers_profile_covers_its_fields():
    """Each field and each end market of the mission has a topic."""
    profile = fit.load_profile("uv-disinfection")
    assert [topic.name for topic in profile.topics] == [
        "water treatment engineering",
        "wastewater treatment",
        "manure, fertiliser and water purification",
        "municipal river purification",
        "aquaculture",
        "organic farming",
        "oil-fume purification",
        "exhaust-gas treatment",
        "clean-room and air purification engineering",
        "sterilisation and disinfection",
    ]
    assert [topic.name for topic in profile.end_markets] == [
        "hospitals",
        "clinics",
        "schools",
        "homes",
    ]


@pytest.mark.parametrize("profile", [OWN, fit.load_profile("uv-disinfection")])
def test_a_profile_survives_toml_and_json(profile):
    """Equal values, identical bytes."""
    assert fit.loads(fit.dumps(profile)) == profile
    assert fit.loads_json(fit.dumps_json(profile)) == profile
    assert fit.dumps(fit.loads(fit.dumps(profile))) == fit.dumps(profile)
    assert fit.dumps_json(fit.loads_json(fit.dumps_json(profile))) == fit.dumps_json(profile)


@pytest.mark.parametrize(("suffix", "write"), [(".toml", fit.dumps), (".json", fit.dumps_json)])
def test_a_profile_is_read_from_a_file(tmp_path, suffix, write):
    """By its path, as text or as a path."""
    path = tmp_path / f"own{suffix}"
    path.write_text(write(OWN), encoding="utf-8")
    assert fit.load_profile(path) == fit.load_profile(str(path)) == OWN


def test_a_topic_can_be_a_bare_string():
    """It is then its own only phrase, and six lines make a profile."""
    profile = fit.loads('name = "p"\ntopics = ["fish farm"]\nnegatives = ["boat"]\n')
    assert profile.topics == (fit.Topic(name="fish farm", phrases=("fish farm",)),)
    assert profile.negatives == (fit.Topic(name="boat", phrases=("boat",)),)


def test_an_unknown_name_is_refused_with_the_nearest():
    """The message says what there is."""
    with pytest.raises(UnknownName, match="uv-disinfection"):
        fit.load_profile("uv-desinfection")


@pytest.mark.parametrize("content", ["name = ", 'name = "p"\n', 'name = "p"\ntopics = 3\n'])
def test_a_broken_file_is_refused(tmp_path, content):
    """The message names the file."""
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.toml"):
        fit.load_profile(path)


def test_a_missing_file_is_refused(tmp_path):
    """Before anything is read."""
    with pytest.raises(DataError, match=r"none\.json"):
        fit.load_profile(tmp_path / "none.json")


def test_a_newer_schema_is_refused():
    """The remedy is a newer release."""
    with pytest.raises(InvalidValue, match="newer release"):
        fit.loads('schema = 2\nname = "p"\ntopics = ["t"]\n')


def test_a_list_is_no_profile():
    """JSON can hold anything."""
    with pytest.raises(InvalidValue, match="not a table"):
        fit.loads_json(json.dumps([1]))


@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_a_saved_profile_comes_back_and_is_written_to_the_same_bytes(tmp_path, ending):
    """Countries and languages included, numbers written as they were."""
    profile = fit.IndustryProfile(
        name="p",
        topics=[fit.Topic(name="t", phrases="x", weight=1)],
        countries=["es"],
        languages="es",
        target=1,
    )
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    fit.save_profile(profile, first)
    fit.save_profile(fit.load_profile(first), second)
    assert fit.load_profile(first) == profile
    assert first.read_bytes() == second.read_bytes()


def test_a_profile_is_saved_as_toml_or_json(tmp_path):
    """Another ending would be a guess."""
    with pytest.raises(InvalidValue, match="toml"):
        fit.save_profile(OWN, tmp_path / "own.yaml")


def test_thresholds_and_schema_can_be_asked():
    """The numbers that make the bands, and the version of the form."""
    assert OWN.thresholds == (0.6, 0.3)
    assert fit.IndustryProfile.SCHEMA == 1
