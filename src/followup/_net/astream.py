"""Connections for asyncio, over the loop's own socket calls."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl  # noqa: TID253 - this module is itself imported late, by the first client that opens

from collections.abc import AsyncIterator, Callable
from typing import Any, Self, TypeVar

from followup._net.guard import stopped_by
from followup._net.limits import Allowance
from followup.verify.policy import Endpoint


R = TypeVar("R")

_TLS_READ = 65_536


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
    ) -> TlsStream:
        """Go on encrypted; the certificate must be that of the host's name."""
        try:
            async with _timed(self.allowance):
                stream = TlsStream(self, ssl_context, server_hostname)
                await stream.shake_hands()
        except BaseException:
            await self.aclose()
            raise
        return stream

    async def aclose(self) -> None:
        """Hang up."""
        self._socket.close()

    def get_extra_info(self, _: str) -> None:
        """Nothing: this connection is not secure."""


class TlsStream:
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

        def _step() -> bytes:
            octets = b""
            # Which of the ends are errors depends on the versions of Python and OpenSSL.
            with contextlib.suppress(ssl.SSLZeroReturnError, ssl.SSLEOFError):
                octets = self._tls.read(max_bytes)
            return octets

        return await self._do(_step)

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

    def get_extra_info(self, what: str) -> ssl.SSLObject | None:
        """The secure connection, if it is asked for; nothing else."""
        return self._tls if what == "ssl_object" else None


@contextlib.asynccontextmanager
async def _timed(allowance: Allowance) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(allowance.left()):
            yield
    except (OSError, ValueError) as error:
        raise stopped_by(error, allowance) from None
