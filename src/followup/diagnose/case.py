"""What the rules look at: one customer at one instant, with everything that was learned of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import attrs

from followup.data import Facts
from followup.diagnose.book import Book
from followup.diagnose.causes import Cause, CauseKind, cause_texts
from followup.diagnose.patterns import Pattern, find_patterns
from followup.evidence import Confidence, Finding, Outcome
from followup.fit import FitScore
from followup.history import (
    FEWEST_OUTCOMES,
    Entry,
    History,
    Outlook,
    ReplyModel,
    exchanges_of,
)
from followup.models import Lead, Seller
from followup.timing import SilenceSpan, explain, local, working_time_between
from followup.timing.parties import Whereabouts, whereabouts
from followup.verify.reports import Authenticity


# A silence is unusual when this share of the answers would have come.
_MOST_ANSWERS = 0.8
# The first follow-up waits for three working days of eight hours at least.
_SHORTEST_PATIENCE = timedelta(hours=24)


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
    model: ReplyModel | None = None
    book: Book | None = None

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

    @cached_property
    def due(self) -> bool:
        """Whether the last word is ours, and it was not one that asks for nothing."""
        last = self.history.last_word
        return (
            last is not None
            and last.is_ours
            and not self.promised
            and last.asks_answer is not False
        )

    @cached_property
    def promised(self) -> bool:
        """Whether our last word only promised that more would come from us."""
        last = self.history.last_word
        if last is None or not last.is_ours or last.interaction.expects_answer is not None:
            return False
        return last.reading.promises and not last.reading.asks_question

    @cached_property
    def silent_since(self) -> datetime | None:
        """Our first message without an answer; their last word where there is none."""
        touches = self.history.touches
        last = touches[0] if touches else self.history.last_word
        return last.at if last else None

    @cached_property
    def span(self) -> SilenceSpan:
        """Where the time of the silence went, on their calendar.

        Of a silence that has outlasted their patience twice over, only how much was worked: no holiday
        explains it.
        """
        since = self.silent_since or self.now
        if self.there is None:
            return explain(since, self.now, self.lead, facts=self.facts)
        calendar = self.there.calendars[0]
        worked = working_time_between(since, self.now, calendar)
        if worked <= 2 * self.patience:
            return explain(since, self.now, self.lead, facts=self.facts)
        return SilenceSpan(
            elapsed=self.now - since,
            working=worked,
            zone=calendar.zone,
            reasons=(),
            certainty=self.there.certainty,
        )

    @cached_property
    def there(self) -> Whereabouts | None:
        """Where they may be."""
        return whereabouts(self.lead, self.facts)

    @cached_property
    def patience(self) -> timedelta:
        """The working time after which a silence is unusual: what four of five answers need, or three days."""
        if self.there is None:
            return _SHORTEST_PATIENCE
        start, by = self.outlook.sent_at, self.expected_by
        return max(working_time_between(start, by, self.there.calendars[0]), _SHORTEST_PATIENCE)

    @cached_property
    def expected_by(self) -> datetime:
        """When four of five answers would have come."""
        return self.outlook.quantile(_MOST_ANSWERS)

    @cached_property
    def outlook(self) -> Outlook:
        """What was to be expected after the message with which the silence began."""
        return self._model.outlook(
            self.silent_since or self.now,
            self.lead,
            sender=self.seller.name,
            now=self.now,
            leave=self._leave,
            facts=self.facts,
        )

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """What is regular in the history."""
        return find_patterns(self.history, self.now)

    @property
    def _model(self) -> ReplyModel:
        """The model given, where it knows them; else one with their own answers, if those are enough."""
        model = self.model or ReplyModel.shipped(self.facts)
        if model.knows(self.lead):
            return model
        if sum(entry.is_ours for entry in self.history.entries) < FEWEST_OUTCOMES:
            return model
        own = exchanges_of(self.lead, self.history, sender=self.seller.name)
        return model.update(own, facts=self.facts)

    @property
    def _leave(self) -> tuple[date, date] | None:
        notice = self.history.absence_notice
        absence = notice.reading.absence if notice else None
        if notice is None or absence is None or absence.returns_on is None:
            return None
        return absence.starts_on or self.on_walls(notice.at), absence.returns_on

    @cached_property
    def today(self) -> date:
        """The date on the customer's walls; in UTC where its place is not known."""
        return self.on_walls(self.now)

    def on_walls(self, moment: datetime) -> date:
        """The date of an instant at the customer's place."""
        return local(moment, self.there.calendars[0].zone if self.there else "UTC").date()

    def spoken_since(self, entry: Entry) -> bool:
        """Whether a person there has spoken on that channel after this."""
        return any(
            one.is_theirs and one.at > entry.at and one.channel == entry.channel
            for one in self.history.entries
        )
