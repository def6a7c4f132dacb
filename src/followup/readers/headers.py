"""Which program wrote a list of contacts, and what its columns mean.

The same word means two things: "Title" is an honorific in Outlook's export and a job in Salesforce's. So
the program is found first, by the columns that only it has. And "Nombre" is a whole name where it stands
alone, but a given name beside "Apellidos".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.readers.meanings import (
    COMMON,
    LONGEST_HEADER,
    field_of,
    fields_by_dialect,
    key_of,
    number_in,
    strict_key_of,
)


# A program is believed to be known from this many columns of its own on.
_FEWEST_COLUMNS = 2
_FEWEST_OWN = 3
_LONGEST_FAMILIAR = 40


@attrs.frozen(kw_only=True)
class Column(Value):
    """One column of a list, and what it was taken for.

    Attributes:
        header: Its header, as it is written; at most 200 letters.
        field: What it holds, such as ``"given_name"``, ``"email"`` or the slug of another channel; None
            where it is not known.
        number: Which one of several such columns it is, from 1; 0 where the header has no number.
    """

    header: str
    field: str | None
    number: int = 0


def recognise(headers: Sequence[str], facts: Facts = BUNDLED) -> tuple[str, tuple[Column, ...]]:
    """The program that wrote these headers, and the meaning of each.

    Args:
        headers: The headers in the order of the columns.
        facts: The tables to look up.

    Returns:
        The name of the dialect, ``"common"`` where no program is recognised, and the columns.
    """
    dialect = _dialect(headers, facts)
    fields = [field_of(header, facts, dialect=dialect) for header in headers]
    return dialect, tuple(
        Column(header=header[:LONGEST_HEADER], field=field, number=number_in(header))
        for header, field in zip(headers, _parts_of_names(fields), strict=True)
    )


def familiar(cells: Iterable[str], facts: Facts = BUNDLED) -> int:
    """How many of these cells are headers of any dialect."""
    known = facts.view(_every_header)
    return sum(key_of(cell) in known for cell in cells if len(cell) <= LONGEST_HEADER)


def understood(cells: Iterable[str], facts: Facts = BUNDLED) -> int:
    """How many of these cells can be understood as headers, though the table has them otherwise."""
    return sum(
        field_of(cell, facts) is not None for cell in cells if 0 < len(cell) <= _LONGEST_FAMILIAR
    )


def _every_header(facts: Facts) -> frozenset[str]:
    return frozenset(key for rows in facts.view(fields_by_dialect).values() for key in rows)


def _dialect(headers: Iterable[str], facts: Facts) -> str:
    """The one with the largest part of the columns told apart from other programs' columns.

    What many lists call a column says nothing alone: it takes one header that is no common one, but with
    programs that have hardly any.
    """
    known = facts.view(_headers_by_dialect)
    keys = {strict_key_of(header) for header in headers}
    owners = Counter(key for rows in known.values() for key in rows)
    scores = {
        dialect: sum(1 / owners[key] for key in keys & rows)
        for dialect, rows in known.items()
        if dialect != COMMON
        and len(keys & rows) >= _FEWEST_COLUMNS
        and ((own := rows - known[COMMON]) & keys or len(own) < _FEWEST_OWN)
    }
    best = max(scores, key=lambda dialect: scores[dialect], default=COMMON)
    return best if scores.get(best, 0) >= 1 else COMMON


def _headers_by_dialect(facts: Facts) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {COMMON: set()}
    for row in facts.table("contact_headers").rows:
        found.setdefault(row["dialect"], set()).add(strict_key_of(row["header"]))
    return {dialect: frozenset(rows) for dialect, rows in found.items()}


def _parts_of_names(fields: Sequence[str | None]) -> list[str | None]:
    """A name beside a family name is the given one, and the other way round: "Nombre" and "Apellidos"."""
    have = set(fields)
    if "full_name" not in have or {"given_name", "family_name"} <= have:
        return list(fields)
    part = next(
        (
            missing
            for known, missing in (("family_name", "given_name"), ("given_name", "family_name"))
            if known in have
        ),
        "full_name",
    )
    return [part if field == "full_name" else field for field in fields]
