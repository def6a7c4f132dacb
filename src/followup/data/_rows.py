"""Rows of tables, and how their files are read.

Looking a row up needs neither attrs nor a parser of TOML: a first answer in a fresh interpreter is quick.
"""

from __future__ import annotations

import csv
import os.path

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from followup.errors import DataError


Row = Mapping[str, str]

# pathlib alone would be a sixth of a first answer.
HERE = os.path.dirname(__file__)  # noqa: PTH120 - as the line above says


@cache
def bundled_rows(name: str) -> tuple[Row, ...]:
    """The rows of a bundled table, read once."""
    return read_csv(f"{HERE}/{name}.csv")


def read_csv(path: str) -> tuple[Row, ...]:
    """The rows of a file.

    Raises:
        DataError: It cannot be read.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as lines:  # noqa: PTH123 - as HERE
            return tuple(_rows(path, lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}. Pass a CSV file in UTF-8.") from error


def _rows(path: str, lines: Iterable[str]) -> Iterator[Row]:
    reader = csv.reader(lines)
    names = next(reader, [])
    for cells in reader:
        if cells and len(cells) != len(names):
            raise DataError(
                f"{path}, line {reader.line_num}: the number of cells is not that of the first line."
                " Quote cells that hold commas."
            )
        if cells:
            yield MappingProxyType(dict(zip(names, cells, strict=True)))
