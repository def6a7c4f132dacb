"""Telephone numbers in a cell: several of them, as spreadsheets, CRMs and people write them."""

from __future__ import annotations

import re


NO_NUMBER = "is no phone number. Write it with its country code, such as +34 912 345 678"

_ROUNDED = "is a number that a spreadsheet rounded. Format the column as text and export again"
_SEVERAL = re.compile(
    r"\s*(?:[;；、\n\r|]|:::|\s/\s|/(?=\s*(?:\+|00)\d)|[,，](?=\s*(?:[+(]?\d{2}|[^\W\d]{2,20}\s*[.:：])))\s*"
)
_FEWEST_DIGITS = 5
_MOST_DIGITS = 20
_ROUNDED_NUMBER = re.compile(r"^\d(?:[.,]\d+)?e\+?\d+$", re.IGNORECASE)
_POINT_ZERO = re.compile(r"^(\d{5,20})[.,]0+$")
_DAY = re.compile(
    r"^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{1,2}:\d{2}:\d{2})(?:[ T]\d.*)?$"
)
_LABEL = re.compile(r"^[^\d+(]{1,25}[.:：]?\s*(?=[+(]?\d)")
_CODE_AND_NUMBER = re.compile(r"^\+?(\d{1,3})-(\d{5,})$")


def numbers_in(text: str) -> list[str]:
    """The numbers of a cell, apart."""
    if _ROUNDED_NUMBER.match(text):
        return [text]
    return [one for one in _SEVERAL.split(text) if one]


def number_of(text: str) -> str | tuple[str, str]:
    """One number as it is kept; or the text, and why it is none.

    A number written with its country code, as in 86-18888888888, only needs its plus.
    """
    if _ROUNDED_NUMBER.match(text):
        return text, _ROUNDED
    digits = sum(map(str.isdigit, text))
    if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS or _DAY.match(text):
        return text, NO_NUMBER
    if text[0].isalpha():
        text = _LABEL.sub("", text)
    whole = _POINT_ZERO.match(text)
    found = _CODE_AND_NUMBER.match(text)
    if found:
        return f"+{found[1]} {found[2]}"
    return whole[1] if whole else text
