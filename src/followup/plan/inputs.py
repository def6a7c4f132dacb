"""What a step was planned from, in short marks; and which of it has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from followup.data import Facts
from followup.diagnose import Diagnosis
from followup.diagnose.case import Case
from followup.fit import FitScore
from followup.models import Interaction
from followup.plan.step import Action, Input, NextStep
from followup.timing import database_version, why_moved as why_window_moved
from followup.verify.reports import Authenticity


_LOOKED_UP = (
    "cadence", "call_hours", "causes", "channel_access", "channel_policies", "channel_regions",
    "channel_spans", "channels", "contact_laws", "message_phrases", "office_hours", "rankings",
    "reply_times", "weekends", "zone_shares",
)  # fmt: skip

Told = tuple[Authenticity | None, FitScore | None, Diagnosis | None]
"""What the caller passed besides the two sides."""


def inputs_of(case: Case, told: Told) -> tuple[Input, ...]:
    """The inputs of a plan, each with a mark that is another one when the input is.

    Args:
        case: The customer at its instant; what its history holds beyond that is no input yet.
        told: What the caller passed besides.
    """
    return tuple(Input(name, _mark(what)) for name, what in _inputs(case, told))


def _inputs(case: Case, told: Told) -> Iterator[tuple[str, object]]:
    lead, seller = case.lead, case.seller
    authenticity, fit, diagnosis = told
    yield "history", [_said(one) for one in lead.history if one.at <= case.now]
    if inquiry := lead.inquiry:
        yield "inquiry", (inquiry.text, inquiry.email, str(inquiry.received_at))
    yield "contact points", sorted(map(repr, lead.contact_points))
    yield "place", (lead.country, lead.subdivision, lead.city, lead.timezone)
    yield "language", lead.language
    yield "segment", str(lead.segment)
    yield "urgency", str(lead.urgency)
    yield "seller", repr(seller)
    if authenticity is not None:
        yield "verification", (str(authenticity.verdict), authenticity.score)
    if fit is not None:
        yield "fit", (str(fit.band), fit.value)
    if diagnosis is not None:
        yield "diagnosis", [str(cause.kind) for cause in diagnosis.causes]
    yield "tables", case.facts.view(_tables)
    yield "time zones", database_version()


def _said(one: Interaction) -> tuple[object, ...]:
    return (
        one.at.timestamp(),
        *map(str, (one.direction, one.channel, one.kind, one.expects_answer)),
        *(one.subject, one.text, one.handle),
    )


def _tables(facts: Facts) -> str:
    """One mark for all tables that planning looks up."""
    return _mark([[dict(row) for row in facts.rows(name)] for name in _LOOKED_UP])


def _mark(what: object) -> str:
    return blake2b(repr(what).encode(errors="replace"), digest_size=6).hexdigest()


def why_moved(before: NextStep, after: NextStep) -> str | None:
    """Why a step that was planned again is another one; None where it is the same.

    The same step is the same message: its channel, whom it reaches, and when. That a step which was waited
    for has come is no move.

    Args:
        before: The step as it was planned.
        after: The one of today.
    """
    if message(before) == message(after):
        return None
    old, new = ({one.name: one.mark for one in step.inputs} for step in (before, after))
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if changed:
        return f"Another input than before: {', '.join(changed)}."
    if after.action is Action.REPLY_NOW and message(before)[1:] == message(after)[1:]:
        # The day that they named has come: what was waited for is now owed to them.
        return None
    end = before.window.end if before.window else before.due
    if after.planned_at is not None and (end is None or after.planned_at >= end):
        return "Its time is over."
    if before.window and after.window and (moved := why_window_moved(before.window, after.window)):
        return moved
    return "The time that has passed changed what explains the silence."


# What is waited for first comes as one of these.
_AWAITED = frozenset(
    {
        Action.WAIT_UNTIL,
        Action.WRITE_AGAIN,
        Action.SWITCH_CHANNEL,
        Action.CALL,
        Action.ESCALATE,
        Action.OFFER,
        Action.USE_DELEGATE,
        Action.RELEASE_TO_POOL,
    }
)


def message(step: NextStep) -> tuple[object, ...]:
    """What makes two steps the same: the message, whom it reaches, and when."""
    what = Action.WAIT_UNTIL if step.action in _AWAITED else step.action
    return what, step.channel, step.contact_point, step.moment
