"""Diagnose, apply the rule of the cause to treat, look ahead, and say it."""

from __future__ import annotations

from datetime import datetime

import attrs

from followup._normal import require_a, require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import Cause, CauseKind, Diagnosis
from followup.diagnose.case import Case
from followup.errors import UnknownName
from followup.fit import FitScore
from followup.history import read_history
from followup.models import Lead, Segment, Seller, Urgency
from followup.plan.clocks import on_plain_clocks, plain
from followup.plan.foresight import diagnosed, foreseen, may_turn
from followup.plan.inputs import inputs_of
from followup.plan.ladder import ladder
from followup.plan.rules import RULES
from followup.plan.sentences import put_into_words
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep, StopRule
from followup.plan.treat import to_treat
from followup.verify.reports import Authenticity


def next_step(  # noqa: PLR0913 - the public contract: two sides, a moment, what was found out
    lead: Lead,
    seller: Seller,
    *,
    now: datetime,
    authenticity: Authenticity | None = None,
    fit: FitScore | None = None,
    diagnosis: Diagnosis | None = None,
    urgency: Urgency | str | None = None,
    facts: Facts = BUNDLED,
) -> NextStep:
    """What to do next with one customer.

    A pure function: the same input gives the same step, and a later call before its time does not move it
    unless an input changed (``plan.why_moved`` names it). Opting out, a fake and a customer that the seller
    has blocked stop everything; that holds even where a diagnosis that was passed does not say so. Nothing
    falls on a channel that is closed or forbidden on that day, outside the customer's office hours, into a
    known leave, or, for calls, outside the hours that are lawful there, unless the urgency says so. A
    customer who waits for our answer is answered before anything else.

    Args:
        lead: The customer, with its history.
        seller: The side that asks.
        now: The instant to plan at (aware); what the history holds beyond it is not looked at.
        authenticity: What verification found, if it was made.
        fit: How well the customer fits the seller's profile, if that was judged.
        diagnosis: Why it is silent; without one it is judged here.
        urgency: ``"urgent"`` or ``"normal"`` for this call; None takes the lead's own.
        facts: The tables to look up: rules of cadence, sentences, channels.

    Raises:
        NaiveTime: ``now`` has no zone.
        UnknownName: There is no such urgency.
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_aware("now", now)
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    told = (authenticity, fit, diagnosis)
    lead, now = on_plain_clocks(with_urgency(lead, urgency)), plain(now)
    case = Case(
        lead=lead,
        seller=seller,
        now=now,
        history=read_history(lead, now=now, facts=facts),
        authenticity=authenticity,
        fit=fit,
        facts=facts,
    )
    step = attrs.evolve(_planned(case, diagnosis), planned_at=now, inputs=inputs_of(case, told))
    return put_into_words(step, facts)


def with_urgency(lead: Lead, urgency: Urgency | str | None) -> Lead:
    """The lead with the urgency of this call, where one was named."""
    if urgency is None:
        return lead
    if urgency not in list(Urgency):
        raise UnknownName("urgency", urgency, list(Urgency))
    return attrs.evolve(lead, urgency=Urgency(urgency))


def _planned(case: Case, given: Diagnosis | None) -> NextStep:
    if case.lead.segment is Segment.BLOCKED:
        told = case.field("blocked", "You have blocked this customer.", "segment")
        return NextStep(action=Action.STOP, because=(told,))
    diagnosis = diagnosed(case, case.now) if given is None else given
    cause = to_treat(case, diagnosis)
    situation = Situation(case=case, diagnosis=diagnosis)
    step = RULES[cause.kind](situation, cause)
    if may_turn(case, step) and (given is None or given == diagnosed(case, case.now)):
        diagnosis, cause, step = foreseen(case, (diagnosis, cause, step))
    if (asked := _asked_to_wait(situation, step)) is not None:
        cause = asked
        step = attrs.evolve(step, because=tuple(dict.fromkeys((*asked.evidence, *step.because))))
    then = ladder(Situation(case=case, diagnosis=diagnosis), step, cause)
    return attrs.evolve(
        step, cause=cause.kind, then=then, stopped_by=tuple(StopRule) if then else ()
    )


def _asked_to_wait(situation: Situation, step: NextStep) -> Cause | None:
    """Their wish to hear later, where it is that for which a step waits."""
    waits = step.action is Action.WAIT_UNTIL and step.due == situation.put_off_to
    return situation.diagnosis.cause(CauseKind.DEFERRED) if waits else None
