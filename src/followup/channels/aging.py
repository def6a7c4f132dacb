"""Which facts about channels are old: rankings, laws, hours, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from followup._value import Value
from followup.channels._studies import studies_by_key
from followup.channels.registry import first_day, source_of
from followup.data import BUNDLED, Facts, Row
from followup.evidence import Source


_NAMES = (
    "country", "countries", "region", "channel", "channels", "slug", "audiences", "basis", "study",
)  # fmt: skip
_TABLES = (
    "rankings", "channels", "channel_spans", "channel_access", "channel_regions", "channel_policies",
    "contact_laws", "call_hours",
)  # fmt: skip
_DAYS_A_YEAR = 365.25
_OLDEST = 1000


@attrs.frozen(kw_only=True)
class StaleFact(Value):
    """A row that is older than it should be.

    Attributes:
        table: The table that holds it; ``Facts.with_table`` puts yours in its place.
        fact: Which row it is, in the words of its first columns.
        as_of: The day for which its source speaks; None where the source does not say.
        source: Who says so.
    """

    table: str
    fact: str
    as_of: date | None
    source: Source


def stale(
    after: timedelta | float | date, *, on: date | None = None, facts: Facts = BUNDLED
) -> tuple[StaleFact, ...]:
    """The facts that are older than an age, the oldest first; undated ones before them.

    Args:
        after: The age from which a fact is old: a timedelta or a number of years; or the day before which
            it is.
        on: The day to count from. None means the day on which the table of channels was read.
        facts: The tables to look in.
    """
    today = on or facts.table("channels").source.retrieved
    if isinstance(after, date):
        bound = after
    else:
        age = (
            after
            if isinstance(after, timedelta)
            else timedelta(days=min(after, _OLDEST) * _DAYS_A_YEAR)
        )
        bound = today - age
    old = [one for table in _TABLES for one in _dated(table, facts) if _before(one.as_of, bound)]
    return tuple(sorted(old, key=lambda one: (one.as_of or date.min, one.table, one.fact)))


def _before(as_of: date | None, bound: date) -> bool:
    return as_of is None or as_of < bound


def _dated(name: str, facts: Facts) -> Iterator[StaleFact]:
    """The rows with the day for which each speaks: its own, its study's, or that of the table."""
    table = facts.table(name)
    for row in table.rows:
        source = _source(row, table.source.retrieved, facts)
        words = " ".join(row[column] for column in _NAMES if row.get(column))
        yield StaleFact(table=name, fact=words, as_of=source.as_of, source=source)


def _source(row: Row, retrieved: date, facts: Facts) -> Source:
    if "study" in row:
        return facts.view(studies_by_key)[row["study"]].source
    return source_of(row, first_day(row["as_of"]) if "as_of" in row else retrieved)
