"""What the rules of planning look at: the customer, the diagnosis, the ways that are open, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property

import attrs

from followup import channels
from followup.channels import Choice
from followup.diagnose import CauseKind, Diagnosis
from followup.diagnose.case import Case
from followup.evidence import Finding, Outcome
from followup.history import Entry, Level
from followup.models import ContactPoint, ContactRole, Lead, Urgency
from followup.plan.cadence import Cadence
from followup.plan.closings import Closings
from followup.plan.hours import welcome
from followup.plan.touches import delivered
from followup.timing import Window, zone


_OWN = {Level.PAIR, Level.CONTACT}
_MOST_ANSWERS = 0.8
# Where no calendar is known, eight hours of work are a day.
_DAY_HAS = 3
_FOR_EMERGENCIES = frozenset({ContactRole.FORWARDER, ContactRole.EMERGENCY})

Placed = tuple[Choice, Window | None]
"""A way, and when it may be used."""


@attrs.frozen(kw_only=True, slots=False)
class Situation:
    """One customer at one instant, diagnosed, with the ways that may be used."""

    case: Case
    diagnosis: Diagnosis
    _reviews: dict[date, channels.Review] = attrs.field(factory=dict, init=False, repr=False)
    _windows: dict[tuple[str, datetime], Window | None] = attrs.field(
        factory=dict, init=False, repr=False
    )

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

    @cached_property
    def closings(self) -> Closings:
        """Which handles are of no use, and until when."""
        return Closings(self.diagnosis, self.touches, self.cadence, self.now)

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
        """When the next message is due by the cadence; now where nothing waits for an answer.

        Not before they want to hear from us again.
        """
        if self.urgent:
            return self.now
        if self.touches:
            return self.due_after([touch.at for touch in self.touches])
        return max(self.now, self.put_off_to or self.now)

    def due_after(self, sent: Sequence[datetime]) -> datetime:
        """When the next message is due after those, the last of which is the latest.

        A later gap is never shorter than the one before it, up to the longest of the cadence.
        """
        last = sent[-1]
        usual = max(self._first_follow_up(last), self.put_off_to or last)
        if len(sent) == 1:
            return usual
        before = min(last - sent[-2], self.cadence.gaps[-1])
        return max(usual, last + max(before, self.cadence.gap(len(sent))))

    @cached_property
    def put_off_to(self) -> datetime | None:
        """When they want to hear from us again: the day that they named, or after the longest gap."""
        deferred = self.diagnosis.cause(CauseKind.DEFERRED)
        if deferred is None:
            return None
        if deferred.until is not None:
            return self.midnight(deferred.until)
        since = self.case.history.last_theirs
        return (since.at if since else self.now) + self.cadence.gaps[-1]

    def _first_follow_up(self, last: datetime) -> datetime:
        """After some working days of theirs, and not before four in five of their own answers would be there."""
        there = self.case.there
        least = self.cadence.first_due(last, there.calendars[0]) if there else None
        outlook = self.case.outlook
        own = outlook.level in _OWN
        usual = attrs.evolve(outlook, sent_at=last).quantile(_MOST_ANSWERS) if own else last
        return max(least or last + self.cadence.first_follow_up * _DAY_HAS, usual)

    @property
    def ways(self) -> tuple[Choice, ...]:
        """The ways to reach them that are open when their office is next, best first."""
        return self.ways_from(self.now)

    def ways_from(self, start: datetime) -> tuple[Choice, ...]:
        """The ways that are open when their office is next from then on, best first."""
        window = self.window("email", start)
        return self.ways_at(window.start if window else start)

    def ways_at(self, moment: datetime) -> tuple[Choice, ...]:
        """The ways that are open then, best first: channels live and laws hold from day to day.

        A forwarder or an emergency contact is not for following up.
        """
        kept = self._review_at(moment).kept
        spared: frozenset[ContactRole] = frozenset() if self.urgent else _FOR_EMERGENCIES
        return tuple(
            way
            for way in kept
            if way.contact_point.role not in spared and not self.closings.bar(way, moment)
        )

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
            # Where their place is known, no window means that there is no hour in which it is welcome.
            at_any_time = window is None and self.case.there is None
            if at_any_time or (window is not None and self._is_open(way, window.start)):
                return way, window
        return None

    def window(self, channel: str, due: datetime) -> Window | None:
        """Their next office hours from then on, outside a leave that is known."""
        asked = channel, max(self.now, due)
        if asked not in self._windows:
            self._windows[asked] = welcome(self.case, *asked)
        return self._windows[asked]

    def midnight(self, day: date) -> datetime:
        """The first instant of a date at the customer's place; in UTC where that is unknown."""
        return datetime.combine(day, time(), tzinfo=zone(self.case.span.zone or "UTC"))

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
