"""A WHOIS server of a small internet (RFC 3912): a line in, a text out, goodbye."""

from __future__ import annotations

import asyncio

from collections.abc import Callable, Mapping

from followup.testing._registries import whois_text
from followup.testing._streams import reset, silence
from followup.testing.faults import WebFault
from followup.testing.log import WhoisQuestion
from followup.testing.names import Registry


_DRIP = 0.05
_GARBAGE = b"\x00\xff\xfe\x01 this is no WHOIS \x80\x81\r\n"


class WhoisServer:
    """One server and the domains that it knows."""

    def __init__(
        self, host: str, known: Mapping[str, Registry], note: Callable[[WhoisQuestion], None]
    ) -> None:
        self._host = host
        self._known = known
        self._note = note

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The dialogue on port 43."""
        query = (await reader.readline()).decode("utf-8", "replace").strip()
        self._note(WhoisQuestion(server=self._host, query=query))
        name = next((word for word in query.lower().split() if word in self._known), None)
        if name is None:
            writer.write(f'No match for "{query}".\r\n'.encode())
            await writer.drain()
            return
        registry = self._known[name]
        await asyncio.sleep(registry.delay)
        await _answer(whois_text(name, registry).encode(), registry.fault, reader, writer)


async def _answer(
    text: bytes,
    fault: WebFault | None,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    match fault:
        case None:
            writer.write(text)
        case WebFault.STALL:
            await silence(reader)
        case WebFault.GARBAGE:
            writer.write(_GARBAGE)
        case WebFault.RESET:
            await reset(writer)
        case WebFault.SLOW_BODY | WebFault.ENDLESS_BODY:
            await _go_on(writer, text, _DRIP if fault is WebFault.SLOW_BODY else 0.0)
        case _:
            return
    await writer.drain()


async def _go_on(writer: asyncio.StreamWriter, text: bytes, pause: float) -> None:
    """For ever: a line now and then, or as fast as they are read."""
    while True:
        writer.write(text)
        await writer.drain()
        await asyncio.sleep(pause)
