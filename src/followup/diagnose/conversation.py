"""Rules on whose turn it is, what they want, and where they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from followup.diagnose.case import Case
from followup.diagnose.causes import Cause, CauseKind
from followup.evidence import Confidence
from followup.fit import Band
from followup.history import Entry
from followup.messages import MessageKind, Objection


_SEVERAL = 2
# Who names no day may be asked again after a month.
_UNDATED_HOLDS = timedelta(days=30)


def not_contacted(case: Case) -> Iterator[Cause]:
    """Nobody has said anything yet."""
    if case.history.last_word is None and case.lead.inquiry is None:
        told = case.field("not_contacted", "The history holds no word of anybody.", "history")
        yield case.cause(CauseKind.NOT_CONTACTED, Confidence.CERTAIN, [told])


def whose_turn(case: Case) -> Iterator[Cause]:
    """The last word is theirs, or ours was only a promise: then we owe them one."""
    last = case.history.last_word
    if last is None:
        if case.lead.inquiry is not None:
            told = case.field("we_owe_them", "Nobody has answered their inquiry.", "inquiry")
            yield case.cause(CauseKind.WE_OWE_THEM, Confidence.CERTAIN, [told])
    elif last.is_theirs and last.reading.kind is not MessageKind.OPT_OUT:
        told = last.finding("silence.we_owe_them", "The last word is theirs.")
        yield case.cause(CauseKind.WE_OWE_THEM, _owed(last, case), [told])
    elif case.promised:
        told = last.finding("silence.we_owe_them", "We promised more, and nothing followed.")
        yield case.cause(CauseKind.WE_OWE_THEM, Confidence.MEDIUM, [told])


def _owed(last: Entry, case: Case) -> Confidence:
    """How sure it is that their last word wants an answer."""
    if last.asks_answer:
        return Confidence.CERTAIN
    said = last.reading
    if said.deferred and not _still_put_off(last, case):
        return Confidence.HIGH if said.deferred_until else Confidence.MEDIUM
    if last.interaction.expects_answer is False or said.deferred or _declined(last):
        return Confidence.LOW
    return Confidence.MEDIUM if said.closes else Confidence.HIGH


def _declined(entry: Entry) -> bool:
    return Objection.CHOSE_ANOTHER in entry.reading.objections


def nothing_due(case: Case) -> Iterator[Cause]:
    """Our last word thanked or informed, and asked for nothing."""
    last = case.history.last_word
    if last is not None and last.is_ours and last.asks_answer is False and not case.promised:
        told = last.finding("silence.no_answer_due", "It asks for nothing.")
        yield case.cause(CauseKind.NO_ANSWER_DUE, Confidence.MEDIUM, [told])


def put_off(case: Case) -> Iterator[Cause]:
    """They asked us to come back later: that day has not come, or it has and we said nothing since."""
    theirs = case.history.last_theirs
    if theirs is None or not theirs.reading.deferred:
        return
    until, ours = theirs.reading.deferred_until, case.history.last_word
    if _still_put_off(theirs, case):
        told = theirs.finding("silence.deferred", "They asked us to come back later.")
        sure = Confidence.HIGH if until else Confidence.MEDIUM
        yield case.cause(CauseKind.DEFERRED, sure, [told], until=until)
    elif until and ours and ours.is_ours and case.on_walls(ours.at) < until and not _away(case):
        told = theirs.finding("silence.we_owe_them", "The day has come that they named.")
        yield case.cause(CauseKind.WE_OWE_THEM, Confidence.HIGH, [told])


def _away(case: Case) -> bool:
    notice = case.history.absence_notice
    back = notice.reading.absence.returns_on if notice else None
    return back is not None and back > case.today


def _still_put_off(theirs: Entry, case: Case) -> bool:
    until = theirs.reading.deferred_until
    return until > case.today if until else case.now - theirs.at <= _UNDATED_HOLDS


def rhythm(case: Case) -> Iterator[Cause]:
    """A silence such as they kept before, and came back from."""
    last = case.history.last_word
    for pattern in case.patterns if last is not None and last.is_ours else ():
        if pattern.holds and pattern.next_on is not None:
            yield case.cause(
                CauseKind.RHYTHM, Confidence.MEDIUM, pattern.evidence, until=pattern.next_on
            )
            return


_OBJECTIONS = {
    Objection.DISPUTE: (CauseKind.DISPUTE, Confidence.MEDIUM),
    Objection.CHOSE_ANOTHER: (CauseKind.CHOSE_ANOTHER, Confidence.HIGH),
}


def objected(case: Case) -> Iterator[Cause]:
    """Their last word held an objection, a refusal or a complaint about goods."""
    theirs = case.history.last_theirs
    if theirs is None:
        return
    for objection in theirs.reading.objections:
        kind, sure = _OBJECTIONS.get(objection, (CauseKind.OBJECTION, Confidence.MEDIUM))
        told = theirs.finding(f"silence.{kind}", f"It speaks of: {objection.replace('_', ' ')}.")
        yield case.cause(kind, sure, [told])


def off_target(case: Case) -> Iterator[Cause]:
    """What they do is not what the seller looks for."""
    if case.fit is not None and case.fit.band is Band.OFF_TARGET:
        told = case.field("off_target", f"The fit is {case.fit.value:.2f}.", "fit")
        yield case.cause(CauseKind.OFF_TARGET, Confidence.MEDIUM, [told])


def read_only(case: Case) -> Iterator[Cause]:
    """A receipt says that our last message was read."""
    ours = case.history.last_ours
    for entry in case.history.since(ours.at) if ours and case.due else ():
        if entry.reading.kind is MessageKind.READ_RECEIPT:
            told = entry.finding("silence.read_not_answered", "They have opened our message.")
            yield case.cause(CauseKind.READ_NOT_ANSWERED, Confidence.MEDIUM, [told])
            return


def wrong_channel(case: Case) -> Iterator[Cause]:
    """We write where they hardly ever answer, while they answer elsewhere."""
    touched = {entry.channel for entry in case.history.touches}
    if not case.due or not touched or case.span.working is None:
        return
    spoken = Counter(entry.channel for entry in case.history.entries if entry.is_theirs)
    better, times = next(iter(spoken.most_common(1)), ("", 0))
    quiet = better not in touched and times >= _SEVERAL * (1 + sum(spoken[one] for one in touched))
    if quiet and case.span.working > case.patience / _SEVERAL:
        found = [
            entry.finding("silence.wrong_channel", f"They wrote on {better}.")
            for entry in case.history.entries
            if entry.is_theirs and entry.channel == better
        ]
        yield case.cause(CauseKind.WRONG_CHANNEL, Confidence.HIGH, found[-3:], channel=better)


def wrong_person(case: Case) -> Iterator[Cause]:
    """We write to one address, and their answers came from another."""
    ours, theirs = case.history.last_ours, case.history.last_theirs
    if ours is None or theirs is None or ours.channel != theirs.channel:
        return
    to, by = ours.interaction.handle, theirs.interaction.handle
    if to and by and to.casefold() != by.casefold():
        told = theirs.finding(
            "silence.wrong_person", f"Their last word came from {by}, ours went to {to}."
        )
        yield case.cause(
            CauseKind.WRONG_PERSON,
            Confidence.MEDIUM,
            [told],
            alternative=by if "@" in by else None,
            channel=theirs.channel,
            handle=by,
        )


def wrong_language(case: Case) -> Iterator[Cause]:
    """They have never answered us in the language in which we write, and theirs is another."""
    ours = case.history.last_ours
    if ours is None or case.history.answered:
        return
    theirs = [one.reading.language for one in case.history.entries if one.is_theirs]
    known = [name.partition("-")[0].lower() for name in (case.lead.language, *theirs) if name]
    written = ours.reading.language
    if known and written and written not in known:
        told = ours.finding(
            "silence.wrong_person", f"We write {written}, and they read {known[0]}."
        )
        yield case.cause(CauseKind.WRONG_PERSON, Confidence.MEDIUM, [told])
