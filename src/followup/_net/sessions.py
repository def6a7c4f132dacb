"""Conversations with mail servers, each for all who wait at the server's counter; for threads and for tasks."""

from __future__ import annotations

import threading
import time

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from followup._ask import Fault, RecipientProbe, Refused, SmtpAnswer, SmtpAnswers, Unreachable
from followup._net.counters import Answer, Counter, Counters
from followup._net.limits import Allowance, AsyncLimits, Limits, Stopped
from followup._net.mail import ENCRYPT, Dialogue, check_sayable, dialogue
from followup._net.store import Late
from followup.verify.policy import NetworkPolicy


if TYPE_CHECKING:
    import asyncio
    import ssl

    from followup._net.astream import AsyncStream, TlsStream
    from followup._net.stream import Stream

Result: TypeAlias = SmtpAnswers | Refused | Unreachable

_READ = 8192
_QUIT = b"QUIT\r\n"


def _turn_of(probe: RecipientProbe) -> str:
    """Mail servers have a rate of their own, beside that of a website at the same name."""
    return f"mail:{probe.server}"


def _check_wait(probe: RecipientProbe, allowance: Allowance) -> None:
    if probe.after >= allowance.left():
        raise Stopped(Unreachable(Fault.DEADLINE, "There is no time to come again."))


def _without_names() -> ssl.SSLContext:
    """TLS that hides who is asked about; whose certificate it is, mail between strangers cannot tell (RFC 7435)."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Sessions:
    """Asks mail servers, for threads.

    Args:
        policy: How long, how often.
        turns: The turns at hosts.
        connect: Opens a connection to port 25 of a server.
    """

    def __init__(
        self, policy: NetworkPolicy, turns: Limits, connect: Callable[[str, Allowance], Stream]
    ) -> None:
        self._policy = policy
        self._turns = turns
        self._connect = connect
        self._counters = Counters(policy, threading.Event)
        self._tls = Late(_without_names)

    def ask(self, probe: RecipientProbe, deadline: float) -> Result:
        """What the server says of each recipient, on a connection that may be somebody else's."""
        check_sayable(probe)
        allowance = Allowance.by(deadline)
        _check_wait(probe, allowance)
        time.sleep(probe.after)
        with self._counters.line(probe) as (counter, caller), suppress(Stopped):
            while caller.open:
                if not caller.called.wait(min(allowance.left(), threading.TIMEOUT_MAX)):
                    break
                if caller.open:
                    self._lead(probe, counter, deadline)
        return caller.result()

    def _lead(
        self, probe: RecipientProbe, counter: Counter[threading.Event], deadline: float
    ) -> None:
        counter.begin()
        rate = self._policy.mail_rate_per_host
        ended: Answer | None
        try:
            with self._turns.turn(_turn_of(probe), Allowance.by(deadline), rate):
                allowance = Allowance.within(self._policy.timeout, deadline)
                stream = self._connect(probe.server, allowance)
                ended = self._talk(
                    stream, probe.server, dialogue(probe.helo, probe.sender, counter)
                )
        except Stopped as stopped:
            ended = stopped.answer
        if ended is not None:
            counter.failed(ended)

    def _talk(self, stream: Stream, server: str, spoken: Dialogue[SmtpAnswer | None]) -> Any:
        """Hold a dialogue, and take leave."""
        try:
            sending = next(spoken)
            while True:
                came = b""
                if sending is ENCRYPT:
                    stream = stream.start_tls(self._tls(), server)
                else:
                    if sending:
                        stream.write(sending)
                    came = stream.read(_READ)
                sending = spoken.send(came)
        except StopIteration as end:
            with suppress(Stopped):
                stream.write(_QUIT)
            return end.value
        finally:
            stream.close()


class AsyncSessions:
    """Asks mail servers, for tasks of one event loop; the arguments are those of ``Sessions``."""

    def __init__(
        self,
        policy: NetworkPolicy,
        turns: AsyncLimits,
        connect: Callable[[str, Allowance], Awaitable[AsyncStream]],
    ) -> None:
        import asyncio

        self._policy = policy
        self._turns = turns
        self._connect = connect
        self._counters = Counters(policy, asyncio.Event)
        self._tls = Late(_without_names)

    async def ask(self, probe: RecipientProbe, deadline: float) -> Result:
        """What the server says of each recipient, on a connection that may be somebody else's."""
        import asyncio

        check_sayable(probe)
        allowance = Allowance.by(deadline)
        _check_wait(probe, allowance)
        await asyncio.sleep(probe.after)
        with self._counters.line(probe) as (counter, caller), suppress(Stopped, TimeoutError):
            while caller.open:
                async with asyncio.timeout(allowance.left()):
                    await caller.called.wait()
                if caller.open:
                    await self._lead(probe, counter, deadline)
        return caller.result()

    async def _lead(
        self, probe: RecipientProbe, counter: Counter[asyncio.Event], deadline: float
    ) -> None:
        counter.begin()
        rate = self._policy.mail_rate_per_host
        ended: Answer | None
        try:
            async with self._turns.turn(_turn_of(probe), Allowance.by(deadline), rate):
                allowance = Allowance.within(self._policy.timeout, deadline)
                stream = await self._connect(probe.server, allowance)
                ended = await self._talk(
                    stream, probe.server, dialogue(probe.helo, probe.sender, counter)
                )
        except Stopped as stopped:
            ended = stopped.answer
        if ended is not None:
            counter.failed(ended)

    async def _talk(
        self, stream: AsyncStream, server: str, spoken: Dialogue[SmtpAnswer | None]
    ) -> Any:
        """Hold a dialogue, and take leave."""
        line: AsyncStream | TlsStream = stream
        try:
            sending = next(spoken)
            while True:
                came = b""
                if sending is ENCRYPT:
                    line = await stream.start_tls(self._tls(), server)
                else:
                    if sending:
                        await line.write(sending)
                    came = await line.read(_READ)
                sending = spoken.send(came)
        except StopIteration as end:
            with suppress(Stopped):
                await line.write(_QUIT)
            return end.value
        finally:
            await line.aclose()
