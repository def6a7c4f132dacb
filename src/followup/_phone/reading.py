"""The mess of the real world: what was meant by a text, and what had to be put right to read it."""

from __future__ import annotations

import itertools
import re
import unicodedata

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

import attrs

from followup._normal import country_or_none, require_text
from followup._phone import dialling, mistakes
from followup._phone.number import Phone


_LONGEST = 200
_KEPT = 4_096
# Below eleven digits a number without its plus is a national one far more often than not.
_FEWEST_INTERNATIONAL = 11
_ISLANDS = frozenset({"AC", "TA"})
_CLEAN = re.compile(r"\+\d[\d .-]*", re.ASCII)
_SCHEME = re.compile(r"^(?:tel|callto|sms|smsto|fax|phone):/{0,2}", re.IGNORECASE)
_LABEL = re.compile(r"^[^\d+(]{1,60}")
_TAIL = re.compile(r"(?<=\d)\D{1,60}$")
_ABROAD = re.compile(r"^[(\s]*\+?[(\s]*00[)\s]*")
_PLUS_TRUNK = re.compile(r"^[(\s]*\+[(\s]*0(?!0)")
_TRUNK = re.compile(r"\d[\s.)-]*\(\s*0\s*\)")
_LETTERS = re.compile(r"[A-Za-z]\W*[A-Za-z]\W*[A-Za-z]")
_VANITY = re.compile(r"[+(\s]*\d[\d().\s-]*\d{2}[).\s-]+[A-Za-z]")
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

_LABELLED = "A label before the number was left out."
_FOLLOWED = "Words behind the number were left out."
_NO_PLUS = "The plus before the country code was missing."
_BAD_PLUS = "A plus before a number that is dialled at home was left out."
_ZEROS = "00 was read as the plus of an international number."
_OTHER_SCRIPT = "Digits of another script were read as 0 to 9."
_IN_BRACKETS = "The zero in brackets, which is dialled inside the country only, was left out."
_BY_KEYS = "Letters were read as the digits of their keys."
_SEVERAL = "Of several numbers the first was taken."

Reading = tuple[str, tuple[str, ...]]
"""A text, and what was done to come to it."""


def read_phone(text: str, *, region: str | None = None) -> Phone:
    """Read one phone number, however it was written.

    What is read as written stays as it is; repairs count only where they give a valid number.

    Args:
        text: The number: with a plus, national, dictated, with a label, or as a ``tel:`` link; at most
            200 letters.
        region: ISO 3166-1 alpha-2 of the country in which a national number is meant; None means that
            only numbers with a country code can be read.

    Returns:
        The number, perhaps one that is not valid, with everything that was put right; without an
        ``e164`` and with a ``reason`` where the text is no number.

    Raises:
        InvalidValue: It is no text, or the region is not a country code.
    """
    require_text("text", text)
    code = home_of_calls(region)
    return _read(text, code) if len(text) <= _LONGEST else dialling.unread(4)


def parse_phone(text: str, *, region: str | None = None) -> Phone | None:
    """Like ``read_phone``, and None where the text is no number."""
    phone = read_phone(text, region=region)
    return phone if phone.e164 else None


def home_of_calls(region: str | None) -> str | None:
    """The region's code in capitals; two islands have number plans and no code of ISO's own."""
    code = region.upper() if region else None
    return code if code in _ISLANDS else country_or_none(region)


@lru_cache(maxsize=_KEPT)
def _read(text: str, region: str | None) -> Phone:
    if _CLEAN.fullmatch(text):
        phone = dialling.read(text, region)
        if phone.valid:
            return phone
    written = _SCHEME.sub("", unquote(unicodedata.normalize("NFKC", text)).strip())
    if mistakes.is_rounded(written):
        reason = "A spreadsheet has rounded it; its last digits are lost."
        return attrs.evolve(dialling.unread(1), reason=reason)
    mended, mends = mistakes.mended(written)
    readings = (
        (dialling.read(candidate, region), repairs) for candidate, repairs in _readings(mended)
    )
    first, none = next(readings)
    for phone, repairs in itertools.chain([(first, none)], readings, _found(mended, region)):
        if phone.valid:
            seen = _seen(text, mended, phone) if not mends else ()
            return attrs.evolve(phone, repairs=tuple(dict.fromkeys((*mends, *repairs, *seen))))
    return attrs.evolve(first, repairs=(*mends, *_seen(text, mended, first)))


def _readings(text: str) -> Iterator[Reading]:
    """The text as written, then each repair, the least daring one first."""
    yield text, ()
    bare = _LABEL.sub("", text)
    notes = (_LABELLED,) if bare != text else ()
    if notes:
        yield bare, notes
    yield from _abroad(bare, notes)
    if _PLUS_TRUNK.match(bare):
        yield bare.replace("+", ""), (*notes, _BAD_PLUS)
    shorn = _TAIL.sub("", bare)
    if shorn != bare:
        yield shorn, (*notes, _FOLLOWED)
        yield from _abroad(shorn, (*notes, _FOLLOWED))


def _abroad(text: str, notes: tuple[str, ...]) -> Iterator[Reading]:
    """Ways in which people write the country code, other than with a plus."""
    keyed = text.upper().translate(_KEYS) if _VANITY.match(text) else text
    digits = "".join(letter for letter in keyed if letter.isdecimal())
    if _ABROAD.match(text):
        yield f"+{digits[2:]}", (*notes, _ZEROS)
    elif len(digits) >= _FEWEST_INTERNATIONAL and not digits.startswith("0"):
        yield f"+{digits}", (*notes, _NO_PLUS)


def _found(text: str, region: str | None) -> Iterator[tuple[Phone, tuple[str, ...]]]:
    """The first number of a text that says more; digits that are left over in front make it doubtful."""
    from followup._phone.spans import spans

    for span in itertools.islice(spans(text, region), 1):
        if not any(letter.isdecimal() for letter in text[: span.start]):
            yield span.phone, (_SEVERAL,)


def _seen(text: str, mended: str, phone: Phone) -> Iterator[str]:
    """What phonenumbers puts right by itself without a word."""
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        yield _OTHER_SCRIPT
    if phone.e164 is None:
        return
    if _LABEL.match(mended):
        yield _LABELLED
    if _TRUNK.search(mended):
        yield _IN_BRACKETS
    digits = "".join(str(int(letter)) for letter in mended if letter.isdecimal())
    dialled = phone.e164.removeprefix("+")
    if _LETTERS.search(mended) and dialled[-4:] not in digits:
        yield _BY_KEYS
    before, found, _ = digits.partition(dialled)
    if "+" in mended or not found:
        return
    if before:
        yield f"{before} was read as the plus of an international number."
    elif not dialled.startswith("1"):
        yield _NO_PLUS
