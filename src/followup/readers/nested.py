"""Dicts within dicts, as the interfaces of CRMs give them, as one row of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


_DEEPEST = 4
_MOST_CELLS = 2_000
# What only holds the rest says nothing about it.
_HOLDERS = frozenset({"properties", "attributes", "fields", "data", "record", "values"})
_VALUES = ("value", "email", "number", "phone", "handle", "username", "url", "address", "name")


def rows_in(told: Any) -> Sequence[Any]:
    """The rows of what was read: an array, the longest array of objects within an object, or one object."""
    if isinstance(told, list):
        return told
    arrays = [held for held in told.values() if _is_rows(held)] if isinstance(told, Mapping) else []
    looks_like_a_row = isinstance(told, Mapping) and any(
        isinstance(value, str) and value for value in told.values()
    )
    return max(arrays, key=len) if arrays and not looks_like_a_row else [told]


def _is_rows(held: object) -> bool:
    return isinstance(held, list) and any(isinstance(one, Mapping) for one in held)


def flat(told: Mapping[Any, Any]) -> dict[str, Any]:
    """The cells of a row by their headers: ``{"address": {"city": …}}`` is ``address city``."""
    found: dict[str, Any] = {}
    for key, value in _cells("", told, _DEEPEST):
        found.setdefault(key, value)
        if len(found) >= _MOST_CELLS:
            break
    return found


def _cells(above: str, told: Mapping[Any, Any], deep: int) -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        if name is None:
            continue
        header = str(name)
        key = f"{above} {header}" if above else header
        if isinstance(value, Mapping) and deep:
            yield from _cells("" if header in _HOLDERS else key, value, deep - 1)
        elif isinstance(value, (list, tuple)):
            yield key, [_value_of(one) for one in value]
        else:
            yield key, value


def _value_of(one: Any) -> Any:
    """The value among a value's labels: ``{"type": "work", "value": …}``."""
    if not isinstance(one, Mapping):
        return one
    return next((one[name] for name in _VALUES if one.get(name)), None)
