"""What stands in a cell: its text without what programs and keyboards put around it, and what is wrong with it."""

from __future__ import annotations

import re


LONGEST_CELL = 20_000
"""What is longer is cut, and told."""

_INVISIBLE = dict.fromkeys(
    [0, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
_WIDE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u3000": " ", "＠": "@", "＋": "+"})
# People and programs write so that they know nothing. "NA" is Namibia, "No" an answer, and Nan and Null are names.
_NOTHING = frozenset(
    r"""
    - -- --- — – _ . .. ... / // \ ? ?? * n/a n.a. (blank) (empty) (none) [none] [null] 无 無 暂无 空 未知 不详
    不明 无。 なし 없음 unknown unbekannt desconocido inconnu sconosciuto desconhecido неизвестно нет s/d k.a.
    keine ninguno ninguna aucun aucune nessuno nenhum
    """.split()
)
_NOTHING_AS_PROGRAMS_WRITE = frozenset(
    {"nan", "NaN", "null", "NULL", "None", "none", "NONE", "nil", "undefined"}
)
_FORMULA_TEXT = re.compile(r'^="([^"]{0,500})"$')
_LINK = re.compile(
    r'^=\s*HYPERLINK\(\s*"([^"]{0,2000})"\s*(?:[,;]\s*"([^"]{0,500})"\s*)?\)$', re.IGNORECASE
)
_SPREADSHEET_ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|NV|WERT!|BEZUG!|¿NOMBRE\?|VALOR!)$")  # fmt: skip
_FORMULA = re.compile(r"^=\s*[A-Za-z_@\-+(\"\d]")


def cell_of(text: str, *, link: bool = False) -> str:
    """A cell as a person reads it; empty where it says that nothing is known.

    Args:
        text: What stands there.
        link: Whether the address behind a link is meant, not its words.
    """
    plain = text[:LONGEST_CELL]
    if not plain.isascii() or "\0" in plain:
        plain = plain.translate(_INVISIBLE).translate(_WIDE)
    plain = plain.strip()
    if plain[:1] == "'":
        # A spreadsheet marks text with an apostrophe, so that it is not taken for a number or formula.
        plain = plain[1:].strip()
    if plain[:1] == "=":
        plain = _of_formula(plain, link=link)
    if len(plain) > _LONGEST_NOTHING:
        return plain
    return "" if plain in _NOTHING_AS_PROGRAMS_WRITE or plain.casefold() in _NOTHING else plain


_LONGEST_NOTHING = max(map(len, _NOTHING))


def _of_formula(plain: str, *, link: bool) -> str:
    if told := _FORMULA_TEXT.match(plain):
        return told[1].strip()
    if told := _LINK.match(plain):
        target = re.sub("^(?:mailto|tel):", "", told[1].strip(), flags=re.IGNORECASE)
        return target if link or not told[2] else told[2].strip()
    return plain


def fault_of(text: str) -> str | None:
    """Why a cell cannot be used as it stands, and what to do; None where nothing is wrong."""
    first = text[:1]
    if first == "#" and _SPREADSHEET_ERROR.match(text.upper()):
        return "is an error of a spreadsheet. Mend its formula and export again"
    if first == "=" and _FORMULA.match(text):
        return "is a formula. Export its value"
    return None


def doubt_of(text: str) -> str:
    """What was lost of a cell that is used although it is longer than any, or not all of it could be decoded."""
    if "\ufffd" in text:
        return "holds letters that cannot be read in this encoding. Name another one, or export as UTF-8"
    return f"is longer than {LONGEST_CELL:,} letters and was cut. Shorten it"
