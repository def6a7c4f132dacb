"""The web servers of a small internet: HTTP and HTTPS, told apart by the host that a request names."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib

from collections.abc import Callable, Iterator

from followup.testing._certificates import Certificates
from followup.testing._layout import Layout
from followup.testing._streams import reset, silence
from followup.testing.faults import TlsSetup, WebFault
from followup.testing.log import Connection, WebRequest
from followup.testing.world import Reply


_DRIP = 0.05
_CHUNK = 1_000
_MEBIBYTE = 1_048_576
_HUGE_HEADERS = 200_000
_STRANGER = Reply(status=421, html="Misdirected Request")


class WebServer:
    """Serves all sites of a world on one port."""

    def __init__(
        self,
        layout: Layout,
        note: Callable[[Connection | WebRequest], None],
        certificates: Certificates,
    ) -> None:
        self._layout = layout
        self._note = note
        self._tls = certificates.server_context(self._greeted)

    async def http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The dialogue on port 80."""
        asked = await self._read(reader, "http")
        self._note(Connection(port=80, host=asked.host))
        await self._serve(asked, reader, writer)

    async def https(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The dialogue on port 443."""
        # Not start_server(ssl=…): a client that never greets would outlive the block.
        await writer.start_tls(self._tls)
        await self._serve(await self._read(reader, "https"), reader, writer)

    def _greeted(self, name: str | None) -> TlsSetup:
        self._note(Connection(port=443, host=name))
        site = self._layout.site(name) if name else None
        return site.tls if site else TlsSetup.OK

    async def _read(self, reader: asyncio.StreamReader, scheme: str) -> WebRequest:
        request = _request(scheme, await reader.readuntil(b"\r\n\r\n"))
        self._note(request)
        return request

    async def _serve(
        self, asked: WebRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while True:
            site = self._layout.site(asked.host)
            reply = site.reply_to(asked.path) if site else _STRANGER
            await asyncio.sleep(reply.delay)
            if reply.fault is WebFault.STALL:
                await silence(reader)
            await _answer(writer, reply, asked)
            if reply.fault or asked.header("connection").lower() == "close":
                return
            asked = await self._read(reader, asked.scheme)


def _request(scheme: str, head: bytes) -> WebRequest:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target = (*first.split(" "), "/")[:2]
    fields = (line.partition(":") for line in lines)
    headers = tuple((name.lower(), value.strip()) for name, _, value in fields)
    host = dict(headers).get("host", "").lower()
    return WebRequest(url=f"{scheme}://{host}{target}", method=method, headers=headers)


async def _answer(writer: asyncio.StreamWriter, reply: Reply, asked: WebRequest) -> None:
    if reply.fault:
        await _FAULTS[reply.fault](writer, reply)
        return
    octets = reply.html.encode(reply.charset, "replace")
    fields = {}
    if reply.gzip and "gzip" in asked.header("accept-encoding"):
        octets, fields["Content-Encoding"] = gzip.compress(octets), "gzip"
    if reply.chunked:
        fields["Transfer-Encoding"] = "chunked"
        octets = b"".join(_chunks(octets))
    else:
        fields["Content-Length"] = str(len(octets))
    writer.write(_head(reply, fields) + (b"" if asked.method == "HEAD" else octets))
    await writer.drain()


def _chunks(octets: bytes) -> Iterator[bytes]:
    """Chunked transfer coding (RFC 9112 section 7.1)."""
    for start in range(0, len(octets), _CHUNK):
        part = octets[start : start + _CHUNK]
        yield b"%x\r\n%b\r\n" % (len(part), part)
    yield b"0\r\n\r\n"


def _head(reply: Reply, own: dict[str, str]) -> bytes:
    honest = f"text/html; charset={reply.charset}"
    kind = honest if reply.content_type is None else reply.content_type
    fields = {"Server": "followup-testing", "Content-Type": kind, **own}
    if reply.redirect is not None:
        fields["Location"] = reply.redirect
    given = {name.lower() for name in reply.headers}
    kept = {name: value for name, value in fields.items() if name.lower() not in given and value}
    lines = [f"{name}: {value}\r\n" for name, value in {**kept, **reply.headers}.items()]
    return f"HTTP/1.1 {reply.code} Reply\r\n{''.join(lines)}\r\n".encode("latin-1", "replace")


async def _drop(_writer: asyncio.StreamWriter, _reply: Reply) -> None:
    """The caller closes the connection."""


async def _reset(writer: asyncio.StreamWriter, _reply: Reply) -> None:
    await reset(writer)


async def _drip(writer: asyncio.StreamWriter, head: bytes, octets: bytes) -> None:
    writer.write(head)
    drops = itertools.cycle(octets)
    while True:
        writer.write(bytes([next(drops)]))
        await writer.drain()
        await asyncio.sleep(_DRIP)


async def _slow_headers(writer: asyncio.StreamWriter, _reply: Reply) -> None:
    await _drip(writer, b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n")


async def _slow_body(writer: asyncio.StreamWriter, reply: Reply) -> None:
    await _drip(writer, _head(reply, {}), b"<p>slow</p>")


async def _endless_body(writer: asyncio.StreamWriter, reply: Reply) -> None:
    await _pour(writer, _head(reply, {}), itertools.repeat(b"<p>more</p>" * 1_000))


async def _gzip_bomb(writer: asyncio.StreamWriter, reply: Reply) -> None:
    await _pour(writer, _head(reply, {"Content-Encoding": "gzip"}), _bomb())


async def _huge_headers(writer: asyncio.StreamWriter, reply: Reply) -> None:
    lines = (f"X-Huge-{number}: {'x' * 80}\r\n".encode() for number in range(_HUGE_HEADERS))
    await _pour(writer, f"HTTP/1.1 {reply.code} OK\r\n".encode(), lines)


async def _wrong_length(writer: asyncio.StreamWriter, reply: Reply) -> None:
    body = reply.html.encode(reply.charset, "replace")
    writer.write(_head(reply, {"Content-Length": str(len(body) + 1_000)}) + body)
    await writer.drain()


async def _garbage(writer: asyncio.StreamWriter, _reply: Reply) -> None:
    writer.write(b"\x00\xff\xfe this is no HTTP\r\n\r\n")
    await writer.drain()


async def _pour(writer: asyncio.StreamWriter, head: bytes, parts: Iterator[bytes]) -> None:
    writer.write(head)
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(0)


def _bomb() -> Iterator[bytes]:
    """100 MiB of zeros in about 100 KiB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(100):
        yield packer.compress(bytes(_MEBIBYTE))
    yield packer.flush()


_FAULTS = {
    WebFault.STALL: _drop,
    WebFault.DROP: _drop,
    WebFault.RESET: _reset,
    WebFault.SLOW_HEADERS: _slow_headers,
    WebFault.SLOW_BODY: _slow_body,
    WebFault.ENDLESS_BODY: _endless_body,
    WebFault.GZIP_BOMB: _gzip_bomb,
    WebFault.HUGE_HEADERS: _huge_headers,
    WebFault.WRONG_LENGTH: _wrong_length,
    WebFault.GARBAGE: _garbage,
}
