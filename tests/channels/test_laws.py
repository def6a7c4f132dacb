"""The tables of law: words that the code knows, days that exist, sources for everything."""

from __future__ import annotations

from datetime import date

import pytest

from followup import channels
from followup._normal import COUNTRIES
from followup.channels import _laws
from followup.channels.registry import first_day
from followup.data import BUNDLED, load


LAWS, HOURS = load("contact_laws").rows, load("call_hours").rows
POLICIES = load("channel_policies").rows
ALL = [*LAWS, *HOURS, *POLICIES]


def _words(row, column):
    return set(row[column].split())


def test_every_row_speaks_of_countries_channels_and_audiences():
    """In words that a question can hold."""
    for row in (*LAWS, *HOURS):
        assert _words(row, "countries") <= COUNTRIES
        assert _words(row, "channels") <= {"email", "phone", "sms", "messenger"}
        assert _words(row, "audiences") <= {"b2b", "b2c"}
        assert all(_words(row, column) for column in ("countries", "channels", "audiences"))


def test_a_policy_speaks_of_a_channel_that_exists():
    """And of free text for so many hours, where it has a window at all."""
    for row in POLICIES:
        assert channels.get(row["channel"]).slug == row["channel"]
        assert row["window_hours"] in {"", "24"}


def test_every_row_names_its_law_its_source_and_the_day_of_that():
    """No row rests on nothing, and none on a day to come."""
    for row in ALL:
        assert row["law"]
        assert row["source"]
        assert row["source_url"].startswith(("https://", "http://"))
        assert 2000 <= int(row["as_of"][:4]) <= 2026


def test_rules_begin_before_they_end():
    """Where both are known."""
    for row in (*LAWS, *HOURS):
        if row["start"] and row["end"]:
            assert row["start"] < row["end"]


def test_a_reading_that_is_weak_says_why():
    """A row of low confidence, a code and a courtesy give their reason or are a guide alone."""
    silent = [row for row in HOURS if row["force"] == "custom" and not row["reason"]]
    weak = [
        row for row in LAWS if row["confidence"] == "low" and not (row["reason"] or row["source"])
    ]

    assert silent == weak == []


def test_every_law_is_heard_on_some_day():
    """No row stands wholly behind others, so that none is dead."""
    days = [first_day(row[side]) for row in LAWS for side in ("start", "end") if row[side]]
    told = BUNDLED.view(_laws._laws).values()
    heard = {
        id(first)
        for rules in told
        for on in (date(1990, 1, 1), *days)
        for first in [rule for rule in rules if rule.covers(on)][:1]
    }

    assert [rule for rules in told for rule in rules if id(rule) not in heard] == []


@pytest.mark.parametrize(
    ("name", "word"),
    [("sms", "sms"), ("rcs", "sms"), ("phone", "phone"), ("email", "email"), ("x", "messenger")],
)
def test_a_channel_is_judged_under_the_word_of_the_law(name, word):
    """Rich text messages are text messages, and a direct message is a messenger's."""
    assert _laws.law_channel(channels.get(name)) == word


def test_a_trading_platform_has_rules_of_its_own():
    """The laws here do not speak of its chat."""
    assert _laws.law_channel(channels.get("alibaba_trademanager")) is None
