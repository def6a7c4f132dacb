"""Whether you may advertise to somebody on a channel, until when, and when a call is within the hours.

The laws here speak of advertising. An answer to what a customer asked, or a message that a contract needs,
is none, and is not judged. This is information with its sources, and no legal advice.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import attrs

from followup import _civil
from followup._normal import country as as_country, require_aware
from followup._value import NoTruth, Value
from followup.channels._laws import Audience, Basis, PermitVerdict
from followup.channels._permission import Question, judge
from followup.channels.call_hours import CallWindow, hours_of, next_window
from followup.channels.registry import get, on_day
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.evidence import Confidence, Source


NOTICE = "Information, not legal advice: laws change, and this is our reading of the source named."

E = TypeVar("E", bound=StrEnum)


@attrs.frozen(kw_only=True)
class Permit(NoTruth, Value):
    """What the law of a country, and the owner of the channel, say of advertising to somebody.

    Attributes:
        country: As it was asked for: ``"DE"``, or ``"DE-BY"`` for a part.
        channel: The slug of the channel, as it is called on that day.
        audience: A company or a consumer.
        basis: What is between you.
        verdict: What may be done; the stricter where law and policy differ.
        until: For ``ALLOWED_UNTIL`` the last day; None where you did not say since when. For a permit that
            has run out, the day that was its last.
        conditions: What has to be kept to, in words.
        law: The law, or the policy, that decides; empty where none was read.
        confidence: How sure our reading is.
        source: Where that was read, with the day for which it speaks; None where nothing was.
        calls: For calls and text messages the next stretch within the hours; None where no hours are known,
            and where the zones of the place share none in three weeks.
        hours_known: Whether hours are known: with ``calls`` None, there is no hour for a call.
        summary: One plain sentence.
        notice: That this is no legal advice.
    """

    country: str
    channel: str
    audience: Audience
    basis: Basis
    verdict: PermitVerdict
    until: date | None
    conditions: tuple[str, ...]
    law: str
    confidence: Confidence
    source: Source | None
    calls: CallWindow | None
    summary: str
    hours_known: bool = False
    notice: str = NOTICE

    @property
    def next_call(self) -> datetime | None:
        """The next moment within the hours, in local time; None where no hours are known."""
        return self.calls.start if self.calls else None


def may_contact(  # noqa: PLR0913 - the question has as many sides
    country: str,
    channel: str,
    *,
    audience: str,
    basis: str,
    since: date | datetime | None = None,
    at: datetime,
    facts: Facts = BUNDLED,
) -> Permit:
    """Whether advertising is allowed, by the law of the recipient's country. No legal advice.

    Args:
        country: ISO 3166-1 alpha-2, or ISO 3166-2 for a part of it, such as ``"US-CA"``: then its own clocks
            and holidays count. Without a part, a call must be within the hours in every zone of the country.
        channel: A slug or another name of a channel.
        audience: ``"b2b"`` or ``"b2c"``.
        basis: ``"enquiry"``, ``"customer"`` or ``"cold"``.
        since: When the enquiry came in, or the last purchase was made; some permits run out.
        at: When you want to write or call (aware).
        facts: The tables to look in.

    Raises:
        InvalidValue: The country, audience or basis is not known, or ``since`` lies after ``at``.
        NaiveTime: A time has no zone.
        UnknownName: There is no such channel.
    """
    code, part = _place(country)
    require_aware("at", at)
    zones = _civil.zones_of(code, part, facts)
    # A permit has run out when its last day is over anywhere in the country.
    on = max((at.astimezone(_civil.clock(zone)).date() for zone in zones), default=at.date())
    question = Question(
        country=code,
        channel=on_day(get(channel, facts=facts), on, facts=facts),
        audience=_one_of(Audience, "audience", audience),
        basis=_one_of(Basis, "basis", basis),
        since=_began(since, at, on),
        on=on,
        facts=facts,
    )
    hours = hours_of(code, question.channel, question.audience, on, facts)
    return Permit(
        country=f"{code}-{part}" if part else code,
        channel=question.channel.slug,
        audience=question.audience,
        basis=question.basis,
        calls=next_window(hours, code, part, at, zones) if hours else None,
        hours_known=hours is not None,
        **attrs.asdict(judge(question), recurse=False),
    )


def _place(country: str) -> tuple[str, str | None]:
    """``"US-CA"`` is California, in the United States."""
    code, _, part = str(country).strip().partition("-")
    return as_country(code), part.strip().upper()[:3] or None


def _one_of(kind: type[E], what: str, word: str) -> E:
    try:
        return kind(word)
    except ValueError:
        known = ", ".join(repr(one.value) for one in kind)
        raise InvalidValue(what, word, "is not known", f"Use one of {known}") from None


def _began(since: object, at: datetime, on: date) -> date | None:
    if since is None:
        return None
    if isinstance(since, datetime):
        later, day = require_aware("since", since) > at, since.astimezone(at.tzinfo).date()
    elif isinstance(since, date):
        later, day = since > max(on, at.date()), since
    else:
        raise InvalidValue("since", since, "is not a date", "Pass a date or an aware datetime")
    if later:
        raise InvalidValue("since", since, f"lies after {at}", "Pass the day on which it began")
    return min(day, on)
