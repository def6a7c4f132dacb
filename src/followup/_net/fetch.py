"""Pages, through httpx over httpcore; nothing else imports either.

We speak to httpx's transport API without its client, which would keep cookies and log every URL at INFO.
Each request has a connection of its own, so that no answer comes over a connection that was judged
for another question.
"""

from __future__ import annotations

import ssl  # noqa: TID253 - this module is itself imported late, at the first page

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
)
from contextlib import aclosing, closing
from datetime import UTC, datetime
from itertools import islice
from typing import Any, cast

import certifi
import httpcore  # noqa: TID253 - as above
import httpx  # noqa: TID253 - as above

from followup._ask import Fault, Page, Refused, Unreachable
from followup._guard import permit_url, split_url
from followup._net.body import Body
from followup._net.limits import Stopped
from followup.errors import InvalidValue
from followup.verify.policy import VerifyPolicy


HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
# RFC 7480 section 4.2.
RDAP = "application/rdap+json, application/json;q=0.9"
_MOST_NAMES = 100
_BROKEN = (Stopped, httpcore.ProtocolError)


class _Tls(ssl.SSLContext):
    """A context that many threads share; httpcore sets ALPN anew at each connection, which races."""

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        """Nothing: what httpcore would set is what is never sent, HTTP/1.1 being the only choice."""


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The one context of a client: it costs about 40 ms. Unlike the default one it reads no environment.

    Raises:
        InvalidValue: The policy's file cannot be read.
    """
    context = _Tls(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(ca_file or certifi.where())
    except OSError as error:
        raise InvalidValue(
            "NetworkPolicy.ca_file", ca_file, f"cannot be read ({error})", "Pass a PEM file"
        ) from error
    return context


def prepare(url: str, policy: VerifyPolicy, accept: str = HTML) -> httpx.Request:
    """The request for a page, or for what else we say that we accept.

    Raises:
        Stopped: The guard forbids the URL, or it is none.
    """
    permit = permit_url(url, policy.network.ports, policy.facts)
    if not permit.allowed:
        raise Stopped(Refused(permit.reason))
    headers = {
        "User-Agent": policy.network.user_agent,
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    try:
        return httpx.Request("GET", split_url(url).geturl(), headers=headers)
    except httpx.InvalidURL as error:
        raise Stopped(Refused(f"The URL cannot be used: {error}.")) from None


def fetch(
    url: str, request: httpx.Request, transport: Transport, limit: int
) -> Page | Refused | Unreachable:
    """One request, blocking; the body is cut at the limit."""
    try:
        with transport, closing(transport.handle_request(request)) as response:
            response.request = request
            body = Body(response.headers.get("content-encoding", ""), limit)
            try:
                if all(body.take(chunk) for chunk in response.iter_raw()):
                    body.end()
            except _BROKEN:
                body.truncated = True
            return _page(url, response, body)
    except _BROKEN as error:
        return _why(error)


async def afetch(
    url: str, request: httpx.Request, transport: AsyncTransport, limit: int
) -> Page | Refused | Unreachable:
    """One request, awaited; the body is cut at the limit."""
    try:
        async with transport, aclosing(await transport.handle_async_request(request)) as response:
            response.request = request
            body = Body(response.headers.get("content-encoding", ""), limit)
            try:
                async with aclosing(cast("AsyncGenerator[bytes]", response.aiter_raw())) as chunks:
                    async for chunk in chunks:
                        if not body.take(chunk):
                            break
                    else:
                        body.end()
            except _BROKEN:
                body.truncated = True
            return _page(url, response, body)
    except _BROKEN as error:
        return _why(error)


def _page(url: str, response: httpx.Response, body: Body) -> Page:
    return Page(
        url=url,
        status=response.status_code,
        headers=tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in response.headers.raw
        ),
        body=body.octets,
        truncated=body.truncated,
        received=datetime.now(UTC),
        certificate=response.extensions.get("certificate", ()),
    )


def _seen_on(response: httpcore.Response) -> dict[str, Any]:
    """The host names that the server's certificate is made out to, read while the connection is open."""
    tls = response.extensions["network_stream"].get_extra_info("ssl_object")
    names = tls.getpeercert().get("subjectAltName", ()) if tls is not None else ()
    found = (name.lower() for kind, name in names if kind == "DNS")
    return {"certificate": tuple(islice(found, _MOST_NAMES))}


def _why(error: Exception) -> Refused | Unreachable:
    if isinstance(error, Stopped):
        return error.answer
    # The one word of httpcore's that tells silence from nonsense; h11's may quote the server at length.
    lost = "disconnected without sending" in str(error)
    return Unreachable(Fault.CONNECTION_LOST if lost else Fault.PROTOCOL, str(error)[:200])


class Transport(httpx.BaseTransport):
    """One request over one guarded connection, blocking.

    ``connect`` opens it: it is given the host's name and the port, and owns name resolution, the
    guard and the time.
    """

    def __init__(self, connect: Callable[[str, int], Any], tls: ssl.SSLContext | None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_keepalive_connections=0, network_backend=_Backend(connect)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the body is yet to be read."""
        response = self._pool.handle_request(_core_request(request))
        stream = _Stream(cast("Iterable[bytes]", response.stream), response.close)
        return httpx.Response(
            response.status, headers=response.headers, stream=stream, extensions=_seen_on(response)
        )

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """The same, awaited."""

    def __init__(
        self, connect: Callable[[str, int], Awaitable[Any]], tls: ssl.SSLContext | None
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls, max_keepalive_connections=0, network_backend=_AsyncBackend(connect)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the body is yet to be read."""
        response = await self._pool.handle_async_request(_core_request(request))
        stream = _AsyncStream(cast("AsyncIterable[bytes]", response.stream), response.aclose)
        return httpx.Response(
            response.status, headers=response.headers, stream=stream, extensions=_seen_on(response)
        )

    async def aclose(self) -> None:
        """Close the connection."""
        await self._pool.aclose()


def _core_request(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
    )


class _Stream(httpx.SyncByteStream):
    def __init__(self, chunks: Iterable[bytes], close: Callable[[], None]) -> None:
        self._chunks = chunks
        self._close = close

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def close(self) -> None:
        self._close()


class _AsyncStream(httpx.AsyncByteStream):
    def __init__(self, chunks: AsyncIterable[bytes], close: Callable[[], Awaitable[None]]) -> None:
        self._chunks = chunks
        self._close = close

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._chunks)

    async def aclose(self) -> None:
        await self._close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, connect: Callable[[str, int], Any]) -> None:
        self._connect = connect

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        return cast("httpcore.NetworkStream", self._connect(host, port))


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, connect: Callable[[str, int], Awaitable[Any]]) -> None:
        self._connect = connect

    async def connect_tcp(
        self, host: str, port: int, *_: Any, **__: Any
    ) -> httpcore.AsyncNetworkStream:
        return cast("httpcore.AsyncNetworkStream", await self._connect(host, port))
