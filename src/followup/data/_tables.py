"""What a table is and where it comes from; loaded when somebody asks, not to look a row up."""

from __future__ import annotations

import tomllib

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import attrs

from followup._value import Value
from followup.data._rows import Row, bundled_rows
from followup.errors import UnknownName


_SOURCES = Path(__file__).with_name("SOURCES.toml")


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


@cache
def load(name: str) -> Table:
    """A bundled table, made once.

    Raises:
        UnknownName: There is no such table; the message names the nearest ones.
    """
    source = _source(name)
    return Table(name, bundled_rows(name), source)


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
    entries = tomllib.loads(_SOURCES.read_text(encoding="utf-8"))
    return {name: TableSource(table=name, **entry) for name, entry in entries.items()}
