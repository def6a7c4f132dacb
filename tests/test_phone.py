"""Phone numbers as people write them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hypothesis import given, strategies as st

from followup._phone import Likelihood, Phone, PhoneKind, parse_phone, read_phone
from followup.errors import InvalidValue


@pytest.mark.parametrize(
    ("written", "region", "e164"),
    [
        ("+49 (0) 151 23456789", None, "+4915123456789"),
        ("0049 (0)151-23456789", None, "+4915123456789"),
        ("+0151 23456789", "DE", "+4915123456789"),
        ("+49 +49 151 23456789", None, "+4915123456789"),
        ("01149 151 23456789", "US", "+4915123456789"),
        ("٠١٥١ ٢٣٤٥٦٧٨٩", "DE", "+4915123456789"),
        ("+49 151 23456789 (WhatsApp, Ana)", None, "+4915123456789"),
        ("4915123456789 WhatsApp", None, "+4915123456789"),
        ("+49 l5l 2345678O", None, "+4915123456780"),
        ("4915123456789.0", None, "+4915123456789"),
        ("4.915123456789E+12", None, "+4915123456789"),
        ("030 901820 / 0151 23456789", "DE", "+4930901820"),
        ("+1-800-FLOWERS", None, "+18003569377"),
        ("1-800-FLOWERS", None, "+18003569377"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        (
            "plus four nine one five one two three four five six seven eight nine",
            None,
            "+4915123456789",
        ),
        ("cero cuatro nueve", None, None),
        ("zero one five one double two three four five six seven eight", "DE", "+4915122345678"),
        ("zwo drei vier fünf sechs mal sieben", "DE", None),
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
    """Labels, double zeros, a missing plus, links, letters and other digits hide no number."""
    phone = read_phone(written, region=region)

    assert (phone.e164, phone.valid) == (e164, e164 is not None)


@pytest.mark.parametrize(
    "text", ["", "call me", "2024-02-21", "12", "0151 23456789", "+49" * 100, "order 20231122"]
)
def test_what_is_no_number_is_none(text):
    """Words, dates, national numbers without a country and overlong texts are not guessed at."""
    assert parse_phone(text) is None


def test_a_repair_is_told_and_a_number_read_as_written_has_none():
    """Who trusts a number can see what was done to it."""
    assert parse_phone("+49 151 23456789").repairs == ()
    assert "plus" in parse_phone("4915123456789").repairs[0]


@pytest.mark.parametrize(
    ("written", "region", "word"),
    [
        ("WhatsApp +49 151 23456789", None, "label"),
        ("+49 151 23456789 privat", None, "behind"),
        ("0049 151 23456789", "DE", "00"),
        ("+49 (0) 151 23456789", None, "brackets"),
        ("01149 151 23456789", "US", "011"),
        ("34612345678", "ES", "plus"),
        ("+0151 23456789", "DE", "plus"),
        ("+49 +49 151 23456789", None, "twice"),
        ("+４９ 151 23456789", None, "script"),
        ("1-800-FLOWERS", "US", "keys"),
        ("+49 l5l 23456789", None, "look like"),
        ("4915123456789.0", None, "decimals"),
        ("4.915123456789E+12", None, "power"),
        ("030 901820 / 0151 23456789", "DE", "several"),
        ("null eins fünf eins zwei drei vier fünf sechs sieben acht neun", "DE", "Spoken"),
    ],
)
def test_every_repair_is_reported(written, region, word):
    """Also those that phonenumbers makes without a word."""
    assert any(word in repair for repair in read_phone(written, region=region).repairs)


@pytest.mark.parametrize(
    ("written", "region"),
    [("+1 650 253 0000", None), ("1 650 253 0000", "US"), ("030 901820", "DE")],
)
def test_what_is_written_as_people_do_needs_no_repair(written, region):
    """A trunk prefix at home is no slip."""
    assert read_phone(written, region=region).repairs == ()


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("4.91512E+12", "rounded"),
        ("call me", "no phone number"),
        ("0151 23456789", "no country"),
        ("+49" * 100, "too long"),
        ("+1 650 253 000", "too short"),
        ("+1 650 253 00000", "too long"),
        ("+1 200 555 0100", "given out"),
        ("+1 253 0000", "area code"),
        ("+44 7911 1234567 8", "too long"),
        ("+358 1", "too short"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(written, reason):
    """One sentence; valid numbers have none."""
    phone = read_phone(written)

    assert not phone.valid
    assert reason in phone.reason
    assert read_phone("+49 30 901820").reason is None


def test_extensions_are_read_in_many_languages():
    """The number is dialled, and then the extension."""
    for written in (
        "+86 10 88888888 转 12",
        "+55 11 2345-6789 ramal 12",
        "+49 30 901820 Durchwahl 12",
    ):
        assert read_phone(written).extension == "12"


@pytest.mark.parametrize(
    ("written", "likelihood"),
    [
        ("+49 151 23456789", Likelihood.LIKELY),
        ("+1 201 555 0123", Likelihood.UNKNOWN),
        ("+49 30 901820", Likelihood.UNLIKELY),
        ("+1 200 555 0100", Likelihood.UNLIKELY),
    ],
)
def test_a_messenger_is_likely_or_not_and_never_a_fact(written, likelihood):
    """The word comes with its reason, and with who alone knows."""
    phone = read_phone(written)

    assert phone.messenger is likelihood
    assert phone.messenger_reason.endswith("only the messenger can tell.")


def test_digits_that_are_left_over_in_front_make_no_number():
    """A part of a text is a number only where nothing else could belong to it."""
    assert not read_phone("044 (33) 1234-5678", region="MX").valid


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
        ("+80012345678", PhoneKind.TOLL_FREE, "001"),
        ("+445612345678", PhoneKind.VOIP, "GB"),
        ("+376912345", PhoneKind.OTHER, "AD"),
    ],
)
def test_the_kind_and_the_region_come_from_the_number_plan(number, kind, region):
    """Numbers of no country belong to the world, 001."""
    phone = parse_phone(number)

    assert (phone.kind, phone.region) == (kind, region)


def test_an_extension_is_kept_apart():
    """It is dialled afterwards and is no part of the number."""
    assert parse_phone("+49 30 123456 ext. 12").extension == "12"


def test_a_region_that_is_no_country_is_refused():
    """A slip of the caller is named."""
    with pytest.raises(InvalidValue, match="XX"):
        parse_phone("0151 23456789", region="XX")


def test_islands_with_a_plan_and_no_code_of_their_own_are_known():
    """Ascension and Tristan da Cunha."""
    assert read_phone("40123", region="ac").region == "AC"


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
