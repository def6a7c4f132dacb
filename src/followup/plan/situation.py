"""What the rules of planning look at: the customer, the diagnosis, the ways that are open, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import attrs

from followup import channels
from followup.channels import Choice
from followup.diagnose import Cause, CauseKind, Diagnosis

from followup.diagnose.case import Case
from followup.evidence import Finding, Outcome
from followup.history import Entry
from followup.models import ContactPoint, Lead, Urgency
from followup.plan.cadence import Cadence
from followup.plan.hours import welcome
from followup.plan.touches import delivered
from followup.timing import Window, add_working_time, zone
from followup.timing.parties import whereabouts


# A handle of which one of these is said must not be written to.
_CLOSED = {
    CauseKind.ADDRESS_DEAD,
    CauseKind.LEFT_COMPANY,
    CauseKind.UNMONITORED,
    CauseKind.REFUSED,
}
# These pass: the handle is tried once more after some days, and given up if that comes back too.
_PASSING = {CauseKind.MAILBOX_FULL, CauseKind.DELIVERY_DELAYED}
_MENDED = {*_PASSING, CauseKind.OUR_DELIVERY, CauseKind.MESSAGE_REFUSED}

Placed = tuple[Choice, Window | None]
"""A way, and when it may be used."""


@attrs.frozen(kw_only=True, slots=False)
class Situation:
    """One customer at one instant, diagnosed, with the ways that may be used."""

    case: Case
    diagnosis: Diagnosis
    _reviews: dict[date, channels.Review] = attrs.field(factory=dict, repr=False, eq=False)

    @cached_property
    def lead(self) -> Lead:
        """The customer until now, with the handles that only the inquiry or its own messages name."""
        lead = self.case.lead
        named = [ContactPoint("email", lead.email)] if lead.email else []
        named += [
            ContactPoint(entry.channel, entry.interaction.handle)
            for entry in self.case.history.entries
            if entry.is_theirs and entry.interaction.handle
        ]
        known = {(point.channel, point.value.casefold()) for point in lead.contact_points}
        new = {
            (point.channel, point.value.casefold()): point
            for point in named
            if (point.channel, point.value.casefold()) not in known
        }
        return attrs.evolve(
            lead,
            contact_points=(*lead.contact_points, *new.values()),
            history=[one for one in lead.history if one.at <= self.now],
        )

    @property
    def now(self) -> datetime:
        """The instant to plan at."""
        return self.case.now

    @property
    def urgent(self) -> bool:
        """Whether the matter cannot wait for office hours."""
        return self.case.lead.urgency is Urgency.URGENT

    @cached_property
    def cadence(self) -> Cadence:
        """The rules of cadence."""
        return Cadence.of(self.case.facts)

    @cached_property
    def touches(self) -> tuple[Entry, ...]:
        """What of ours waits for an answer."""
        return delivered(self.case.history, self.diagnosis)

    @property
    def share(self) -> int:
        """How many messages without an answer a channel takes; one where the matter cannot wait."""
        return 1 if self.urgent else self.cadence.touches_per_channel

    @cached_property
    def worn(self) -> tuple[str, ...]:
        """Channels that have had their share of messages without an answer."""
        touched = [entry.channel for entry in self.touches]
        return tuple(sorted({name for name in touched if touched.count(name) >= self.share}))

    @property
    def current_channel(self) -> str | None:
        """Where the conversation is: of our last word since theirs, else of theirs."""
        history = self.case.history
        last = history.touches[-1] if history.touches else history.last_theirs
        return last.channel if last else None

    @cached_property
    def due(self) -> datetime:
        """When the next message is due by the cadence; now where nothing waits for an answer."""
        if self.urgent or not self.touches:
            return self.now
        return self.due_after([touch.at for touch in self.touches])

    def due_after(self, sent: Sequence[datetime]) -> datetime:
        """When the next message is due after those, the last of which is the latest.

        A later gap is never shorter than the one before it, up to the longest of the cadence.
        """
        last = sent[-1]
        usual = self._first_follow_up(last)
        if len(sent) == 1:
            return usual
        before = min(last - sent[-2], self.cadence.gaps[-1])
        return max(usual, last + max(before, self.cadence.gap(len(sent))))

    def _first_follow_up(self, last: datetime) -> datetime:
        """After their usual pace, in their own working time."""
        wait = max(self.case.patience, self.cadence.first_follow_up)
        there = whereabouts(self.case.lead, self.case.facts)
        due = add_working_time(last, wait, there.calendars[0]) if there else None
        return due or last + wait * 3

    @property
    def ways(self) -> tuple[Choice, ...]:
        """The ways to reach them that are open now, best first."""
        return self.ways_at(self.now)

    def ways_at(self, moment: datetime) -> tuple[Choice, ...]:
        """The ways that will be open then, best first: channels live and laws hold from day to day."""
        kept = self._review_at(moment).kept
        return tuple(way for way in kept if not self._closed(way, moment))

    def barred_at(self, moment: datetime) -> tuple[Finding, ...]:
        """Why each of the other contact points may not be used then."""
        dropped = self._review_at(moment).dropped
        return tuple(finding for point in dropped for finding in point.because)

    def way(self, channel: str | None) -> Choice | None:
        """The best open way on a channel."""
        return next((way for way in self.ways if way.channel == channel), None)

    def may_reach(self, point: ContactPoint) -> Choice | None:
        """The way to a handle that is on no record, as far as it may be used."""
        refused = [one for one in self.lead.contact_points if one.opted_out]
        asked = attrs.evolve(self.lead, contact_points=(point, *refused))
        return next(iter(self._reviewed(asked, self.now).kept), None)

    def placed(self, ways: Iterable[Choice], start: datetime) -> Placed | None:
        """The first of these ways that is still open when its time comes, with that time."""
        for way in ways:
            window = self.window(way.channel, start)
            if window is None or self._is_open(way, window.start):
                return way, window
        return None

    def window(self, channel: str, due: datetime) -> Window | None:
        """Their next office hours from then on, outside a leave that is known."""
        return welcome(self.case, channel, max(self.now, due))

    def midnight(self, day: date) -> datetime:
        """The first instant of a date at the customer's place; in UTC where that is unknown."""
        return datetime.combine(day, time(), tzinfo=zone(self.case.span.zone or "UTC"))

    def retry(self, cause: Cause) -> datetime | None:
        """When a handle that only takes nothing for a while is tried again; None where it is given up."""
        if cause.kind not in _PASSING or len(cause.evidence) > 1:
            return None
        full = cause.kind is CauseKind.MAILBOX_FULL
        wait: timedelta = self.cadence.retry_full_mailbox if full else self.cadence.delayed_mail
        return (cause.evidence[-1].observed_at or self.now) + wait

    def overcome(self, cause: Cause) -> bool:
        """Whether a message that did not come back has gone there since."""
        seen = cause.evidence[-1].observed_at if cause.evidence else None
        return (
            cause.kind in _MENDED
            and seen is not None
            and any(one.channel == cause.channel and one.at > seen for one in self.touches)
        )

    def rule(self, name: str, reason: str) -> Finding:
        """A finding that names a rule of planning."""
        return Finding(name=f"plan.{name}", outcome=Outcome.FOR, reason=reason, subject="cadence")

    def _review_at(self, moment: datetime) -> channels.Review:
        day = moment.astimezone(UTC).date()
        if day not in self._reviews:
            self._reviews[day] = self._reviewed(self.lead, moment)
        return self._reviews[day]

    def _reviewed(self, lead: Lead, moment: datetime) -> channels.Review:
        return channels.review(
            lead,
            self.case.seller,
            at=moment,
            urgency=lead.urgency,
            tried=self.worn,
            facts=self.case.facts,
        )

    def _is_open(self, way: Choice, moment: datetime) -> bool:
        return any(way.contact_point == one.contact_point for one in self.ways_at(moment))

    def _closed(self, way: Choice, moment: datetime) -> bool:
        return any(_speaks_of(cause, way) for cause in self._closing(moment))

    def _closing(self, moment: datetime) -> Iterator[Cause]:
        for cause in self.diagnosis.causes:
            retry = self.retry(cause)
            passing = cause.kind in _PASSING and not self.overcome(cause)
            if cause.kind in _CLOSED or (passing and (retry is None or moment < retry)):
                yield cause


def _speaks_of(cause: Cause, way: Choice) -> bool:
    if cause.channel != way.channel:
        return False
    return cause.handle is None or cause.handle.casefold() == way.contact_point.value.casefold()
