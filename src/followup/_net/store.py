"""The answers of one client: remembered for a while, and asked for once where several ask at once."""

from __future__ import annotations

import threading
import time

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import attrs

from followup._ask import (
    AddressLookup,
    DsLookup,
    Fault,
    MxLookup,
    NsLookup,
    Page,
    Question,
    RecipientProbe,
    SmtpAnswer,
    TxtLookup,
    Unreachable,
)
from followup._guard import normal_host
from followup.verify.policy import NetworkPolicy


if TYPE_CHECKING:
    import asyncio

E = TypeVar("E", threading.Event, "asyncio.Event")
T = TypeVar("T")
Key: TypeAlias = Question[Any]

LOOKUPS = (MxLookup, AddressLookup, TxtLookup, NsLookup, DsLookup)
# What says how much time we had, and nothing of the world that another asker would hear too.
OF_OURS = (Fault.DEADLINE, Fault.RATE_LIMITED)
GIVEN_UP = Unreachable(Fault.DEADLINE, "The time was used up.")
# House judgement: pages are the only large answers, and ten thousand of them would fill a machine.
MAX_OCTETS = 64 * 1024 * 1024


class Late(Generic[T]):
    """What is built at its first use, once, whichever thread comes first."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._built: T | None = None

    def __call__(self) -> T:
        with self._lock:
            if self._built is None:
                self._built = self._build()
            return self._built


def normal(question: Key) -> Key:
    """The question in normal form, so that equal names share one answer."""
    if isinstance(question, RecipientProbe):
        return attrs.evolve(question, server=normal_host(question.server))
    if not isinstance(question, LOOKUPS):
        return question
    name = normal_host(question.host)
    return question if name == question.host else type(question)(name)


class Memory:
    """A bounded memory; what was not used for longest goes first."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._known: OrderedDict[Key, tuple[float, Any]] = OrderedDict()
        self._octets = 0

    def __len__(self) -> int:
        return len(self._known)

    def get(self, question: Key) -> Any:
        """The answer, or None where none is known any more."""
        until, answer = self._known.get(question, (0.0, None))
        if answer is None:
            return None
        if until <= time.monotonic():
            self._drop(question)
            return None
        self._known.move_to_end(question)
        return answer

    def put(self, question: Key, answer: Any) -> None:
        """Remember an answer; what may be better the next time only a tenth as long."""
        share = 0.1 if _is_partial(answer) else 1.0
        self._drop(question)
        self._known[question] = (time.monotonic() + share * self._policy.cache_seconds, answer)
        self._octets += _octets(answer)
        while len(self._known) > self._policy.cache_size or self._octets > MAX_OCTETS:
            self._drop(next(iter(self._known)))

    def _drop(self, question: Key) -> None:
        _, answer = self._known.pop(question, (0.0, None))
        self._octets -= _octets(answer)


def _octets(answer: Any) -> int:
    return len(answer.body) if isinstance(answer, Page) else 0


def _is_partial(answer: Any) -> bool:
    if isinstance(answer, Page):
        return answer.truncated or answer.status == 429 or answer.status >= 500
    if isinstance(answer, SmtpAnswer):
        return 400 <= answer.code < 500
    return isinstance(answer, Unreachable)


@attrs.define(eq=False)
class _Asked(Generic[E]):
    """A question under way.

    Attributes:
        done: Set when its asker is done.
        answer: Then the answer, or None where it says nothing about the world.
    """

    done: E
    answer: Any = None


class _Desk(Generic[E]):
    """Who asks what, and what is known; whoever uses it from threads holds a lock."""

    def __init__(self, policy: NetworkPolicy, event: Callable[[], E]) -> None:
        self._memory = Memory(policy)
        self._event: Callable[[], E] = event
        self._asked: dict[Key, _Asked[E]] = {}

    def look(self, question: Key) -> tuple[Any, _Asked[E], bool]:
        """What is known, if not None; else who asks, and whether that is the one who looks."""
        known = self._memory.get(question)
        other = self._asked.get(question)
        if known is not None or other is not None:
            return known, other or _Asked(self._event()), False
        mine = self._asked[question] = _Asked(self._event())
        return None, mine, True

    def close(self, question: Key, answer: Any, deadline: float) -> None:
        """End the work on a question, with its answer or, where that failed, with None."""
        asked = self._asked.pop(question)
        # Who ran out of time learned nothing that others, who have more of it, should hear.
        late = time.monotonic() >= deadline
        given_up = isinstance(answer, Unreachable) and answer.fault in OF_OURS
        if answer is not None and not late and not given_up:
            self._memory.put(question, answer)
            asked.answer = answer
        asked.done.set()


class Store:
    """Answers for threads."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._lock = threading.Lock()
        self._desk = _Desk(policy, threading.Event)

    def answer(self, question: Key, deadline: float, ask: Callable[[Key, float], Any]) -> Any:
        """The remembered answer, or that of whoever asks already, or a new one."""
        answer = None
        while answer is None:
            with self._lock:
                answer, asked, is_mine = self._desk.look(question)
            if is_mine:
                return self._ask(question, deadline, ask)
            if answer is None:
                answer = self._wait(asked, deadline)
        return answer

    def _ask(self, question: Key, deadline: float, ask: Callable[[Key, float], Any]) -> Any:
        answer = None
        try:
            answer = ask(question, deadline)
        finally:
            with self._lock:
                self._desk.close(question, answer, deadline)
        return answer

    def _wait(self, asked: _Asked[threading.Event], deadline: float) -> Any:
        left = min(max(0.0, deadline - time.monotonic()), threading.TIMEOUT_MAX)
        return asked.answer if asked.done.wait(left) else GIVEN_UP


class AsyncStore:
    """Answers for tasks of one event loop."""

    def __init__(self, policy: NetworkPolicy) -> None:
        import asyncio

        self._desk = _Desk(policy, asyncio.Event)

    async def answer(
        self, question: Key, deadline: float, ask: Callable[[Key, float], Awaitable[Any]]
    ) -> Any:
        """The remembered answer, or that of whoever asks already, or a new one."""
        answer = None
        while answer is None:
            answer, asked, is_mine = self._desk.look(question)
            if is_mine:
                return await self._ask(question, deadline, ask)
            if answer is None:
                answer = await self._wait(asked, deadline)
        return answer

    async def _ask(
        self, question: Key, deadline: float, ask: Callable[[Key, float], Awaitable[Any]]
    ) -> Any:
        answer = None
        try:
            answer = await ask(question, deadline)
        finally:
            self._desk.close(question, answer, deadline)
        return answer

    async def _wait(self, asked: _Asked[asyncio.Event], deadline: float) -> Any:
        import asyncio

        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await asked.done.wait()
        except TimeoutError:
            return GIVEN_UP
        return asked.answer
