"""The life of a small internet."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import math
import socket
import subprocess
import sys
import threading

from pathlib import Path

import attrs
import pytest

from followup.errors import ClosedClient, InvalidValue
from followup.testing import Domain, LoopbackInternet, World
from followup.verify.policy import VerifyPolicy


_WORLD = World({"aguas.example": Domain(site="<h1>Aguas</h1>", mail=["compras"])})


def _running():
    return sum(thread.name == "followup-loopback" for thread in threading.enumerate())


def test_everything_stops_with_the_block(client):
    """Thread, ports and file are gone; the log stays."""
    before = _running()
    with LoopbackInternet(_WORLD) as internet:
        ca_file = Path(internet.policy.network.ca_file)
        client(internet).get("aguas.example", tls=True)
        assert ca_file.exists()
        assert _running() == before + 1

    gc.collect()
    assert _running() == before
    assert not ca_file.exists()
    with pytest.raises(ConnectionRefusedError):
        client(internet).look_up("aguas.example", "A", over="tcp")
    assert internet.log.urls == ("https://aguas.example/",)


def test_it_stops_when_the_block_fails_too():
    """The error comes out as it was."""
    before = _running()
    with pytest.raises(ZeroDivisionError), LoopbackInternet(_WORLD):
        raise ZeroDivisionError
    assert _running() == before


def test_several_run_at_once(client):
    """Each has its own ports, roots and log."""
    with LoopbackInternet(_WORLD) as one, LoopbackInternet(_WORLD) as two:
        client(one).get("aguas.example", tls=True)
        assert one.policy != two.policy
    assert [len(internet.log.requests) for internet in (one, two)] == [1, 0]


def test_it_works_inside_a_running_loop(client):
    """As in asynchronous tests and notebooks."""

    async def visit():
        with LoopbackInternet(_WORLD) as internet:
            return await asyncio.to_thread(client(internet).get, "aguas.example")

    assert asyncio.run(visit()).status == 200


def test_the_policy_is_an_ordinary_value():
    """It can be changed with attrs.evolve, and the guard is on."""
    with LoopbackInternet(_WORLD) as internet:
        slower = attrs.evolve(
            internet.policy, network=attrs.evolve(internet.policy.network, timeout=9)
        )

    assert (VerifyPolicy, 9, True) == (
        type(slower),
        slower.network.timeout,
        slower.network.routes == internet.policy.network.routes,
    )
    assert not slower.permits("127.0.0.1").allowed


@pytest.mark.parametrize("leeway", [1, 20])
def test_the_policy_waits_as_long_as_it_is_told(leeway):
    """Everything that is waited for, and nothing else, is so many times as much."""
    with LoopbackInternet(World(), leeway=leeway) as internet:
        network = internet.policy.network

    waits = (network.deadline, network.timeout, network.dns_timeout, network.dns_lifetime)
    assert waits == pytest.approx([5.0 * leeway, 1.5 * leeway, 0.4 * leeway, 1.2 * leeway])
    assert (network.rate_per_host, internet.policy.patience) == (1_000.0, 0.0)


@pytest.mark.parametrize("leeway", [0, -1.0, math.inf, math.nan])
def test_no_leeway_at_all_and_leeway_for_ever_are_refused(leeway):
    """Before anything starts."""
    with pytest.raises(InvalidValue, match=r"leeway.*finite number above 0"):
        LoopbackInternet(World(), leeway=leeway)


def test_there_is_no_policy_before_the_block():
    """And the message says so."""
    with pytest.raises(ClosedClient, match="LoopbackInternet is closed"):
        _ = LoopbackInternet(_WORLD).policy


def test_without_the_extra_the_message_names_it():
    """``import followup.testing`` works without trustme; starting says what to install."""
    script = """
import sys
sys.modules["trustme"] = None
from followup.testing import LoopbackInternet, World
for heavy in ("dns", "cryptography", "httpx"):
    assert heavy not in sys.modules, heavy
try:
    LoopbackInternet(World()).__enter__()
except ImportError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip()[-26:], done.stderr) == ("Install followup[testing].", "")


@pytest.mark.parametrize("turns", range(8))
def test_a_connection_ends_with_the_block_however_new_it_is(turns):
    """Accepted, or about to hold its dialogue, or in the midst of it: nothing of it is left to be collected."""
    from followup.testing._streams import HERE, Streams, silence

    async def visit():
        streams = Streams()
        port = await streams.listen(lambda reader, _: silence(reader))
        caller = socket.create_connection((HERE, port))
        for _ in range(turns):
            await asyncio.sleep(0)
        await streams.close()
        return caller

    with asyncio.run(visit()) as caller:
        gc.collect()
        with contextlib.suppress(ConnectionResetError):
            assert caller.recv(1) == b""


def test_a_port_that_is_taken_for_tcp_is_given_back():
    """The name server tries another, so that UDP and TCP share one."""
    from followup.testing._dns import bind_both

    tried = []

    async def listen(port):
        tried.append(port)
        if len(tried) == 1:
            raise OSError
        return port

    async def bind():
        transport, port = await bind_both(asyncio.DatagramProtocol, listen)
        transport.abort()
        return port

    assert [asyncio.run(bind())] == tried[1:]


def test_if_no_port_is_free_it_says_so():
    """After some tries."""
    from followup.testing._dns import bind_both

    async def listen(_port):
        raise OSError

    with pytest.raises(OSError, match="No port was free"):
        asyncio.run(bind_both(asyncio.DatagramProtocol, listen))
