"""Which of the causes to treat: the first, but for what is looked at afresh and what outranks it."""

from __future__ import annotations

from followup.diagnose import Cause, CauseKind, Diagnosis, safety
from followup.diagnose.case import Case
from followup.evidence import Confidence
from followup.models import Urgency


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


def to_treat(case: Case, diagnosis: Diagnosis) -> Cause:
    """The cause that decides the step.

    An opt-out and a fake are looked for afresh, whatever a diagnosis that was passed says. Whoever waits for us
    is answered, wherever that still goes; and what they want outranks mere waiting.
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
