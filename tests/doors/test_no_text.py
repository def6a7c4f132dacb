"""What is no text: a cell of a data frame without a value is None, or a number that is none."""

from __future__ import annotations

import pytest

from followup import VerifyPolicy, channels, diagnose, fit, verify
from followup.errors import InvalidValue


READERS = {
    "address": verify.address,
    "lookalike": lambda text: verify.lookalike(text, ["aguas.example"]),
    "read_whois": verify.read_whois,
    "permits": VerifyPolicy().permits,
    "phone": channels.phone,
    "extract": channels.extract,
    "mentions": channels.mentions,
    "parse": channels.parse,
    "get": channels.get,
    "language": fit.language,
    "read_text": diagnose.read_text,
}


@pytest.mark.parametrize("value", [None, float("nan"), 34600111222, b"ana@aguas.example"])
@pytest.mark.parametrize("name", READERS)
def test_it_is_refused_by_name_with_what_to_do(name, value):
    """The value, the reason and the remedy."""
    with pytest.raises(InvalidValue, match=r"is no text.*leave out what is missing") as refused:
        READERS[name](value)

    assert repr(value) in str(refused.value)
