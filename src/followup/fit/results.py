"""What a score is made of."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import NoTruth, Value


class Band(StrEnum):
    """How near a company is to the profile; ``UNKNOWN`` means that nothing could be judged."""

    TARGET = "target"
    POSSIBLE = "possible"
    END_MARKET = "end_market"
    OFF_TARGET = "off_target"
    UNKNOWN = "unknown"


class FitState(StrEnum):
    """Whether there was enough to judge by.

    ``CONFLICT`` is a score whose grounds contradict each other: look at its terms. In the states
    ``NO_TEXT``, ``TOO_SHORT`` and ``UNKNOWN_LANGUAGE`` the value is 0 and means nothing.
    """

    SCORED = "scored"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"
    UNKNOWN_LANGUAGE = "unknown_language"
    CONFLICT = "conflict"


@attrs.frozen(kw_only=True)
class Term(Value):
    """Words that moved the score.

    Attributes:
        topic: The name of the topic, end market, negative or exclude that they speak for.
        quote: The words exactly as they stand in the text.
        zone: Where they stand (see ``fit.Zone``).
        start: Where the quote begins in the text of its zone, as an index of characters.
        end: Where it ends.
        language: The language in which the topic names them; None where they are the profile's own.
        contribution: What they add to the value; negatives take away.
        times: How often they stand in that zone; start and end are those of the first time.
    """

    topic: str
    quote: str
    zone: str
    start: int
    end: int
    contribution: float
    language: str | None = None
    times: int = 1


@attrs.frozen(kw_only=True)
class FitScore(NoTruth, Value):
    """How well a text fits a profile.

    Attributes:
        value: From 0 to 1. It ranks; it is no probability.
        band: What the profile's thresholds make of it.
        state: Whether there was enough to judge by.
        topic: The topic that fits best; None where none does.
        terms: The words that moved the score, strongest first; their contributions add up to ``value``.
        language: The language that the text seems to be in; None where that is not known.
        profile: The name of the profile.
    """

    value: float
    band: Band
    state: FitState
    topic: str | None = None
    terms: tuple[Term, ...] = ()
    language: str | None = None
    profile: str
