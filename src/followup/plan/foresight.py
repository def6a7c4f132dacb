"""Will a step that is waited for still be right when its time has come, if nothing is said until then?"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from followup.diagnose import Cause, Diagnosis, silence
from followup.diagnose.case import Case
from followup.models import Lead
from followup.plan.inputs import message
from followup.plan.rules import RULES
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep
from followup.plan.treat import to_treat


Plan = tuple[Diagnosis, Cause, NextStep]
"""Why they are silent, which cause is treated, and the step."""

# At the very instant at which their usual time is over it still explains the silence.
_JUST_AFTER = timedelta(minutes=1)


def diagnosed(case: Case, moment: datetime) -> Diagnosis:
    """Why they are silent at an instant, if nothing is said between now and then."""
    return silence(
        known_now(case),
        case.seller,
        now=moment,
        authenticity=case.authenticity,
        fit=case.fit,
        facts=case.facts,
    )


def known_now(case: Case) -> Lead:
    """The customer without what the record holds of the time to come."""
    inquiry = case.lead.inquiry
    come = inquiry is None or inquiry.received_at is None or inquiry.received_at <= case.now
    return attrs.evolve(
        case.lead,
        history=[one for one in case.lead.history if one.at <= case.now],
        inquiry=inquiry if come else None,
    )


def may_turn(case: Case, step: NextStep) -> bool:
    """Whether another cause may come to explain the silence while a step is waited for.

    A channel on which they never answer, a rhythm: without words of theirs there is none of that kind.
    """
    waits = step.moment is not None and step.moment > case.now
    return waits and step.action is not Action.REPLY_NOW and case.history.last_theirs is not None


def foreseen(case: Case, plan: Plan) -> Plan:
    """The step that will still be right at its time, with what it follows from.

    Args:
        case: The customer.
        plan: What is right now, and of which ``may_turn`` holds.
    """
    now, _, step = plan
    end = step.moment or case.now
    asked = Situation(case=case, diagnosis=now).put_off_to
    # Once the day is over to which they put us off, they may be owed a word.
    for moment in sorted({end, asked if asked and case.now < asked < end else end}):
        if (turned := _turned(case, plan, moment)) is not None:
            return turned
    return plan


def _turned(case: Case, plan: Plan, moment: datetime) -> Plan | None:
    """The plan as it will be at an instant, where that is another one."""
    _, cause, step = plan
    then = diagnosed(case, moment + _JUST_AFTER)
    later = to_treat(case, then)
    if RULES[later.kind] is RULES[cause.kind]:
        return None
    at_its_time = attrs.evolve(case, lead=known_now(case), now=moment)
    turned = RULES[later.kind](Situation(case=at_its_time, diagnosis=then), later)
    if message(turned) == message(step):
        return None
    waits = step.action is Action.WAIT_UNTIL or turned.action is Action.REPLY_NOW
    turned = attrs.evolve(
        turned,
        action=Action.WAIT_UNTIL if waits else turned.action,
        due=turned.due or (step.due if turned.window else moment),
        because=(*cause.evidence, *turned.because),
    )
    # Where they only answer elsewhere, it is still the other reason for which we wait.
    return then, cause if turned.moment == step.moment else later, turned
