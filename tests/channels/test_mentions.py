"""Where contact points stand in a text."""

from __future__ import annotations

import json

from hypothesis import given, strategies as st

from followup import channels
from followup.channels import Mention


def test_each_mention_is_quoted_with_its_place():
    """In a text, places are places in the text."""
    text = "Ring +49 30 901820 ext. 5 or write to ana@example.de, Skype: lamp.maker."
    found = channels.mentions(text)

    assert [(one.contact_point.channel, one.quote) for one in found] == [
        ("phone", "+49 30 901820 ext. 5"),
        ("email", "ana@example.de"),
        ("skype", "lamp.maker"),
    ]
    assert all(text[one.start : one.end] == one.quote for one in found)


def test_the_same_handle_is_mentioned_as_often_as_it_stands_there():
    """Only ``extract`` gives each once."""
    assert len(channels.mentions("a@example.de, a@example.de")) == 2


def test_a_number_stands_on_each_channel_that_is_named_with_it():
    """One place, several contact points."""
    found = channels.mentions("WhatsApp/Viber: +49 151 23456789")

    assert [one.contact_point.channel for one in found] == ["whatsapp", "viber"]
    assert len({(one.start, one.end) for one in found}) == 1


def test_a_mention_survives_json():
    """Nothing is lost on the way to a file and back."""
    (mention,) = channels.mentions("a@example.de")

    assert Mention.from_dict(json.loads(json.dumps(mention.to_dict()))) == mention


@given(
    st.lists(
        st.sampled_from(
            ["WhatsApp: ", "Tel", "/", "+49 30 901820", "微信", "：", "@lamp", " (", "QQ", ") ", "<td>", "a@b.de",
             "0151 23456789", "https://t.me/lampmaker", " or ", "\n", "x", "12345678"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_mentions_stand_in_their_order_and_inside_the_text(pieces):
    """Whatever is put together."""
    found = channels.mentions("".join(pieces), region="DE")

    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end for one in found)
