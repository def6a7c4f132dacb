"""One pinned database, whatever the machine has."""

from __future__ import annotations

import copy
import pickle

from datetime import UTC, datetime, timedelta

import pytest

from followup import timing
from followup.errors import NaiveTime, UnknownName
from followup.timing import zones


def test_clocks_of_2026_are_right_whatever_the_machine_has():
    """British Columbia stopped moving its clocks in 2026; older system files say -8."""
    moment = datetime(2026, 12, 15, 18, tzinfo=UTC)

    assert timing.local(moment, "America/Vancouver").utcoffset() == timedelta(hours=-7)


def test_years_after_2037_follow_the_rules_too():
    """The compiled transitions end in 2037; the rule in the footer goes on."""
    summer = datetime(2045, 7, 1, 12, tzinfo=UTC)

    assert timing.local(summer, "Europe/Madrid").utcoffset() == timedelta(hours=2)


def test_a_local_time_is_an_ordinary_aware_datetime():
    """It pickles, copies and equals the instant it came from."""
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    local = timing.local(moment, "asia/SHANGHAI")

    assert pickle.loads(pickle.dumps(local)) == moment
    assert copy.deepcopy(local) == moment
    assert local.isoformat() == "2026-07-01T20:00:00+08:00"


def test_a_zone_that_does_not_exist_is_named_with_its_neighbours():
    """The message helps."""
    with pytest.raises(UnknownName, match="Europe/Madrid"):
        timing.zone("Europe/Madird")


@pytest.mark.parametrize("name", [None, "", "../etc/passwd", "Europe", 7])
def test_what_is_no_zone_is_refused(name):
    """No path, no number, no half of a name."""
    with pytest.raises(UnknownName):
        timing.zone(name)


def test_naive_times_are_refused():
    """A datetime must say where its clock hangs."""
    with pytest.raises(NaiveTime):
        timing.local(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001 - naive on purpose


def test_the_edition_of_the_database_is_public():
    """Four digits and a letter."""
    assert timing.database_version()[:4].isdigit()


def test_countries_without_zones_have_none():
    """Bouvet Island has no clock of its own."""
    assert zones.zones_of("BV") == ()
    assert "Europe/Madrid" in zones.zones_of("ES")
