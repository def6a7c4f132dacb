"""A file of rows, whatever program wrote it: its encoding, its delimiter, its header line.

Rows stream: a file of a million lines is never in memory as a whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import attrs

from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.readers.headers import familiar


_SAMPLE = 65_536
_DELIMITERS = ",;\t|"
# Titles and empty lines may stand above the headers.
_LINES_ABOVE = 10
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_PAIRS_OF_CHINESE = 0.8
_FEWEST_ZEROS = 2

Cells = Sequence[str]
Opener = Callable[[], AbstractContextManager[tuple[bytes, IO[bytes]]]]
"""Opens a file anew: its first octets, and the file from its beginning."""


@attrs.frozen(kw_only=True)
class Layout:
    """How a file of rows is written.

    Attributes:
        encoding: A name that Python knows.
        delimiter: What parts its cells; empty for a workbook.
        headers: Its header line; empty where the file holds nothing.
        skipped: How many lines stand above the headers, and the headers themselves.
    """

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    skipped: int


def encoding_of(sample: bytes, *, whole: bool = True) -> str:
    """The encoding of a text, from its first octets.

    A mark at the beginning decides; else UTF-8 if it fits; else UTF-16 if every other octet is zero; else
    GB 18030 or Windows-1252. Chinese comes in pairs of high octets, Western accents mostly alone.

    Args:
        sample: The first octets.
        whole: Whether the text ends with them; otherwise its last letter may be cut.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        return _older_encoding(sample)
    return _wide_encoding(sample) or "utf-8"


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without its mark: the zeros of its commas and line ends lie all on one side."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) < _FEWEST_ZEROS or min(first, second) * 10 > max(first, second):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _older_encoding(sample: bytes) -> str:
    if wide := _wide_encoding(sample):
        return wide
    runs = _HIGH_RUN.findall(sample)
    paired = sum(len(run) for run in runs if len(run) > 1)
    return "gb18030" if paired >= _PAIRS_OF_CHINESE * sum(map(len, runs)) else "cp1252"


def layout_of(
    sample: bytes, *, whole: bool = True, encoding: str | None = None, facts: Facts = BUNDLED
) -> Layout:
    """How a file is written, from its first octets: the reading with the most known headers.

    Raises:
        DataError: ``encoding`` is not one that Python knows.
    """
    named = encoding or encoding_of(sample, whole=whole)
    try:
        text = codecs.getincrementaldecoder(named)(errors="replace").decode(sample)
    except LookupError:
        raise DataError(
            f"There is no encoding {named!r}; leave it out, and it is detected."
        ) from None
    if not whole:
        text = text.rpartition("\n")[0] or text
    best = max((_headed(text, one, facts) for one in _DELIMITERS), key=lambda found: found[0])
    _, delimiter, headers, skipped = best
    return Layout(encoding=named, delimiter=delimiter, headers=headers, skipped=skipped)


def _headed(
    text: str, delimiter: str, facts: Facts
) -> tuple[tuple[int, int], str, tuple[str, ...], int]:
    """The best header line under a delimiter, behind its worth: known headers, then cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    best: tuple[tuple[int, int], str, tuple[str, ...], int] = ((0, 0), delimiter, (), 0)
    for number, cells in enumerate(islice(reader, _LINES_ABOVE), start=1):
        worth = (familiar(cells, facts), sum(map(bool, cells)) if number == 1 else 0)
        if worth > best[0]:
            best = (worth, delimiter, tuple(cells), number)
    return best


@contextmanager
def opened(source: Path | IO[bytes] | IO[str]) -> Iterator[tuple[bytes, IO[bytes]]]:
    """The first octets of a file, and the file from its beginning; files of yours stay open.

    Text files come as UTF-8.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            sample = file.read(_SAMPLE)
            file.seek(0)
            yield sample, file
        return
    sample = _octets(source.read(_SAMPLE))
    yield sample, io.BufferedReader(_Joined(sample, source))


def _octets(piece: bytes | str) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


class _Joined(io.RawIOBase):
    """A stream whose beginning was read already, from that beginning."""

    def __init__(self, sample: bytes, rest: IO[bytes] | IO[str]) -> None:
        self._waiting = sample
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer has no length
        if not self._waiting:
            self._waiting = _octets(self._rest.read(_SAMPLE))
        piece, self._waiting = self._waiting[: len(room)], self._waiting[len(room) :]
        room[: len(piece)] = piece
        return len(piece)


def rows_of(file: IO[bytes], layout: Layout) -> Iterator[tuple[int, Cells | csv.Error]]:
    """The rows under the headers with their line numbers; one that cannot be read is its error."""
    text = io.TextIOWrapper(file, encoding=layout.encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=layout.delimiter)
    try:
        for _ in range(layout.skipped):
            next(reader, None)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as wrong:
                yield reader.line_num, wrong
            else:
                yield reader.line_num, cells
    finally:
        text.detach()


def first_lines(rows: Iterable[Cells], facts: Facts) -> tuple[tuple[str, ...], Iterator[Cells]]:
    """The headers of rows that are cells already, and the rows below them."""
    waiting = iter(rows)
    head = list(islice(waiting, _LINES_ABOVE))
    best = max(range(len(head)), key=lambda at: familiar(head[at], facts), default=None)
    if best is None:
        return (), iter(())
    return tuple(head[best]), chain(head[best + 1 :], waiting)


def cell_text(cell: Any) -> str:
    """A cell as a person reads it.

    Whole numbers have no point, days no midnight; a list is several values; what is missing is empty, NaN
    too, as frames write it.
    """
    if cell is None or cell != cell:  # noqa: PLR0124 - only NaN differs from itself
        return ""
    if isinstance(cell, (list, tuple)):
        return ";".join(map(cell_text, cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")
