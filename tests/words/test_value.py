"""Values become dicts and come back, and show themselves."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import attrs
import pytest

from followup._value import NoTruth, Value
from followup.errors import InvalidValue


class Colour(StrEnum):
    """An enum for the tests."""

    RED = "red"


@attrs.frozen
class Left(Value):
    """One of two classes in a union."""

    name: str


@attrs.frozen
class Right(Value):
    """The other class of the union."""

    name: str


@attrs.frozen(kw_only=True)
class Everything(Value):
    """A field of each kind that public values use."""

    moment: datetime
    day: date
    hour: time
    span: timedelta
    octets: bytes
    colour: Colour
    words: frozenset[str]
    pair: tuple[str, int]
    several: tuple[Left, ...]
    either: tuple[Left | Right | Colour | str | None, ...]
    maybe: Left | None = None
    hidden: str = attrs.field(default="", repr=False)


EVERYTHING = Everything(
    moment=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    day=date(2026, 11, 22),
    hour=time(9, 30),
    span=timedelta(hours=1, microseconds=1),
    octets=bytes(range(256)),
    colour=Colour.RED,
    words=frozenset({"b", "a"}),
    pair=("x", 1),
    several=(Left("a"), Left("b")),
    either=(Left("a"), Right("a"), Colour.RED, "plain", None),
    hidden="secret",
)


def test_a_value_survives_json():
    """Nothing is lost on the way through JSON text."""
    copy = Everything.from_dict(json.loads(json.dumps(EVERYTHING.to_dict())))

    assert copy == EVERYTHING


def test_a_dict_holds_only_what_json_knows():
    """The dict equals what JSON gives back: lists, not tuples; texts, not enums."""
    as_dict = EVERYTHING.to_dict()

    assert json.loads(json.dumps(as_dict)) == as_dict
    assert as_dict["words"] == ["a", "b"]
    assert type(as_dict["colour"]) is str


def test_an_unknown_field_is_refused_by_name():
    """A slip in a field name does not vanish silently."""
    with pytest.raises(InvalidValue, match="nmae"):
        Left.from_dict({"nmae": "x"})


def test_a_missing_field_is_named():
    """The message says which field is missing."""
    with pytest.raises(InvalidValue, match="'name' is missing"):
        Left.from_dict({})


def test_an_unknown_kind_in_a_union_is_refused_with_the_known_ones():
    """The tag of a union is checked."""
    data = EVERYTHING.to_dict() | {"either": [{"type": "Middle", "name": "x"}]}

    with pytest.raises(InvalidValue, match=r"Use one of \['Colour', 'Left', 'Right'"):
        Everything.from_dict(data)


def test_a_broken_date_is_refused_with_its_path():
    """The message shows where in the data it was."""
    with pytest.raises(InvalidValue, match=r"\$\.day"):
        Everything.from_dict(EVERYTHING.to_dict() | {"day": "yesterday"})


def test_an_error_without_words_is_still_named():
    """What has no message is shown by its type."""
    with pytest.raises(InvalidValue, match=r"TypeError|int"):
        Everything.from_dict(EVERYTHING.to_dict() | {"several": 7})


def test_a_verdict_has_no_truth_value():
    """If verdict: would fold unknown into yes or no."""

    class Report(NoTruth, Value):
        """A verdict."""

    with pytest.raises(TypeError, match="unknown is neither yes nor no"):
        bool(Report())


def test_a_notebook_shows_strangers_words_as_text():
    """Markup in a field is escaped."""
    shown = Left("<script>alert(1)</script>")._repr_html_()

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebook_leaves_out_what_is_empty_or_hidden():
    """Fields without content, and fields kept out of repr, are not shown."""
    shown = EVERYTHING._repr_html_()

    assert "maybe" not in shown
    assert "secret" not in shown
    assert "<caption>Left</caption>" in shown
    assert "<li>a</li><li>b</li>" in shown


def test_a_notebook_cuts_long_texts_and_lists():
    """A hostile megabyte stays small on the screen."""

    @attrs.frozen
    class Long(Value):
        """A long text and a long list."""

        text: str
        items: tuple[int, ...]

    shown = Long("x" * 1_000_000, tuple(range(10_000)))._repr_html_()

    assert len(shown) < 2_000
    assert shown.count("…") == 2
