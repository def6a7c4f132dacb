"""The leads of dicts: JSON, or rows that the caller has already."""

from __future__ import annotations

import json

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

import attrs

from followup.data import Facts
from followup.errors import DataError, FollowupError
from followup.models import Lead
from followup.readers.headers import Column, recognise
from followup.readers.rows import Read, read_row
from followup.readers.sheets import Opener, cell_text
from followup.readers.table import LeadTable, joining


_LONGEST_LINE = 5_000_000
_LONGEST_ARRAY = 200_000_000
_FIELDS = frozenset(field.name for field in attrs.fields(Lead))
_ONLY_OURS = frozenset({"contact_points", "history"})

Rows = Iterable[Mapping[str, Any]]


def of_objects(open_it: Opener, facts: Facts) -> LeadTable:
    """JSON: an object a line, or one array of objects."""

    def read() -> Iterator[Read]:
        with open_it() as (sample, file):
            array = sample.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[")
            reader = _Mappings(facts)
            for number, told in enumerate(_array(file) if array else _lines(file), start=1):
                if isinstance(told, Mapping):
                    yield from reader.read(number, told)
                else:
                    reason = "is no JSON object. Write one object a line, with the headers as keys"
                    yield number, None, ((None, str(told), reason),)

    return LeadTable(read, dialect="json", encoding="utf-8")


def _lines(file: IO[bytes]) -> Iterator[Any]:
    while line := file.readline(_LONGEST_LINE):
        text = line.decode("utf-8-sig", errors="replace").strip()
        if text:
            yield _json(text)


def _array(file: IO[bytes]) -> Iterator[Any]:
    text = file.read(_LONGEST_ARRAY + 1)
    if len(text) > _LONGEST_ARRAY:
        raise DataError(
            "The JSON array is longer than 200 MB. Write one object a line (JSON lines)."
        )
    told = _json(text.decode("utf-8-sig", errors="replace"))
    return iter(told) if isinstance(told, list) else iter((told,))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def of_rows(rows: Rows, facts: Facts) -> LeadTable:
    """Rows of the caller's: the keys of the first one show the program, where it can be looked at twice."""

    def read() -> Iterator[Read]:
        reader = _Mappings(facts)
        for number, row in enumerate(rows, start=1):
            yield from reader.read(number, row)

    first: Mapping[str, Any] = next(iter(rows), {}) if isinstance(rows, Sequence) else {}
    dialect, columns = recognise([str(key) for key in first], facts)
    return LeadTable(joining(read, dialect), dialect=dialect, columns=columns)


class _Mappings:
    """Dicts of headers and cells, or leads as ``to_dict`` writes them; mostly all have the same keys."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._keys: tuple[str, ...] = ()
        self._columns: tuple[Column, ...] = ()

    def read(self, number: int, told: Mapping[str, Any]) -> Iterator[Read]:
        if told.keys() & _ONLY_OURS and told.keys() <= _FIELDS:
            yield _whole(number, told)
            return
        keys = tuple(map(str, told))
        if keys != self._keys:
            self._keys, self._columns = keys, recognise(keys, self._facts)[1]
        cells = [cell_text(value) for value in told.values()]
        yield from read_row(number, self._columns, cells, self._facts)


def _whole(number: int, told: Mapping[str, Any]) -> Read:
    try:
        return number, Lead.from_dict(dict(told)), ()
    except FollowupError as wrong:
        return number, None, ((None, str(told.get("id", "")), str(wrong)),)
