"""Workbooks (XLSX): their sheets as rows of texts, row by row. Needs the extra ``xlsx``."""

from __future__ import annotations

import re
import zipfile

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from followup.errors import DataError
from followup.readers.sheets import cell_text


_MOST_OCTETS = 500_000_000
_MOST_COLUMNS = 1_000
# Beyond these, cells that were made one stay as they stand: their value in the first of them.
_LARGEST_MERGED = 50_000_000
_MOST_MERGED = 50_000
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(
    rb'<mergeCell\b[^<>]{0,40}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)

Sheet = tuple[str, Iterator[tuple[str, ...] | Exception]]


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
    merged = _merged(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as wrong:
        raise DataError(
            f"The workbook cannot be read ({type(wrong).__name__}). Save it again as XLSX, or export CSV."
        ) from wrong
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                place = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
                yield sheet.title, _rows(sheet, merged.get(place, {}))
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


Spans = Mapping[int, Sequence[tuple[int, int]]]
"""By the row where they begin: the columns in which cells were made one, and their last rows."""


def _merged(file: IO[bytes]) -> dict[str, Spans]:
    """The cells of each sheet that were made one down a column: a company beside its contacts."""
    found: dict[str, Spans] = {}
    try:
        with zipfile.ZipFile(file) as packed:
            sheets = [one for one in packed.infolist() if one.filename.startswith(_SHEETS)]
            if sum(one.file_size for one in sheets) <= _LARGEST_MERGED:
                found = {one.filename: _spans(packed.read(one)) for one in sheets}
    except Exception:  # noqa: BLE001 - what is wrong with the archive is told when it is read for its rows
        found = {}
    file.seek(0)
    return found


def _spans(sheet: bytes) -> Spans:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, (left, top, right, bottom) in enumerate(_MERGED.findall(sheet)):
        if left == right and number < _MOST_MERGED and _column(left) < _MOST_COLUMNS:
            spans[int(top)].append((_column(left), int(bottom)))
    return spans


def _column(letters: bytes) -> int:
    """The place of a column, from 0: A, B … Z, AA."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _rows(sheet: Any, spans: Spans) -> Iterator[tuple[str, ...] | Exception]:
    """The rows; one that cannot be read ends them, as its error."""
    # Programs write sizes that are wrong; without them each row is as long as its cells.
    sheet.reset_dimensions()
    held: dict[int, tuple[int, str]] = {}
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = tuple(map(cell_text, row[:_MOST_COLUMNS]))
            yield _filled(number, cells, spans, held) if spans else cells
    except Exception as wrong:  # noqa: BLE001 - a hostile sheet raises whatever its parser raises
        yield wrong


def _filled(
    number: int, cells: tuple[str, ...], spans: Spans, held: dict[int, tuple[int, str]]
) -> tuple[str, ...]:
    """A row with what cells of it share with the rows above; a row without anything of its own stays empty."""
    for column, last in spans.get(number, ()):
        held[column] = last, cells[column] if column < len(cells) else ""
    for column in [column for column, (last, _) in held.items() if last < number]:
        del held[column]
    if not held or not any(cells):
        return cells
    whole = [*cells, *[""] * (max(held) + 1 - len(cells))]
    for column, (_, value) in held.items():
        whole[column] = whole[column] or value
    return tuple(whole)
