"""Contact points in texts and pages."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup import channels
from followup.errors import InvalidValue


def _found(text, **fields):
    return [(point.channel, point.value) for point in channels.extract(text, **fields)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ana@example.es.", [("email", "ana@example.es")]),
        ("ana [at] example [dot] es", [("email", "ana@example.es")]),
        ("ana(at)example.es", [("email", "ana@example.es")]),
        ("ana&#64;example.es", [("email", "ana@example.es")]),
        ("<a href='mailto:ana@example.es'>ana@example.es</a>", [("email", "ana@example.es")]),
        ("logo@2x.png", []),
        ("icon@example.png", []),
        ("WhatsApp: +86 188 1234 5678", [("whatsapp", "+8618812345678")]),
        ("WhatsApp-86-188 1234 5678", [("whatsapp", "+8618812345678")]),
        ("Mob.: +86 188 1234 5678", [("phone", "+8618812345678")]),
        ("ring +49 30 123456, please", [("phone", "+4930123456")]),
        ("WeChat ID: lamp_maker", [("wechat", "lamp_maker")]),
        ("微信：lamp_maker", [("wechat", "lamp_maker")]),
        ("Telegram: @lampmaker.", [("telegram", "lampmaker")]),
        ("X: @lampmaker", [("x", "lampmaker")]),
        ("production line: welding; signal: weak; max: high", []),
        ("Facebook: fb.com/lampmaker", [("facebook", "lampmaker")]),
        ("see https://t.me/lampmaker, or wa.me/message/LAMPS123", [
            ("telegram", "lampmaker"),
            ("whatsapp", "https://wa.me/message/LAMPS123"),
        ]),
        ("linkedin.com/company/acme", [("linkedin", "company/acme")]),
        ("share: https://t.me/share/url?url=x and https://example.com/a", []),
        ("order 20231122-4711, 12.03.2024", []),
    ],
)  # fmt: skip
def test_contact_points_are_found_in_a_text(text, found):
    """Links, addresses, and numbers and names with a word that says what they are."""
    assert _found(text) == found


def test_each_is_given_once_in_the_order_of_the_text():
    """A signature says things twice."""
    text = "Ana López\nTel +49 30 123456\nana@example.de\nhttps://wa.me/4930123456\nANA@example.de"

    assert _found(text) == [
        ("phone", "+4930123456"),
        ("email", "ana@example.de"),
        ("whatsapp", "+4930123456"),
    ]


def test_a_national_number_needs_a_word_and_a_country():
    """Without either it could be anything."""
    assert _found("Tel 030 123456", region="DE") == [("phone", "+4930123456")]
    assert _found("Tel 030 123456") == []
    assert _found("030 123456", region="DE") == []
    with pytest.raises(InvalidValue):
        channels.extract("Tel 030 123456", region="XX")


def test_a_page_full_of_addresses_is_cut():
    """At most two hundred are given."""
    text = " ".join(f"a{number}@example.es" for number in range(300))

    assert len(channels.extract(text)) == 200


@pytest.mark.parametrize(
    "unit",
    ["a@", "(", "+1 ", "whatsapp:", "a.", "https://", "1-", "tel - ", "x [at] ", "a-", "@", " "],
)
def test_hostile_text_ends(unit):
    """A hundred thousand letters of each kind that invites to go back and try again."""
    text = (unit * 100_000)[:100_000]

    assert len(channels.extract(text)) <= 200


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    """Whatever comes in, contact points come out, or none."""
    assert all(point.value for point in channels.extract(text, region="ES"))
