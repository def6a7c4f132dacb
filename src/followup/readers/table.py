"""A list of leads that is read as it is walked through, with what of it could not be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from followup.models import Lead
from followup.readers.headers import Column
from followup.readers.rows import Problem, Read, is_read


MOST_PROBLEMS = 10_000
"""So many problems are kept; further ones are counted only, so that memory stays flat."""

_SHOWN = 120
_MOST_COLUMNS = 1_000

_JOINED = frozenset({"xtransfer"})


class Seen:
    """The columns of a source whose rows need not have the same ones, as far as it was read."""

    def __init__(self, columns: Iterable[Column] = ()) -> None:
        self._columns = dict.fromkeys(columns)

    def note(self, columns: Iterable[Column]) -> None:
        """Keep those that are new, a thousand at most."""
        if len(self._columns) < _MOST_COLUMNS:
            self._columns.update(dict.fromkeys(columns))

    def __iter__(self) -> Iterator[Column]:
        return iter(tuple(self._columns))


class LeadTable:
    """The leads of a file or of rows: walk through it, then look at its problems.

    Each walk reads the source anew and keeps nothing, so that a file of a million rows costs no memory.
    A source that can be read once only, such as an open file, gives its leads once.

    Attributes:
        dialect: The program that wrote it: ``"hubspot"``, ``"outlook"``, ``"vcard"`` …; ``"common"`` where
            none is recognised.
        encoding: The encoding that was found; empty for rows and workbooks.
        delimiter: What parts its cells; empty where nothing does.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[Read]],
        *,
        dialect: str,
        columns: Iterable[Column] = (),
        encoding: str = "",
        delimiter: str = "",
    ) -> None:
        self._read = read
        self._problems: list[Problem] = []
        self._walked = False
        self.problem_count = 0
        self.dialect = dialect
        self._columns = columns
        self.encoding = encoding
        self.delimiter = delimiter

    def __iter__(self) -> Iterator[Lead]:
        """The leads in the order of the rows."""
        self._problems, self.problem_count, self._walked = [], 0, True
        for row, lead, unusable in self._read():
            for column, value, reason, *sheet in unusable:
                self._note(
                    Problem(
                        row=row,
                        column=column,
                        value=value[:_SHOWN],
                        reason=reason,
                        sheet=sheet[0] if sheet else None,
                    )
                )
            if lead is not None:
                yield lead

    def _note(self, problem: Problem) -> None:
        self.problem_count += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(problem)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """All leads at once."""
        return tuple(self)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be used, in the order of the rows, as far as the last walk came.

        Where nobody has walked yet, the source is read for it.
        """
        if not self._walked:
            for _ in self:
                pass
        return tuple(self._problems)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, and what each was taken for; of cards and JSON those that were met so far."""
        return tuple(self._columns)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headers of columns that a lead has no place for."""
        unknown = (column.header for column in self.columns if not is_read(column))
        return tuple(dict.fromkeys(unknown))

    def explain(self) -> str:
        """What was recognised, a line each: the program, the columns, those that are not read."""
        written = ", ".join(
            part
            for part in (
                f"written by {self.dialect}" if self.dialect != "common" else "",
                f"encoded in {self.encoding}" if self.encoding else "",
                f"parted by {self.delimiter!r}" if self.delimiter else "",
            )
            if part
        )
        lines = [f"A list {written or 'of no program that is known here'}."]
        lines += [
            f"{column.header}: {column.field if is_read(column) else 'not read'}"
            for column in self.columns
        ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        read = sum(map(is_read, self.columns))
        return (
            f"<LeadTable {self.dialect}: {read} of {len(self.columns)} columns read,"
            f" {self.problem_count} problems so far>"
        )


def joining(read: Callable[[], Iterable[Read]], dialect: str) -> Callable[[], Iterable[Read]]:
    """The rows as they are; or those of one company as one, where a program writes a row a contact."""
    return (lambda: _joined_by_company(read())) if dialect in _JOINED else read


def _joined_by_company(reads: Iterable[Read]) -> Iterator[Read]:
    """Rows below each other that name one company, or leave it out, are contacts of that company."""
    pending: tuple[int, Lead] | None = None
    for row, lead, unusable in reads:
        if lead is None:
            yield row, None, unusable
            continue
        if pending and lead.company in {None, pending[1].company}:
            points = dict.fromkeys((*pending[1].contact_points, *lead.contact_points))
            pending = pending[0], attrs.evolve(pending[1], contact_points=tuple(points))
            yield row, None, unusable
            continue
        if pending:
            yield pending[0], pending[1], ()
        pending = row, lead
        yield row, None, unusable
    if pending:
        yield pending[0], pending[1], ()
