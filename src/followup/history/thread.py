"""What was said so far: who spoke last, and how often nobody answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise, takewhile

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.evidence import Confidence, Finding, Outcome, Source
from followup.messages import MessageKind, MessageReading, read_text
from followup.messages.bounce import read_bounce
from followup.messages.own_words import own_words
from followup.models import Direction, Interaction, InteractionKind, Lead


_KINDS = {
    InteractionKind.AUTO_REPLY: MessageKind.OTHER_AUTOMATIC,
    InteractionKind.BOUNCE: MessageKind.BOUNCE,
    InteractionKind.OPT_OUT: MessageKind.OPT_OUT,
    InteractionKind.COMPLAINT: MessageKind.COMPLAINT,
    InteractionKind.READ_RECEIPT: MessageKind.READ_RECEIPT,
}


@attrs.frozen(kw_only=True)
class Entry(Value):
    """One interaction and what its words say.

    Attributes:
        interaction: As it was recorded.
        reading: What its text says. The recorded kind, where there is one, counts before the words. Of what
            we said, only the last word of all is read; elsewhere there are the words alone.
        field: Where evidence points: the message's id, or its place in the lead's history.
    """

    interaction: Interaction
    reading: MessageReading
    field: str

    @property
    def at(self) -> datetime:
        """When it happened (aware)."""
        return self.interaction.at

    @property
    def channel(self) -> str:
        """The slug of the channel."""
        return self.interaction.channel

    @property
    def is_theirs(self) -> bool:
        """Whether a person on the customer's side spoke."""
        interaction = self.interaction
        return interaction.is_inbound and interaction.is_human and self.reading.is_human

    @property
    def is_ours(self) -> bool:
        """Whether we spoke to them."""
        return _is_ours(self.interaction)

    @property
    def asks_answer(self) -> bool | None:
        """Whether it asks for an answer; None where neither record nor words tell."""
        if self.interaction.expects_answer is not None:
            return self.interaction.expects_answer
        if self.reading.asks_question:
            return True
        return False if self.reading.closes else None

    def finding(self, name: str, reason: str) -> Finding:
        """A finding that points at this message."""
        seen = self.reading.evidence[0].quote if self.reading.evidence else None
        quote = seen or self.interaction.subject or " ".join(self.reading.words.split())
        return Finding(
            name=name,
            outcome=Outcome.FOR,
            reason=reason,
            weight=1.0,
            quote=quote[:160] or None,
            subject=self.field,
            source=Source(title=f"the {self.channel} message", as_of=self.at.date()),
            observed_at=self.at,
        )


_SPOKEN = {InteractionKind.MESSAGE, InteractionKind.CALL, InteractionKind.MEETING}


def _is_ours(interaction: Interaction) -> bool:
    return not interaction.is_inbound and interaction.kind in _SPOKEN


@attrs.frozen(kw_only=True)
class History(Value):
    """A lead's history as it was known at one instant.

    Attributes:
        entries: What had been said by then, in the order of time; an inquiry that is kept apart is
            the first. What lies after that instant is left out.
    """

    entries: tuple[Entry, ...] = ()

    @property
    def last_word(self) -> Entry | None:
        """The last thing that a person said, on either side."""
        return self._last(lambda entry: entry.is_theirs or entry.is_ours)

    @property
    def last_theirs(self) -> Entry | None:
        """The last thing that a person on their side said."""
        return self._last(lambda entry: entry.is_theirs)

    @property
    def last_ours(self) -> Entry | None:
        """The last thing that we said."""
        return self._last(lambda entry: entry.is_ours)

    @property
    def touches(self) -> tuple[Entry, ...]:
        """What we said since their last word: all of it without an answer."""
        after = takewhile(lambda entry: not entry.is_theirs, reversed(self.entries))
        return tuple(entry for entry in after if entry.is_ours)[::-1]

    def touches_on(self, channel: str) -> int:
        """How often we spoke on one channel since their last word."""
        return sum(entry.channel == channel for entry in self.touches)

    @property
    def answered(self) -> tuple[tuple[Entry, Entry], ...]:
        """Each answer of theirs with the message of ours directly before it: a nudge starts anew."""
        spoken = [entry for entry in self.entries if entry.is_ours or entry.is_theirs]
        return tuple((one, two) for one, two in pairwise(spoken) if one.is_ours and two.is_theirs)

    @property
    def absence_notice(self) -> Entry | None:
        """The last word on an absence of theirs, until they write like somebody who is there."""
        for entry in reversed(self.entries):
            if entry.interaction.is_inbound and entry.reading.absence.says_away:
                return entry
            if entry.is_theirs:
                return None
        return None

    def since(self, moment: datetime) -> tuple[Entry, ...]:
        """The entries from an instant on."""
        return tuple(entry for entry in self.entries if entry.at >= moment)

    def _last(self, wanted: Callable[[Entry], bool]) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if wanted(entry)), None)


