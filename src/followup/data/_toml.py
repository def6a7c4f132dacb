"""A table of yours in TOML: one array of tables, whose entries are the rows."""

from __future__ import annotations

import tomllib

from pathlib import Path
from types import MappingProxyType

from followup.data._rows import Row
from followup.errors import DataError


def read_toml(path: str) -> tuple[Row, ...]:
    """The rows of a file; what a row leaves out is empty, and a list is written with spaces.

    Raises:
        DataError: It cannot be read, or it holds something else than one array of tables.
    """
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}. Pass a TOML file in UTF-8.") from error
    arrays = list(content.values())
    if len(arrays) != 1 or not _holds_rows(arrays[0]):
        raise DataError(f"{path} is no table. Write each row under the same heading [[rows]].")
    rows: list[dict[str, object]] = arrays[0]
    columns = dict.fromkeys(column for row in rows for column in row)
    return tuple(
        MappingProxyType({column: _cell(row.get(column, "")) for column in columns}) for row in rows
    )


def _holds_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
