"""Links that open a conversation."""

from __future__ import annotations

import json

import pytest

from followup import ContactPoint, channels
from followup.channels import Handle, HandleKind, NoLink


@pytest.mark.parametrize(
    ("channel", "value", "link"),
    [
        ("whatsapp", "+49 30 123456", "https://wa.me/4930123456"),
        ("whatsapp", "https://wa.me/message/LAMPS123", "https://wa.me/message/LAMPS123"),
        ("phone", "tel:+49-30-123456", "tel:+4930123456"),
        ("whatsapp", "tel:+49-30-123456", "https://wa.me/4930123456"),
        ("email", "a&b@example.com", "mailto:a%26b@example.com"),
        ("telegram", "@lampmaker", "https://t.me/lampmaker"),
        ("telegram", "+4930123456", "https://t.me/+4930123456"),
        ("messenger", "lampmaker", "https://m.me/lampmaker"),
        ("line", "@lampmaker", "https://line.me/R/ti/p/%40lampmaker"),
        ("viber", "+4930123456", "viber://chat?number=%2B4930123456"),
        ("viber", "lampbot", "viber://pa?chatURI=lampbot"),
        ("x", "100012345", "https://x.com/messages/compose?recipient_id=100012345"),
        ("telegram", "https://t.me/m/LaMp12", "https://t.me/m/LaMp12"),
        ("signal", "https://signal.me/#eu/LaMp12", "https://signal.me/#eu/LaMp12"),
        ("max", "https://max.ru/u/LaMp12", "https://max.ru/u/LaMp12"),
        ("kakaotalk", "https://open.kakao.com/o/sLaMp12", "https://open.kakao.com/o/sLaMp12"),
        (
            "youtube",
            "UC1234567890abcdefghijkl",
            "https://www.youtube.com/channel/UC1234567890abcdefghijkl",
        ),
        ("zalo", "+84912345678", "https://zalo.me/84912345678"),
        ("signal", "+4930123456", "https://signal.me/#p/+4930123456"),
        ("twitter", "@lampmaker", "https://x.com/lampmaker"),
        ("twitter", "https://twitter.com/lampmaker", "https://x.com/lampmaker"),
        ("linkedin", "company/acme", "https://www.linkedin.com/company/acme"),
        ("facebook", "100012345", "https://www.facebook.com/profile.php?id=100012345"),
    ],
)
def test_the_link_has_the_documented_form(channel, value, link):
    """Numbers lose their plus where the form wants it, names are escaped, Twitter is X."""
    assert channels.link(ContactPoint(channel, value)) == link


@pytest.mark.parametrize(
    ("channel", "value", "reason"),
    [
        ("skype", "live:lamp", "retired on 2025-05-05. Microsoft Teams took its place"),
        ("aim", "lamp maker", "retired on 2017-01-01."),
        ("wechat", "lampmaker", "documents no link to a username"),
        ("whatsapp", "0151 23456789", "needs its country code"),
        ("pigeon", "a", "cannot be read"),
        ("email", "https://example.com/contact", "cannot be read"),
        ("whatsapp", "@lamp.maker", "documents no link to a username"),
        ("whatsapp", "US.13491208655302741918", "documents no link to an id"),
        ("telegram", "tel:+4930", "cannot be read"),
    ],
)
def test_where_there_is_no_link_the_reason_is_told(channel, value, reason):
    """Retired channels are recognised and never linked to."""
    found = channels.link(ContactPoint(channel, value))

    assert isinstance(found, NoLink)
    assert reason in found.reason
    assert not found


def test_a_text_goes_along_where_the_link_can_carry_it():
    """Escaped; elsewhere it is left out."""
    text = "Hello & welcome?"
    whatsapp, signal = (
        ContactPoint("whatsapp", "+4930123456"),
        ContactPoint("signal", "+4930123456"),
    )
    short = ContactPoint("whatsapp", "wa.me/message/LAMPS123")

    assert (
        channels.link(whatsapp, text=text)
        == "https://wa.me/4930123456?text=Hello%20%26%20welcome%3F"
    )
    assert channels.link(signal, text=text) == "https://signal.me/#p/+4930123456"
    teams = ContactPoint("microsoft_teams", "a@example.com")
    assert channels.link(teams, text="Hi") == (
        "https://teams.microsoft.com/l/chat/0/0?users=a@example.com&message=Hi"
    )
    assert channels.link(short, text=text) == "https://wa.me/message/LAMPS123"


def test_a_handle_can_be_linked_too():
    """What parse gave can be used at once."""
    handle = Handle(channel="wechat", kind=HandleKind.SHORT_LINK, value="abcd12")

    assert channels.link(handle) == "https://u.wechat.com/abcd12"


def test_what_parse_reads_link_writes():
    """A link leads to a handle, and the handle to the same link."""
    for address in ("https://t.me/lampmaker", "https://wa.me/4930123456", "https://m.me/lampmaker"):
        assert channels.link(channels.parse(address)) == address


def test_no_link_survives_json():
    """Nothing is lost on the way to a file and back."""
    found = NoLink("why")

    assert NoLink.from_dict(json.loads(json.dumps(found.to_dict()))) == found
