"""Workbooks (XLSX): their sheets as rows of texts, row by row. Needs the extra ``xlsx``."""

from __future__ import annotations

import zipfile

from collections.abc import Iterator
from typing import IO, Any

from followup.errors import DataError
from followup.readers.sheets import cell_text


_MOST_OCTETS = 500_000_000
_MOST_COLUMNS = 1_000

Sheet = tuple[str, Iterator[tuple[str, ...]]]


def sheets_of(file: IO[bytes]) -> Iterator[Sheet]:
    """The visible sheets of a workbook, each with its rows; read them in this order.

    Raises:
        DataError: It is no workbook, it unpacks to more than 500 MB, or ``openpyxl`` is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise DataError(
            "Workbooks need openpyxl: install followup[xlsx], or export the list as CSV."
        ) from None
    _refuse_bombs(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as wrong:
        raise DataError(
            f"The workbook cannot be read ({type(wrong).__name__}). Save it again as XLSX, or export CSV."
        ) from wrong
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _rows(sheet)
    finally:
        book.close()


def _refuse_bombs(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        raise DataError(
            "This is no XLSX workbook. Save it as XLSX (not XLS), or export CSV."
        ) from None
    finally:
        file.seek(0)
    if size > _MOST_OCTETS:
        raise DataError(
            f"The workbook unpacks to {size:,} octets; 500 MB are read at most. Export it as CSV."
        )


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    # Programs write sizes that are wrong; without them each row is as long as its cells.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
        yield tuple(map(cell_text, row))
