"""From a cause to a step: one short rule for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from followup.diagnose import Cause, CauseKind
from followup.models import Segment
from followup.plan.moves import (
    ask_for_contact,
    named_instead,
    opening,
    reach,
    rest,
    wait_for,
)
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep


_RINGS = frozenset({"phone"})


def stop(_: Situation, cause: Cause) -> NextStep:
    """Nothing more is sent."""
    return NextStep(action=Action.STOP, because=cause.evidence)


def reply(situation: Situation, cause: Cause) -> NextStep:
    """They wait for us: answer where they wrote, so that it is there when their day begins."""
    theirs = situation.case.history.last_theirs
    way = situation.way(theirs.channel if theirs else None) or next(iter(situation.ways), None)
    inquiry = situation.lead.inquiry
    if way is None and inquiry is not None and inquiry.platform:
        platform = inquiry.platform
        return NextStep(action=Action.REPLY_NOW, platform=platform, because=cause.evidence)
    return reach(situation, Action.REPLY_NOW, way, *cause.evidence)


def elsewhere(situation: Situation, cause: Cause) -> NextStep:
    """The handle is of no use: whoever was named instead, another channel, another handle."""
    if named := named_instead(situation, cause):
        return named
    other = situation.other_way(cause.channel)
    if other is not None:
        return reach(situation, Action.SWITCH_CHANNEL, other, *cause.evidence)
    same = situation.way(cause.channel)
    if same is not None and same.channel not in situation.worn:
        return reach(situation, Action.WRITE_AGAIN, same, *cause.evidence)
    return ask_for_contact(situation, *cause.evidence)


def later_or_elsewhere(situation: Situation, cause: Cause) -> NextStep:
    """The handle is of no use for some days: another way now, or the same one then."""
    step = elsewhere(situation, cause)
    if step.action is not Action.ASK_FOR_CONTACT:
        return step
    cadence = situation.cadence
    full = cause.kind is CauseKind.MAILBOX_FULL
    wait = cadence.retry_full_mailbox if full else cadence.delayed_mail
    bounced = cause.evidence[-1].observed_at or situation.now
    return wait_for(situation, bounced + wait, *cause.evidence, channel=cause.channel)


def mend(situation: Situation, cause: Cause) -> NextStep:
    """Our sending is at fault; another channel carries the matter meanwhile."""
    way = situation.other_way(cause.channel)
    if way is None:
        return NextStep(action=Action.FIX_OUR_DELIVERY, because=cause.evidence)
    return reach(situation, Action.FIX_OUR_DELIVERY, way, *cause.evidence)


def away(situation: Situation, cause: Cause) -> NextStep:
    """Until they are back; an urgent matter goes to the delegate, or by a channel that rings."""
    if situation.urgent:
        return named_instead(situation, cause) or urgent(situation, cause)
    if cause.until is not None:
        due = situation.midnight(cause.until)
    else:
        due = (cause.evidence[0].observed_at or situation.now) + situation.cadence.recheck_absence
    if due <= situation.now:
        return follow_up(situation, cause)
    return wait_for(situation, due, *cause.evidence)


def put_off(situation: Situation, cause: Cause) -> NextStep:
    """They named the time."""
    since = situation.case.history.last_theirs
    spoken = since.at if since else situation.now
    due = situation.midnight(cause.until) if cause.until else spoken + situation.cadence.gap(9)
    return wait_for(situation, max(due, situation.now), *cause.evidence)


def urgent(situation: Situation, cause: Cause) -> NextStep:
    """It cannot wait for office hours: call, or change to what has not been tried."""
    way = (
        next((way for way in situation.ways if way.channel in _RINGS), None)
        or situation.other_way()
    )
    if way is None:
        way = next(iter(situation.ways), None)
        return reach(situation, Action.ESCALATE, way, *cause.evidence)
    action = Action.CALL if way.channel in _RINGS else Action.SWITCH_CHANNEL
    return reach(situation, action, way, *cause.evidence)


def settle(situation: Situation, cause: Cause) -> NextStep:
    """A dispute: a person speaks to them, and nobody advertises."""
    way = situation.way("phone")
    if way is not None:
        return reach(situation, Action.CALL, way, *cause.evidence)
    return reach(situation, Action.ESCALATE, next(iter(situation.ways), None), *cause.evidence)


def win_back(situation: Situation, cause: Cause) -> NextStep:
    """They decided otherwise: at long intervals only."""
    last = situation.case.history.last_word
    since = last.at if last else situation.now
    return rest(situation, since + situation.cadence.win_back, *cause.evidence)


def keep_warm(situation: Situation, cause: Cause) -> NextStep:
    """Genuine, yet no target: little effort, and none once the messages are used up."""
    enough = len(situation.touches) >= situation.cadence.touches_per_channel
    if enough and situation.case.lead.segment is not Segment.POOL:
        return NextStep(action=Action.RELEASE_TO_POOL, because=cause.evidence)
    last = situation.case.history.last_ours
    due = (last.at if last else situation.now) + situation.cadence.rest
    return rest(situation, due, *cause.evidence)


def change(situation: Situation, cause: Cause) -> NextStep:
    """They answer elsewhere: go there, if that may be used."""
    way = situation.way(cause.channel)
    if way is None:
        return follow_up(situation, cause)
    return reach(situation, Action.SWITCH_CHANNEL, way, *cause.evidence)


def begin(situation: Situation, cause: Cause) -> NextStep:
    """The first message; to a customer of the public pool it is an offer."""
    return reach(situation, opening(situation), next(iter(situation.ways), None), *cause.evidence)


def resend(situation: Situation, cause: Cause) -> NextStep:
    """The same again, smaller, on the same channel."""
    way = situation.way(cause.channel) or situation.other_way()
    return reach(situation, Action.WRITE_AGAIN, way, *cause.evidence)


def follow_up(situation: Situation, cause: Cause) -> NextStep:
    """The cadence: growing gaps, three messages a channel, then another channel, then rest."""
    if situation.urgent:
        return urgent(situation, cause)
    touches = situation.touches
    if not touches:
        return begin(situation, cause)
    last = touches[-1]
    if len(touches) == 1:
        due = situation.first_follow_up(last.at)
    else:
        due = last.at + situation.cadence.gap(len(touches))
    way = situation.way(last.channel)
    if way is None or last.channel in situation.worn:
        other = situation.other_way(last.channel)
        if other is None and situation.ways:
            return _rested(situation, cause, due)
        way, action = other, Action.SWITCH_CHANNEL
    else:
        action = opening(situation)
    told = situation.rule(
        "cadence", f"{len(touches)} without an answer; the next is due {due:%Y-%m-%d}."
    )
    if due > situation.now and way is not None:
        return wait_for(situation, due, *cause.evidence, told, channel=way.channel)
    return reach(situation, action, way, *cause.evidence, told, due=due)


def _rested(situation: Situation, cause: Cause, due: datetime) -> NextStep:
    told = situation.rule("cap", "Every channel has had its share of messages without an answer.")
    if (
        situation.case.history.last_theirs is None
        and situation.case.lead.segment is Segment.CURRENT
    ):
        if due > situation.now:
            return wait_for(situation, due, *cause.evidence, told)
        return NextStep(action=Action.RELEASE_TO_POOL, because=(*cause.evidence, told))
    due = situation.touches[-1].at + situation.cadence.rest
    return rest(situation, due, *cause.evidence, told)


Rule = Callable[[Situation, Cause], NextStep]

RULES: Mapping[CauseKind, Rule] = {
    CauseKind.OPTED_OUT: stop,
    CauseKind.FAKE: stop,
    CauseKind.ADDRESS_DEAD: elsewhere,
    CauseKind.OUR_DELIVERY: mend,
    CauseKind.MAILBOX_FULL: later_or_elsewhere,
    CauseKind.MESSAGE_REFUSED: resend,
    CauseKind.DELIVERY_DELAYED: later_or_elsewhere,
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
    CauseKind.OUT_OF_OFFICE_STALE: follow_up,
    CauseKind.NOT_CONTACTED: begin,
    CauseKind.UNKNOWN: follow_up,
}
"""Every cause has its rule; a test holds the table to that."""
