"""The object that holds the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from followup.data._rows import Row, bundled_rows, read_csv
from followup.errors import DataError


if TYPE_CHECKING:
    from pathlib import Path

    from followup.data._tables import Table

T = TypeVar("T")


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
        from followup.data._tables import load

        return self._own.get(name) or load(name)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table that is known to exist."""
        own = self._own.get(name)
        return bundled_rows(name) if own is None else own.rows

    def with_table(
        self, name: str, rows: str | Path | Iterable[Row], *, title: str = "your own table"
    ) -> Facts:
        """These facts with one table replaced by yours.

        Args:
            name: The bundled table that yours stands in for.
            rows: A CSV file (UTF-8, first line names the columns), a TOML file (UTF-8, each row under the
                same heading ``[[rows]]``), or the rows themselves.
            title: What results shall say about their source.

        Raises:
            UnknownName: There is no such table.
            DataError: The file cannot be read, or it lacks a column that the bundled table has.
        """
        from pathlib import Path

        import attrs

        from followup.data._tables import Table, load

        bundled = load(name)
        own = _rows_of_file(str(rows)) if isinstance(rows, str | Path) else tuple(rows)
        lacking = set(bundled.rows[0]) - set(own[0] if own else bundled.rows[0])
        if lacking:
            raise DataError(f"Your table {name!r} lacks the columns {sorted(lacking)}. Add them.")
        source = attrs.evolve(bundled.source, title=title, url=None, licence="yours", rows=False)
        return Facts({**self._own, name: Table(name, own, source)})

    def view(self, build: Callable[[Facts], T]) -> T:
        """What a function makes of these facts, made once and kept with them; the threads of a batch wait for it."""
        # What is there already is read without waiting.
        if build not in self._views:
            with self._building:
                if build not in self._views:
                    self._views[build] = build(self)
        view: T = self._views[build]
        return view

    def __repr__(self) -> str:
        return f"Facts(own={sorted(self._own)})"


BUNDLED = Facts()
"""The tables as they are shipped."""


def _rows_of_file(path: str) -> tuple[Row, ...]:
    """The rows of a file of yours: TOML by its name, otherwise CSV."""
    if not path.lower().endswith(".toml"):
        return read_csv(path)
    from followup.data._toml import read_toml

    return read_toml(path)
