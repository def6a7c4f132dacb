"""Questions and answers as JSON knows them: the fields of each, with the name of its class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from followup import _ask
from followup._ask import Question
from followup._value import _converter
from followup.errors import InvalidValue, UnknownName


def write_answers(answers: Mapping[Question[Any], Any]) -> dict[str, Any]:
    """All questions with their answers, in their order."""
    return {
        "answers": [
            {"question": _write(question), "answer": _write(answer)}
            for question, answer in answers.items()
        ]
    }


def read_answers(data: Mapping[str, Any]) -> dict[Question[Any], Any]:
    """What ``write_answers`` gave.

    Raises:
        InvalidValue: It is something else; the message says what and why.
    """
    try:
        pairs = [(pair["question"], pair["answer"]) for pair in data["answers"]]
    except (KeyError, TypeError) as error:
        raise _unreadable(data, error) from error
    return {_read(question): _read(answer) for question, answer in pairs}


def _write(value: Any) -> dict[str, Any]:
    kind = type(value)
    return {"type": kind.__name__, **_converter().unstructure(value, unstructure_as=kind)}


def _read(data: Mapping[str, Any]) -> Any:
    from cattrs import ClassValidationError

    kinds = {name: kind for name in _ask.__all__ if attrs.has(kind := getattr(_ask, name))}
    fields = dict(data)
    name = fields.pop("type", None)
    if name not in kinds:
        raise UnknownName("type", name, kinds)
    try:
        return _converter().structure(fields, kinds[name])
    except ClassValidationError as error:
        raise _unreadable(data, error) from error


def _unreadable(data: object, error: Exception) -> InvalidValue:
    return InvalidValue("recording", data, f"cannot be read: {error!r}", "Pass what to_dict() gave")
