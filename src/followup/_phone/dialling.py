"""From what somebody dials to a calling code and a national number, by the rules of phonenumbers.

Plain text, which is digits and punctuation, is read here with our own patterns. Everything else, such as letters
and extensions, is read by phonenumbers itself; it is rare. Both ways give the same answers; a test compares them.
"""

from __future__ import annotations

import re

from followup._phone.number import Phone, PhoneKind
from followup._phone.plans import Plan, home_of, plan_of, plans_of, split


PUNCTUATION = "-\u2010-\u2015\u2212\u30fc\uff0d-\uff0f \u00a0\u00ad\u200b\u2060\u3000()\uff08\uff09\uff3b\uff3d./\\[\\]"
_PLAIN = re.compile(rf"([{PUNCTUATION}]*[+\uff0b]+)?([{PUNCTUATION}]*\d[{PUNCTUATION}\d]*)")
_IN_FRONT = re.compile(r"^[^+\uff0b\d]+")
_NOT_DIGITS = re.compile(r"\D+")
_SHORTEST, _LONGEST = 2, 17
_FEWEST = 3

Number = tuple[str, str]
"""A calling code, and the digits behind it."""

_LENGTHS = {
    "short": "It is too short for a number of its country.",
    "long": "It is too long for a number of its country.",
    "odd": "No number of its country has so many digits.",
    "local": "It lacks its area code.",
}
_UNREADABLE = (
    "It has no country code that is known, and no country was named in which it is dialled.",
    "There is no phone number in it.",
    "Nothing that could be a number follows the prefix for calls abroad.",
    "It is too short for a phone number.",
    "It is too long for a phone number.",
)


def read(text: str, region: str | None) -> Phone:
    """One number as phonenumbers reads it; without an E.164 form where it reads none.

    Args:
        text: The number, at most 250 letters.
        region: The country in which it is dialled, as a code that is known; or None.
    """
    plain = _PLAIN.fullmatch(_IN_FRONT.sub("", text, count=1))
    home = plan_of(region) if region else None
    number = _plain(plain[1], plain[2], home) if plain else None
    return judged(number) if number else _by_phonenumbers(text, region)


def is_plain(text: str) -> bool:
    """Whether the text is read here, which is fast, and not by phonenumbers."""
    return _PLAIN.fullmatch(text) is not None


def judged(number: Number, extension: str | None = None) -> Phone:
    """What the plans say of a number."""
    code, digits = number
    region, kind = home_of(code, digits)
    length = plans_of(code)[0].length(digits)
    reason = None
    if kind is None:
        place = region or f"the countries that share +{code}"
        reason = _LENGTHS.get(length or "", f"The plan of {place} has given out no such number.")
    return Phone(
        e164=f"+{code}{digits}",
        region=region,
        kind=kind or PhoneKind.OTHER,
        valid=kind is not None,
        possible=length in {None, "local"},
        reason=reason,
        extension=extension,
    )


def unread(why: int) -> Phone:
    """A text that is no number; ``why`` counts as phonenumbers counts its errors."""
    return Phone(
        e164=None,
        region=None,
        kind=PhoneKind.OTHER,
        valid=False,
        possible=False,
        reason=_UNREADABLE[why],
    )


def _plain(plus: str | None, written: str, home: Plan | None) -> Number | None:
    """The number, or None where phonenumbers should be asked, be it for the exact error."""
    digits = _NOT_DIGITS.sub("", written)
    if len(digits) < _FEWEST:
        return None
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    abroad = digits if plus else home and home.from_abroad(digits)
    if abroad:
        number = split(abroad) if len(abroad) > _SHORTEST else None
        return _stripped(*number, plans_of(number[0])[0]) if number else None
    return _national(digits, home) if home and abroad is None else None


def _national(digits: str, home: Plan) -> Number | None:
    """A number that is dialled inside the country, perhaps with the country's own code and no plus."""
    if digits.startswith(home.code):
        rest = home.without_trunk(digits[len(home.code) :])
        better = not home.general.looks(digits) and home.general.looks(rest)
        if better or home.length(digits) == "long":
            return _stripped(home.code, rest, plans_of(home.code)[0])
    return _stripped(home.code, digits, home)


def _stripped(code: str, digits: str, plan: Plan) -> Number | None:
    """Without the trunk prefix, if what remains is no fragment."""
    if len(digits) < _SHORTEST:
        return None
    rest = plan.without_trunk(digits)
    if plan.length(rest) in {None, "long"}:
        digits = rest
    return (code, digits) if _SHORTEST <= len(digits) <= _LONGEST else None


def _by_phonenumbers(text: str, region: str | None) -> Phone:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        return unread(error.error_type)
    digits = phonenumbers.national_significant_number(number)
    return judged((str(number.country_code), digits), number.extension)
