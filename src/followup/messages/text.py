"""Read a message as plain text: who speaks, a person or a machine, and what about."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from followup._normal import require_aware
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome
from followup.messages.absence import read_absence
from followup.messages.bounce import REPLY_CODE, STATUS, action_of, read_bounce
from followup.messages.dates import calendar_words, find_dates
from followup.messages.headers import as_marked, automatic_mark, reader
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


_ANSWERS = re.compile(
    r"(?:\s{0,3}(?:re|aw|fwd?|wg|sv|vs|rv|res|antw|odp|ynt|回复|答复|回覆)\s?[:：])+", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|www\.)\S{1,500}")
_QUESTION = re.compile(r"[?？؟;](?=\s|$)|[?？؟]")
_QUARTER = re.compile(r"\bq([1-4])\b(?: (\d{4}))?")
_LATER = 60
# A request to be left alone is short; a longer text with such words is a newsletter's footer.
_LONGEST_OPT_OUT = 600
_BARE_OPT_OUT = frozenset(
    "unsubscribe stop stopp remove abmelden désinscription baja cancelar remover退订 退订 退訂 td t".split()
)

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
    """
    given = reader(headers or {})
    subject = subject or given("Subject")
    words = own_words(text)
    body, title = normal(words), normal(_ANSWERS.sub("", subject[:400], count=1))
    spots = _with_subject(spot(body, facts), _of_subject(title, facts))
    if headers and automatic_mark(given):
        spots = _Missing({**spots, "marked": (Spotted("marked", "", 0, 0),)})
    received_on = require_aware("received_at", received_at).date() if received_at else None
    absence = read_absence(body, spots, received_on=received_on, facts=facts)
    if absence.returns_on is None and not absence.stale:
        absence = _absence_in_subject(title, absence, received_on, facts)
    answers = _ANSWERS.match(subject) is not None
    kind, confidence, seen = (
        _report(title, text, spots, facts)
        or _opt_out(body, spots)
        or _automatic(spots, absence, answers=answers)
        or (MessageKind.HUMAN, Confidence.MEDIUM if body else Confidence.LOW, None)
    )
    asks = kind is MessageKind.HUMAN and _asks(body, spots)
    said = MessageReading(
        kind=kind,
        confidence=confidence,
        evidence=tuple(_findings(kind, confidence, seen, body, title)),
        words=words,
        absence=absence,
        bounce=_bounce(kind, text, facts),
        asks_question=asks,
        promises=kind is MessageKind.HUMAN and bool(spots["promise"]),
        closes=kind is MessageKind.HUMAN and bool(spots["closing"]) and not asks,
        objections=tuple(one for one in Objection if kind is MessageKind.HUMAN and spots[one]),
        deferred=kind is MessageKind.HUMAN and bool(spots["deferred"]),
        deferred_until=_deferred_until(body, spots, received_on, facts),
        language=_language(spots),
    )
    return as_marked(said, given, received_on) if headers else said


# The mails of a thread share their subject.
_of_subject = lru_cache(maxsize=1024)(spot)


def _with_subject(body: Spots, title: Spots) -> Spots:
    """A subject counts for what only machines write there."""
    merged = {name: spots for name, spots in body.items() if name != "away_subject"}
    for name in ("automatic", "bounced", "away_subject"):
        if title[name]:
            merged[name] = merged.get(name, ()) + title[name]
    merged["receipt"] = tuple(seen for seen in title["receipt"] if seen.start == 0)
    merged["bounced_subject"] = title["bounced"]
    return _Missing(merged)


class _Missing(dict[str, tuple[Spotted, ...]]):
    def __missing__(self, name: str) -> tuple[Spotted, ...]:
        return ()


def _absence_in_subject(
    title: str, known: Absence, received_on: date | None, facts: Facts
) -> Absence:
    """A day that only the subject names, for somebody who is away."""
    if known.state is not AbsenceState.CURRENT:
        return known
    spots = _of_subject(title, facts)
    told = read_absence(title, spots, received_on=received_on, facts=facts)
    return told if told.returns_on or told.stale else known


