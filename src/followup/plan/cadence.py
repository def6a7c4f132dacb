"""How often, how long between: the rules of cadence, from their table."""

from __future__ import annotations

import math

from datetime import datetime, timedelta

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.timing import WorkCalendar, add_working_time, local, zone


@attrs.frozen(kw_only=True)
class Cadence(Value):
    """When to write again.

    Attributes:
        first_follow_up: Working time before the first follow-up, at least; three days of eight hours. Where
            their day is longer, three of their days.
        gaps: Elapsed time before the second, the third and every later one.
        touches_per_channel: After so many messages without an answer a channel is given a rest.
        recheck_absence: After an absence notice without a day.
        retry_full_mailbox: Before a full mailbox is tried again.
        delayed_mail: Before a delayed mail is given up.
        rest: Once every channel has had its share.
        win_back: After a customer has decided otherwise.
    """

    first_follow_up: timedelta
    gaps: tuple[timedelta, ...]
    touches_per_channel: int
    recheck_absence: timedelta
    retry_full_mailbox: timedelta
    delayed_mail: timedelta
    rest: timedelta
    win_back: timedelta

    @classmethod
    def of(cls, facts: Facts = BUNDLED) -> Cadence:
        """The rules of the table ``cadence``."""
        return facts.view(_read)

    def gap(self, touches: int) -> timedelta:
        """The time that must pass after the last of two or more messages without an answer."""
        return self.gaps[min(touches - 2, len(self.gaps) - 1)]

    def first_due(self, last: datetime, calendar: WorkCalendar) -> datetime | None:
        """When the first follow-up is due after a message: so much working time and as many working days later.

        Args:
            last: When that message was sent (aware).
            calendar: Their calendar.

        Returns:
            None where they never work so long.
        """
        schedule = calendar.schedule
        worked = add_working_time(last, self.first_follow_up, calendar)
        opened = schedule.next_open(last)
        if worked is None or opened is None:
            return None
        day, days = opened.date(), math.ceil(self.first_follow_up / _WORKING_DAY)
        while days:
            day += timedelta(days=1)
            days -= schedule.is_working_day(day)
        there = opened.replace(tzinfo=zone(calendar.zone))
        later = there.replace(year=day.year, month=day.month, day=day.day)
        return max(worked, local(later, calendar.zone))


_WORKING_DAY = timedelta(hours=8)


def _read(facts: Facts) -> Cadence:
    values = {row["rule"]: float(row["value"]) for row in facts.table("cadence").rows}
    days = {rule: timedelta(days=value) for rule, value in values.items()}
    return Cadence(
        first_follow_up=values["first_follow_up"] * _WORKING_DAY,
        gaps=tuple(days[rule] for rule in sorted(days) if rule.startswith("gap_")),
        touches_per_channel=int(values["touches_per_channel"]),
        recheck_absence=days["recheck_absence"],
        retry_full_mailbox=days["retry_full_mailbox"],
        delayed_mail=days["delayed_mail"],
        rest=days["rest"],
        win_back=days["win_back"],
    )
