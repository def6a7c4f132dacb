"""Both drivers behind one face, so that every test here is a promise that both keep."""

from __future__ import annotations

import asyncio
import importlib

import attrs
import pytest

from followup._ask import Addresses, AddressLookup, ask, together
from followup._net.aio import AsyncNetwork
from followup._net.blocking import Network
from followup._net.counters import Counter
from followup._net.drive import arun, run
from followup.testing import Dns, Domain, LoopbackInternet, Reply, Site, World
from followup.testing._smtp import MailExchange


@pytest.fixture(scope="session", autouse=True)
def _loaded():
    """Load what a first question loads, so that no test with a short time-out pays for it."""
    for module in ("fetch", "resolve"):
        importlib.import_module(f"followup._net.{module}")


class Blocking:
    """Asks through ``Network``."""

    def __init__(self, policy):
        self.network = Network(policy)

    def run(self, flow, within=60.0):
        """The result of a flow."""
        return run(flow, self.network, within)

    def ask(self, *questions, within=60.0):
        """The answers to questions that are asked one after the other."""
        return [self.run(ask(question), within) for question in questions]

    def at_once(self, *questions, within=60.0):
        """The answers to questions that are asked at the same time."""
        return list(self.run(together(*map(ask, questions)), within))

    def knowing(self, host):
        """The same, and it remembers the host's address: none of a short time goes into finding it."""
        [found] = self.ask(AddressLookup(host))
        assert isinstance(found, Addresses)
        return self

    def close(self):
        """Nothing is open between questions."""


class Awaited(Blocking):
    """Asks through ``AsyncNetwork``, in a loop of its own."""

    def __init__(self, policy):
        self.loop = asyncio.Runner()
        self.network = AsyncNetwork(policy)

    def run(self, flow, within=60.0):
        """The result of a flow."""
        return self.loop.run(arun(flow, self.network, within))

    def close(self):
        """End the loop."""
        self.loop.close()


@pytest.fixture(params=[Blocking, Awaited], ids=["blocking", "asyncio"])
def connect(request):
    """Opens a network with a policy; it closes with the test."""
    opened = []

    def opening(policy):
        opened.append(request.param(policy))
        return opened[-1]

    yield opening
    for network in opened:
        network.close()


@pytest.fixture
def until_all_ask(monkeypatch):
    """Mail servers are silent until so many have asked: no slowness of some decides who shares a connection."""
    asking = []

    def join(counter, caller, original=Counter.join):
        original(counter, caller)
        asking.append(caller)

    def silent_until(number):
        async def say(exchange, writer, reply, original=MailExchange._say):
            while len(asking) < number:  # noqa: ASYNC110 - other threads write it
                await asyncio.sleep(0.01)
            await original(exchange, writer, reply)

        monkeypatch.setattr(Counter, "join", join)
        monkeypatch.setattr(MailExchange, "_say", say)

    return silent_until


_PAGES = {
    "/": "<h1>Aguas</h1>",
    "/packed": Reply(html="agua " * 1_000, gzip=True),
    "/moved": Reply(redirect="/elsewhere"),
    "/cookie": Reply(headers={"Set-Cookie": "a=b", "X-Odd": "caf\xe9"}),
    "/empty": Reply(status=204),
    "/slow-headers": Reply(fault="slow_headers"),
    "/slow-body": Reply(fault="slow_body"),
    "/stall": Reply(fault="stall"),
    "/endless": Reply(fault="endless_body"),
    "/bomb": Reply(fault="gzip_bomb"),
    "/huge-headers": Reply(fault="huge_headers"),
    "/short": Reply(html="<p>cut", fault="wrong_length"),
    "/drop": Reply(fault="drop"),
    "/reset": Reply(fault="reset"),
    "/garbage": Reply(fault="garbage"),
    "/zstd": Reply(html="?", headers={"Content-Encoding": "zstd"}),
    "/twice": Reply(html="?", headers={"Content-Encoding": "gzip, gzip"}),
    "/not-gzip": Reply(html="plain", headers={"Content-Encoding": "gzip"}),
    "/late": Reply(html="late", delay=0.5),
}
_TLS = ("expired", "self_signed", "wrong_host", "untrusted", "failed", "stalled", "none")
_WORLD = World(
    {
        "aguas.example": Domain(site=Site(pages=_PAGES)),
        "nobody.example": Domain(),
        "two.example": Domain(
            site=Site(pages="second"), dns=Dns(addresses=("192.31.196.251", "192.31.196.252"))
        ),
        **{
            f"{kind.replace('_', '-')}.example": Domain(site=Site(pages="x", tls=kind))
            for kind in _TLS
        },
    }
)


@pytest.fixture(scope="module")
def internet():
    """The web of these tests; files with another world have their own."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def policy(internet):
    """Leads to that internet."""
    return internet.policy


@pytest.fixture
def tuned(policy):
    """Makes the same policy with other network settings."""
    return lambda **network: attrs.evolve(policy, network=attrs.evolve(policy.network, **network))
