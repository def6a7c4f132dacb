"""The bundled facts: small tables with their sources, an age, and a way to put yours in their place.

Nothing here is fetched, and nothing is read at import. A table is read once, when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.data._facts import BUNDLED, Facts
from followup.data._rows import Row


if TYPE_CHECKING:
    from followup.data._tables import Table, TableSource, age, load, sources

__all__ = ["BUNDLED", "Facts", "Row", "Table", "TableSource", "age", "load", "sources"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from followup.data import _tables

    return getattr(_tables, name)
