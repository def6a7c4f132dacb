"""Handles in normal form."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup import channels
from followup.channels import Handle, HandleKind
from followup.errors import UnknownName


@pytest.mark.parametrize(
    ("channel", "written", "kind", "value"),
    [
        ("whatsapp", "+49 151 23456789", "phone", "+4915123456789"),
        ("whatsapp", "@lamp.maker", "username", "lamp.maker"),
        ("whatsapp", "US.13491208655302741918", "id", "US.13491208655302741918"),
        ("email", " Compras@Example.ES ", "email", "Compras@example.es"),
        ("telegram", "@lampmaker", "username", "lampmaker"),
        ("line", "@lamp.maker", "username", "@lamp.maker"),
        ("facebook", "60187856377", "id", "60187856377"),
        ("kakaotalk", "_abcdE", "id", "_abcdE"),
        ("qq", "12345678", "id", "12345678"),
        ("threema", "ABCD1234", "id", "ABCD1234"),
        ("linkedin", "in/ana-lopez", "person", "ana-lopez"),
        ("linkedin", "company/acme/", "person", None),
        ("wechat", "lamp_maker-8", "username", "lamp_maker-8"),
        ("whatsapp", "CN.8618812345678", "id", "CN.8618812345678"),
        ("whatsapp", "US.ENT.11815799212886844830", "id", "US.ENT.11815799212886844830"),
        ("telegram", "lamp4915123456789", "username", "lamp4915123456789"),
        ("wechat", "188 1234 5678", "phone", "+8618812345678"),
        ("zalo", "0912 345 678", "phone", "+84912345678"),
        ("youtube", "UC1234567890abcdefghijkl", "id", "UC1234567890abcdefghijkl"),
        ("x", "100012345", "id", "100012345"),
        ("viber", "lampbot", "username", "lampbot"),
        ("linkedin", "in/ana-lópez", "person", "ana-lópez"),
        ("Google Hangouts", "a@example.com", "email", "a@example.com"),
    ],
)
def test_a_handle_is_brought_to_its_normal_form(channel, written, kind, value):
    """Numbers become E.164, names lose their at sign, domains their capitals."""
    handle = channels.read(channel, written)

    if value is None:
        assert handle == Handle(channel="linkedin", kind=HandleKind.COMPANY, value="acme")
    else:
        assert (handle.kind, handle.value) == (kind, value)


@pytest.mark.parametrize(
    ("channel", "written"),
    [
        ("email", "not an address"),
        ("email", "a@b"),
        ("email", "logo@example.png"),
        ("phone", "12"),
        ("telegram", "abc"),
        ("telegram", "+4915"),
        ("x", "a_name_that_is_too_long"),
        ("qq", "lamp"),
        ("linkedin", "a b"),
        ("linkedin", "company/a b"),
        ("email", ""),
        ("email", "a" * 300),
    ],
)
def test_nobody_can_be_called_that(channel, written):
    """A handle that breaks the rule of its channel is None, not a guess."""
    assert channels.read(channel, written) is None


def test_a_national_number_needs_its_country():
    """The region is passed in and never guessed."""
    assert channels.read("phone", "0151 23456789") is None
    assert channels.read("phone", "0151 23456789", region="DE").value == "+4915123456789"


def test_an_unknown_channel_is_refused():
    """It is the caller who names the channel."""
    with pytest.raises(UnknownName):
        channels.read("pigeon", "a")


def test_a_handle_survives_json():
    """Nothing is lost on the way to a file and back."""
    handle = channels.read("email", "a@example.com")

    assert Handle.from_dict(json.loads(json.dumps(handle.to_dict()))) == handle


@given(st.sampled_from([one.slug for one in channels.all()]), st.text(max_size=60))
def test_any_text_is_answered(channel, text):
    """Hostile text gives a handle or None, never an error."""
    handle = channels.read(channel, text)

    assert handle is None or handle.channel == channel
