"""What the rules of planning look at: the customer, the diagnosis, and the ways that are open."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property

import attrs

from followup import channels
from followup.channels import Choice
from followup.diagnose import Cause, CauseKind, Diagnosis
from followup.diagnose.availability import patience
from followup.diagnose.case import Case
from followup.evidence import Finding, Outcome
from followup.history import Entry
from followup.models import ContactPoint, Lead, Urgency
from followup.plan.cadence import Cadence
from followup.timing import Window, add_working_time, next_window, zone
from followup.timing.parties import whereabouts


# A handle of which one of these is said must not be written to.
_CLOSED = {
    CauseKind.ADDRESS_DEAD,
    CauseKind.LEFT_COMPANY,
    CauseKind.UNMONITORED,
    CauseKind.REFUSED,
    CauseKind.MAILBOX_FULL,
    CauseKind.DELIVERY_DELAYED,
}


@attrs.frozen(kw_only=True, slots=False)
class Situation:
    """One customer at one instant, diagnosed, with the ways that may be used."""

    case: Case
    diagnosis: Diagnosis

    @cached_property
    def lead(self) -> Lead:
        """The customer, with the handles that only the inquiry or its own messages name."""
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
        return attrs.evolve(lead, contact_points=(*lead.contact_points, *new.values()))

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
        """What we said since their last word."""
        return self.case.history.touches

    @cached_property
    def ways(self) -> tuple[Choice, ...]:
        """The open ways to reach them, best first; handles known to be dead are left out."""
        return tuple(way for way in self._review.kept if not self._closed(way))

    @property
    def barred(self) -> tuple[Finding, ...]:
        """Why each of the other contact points may not be used."""
        return tuple(finding for point in self._review.dropped for finding in point.because)

    @cached_property
    def _review(self) -> channels.Review:
        return channels.review(
            self.lead,
            self.case.seller,
            at=self.now,
            urgency=self.case.lead.urgency,
            tried=self.worn,
            facts=self.case.facts,
        )

    @cached_property
    def worn(self) -> tuple[str, ...]:
        """Channels that have had their share of messages without an answer."""
        most = 1 if self.urgent else self.cadence.touches_per_channel
        touched = {entry.channel for entry in self.touches}
        count = self.case.history.touches_on
        return tuple(sorted(name for name in touched if count(name) >= most))

    def way(self, channel: str | None) -> Choice | None:
        """The best open way on a channel."""
        return next((way for way in self.ways if way.channel == channel), None)

    def other_way(self, *used: str | None) -> Choice | None:
        """The best open way on any other channel that is not worn out."""
        barred = {*used, *self.worn}
        return next((way for way in self.ways if way.channel not in barred), None)

    def first_follow_up(self, last: datetime) -> datetime:
        """When a first follow-up is due: after their usual pace, in their own working time."""
        wait = max(patience(self.case), self.cadence.first_follow_up)
        there = whereabouts(self.case.lead, self.case.facts)
        due = add_working_time(last, wait, there.calendars[0]) if there else None
        return due or last + wait * 3

    def window(self, channel: str, due: datetime) -> Window | None:
        """Their next office hours from then on, outside a leave that is known."""
        found = self._office_hours(channel, max(self.now, due))
        back = self._back_after(found.start) if found and not self.urgent else None
        return self._office_hours(channel, back) if back else found

    def delegate_window(self) -> Window | None:
        """Office hours at their place for somebody who stands in, whose leave is not theirs."""
        return self._office_hours("email", self.now)

    def _office_hours(self, channel: str, start: datetime) -> Window | None:
        found = next_window(
            self.case.lead,
            now=start,
            sender=self.case.seller,
            channel=channel,
            urgency=self.case.lead.urgency,
            facts=self.case.facts,
        )
        return found if isinstance(found, Window) else None

    def midnight(self, day: date) -> datetime:
        """The first instant of a date at the customer's place; in UTC where that is unknown."""
        return datetime.combine(day, time(), tzinfo=zone(self.case.span.zone or "UTC"))

    def rule(self, name: str, reason: str) -> Finding:
        """A finding that names a rule of planning."""
        return Finding(name=f"plan.{name}", outcome=Outcome.FOR, reason=reason, subject="cadence")

    def _back_after(self, moment: datetime) -> datetime | None:
        """Where an instant lies in a known leave: when that is over."""
        notice = self.case.history.absence_notice
        absence = notice.reading.absence if notice else None
        if absence is None or absence.returns_on is None:
            return None
        day = self.case.on_walls(moment)
        if (absence.starts_on or day) <= day < absence.returns_on:
            return self.midnight(absence.returns_on)
        return None

    def _closed(self, way: Choice) -> bool:
        return any(_speaks_of(cause, way) for cause in self.diagnosis.causes)


def _speaks_of(cause: Cause, way: Choice) -> bool:
    if cause.kind not in _CLOSED or cause.channel != way.channel:
        return False
    return cause.handle is None or cause.handle.casefold() == way.contact_point.value.casefold()
