"""The asyncio network: answers questions without blocking. It belongs to one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl  # noqa: TID253 - this module is itself imported late, by the first client that opens

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from followup._ask import Page, PageFetch, Question, RecipientProbe, Refused, Unreachable
from followup._net.drive import arun_until
from followup._net.guard import MAIL_PORTS, check_port, endpoints_flow, shares, stopped_by
from followup._net.limits import Allowance, AsyncLimits, Stopped
from followup._net.mail import atalk, check_sayable, dialogue
from followup._net.store import LOOKUPS, AsyncStore, Late, normal
from followup._net.witness import believed_flow
from followup.errors import UnansweredQuestion
from followup.verify.policy import Endpoint, VerifyPolicy


if TYPE_CHECKING:
    from followup._net.resolve import AsyncResolver

A = TypeVar("A")
R = TypeVar("R")

_TLS_READ = 65_536


class AsyncNetwork:
    """What ``followup._net.blocking.Network`` is, awaited."""

    def __init__(self, policy: VerifyPolicy) -> None:
        self._policy = policy
        self._store = AsyncStore(policy.network)
        self._turns = AsyncLimits(policy.network)
        # Apart from the turns at hosts, because a page that holds one asks for names.
        self._lookups = AsyncLimits(policy.network)
        self._resolver = Late(self._build_resolver)
        self._tls = Late(self._build_tls)

    async def answer(self, question: Question[A], deadline: float) -> A:
        """The answer, remembered or new, by a deadline on the monotonic clock."""
        answer: A = await self._store.answer(normal(question), deadline, self._ask)
        return answer

    async def _ask(self, question: Question[Any], deadline: float) -> Any:
        try:
            if isinstance(question, LOOKUPS):
                return await self._look_up(question, deadline)
            if isinstance(question, PageFetch):
                return await self._fetch(question, deadline)
            if isinstance(question, RecipientProbe):
                return await self._probe(question, deadline)
        except Stopped as stopped:
            return stopped.answer
        raise UnansweredQuestion(f"The network cannot answer {question!r}.")

    async def _look_up(self, question: Any, deadline: float) -> Any:
        from followup._net.resolve import lookup_flow

        async with self._lookups.place(Allowance.by(deadline)):
            answer = await arun_until(lookup_flow(question), self._resolver(), deadline)
        return await arun_until(believed_flow(question, answer), self, deadline)

    async def _fetch(self, question: PageFetch, deadline: float) -> Page | Refused | Unreachable:
        from followup._net.fetch import AsyncTransport, afetch, prepare

        network = self._policy.network
        request = prepare(question.url, self._policy)
        tls = self._tls() if request.url.scheme == "https" else None
        async with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(network.timeout, deadline)

            async def connect(host: str, port: int) -> AsyncStream:
                return await self._connect(host, port, network.ports, allowance)

            return await afetch(
                question.url, request, AsyncTransport(connect, tls), network.max_body
            )

    async def _probe(self, question: RecipientProbe, deadline: float) -> Any:
        check_sayable(question)
        async with self._turns.turn(question.host, Allowance.by(deadline)):
            allowance = Allowance.within(self._policy.network.timeout, deadline)
            async with contextlib.aclosing(
                await self._connect(question.server, 25, MAIL_PORTS, allowance)
            ) as stream:
                return await atalk(stream, dialogue(question))

    async def _connect(
        self, host: str, port: int, ports: tuple[int, ...], allowance: Allowance
    ) -> AsyncStream:
        check_port(port, ports)
        flow = endpoints_flow(host, port, self._policy)
        failed = allowance.over()
        for endpoint, share in shares(await arun_until(flow, self, allowance.until), allowance):
            try:
                return await AsyncStream.dial(endpoint, share, allowance)
            except Stopped as stopped:
                failed = stopped
        raise failed

    def _build_resolver(self) -> AsyncResolver:
        from followup._net.resolve import AsyncResolver

        return AsyncResolver(self._policy.network)

    def _build_tls(self) -> ssl.SSLContext:
        from followup._net.fetch import tls_context

        return tls_context(self._policy.network.ca_file)


class AsyncStream:
    """A connection whose every step ends within its allowance; what goes wrong is ``Stopped``.

    It stands on the loop's socket calls rather than on transports: TLS may begin at any time, a
    cancelled step leaves nothing behind, and there is no buffer but the kernel's.
    """

    def __init__(self, connected: socket.socket, allowance: Allowance) -> None:
        self._socket = connected
        self.allowance = allowance

    @classmethod
    async def dial(cls, endpoint: Endpoint, share: Allowance, allowance: Allowance) -> Self:
        """Connect to an address that the guard has permitted, within a share of the allowance."""
        version = ipaddress.ip_address(endpoint.address).version
        connected = socket.socket(socket.AF_INET if version == 4 else socket.AF_INET6)
        stream = cls(connected, allowance)
        try:
            connected.setblocking(False)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            async with _timed(share):
                loop = asyncio.get_running_loop()
                await loop.sock_connect(connected, (endpoint.address, endpoint.port))
        except BaseException:
            connected.close()
            raise
        return stream

    async def read(self, max_bytes: int, **_: Any) -> bytes:
        """What came; nothing once the other side has hung up."""
        async with _timed(self.allowance):
            return await asyncio.get_running_loop().sock_recv(self._socket, max_bytes)

    async def write(self, octets: bytes, **_: Any) -> None:
        """Send all of it."""
        async with _timed(self.allowance):
            await asyncio.get_running_loop().sock_sendall(self._socket, octets)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, **_: Any
    ) -> _TlsStream:
        """Go on encrypted; the certificate must be that of the host's name."""
        try:
            async with _timed(self.allowance):
                stream = _TlsStream(self, ssl_context, server_hostname)
                await stream.shake_hands()
        except BaseException:
            await self.aclose()
            raise
        return stream

    async def aclose(self) -> None:
        """Hang up."""
        self._socket.close()

    def get_extra_info(self, _: str) -> None:
        """Nothing: httpcore may ask whether HTTP/2 was agreed on, and it never is."""


