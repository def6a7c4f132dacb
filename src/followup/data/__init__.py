"""The bundled facts: small tables with their sources, an age, and a way to put yours in their place.

Nothing here is fetched, and nothing is read at import. A table is read once, when it is first used.
"""

from __future__ import annotations

from followup.data._facts import BUNDLED, Facts, Row, Table, TableSource, age, load, sources


__all__ = ["BUNDLED", "Facts", "Row", "Table", "TableSource", "age", "load", "sources"]
