"""Our reading of number plans beside that of phonenumbers."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from hypothesis import given, strategies as st

from followup._phone import PhoneKind
from followup._phone.dialling import read
from followup._phone.plans import home_of, plan_of, plans_of, split
from followup._phone.spans import spans


REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
TYPES = phonenumbers.PhoneNumberType
FORMS = (0, 1, 2, 3)  # E.164, international, national, RFC 3966
KINDS = {
    TYPES.MOBILE: PhoneKind.MOBILE,
    TYPES.FIXED_LINE: PhoneKind.FIXED,
    TYPES.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
    TYPES.VOIP: PhoneKind.VOIP,
    TYPES.TOLL_FREE: PhoneKind.TOLL_FREE,
}


def _theirs(text, region):
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.region_code_for_number(number),
        KINDS.get(phonenumbers.number_type(number), PhoneKind.OTHER),
        phonenumbers.is_valid_number(number),
        phonenumbers.is_possible_number(number),
        number.extension,
    )


def _ours(text, region):
    phone = read(text, region)
    if phone.e164 is None:
        return None
    fields = ("e164", "region", "kind", "valid", "possible", "extension")
    return tuple(getattr(phone, field) for field in fields)


def _examples(region):
    for number_type in TYPES.values():
        number = phonenumbers.example_number_for_type(region, number_type)
        if number:
            for form in FORMS:
                yield phonenumbers.format_number(number, form)


@pytest.mark.parametrize("region", REGIONS)
def test_a_countrys_own_numbers_get_the_same_verdict(region):
    """Every example, in every form, and with a slip of one digit, in its region and without one."""
    slips = random.Random(region)
    for text in _examples(region):
        place = slips.randrange(len(text))
        wrong = text[:place] + str(slips.randrange(10)) + text[place + slips.randrange(2) :]
        for one in (text, wrong):
            assert _ours(one, region) == _theirs(one, region)
            assert _ours(one, None) == _theirs(one, None)


@given(st.text("0123456789+()-./ \u00a0０٣", max_size=24), st.sampled_from([*REGIONS, None]))
def test_whatever_is_dialled_gets_the_same_verdict(text, region):
    """Digits and punctuation without sense, too."""
    assert _ours(text, region) == _theirs(text, region)


@pytest.mark.parametrize("code", ["800", "870", "979"])
def test_numbers_of_no_country_have_plans(code):
    """Freephone numbers of the world, satellites and the like."""
    (plan,) = plans_of(code)

    assert plan.region == "001"


def test_a_code_that_nobody_has_and_a_country_without_a_plan():
    """Neither is guessed at."""
    assert plans_of("999") == ()
    assert split("999123456") is None
    assert split("0123") is None
    assert split("99") is None
    assert plan_of("AQ") is None
    assert not plan_of("AC").wants_trunk("65123")
    assert home_of("1", "2005550100") == (None, None)


def _matched(text, region):
    return [
        (
            found.start,
            found.end,
            phonenumbers.format_number(found.number, 0),
            found.number.extension,
        )
        for found in phonenumbers.PhoneNumberMatcher(text, region)
        if found.number.national_number > 9999
    ]


def _found(text, region):
    found = spans(text, region)
    return [(one.start, one.end, one.phone.e164, one.phone.extension) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "call +49 30 901820 or 0151 23456789 ext. 12, please",
        "030 901820/0151 23456789",
        "12345 - 030 901820 is the number. 0151 23456789. 2024",
        "(030) 901820 (0151) 23456789",
        "030 901820–0151 23456789",
        "a030901820 0301234567b 030 901820% $030901820 030901820€ é030901820 \u0301030901820",
        "VLDB J. 12(3): 30211-22712 (2003)",
        "3/10/2011, 31/10/96 and 2012-01-02 08:00 or 2012-01-02 08",
        "030 901820 x12 / x13; (030 901820 and 030) 901820",
        "0xx30 901820, 030 901820x, 030 90x1820",
        "30 901820 151 23456789 +4930901820",
        "1 2 3 4 12-34",
        "＋４９　３０　９０１８２０",
        "+49 30 901820 und +1 650 253 0000 und 0",
    ],
)
@pytest.mark.parametrize("region", ["DE", "US", "AR", "IM", None])
def test_numbers_in_a_text_are_where_phonenumbers_finds_them(text, region):
    """The same rules for candidates, parts, dates, pages, prices and words."""
    assert _found(text, region) == _matched(text, region)


def test_a_text_full_of_near_misses_is_given_up():
    """After three thousand vain tries nothing more is looked for; the tries with letters count five."""
    text = "+12345678, " * 3_000 + "+49 30 901820"

    assert _found(text, None) == []
    assert _found("+49 30 901820, " + text, None) == [(0, 13, "+4930901820", None)]


def test_without_a_country_only_numbers_with_a_plus_are_tried():
    """All others could be anything, and cost no try."""
    text = "12345678, " * 3_000 + "+49 30 901820"

    assert [number for *_, number, _ in _found(text, None)] == ["+4930901820"]
