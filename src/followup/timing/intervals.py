"""A stretch of time, and what several stretches have in common."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from followup._normal import aware
from followup._value import Value
from followup.errors import InvalidValue


@attrs.frozen
class Interval(Value):
    """A stretch of time, half-open: its start belongs to it, its end does not.

    Attributes:
        start: Its first instant (aware).
        end: The instant at which it is over (aware), later than ``start``.
    """

    start: datetime = attrs.field(validator=aware)
    end: datetime = attrs.field(validator=aware)

    @end.validator
    def _later(self, _field: attrs.Attribute[datetime], end: datetime) -> None:
        if end <= self.start:
            raise InvalidValue(
                "Interval.end", end, f"is not later than the start, {self.start}", "Swap them"
            )

    @property
    def length(self) -> timedelta:
        """The time between start and end, as a stop-watch counts it."""
        return self.end - self.start

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end
