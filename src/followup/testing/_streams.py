"""Connections to the servers of a small internet: each ends with its dialogue, all end with the block."""

from __future__ import annotations

import asyncio
import socket
import struct

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias, cast


HERE = "127.0.0.1"
Dialogue: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
# What a client does by leaving, a stranger by talking nonsense, and close() by cancelling: asyncio's own
# callback of Python 3.11 logs a task that ends as cancelled as an error.
_ENDINGS = (
    OSError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,
)


class Streams:
    """The listening sockets and the dialogues under way."""

    def __init__(self) -> None:
        self._servers: list[asyncio.Server] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def listen(self, dialogue: Dialogue, port: int = 0) -> int:
        """Listen, and hold this dialogue with everyone who connects; the port, chosen if it is 0."""

        async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            """Hang up after the last word."""
            with suppress(*_ENDINGS):
                await dialogue(reader, writer)
                writer.close()
                await writer.wait_closed()

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            """Keep the task, and end the connection in any case: it may be cancelled before it runs at all."""
            task = asyncio.get_running_loop().create_task(hold(reader, writer))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            task.add_done_callback(lambda _: writer.transport.abort())

        server = await asyncio.start_server(begin, HERE, port)
        self._servers.append(server)
        chosen: int = server.sockets[0].getsockname()[1]
        return chosen

    async def close(self) -> None:
        """Stop listening and break every dialogue off."""
        await self._stop_accepting()
        for server in self._servers:
            server.close()
        under_way = tuple(self._under_way)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()

    async def _stop_accepting(self) -> None:
        """Let what was accepted get its dialogue: a server that closes before that forgets the connection."""
        loop = asyncio.get_running_loop()
        # Windows' loop accepts in another way.
        with suppress(NotImplementedError):
            for server in self._servers:
                for listener in server.sockets:
                    loop.remove_reader(listener.fileno())
        # One turn makes its transport, the next its dialogue.
        for _ in range(2):
            await asyncio.sleep(0)


async def silence(reader: asyncio.StreamReader) -> None:
    """Say nothing until the client leaves."""
    while await reader.read(65_536):
        pass


async def handshake_failure(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hear a client's TLS greeting and refuse it with an alert (RFC 8446 section 6.2)."""
    await reader.read(65_536)
    writer.write(bytes.fromhex("15030300020228"))
    await writer.drain()


async def reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with RST: lingering for no time discards what was not sent (socket(7))."""
    peer = cast("socket.socket", writer.get_extra_info("socket"))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def closed_port() -> socket.socket:
    """A socket that owns a port and does not listen: who connects is refused."""
    owner = socket.socket()
    owner.bind((HERE, 0))
    return owner
