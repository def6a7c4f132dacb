"""What follows if the silence lasts: the rungs of the cadence, dated, until all channels had their share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from followup.plan.moves import is_released
from followup.plan.situation import Placed, Situation
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
    # Whoever is answered has spoken: what was sent before is no longer without an answer.
    before = () if step.action is Action.REPLY_NOW else situation.touches
    sent = [(touch.channel, touch.at) for touch in before]
    return tuple(_rungs(situation, [*sent, (step.channel, step.moment or situation.now)]))


def _rungs(situation: Situation, sent: list[tuple[str, datetime]]) -> Iterator[Later]:
    """The rungs after those messages: the channel of each and its time."""
    while True:
        channel, taken = sent[-1]
        due = situation.due_after([at for _, at in sent])
        found = _with_room(situation, Counter(name for name, _ in sent), channel, due)
        if found is None:
            break
        way, window = found
        action = Action.WRITE_AGAIN if way.channel == channel else Action.SWITCH_CHANNEL
        at = window.start if window else due
        yield Later(action=action, at=at, channel=way.channel, window=window)
        sent = [*sent, (way.channel, at)]
    if is_released(situation):
        yield Later(action=Action.RELEASE_TO_POOL, at=due)
    else:
        yield Later(action=Action.NURTURE, at=taken + situation.cadence.rest)


def _with_room(
    situation: Situation, touches: Counter[str], channel: str, due: datetime
) -> Placed | None:
    """The channel itself, or the best other one, that had not its share of messages yet."""
    most = situation.cadence.touches_per_channel
    ways = (way for way in situation.ways_from(due) if touches[way.channel] < most)
    return situation.placed(sorted(ways, key=lambda way: way.channel != channel), due)
