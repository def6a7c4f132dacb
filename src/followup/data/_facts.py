"""Tables and the object that holds them."""

from __future__ import annotations

import csv
import tomllib

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from followup._value import Value
from followup.errors import DataError, UnknownName


T = TypeVar("T")
Row = Mapping[str, str]

_HERE = Path(__file__).parent


@attrs.frozen(kw_only=True)
class TableSource(Value):
    """Where a table comes from.

    Attributes:
        table: The table's name.
        title: What it is, in words.
        url: Where the facts can be read; None for a house judgement.
        retrieved: The day on which they were read.
        licence: Under which terms they are used.
        reason: For a house judgement, why we judge so.
        rows: True where each row names its own source in columns ``source`` and ``source_url``.
    """

    table: str
    title: str
    retrieved: date
    licence: str
    url: str | None = None
    reason: str | None = None
    rows: bool = False


@attrs.frozen
class Table:
    """Rows and where they come from.

    Attributes:
        name: The table's name.
        rows: The rows in the order of the file; every cell is text, an empty one is ``""``.
        source: Where they come from.
    """

    name: str
    rows: tuple[Row, ...] = attrs.field(repr=False)
    source: TableSource


class Facts:
    """A set of tables: the bundled ones, with yours in front.

    Immutable: ``with_table`` gives a new object. Judgements that look things up take ``facts=``.
    """

    def __init__(self, own: Mapping[str, Table] | None = None) -> None:
        self._own: Mapping[str, Table] = MappingProxyType(dict(own or {}))
        self._views: dict[Callable[[Facts], Any], Any] = {}
        # Re-entrant: a view may be made of other views.
        self._building = RLock()

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises:
            UnknownName: There is no such table; the message names the nearest ones.
        """
        return self._own.get(name) or _bundled_table(name)

    def with_table(
        self, name: str, rows: str | Path | Iterable[Row], *, title: str = "your own table"
    ) -> Facts:
        """These facts with one table replaced by yours.

        Args:
            name: The bundled table that yours stands in for.
            rows: A CSV file (UTF-8, first line names the columns), or the rows themselves.
            title: What results shall say about their source.

        Raises:
            UnknownName: There is no such table.
            DataError: The file cannot be read, or it lacks a column that the bundled table has.
        """
        bundled = _bundled_table(name)
        own = _read_csv(Path(rows)) if isinstance(rows, str | Path) else tuple(rows)
        lacking = set(bundled.rows[0]) - set(own[0] if own else bundled.rows[0])
        if lacking:
            raise DataError(f"Your table {name!r} lacks the columns {sorted(lacking)}. Add them.")
        source = attrs.evolve(bundled.source, title=title, url=None, licence="yours", rows=False)
        return Facts({**self._own, name: Table(name, own, source)})

    def view(self, build: Callable[[Facts], T]) -> T:
        """What a function makes of these facts, made once and kept with them; the threads of a batch wait for it."""
        with self._building:
            if build not in self._views:
                self._views[build] = build(self)
            view: T = self._views[build]
        return view

    def __repr__(self) -> str:
        return f"Facts(own={sorted(self._own)})"


BUNDLED = Facts()
"""The tables as they are shipped."""


def load(name: str) -> Table:
    """A bundled table.

    Raises:
        UnknownName: There is no such table; the message names the nearest ones.
    """
    return _bundled_table(name)


def sources() -> tuple[TableSource, ...]:
    """Where each bundled table comes from, in the order of their names."""
    return tuple(source for _, source in sorted(_sources().items()))


def age(name: str, *, on: date) -> timedelta:
    """How old a bundled table was on a day.

    Raises:
        UnknownName: There is no such table.
    """
    return on - _source(name).retrieved


def _source(name: str) -> TableSource:
    known = _sources()
    if name not in known:
        raise UnknownName("table", name, known)
    return known[name]


@cache
def _sources() -> Mapping[str, TableSource]:
    entries = tomllib.loads((_HERE / "SOURCES.toml").read_text(encoding="utf-8"))
    return {name: TableSource(table=name, **entry) for name, entry in entries.items()}


@cache
def _bundled_table(name: str) -> Table:
    source = _source(name)
    return Table(name, _read_csv(_HERE / f"{name}.csv"), source)


def _read_csv(path: Path) -> tuple[Row, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(MappingProxyType(row) for row in _checked(path, csv.DictReader(lines)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}. Pass a CSV file in UTF-8.") from error


def _checked(path: Path, reader: csv.DictReader[str]) -> Iterable[dict[str, str]]:
    for row in reader:
        if None in row or None in row.values():
            raise DataError(
                f"{path}, line {reader.line_num}: the number of cells is not that of the first line."
                " Quote cells that hold commas."
            )
        yield row
