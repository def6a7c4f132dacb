"""A file of rows, whatever program wrote it: its encoding, its delimiter, its header line.

Rows stream: a file of a million lines is never in memory as a whole.
"""

from __future__ import annotations

import codecs
import csv
import io

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

import attrs

from followup._encoding import encoding_of
from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.readers.headers import familiar, understood


_SAMPLE = 65_536
_PIECE = 1_048_576
_DELIMITERS = ",;\t|"
# Titles and empty lines may stand above the headers.
_LINES_ABOVE = 30
_FEWEST_KNOWN = 2
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
        known: How many of the headers are known.
    """

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    skipped: int
    known: int = 0


def layout_of(
    sample: bytes, *, whole: bool = True, encoding: str | None = None, facts: Facts = BUNDLED
) -> Layout:
    """How a file is written, from its first octets: the reading with the most known headers.

    Raises:
        DataError: ``encoding`` is not one that Python knows.
    """
    named = encoding or encoding_of(
        sample, whole=whole, prefer=lambda text: _best(text, facts)[0][0]
    )
    try:
        text = codecs.getincrementaldecoder(named)(errors="replace").decode(sample)
    except LookupError:
        raise DataError(
            f"There is no encoding {named!r}; leave it out, and it is detected."
        ) from None
    if not whole:
        text = text.rpartition("\n")[0] or text
    best = _best(text, facts)
    if best[0][0] < _FEWEST_KNOWN:
        best = max(best, _best(text, facts, understood), key=lambda found: found[0])
    (known, _), delimiter, headers, skipped = best
    return Layout(
        encoding=named, delimiter=delimiter, headers=headers, skipped=skipped, known=known
    )


Headed = tuple[tuple[int, int], str, tuple[str, ...], int]
Familiar = Callable[[Iterable[str], Facts], int]


def _best(text: str, facts: Facts, known: Familiar = familiar) -> Headed:
    found = (_headed(text, one, lambda cells: known(cells, facts)) for one in _DELIMITERS)
    return max(found, key=lambda one: one[0])


def _headed(text: str, delimiter: str, known: Callable[[Cells], int]) -> Headed:
    """The best header line under a delimiter, behind its worth: known headers, then cells."""
    reader = csv.reader(
        io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter, skipinitialspace=True
    )
    best: Headed = ((0, 0), delimiter, (), 0)
    for number, cells in enumerate(islice(reader, _LINES_ABOVE), start=1):
        filled = sum(map(bool, cells))
        # A sentence above the list may hold one word that is a header.
        worth = (known(cells) if filled > 1 or number == 1 else 0, 0 if best[2] else filled)
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
            sample = _telling(file)
            file.seek(0)
            yield sample, file
        return
    sample = _octets(source.read(_SAMPLE))
    yield sample, io.BufferedReader(_Joined(sample, source))


def _telling(file: IO[bytes]) -> bytes:
    """The first octets; where they are all ASCII, with the first lines that are not: they tell the encoding."""
    sample = file.read(_SAMPLE)
    if not sample.isascii() or len(sample) < _SAMPLE:
        return sample
    while piece := file.read(_PIECE):
        if not piece.isascii():
            at = next(at for at, octet in enumerate(piece) if octet > 0x7F)
            line = piece.rfind(b"\n", 0, at) + 1
            return sample[: sample.rfind(b"\n") + 1] + piece[line : line + _SAMPLE // 4]
    return sample


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


def header_line(rows: Iterable[Cells], facts: Facts) -> tuple[tuple[str, ...], int]:
    """The headers of rows that are cells already, and the number of their row; 0 where nothing stands there."""
    head = list(islice(rows, _LINES_ABOVE))
    filled = [at for at, cells in enumerate(head) if any(map(str.strip, cells))]
    if not filled:
        return (), 0
    best = max(filled, key=lambda at: familiar(head[at], facts))
    if familiar(head[best], facts) < _FEWEST_KNOWN:
        best = max(filled, key=lambda at: understood(head[at], facts))
    return tuple(head[best]), best + 1


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
