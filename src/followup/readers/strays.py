"""Rows that stand in a list and are no customers: examples, headers once more, totals, the foot of a report."""

from __future__ import annotations

import re

from collections.abc import Sequence

from followup.readers.headers import Column


_NAMES = 2
_LONGEST = 200
_EXAMPLE = re.compile(
    r"^\s*(?:示例|样例|范例|例[:：]|[(（]例[)）]"
    r"|[(（\[]?(?:example|sample|beispiel|ejemplo|exemple|esempio|пример)(?: row| line|zeile)?\s*(?:[:：)）\]]|$))"
    r"|[(（](?:example|例)[)）]\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub)[ -]?)?(?:total(?:e|es|s)?|subtotal|summe|gesamt(?:summe)?|somme|suma|razem|toplam|итого|всего"
    r"|合计|总计|小计|共计|合計|小計|總計|합계|المجموع)\b[^\w]*(?:[\d.,  ]+\D{0,12})?$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^\W*(?:generated|exported|created|printed|downloaded|erstellt|exportiert|exportado|generado|导出时间|导出人|导出日期"
    r"|copyright|©|confidential|page \d|seite \d|第\d+页|共\d+)", re.IGNORECASE,
)  # fmt: skip


def why_stray(columns: Sequence[Column], filled: Sequence[str]) -> str | None:
    """Why a row is none of the list: an example, the headers again, a total, the foot of a report.

    Args:
        columns: What the cells mean.
        filled: The cells that are not empty.
    """
    # Further right the same word is a stage or a note: a sample was sent.
    if any(_EXAMPLE.search(cell[:_LONGEST]) for cell in filled[:_NAMES]):
        return "is marked as the example row of a template"
    first = filled[0][:_LONGEST]
    if first == columns[0].header and len(filled) > 1:
        heads = [column.header for column in columns if column.header.strip()]
        if filled == heads:
            return "repeats the headers"
    if _TOTAL.match(first) and not any(letter.isalpha() for letter in "".join(filled[1:])):
        return "adds up the rows above, and is no customer"
    if len(filled) == 1 and len(columns) > 1 and _FOOTER.match(first):
        return "is the foot of a report, and no customer"
    return None