class _TlsStream:
    """TLS over a stream, through OpenSSL's memory buffers."""

    def __init__(self, under: AsyncStream, context: ssl.SSLContext, name: str | None) -> None:
        self._under = under
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)

    async def shake_hands(self) -> None:
        """Agree on keys; the certificate is judged here."""
        await self._do(self._tls.do_handshake)

    async def read(self, max_bytes: int, **_: Any) -> bytes:
        """What came; nothing once the other side has hung up, politely or not."""

        def step() -> bytes:
            octets = b""
            # Which of the ends are errors depends on the versions of Python and OpenSSL.
            with contextlib.suppress(ssl.SSLZeroReturnError, ssl.SSLEOFError):
                octets = self._tls.read(max_bytes)
            return octets

        return await self._do(step)

    async def write(self, octets: bytes, **_: Any) -> None:
        """Send all of it."""
        await self._do(lambda: self._tls.write(octets))

    async def _do(self, step: Callable[[], R]) -> R:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                await self._flush()
                came = await self._under.read(_TLS_READ)
                self._incoming.write(came) if came else self._incoming.write_eof()
            except ssl.SSLError as error:
                raise stopped_by(error, self._under.allowance) from None
            else:
                await self._flush()
                return result

    async def _flush(self) -> None:
        if self._outgoing.pending:
            await self._under.write(self._outgoing.read())

    async def aclose(self) -> None:
        """Hang up."""
        await self._under.aclose()

    def get_extra_info(self, _: str) -> None:
        """Nothing, as below."""


@contextlib.asynccontextmanager
async def _timed(allowance: Allowance) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(allowance.left()):
            yield
    except (OSError, ValueError) as error:
        raise stopped_by(error, allowance) from None
