"""What every public value can do: become a dict, come back from one, show itself in a notebook."""

from __future__ import annotations

import functools

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Any, NoReturn, Self, Union, get_args, get_origin

import attrs

from followup._render import to_html
from followup.errors import InvalidValue


if TYPE_CHECKING:
    from cattrs import Converter


class Value:
    """The base of all public values: no fields, only ways out and in.

    Values are frozen attrs classes. ``to_dict`` gives only what JSON knows, and ``from_dict`` gives an
    equal value back. Times keep their instant and their offset from UTC; where the name of the zone
    matters, it is a field of its own.
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """This value as dicts, lists, strings, numbers, booleans and None."""
        unstructured: dict[str, Any] = _converter().unstructure(self, unstructure_as=type(self))
        return unstructured

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The value that ``to_dict`` was asked for.

        Args:
            data: What ``to_dict`` gave, perhaps after a journey through JSON.

        Raises:
            InvalidValue: A field is missing, unknown or refused; the message says which, and why.
        """
        try:
            return _converter().structure(data, cls)
        except Exception as error:
            from cattrs import transform_error

            raise InvalidValue(
                cls.__name__,
                data,
                f"cannot be read: {'; '.join(transform_error(error, format_exception=_said))}",
                "Pass what to_dict() gave",
            ) from error

    def _repr_html_(self) -> str:
        return to_html(self)


class NoTruth:
    """For verdicts: ``if verdict:`` would fold *unknown* into yes or no, so it is refused."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} has no truth value, because unknown is neither yes nor no."
            " Compare it, for example: report.deliverability is Deliverability.DELIVERABLE."
        )


def _said(error: BaseException, _type: type | None) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    return str(error).rstrip(".") or type(error).__name__


@functools.cache
def _converter() -> Converter:
    """Built at the first use, not at import: cattrs costs about 100 ms."""
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for kind in (datetime, date, time):
        converter.register_unstructure_hook(kind, lambda moment: moment.isoformat())
        converter.register_structure_hook(kind, lambda text, of: of.fromisoformat(text))
    converter.register_unstructure_hook(timedelta, lambda span: span.total_seconds())
    converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    converter.register_unstructure_hook(bytes, lambda octets: octets.decode("latin-1"))
    converter.register_structure_hook(bytes, lambda text, _: text.encode("latin-1"))
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_unstructure_hook_func(_is_set, sorted)
    converter.register_unstructure_hook_factory(_is_tuple, _tuple_to_list)
    converter.register_structure_hook_factory(_is_choice, _read_choice)
    converter.register_unstructure_hook_factory(_is_choice, _write_choice)
    return converter


def _is_set(kind: Any) -> bool:
    return get_origin(kind) is frozenset


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_to_list(kind: Any, converter: Converter) -> Any:
    members = get_args(kind)
    if len(members) == 2 and members[1] is Ellipsis:
        one = converter.get_unstructure_hook(members[0])
        return lambda items: [one(item) for item in items]
    hooks = [converter.get_unstructure_hook(member) for member in members]
    return lambda items: [hook(item) for hook, item in zip(hooks, items, strict=True)]


def _is_choice(kind: Any) -> bool:
    """A union of one of our classes with anything else: which one it was must be written down."""
    if get_origin(kind) not in (Union, UnionType):
        return False
    members = [member for member in get_args(kind) if member is not type(None)]
    return len(members) > 1 and any(attrs.has(member) or _is_enum(member) for member in members)


def _is_enum(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, Enum)


def _write_choice(_: Any, converter: Converter) -> Any:
    def write(value: Any) -> Any:
        if value is None or not (attrs.has(type(value)) or isinstance(value, Enum)):
            return value
        content = converter.unstructure(value, unstructure_as=type(value))
        if isinstance(value, Enum):
            return {"type": type(value).__name__, "value": content}
        return {"type": type(value).__name__, **content}

    return write


def _read_choice(kind: Any, converter: Converter) -> Any:
    members = {one.__name__: one for one in get_args(kind) if attrs.has(one) or _is_enum(one)}

    def read(content: Any, _: Any) -> Any:
        if not isinstance(content, Mapping):
            return content
        rest = {name: part for name, part in content.items() if name != "type"}
        member = members.get(str(content.get("type")))
        if member is None:
            raise InvalidValue(
                "type",
                content.get("type"),
                "is not among the kinds",
                f"Use one of {sorted(members)}",
            )
        return converter.structure(rest["value"] if _is_enum(member) else rest, member)

    return read
