"""The model of who answers, and when: learned from what happened, and never surer than that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from followup._normal import require_aware
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.history.clock import EVEN, ActivityClock, away
from followup.history.curve import Curve, shipped
from followup.history.exchange import Exchange, contact_key, read_exchanges
from followup.history.learning import outcome_of, writing_hours, zones_of
from followup.history.levels import narrowed, of_many, on_arrival, widest
from followup.history.outlook import Level, Outlook
from followup.history.places import in_country, place_of
from followup.history.tally import Tally
from followup.history.walls import UTC_TIME, Zone
from followup.history.weeks import (
    FEWEST_MESSAGES,
    HoursSeen,
    clock_in,
    clock_of,
    own_week,
)
from followup.models import Lead
from followup.timing import WorkCalendar


FEWEST_OUTCOMES = 5
"""Below so many outcomes nothing is claimed of a pair, a contact or a country."""

_BETWEEN = "\n"
_NOTHING = Tally()

Leave = tuple[date, date]


@attrs.frozen(kw_only=True)
class ReplyModel(Value):
    """Whether and when people answer. Immutable: learning more gives a new model.

    Attributes:
        prior: What is expected before anything is learned.
        source: Where that comes from.
        everyone: What became of all messages, where no contact counts like more than five of them.
        at_work: What became of those that arrived in an hour that is busy at their recipient's.
        at_rest: What became of those that arrived in a quiet one.
        countries: The same by country of the recipient.
        contacts: The same by recipient.
        pairs: The same by sender and recipient.
        hours: At which hours of its week each contact wrote, in its zone or else in UTC.
        zones: The zone of a contact, where it is known.
        homes: The country of a contact, where it is known.
    """

    prior: Curve
    source: str
    everyone: Tally = _NOTHING
    at_work: Tally = attrs.field(default=_NOTHING, repr=False)
    at_rest: Tally = attrs.field(default=_NOTHING, repr=False)
    countries: Mapping[str, Tally] = attrs.field(factory=dict, repr=False)
    contacts: Mapping[str, Tally] = attrs.field(factory=dict, repr=False)
    pairs: Mapping[str, Tally] = attrs.field(factory=dict, repr=False)
    hours: Mapping[str, HoursSeen] = attrs.field(factory=dict, repr=False)
    zones: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    homes: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @classmethod
    def shipped(cls, facts: Facts = BUNDLED) -> ReplyModel:
        """What is known before anything is learned: a public archive of engineers' mail, not of buyers'."""
        return cls(prior=shipped(facts), source=facts.rows("reply_curve")[0]["source"])

    @classmethod
    def learn(
        cls,
        exchanges: Iterable[Exchange | Mapping[str, Any]],
        *,
        zones: Mapping[str, Zone] | None = None,
        facts: Facts = BUNDLED,
    ) -> ReplyModel:
        """A model of what happened.

        Args:
            exchanges: Messages with what became of them, in any order; mappings of their fields will do.
            zones: The zone of a contact: an IANA name, ``"+05:30"``, a zone of any library, or an offset.
            facts: The tables with what is expected before.

        Raises:
            InvalidValue: An exchange lacks a field, or has one that is not known.
            NaiveTime: An instant has no zone.
            UnknownName: There is no such zone.
        """
        return cls.shipped(facts).update(exchanges, zones=zones, facts=facts)

    def update(
        self,
        exchanges: Iterable[Exchange | Mapping[str, Any]],
        *,
        zones: Mapping[str, Zone] | None = None,
        facts: Facts = BUNDLED,
    ) -> ReplyModel:
        """This model with some more outcomes; each exchange is given once, when its outcome is known.

        Args:
            exchanges: As for ``learn``; one alone in a list will do.
            zones: As for ``learn``.
            facts: The tables to look up.
        """
        new = read_exchanges(exchanges)
        places = {**self.zones, **zones_of(new, zones or {})}
        seen = attrs.evolve(
            self,
            zones=places,
            homes={**self.homes, **{one.recipient: one.country for one in new if one.country}},
            hours=writing_hours(self.hours, places, new),
        )
        return _counted(seen, new, facts)

    def outlook(  # noqa: PLR0913 - the public contract: a message between two people, and a moment
        self,
        sent_at: datetime,
        recipient: str | Lead,
        *,
        sender: str | None = None,
        now: datetime | None = None,
        leave: Leave | None = None,
        facts: Facts = BUNDLED,
    ) -> Outlook:
        """What to expect after a message.

        Args:
            sent_at: When it was sent (aware).
            recipient: To whom: the key that the exchanges had, or a lead, whose place then counts.
            sender: Who wrote it, by the key that the exchanges had; None is *not known*.
            now: The instant at which you ask (aware), for ``overdue`` and ``p_still``.
            leave: The recipient's first day away and first day back, if a leave is known: no time of theirs
                passes in it.
            facts: The tables with weeks and holidays.

        Raises:
            NaiveTime: An instant has no zone.
        """
        require_aware("sent_at", sent_at)
        key = contact_key(recipient)
        place = place_of(recipient, facts) if isinstance(recipient, Lead) else None
        country = recipient.country if isinstance(recipient, Lead) else self.homes.get(key)
        there = place or in_country(country, facts)
        clock = self.clock(key, sent_at, place=there, facts=facts)
        curve, level, n = self._curve(sender and contact_key(sender), key, country)
        curve = self._on_arrival(curve, busy=clock.is_busy(sent_at))
        if leave is not None:
            clock = attrs.evolve(clock, slow=(*clock.slow, *away(*leave)))
        source = f"{n} outcomes of the {level}" if n else self.source
        return Outlook(
            sent_at=sent_at, now=now, curve=curve, clock=clock, n=n, level=level, source=source
        )

    def knows(self, recipient: str | Lead) -> bool:
        """Whether anything was learned of a recipient."""
        return contact_key(recipient) in self.contacts

    def _curve(self, sender: str | None, key: str, country: str | None) -> tuple[Curve, Level, int]:
        levels = (
            (Level.COUNTRY, self.countries.get(country or "")),
            (Level.CONTACT, self.contacts.get(key)),
            (Level.PAIR, self.pairs.get(_pair(sender, key))),
        )
        known = [(level, one) for level, one in levels if one and one.n >= FEWEST_OUTCOMES]
        curve = narrowed(widest(self.everyone, self.prior), (tally for _, tally in known))
        level, nearest = known[-1] if known else (Level.EVERYONE, self.everyone)
        return curve, level, nearest.n

    def _on_arrival(self, curve: Curve, *, busy: bool) -> Curve:
        alike = (self.at_work, self.at_rest) if busy else (self.at_rest, self.at_work)
        return on_arrival(curve, widest(self.everyone, self.prior), *alike)

    def clock(
        self,
        recipient: str,
        start: datetime,
        *,
        place: WorkCalendar | None = None,
        facts: Facts = BUNDLED,
    ) -> ActivityClock:
        """How fast a recipient's active time passes.

        It is their own week where 50 messages of theirs were seen, else that of their place; an even one
        where nothing is known.

        Args:
            recipient: The key that the exchanges had.
            start: From when on (aware).
            place: Where they are; without it what was learned of that.
            facts: The tables with weeks and holidays.
        """
        key = contact_key(recipient)
        there = place or in_country(self.homes.get(key), facts)
        name, counted_in = self.zones.get(key), self.zones.get(key, UTC_TIME)
        if there is not None:
            clock = clock_of(there, start, zone=name, facts=facts)
        elif name is not None:
            clock = clock_in(name, start, facts=facts)
        else:
            clock = ActivityClock()
        own = self.hours.get(key, ())
        if sum(count for _, count in own) < FEWEST_MESSAGES:
            return clock
        usual = clock.week if clock.zone == counted_in else EVEN
        return attrs.evolve(clock, zone=counted_in, week=own_week(own, usual))


def _counted(model: ReplyModel, new: Iterable[Exchange], facts: Facts) -> ReplyModel:
    """The model with what became of each exchange counted at every level."""
    everyone, by_hour = model.everyone, {True: model.at_work, False: model.at_rest}
    countries, contacts, pairs = dict(model.countries), dict(model.contacts), dict(model.pairs)
    for one in new:
        clock = model.clock(one.recipient, one.sent_at, facts=facts)
        outcome, busy = outcome_of(one, clock), clock.is_busy(one.sent_at)
        by_hour[busy] = by_hour[busy].plus(outcome)
        if country := model.homes.get(one.recipient):
            countries[country] = countries.get(country, _NOTHING).plus(outcome)
        if pair := _pair(one.sender, one.recipient):
            pairs[pair] = pairs.get(pair, _NOTHING).plus(outcome)
        before = contacts.get(one.recipient, _NOTHING)
        after = contacts[one.recipient] = before.plus(outcome)
        everyone = of_many(everyone, before, after)
    return attrs.evolve(
        model,
        everyone=everyone,
        at_work=by_hour[True],
        at_rest=by_hour[False],
        countries=countries,
        contacts=contacts,
        pairs=pairs,
    )


def _pair(sender: str | None, recipient: str) -> str:
    return "" if sender is None else f"{sender}{_BETWEEN}{recipient}"
