"""From a cause to a step: one short rule for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from followup.diagnose import Cause, CauseKind
from followup.plan.moves import (
    answer,
    ask_for_contact,
    give_up,
    is_released,
    named_instead,
    pursue,
    reach,
    rest,
)
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep


_RINGS = "phone"


def stop(_: Situation, cause: Cause) -> NextStep:
    """Nothing more is sent."""
    return NextStep(action=Action.STOP, because=cause.evidence)


def reply(situation: Situation, cause: Cause) -> NextStep:
    """They wait for us: answer where they wrote, so that it is there when their day begins."""
    wrote = situation.touches and not situation.case.promised and not situation.urgent
    if wrote and (situation.worn or situation.due > situation.now):
        # The day that they named has come, and we wrote often, or only just now.
        return follow_up(situation, cause)
    inquiry = situation.lead.inquiry
    if not situation.ways and inquiry is not None and inquiry.platform:
        platform = inquiry.platform
        return NextStep(action=Action.REPLY_NOW, platform=platform, because=cause.evidence)
    theirs = situation.case.history.last_theirs
    return answer(situation, theirs.channel if theirs else None, *cause.evidence)


def follow_up(situation: Situation, cause: Cause) -> NextStep:
    """The cadence: growing gaps, three messages a channel, then another channel, then rest."""
    if situation.urgent:
        return urgent(situation, cause)
    return pursue(situation, *cause.evidence) or _no_room(situation, cause)


def elsewhere(situation: Situation, cause: Cause) -> NextStep:
    """The handle is of no use: whoever was named instead, another channel, another handle."""
    if situation.closings.overcome(cause):
        return follow_up(situation, cause)
    return (
        named_instead(situation, cause)
        or pursue(situation, *cause.evidence, avoid={cause.channel})
        or pursue(situation, *cause.evidence)
        or _later(situation, cause)
        or _no_room(situation, cause)
    )


def _later(situation: Situation, cause: Cause) -> NextStep | None:
    """The handle is of no use for some days only: the same one then."""
    due = situation.closings.retry(cause)
    if due is None or due <= situation.now:
        return None
    return pursue(situation, *cause.evidence, not_before=due)


def mend(situation: Situation, cause: Cause) -> NextStep:
    """Our sending is at fault; another channel carries the matter meanwhile."""
    if situation.closings.overcome(cause):
        return follow_up(situation, cause)
    meanwhile = pursue(
        situation, *cause.evidence, avoid={cause.channel}, action=Action.FIX_OUR_DELIVERY
    )
    return meanwhile or NextStep(action=Action.FIX_OUR_DELIVERY, because=cause.evidence)


def resend(situation: Situation, cause: Cause) -> NextStep:
    """The same again, smaller, on the same channel."""
    if situation.closings.overcome(cause):
        return follow_up(situation, cause)
    step = pursue(situation, *cause.evidence, prefer=cause.channel)
    return step or _no_room(situation, cause)


def away(situation: Situation, cause: Cause) -> NextStep:
    """Until they are back; an urgent matter goes to the delegate, or by a channel that rings."""
    if situation.urgent and (named := named_instead(situation, cause)):
        return named
    if cause.until is not None:
        back = situation.midnight(cause.until)
    else:
        back = (cause.evidence[0].observed_at or situation.now) + situation.cadence.recheck_absence
    return _wait_for(situation, cause, back)


def put_off(situation: Situation, cause: Cause) -> NextStep:
    """They named the time; without a day, the longest gap is given."""
    return _wait_for(situation, cause, situation.put_off_to or situation.now)


def in_rhythm(situation: Situation, cause: Cause) -> NextStep:
    """They come back by themselves, as they did before: nothing is written before that day."""
    then = situation.midnight(cause.until) if cause.until else situation.now
    return _wait_for(situation, cause, then)


def _wait_for(situation: Situation, cause: Cause, then: datetime) -> NextStep:
    if situation.urgent:
        return urgent(situation, cause)
    step = pursue(situation, *cause.evidence, not_before=then)
    return step or _no_room(situation, cause)


def urgent(situation: Situation, cause: Cause) -> NextStep:
    """It cannot wait for office hours: call, or change to what has not been tried."""
    fresh = [way for way in situation.ways if way.channel not in situation.worn]
    calls = [way for way in fresh if way.channel == _RINGS]
    if calls:
        return reach(situation, Action.CALL, calls, *cause.evidence)
    if fresh:
        return reach(situation, Action.SWITCH_CHANNEL, fresh, *cause.evidence)
    return reach(situation, Action.ESCALATE, situation.ways, *cause.evidence)


def settle(situation: Situation, cause: Cause) -> NextStep:
    """A dispute: a person speaks to them, and nobody advertises."""
    way = situation.way(_RINGS)
    if way is not None and all(touch.channel != _RINGS for touch in situation.touches):
        return reach(situation, Action.CALL, [way], *cause.evidence)
    step = pursue(situation, *cause.evidence, prefer=_RINGS, action=Action.ESCALATE)
    return step or _no_room(situation, cause)


def win_back(situation: Situation, cause: Cause) -> NextStep:
    """They decided otherwise: at long intervals only."""
    last = situation.case.history.last_word
    since = last.at if last else situation.now
    due = max(since + situation.cadence.win_back, situation.put_off_to or since)
    return rest(situation, due, *cause.evidence)


def keep_warm(situation: Situation, cause: Cause) -> NextStep:
    """Genuine, yet no target: little effort, and none once the messages are used up."""
    enough = len(situation.touches) >= situation.cadence.touches_per_channel
    if enough and is_released(situation):
        return give_up(situation, *cause.evidence)
    last = situation.case.history.last_word
    due = last.at + situation.cadence.rest if last else situation.now
    return rest(situation, max(due, situation.put_off_to or due), *cause.evidence)


def beside_mail(situation: Situation, cause: Cause) -> NextStep:
    """Mail may not be seen: ask elsewhere whether it came."""
    step = pursue(situation, *cause.evidence, avoid={cause.channel})
    return step or follow_up(situation, cause)


def to_whom_answers(situation: Situation, cause: Cause) -> NextStep:
    """Somebody else there answers: write to that handle."""
    handle = cause.handle.casefold() if cause.handle else None
    step = pursue(situation, *cause.evidence, prefer=handle)
    return step or _no_room(situation, cause)


def change(situation: Situation, cause: Cause) -> NextStep:
    """They answer elsewhere: go there, if that may be used."""
    step = pursue(situation, *cause.evidence, prefer=cause.channel)
    return step or _no_room(situation, cause)


def _no_room(situation: Situation, cause: Cause) -> NextStep:
    """Every open way has had its share, or there will be none."""
    ways = situation.ways_from(max(situation.due, situation.now))
    if all(way.channel not in situation.worn for way in ways):
        return ask_for_contact(situation, *cause.evidence)
    told = situation.rule("cap", "Every channel has had its share of messages without an answer.")
    return give_up(situation, *cause.evidence, told)


Rule = Callable[[Situation, Cause], NextStep]

RULES: Mapping[CauseKind, Rule] = {
    CauseKind.OPTED_OUT: stop,
    CauseKind.FAKE: stop,
    CauseKind.ADDRESS_DEAD: elsewhere,
    CauseKind.OUR_DELIVERY: mend,
    CauseKind.MAILBOX_FULL: elsewhere,
    CauseKind.MESSAGE_REFUSED: resend,
    CauseKind.DELIVERY_DELAYED: elsewhere,
    CauseKind.REFUSED: elsewhere,
    CauseKind.LEFT_COMPANY: elsewhere,
    CauseKind.UNMONITORED: elsewhere,
    CauseKind.WE_OWE_THEM: reply,
    CauseKind.OUT_OF_OFFICE: away,
    CauseKind.OUT_OF_OFFICE_UNDATED: away,
    CauseKind.PUBLIC_HOLIDAY: follow_up,
    CauseKind.OFF_HOURS: follow_up,
    CauseKind.NORMAL_PACE: follow_up,
    CauseKind.DEFERRED: put_off,
    CauseKind.DISPUTE: settle,
    CauseKind.CHOSE_ANOTHER: win_back,
    CauseKind.NO_ANSWER_DUE: follow_up,
    CauseKind.OBJECTION: follow_up,
    CauseKind.OFF_TARGET: keep_warm,
    CauseKind.READ_NOT_ANSWERED: follow_up,
    CauseKind.WRONG_CHANNEL: change,
    CauseKind.MAYBE_IN_SPAM: beside_mail,
    CauseKind.RHYTHM: in_rhythm,
    CauseKind.WRONG_PERSON: to_whom_answers,
    CauseKind.OUT_OF_OFFICE_STALE: follow_up,
    CauseKind.NOT_CONTACTED: follow_up,
    CauseKind.UNKNOWN: follow_up,
}
"""Every cause has its rule; a test holds the table to that."""
