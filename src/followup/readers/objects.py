"""The leads of dicts: JSON, or rows that the caller has already."""

from __future__ import annotations

import json
import re

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import IO, Any

import attrs

from followup.data import Facts
from followup.errors import DataError, FollowupError
from followup.models import Lead
from followup.readers.headers import Column, recognise
from followup.readers.nested import flat, rows_in
from followup.readers.rows import Read, read_row
from followup.readers.sheets import Opener, cell_text
from followup.readers.table import LeadTable, Seen, joining


_LONGEST_LINE = 5_000_000
_LONGEST_ARRAY = 200_000_000
_FIELDS = frozenset(field.name for field in attrs.fields(Lead))
_ONLY_OURS = frozenset({"contact_points", "history"})
_JSON = re.compile(r"(?:\{\s*[\"}]|\[\s*(?:[\[{\]\"]|$))")
_NO_OBJECT = "is no JSON object. Write one object a line, with the headers as keys"
_NO_MAPPING = "is no row. Pass dicts, with the headers as keys"

Rows = Iterable[Mapping[str, Any]]


def begins_as_json(text: str) -> bool:
    """Whether a text is JSON, and no list whose first line begins with a bracket."""
    return _JSON.match(text) is not None


def of_objects(open_it: Opener, encoding: str, facts: Facts) -> LeadTable:
    """JSON: an object a line, one array of objects, or one object that holds such an array."""
    seen = Seen()

    def read() -> Iterator[Read]:
        with open_it() as (sample, file):
            reader = _Mappings(facts, seen)
            for number, told in enumerate(_told(file, sample, encoding), start=1):
                if isinstance(told, Mapping):
                    yield from reader.read(number, told)
                else:
                    yield number, None, ((None, str(told), _NO_OBJECT),)

    return LeadTable(read, dialect="json", columns=seen, encoding=encoding)


def _told(file: IO[bytes], sample: bytes, encoding: str) -> Iterator[Any]:
    """What the lines say, each by itself, where the first one does; else what the whole says."""
    text = sample.decode(encoding, errors="replace").lstrip("\ufeff \r\n\t")
    first = text.partition("\n")[0]
    told = _json(first)
    is_row = isinstance(told, Mapping) and rows_in(told) == [told]
    if (is_row or len(first) >= _LONGEST_FIRST) and not encoding.startswith(_WIDE):
        return _lines(file, encoding)
    return _whole_of(file, encoding)


_LONGEST_FIRST = 60_000
# Their line ends are not one octet.
_WIDE = ("utf-16", "utf-32")


def _lines(file: IO[bytes], encoding: str) -> Iterator[Any]:
    while line := file.readline(_LONGEST_LINE):
        text = line.decode(encoding, errors="replace").lstrip("\ufeff").strip()
        if text:
            yield _json(text)


def _whole_of(file: IO[bytes], encoding: str) -> Iterator[Any]:
    octets = file.read(_LONGEST_ARRAY + 1)
    if len(octets) > _LONGEST_ARRAY:
        raise DataError(
            "The JSON array is longer than 200 MB. Write one object a line (JSON lines)."
        )
    text = octets.decode(encoding, errors="replace").lstrip("\ufeff")
    told = _json(text)
    if isinstance(told, str):
        lines = (line for line in text.splitlines() if line.strip())
        return map(_json, lines)
    return iter(rows_in(told))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def of_rows(rows: Rows, facts: Facts) -> LeadTable:
    """Rows of the caller's: the keys of the first one show the program."""
    waiting = iter(rows)
    once = waiting is rows
    head = list(islice(waiting, 1))
    first = head[0] if head and isinstance(head[0], Mapping) else {}
    dialect, columns = recognise(list(flat(first)), facts)
    seen = Seen(columns)
    given: list[Rows] = [chain(head, waiting)] if once else []

    def read() -> Iterator[Read]:
        if once and not given:
            raise DataError(
                "An iterator gives its leads once. Pass a list to walk through it again."
            )
        reader = _Mappings(facts, seen)
        for number, row in enumerate(given.pop() if once else rows, start=1):
            if isinstance(row, Mapping):
                yield from reader.read(number, row)
            elif isinstance(row, Lead):
                yield number, row, ()
            else:
                yield number, None, ((None, str(row), _NO_MAPPING),)

    return LeadTable(joining(read, dialect), dialect=dialect, columns=seen)


class _Mappings:
    """Dicts of headers and cells, or leads as ``to_dict`` writes them; mostly all have the same keys."""

    def __init__(self, facts: Facts, seen: Seen) -> None:
        self._facts = facts
        self._seen = seen
        self._keys: tuple[str, ...] = ()
        self._columns: tuple[Column, ...] = ()

    def read(self, number: int, told: Mapping[Any, Any]) -> Iterator[Read]:
        if told.keys() & _ONLY_OURS and told.keys() <= _FIELDS:
            yield _whole(number, told)
            return
        cells = flat(told)
        keys = tuple(cells)
        if keys != self._keys:
            self._keys, self._columns = keys, recognise(keys, self._facts)[1]
            self._seen.note(self._columns)
        texts = [cell_text(value) for value in cells.values()]
        # csv.DictReader keeps what stands right of the last header under None.
        texts += [cell_text(told[None])] if None in told else []
        yield from read_row(number, self._columns, texts, self._facts)


def _whole(number: int, told: Mapping[str, Any]) -> Read:
    try:
        return number, Lead.from_dict(dict(told)), ()
    except FollowupError as wrong:
        return number, None, ((None, str(told.get("id", "")), str(wrong)),)
