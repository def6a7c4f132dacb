"""What the rules look at: one customer at one instant, with everything that was learned of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

import attrs

from followup.data import Facts
from followup.diagnose.causes import Cause, CauseKind, cause_texts
from followup.evidence import Confidence, Finding, Outcome
from followup.fit import FitScore
from followup.history import Entry, History, ReplyModel, pace_of
from followup.models import Lead, Seller
from followup.timing import SilenceSpan, explain, local
from followup.verify.reports import Authenticity


@attrs.frozen(kw_only=True, slots=False)
class Case:
    """One customer at one instant."""

    lead: Lead
    seller: Seller
    now: datetime
    history: History
    authenticity: Authenticity | None
    fit: FitScore | None
    facts: Facts

    def cause(
        self, kind: CauseKind, confidence: Confidence, evidence: Iterable[Finding], **more: Any
    ) -> Cause:
        """A cause with the words that the table has for it."""
        text = cause_texts(self.facts)[kind]
        made = Cause(
            kind=kind,
            confidence=confidence,
            evidence=tuple(evidence),
            sentence=text.sentence,
            remedy=text.remedy,
        )
        return attrs.evolve(made, **more)

    def field(self, name: str, reason: str, subject: str, quote: str | None = None) -> Finding:
        """A finding that points at a field of the lead."""
        return Finding(
            name=f"silence.{name}",
            outcome=Outcome.FOR,
            reason=reason,
            weight=1.0,
            quote=quote,
            subject=subject,
        )

    @property
    def due(self) -> bool:
        """Whether the last word is ours, and it was not one that asks for nothing."""
        last = self.history.last_word
        return (
            last is not None
            and last.is_ours
            and not self.promised
            and last.asks_answer is not False
        )

    @property
    def promised(self) -> bool:
        """Whether our last word only promised that more would come from us."""
        last = self.history.last_word
        if last is None or not last.is_ours or last.interaction.expects_answer is not None:
            return False
        return last.reading.promises and not last.reading.asks_question

    @property
    def silent_since(self) -> datetime | None:
        """Our first message without an answer; their last word where there is none."""
        touches = self.history.touches
        last = touches[0] if touches else self.history.last_word
        return last.at if last else None

    @cached_property
    def span(self) -> SilenceSpan:
        """Where the time of the silence went, on their calendar."""
        return explain(self.silent_since or self.now, self.now, self.lead, facts=self.facts)

    @cached_property
    def pace(self) -> ReplyModel:
        """How fast this customer usually answers."""
        return pace_of(self.lead, self.history, facts=self.facts)

    @cached_property
    def today(self) -> date:
        """The date on the customer's walls; in UTC where its place is not known."""
        return self.on_walls(self.now)

    def on_walls(self, moment: datetime) -> date:
        """The date of an instant at the customer's place."""
        return local(moment, self.span.zone or "UTC").date()

    def spoken_since(self, entry: Entry) -> bool:
        """Whether a person there has spoken on that channel after this."""
        return any(
            one.is_theirs and one.at > entry.at and one.channel == entry.channel
            for one in self.history.entries
        )
