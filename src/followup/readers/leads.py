"""Read leads from what CRMs and address books export."""

from __future__ import annotations

import io

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from os import PathLike
from pathlib import Path
from typing import IO, TypeGuard

from followup._encoding import encoding_of
from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.readers.books import of_workbook
from followup.readers.cards import cards_of, lines_of
from followup.readers.foreign import refuse_binary, refuse_foreign
from followup.readers.headers import recognise
from followup.readers.lines import rows_of
from followup.readers.objects import Rows, begins_as_json, of_objects, of_rows
from followup.readers.properties import cells_of
from followup.readers.rows import Read, read_row
from followup.readers.sheets import Layout, Opener, layout_of, opened
from followup.readers.table import LeadTable, Seen, joining


_SAMPLE = 65_536
_LARGEST_WORKBOOK = 100_000_000

Source = str | PathLike[str] | IO[bytes] | IO[str] | Rows


def read_leads(source: Source, *, encoding: str | None = None, facts: Facts = BUNDLED) -> LeadTable:
    """The leads of an export: CSV, TSV, XLSX, vCard, JSON, or rows that you have already.

    The program that wrote it is recognised by its columns (HubSpot, Salesforce, Outlook, Google Contacts,
    XTransfer, joinf and more; else common headers in English, Chinese, Spanish, German and some twenty
    other languages), and so are encoding and delimiter. One bad cell or row loses nothing else: it becomes
    a problem of the table.

    Args:
        source: A path, an open file, or an iterable of dicts, whose keys are the headers.
        encoding: The encoding of a text file, where it is detected wrongly.
        facts: The tables to look up; ``contact_headers`` holds the headers.

    Raises:
        DataError: The file is none of these, cannot be opened, or its encoding has no such name.
    """
    if isinstance(source, (str, PathLike)):
        path = _file_at(Path(source))
        with opened(path) as (sample, _):
            pass
        return _of_file(lambda: opened(path), encoding, facts, sample=sample)
    if _is_file(source):
        return _of_stream(source, encoding, facts)
    return of_rows(_rows(source), facts)


def _rows(source: object) -> Rows:
    if isinstance(source, Mapping):
        return (source,)
    if isinstance(source, (bytes, bytearray)) or not isinstance(source, Iterable):
        raise DataError(
            f"Leads are not read from {type(source).__name__}."
            " Pass a path, an open file (such as io.BytesIO), or an iterable of dicts."
        )
    return source


def _file_at(path: Path) -> Path:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):
        # The words of a list, say, which are no name at all.
        is_folder = is_file = False
    if is_folder:
        raise DataError(f"{path.name!r} is a folder. Pass the path of one export in it.")
    if not is_file:
        raise DataError(f"There is no file {path.name[:80]!r}. Pass the path of an export.")
    return path


def _is_file(source: object) -> TypeGuard[IO[bytes] | IO[str]]:
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
    if _is_workbook(sample):
        return of_workbook(open_it, facts)
    refuse_foreign(sample)
    whole = len(sample) < _SAMPLE
    layout = layout_of(sample, whole=whole, encoding=encoding, facts=facts)
    begins = sample.decode(layout.encoding, errors="replace").lstrip("\ufeff \r\n\t")
    if begins[:20].upper().startswith("BEGIN:VCARD"):
        return _of_cards(open_it, encoding or encoding_of(sample, whole=whole), facts)
    if begins_as_json(begins):
        return of_objects(open_it, encoding or encoding_of(sample, whole=whole), facts)
    if not layout.known:
        refuse_binary(begins)
    return _of_text(open_it, layout, facts)


def _of_text(open_it: Opener, layout: Layout, facts: Facts) -> LeadTable:
    dialect, columns = recognise(layout.headers, facts)

    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            if unheaded := _without_headers(layout):
                yield unheaded
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


def _without_headers(layout: Layout) -> Read | None:
    """The problem of a file whose columns nobody can know."""
    remedy = "Put a line of headers above the list, such as Company, Country, Email"
    if not layout.headers:
        return 0, None, ((None, "", f"holds nothing. {remedy}"),)
    if not layout.known:
        first = layout.delimiter.join(layout.headers)
        return layout.skipped, None, ((None, first, f"has no header that is known here. {remedy}"),)
    return None


def _of_cards(open_it: Opener, encoding: str, facts: Facts) -> LeadTable:
    seen = Seen()

    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            for number, card in cards_of(lines_of(file, encoding)):
                if card is None:
                    yield number, None, ((None, "", "has no END:VCARD"),)
                else:
                    columns, cells = cells_of(card, facts)
                    seen.note(columns)
                    yield from read_row(number, columns, cells, facts)

    return LeadTable(read, dialect="vcard", columns=seen, encoding=encoding)
