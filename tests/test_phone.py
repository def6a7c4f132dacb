"""Phone numbers as people write them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup._phone import Phone, PhoneKind, parse_phone
from followup.errors import InvalidValue


@pytest.mark.parametrize(
    ("written", "region", "e164"),
    [
        ("+49 151 23456789", None, "+4915123456789"),
        ("0151 23456789", "de", "+4915123456789"),
        ("WhatsApp-86-188 1234 5678", None, "+8618812345678"),
        ("Mob.: +86 188 1234 5678", None, "+8618812345678"),
        ("0086 188 1234 5678", None, "+8618812345678"),
        ("+0049 151 23456789", None, "+4915123456789"),
        ("8618812345678", None, "+8618812345678"),
        ("8618812345678", "US", "+8618812345678"),
        ("tel:+49-151-23456789", None, "+4915123456789"),
        ("tel:%2B4915123456789", None, "+4915123456789"),
        ("+４９ 151 23456789", None, "+4915123456789"),
    ],
)
def test_the_mess_of_the_real_world_is_read(written, region, e164):
    """Labels, double zeros, a missing plus, links and full-width digits hide no number."""
    phone = parse_phone(written, region=region)

    assert (phone.e164, phone.valid) == (e164, True)


@pytest.mark.parametrize(
    "text", ["", "call me", "2024-02-21", "12", "0151 23456789", "+49" * 100, "order 20231122"]
)
def test_what_is_no_number_is_none(text):
    """Words, dates, national numbers without a country and overlong texts are not guessed at."""
    assert parse_phone(text) is None


def test_a_repair_is_told_and_a_number_read_as_written_has_none():
    """Who trusts a number can see what was done to it."""
    assert parse_phone("+49 151 23456789").repair is None
    assert "plus" in parse_phone("4915123456789").repair


def test_an_invalid_number_is_said_to_be_invalid():
    """It was read, and the plan never gave it out."""
    phone = parse_phone("+49 1")

    assert phone is None or not phone.valid
    assert parse_phone("+1 200 555 0100").valid is False


@pytest.mark.parametrize(
    ("number", "kind", "region"),
    [
        ("+4915123456789", PhoneKind.MOBILE, "DE"),
        ("+4930123456", PhoneKind.FIXED, "DE"),
        ("+12015550123", PhoneKind.FIXED_OR_MOBILE, "US"),
        ("+18002345678", PhoneKind.TOLL_FREE, "US"),
        ("+80012345678", PhoneKind.TOLL_FREE, None),
        ("+445612345678", PhoneKind.VOIP, "GB"),
        ("+376912345", PhoneKind.OTHER, "AD"),
    ],
)
def test_the_kind_and_the_region_come_from_the_number_plan(number, kind, region):
    """Numbers of no country have no region."""
    phone = parse_phone(number)

    assert (phone.kind, phone.region) == (kind, region)


def test_an_extension_is_kept_apart():
    """It is dialled afterwards and is no part of the number."""
    assert parse_phone("+49 30 123456 ext. 12").extension == "12"


def test_a_region_that_is_no_country_is_refused():
    """A slip of the caller is named."""
    with pytest.raises(InvalidValue, match="XX"):
        parse_phone("0151 23456789", region="XX")


def test_a_number_survives_json():
    """Nothing is lost on the way to a file and back."""
    phone = parse_phone("+49 30 123456 ext. 12")

    assert Phone.from_dict(json.loads(json.dumps(phone.to_dict()))) == phone


def test_importing_it_loads_no_number_plans():
    """phonenumbers costs 80 ms and is loaded at the first number."""
    code = "import sys, followup._phone; sys.exit('phonenumbers' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    """Hostile text gives a number or None, never an error."""
    phone = parse_phone(text, region="ES")

    assert phone is None or phone.e164.startswith("+")
