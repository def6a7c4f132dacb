"""Turns at hosts, and what is forgotten of them."""

from __future__ import annotations

import asyncio
import math
import time

import pytest

from followup._ask import Fault
from followup._net.limits import Allowance, AsyncLimits, Limits, Stopped
from followup.verify.policy import NetworkPolicy


_FAST = NetworkPolicy(rate_per_host=1e9)
_PLENTY = Allowance.by(math.inf)


def test_an_allowance_knows_why_it_ends(no_time_passes):
    """The world's slowness within the deadline, ours beyond it."""
    assert Allowance.within(1.0, 60.0) == Allowance(1.0, Fault.TIMEOUT)
    assert Allowance.within(60.0, 1.0) == Allowance(1.0, Fault.DEADLINE)


def test_an_allowance_that_is_used_up_stops():
    """With the answer to the question in it."""
    with pytest.raises(Stopped) as stopped:
        Allowance(0.0, Fault.TIMEOUT).left()

    assert stopped.value.answer.fault is Fault.TIMEOUT


def test_hosts_at_rest_are_forgotten():
    """A million hosts leave no million entries."""
    limits = Limits(_FAST)
    for number in range(1_000):
        with limits.turn(f"{number}.example", _PLENTY):
            pass

    assert len(limits._hosts._known) <= 3


def test_hosts_at_rest_are_forgotten_under_asyncio_too():
    """The registry is the same."""

    async def main():
        limits = AsyncLimits(_FAST)
        for number in range(1_000):
            async with limits.turn(f"{number}.example", _PLENTY):
                pass
        return len(limits._hosts._known)

    assert asyncio.run(main()) <= 3


def test_a_busy_host_is_remembered():
    """Its guests and its rate count."""
    limits = Limits(NetworkPolicy(rate_per_host=1e-3, max_per_host=1))

    with limits.turn("busy.example", _PLENTY):
        for number in range(5):
            with limits.turn(f"{number}.example", _PLENTY):
                pass
        with pytest.raises(Stopped), limits.turn("busy.example", _soon()):
            pass
    with pytest.raises(Stopped), limits.turn("busy.example", _soon()):
        pass


def test_a_turn_that_failed_is_given_back():
    """The next one gets it."""
    limits = Limits(NetworkPolicy(rate_per_host=1e9, max_per_host=1, max_in_flight=1))

    with pytest.raises(ZeroDivisionError), limits.turn("a.example", _PLENTY):
        raise ZeroDivisionError
    with limits.turn("a.example", _PLENTY):
        pass


def test_without_hosts_only_the_whole_counts():
    """As for names, which bother no host that we know."""
    limits = Limits(NetworkPolicy(max_in_flight=1))

    with limits.place(_PLENTY), pytest.raises(Stopped), limits.place(_soon()):
        pass


def test_without_hosts_only_the_whole_counts_under_asyncio_too():
    """The same."""

    async def main():
        limits = AsyncLimits(NetworkPolicy(max_in_flight=1))
        async with limits.place(_PLENTY):
            with pytest.raises(Stopped):
                async with limits.place(_soon()):
                    pass

    asyncio.run(main())


def _soon():
    return Allowance.by(time.monotonic() + 0.05)
