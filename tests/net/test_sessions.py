"""Callers whose time runs out before the one who leads is done."""

from __future__ import annotations

import asyncio
import threading

from concurrent.futures import ThreadPoolExecutor

from followup._ask import Fault, RecipientProbe, Unreachable
from followup._net.limits import AsyncLimits, Limits, Stopped
from followup._net.sessions import AsyncSessions, Sessions
from followup.verify import NetworkPolicy


_POLICY = NetworkPolicy()
_REFUSED = Unreachable(Fault.CONNECTION_REFUSED)


def _probe(person):
    return RecipientProbe(server="mx.a.example", recipients=(person,), helo="me.example")


def test_a_thread_that_waits_gives_up_at_its_own_deadline(no_time_passes):
    """The one who leads goes on."""
    connecting, given_up = threading.Event(), threading.Event()

    def connect(_server, _allowance):
        connecting.set()
        given_up.wait()
        raise Stopped(_REFUSED)

    sessions = Sessions(_POLICY, Limits(_POLICY), connect)
    with ThreadPoolExecutor(1) as threads:
        leader = threads.submit(sessions.ask, _probe("a"), 120.0)
        connecting.wait()
        late = sessions.ask(_probe("b"), 0.05)
        given_up.set()

    assert late.fault is Fault.DEADLINE
    assert leader.result() == _REFUSED


def test_a_task_that_waits_gives_up_at_its_own_deadline(no_time_passes):
    """The same, awaited."""

    async def both():
        connecting, given_up = asyncio.Event(), asyncio.Event()

        async def connect(_server, _allowance):
            connecting.set()
            await given_up.wait()
            raise Stopped(_REFUSED)

        sessions = AsyncSessions(_POLICY, AsyncLimits(_POLICY), connect)
        leader = asyncio.create_task(sessions.ask(_probe("a"), 120.0))
        await connecting.wait()
        late = await sessions.ask(_probe("b"), 0.05)
        given_up.set()
        return late, await leader

    late, led = asyncio.run(both())

    assert late.fault is Fault.DEADLINE
    assert led == _REFUSED
