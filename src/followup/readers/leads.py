"""Read leads from what CRMs and address books export."""

from __future__ import annotations

import io

from collections.abc import Iterator
from contextlib import nullcontext
from os import PathLike
from pathlib import Path
from typing import IO, TypeGuard, cast

from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.readers.books import of_workbook
from followup.readers.cards import cards_of, cells_of, lines_of
from followup.readers.headers import recognise
from followup.readers.objects import Rows, of_objects, of_rows
from followup.readers.rows import Read, read_row
from followup.readers.sheets import (
    Layout,
    Opener,
    encoding_of,
    layout_of,
    opened,
    rows_of,
)
from followup.readers.table import LeadTable, joining


_SAMPLE = 65_536
_LARGEST_WORKBOOK = 100_000_000

Source = str | PathLike[str] | IO[bytes] | IO[str] | Rows


def read_leads(source: Source, *, encoding: str | None = None, facts: Facts = BUNDLED) -> LeadTable:
    """The leads of an export: CSV, TSV, XLSX, vCard, JSON lines, or rows that you have already.

    The program that wrote it is recognised by its columns (HubSpot, Salesforce, Outlook, Google Contacts,
    XTransfer, joinf; else common headers in English, Chinese, Spanish, German and some more), and so are
    encoding and delimiter. One bad cell or row loses nothing else: it becomes a problem of the table.

    Args:
        source: A path, an open file, or an iterable of dicts, whose keys are the headers.
        encoding: The encoding of a text file, where it is detected wrongly (Big5, Shift JIS).
        facts: The tables to look up; ``contact_headers`` holds the headers.

    Raises:
        DataError: The file is none of these, cannot be opened, or its encoding has no such name.
    """
    if isinstance(source, (str, PathLike)):
        path = Path(source)
        if not path.is_file():
            raise DataError(f"There is no file {path.name!r}. Pass the path of an export.")
        with opened(path) as (sample, _):
            pass
        return _of_file(lambda: opened(path), encoding, facts, sample=sample)
    if _is_file(source):
        return _of_stream(source, encoding, facts)
    return of_rows(cast("Rows", source), facts)


def _is_file(source: IO[bytes] | IO[str] | Rows) -> TypeGuard[IO[bytes] | IO[str]]:
    return hasattr(source, "read")


def _of_stream(stream: IO[bytes] | IO[str], encoding: str | None, facts: Facts) -> LeadTable:
    """A file of the caller's can be read once; its beginning is looked at now, and kept."""
    with opened(stream) as (sample, file):
        if _is_workbook(sample):
            whole = file.read(_LARGEST_WORKBOOK)
            return of_workbook(lambda: nullcontext((sample, io.BytesIO(whole))), facts)
        kept: list[tuple[bytes, IO[bytes]]] = [(sample, file)]

    class _Once:
        def __enter__(self) -> tuple[bytes, IO[bytes]]:
            if not kept:
                raise DataError(
                    "An open file gives its leads once. Pass its path to read it again."
                )
            return kept.pop()

        def __exit__(self, *_: object) -> None:
            return None

    return _of_file(_Once, encoding, facts, sample=sample)


def _is_workbook(sample: bytes) -> bool:
    return sample.startswith(b"PK\x03\x04")


def _of_file(open_it: Opener, encoding: str | None, facts: Facts, *, sample: bytes) -> LeadTable:
    whole = len(sample) < _SAMPLE
    begins = sample.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].upper()
    if _is_workbook(sample):
        return of_workbook(open_it, facts)
    if begins.startswith(b"BEGIN:VCARD"):
        return _of_cards(open_it, encoding or encoding_of(sample, whole=whole), facts)
    if begins.startswith((b"{", b"[")):
        return of_objects(open_it, facts)
    layout = layout_of(sample, whole=whole, encoding=encoding, facts=facts)
    return _of_text(open_it, layout, facts)


def _of_text(open_it: Opener, layout: Layout, facts: Facts) -> LeadTable:
    dialect, columns = recognise(layout.headers, facts)

    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            for row, cells in rows_of(file, layout):
                if isinstance(cells, Exception):
                    yield row, None, ((None, "", f"cannot be read: {cells}. Look at its quotes"),)
                else:
                    yield from read_row(row, columns, cells, facts)

    return LeadTable(
        joining(read, dialect),
        dialect=dialect,
        columns=columns,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
    )


def _of_cards(open_it: Opener, encoding: str, facts: Facts) -> LeadTable:
    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            for number, card in cards_of(lines_of(file, encoding)):
                if card is None:
                    yield number, None, ((None, "", "has no END:VCARD"),)
                else:
                    yield from read_row(number, *cells_of(card), facts)

    return LeadTable(read, dialect="vcard", encoding=encoding)
