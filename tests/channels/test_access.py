"""Where channels are blocked."""

from __future__ import annotations

import json

from datetime import date

import pytest

from followup import channels
from followup.channels.access_rules import blocked, hampered
from followup.errors import InvalidValue, UnknownName


@pytest.mark.parametrize(
    ("country", "channel", "day", "closed"),
    [
        ("CN", "whatsapp", date(2026, 11, 22), True),
        ("RU", "whatsapp", date(2026, 2, 10), False),
        ("RU", "whatsapp", date(2026, 2, 11), True),
        ("IR", "whatsapp", date(2023, 6, 1), True),
        ("IR", "whatsapp", date(2026, 6, 1), False),
        ("AZ", "telegram", date(2020, 10, 1), True),
        ("AZ", "telegram", date(2021, 1, 1), False),
        ("DE", "whatsapp", date(2026, 11, 22), False),
        (None, "whatsapp", date(2026, 11, 22), False),
    ],
)
def test_a_block_has_a_first_day_and_perhaps_a_last(country, channel, day, closed):
    """A channel is blocked in one country, for some time."""
    assert (blocked(country, channel, on=day) is not None) is closed


def test_what_is_restricted_or_only_reported_is_told_and_does_not_block():
    """Calls that do not work are no reason not to write."""
    rules = channels.access("ae", "WhatsApp", on=date(2026, 11, 22))

    assert [(rule.status, rule.scope) for rule in rules] == [("restricted", "calls")]
    assert blocked("AE", "whatsapp", on=date(2026, 11, 22)) is None


def test_slips_are_refused():
    """A country or channel that does not exist is named."""
    with pytest.raises(InvalidValue):
        channels.access("XX", "whatsapp", on=date(2026, 1, 1))
    with pytest.raises(UnknownName):
        channels.access("DE", "watsap!", on=date(2026, 1, 1))


def test_a_rule_survives_json():
    """Nothing is lost on the way to a file and back."""
    rule = channels.access("RU", "whatsapp", on=date(2026, 11, 22))[0]

    assert channels.AccessRule.from_dict(json.loads(json.dumps(rule.to_dict()))) == rule


def test_what_could_not_be_confirmed_is_marked():
    """A report, a weak source, a house judgement."""
    day = date(2026, 11, 22)

    assert [rule.confirmed for rule in channels.access("CN", "whatsapp", on=day)] == [True]
    assert [rule.confirmed for rule in channels.access("CN", "x", on=day)] == [False]
    assert [rule.confirmed for rule in channels.access("SY", "whatsapp", on=day)] == [False]
    assert [rule.confirmed for rule in channels.access("RU", "telegram", on=day)] == [
        True,
        True,
        False,
    ]


def test_what_hampers_everybody_short_of_a_block():
    """Throttled or reported; calls alone, a block and an unknown country are something else."""
    day = date(2026, 11, 22)

    assert hampered("RU", "telegram", on=day).status == "restricted"
    assert hampered("AE", "whatsapp", on=day) is None
    assert hampered("CN", "whatsapp", on=day) is None
    assert hampered(None, "whatsapp", on=day) is None
