"""What follows if the silence lasts: the rungs of the cadence, dated, until all channels had their share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import attrs

from followup.channels import Choice
from followup.diagnose import Cause, CauseKind
from followup.models import ContactRole
from followup.plan.hours import welcome
from followup.plan.moves import is_released, named
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
        Action.USE_DELEGATE,
        Action.ESCALATE,
    }
)
_RINGS = "phone"

Sent = tuple[str, datetime]
"""The channel of a message and its time."""


def ladder(situation: Situation, step: NextStep, cause: Cause) -> tuple[Later, ...]:
    """What to do, and when, if the step is taken and nobody answers.

    Urgent matters have no such ladder: they are not waited for.
    """
    if step.action not in _GOES_ON or step.channel is None or situation.urgent:
        return ()
    answered = step.action is Action.REPLY_NOW
    # Whoever is answered has spoken: what was sent before is no longer without an answer.
    before = () if answered else situation.touches
    sent = [(touch.channel, touch.at) for touch in before]
    sent.append((step.channel, step.moment or situation.now))
    if answered and (kept := _kept_warm(situation, sent[-1][1])):
        return (kept,)
    told = {cause.kind} | ({one.kind for one in situation.diagnosis.causes} if answered else set())
    return tuple(_Ladder(situation, step, CauseKind.DISPUTE in told).rungs(sent))


def _kept_warm(situation: Situation, taken: datetime) -> Later | None:
    """Whoever decided otherwise, or is no target, is answered and then left in peace for a while."""
    cadence, diagnosis = situation.cadence, situation.diagnosis
    if diagnosis.cause(CauseKind.DISPUTE):
        return None
    if diagnosis.cause(CauseKind.CHOSE_ANOTHER):
        return Later(action=Action.NURTURE, at=taken + cadence.win_back)
    if diagnosis.cause(CauseKind.OFF_TARGET):
        return Later(action=Action.NURTURE, at=taken + cadence.rest)
    return None


@attrs.frozen
class _Ladder:
    """The rungs that follow one step."""

    situation: Situation
    step: NextStep
    disputed: bool

    def rungs(self, sent: list[Sent]) -> Iterator[Later]:
        """The rungs after those messages: the channel of each and its time."""
        while True:
            channel, taken = sent[-1]
            due = self.situation.due_after([at for _, at in sent])
            rung = self._call(sent) or self._delegate(sent, due) or self._next(sent, due)
            if rung is None:
                break
            yield rung
            sent = [*sent, (rung.channel or channel, rung.at)]
        if is_released(self.situation):
            yield Later(action=Action.RELEASE_TO_POOL, at=due)
        else:
            yield Later(action=Action.NURTURE, at=taken + self.situation.cadence.rest)

    def _call(self, sent: list[Sent]) -> Later | None:
        """Whoever is in dispute with us and was answered in writing is called at once."""
        way = self.situation.way(_RINGS)
        called = any(channel == _RINGS for channel, _ in sent)
        answered = self.step.action is Action.REPLY_NOW
        if way is None or called or not (self.disputed and answered):
            return None
        found = self.situation.placed([way], sent[-1][1])
        return _rung(Action.CALL, found, sent[-1][1]) if found else None

    def _delegate(self, sent: list[Sent], due: datetime) -> Later | None:
        """Whoever was named in their place has the share of a channel, too."""
        way = self._named_in_their_place
        asked = sum(channel == way.channel for channel, _ in sent) if way else 0
        if way is None or asked >= self.situation.cadence.touches_per_channel:
            return None
        window = welcome(self.situation.case, way.channel, due, stand_in=True)
        return _rung(Action.USE_DELEGATE, (way, window), due)

    def _next(self, sent: list[Sent], due: datetime) -> Later | None:
        """The channel itself, or the best other one, that had not its share of messages yet."""
        situation, last = self.situation, sent[-1][0]
        touches = Counter(channel for channel, _ in sent)
        most = situation.cadence.touches_per_channel
        ways = (way for way in situation.ways_from(due) if touches[way.channel] < most)
        first = _RINGS if self.disputed else last
        found = situation.placed(
            sorted(ways, key=lambda way: (way.channel != first, way.channel != last)), due
        )
        if found is None:
            return None
        called = Action.ESCALATE if self.disputed else named(situation, found[0], last)
        return _rung(called, found, due)

    @property
    def _named_in_their_place(self) -> Choice | None:
        point = self.step.contact_point
        known = self.situation.lead.contact_points
        if point is None or point.role is not ContactRole.DELEGATE or point in known:
            return None
        return self.situation.may_reach(point)


def _rung(action: Action, found: Placed, due: datetime) -> Later:
    way, window = found
    return Later(
        action=action, at=window.start if window else due, channel=way.channel, window=window
    )
