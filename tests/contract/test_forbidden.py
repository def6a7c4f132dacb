"""Server-side request forgery, against a real listener: it must hear nothing."""

from __future__ import annotations

import socket
import threading

import attrs
import pytest

from followup._ask import PageFetch, RecipientProbe, Refused
from followup.testing import Dns, Domain, LoopbackInternet, Reply, Site, World
from followup.verify.policy import Endpoint, NetworkPolicy, VerifyPolicy


_PRIVATE = {
    "loopback": "127.0.0.1",
    "loopback-block": "127.9.9.9",
    "this-network": "0.0.0.0",
    "ten": "10.0.0.1",
    "carrier": "100.64.0.1",
    "link-local": "169.254.10.10",
    "metadata": "169.254.169.254",
    "azure": "168.63.129.16",
    "alibaba": "100.100.100.200",
    "private": "172.16.0.1",
    "home": "192.168.1.1",
    "documentation": "192.0.2.1",
    "relay": "192.88.99.1",
    "benchmark": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "loopback6": "::1",
    "unspecified6": "::",
    "mapped": "::ffff:127.0.0.1",
    "mapped-private": "::ffff:10.0.0.1",
    "compatible": "::127.0.0.1",
    "nat64": "64:ff9b::7f00:1",
    "nat64-local": "64:ff9b:1::1",
    "sixtofour": "2002:7f00:1::1",
    "teredo": "2001::1",
    "unique-local": "fd00:ec2::254",
    "link-local6": "fe80::1",
    "site-local6": "fec0::1",
    "multicast6": "ff02::1",
    "documentation6": "2001:db8::1",
}
_LITERALS = [
    *(f"[{address}]" if ":" in address else address for address in _PRIVATE.values()),
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "127.0.0.1.",
    "\uff11\uff12\uff17.0.0.1",
    "127\u30020\u30020\u30021",
    "\u2460\u2461\u2466.0.0.1",
    "[fe80::1%25eth0]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "localhost",
    "LOCALHOST.",
    "app.localhost",
    "router.local",
    "metadata.google.internal",
    "intranet",
    "8.8.8.8@127.0.0.1",
    "user:word@127.0.0.1",
    "127.0.0.1%2eexample.com",
    "example.com%00.127.0.0.1",
    "1.2.3.4.5",
]


class _Listener:
    """Counts who connects to it."""

    def __init__(self):
        self.heard = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.heard += 1
            caller.close()

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener():
    """Nobody should ever reach it."""
    listener = _Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def internet():
    """Names that lead inside, each in its way."""
    domains = {f"{name}.example": Domain(dns=Dns(addresses=(a,))) for name, a in _PRIVATE.items()}
    domains["mixed.example"] = Domain(dns=Dns(addresses=("192.31.196.200", "10.0.0.1")))
    domains["mixed6.example"] = Domain(dns=Dns(addresses=("192.31.196.201", "::1")))
    domains["turning.example"] = Domain(
        site=Site(pages="public"),
        dns=Dns(rebinding=("192.31.196.202", "127.0.0.1")),
    )
    domains["door.example"] = Domain(
        site=Site(pages={"/": Reply(redirect="http://127.0.0.1/admin")})
    )
    domains["alias.example"] = Domain(dns=Dns(zone="www CNAME loopback.example."))
    with LoopbackInternet(World(domains)) as internet:
        yield internet


@pytest.mark.parametrize("host", _LITERALS)
def test_an_address_inside_is_never_connected_to(connect, listener, host):
    """In whatever notation: the policy even lists the listener's port."""
    policy = VerifyPolicy(network=NetworkPolicy(ports=(80, 443, listener.port)))

    answers = connect(policy).ask(
        PageFetch(f"http://{host}:{listener.port}/"), PageFetch(f"http://{host}/")
    )

    assert [Refused, Refused] == [type(answer) for answer in answers]
    assert listener.heard == 0


@pytest.mark.parametrize("name", [*_PRIVATE, "mixed", "mixed6"])
def test_a_name_that_leads_inside_is_never_connected_to(connect, internet, listener, name):
    """One bad address among good ones is enough, for pages and for mail."""
    policy = _unrouted(internet.policy, listener)

    answers = connect(policy).ask(
        PageFetch(f"http://{name}.example:{listener.port}/"),
        RecipientProbe(server=f"{name}.example", recipients=("a@b.example",), helo="c.example"),
    )

    assert [Refused, Refused] == [type(answer) for answer in answers]
    assert listener.heard == 0


def test_an_alias_that_leads_inside_is_never_connected_to(connect, internet, listener):
    """The addresses at the end of the chain are judged."""
    policy = _unrouted(internet.policy, listener)

    [answer] = connect(policy).ask(PageFetch(f"http://www.alias.example:{listener.port}/"))

    assert isinstance(answer, Refused)
    assert listener.heard == 0


def test_a_redirect_that_leads_inside_is_a_new_question_and_refused(connect, internet, listener):
    """No hop is followed here; the next one is judged like the first."""
    network = connect(internet.policy)

    [door] = network.ask(PageFetch("http://door.example/"))
    [inside] = network.ask(PageFetch(door.header("location")))

    assert isinstance(inside, Refused)
    assert listener.heard == 0


def test_a_name_that_turns_inside_between_two_questions_is_refused(connect, internet, listener):
    """First public, then private: the second connection is judged by the second answer."""
    brief = attrs.evolve(
        internet.policy, network=attrs.evolve(internet.policy.network, cache_seconds=1e-9)
    )
    network = connect(brief)

    first, second = network.ask(
        PageFetch("http://turning.example/"), PageFetch("http://turning.example/")
    )
    [third] = connect(internet.policy).ask(PageFetch("http://turning.example/"))

    assert getattr(first, "body", b"public") == b"public"
    assert [Refused, Refused] == [type(second), type(third)]


def test_the_address_that_was_judged_is_the_one_that_is_used(connect, internet):
    """A name is resolved once for a connection; nothing asks for it again in between."""
    before = len(internet.log.dns)

    connect(internet.policy).ask(PageFetch("http://door.example/"))

    asked = [question.kind for question in internet.log.dns[before:]]
    assert sorted(asked) == ["A", "AAAA"]


def test_ports_that_are_not_the_webs_are_refused(connect, internet):
    """Databases and caches do not listen on web ports."""
    answers = connect(internet.policy).ask(
        *(PageFetch(f"http://door.example:{port}/") for port in (22, 25, 6379, 65_535))
    )

    assert {Refused} == {type(answer) for answer in answers}


def _unrouted(policy: VerifyPolicy, listener: _Listener) -> VerifyPolicy:
    """The sandbox's names with no sandbox behind: what the guard lets through would be connected to."""
    network = attrs.evolve(policy.network, routes=None, ports=(80, 443, listener.port))
    return attrs.evolve(policy, network=network)


def test_the_listener_hears_whom_it_should(listener):
    """The counter itself works."""
    endpoint = Endpoint("127.0.0.1", listener.port)

    with socket.create_connection((endpoint.address, endpoint.port)) as caller:
        caller.recv(1)

    assert listener.heard == 1
