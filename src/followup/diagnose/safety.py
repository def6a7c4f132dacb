"""Rules that come first: may we write at all, and did our message arrive?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from followup.diagnose.book import AGE_OF_SILENCE, provider_of
from followup.diagnose.case import Case
from followup.diagnose.causes import Cause, CauseKind
from followup.evidence import Confidence
from followup.history import Entry
from followup.messages import AbsenceState, BounceAction, MessageKind
from followup.verify.reports import Deliverability, Verdict


if TYPE_CHECKING:
    from followup.evidence import Finding


_STRONGEST = 4


def opted_out(case: Case) -> Iterator[Cause]:
    """They asked us to stop, or called our mail spam; nothing said later lifts that by itself."""
    said = [
        entry.finding("silence.opted_out", "They asked not to be written to.")
        for entry in case.history.entries
        if entry.reading.kind in {MessageKind.OPT_OUT, MessageKind.COMPLAINT}
    ]
    points = case.lead.contact_points
    if points and all(point.opted_out for point in points):
        said.append(
            case.field("opted_out", "Every contact point is marked as opted out.", "contact_points")
        )
    if said:
        yield case.cause(CauseKind.OPTED_OUT, Confidence.CERTAIN, said)


def fake(case: Case) -> Iterator[Cause]:
    """Verification says that the customer is not genuine."""
    verdict = case.authenticity
    if verdict is not None and verdict.verdict is Verdict.FAKE:
        shown: tuple[Finding, ...] = verdict.findings[:_STRONGEST]
        told = case.field("fake", verdict.summary, "authenticity")
        yield case.cause(CauseKind.FAKE, Confidence.HIGH, (told, *shown))


_OF_ACTION = {
    BounceAction.ADDRESS_DEAD: (CauseKind.ADDRESS_DEAD, Confidence.CERTAIN),
    BounceAction.ADDRESS_MOVED: (CauseKind.ADDRESS_DEAD, Confidence.HIGH),
    BounceAction.MAILBOX_FULL: (CauseKind.MAILBOX_FULL, Confidence.HIGH),
    BounceAction.ADDRESS_SUSPENDED: (CauseKind.MAILBOX_FULL, Confidence.HIGH),
    BounceAction.SENDER_REPUTATION: (CauseKind.OUR_DELIVERY, Confidence.HIGH),
    BounceAction.SENDER_OR_SERVER_FAULT: (CauseKind.OUR_DELIVERY, Confidence.MEDIUM),
    BounceAction.MESSAGE_PROBLEM: (CauseKind.MESSAGE_REFUSED, Confidence.HIGH),
    BounceAction.RECIPIENT_REFUSES: (CauseKind.REFUSED, Confidence.MEDIUM),
    BounceAction.TEMPORARY: (CauseKind.DELIVERY_DELAYED, Confidence.MEDIUM),
}
# A bounce that only the record calls one says nothing but that the message did not arrive.
_UNEXPLAINED = (CauseKind.ADDRESS_DEAD, Confidence.MEDIUM)


def not_delivered(case: Case) -> Iterator[Cause]:
    """A bounce on our last words; one that they have spoken since on that channel is over."""
    for kind, entries in _bounces(case).items():
        confidence = max((_judged(entry)[1] for entry in entries), key=lambda one: one.weight)
        found = [entry.finding(f"silence.{kind}", "Our message came back.") for entry in entries]
        bounce = entries[-1].reading.bounce
        yield case.cause(
            kind,
            confidence,
            found,
            handle=_handle(entries[-1]),
            channel=entries[-1].channel,
            alternative=entries[-1].reading.absence.new_address if bounce else None,
        )


def dead_by_check(case: Case) -> Iterator[Cause]:
    """Verification found that the address takes no mail."""
    report = case.authenticity.email if case.authenticity is not None else None
    if report is None or report.deliverability is not Deliverability.UNDELIVERABLE:
        return
    theirs = case.history.last_theirs
    if theirs is not None and theirs.channel == "email":
        return
    told = case.field(
        "address_dead", "The address takes no mail.", "contact_points", report.address.text
    )
    yield case.cause(
        CauseKind.ADDRESS_DEAD,
        Confidence.HIGH,
        (told, *report.findings[:_STRONGEST]),
        handle=report.address.text,
        channel="email",
    )


def gone(case: Case) -> Iterator[Cause]:
    """The person has left, or nobody reads the mailbox: an automatic answer says so."""
    kinds = {
        AbsenceState.GONE: CauseKind.LEFT_COMPANY,
        AbsenceState.UNMONITORED: CauseKind.UNMONITORED,
    }
    for entry in reversed(case.history.entries):
        kind = kinds.get(entry.reading.absence.state)
        if kind and entry.interaction.is_inbound and not case.spoken_since(entry):
            yield case.cause(
                kind,
                Confidence.HIGH,
                [entry.finding(f"silence.{kind}", "An automatic answer says so.")],
                alternative=entry.reading.absence.delegate,
                handle=_handle(entry),
                channel=entry.channel,
            )
            return


def left_silently(case: Case) -> Iterator[Cause]:
    """An address from which a person wrote does not exist any more: the person has left, most likely."""
    for entry in _bounces(case).get(CauseKind.ADDRESS_DEAD, []):
        spoken = [
            one
            for one in case.history.entries
            if one.is_theirs and one.at < entry.at and one.channel == entry.channel
        ]
        if spoken and entry.reading.bounce is not None:
            told = spoken[-1].finding(
                "silence.left_company", "They wrote from there before it came to an end."
            )
            yield case.cause(
                CauseKind.LEFT_COMPANY,
                Confidence.MEDIUM,
                [told],
                handle=_handle(entry),
                channel=entry.channel,
            )
            return


def maybe_in_spam(case: Case) -> Iterator[Cause]:
    """Nothing comes back from their mail provider, neither from them nor from your other customers there."""
    touches, since = case.history.touches, case.silent_since
    if case.book is None or since is None or any(one.channel != "email" for one in touches):
        return
    if any(one.interaction.is_inbound for one in case.history.since(since)):
        return
    provider = provider_of(case.lead)
    here = case.book.silent_at(provider)
    if here is not None and case.now - since >= AGE_OF_SILENCE:
        told = case.field(
            "maybe_in_spam",
            f"{here.silent} customers at {provider} are silent and none has answered; elsewhere most do.",
            "book",
            provider,
        )
        yield case.cause(CauseKind.MAYBE_IN_SPAM, Confidence.MEDIUM, [told], channel="email")


def _bounces(case: Case) -> dict[CauseKind, list[Entry]]:
    found: dict[CauseKind, list[Entry]] = {}
    for entry in case.history.entries:
        if entry.reading.kind is MessageKind.BOUNCE and not case.spoken_since(entry):
            found.setdefault(_judged(entry)[0], []).append(entry)
    return found


def _judged(entry: Entry) -> tuple[CauseKind, Confidence]:
    bounce = entry.reading.bounce
    return _OF_ACTION.get(bounce.action, _UNEXPLAINED) if bounce else _UNEXPLAINED


def _handle(entry: Entry) -> str | None:
    bounce = entry.reading.bounce
    return entry.interaction.handle or (bounce.recipient if bounce else None)
