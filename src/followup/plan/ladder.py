"""What follows if the silence lasts: the rungs of the cadence, dated, until all channels had their share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from followup.models import Segment
from followup.plan.situation import Situation
from followup.plan.step import Action, Later, NextStep


_GOES_ON = frozenset(
    {
        Action.REPLY_NOW,
        Action.WAIT_UNTIL,
        Action.WRITE_AGAIN,
        Action.SWITCH_CHANNEL,
        Action.CALL,
        Action.OFFER,
    }
)


def ladder(situation: Situation, step: NextStep) -> tuple[Later, ...]:
    """What to do, and when, if the step is taken and nobody answers.

    Urgent matters have no such ladder: they are not waited for.
    """
    if step.action not in _GOES_ON or step.channel is None or situation.urgent:
        return ()
    taken = step.window.start if step.window else step.due or situation.now
    return tuple(_rungs(situation, step.channel, taken, answers=step.action is Action.REPLY_NOW))


def _rungs(
    situation: Situation, channel: str, taken: datetime, *, answers: bool
) -> Iterator[Later]:
    # Whoever is answered has spoken: what was sent before is no longer without an answer.
    touches: Counter[str] = Counter(
        () if answers else (entry.channel for entry in situation.touches)
    )
    touches[channel] += 1
    while fresh := _with_room(situation, touches, channel):
        due = _due(situation, touches, taken)
        action = Action.WRITE_AGAIN if fresh == channel else Action.SWITCH_CHANNEL
        window = situation.window(fresh, due)
        taken = window.start if window else due
        yield Later(action=action, at=taken, channel=fresh, window=window)
        channel = fresh
        touches[channel] += 1
    yield _end(situation, taken, _due(situation, touches, taken))


def _due(situation: Situation, touches: Counter[str], taken: datetime) -> datetime:
    """When the next message is due after those that were sent."""
    many = touches.total()
    return situation.first_follow_up(taken) if many == 1 else taken + situation.cadence.gap(many)


def _with_room(situation: Situation, touches: Counter[str], channel: str) -> str | None:
    """The channel itself, or the best other one, that had not its share of messages yet."""
    most = situation.cadence.touches_per_channel
    ways = (channel, *(way.channel for way in situation.ways))
    return next((way for way in ways if touches[way] < most), None)


def _end(situation: Situation, taken: datetime, due: datetime) -> Later:
    """Who never answered goes to the pool; everybody else is given a rest."""
    never = situation.case.history.last_theirs is None
    if never and situation.case.lead.segment is Segment.CURRENT:
        return Later(action=Action.RELEASE_TO_POOL, at=due)
    return Later(action=Action.NURTURE, at=taken + situation.cadence.rest)
