"""The rows of a text under its headers, line by line: a file of a million lines is never in memory as a whole."""

from __future__ import annotations

import csv
import io

from collections.abc import Iterator, Sequence
from typing import IO

from followup.readers.sheets import Cells, Layout


_LONGEST_LINE = 1_000_000


def rows_of(file: IO[bytes], layout: Layout) -> Iterator[tuple[int, Cells | csv.Error]]:
    """The rows under the headers with their line numbers; one that cannot be read is its error.

    A quote without its partner would make one cell of all lines up to the next quote: such lines are read
    apart, and the first of them is told.
    """
    text = io.TextIOWrapper(file, encoding=layout.encoding, errors="replace", newline="")
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=layout.delimiter, skipinitialspace=True)
    width = len(layout.headers)
    try:
        for _ in range(layout.skipped):
            next(reader, None)
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as wrong:
                yield reader.line_num, wrong
                yield from _apart(lines.taken[1:], reader.line_num, layout)
            else:
                if len(lines.taken) > 1 and len(cells) < width and _are_rows(lines.taken, layout):
                    yield (
                        reader.line_num - len(lines.taken) + 1,
                        csv.Error("a quote has no partner"),
                    )
                    yield from _apart(lines.taken, reader.line_num, layout)
                else:
                    yield reader.line_num, cells
    finally:
        text.detach()


class _Lines:
    """The lines of a text, none without bounds, and those of the row that is being read."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def begin(self) -> None:
        self.taken = []

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        if "\0" in line:
            line = line.replace("\0", "")
        self.taken.append(line)
        return line


def _are_rows(lines: Sequence[str], layout: Layout) -> bool:
    """Whether the lines below the first have as many cells as the list has columns, each by itself."""
    below = [line for line in lines[1:] if line.strip()]
    widths = [line.count(layout.delimiter) + 1 for line in below]
    return bool(below) and all(width >= len(layout.headers) > 1 for width in widths)


def _apart(lines: Sequence[str], last: int, layout: Layout) -> Iterator[tuple[int, Cells]]:
    """Lines as rows of their own, their quotes left out."""
    first = last - len(lines) + 1
    reader = csv.reader(lines, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE)
    for number, cells in enumerate(reader, start=first):
        yield number, [cell.strip().strip('"') for cell in cells]
