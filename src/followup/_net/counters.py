"""Who asks the same mail server at the same time shares a connection: one at a time to each server.

Whoever comes first leads: it holds the dialogue for all who wait, up to ``MOST_RECIPIENTS``. Then the first
who still waits leads, and so on. It is the same for threads and for tasks; ``_net/sessions`` connects them.
"""

from __future__ import annotations

import threading

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeAlias, TypeVar

import attrs

from followup._ask import Fault, RecipientProbe, Refused, SmtpAnswer, SmtpAnswers, Unreachable
from followup._net.mail import MOST_RECIPIENTS
from followup._net.store import GIVEN_UP, OF_OURS, Memory
from followup.verify.policy import NetworkPolicy


Answer: TypeAlias = SmtpAnswer | Refused | Unreachable


class Bell(Protocol):
    """An event of threads or of asyncio."""

    def set(self) -> None:
        """Ring."""
        ...


E = TypeVar("E", bound=Bell)


@attrs.define(eq=False)
class Caller(Generic[E]):
    """Who asks about recipients.

    Attributes:
        probe: The question.
        called: Set when all answers are there, or before that when it is for this caller to lead.
        answers: By recipient, those that came.
    """

    probe: RecipientProbe
    called: E
    answers: dict[str, Answer] = attrs.field(factory=dict)

    @property
    def open(self) -> list[str]:
        """The recipients without an answer."""
        return [one for one in self.probe.recipients if one not in self.answers]

    def hear(self, recipient: str, answer: Answer) -> None:
        """An answer has come, perhaps the last one."""
        self.answers[recipient] = answer
        if not self.open:
            self.called.set()

    def result(self) -> SmtpAnswers | Refused | Unreachable:
        """What is known; who has no answer by now was given up. Where nobody was asked about, only why."""
        answers = tuple(self.answers.get(one, GIVEN_UP) for one in self.probe.recipients)
        why = {answer for answer in answers if not isinstance(answer, SmtpAnswer)}
        if len(why) == 1 and all(answer in why for answer in answers):
            return why.pop()
        return SmtpAnswers(answers)


class Counter(Generic[E]):
    """Those who ask one server; the first of them leads. Shares lock and memory with all counters."""

    def __init__(self, lock: threading.Lock, memory: Memory) -> None:
        self._lock = lock
        self._memory = memory
        self._waiting: list[Caller[E]] = []
        self._named: list[str] = []
        self._room = 0
        self._leader: Caller[E] | None = None

    def join(self, caller: Caller[E]) -> None:
        """Stand in line; the lock is held."""
        self._waiting.append(caller)
        for recipient in caller.open:
            known = self._memory.get(_key(caller.probe, recipient))
            if known is not None:
                self._tell(recipient, known)
        if self._leader is None:
            self._pass_on()

    def leave(self, caller: Caller[E]) -> None:
        """Go, answered or not; the lock is held."""
        if caller in self._waiting:
            self._waiting.remove(caller)
        if caller is self._leader:
            self._pass_on()

    @property
    def is_idle(self) -> bool:
        """Whether nobody leads, and so nobody waits; the lock is held."""
        return self._leader is None

    def _pass_on(self) -> None:
        self._leader = self._waiting[0] if self._waiting else None
        if self._leader:
            self._leader.called.set()

    def begin(self) -> None:
        """A connection begins; whoever the last one left without a reply is asked about anew."""
        self._room = MOST_RECIPIENTS
        self._named.clear()

    def take(self, most: int) -> tuple[str, ...]:
        """The next recipients of one domain, at most so many and no more than one connection may ask about."""
        with self._lock:
            wanted = dict.fromkeys(one for caller in self._waiting for one in caller.open)
            unnamed = [one for one in wanted if one not in self._named]
            named = _of_one_domain(unnamed)[: min(most, self._room)]
            self._named += named
            self._room -= len(named)
        return tuple(named)

    def heard(self, answer: SmtpAnswer) -> None:
        """The reply to the first who was named and has none."""
        with self._lock:
            self._tell(self._named.pop(0), answer)

    def later(self) -> None:
        """The first who was named and has no reply is to be named again."""
        with self._lock:
            self._named.pop(0)
            self._room += 1

    def failed(self, answer: Answer) -> None:
        """The dialogue is over before its time, and this is why.

        It is so for everybody who waits. Only where some were answered, and then the connection was lost, the
        others have another try; and that one had no more time says nothing to those who have.
        """
        with self._lock:
            if isinstance(answer, Unreachable) and answer.fault in OF_OURS and self._leader:
                for recipient in self._leader.open:
                    self._leader.hear(recipient, answer)
                self._dismiss()
                return
            for recipient in self._concerned(answer):
                self._tell(recipient, answer)

    def _concerned(self, answer: Answer) -> Iterable[str]:
        some_answered = self._room + len(self._named) < MOST_RECIPIENTS
        lost = isinstance(answer, Unreachable) and answer.fault is Fault.CONNECTION_LOST
        if some_answered and lost:
            return self._named[:1]
        return {one for caller in self._waiting for one in caller.open}

    def _tell(self, recipient: str, answer: Answer) -> None:
        for caller in self._waiting:
            if recipient in caller.open:
                self._memory.put(_key(caller.probe, recipient), answer)
                caller.hear(recipient, answer)
        self._dismiss()

    def _dismiss(self) -> None:
        self._waiting = [caller for caller in self._waiting if caller.open]


class Counters(Generic[E]):
    """The counters of all servers that somebody asks, and what was heard there before."""

    def __init__(self, policy: NetworkPolicy, event: Callable[[], E]) -> None:
        self._lock = threading.Lock()
        self._memory = Memory(policy)
        self._event: Callable[[], E] = event
        self._open: dict[RecipientProbe, Counter[E]] = {}

    @contextmanager
    def line(self, probe: RecipientProbe) -> Iterator[tuple[Counter[E], Caller[E]]]:
        """A place in the line of the server that a probe asks, until the block ends."""
        key = attrs.evolve(probe, recipients=(), after=0.0)
        caller = Caller(probe, self._event())
        with self._lock:
            counter = self._open.setdefault(key, Counter(self._lock, self._memory))
            counter.join(caller)
        try:
            yield counter, caller
        finally:
            with self._lock:
                counter.leave(caller)
                if counter.is_idle and self._open.get(key) is counter:
                    del self._open[key]


def _of_one_domain(recipients: list[str]) -> list[str]:
    """Those at the domain of the first."""
    domains = [one.rpartition("@")[2] for one in recipients]
    return [one for one, at in zip(recipients, domains, strict=True) if at == domains[0]]


def _key(probe: RecipientProbe, recipient: str) -> RecipientProbe:
    return attrs.evolve(probe, recipients=(recipient,))
