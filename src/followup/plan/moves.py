"""The moves that steps are made of: reach them, wait, rest, ask for a contact, use a delegate."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import datetime

import attrs

from followup import channels
from followup.channels import Choice
from followup.diagnose import Cause
from followup.evidence import Finding
from followup.models import ContactPoint, ContactRole, Segment
from followup.plan.hours import welcome
from followup.plan.situation import Placed, Situation
from followup.plan.step import Action, NextStep


_RINGS = "phone"
_ENOUGH_WAYS = 2
_WON_BACK = {Segment.POOL, Segment.LOST}


def pursue(
    situation: Situation,
    *because: Finding,
    prefer: str | None = None,
    avoid: Container[str | None] = (),
    action: Action | None = None,
    not_before: datetime | None = None,
) -> NextStep | None:
    """The next message as the cadence has it: where the conversation is, until that channel had its share.

    Args:
        situation: The customer.
        because: The reasons so far.
        prefer: A channel, or a handle, to go to; None stays where the conversation is.
        avoid: Channels that are of no use.
        action: What the step is called; None lets the channel decide.
        not_before: When there is a reason to wait longer than the cadence says (aware).

    Returns:
        The step, to be taken now or waited for; None where no open way has room left.
    """
    due = max(situation.due, not_before or situation.due)
    start = max(due, situation.now)
    fresh = [
        way
        for way in _first(situation.current_channel, situation.ways_from(start))
        if way.channel not in situation.worn and way.channel not in avoid
    ]
    found = situation.placed(_first(prefer, fresh) if prefer else fresh, start)
    if found is None:
        return None
    told = _counted(situation, due)
    if due > situation.now and action is not Action.FIX_OUR_DELIVERY:
        return _step(Action.WAIT_UNTIL, found, *because, *told, due=due)
    touched = situation.case.history.touches
    called = action or named(situation, found[0], touched[-1].channel if touched else None)
    return _step(called, found, *because, *told, due=due if situation.touches else None)


def reach(
    situation: Situation, action: Action, ways: Iterable[Choice], *because: Finding
) -> NextStep:
    """A step at once, on the first of these ways; without a way we ask for one."""
    return _reached(situation, action, situation.placed(ways, situation.now), *because)


def answer(situation: Situation, channel: str | None, *because: Finding) -> NextStep:
    """An answer at once, on that channel if it is open then, else on the best way that is."""
    found = situation.placed(_first(channel, situation.ways), situation.now)
    window = found[1] if found else None
    if window is not None and window.start > situation.now:
        # What is closed today may be open when their office is.
        then = _first(channel, situation.ways_at(window.start))
        found = situation.placed(then, window.start) or found
    step = _reached(situation, Action.REPLY_NOW, found, *because)
    if found is None or len({way.channel for way in situation.ways}) >= _ENOUGH_WAYS:
        return step
    # What is missing is given while they talk, and hardly ever later.
    return attrs.evolve(step, because=(*step.because, *_asks(situation, "While they talk, ask")))


def _reached(
    situation: Situation, action: Action, found: Placed | None, *because: Finding
) -> NextStep:
    return _step(action, found, *because) if found else ask_for_contact(situation, *because)


def ask_for_contact(situation: Situation, *because: Finding) -> NextStep:
    """No contact point may be used: the platform on which they came is what is left."""
    inquiry = situation.lead.inquiry
    platform = inquiry.platform if inquiry else None
    told = situation.rule("no_way", "None of the contact points that are known may be used.")
    return NextStep(
        action=Action.ASK_FOR_CONTACT,
        platform=platform,
        because=(
            *because,
            told,
            *situation.barred_at(situation.now),
            *_asks(situation, "Ask them"),
        ),
    )


def _asks(situation: Situation, how: str) -> Iterator[Finding]:
    """What to ask them for, in their language."""
    case = situation.case
    asks = channels.missing(case.lead, case.seller, on=situation.now.date(), facts=case.facts)
    for ask in asks[:1]:
        yield situation.rule("ask", f"{how}: {ask.question}")


def rest(situation: Situation, due: datetime, *because: Finding) -> NextStep:
    """Low effort, at long intervals; by mail where there is any."""
    # What can wait for months should not ring.
    start = max(due, situation.now)
    found = situation.placed(_first("email", situation.ways_from(start)), start)
    if found is None:
        return NextStep(action=Action.NURTURE, due=due, because=because)
    return _step(Action.NURTURE, found, *because, due=due)


def give_up(situation: Situation, *because: Finding) -> NextStep:
    """All channels had their share: who never answered goes to the pool, everybody else is given a rest."""
    if not is_released(situation):
        last = situation.touches[-1].at if situation.touches else situation.now
        return rest(situation, last + situation.cadence.rest, *because)
    if situation.due > situation.now:
        return NextStep(action=Action.WAIT_UNTIL, due=situation.due, because=because)
    return NextStep(action=Action.RELEASE_TO_POOL, due=situation.due, because=because)


def is_released(situation: Situation) -> bool:
    """Whether the customer is given away rather than kept warm: it never wrote, and nothing protects it."""
    never = situation.case.history.last_theirs is None
    return never and situation.case.lead.segment is Segment.CURRENT


def opening(situation: Situation) -> Action:
    """A customer of the public pool, or a lost one, is drawn with an offer; all others are written to."""
    won_back = situation.case.lead.segment in _WON_BACK
    return Action.OFFER if won_back else Action.WRITE_AGAIN


def named_instead(situation: Situation, cause: Cause) -> NextStep | None:
    """The person or address that an automatic answer names, as far as it may be used."""
    if cause.alternative is None or _asked_enough(situation, cause):
        return None
    way = situation.may_reach(ContactPoint("email", cause.alternative, role=ContactRole.DELEGATE))
    if way is None:
        return None
    due = max(situation.due, situation.now)
    found = way, welcome(situation.case, "email", due, stand_in=True)
    if due > situation.now:
        told = _counted(situation, due)
        return _step(Action.WAIT_UNTIL, found, *cause.evidence, *told, due=due)
    return _step(Action.USE_DELEGATE, found, *cause.evidence)


def _asked_enough(situation: Situation, cause: Cause) -> bool:
    """Whether whoever is named has had the share of a channel since they were named."""
    named = cause.evidence[-1].observed_at if cause.evidence else None
    asked = [
        touch
        for touch in situation.touches
        if touch.channel == "email" and (named is None or touch.at > named)
    ]
    return len(asked) >= situation.share


def _step(
    action: Action,
    found: Placed,
    *because: Finding,
    due: datetime | None = None,
) -> NextStep:
    way, window = found
    return NextStep(
        action=action,
        channel=way.channel,
        contact_point=way.contact_point,
        window=window,
        due=due,
        deep_link=way.link,
        because=(*because, *way.because, *(window.because if window else ())),
    )


def named(situation: Situation, way: Choice, last: str | None) -> Action:
    """What going on there is called, after a message on the channel ``last`` that has no answer."""
    if last is not None and last != way.channel:
        return Action.SWITCH_CHANNEL
    action = opening(situation)
    return Action.CALL if way.channel == _RINGS and action is Action.WRITE_AGAIN else action


def _first(wanted: str | None, ways: Iterable[Choice]) -> Iterator[Choice]:
    """The ways, those of the wanted channel, or the wanted handle, before the others."""
    return iter(
        sorted(
            ways, key=lambda way: wanted not in {way.channel, way.contact_point.value.casefold()}
        )
    )


def _counted(situation: Situation, due: datetime) -> Iterator[Finding]:
    if situation.touches:
        count = len(situation.touches)
        yield situation.rule(
            "cadence", f"{count} without an answer; the next is due {due:%Y-%m-%d}."
        )
