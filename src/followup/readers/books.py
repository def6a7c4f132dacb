"""The leads of a workbook: its sheets are lists, joined by the company that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

from followup.data import Facts
from followup.models import Lead
from followup.readers.headers import Column, recognise
from followup.readers.points import Unusable
from followup.readers.rows import Read, read_row
from followup.readers.sheets import Opener, header_line
from followup.readers.table import LeadTable, joining
from followup.readers.workbooks import sheets_of


def of_workbook(open_it: Opener, facts: Facts) -> LeadTable:
    """Each sheet is a list; a second one with contacts is joined to the first by company."""
    lists: list[_List] = []
    with open_it() as (_, file):
        for name, rows in sheets_of(file):
            headers, number = header_line(
                (row for row in rows if not isinstance(row, Exception)), facts
            )
            dialect, columns = recognise(headers, facts)
            lists.append(_List(name, dialect, columns, number))
    if not any(one.headed for one in lists):
        nothing = (
            None,
            "",
            "holds nothing. Put a line of headers above the list, such as Company, Country",
        )
        return LeadTable(lambda: iter([(0, None, (nothing,))]), dialect="common")
    dialect = next((one.dialect for one in lists if one.dialect != "common"), "common")
    columns = tuple(dict.fromkeys(chain.from_iterable(one.columns for one in lists)))

    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            reads = [
                list(_of_sheet(rows, one, facts, named=len(lists) > 1))
                for (_, rows), one in zip(sheets_of(file), lists, strict=True)
            ]
        yield from _sheets_joined(reads)

    return LeadTable(joining(read, dialect), dialect=dialect, columns=columns)


@attrs.frozen
class _List:
    """One sheet: its name, the program that wrote it, its columns, the number of its header row."""

    name: str
    dialect: str
    columns: tuple[Column, ...]
    headed: int


def _of_sheet(
    rows: Iterable[Sequence[str] | Exception], one: _List, facts: Facts, *, named: bool
) -> Iterator[Read]:
    for number, cells in enumerate(rows, start=1):
        if isinstance(cells, Exception):
            reason = f"cannot be read ({type(cells).__name__}), nor what follows. Save the workbook again"
            yield number, None, _on_sheet([(None, "", reason)], one.name, named=named)
        elif number > one.headed:
            for row, lead, unusable in read_row(number, one.columns, cells, facts):
                yield row, lead, _on_sheet(unusable, one.name, named=named)


def _on_sheet(unusable: Iterable[Unusable], name: str, *, named: bool) -> tuple[Unusable, ...]:
    return tuple((*one[:3], name) for one in unusable) if named else tuple(unusable)


def _sheets_joined(sheets: Sequence[list[Read]]) -> Iterator[Read]:
    """The rows of the first sheet with the contacts that other sheets hold for the same company."""
    first, *others = sheets or [[]]
    contacts: dict[str, list[Lead]] = {}
    known = {lead.company for _, lead, _ in first if lead and lead.company}
    rest: list[Read] = []
    for row, lead, unusable in chain.from_iterable(others):
        if lead and lead.company in known and lead.company:
            contacts.setdefault(lead.company, []).append(lead)
            rest.append((row, None, unusable))
        else:
            rest.append((row, lead, unusable))
    for row, lead, unusable in first:
        yield row, lead and _with_contacts(lead, contacts.pop(lead.company or "", [])), unusable
    yield from rest


def _with_contacts(lead: Lead, contacts: Iterable[Lead]) -> Lead:
    for contact in contacts:
        points = dict.fromkeys((*lead.contact_points, *contact.contact_points))
        lead = attrs.evolve(
            lead, person=lead.person or contact.person, contact_points=tuple(points)
        )
    return lead
