"""A clock that stands still, or goes on at every look."""

from __future__ import annotations

from datetime import datetime, timedelta

from followup._normal import require_aware


class FixedClock:
    """Call it for the time: ``clock()``.

    Args:
        at: The time of the first call (aware).
        step: How far it goes on after each call; None is not at all.

    Raises:
        NaiveTime: ``at`` has no zone.
    """

    def __init__(self, at: datetime, step: timedelta | None = None) -> None:
        self._now = require_aware("at", at)
        self._step = step or timedelta(0)

    def __call__(self) -> datetime:
        """The time; then the clock goes on by its step."""
        now = self._now
        self._now += self._step
        return now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
