"""No choice ever falls on a channel that is dead or blocked on its day: the tables are read here once more.

What is right is worked out from the rows alone, not by the code under test.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

import pytest

from followup import ContactPoint, Lead, Seller, channels
from followup._normal import COUNTRIES
from followup.data import load


SAMPLES = {
    "phone": "+49 151 23456789",
    "email": "a@example.de",
    "username": "lampmaker",
    "id": "12345678",
    "person": "in/ana",
}
EVERYWHERE = [ContactPoint(one.slug, SAMPLES[one.handles[0]]) for one in channels.all()]
MONTHS = [date(2022 + month // 12, month % 12 + 1, 1) for month in range(60)]


@cache
def _day(text):
    parts = [int(part) for part in text.split("-")]
    return date(*parts, *[1] * (3 - len(parts)))


def _covers(row, on):
    return (not row["start"] or _day(row["start"]) <= on) and (
        not row["end"] or on < _day(row["end"])
    )


@cache
def _lives(slug, country, on):
    rows = [row for row in load("channel_spans").rows if row["slug"] == slug]
    own = [row for row in rows if row["region"] == country]
    return any(_covers(row, on) for row in own or [row for row in rows if not row["region"]])


@cache
def _blocked(slug, country, on):
    return any(
        row["country"] == country and row["channel"] == slug and row["status"] == "blocked"
        for row in load("channel_access").rows
        if _covers(row, on)
    )


def wrong_choices(countries, months_of):
    """Every choice for a seller and a customer of one country that the tables forbid."""
    return [
        (country, on, choice.channel)
        for country in countries
        for on in months_of(country)
        for choice in channels.choose(
            Lead(country=country, contact_points=EVERYWHERE),
            Seller(name="Lamps", country=country),
            at=datetime(on.year, on.month, on.day, tzinfo=UTC),
        )
        if not _lives(choice.channel, country, on) or _blocked(choice.channel, country, on)
    ]


@pytest.mark.parametrize("turn", range(6))
def test_no_choice_ever_falls_on_a_channel_that_is_dead_or_blocked(turn):
    """All countries, each in five of sixty months in turn, with a handle on every channel."""
    places = {country: place for place, country in enumerate(sorted(COUNTRIES))}
    countries = [country for country, place in places.items() if place % 6 == turn]

    assert wrong_choices(countries, lambda one: MONTHS[places[one] % 12 :: 12]) == []


def test_the_property_can_fail():
    """A country that blocks a channel is found by the rows, so that the test above means something."""
    assert _blocked("whatsapp", "CN", MONTHS[0])
    assert not _lives("skype", "DE", date(2026, 1, 1))
    assert _lives("msn_messenger", "CN", date(2014, 1, 1))
