"""Errors name the value, the reason and the remedy."""

from __future__ import annotations

import pickle

import pytest

from followup.errors import ClosedClient, FollowupError, InvalidValue, NaiveTime, UnknownName


def test_invalid_value_says_what_why_and_what_to_do():
    """The three parts stand in one line."""
    error = InvalidValue("country", "Spain", "is not a code", "Pass 'ES'")

    assert str(error) == "country: 'Spain' is not a code. Pass 'ES'."


def test_invalid_value_is_a_value_error():
    """Callers who only know the built-in tree catch it too."""
    assert issubclass(InvalidValue, ValueError)
    assert issubclass(InvalidValue, FollowupError)


def test_a_huge_value_is_shown_short():
    """A hostile megabyte does not land in a log line."""
    error = InvalidValue("text", "x" * 1_000_000, "is too long", "Pass less")

    assert len(str(error)) < 150


def test_unknown_name_offers_the_nearest_names():
    """A typing slip is answered with what was meant, the nearest first."""
    error = UnknownName("channel", "whatsap", ["whatsapp", "line", "wechat"])

    assert str(error) == "channel: 'whatsap' is not known. Did you mean: whatsapp, wechat."


def test_unknown_name_without_near_ones_lists_some():
    """Where nothing comes close, the list itself helps."""
    error = UnknownName("channel", "???", ["line", "wechat"])

    assert error.remedy == "Did you mean: line, wechat"


def test_a_closed_client_says_how_to_use_it():
    """The remedy is in the message."""
    assert str(ClosedClient("Verifier")).startswith("This Verifier is closed.")


@pytest.mark.parametrize(
    "error",
    [
        InvalidValue("a", 1, "b", "c"),
        NaiveTime("now", 2),
        UnknownName("channel", "x", ["y"]),
        ClosedClient("Verifier"),
    ],
)
def test_errors_travel_between_processes(error):
    """Pickling keeps the message and the parts."""
    copy = pickle.loads(pickle.dumps(error))

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
