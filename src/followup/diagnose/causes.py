"""Why is it silent? The causes, in the order of decision, and what a diagnosis holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from followup._normal import aware
from followup._value import NoTruth, Value
from followup.data import BUNDLED, Facts
from followup.diagnose.patterns import Pattern
from followup.evidence import Confidence, Finding
from followup.history import Outlook


class CauseKind(StrEnum):
    """Why a customer is silent, in the order of decision.

    Safety first, then delivery, whose turn it is, availability, pace, interest, and the channel.
    """

    OPTED_OUT = "opted_out"
    FAKE = "fake"
    ADDRESS_DEAD = "address_dead"
    OUR_DELIVERY = "our_delivery"
    MAILBOX_FULL = "mailbox_full"
    MESSAGE_REFUSED = "message_refused"
    DELIVERY_DELAYED = "delivery_delayed"
    REFUSED = "refused"
    MAYBE_IN_SPAM = "maybe_in_spam"
    LEFT_COMPANY = "left_company"
    UNMONITORED = "unmonitored"
    WE_OWE_THEM = "we_owe_them"
    OUT_OF_OFFICE = "out_of_office"
    OUT_OF_OFFICE_UNDATED = "out_of_office_undated"
    PUBLIC_HOLIDAY = "public_holiday"
    OFF_HOURS = "off_hours"
    NORMAL_PACE = "normal_pace"
    RHYTHM = "rhythm"
    DEFERRED = "deferred"
    DISPUTE = "dispute"
    CHOSE_ANOTHER = "chose_another"
    NO_ANSWER_DUE = "no_answer_due"
    OBJECTION = "objection"
    OFF_TARGET = "off_target"
    READ_NOT_ANSWERED = "read_not_answered"
    WRONG_CHANNEL = "wrong_channel"
    WRONG_PERSON = "wrong_person"
    OUT_OF_OFFICE_STALE = "out_of_office_stale"
    NOT_CONTACTED = "not_contacted"
    UNKNOWN = "unknown"


class WaitingOn(StrEnum):
    """Whose turn it is."""

    US = "us"
    THEM = "them"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Cause(Value):
    """One reason for a silence.

    Attributes:
        kind: Which one.
        confidence: How sure it is.
        evidence: What it rests on; each finding's ``subject`` names a message or a field of the lead.
        sentence: What it means, in one plain sentence.
        remedy: What to do about it, in one plain sentence.
        until: The day on which it ends, on the customer's calendar; None where that is not known.
        alternative: An e-mail address that was named instead: a delegate's or a new one.
        handle: The customer's handle that it speaks of; None means all of that channel.
        channel: The channel that it speaks of, or the better one for ``wrong_channel``.
    """

    kind: CauseKind
    confidence: Confidence
    evidence: tuple[Finding, ...]
    sentence: str
    remedy: str
    until: date | None = None
    alternative: str | None = None
    handle: str | None = None
    channel: str | None = None


@attrs.frozen(kw_only=True)
class Diagnosis(NoTruth, Value):
    """Why a customer is silent.

    Attributes:
        causes: The causes that hold, first the one to act on. Never empty: ``unknown`` is a cause.
        waiting_on: Whose turn it is.
        silent_since: When the silence began: our first message without an answer, or their last
            word where they wait for us. None where nothing was said.
        silent_for: How long that is until now.
        working_time: How much of it was the customer's working time; None where its place is unknown.
        outlook: What was to be expected after the message with which it began; None where nothing was said.
        patterns: What is regular in the history: a quiet season, an order each so many weeks.
        summary: One plain sentence.
    """

    causes: tuple[Cause, ...]
    waiting_on: WaitingOn
    silent_since: datetime | None = attrs.field(default=None, validator=aware)
    silent_for: timedelta | None = None
    working_time: timedelta | None = None
    outlook: Outlook | None = None
    patterns: tuple[Pattern, ...] = ()
    summary: str = ""

    @property
    def first(self) -> Cause:
        """The cause to act on."""
        return self.causes[0]

    def cause(self, kind: CauseKind | str) -> Cause | None:
        """The cause of that kind, if it holds."""
        return next((cause for cause in self.causes if cause.kind == kind), None)


@attrs.frozen
class CauseText:
    """A row of the table: its place in the order of decision, and what it says."""

    place: int
    sentence: str
    remedy: str
    sentence_zh: str


def cause_texts(facts: Facts = BUNDLED) -> Mapping[CauseKind, CauseText]:
    """The table of causes by kind."""
    return facts.view(_texts)


def _texts(facts: Facts) -> Mapping[CauseKind, CauseText]:
    return {
        CauseKind(row["kind"]): CauseText(
            int(row["place"]), row["sentence"], row["remedy"].replace(";", ","), row["sentence_zh"]
        )
        for row in facts.table("causes").rows
    }
