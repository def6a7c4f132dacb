"""The name server of a small internet, over UDP and TCP."""

# ruff: noqa: TID253 - only a LoopbackInternet that starts loads this module
from __future__ import annotations

import asyncio
import contextlib
import struct

from collections.abc import Awaitable, Callable
from typing import cast

import dns.exception
import dns.flags
import dns.message

from followup.testing._streams import HERE
from followup.testing._zones import Zones, question_of
from followup.testing.faults import DnsFault
from followup.testing.log import DnsQuestion


# RFC 1035 section 4.2.1: what UDP carries for clients that say nothing of more.
_PLAIN_UDP = 512
_TRIES = 20


class NameServer(asyncio.DatagramProtocol):
    """Answers as the zones say, or fails as they say."""

    def __init__(self, zones: Zones, note: Callable[[DnsQuestion], None]) -> None:
        self._zones = zones
        self._note = note
        self._running: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer in a task of its own, so that a slow answer holds up nobody else."""
        task = asyncio.get_running_loop().create_task(self._answer_datagram(data, addr))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The dialogue over TCP: each message with its length before it."""
        while True:
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            wire = await self._answer(await reader.readexactly(length), tcp=True)
            if wire is not None:
                writer.write(struct.pack("!H", len(wire)) + wire)
                await writer.drain()

    async def _answer_datagram(self, data: bytes, addr: tuple[str, int]) -> None:
        wire = await self._answer(data, tcp=False)
        if wire is not None:
            self._transport.sendto(wire, addr)

    async def _answer(self, data: bytes, *, tcp: bool) -> bytes | None:
        try:
            query = dns.message.from_wire(data)
            asked = question_of(query, tcp=tcp)
        except (dns.exception.DNSException, IndexError):
            return None
        self._note(asked)
        behaviour = self._zones.behaviour(asked)
        await asyncio.sleep(behaviour.delay)
        match behaviour.fault:
            case DnsFault.TIMEOUT:
                return None
            case DnsFault.GARBAGE:
                return data[:2] + b"\xff" * 30
            case fault:
                response = self._zones.answer(query, fault)
        return _wire(query, response, tcp=tcp, cut=fault is DnsFault.TRUNCATED)


async def bind_both(
    protocol: Callable[[], asyncio.DatagramProtocol], listen: Callable[[int], Awaitable[int]]
) -> tuple[asyncio.DatagramTransport, int]:
    """One port for UDP and TCP.

    Args:
        protocol: Makes the protocol for UDP, which chooses the port.
        listen: Listens on a port for TCP, or raises OSError if somebody else has it.
    """
    loop = asyncio.get_running_loop()
    for _ in range(_TRIES):
        transport, _ = await loop.create_datagram_endpoint(protocol, (HERE, 0))
        with contextlib.suppress(OSError):
            return transport, await listen(transport.get_extra_info("sockname")[1])
        transport.abort()
    raise OSError(f"No port was free for both UDP and TCP in {_TRIES} tries.")


def _wire(
    query: dns.message.Message, response: dns.message.Message, *, tcp: bool, cut: bool
) -> bytes:
    if tcp:
        return response.to_wire()
    with contextlib.suppress(dns.exception.TooBig):
        if not cut:
            return response.to_wire(max_size=max(query.payload, _PLAIN_UDP))
    short = dns.message.make_response(query, recursion_available=True)
    short.flags |= dns.flags.TC
    return short.to_wire()