def read_history(lead: Lead, *, now: datetime, facts: Facts = BUNDLED) -> History:
    """The lead's history until now: every inbound text is read, and of ours the one that has the last word.

    Args:
        lead: The customer.
        now: What was said later is not known yet (aware).
        facts: The tables to look up.
    """
    said = [
        (interaction, interaction.id or f"history[{place}]")
        for place, interaction in enumerate(lead.history)
    ]
    # It goes before what was said at the same instant, which may have answered it.
    inquiry = _inquiry(lead)
    said = ([(inquiry, "inquiry")] if inquiry else []) + said
    known = sorted((pair for pair in said if pair[0].at <= now), key=lambda pair: pair[0].at)
    entries = [
        _said_before(one, field) if _is_ours(one) else _entry(one, field, facts)
        for one, field in known
    ]
    spoken = [place for place, one in enumerate(entries) if one.is_ours or one.is_theirs]
    if spoken and entries[spoken[-1]].is_ours:
        entries[spoken[-1]] = _entry(*known[spoken[-1]], facts)
    return History(entries=tuple(entries))


def _inquiry(lead: Lead) -> Interaction | None:
    """The inquiry as the first message; without a date it came before all that is known."""
    if lead.inquiry is None:
        return None
    known = any(one.is_inbound and one.text == lead.inquiry.text for one in lead.history)
    first = lead.history[0].at if lead.history else None
    at = lead.inquiry.received_at or first
    if known or at is None:
        return None
    return Interaction(
        at=at,
        direction=Direction.INBOUND,
        channel=lead.inquiry.platform or "email",
        text=lead.inquiry.text,
        subject=lead.inquiry.subject,
    )


def _entry(interaction: Interaction, field: str, facts: Facts) -> Entry:
    said = read_text(
        interaction.text, subject=interaction.subject, received_at=interaction.at, facts=facts
    )
    if not interaction.is_inbound:
        said = _our_words(said)
    return Entry(interaction=interaction, reading=_recorded(interaction, said, facts), field=field)


def _said_before(interaction: Interaction, field: str) -> Entry:
    """What we said before the last word: nobody asks any more what it wanted."""
    words = own_words(interaction.text)
    said = MessageReading(kind=MessageKind.HUMAN, confidence=Confidence.MEDIUM, words=words)
    return Entry(interaction=interaction, reading=said, field=field)


def _our_words(said: MessageReading) -> MessageReading:
    """What we wrote is a person's, even where it tells how to unsubscribe."""
    return attrs.evolve(said, kind=MessageKind.HUMAN)


def _recorded(interaction: Interaction, said: MessageReading, facts: Facts) -> MessageReading:
    """What the record says it was counts before what the words look like."""
    kind = _KINDS.get(interaction.kind)
    if kind is MessageKind.BOUNCE and said.bounce is None and interaction.text.strip():
        said = attrs.evolve(said, bounce=read_bounce(interaction.text, facts=facts))
    if kind is None or said.kind is kind or _says_more(kind, said.kind):
        return said
    if kind is MessageKind.OTHER_AUTOMATIC and said.absence.says_away:
        kind = MessageKind.OUT_OF_OFFICE
    return attrs.evolve(
        said, kind=kind, confidence=Confidence.CERTAIN, asks_question=False, evidence=()
    )


def _says_more(recorded: MessageKind, read: MessageKind) -> bool:
    """An automatic reply may be told apart further by its words."""
    further = {MessageKind.OUT_OF_OFFICE, MessageKind.AUTO_ACKNOWLEDGEMENT}
    return recorded is MessageKind.OTHER_AUTOMATIC and read in further
