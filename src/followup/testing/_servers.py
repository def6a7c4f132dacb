"""Starts every server of a small internet, and says where each address leads."""

from __future__ import annotations

import asyncio
import contextlib

from collections.abc import AsyncIterator, Callable
from typing import Any

import attrs

from followup.testing._certificates import Certificates
from followup.testing._dns import NameServer, bind_both
from followup.testing._layout import Layout, MailServer
from followup.testing._registries import facts_of
from followup.testing._smtp import MailExchange
from followup.testing._streams import (
    HERE,
    Dialogue,
    Streams,
    closed_port,
    handshake_failure,
    silence,
)
from followup.testing._web import WebServer
from followup.testing._whois import WhoisServer
from followup.testing._zones import Zones
from followup.testing.faults import MailFault, TlsSetup
from followup.testing.log import Connection
from followup.testing.world import Site
from followup.verify.policy import Endpoint, NetworkPolicy, Route, VerifyPolicy


_OUT_OF_ORDER: dict[TlsSetup, Dialogue] = {
    TlsSetup.FAILED: handshake_failure,
    TlsSetup.STALLED: lambda reader, _writer: silence(reader),
}


@contextlib.asynccontextmanager
async def serving(
    layout: Layout, note: Callable[[Any], None], leeway: float
) -> AsyncIterator[VerifyPolicy]:
    """All servers of a world; the policy leads to them. They end with the block."""
    async with contextlib.AsyncExitStack() as stack:
        closed = stack.enter_context(closed_port())
        certificates = Certificates()
        ca_file = stack.enter_context(certificates.root_file())
        streams = Streams()
        stack.push_async_callback(streams.close)
        begin = _Begin(layout, note, streams, certificates, closed.getsockname()[1])
        name_server = await begin.dns(stack)
        routes = (*await begin.web(), *await begin.mail(), *await begin.whois())
        network = attrs.evolve(
            _quick(leeway), dns_servers=(name_server,), routes=routes, ca_file=ca_file
        )
        facts = facts_of(layout.world)
        yield VerifyPolicy(network=network, helo="verifier.example", facts=facts)


def _quick(leeway: float) -> NetworkPolicy:
    """Nobody is far away here, so a silence is soon known; nobody is bothered, so there is no rate to keep."""
    return NetworkPolicy(
        deadline=5.0 * leeway,
        timeout=1.5 * leeway,
        dns_timeout=0.4 * leeway,
        dns_lifetime=1.2 * leeway,
        rate_per_host=1_000.0,
        mail_rate_per_host=1_000.0,
    )


@attrs.frozen
class _Begin:
    """What every server needs to begin."""

    layout: Layout
    note: Callable[[Any], None]
    streams: Streams
    certificates: Certificates
    closed: int

    async def dns(self, stack: contextlib.AsyncExitStack) -> Endpoint:
        """The name server, on one port for UDP and TCP."""
        server = NameServer(Zones(self.layout), self.note)
        transport, port = await bind_both(
            lambda: server, lambda port: self.streams.listen(server.stream, port)
        )
        stack.callback(transport.abort)
        return Endpoint(HERE, port)

    async def web(self) -> tuple[Route, ...]:
        """Ports 80 and 443 of every address."""
        server = WebServer(self.layout, self.note, self.certificates)
        http = await self.streams.listen(server.http)
        https = await self.streams.listen(server.https)
        routes = []
        for address, sites in self.layout.web.items():
            plain = any(site.http for site in sites.values())
            routes.append(_route(80, http if plain else self.closed, address))
            routes.append(_route(443, await self._tls_port(sites, https), address))
        return tuple(routes)

    async def _tls_port(self, sites: dict[str, Site], https: int) -> int:
        setups = {site.tls: host for host, site in sites.items()}
        if setups.keys() - _OUT_OF_ORDER.keys() - {TlsSetup.NONE}:
            return https
        for setup, host in setups.items():
            if setup in _OUT_OF_ORDER:
                return await self._listen_for(443, host, _OUT_OF_ORDER[setup])
        return self.closed

    async def _listen_for(self, port: int, host: str, dialogue: Dialogue) -> int:
        async def noted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.note(Connection(port=port, host=host))
            await dialogue(reader, writer)

        return await self.streams.listen(noted)

    async def mail(self) -> tuple[Route, ...]:
        """Port 25 of every address; each mail server has a port of its own here, since it speaks first."""
        addresses = dict.fromkeys((*self.layout.web, *self.layout.mail))
        return tuple(
            [_route(25, await self._mail_port(self.layout.mail.get(one)), one) for one in addresses]
        )

    async def whois(self) -> tuple[Route, ...]:
        """Port 43 of the registries that have one."""
        routes = []
        for address, (host, known) in self.layout.whois.items():
            server = WhoisServer(host, known, self.note)
            routes.append(_route(43, await self._listen_for(43, host, server.converse), address))
        return tuple(routes)

    async def _mail_port(self, server: MailServer | None) -> int:
        if server is None or server.conduct.fault is MailFault.CLOSED:
            return self.closed
        setup = server.conduct.tls
        exchange = MailExchange(
            server, self.note, lambda: self.certificates.context(server.host, setup)
        )
        return await self._listen_for(25, server.host, exchange.converse)


def _route(port: int, to: int, address: str) -> Route:
    return Route(port, Endpoint(HERE, to), address)
