"""Phone numbers as customers write them, judged by phonenumbers (the only module that imports it)."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import attrs

from followup._normal import country_or_none
from followup._value import Value


_LONGEST = 200
# Below eleven digits a number without its plus is a national one far more often than not.
_FEWEST_INTERNATIONAL = 11
_SCHEME = re.compile(r"^(?:tel|callto|sms|smsto|fax):/{0,2}", re.IGNORECASE)
_LABEL = re.compile(r"^[^\d+(]{1,40}")
_DOUBLE_ZERO = re.compile(r"^[(\s]*\+?[(\s]*00[)\s]*")


class PhoneKind(StrEnum):
    """What a number plan says a number is for. In North America mobile and fixed lines look alike."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    VOIP = "voip"
    TOLL_FREE = "toll_free"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Phone(Value):
    """One number, in normal form.

    Attributes:
        e164: A plus and digits, such as ``"+4930123456"``; without the extension.
        region: ISO 3166-1 alpha-2 of the plan that it belongs to; None where it cannot be told, as for
            invalid numbers of a shared code and for numbers of no country.
        kind: What the plan says it is for; ``OTHER`` also where the number is not valid.
        valid: Whether it lies in a range that the plan has given out. Whether somebody answers is
            never known from the number.
        extension: The digits to dial afterwards, or None.
        repair: What had to be put right first, in words; None where it was read as written.
    """

    e164: str
    region: str | None
    kind: PhoneKind
    valid: bool
    extension: str | None = None
    repair: str | None = None


def parse_phone(text: str, *, region: str | None = None) -> Phone | None:
    """Read one phone number.

    What is read as written stays as it is; repairs (a label before the number, ``00`` for the plus, a
    missing plus before at least eleven digits) count only where they give a valid number.

    Args:
        text: The number: with a plus, national, or as a ``tel:`` URI; at most 200 letters.
        region: ISO 3166-1 alpha-2 of the country in which a national number is meant; None means that
            only numbers with a country code can be read.

    Returns:
        The number, perhaps one that is not valid; None where the text is no number.

    Raises:
        InvalidValue: The region is not a country code.
    """
    return _parsed(text, country_or_none(region)) if len(text) <= _LONGEST else None


@lru_cache(maxsize=65_536)
def _parsed(text: str, region: str | None) -> Phone | None:
    first: Phone | None = None
    for candidate, repair in _readings(text):
        phone = _read(candidate, region, repair)
        if phone is not None and phone.valid:
            return phone
        if repair is None:
            first = phone
    return first


def _readings(text: str) -> Iterator[tuple[str, str | None]]:
    """The text as written, then each repair, the least daring one first."""
    written = _SCHEME.sub("", unquote(unicodedata.normalize("NFKC", text)).strip())
    yield written, None
    bare = _LABEL.sub("", written)
    if bare != written:
        yield bare, "a label before the number was left out"
    digits = "".join(letter for letter in bare if letter.isdecimal())
    if _DOUBLE_ZERO.match(bare):
        yield f"+{digits[2:]}", "00 was read as the plus of an international number"
    if len(digits) >= _FEWEST_INTERNATIONAL and not digits.startswith("0"):
        yield f"+{digits}", "the plus before the country code was missing"


def _read(text: str, region: str | None, repair: str | None) -> Phone | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return Phone(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        region=_region(phonenumbers.region_code_for_number(number)),
        kind=_kind(phonenumbers.number_type(number)),
        valid=phonenumbers.is_valid_number(number),
        extension=number.extension,
        repair=repair,
    )


def _region(code: str | None) -> str | None:
    """Numbers of no country, such as satellite ones, carry the code 001."""
    return code if code and code.isalpha() else None


def _kind(number_type: Any) -> PhoneKind:
    from phonenumbers import PhoneNumberType

    return {
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
        PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
        PhoneNumberType.VOIP: PhoneKind.VOIP,
        PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    }.get(number_type, PhoneKind.OTHER)
