"""When will an answer come? The view ahead from one message."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import aware, require_aware
from followup._value import Value
from followup.errors import InvalidValue
from followup.history.clock import ActivityClock
from followup.history.curve import Curve
from followup.history.walls import between


class Level(StrEnum):
    """Whose experience is the nearest that an outlook rests on, from the narrowest to the widest."""

    PAIR = "pair"
    CONTACT = "contact"
    COUNTRY = "country"
    EVERYONE = "everyone"


@attrs.frozen(kw_only=True)
class Outlook(Value):
    """What to expect after a message, as seen when it was sent.

    Attributes:
        sent_at: When it was sent (aware).
        now: The instant at which one asks, for ``overdue`` and ``p_still`` (aware); None is *none in mind*.
        curve: Whether and when answers come, in active time.
        clock: How fast the recipient's active time passes.
        n: How many outcomes of that level it rests on; wider levels lie behind it.
        level: The narrowest level with at least five outcomes. Nothing is claimed of a narrower one.
        source: Whose experience the widest level is.
    """

    sent_at: datetime = attrs.field(validator=aware)
    now: datetime | None = attrs.field(default=None, validator=aware)
    curve: Curve = attrs.field(repr=False)
    clock: ActivityClock = attrs.field(repr=False)
    n: int
    level: Level
    source: str

    @property
    def p_ever(self) -> float:
        """The chance that an answer comes at all."""
        return self.curve.ever

    def cdf(self, elapsed: timedelta) -> float:
        """The chance that an answer has come by then.

        Args:
            elapsed: The time since the message was sent, as clocks on walls count it.
        """
        return self.curve.ever * self._share(elapsed)

    def quantile(self, q: float) -> datetime:
        """The instant by which that share of the answers that come at all has come.

        Args:
            q: Between 0 and 1.

        Returns:
            An instant in the zone of ``sent_at``; at most 400 days after it.

        Raises:
            InvalidValue: ``q`` is not between 0 and 1.
        """
        if not 0 <= q <= 1:
            raise InvalidValue(
                "q", q, "is not between 0 and 1", "Pass 0.8 for four answers in five"
            )
        return self.clock.moment(self.sent_at, self.curve.hours(q))

    def p_still(self, now: datetime | None = None) -> float:
        """The chance that an answer still comes, where none has come until now.

        Args:
            now: The instant (aware); without it the outlook's own.
        """
        come = self.cdf(self._until(now))
        return (self.curve.ever - come) / (1 - come) if come < 1 else 0.0

    def overdue(self, q: float = 0.8, *, now: datetime | None = None) -> bool:
        """Whether that share of the answers would have come by now.

        Args:
            q: Between 0 and 1.
            now: The instant (aware); without it the outlook's own.
        """
        return self._share(self._until(now)) > q

    def _share(self, elapsed: timedelta) -> float:
        return self.curve.share(self.clock.active(self.sent_at, elapsed))

    def _until(self, now: datetime | None) -> timedelta:
        moment = self.now if now is None else now
        if moment is None:
            raise InvalidValue("now", None, "is not known", "Pass now=, here or to outlook(…)")
        return between(self.sent_at, require_aware("now", moment))
