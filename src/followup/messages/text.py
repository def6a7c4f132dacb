"""Read a message as plain text: who speaks, a person or a machine, and what about."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from followup._language import language
from followup._normal import require_aware, require_text
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.messages.absence import read_absence
from followup.messages.bounce import REPLY_CODE, STATUS, action_of, read_bounce
from followup.messages.headers import as_marked, automatic_mark, reader
from followup.messages.later import put_off
from followup.messages.opt_out import opt_out
from followup.messages.own_words import own_words
from followup.messages.phrases import Spots, Spotted, normal, spot
from followup.messages.reading import (
    Absence,
    AbsenceState,
    Bounce,
    MessageKind,
    MessageReading,
    Objection,
)
from followup.messages.subject import parted, spots_of, with_subject


_URL = re.compile(r"(?:https?://|www\.)\S{1,500}")
# The Greek ask with what looks like a semicolon.
_QUESTION = re.compile(r"[?？؟]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);")

_WANTS = ("request", "question", "opt_out")
_MORE = ("request", "question", "promise", "deferred", *Objection)
_NOT_THERE = frozenset({AbsenceState.GONE, AbsenceState.UNMONITORED})
# So short that several languages share them, or found without a phrase.
_SHORT_WORDS = frozenset({"from_day", "deadline", "question", "marked"})
_NOTICES = ("away", "away_subject", "acknowledgement", "will_answer", "gone", "unmonitored")

_Kind = tuple[MessageKind, Confidence, Spotted | None]


def read_text(
    text: str,
    *,
    subject: str = "",
    headers: Mapping[str, str] | None = None,
    received_at: datetime | None = None,
    facts: Facts = BUNDLED,
) -> MessageReading:
    """What a message says, read from its text alone.

    Args:
        text: The message as plain text, quotes and all; the writer's own words are parted from them.
        subject: Its subject, if it has one; otherwise that of the headers.
        headers: Its headers by name, as far as you have them: some say that a machine wrote it.
        received_at: When it came (aware): days without a year or "Monday" mean something only then.
        facts: The tables to look up.

    Returns:
        What it is, and what it says. A text without any telling phrase is taken for a person's.

    Raises:
        InvalidValue: It is no text.
        NaiveTime: ``received_at`` has no zone.
    """
    require_text("text", text)
    given = reader(headers or {})
    subject = subject or given("Subject")
    words = own_words(text)
    answers, title = parted(subject)
    body, title = normal(words), normal(title)
    spots = with_subject(spot(body, facts), spots_of(title, facts), answers=answers)
    if asked := _QUESTION.search(_URL.sub(" ", body)):
        spots["question"] = (Spotted("question", "", *asked.span()),)
    if headers and automatic_mark(given):
        spots["marked"] = (Spotted("marked", "", 0, 0),)
    received_on = require_aware("received_at", received_at).date() if received_at else None
    absence = _absence((body, title), spots, received_on, facts)
    kind, confidence, seen = (
        _report(title, text, spots, facts)
        or _opt_out((words, body), (subject, title), spots, facts)
        or _automatic(spots, absence, answers=answers)
        or (MessageKind.HUMAN, Confidence.MEDIUM if body else Confidence.LOW, None)
    )
    human = kind is MessageKind.HUMAN
    asks = human and bool(spots["request"] or spots["question"])
    if asks and absence.state is AbsenceState.CURRENT and absence.returns_on is None:
        absence = Absence(delegate=absence.delegate, new_address=absence.new_address)
    deferred, until = put_off(body, spots, received_on, facts) if human else (False, None)
    said = MessageReading(
        kind=kind,
        confidence=confidence,
        evidence=tuple(_findings(kind, confidence, seen, body, title)),
        words=words,
        absence=absence,
        bounce=_bounce(kind, text, facts),
        asks_question=asks,
        promises=human and bool(spots["promise"]),
        closes=human and bool(spots["closing"]) and not asks,
        objections=tuple(one for one in Objection if one in spots) if human else (),
        deferred=deferred,
        deferred_until=until,
        language=_spoken(spots) or language(words, facts=facts),
    )
    return as_marked(said, given, received_on) if headers else said


def _absence(
    told: tuple[str, str], spots: Spots, received_on: date | None, facts: Facts
) -> Absence:
    """Who is away, by the body and, where that names no day, by the subject."""
    body, title = told
    absence = read_absence(body, spots, received_on=received_on, facts=facts)
    if absence.state in _NOT_THERE and _speaks_of_others(body, spots):
        absence = Absence()
    if absence.returns_on is None and not absence.stale:
        absence = _absence_in_subject(title, absence, received_on, facts)
    return absence


def _absence_in_subject(
    title: str, known: Absence, received_on: date | None, facts: Facts
) -> Absence:
    """A day that only the subject names, for somebody who is away."""
    if known.state is not AbsenceState.CURRENT:
        return known
    spots = spots_of(title, facts)
    told = read_absence(title, spots, received_on=received_on, facts=facts)
    return told if told.returns_on or told.stale else known


def _report(title: str, text: str, spots: Spots, facts: Facts) -> _Kind | None:
    """What machines report of our own messages."""
    if spots["complaint"]:
        return MessageKind.COMPLAINT, Confidence.HIGH, spots["complaint"][0]
    if spots["receipt"]:
        return MessageKind.READ_RECEIPT, Confidence.HIGH, spots["receipt"][0]
    if spots["delivered"]:
        return MessageKind.DELIVERY_NOTICE, Confidence.HIGH, spots["delivered"][0]
    if not spots["bounced"]:
        return None
    everything = f"{title} {normal(text)}"
    refused = REPLY_CODE.search(everything) or action_of(everything, facts)
    if STATUS.search(everything) or (spots["bounced_subject"] and refused):
        kind = MessageKind.DELIVERY_NOTICE if spots["delayed"] else MessageKind.BOUNCE
        return kind, Confidence.HIGH, spots["bounced"][0]
    return None


def _opt_out(
    said: tuple[str, str], titled: tuple[str, str], spots: Spots, facts: Facts
) -> _Kind | None:
    """A wish to be left alone; a mail to an address for that has it in its subject only."""
    if _marks(spots):
        return None
    if not said[1]:
        said, spots = titled, spots_of(titled[1], facts)
    seen = opt_out(*said, spots, facts)
    return (MessageKind.OPT_OUT, Confidence.HIGH, seen) if seen else None


def _automatic(spots: Spots, absence: Absence, *, answers: bool) -> _Kind | None:
    """What a machine answers in a person's place; a notice without its marks may be a person's."""
    marks = _marks(spots)
    sure = Confidence.HIGH if marks else Confidence.MEDIUM
    if absence.state in _NOT_THERE:
        seen = (spots["gone"] + spots["unmonitored"])[0]
        return MessageKind.OUT_OF_OFFICE, Confidence.HIGH, seen
    notice = marks or spots["will_answer"] or not (answers or _says_more(spots))
    if absence.says_away and notice and (marks or spots["away"]):
        return MessageKind.OUT_OF_OFFICE, sure, (marks or spots["away"])[0]
    received = spots["acknowledgement"]
    repeated = len(received + spots["will_answer"]) > 1
    told = marks or spots["ticket"] or (repeated and not (answers or _says_more(spots)))
    if received and told:
        return MessageKind.AUTO_ACKNOWLEDGEMENT, sure, received[0]
    if marks:
        return MessageKind.OTHER_AUTOMATIC, Confidence.MEDIUM, marks[0]
    return None


def _marks(spots: Spots) -> tuple[Spotted, ...]:
    """What only machines write. Who merely speaks of automatic answers in his text may be a person."""
    marks = spots["automatic"] + spots["away_subject"]
    if not (spots.keys().isdisjoint(_NOTICES) and _wants(spots)):
        return marks
    return spots["titled"] + spots["away_subject"]


def _wants(spots: Spots) -> bool:
    return not spots.keys().isdisjoint(_WANTS)


def _speaks_of_others(body: str, spots: Spots) -> bool:
    """Who asks about somebody that has left, or wants something for himself, is there himself."""
    if spots["automatic"] or spots["away_subject"] or spots["marked"]:
        return False
    return bool(spots["question"]) or (bool(spots["request"]) and "@" not in body)


def _says_more(spots: Spots) -> bool:
    """More than a notice: a request, a promise, an objection, thanks for more than our mail."""
    polite = {seen.start for seen in spots["acknowledgement"]}
    thanks = any(seen.start not in polite for seen in spots["closing"])
    return thanks or not spots.keys().isdisjoint(_MORE)


def _findings(
    kind: MessageKind, sure: Confidence, seen: Spotted | None, body: str, title: str
) -> Iterator[Finding]:
    if seen is None:
        return
    holder = body if seen.end <= len(body) else title
    yield Finding(
        name=f"message.{kind}",
        outcome=Outcome.FOR,
        reason=f"The message reads as {kind.replace('_', ' ')}.",
        weight=sure.weight,
        quote=holder[max(0, seen.start - 20) : seen.end + 60],
    )


def _bounce(kind: MessageKind, text: str, facts: Facts) -> Bounce | None:
    return read_bounce(text, facts=facts) if kind is MessageKind.BOUNCE else None


def _spoken(spots: Spots) -> str | None:
    """The language of most phrases that were found."""
    letters: Counter[str] = Counter()
    for name, found in spots.items():
        for seen in found if name not in _SHORT_WORDS else ():
            letters[seen.language] += seen.end - seen.start
    return max(letters, key=lambda name: letters[name]) if letters else None
