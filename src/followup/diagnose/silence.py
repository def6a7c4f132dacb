"""Put the rules in the order of decision and say what holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from followup._normal import require_a, require_aware
from followup.data import BUNDLED, Facts
from followup.diagnose import availability, conversation, safety
from followup.diagnose.book import Book
from followup.diagnose.case import Case
from followup.diagnose.causes import Cause, CauseKind, Diagnosis, WaitingOn, cause_texts
from followup.evidence import Confidence
from followup.fit import FitScore
from followup.history import ReplyModel, read_history
from followup.models import Lead, Seller
from followup.verify.reports import Authenticity


Rule = Callable[[Case], Iterator[Cause]]

_ALWAYS: tuple[Rule, ...] = (
    safety.opted_out,
    safety.fake,
    safety.not_delivered,
    safety.dead_by_check,
    safety.gone,
    safety.left_silently,
    conversation.not_contacted,
    conversation.whose_turn,
    conversation.nothing_due,
    availability.away,
    conversation.rhythm,
    conversation.put_off,
    conversation.objected,
    conversation.off_target,
)
# These speak of an answer that is due to us; where none is, they say nothing.
_WHILE_WE_WAIT: tuple[Rule, ...] = (
    availability.holiday,
    availability.off_hours,
    availability.usual_pace,
    conversation.read_only,
    conversation.wrong_channel,
    conversation.wrong_person,
    conversation.wrong_language,
    safety.maybe_in_spam,
)


def silence(  # noqa: PLR0913 - the public contract: two sides, a moment, what was found out
    lead: Lead,
    seller: Seller,
    *,
    now: datetime,
    model: ReplyModel | None = None,
    authenticity: Authenticity | None = None,
    fit: FitScore | None = None,
    book: Book | None = None,
    facts: Facts = BUNDLED,
) -> Diagnosis:
    """Why a customer is silent, judged from its history alone.

    Causes stand in the order of decision (safety, delivery, whose turn, availability, pace, interest,
    channel); those of low confidence come after all others. That they owe us an answer is claimed only
    where the last human word is ours and did not ask for nothing.

    Args:
        lead: The customer, with its history.
        seller: The side that waits.
        now: The instant to judge at (aware); what the history holds beyond it is not looked at.
        model: What was learned of who answers when, as ``ReplyModel.learn`` gives it. Without it, and for a
            customer that it does not know, the customer's own history counts from five messages on.
        authenticity: What verification found, if it was made.
        fit: How well the customer fits the seller's profile, if that was judged.
        book: What your other customers do, as ``Book.of`` gives it: without it nothing can be said of a
            spam folder.
        facts: The tables to look up.

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
    """
    require_aware("now", now)
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    case = Case(
        lead=lead,
        seller=seller,
        now=now,
        history=read_history(lead, now=now, facts=facts),
        authenticity=authenticity,
        fit=fit,
        facts=facts,
        model=model,
        book=book,
    )
    causes = _ranked(case)
    since = case.silent_since
    return Diagnosis(
        causes=causes,
        waiting_on=_waiting_on(case, causes),
        silent_since=since,
        silent_for=case.now - since if since else None,
        working_time=case.span.working if since else None,
        outlook=case.outlook if since else None,
        patterns=case.patterns,
        summary=_summary(case, causes[0]),
    )


def _ranked(case: Case) -> tuple[Cause, ...]:
    rules = _ALWAYS + (_WHILE_WE_WAIT if case.due else ())
    found = [cause for rule in rules for cause in rule(case)]
    places = cause_texts(case.facts)
    if not any(_is_firm(cause) for cause in found):
        told = case.field("unknown", "No rule found a reason.", "history")
        found.append(case.cause(CauseKind.UNKNOWN, Confidence.UNKNOWN, [told]))
    return tuple(sorted(found, key=lambda cause: (_rank(cause), places[cause.kind].place)))


def _is_firm(cause: Cause) -> bool:
    return cause.confidence.weight >= Confidence.MEDIUM.weight


def _rank(cause: Cause) -> int:
    """Firm causes, then honest ignorance, then guesses."""
    if _is_firm(cause):
        return 0
    return 1 if cause.kind is CauseKind.UNKNOWN else 2


# What never reached them cannot be owed by them.
_OUR_TURN = {
    CauseKind.ADDRESS_DEAD,
    CauseKind.OUR_DELIVERY,
    CauseKind.MAILBOX_FULL,
    CauseKind.MESSAGE_REFUSED,
    CauseKind.REFUSED,
    CauseKind.LEFT_COMPANY,
    CauseKind.UNMONITORED,
    CauseKind.WE_OWE_THEM,
    CauseKind.NOT_CONTACTED,
}
_NOBODYS_TURN = {
    CauseKind.DEFERRED,
    CauseKind.CHOSE_ANOTHER,
    CauseKind.NO_ANSWER_DUE,
}


def _waiting_on(case: Case, causes: tuple[Cause, ...]) -> WaitingOn:
    firm = {cause.kind for cause in causes if _is_firm(cause)}
    if firm & {CauseKind.OPTED_OUT, CauseKind.FAKE}:
        return WaitingOn.NOBODY
    if firm & _OUR_TURN:
        return WaitingOn.US
    if firm & _NOBODYS_TURN:
        return WaitingOn.NOBODY
    return WaitingOn.THEM if case.due else WaitingOn.UNKNOWN


def _summary(case: Case, first: Cause) -> str:
    since = case.silent_since
    if since is None:
        return f"{first.sentence}."
    spent, working = _length(case.now - since), case.span.working
    worked = "" if working is None else f", in which they worked {_count(_hours(working), 'hour')}"
    return f"{first.sentence}. Silent for {spent}{worked}."


def _length(time: timedelta) -> str:
    hours = _hours(time)
    return _count(hours, "hour") if hours < 72 else _count(round(hours / 24), "day")


def _hours(time: timedelta) -> int:
    return round(time / timedelta(hours=1))


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
