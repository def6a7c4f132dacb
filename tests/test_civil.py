"""The clocks and the public holidays of countries, as laws speak of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from followup import _civil
from followup.data import BUNDLED


def test_a_zone_is_read_from_the_pinned_database():
    """Whatever the machine has."""
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)

    assert noon.astimezone(_civil.clock("Europe/Paris")).hour == 14


def test_the_zones_of_a_country_come_most_people_first():
    """Of a part where it is known, of the country otherwise, of the database at last."""
    assert _civil.zones_of("US", None, BUNDLED)[0] == "America/New_York"
    assert _civil.zones_of("US", "HI", BUNDLED) == ("Pacific/Honolulu",)
    assert _civil.zones_of("DE", "BY", BUNDLED) == ("Europe/Berlin",)
    assert _civil.zones_of("XK", None, BUNDLED) == ("Europe/Belgrade",)
    assert _civil.zones_of("BV", None, BUNDLED) == ()


def test_a_holiday_of_a_part_is_none_of_the_country():
    """Epiphany in Bavaria; a part that nobody knows has the days of the country."""
    epiphany = date(2026, 1, 6)

    assert epiphany in _civil.public_holidays("DE", "BY", 2026)
    assert epiphany not in _civil.public_holidays("DE", None, 2026)
    assert _civil.public_holidays("DE", "ZZ", 2026) == _civil.public_holidays("DE", None, 2026)


def test_a_day_that_half_of_the_parts_keep_is_common():
    """Reformation Day in nine of sixteen Länder; in one of them its own days count."""
    reformation = date(2026, 10, 31)

    assert reformation in _civil.common_holidays("DE", None, 2026)
    assert reformation not in _civil.common_holidays("DE", "BY", 2026)
    assert date(2026, 8, 31) in _civil.common_holidays("GB", None, 2026)


def test_where_nothing_is_listed_nothing_is_kept():
    """A code that no list knows; a country without parts has common days all the same."""
    assert _civil.public_holidays("ZZ", None, 2026) == frozenset()
    assert _civil.common_holidays("ZZ", None, 2026) == frozenset()
    assert date(2026, 4, 6) in _civil.common_holidays("HU", None, 2026)
