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

    ``CONFLICT`` is a score whose grounds contradict each other: look at its evidence. In the states
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
        concept: What ties them to the topic: a concept of the lexicon (``"aquaculture"``), an official trade
            (``"NAICS 112511 Finfish Farming and Fish Hatcheries"``), ``"kindred word"`` for words of the same
            field, or ``"embedding"``; None where the profile's own phrases do.
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
    concept: str | None = None
    times: int = 1


@attrs.frozen(kw_only=True)
class TopicShare(Value):
    """One topic, end market, negative or exclude, and what it did to the value.

    Attributes:
        name: Its name in the profile.
        contribution: The sum of its evidence; below 0 where it speaks against.
    """

    name: str
    contribution: float


@attrs.frozen(kw_only=True)
class FitScore(NoTruth, Value):
    """How well a text fits a profile.

    Attributes:
        value: From 0 to 1. It ranks; it is no probability.
        band: What the profile's thresholds make of it.
        state: Whether there was enough to judge by.
        probability: How likely it is a target, from 0 to 1; None unless the profile has learned it from
            enough of your own cases (see ``fit.learn``).
        topic: The topic that fits best; None where none does.
        topics: All topics that moved the value, the strongest first; they add up to ``value`` too.
        evidence: The words that moved the score, strongest first; their contributions add up to ``value``.
        language: The language that the text seems to be in; None where that is not known.
        degraded: Why this score may be worse than it could be; None where nothing is amiss.
        profile: The name of the profile.
    """

    value: float
    band: Band
    state: FitState
    probability: float | None = None
    topic: str | None = None
    topics: tuple[TopicShare, ...] = ()
    evidence: tuple[Term, ...] = ()
    language: str | None = None
    degraded: str | None = None
    profile: str

    @property
    def terms(self) -> tuple[Term, ...]:
        """The same as ``evidence``."""
        return self.evidence
