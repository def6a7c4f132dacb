"""Scenarios as rows: who is written to where, in which order, and what is left out.

A point is a channel, perhaps with ``(its handle)``, ``=its role``, or ``-`` where it was opted out. A word
of the history is a channel, ``<`` for theirs or ``>`` for ours, how many days ago, and perhaps ``!its kind``.
"""

from __future__ import annotations

import csv
import json
import re

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from followup import ContactPoint, Interaction, Lead, Seller, channels


MOBILE, MAIL = "+49 151 23456789", "a@example.com"
HANDLES = {
    **dict.fromkeys("sms whatsapp viber zalo imo rcs signal".split(), MOBILE),
    **dict.fromkeys("email google_hangouts google_talk msn_messenger".split(), MAIL),
    **dict.fromkeys("icq gadu_gadu".split(), "12345678"),
    "phone": "+49 30 123456",
    "linkedin": "https://www.linkedin.com/in/ana",
}
POINT = re.compile(r"(\w+)(?:\(([^)]*)\))?(?:=(\w+))?(-)?")
WORD = re.compile(r"(\w+)([<>])(\d+)(?:!(\w+))?")


def _scenarios():
    with (Path(__file__).parent / "golden_choices.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


SCENARIOS = _scenarios()


def _point(channel, handle, role, out):
    value = handle or HANDLES.get(channel, "lampmaker")
    return ContactPoint(channel, value, role=role or "contact", opted_out=bool(out))


def _word(at, channel, sign, days, kind):
    return Interaction(
        at=at - timedelta(days=int(days)),
        direction="inbound" if sign == "<" else "outbound",
        channel=channel,
        kind=kind or "message",
        handle=HANDLES.get(channel),
    )


def _review(row):
    day = date.fromisoformat(row["at"] or "2026-11-22")
    at = datetime.combine(day, time(9), tzinfo=UTC)
    country, *used = row["seller"].split()
    lead = Lead(
        country=row["country"] or None,
        contact_points=[_point(*parts) for parts in POINT.findall(row["points"])],
        history=[_word(at, *parts) for parts in WORD.findall(row["history"])],
    )
    return channels.review(
        lead,
        Seller(name="Lamps", country=country, channels=used),
        at=at,
        urgency=row["urgency"] or "normal",
        tried=row["tried"].split(),
    )


def _expected(cell):
    return [(channel, handle) for channel, handle, *_ in POINT.findall(cell)]


def test_there_are_sixty_scenarios():
    """As promised, each with a sentence of its own."""
    assert len({row["what"] for row in SCENARIOS}) == len(SCENARIOS) >= 60


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["what"])
def test_the_choice_is_the_expected_one(row):
    """In its order, and with the reasons of what was left out."""
    review = _review(row)
    expected = _expected(row["kept"])
    kept = [
        (choice.channel, choice.contact_point.value if handle else "")
        for choice, (_, handle) in zip(review.kept, expected, strict=False)
    ]
    dropped = [f"{one.contact_point.channel}:{one.reason.value}" for one in review.dropped]

    assert kept == expected
    assert len(review.kept) == len(expected)
    assert dropped == row["dropped"].split()


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["what"])
def test_every_scenario_is_told_and_repeats_byte_for_byte(row):
    """A link or the reason why none, a sentence for each drop, and the same bytes again."""
    review = _review(row)

    assert json.dumps(review.to_dict()) == json.dumps(_review(row).to_dict())
    assert channels.Review.from_dict(json.loads(json.dumps(review.to_dict()))) == review
    for choice in review.kept:
        assert choice.link or "channel.no_link" in {found.name for found in choice.because}
    assert all(one.because[0].reason.endswith(".") for one in review.dropped)
