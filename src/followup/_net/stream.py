"""A blocking connection; ``astream`` is its twin for asyncio."""

from __future__ import annotations

import contextlib
import socket

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from followup._net.guard import stopped_by
from followup._net.limits import Allowance
from followup.verify.policy import Endpoint


if TYPE_CHECKING:
    import ssl


class Stream:
    """A connection whose every step ends within its allowance; what goes wrong is ``Stopped``."""

    def __init__(self, connected: socket.socket, allowance: Allowance) -> None:
        self._socket = connected
        self._allowance = allowance

    @classmethod
    def dial(cls, endpoint: Endpoint, share: Allowance, allowance: Allowance) -> Self:
        """Connect to an address that the guard has permitted, within a share of the allowance."""
        try:
            connected = socket.create_connection(
                (endpoint.address, endpoint.port), timeout=share.left()
            )
        except OSError as error:
            raise stopped_by(error, share) from None
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(connected, allowance)

    @contextlib.contextmanager
    def _timed(self) -> Iterator[socket.socket]:
        self._socket.settimeout(self._allowance.left())
        try:
            yield self._socket
        except (OSError, ValueError) as error:
            raise stopped_by(error, self._allowance) from None

    def read(self, max_bytes: int, **_: Any) -> bytes:
        """What came; nothing once the other side has hung up."""
        with self._timed() as connected:
            return connected.recv(max_bytes)

    def write(self, octets: bytes, **_: Any) -> None:
        """Send all of it."""
        with self._timed() as connected:
            connected.sendall(octets)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, **_: Any
    ) -> Stream:
        """Go on encrypted; the certificate must be that of the host's name."""
        try:
            with self._timed() as connected:
                # Wrapping takes the connection over; whoever holds this stream closes that one too.
                self._socket = ssl_context.wrap_socket(connected, server_hostname=server_hostname)
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def get_extra_info(self, what: str) -> ssl.SSLSocket | None:
        """The secure connection, if it is asked for and this is one; nothing else."""
        from ssl import SSLSocket

        wanted = self._socket if what == "ssl_object" else None
        return wanted if isinstance(wanted, SSLSocket) else None
