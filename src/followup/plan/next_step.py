"""Choose the cause to treat, apply its rule, and say it."""

from __future__ import annotations

from datetime import datetime

import attrs

from followup._normal import require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import Cause, CauseKind, Diagnosis, safety, silence
from followup.diagnose.case import Case
from followup.errors import UnknownName
from followup.evidence import Confidence
from followup.fit import FitScore
from followup.history import read_history
from followup.models import Lead, Segment, Seller, Urgency
from followup.plan.inputs import inputs_of
from followup.plan.ladder import ladder
from followup.plan.rules import RULES
from followup.plan.sentences import put_into_words
from followup.plan.situation import Situation
from followup.plan.step import Action, NextStep, StopRule
from followup.verify.reports import Authenticity


# Whether a customer is worth the waiting is asked before how long to wait.
_AFTER_FIT = {
    CauseKind.PUBLIC_HOLIDAY,
    CauseKind.OFF_HOURS,
    CauseKind.NORMAL_PACE,
    CauseKind.RHYTHM,
    CauseKind.DEFERRED,
    CauseKind.NO_ANSWER_DUE,
    CauseKind.OBJECTION,
    CauseKind.NOT_CONTACTED,
}
_AWAY = {CauseKind.OUT_OF_OFFICE, CauseKind.OUT_OF_OFFICE_UNDATED}
# What calls for another step than the usual pace does, although it stands behind it.
_BEFORE_PACE = (
    CauseKind.DISPUTE,
    CauseKind.CHOSE_ANOTHER,
    CauseKind.OFF_TARGET,
    CauseKind.DEFERRED,
)


_DELIVERY = {
    CauseKind.ADDRESS_DEAD,
    CauseKind.OUR_DELIVERY,
    CauseKind.MAILBOX_FULL,
    CauseKind.MESSAGE_REFUSED,
    CauseKind.DELIVERY_DELAYED,
    CauseKind.REFUSED,
    CauseKind.LEFT_COMPANY,
    CauseKind.UNMONITORED,
}


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
    """
    require_aware("now", now)
    told = (authenticity, fit, diagnosis)
    lead = with_urgency(lead, urgency)
    if diagnosis is None:
        diagnosis = silence(lead, seller, now=now, authenticity=authenticity, fit=fit, facts=facts)
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


def _planned(case: Case, diagnosis: Diagnosis) -> NextStep:
    if case.lead.segment is Segment.BLOCKED:
        told = case.field("blocked", "You have blocked this customer.", "segment")
        return NextStep(action=Action.STOP, because=(told,))
    cause = _to_treat(case, diagnosis)
    situation = Situation(case=case, diagnosis=diagnosis)
    step = RULES[cause.kind](situation, cause)
    then = ladder(situation, step)
    return attrs.evolve(
        step, cause=cause.kind, then=then, stopped_by=tuple(StopRule) if then else ()
    )


def _to_treat(case: Case, diagnosis: Diagnosis) -> Cause:
    """The first cause, but for what is looked at afresh and what outranks it.

    Whoever waits for us is answered, wherever that still goes; and what they want outranks mere waiting.
    """
    forbidden = [*safety.opted_out(case), *safety.fake(case)]
    if forbidden:
        return forbidden[0]
    first = diagnosis.first
    owed = diagnosis.cause(CauseKind.WE_OWE_THEM)
    if first.kind in _DELIVERY and owed and owed.confidence.weight >= Confidence.MEDIUM.weight:
        return owed
    urgent = case.lead.urgency is Urgency.URGENT
    # An urgent matter does not wait for anybody's return: the delegate comes first.
    if first.kind not in (_AFTER_FIT if urgent else _AFTER_FIT | _AWAY):
        return first
    weightier = (
        cause
        for kind in _BEFORE_PACE
        for cause in diagnosis.causes
        if cause.kind is kind and not (urgent and kind is CauseKind.OFF_TARGET)
    )
    return next(weightier, first)