def _report(title: str, text: str, spots: Spots, facts: Facts) -> _Kind | None:
    """What machines report of our own messages."""
    if spots["complaint"]:
        return MessageKind.COMPLAINT, Confidence.HIGH, spots["complaint"][0]
    if spots["receipt"]:
        return MessageKind.READ_RECEIPT, Confidence.HIGH, spots["receipt"][0]
    if not spots["bounced"]:
        return None
    everything = f"{title} {normal(text)}"
    refused = REPLY_CODE.search(everything) or action_of(everything, facts)
    if STATUS.search(everything) or (spots["bounced_subject"] and refused):
        kind = MessageKind.DELIVERY_NOTICE if spots["delayed"] else MessageKind.BOUNCE
        return kind, Confidence.HIGH, spots["bounced"][0]
    return None


def _opt_out(body: str, spots: Spots) -> _Kind | None:
    if spots["automatic"] or len(body) > _LONGEST_OPT_OUT:
        return None
    if body.strip(" .!") in _BARE_OPT_OUT:
        whole = Spotted("opt_out", "", 0, len(body))
        return MessageKind.OPT_OUT, Confidence.HIGH, whole
    if spots["opt_out"] and not spots["not_opt_out"]:
        return MessageKind.OPT_OUT, Confidence.HIGH, spots["opt_out"][0]
    return None


def _automatic(spots: Spots, absence: Absence, *, answers: bool) -> _Kind | None:
    """What a machine answers in a person's place; a notice without its marks may be a person's."""
    marks = spots["automatic"] + spots["away_subject"]
    sure = Confidence.HIGH if marks else Confidence.MEDIUM
    if absence.state in {AbsenceState.GONE, AbsenceState.UNMONITORED}:
        seen = (spots["gone"] + spots["unmonitored"])[0]
        return MessageKind.OUT_OF_OFFICE, Confidence.HIGH, seen
    notice = marks or spots["will_answer"] or not (answers or _says_more(spots))
    if absence.says_away and notice and (marks or spots["away"]):
        return MessageKind.OUT_OF_OFFICE, sure, (marks or spots["away"])[0]
    repeated = len(spots["acknowledgement"] + spots["will_answer"]) > 1
    if spots["acknowledgement"] and (marks or (repeated and not (answers or _says_more(spots)))):
        return MessageKind.AUTO_ACKNOWLEDGEMENT, sure, spots["acknowledgement"][0]
    if spots["automatic"]:
        return MessageKind.OTHER_AUTOMATIC, Confidence.MEDIUM, spots["automatic"][0]
    return None


def _says_more(spots: Spots) -> bool:
    """More than a notice: a request, a promise, an objection, thanks for more than our mail."""
    polite = {seen.start for seen in spots["acknowledgement"]}
    thanks = any(seen.start not in polite for seen in spots["closing"])
    return thanks or any(spots[name] for name in ("request", "promise", "deferred", *Objection))


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


def _asks(body: str, spots: Spots) -> bool:
    return bool(spots["request"] or _QUESTION.search(_URL.sub(" ", body)))


def _deferred_until(body: str, spots: Spots, received_on: date | None, facts: Facts) -> date | None:
    """The day named close behind words that put us off; a month or quarter alone is its first day."""
    if received_on is None:
        return None
    for seen in spots["deferred"]:
        window = body[seen.start : seen.end + _LATER]
        named = find_dates(window, seen_on=received_on, language=seen.language, facts=facts)
        ahead = [hit.day for hit in named if hit.day > received_on]
        if ahead:
            return ahead[0]
        if day := _month_named(window, received_on, facts):
            return day
    return None


def _month_named(window: str, received_on: date, facts: Facts) -> date | None:
    months = facts.view(calendar_words).months
    first = received_on.year * 12 + received_on.month - 1
    if quarter := _QUARTER.search(window):
        wanted = (int(quarter[1]) - 1) * 3
        return _first_of(first + ((wanted - first % 12) % 12 or 12))
    for word in re.findall(r"[^\s\d.,;:!?()/\"]{3,14}", window):
        if word in months:
            return _first_of(first + ((months[word] - 1 - first % 12) % 12 or 12))
    if "next month" in window or "下个月" in window or "下月" in window:
        return _first_of(first + 1)
    return None


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _language(spots: Spots) -> str | None:
    """The language of most phrases that were found."""
    counts: dict[str, timedelta] = {}
    for found in spots.values():
        for seen in found if found is not spots["marked"] else ():
            counts[seen.language] = counts.get(seen.language, timedelta()) + timedelta(
                seen.end - seen.start
            )
    return max(counts, key=lambda name: counts[name]) if counts else None
