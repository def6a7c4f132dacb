"""The leads of a workbook: its sheets are lists, joined by the company that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

from followup.data import Facts
from followup.models import Lead
from followup.readers.headers import Column, recognise
from followup.readers.rows import Read, read_row
from followup.readers.sheets import Opener, first_lines
from followup.readers.table import LeadTable, joining
from followup.readers.workbooks import sheets_of


def of_workbook(open_it: Opener, facts: Facts) -> LeadTable:
    """Each sheet is a list; a second one with contacts is joined to the first by company."""
    found: list[tuple[str, tuple[Column, ...]]] = []
    with open_it() as (_, file):
        for _, rows in sheets_of(file):
            headers, _ = first_lines(rows, facts)
            found.append(recognise(headers, facts))
    dialect = next((name for name, _ in found if name != "common"), "common")
    columns = tuple(dict.fromkeys(chain.from_iterable(columns for _, columns in found)))

    def read() -> Iterator[Read]:
        with open_it() as (_, file):
            reads = [
                list(_of_sheet(rows, columns, facts))
                for (_, rows), (_, columns) in zip(sheets_of(file), found, strict=True)
            ]
        yield from _sheets_joined(reads)

    return LeadTable(joining(read, dialect), dialect=dialect, columns=columns)


def _of_sheet(
    rows: Iterable[Sequence[str]], columns: tuple[Column, ...], facts: Facts
) -> Iterator[Read]:
    below = False
    headers = tuple(column.header for column in columns)
    for number, cells in enumerate(rows, start=1):
        if below:
            yield from read_row(number, columns, cells, facts)
        below = below or tuple(cells) == headers


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
