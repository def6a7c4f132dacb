"""How often, how long between: the rules of cadence, from their table."""

from __future__ import annotations

from datetime import timedelta

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts


@attrs.frozen(kw_only=True)
class Cadence(Value):
    """When to write again.

    Attributes:
        first_follow_up: Working time before the first follow-up, at least; three days of eight hours.
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
