"""Slips that change the digits themselves, and are put right before anything is read."""

from __future__ import annotations

import re


_WORDS = {
    "0": "zero oh nought null cero zéro nul nula sıfır zero",
    "1": "one eins uno un une um uma один bir satu",
    "2": "two zwei zwo dos deux due dois duas два iki dua",
    "3": "three drei tres trois tre três три üç tiga",
    "4": "four vier cuatro quatre quattro quatro четыре dört empat",
    "5": "five fünf cinco cinq cinque пять beş lima",
    "6": "six sechs seis sei seis шесть altı enam",
    "7": "seven sieben siete sept sette sete семь yedi tujuh",
    "8": "eight acht ocho huit otto oito восемь sekiz delapan",
    "9": "nine neun nueve neuf nove девять dokuz sembilan",
    "+": "plus más mais più плюс artı",
}
_DIGITS = {word: digit for digit, words in _WORDS.items() for word in words.split()}
_TIMES = {"double": 2, "doble": 2, "triple": 3}
_TOKEN = re.compile(r"[^\W\d_]+|\d|\+")
_FEWEST_WORDS = 5
_LOOK_ALIKE = str.maketrans("OoQlI|", "000111")
_MISTYPED = re.compile(r"(?=(?:\D{0,9}\d){5})\+?[\d\sOoQlI|().\-/]*[OoQlI|][\d\sOoQlI|().\-/]*")
_SCIENTIFIC = re.compile(r"\+?(\d)[.,](\d+)[eE]\+?(\d{1,2})")
_DECIMAL = re.compile(r"(\+?\d{7,15})[.,]0")
_TWICE = re.compile(r"^[(\s]*(?:\+|00)\s?(\d{1,3})[\s)(-]{0,3}(?:\+|00)\s?(?=\1)")
_EXTENSION = re.compile(
    r"[\s,(]*(?:转|轉|分机|分機|内线|內線|내선|доп|ramal|poste|durchwahl|interno|dahili)[\s.:]*(?=\d{1,6}\W*$)",
    re.IGNORECASE,
)


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its slips put right, and what they were."""
    found = _SCIENTIFIC.fullmatch(text)
    if found:
        return found.group(1) + found.group(2), ("A spreadsheet had written it as a power of ten.",)
    if found := _DECIMAL.fullmatch(text):
        return found.group(1), ("The decimals of a spreadsheet were left out.",)
    if _MISTYPED.fullmatch(text):
        return text.translate(_LOOK_ALIKE), (
            "Letters were read as the digits that they look like.",
        )
    if spoken := _dictated(text):
        return spoken, ("Spoken words were read as digits.",)
    if _TWICE.match(text):
        return _TWICE.sub("+", text), ("The country code stood there twice.",)
    return _EXTENSION.sub(" ext. ", text), ()


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has cut off the last digits, as in "4.9E+12"."""
    found = _SCIENTIFIC.fullmatch(text)
    return found is not None and len(found.group(2)) < int(found.group(3))


def _dictated(text: str) -> str | None:
    """The digits of "plus four nine one double five …"; None where other words stand between them."""
    digits, words, times = "", 0, 1
    for word in _TOKEN.findall(text.lower()):
        digit = word if word in "+0123456789" else _DIGITS.get(word)
        if digit is not None:
            digits += digit * times
            words += digit != word
            times = 1
        elif word in _TIMES:
            times = _TIMES[word]
        elif digits:
            return None
    return digits if words >= _FEWEST_WORDS else None
