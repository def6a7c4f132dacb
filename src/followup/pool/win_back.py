"""Whom of the pool to win back first: a rank with its parts, each of which can be looked at."""

from __future__ import annotations

import math

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

import attrs

from followup._value import Value
from followup.data import Facts
from followup.errors import UnknownName
from followup.evidence import Finding, Outcome
from followup.fit import FitScore, FitState
from followup.history import History, read_history
from followup.messages import MessageKind
from followup.models import InteractionKind, Lead
from followup.timing import NoWindow, next_window
from followup.verify.reports import Authenticity, Verdict


# What a part weighs is house judgement: whether it is a target counts most, as nothing else can be mended.
_FIT, _AUTHENTICITY, _RECENCY, _REPLIES, _SEASON = 0.35, 0.2, 0.2, 0.15, 0.1
_VERDICTS = {Verdict.GENUINE: 1.0, Verdict.UNKNOWN: 0.5, Verdict.DOUBTFUL: 0.2}
# After half a year an interest is worth half; a machine is bought every few years, not every day.
_HALF_LIFE = timedelta(days=180)
_NOTHING_KNOWN = 0.5
_SOON = timedelta(days=3)
_LATE = timedelta(days=30)


class Judged(Protocol):
    """What is known of a lead's authenticity and fit; an ``Assessment`` is one."""

    @property
    def lead_id(self) -> str | None:
        """The id of the lead."""

    @property
    def authenticity(self) -> Authenticity | None:
        """Whether it is genuine."""

    @property
    def fit(self) -> FitScore | None:
        """Whether it is a target."""


@attrs.frozen(kw_only=True)
class WinBack(Value):
    """A customer of the pool, and how much it is worth to win it back.

    Attributes:
        place: Where the lead stood in what was given, from 0.
        lead_id: Its id, where it has one.
        score: From 0 to 1; it ranks, and is no probability. The weights of ``because`` add up to it.
        because: Fit, authenticity, recency, replies so far, season.
    """

    place: int
    lead_id: str | None
    score: float
    because: tuple[Finding, ...]


def win_back(
    place: int, lead: Lead, judged: Judged | None, now: datetime, facts: Facts
) -> WinBack | None:
    """The worth of one customer; None for a fake, and for who asked to be left alone."""
    found = judged.authenticity if judged else None
    verdict = Verdict.UNKNOWN if found is None else found.verdict
    history = read_history(lead, now=now, facts=facts)
    if verdict is Verdict.FAKE or _left_alone(lead, history):
        return None
    parts = tuple(_parts(lead, history, judged, verdict, now, facts))
    score = math.fsum(part.weight for part in parts)
    return WinBack(place=place, lead_id=lead.id, score=score, because=parts)


def _left_alone(lead: Lead, history: History) -> bool:
    if lead.contact_points and all(point.opted_out for point in lead.contact_points):
        return True
    kinds = {entry.interaction.kind for entry in history.entries}
    read = {entry.reading.kind for entry in history.entries if entry.interaction.is_inbound}
    return bool(
        kinds & {InteractionKind.OPT_OUT, InteractionKind.COMPLAINT}
        or read & {MessageKind.OPT_OUT, MessageKind.COMPLAINT}
    )


def _parts(  # noqa: PLR0913, PLR0917 - each part looks at another of them
    lead: Lead,
    history: History,
    judged: Judged | None,
    verdict: Verdict,
    now: datetime,
    facts: Facts,
) -> Iterator[Finding]:
    fit = judged.fit if judged else None
    if fit is None or fit.state is not FitState.SCORED:
        yield _part("fit", _FIT, _NOTHING_KNOWN, "Whether it is a target is not known.")
    else:
        yield _part(
            "fit", _FIT, fit.value, f"It fits the profile with {fit.value:.2f} ({fit.band})."
        )
    yield _part("authenticity", _AUTHENTICITY, _VERDICTS[verdict], f"Its verdict is {verdict}.")
    yield _recency(history, now)
    yield _replies(history)
    yield _season(lead, now, facts)


def _recency(history: History, now: datetime) -> Finding:
    last = history.last_theirs
    if last is None:
        return _part("recency", _RECENCY, 0.0, "It never wrote.")
    days = max(now - last.at, timedelta())
    share = 0.5 ** (days / _HALF_LIFE)
    return _part("recency", _RECENCY, share, f"It wrote last {days.days} days ago.")


def _replies(history: History) -> Finding:
    ours = sum(entry.is_ours for entry in history.entries)
    answered = len(history.answered)
    if not ours:
        return _part("replies", _REPLIES, _NOTHING_KNOWN, "We never wrote.")
    # Two messages of everybody's kind are mixed in, so that one answer to one message is no certainty.
    share = (answered + 2 * _NOTHING_KNOWN) / (ours + 2)
    return _part("replies", _REPLIES, share, f"It answered {answered} of our {ours} messages.")


def _season(lead: Lead, now: datetime, facts: Facts) -> Finding:
    try:
        window = next_window(lead, now=now, facts=facts)
    except UnknownName:
        window = NoWindow("Its time zone is in no database.")
    if isinstance(window, NoWindow):
        return _part("season", _SEASON, _NOTHING_KNOWN, "Its office hours are not known.")
    wait = window.start - now
    share = 1 - min(max((wait - _SOON) / (_LATE - _SOON), 0.0), 1.0)
    return _part("season", _SEASON, share, f"Its next office hours begin on {window.start.date()}.")


def _part(name: str, weight: float, share: float, reason: str) -> Finding:
    return Finding(
        name=f"win_back.{name}", outcome=Outcome.FOR, reason=reason, weight=weight * share
    )
