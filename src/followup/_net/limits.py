"""How long, how many at once, how often: what keeps us within the policy, and polite."""

from __future__ import annotations

import math
import threading
import time

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from followup._ask import Fault, Refused, Unreachable
from followup.verify.policy import NetworkPolicy


if TYPE_CHECKING:
    import asyncio

S = TypeVar("S", threading.Semaphore, "asyncio.Semaphore")


class Stopped(Exception):
    """Inside ``_net`` only: the work on a question is over, and this is the answer."""

    def __init__(self, answer: Unreachable | Refused) -> None:
        super().__init__(answer)
        self.answer = answer


@attrs.frozen
class Allowance:
    """How long the work on one question may take.

    Attributes:
        until: The instant of its end, on the monotonic clock.
        fault: What it means when it is used up: ``TIMEOUT`` where the world was slow, ``DEADLINE``
            where we had no more time.
    """

    until: float
    fault: Fault

    @classmethod
    def within(cls, seconds: float, deadline: float) -> Allowance:
        """So many seconds from now, but not beyond the deadline of the whole call."""
        until = time.monotonic() + seconds
        return cls(until, Fault.TIMEOUT) if until <= deadline else cls.by(deadline)

    @classmethod
    def by(cls, deadline: float) -> Allowance:
        """All the time that there is."""
        return cls(deadline, Fault.DEADLINE)

    def left(self) -> float:
        """The seconds that are left, more than none.

        Raises:
            Stopped: None are left.
        """
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> Stopped:
        """What to raise when the time is used up."""
        return Stopped(Unreachable(self.fault, "The time was used up."))

    @contextmanager
    def lent(self) -> Iterator[None]:
        """For a smaller question, whose deadline is the end of this: it means here what that means here."""
        try:
            yield
        except Stopped as stopped:
            answer = stopped.answer
            if isinstance(answer, Unreachable) and answer.fault is Fault.DEADLINE:
                raise self.over() from None
            raise


@attrs.define
class _Host(Generic[S]):
    turns: S
    guests: int = 0
    next_at: float = 0.0
    back_at: float = 0.0


class _Hosts(Generic[S]):
    """Who is at which host, and from when on each may be asked again. Forgets those at rest."""

    def __init__(self, policy: NetworkPolicy, semaphore: Callable[[int], S]) -> None:
        self._policy = policy
        self._semaphore: Callable[[int], S] = semaphore
        self._known: dict[str, _Host[S]] = {}

    def enter(self, name: str) -> _Host[S]:
        host = self._known.pop(name, None) or _Host(self._semaphore(self._policy.max_per_host))
        self._forget_idle()
        # At the end again: the front of the dict is who has rested longest.
        self._known[name] = host
        host.guests += 1
        return host

    def _forget_idle(self) -> None:
        """Looks at two for each one that comes; those that are busy go to the end, out of the way."""
        for name, host in list(islice(self._known.items(), 2)):
            del self._known[name]
            if host.guests or max(host.next_at, host.back_at) > time.monotonic():
                self._known[name] = host

    def reserve(self, host: _Host[S], allowance: Allowance, rate: float | None) -> float:
        """The next instant that the host's rate leaves free, in seconds from now."""
        now = time.monotonic()
        start = max(now, host.next_at, host.back_at)
        if start >= allowance.until:
            raise _come_back(host.back_at - now) if host.back_at > now else allowance.over()
        host.next_at = start + 1 / (rate or self._policy.rate_per_host)
        return start - now

    def postpone(self, name: str, seconds: float) -> None:
        """Nobody asks the host before its time has come."""
        host = self.enter(name)
        host.guests -= 1
        host.back_at = max(host.back_at, time.monotonic() + seconds)


def _come_back(seconds: float) -> Stopped:
    said = f"The server asked us to come back in {math.ceil(seconds)} seconds."
    return Stopped(Unreachable(Fault.RATE_LIMITED, said))


class Limits:
    """Turns at hosts, for threads."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._lock = threading.Lock()
        self._hosts = _Hosts(policy, threading.Semaphore)
        self._all = threading.Semaphore(policy.max_in_flight)

    @contextmanager
    def turn(self, name: str, allowance: Allowance, rate: float | None = None) -> Iterator[None]:
        """A turn at a host: waits for a place, for the host's rate (or yours), for a place in the whole."""
        with self._lock:
            host = self._hosts.enter(name)
        try:
            with self._place(host.turns, allowance):
                with self._lock:
                    pause = self._hosts.reserve(host, allowance, rate)
                if pause:
                    time.sleep(pause)
                with self._place(self._all, allowance):
                    yield
        finally:
            with self._lock:
                host.guests -= 1

    def postpone(self, name: str, seconds: float) -> None:
        """A host has asked for so many seconds of peace."""
        with self._lock:
            self._hosts.postpone(name, seconds)

    @contextmanager
    def place(self, allowance: Allowance) -> Iterator[None]:
        """A place in the whole, where hosts do not count."""
        with self._place(self._all, allowance):
            yield

    @contextmanager
    def _place(self, places: threading.Semaphore, allowance: Allowance) -> Iterator[None]:
        if not places.acquire(timeout=min(allowance.left(), threading.TIMEOUT_MAX)):
            raise allowance.over()
        try:
            yield
        finally:
            places.release()


class AsyncLimits:
    """Turns at hosts, for tasks of one event loop."""

    def __init__(self, policy: NetworkPolicy) -> None:
        import asyncio

        self._hosts = _Hosts(policy, asyncio.Semaphore)
        self._all = asyncio.Semaphore(policy.max_in_flight)

    @asynccontextmanager
    async def turn(
        self, name: str, allowance: Allowance, rate: float | None = None
    ) -> AsyncIterator[None]:
        """A turn at a host: waits for a place, for the host's rate (or yours), for a place in the whole."""
        import asyncio

        host = self._hosts.enter(name)
        try:
            async with self._place(host.turns, allowance):
                await asyncio.sleep(self._hosts.reserve(host, allowance, rate))
                async with self._place(self._all, allowance):
                    yield
        finally:
            host.guests -= 1

    def postpone(self, name: str, seconds: float) -> None:
        """A host has asked for so many seconds of peace."""
        self._hosts.postpone(name, seconds)

    @asynccontextmanager
    async def place(self, allowance: Allowance) -> AsyncIterator[None]:
        """A place in the whole, where hosts do not count."""
        async with self._place(self._all, allowance):
            yield

    @asynccontextmanager
    async def _place(self, places: asyncio.Semaphore, allowance: Allowance) -> AsyncIterator[None]:
        import asyncio

        try:
            async with asyncio.timeout(allowance.left()):
                await places.acquire()
        except TimeoutError:
            raise allowance.over() from None
        try:
            yield
        finally:
            places.release()
