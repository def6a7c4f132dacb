"""What a server that is asked too often wants of us."""

from __future__ import annotations

import asyncio
import math

from datetime import UTC, datetime

import pytest

from followup._ask import Fault, Page, Unreachable
from followup._net.limits import Allowance, AsyncLimits, Limits, Stopped
from followup._net.patience import pause_of
from followup._net.store import Memory, Store
from followup.verify.policy import NetworkPolicy


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def page(status, after=None):
    """An answer with or without the header."""
    headers = () if after is None else (("retry-after", after),)
    return Page(url="https://a.example", status=status, headers=headers)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (page(429, "60"), 60.0),
        (page(429), 30.0),
        (page(429, "soon"), 30.0),
        (page(429, "-5"), 30.0),
        (page(429, "9" * 5_000), 86_400.0),
        (page(429, "Sun, 22 Nov 2026 09:01:00 GMT"), 60.0),
        (page(429, "Sun, 22 Nov 2026 09:01:00 -0000"), 60.0),
        (page(429, "Sun, 22 Nov 2026 08:00:00 GMT"), 0.0),
        (page(429, "Sun, 99 Nov 99999999999 08:00:00 GMT"), 30.0),
        (page(503, "0"), 0.0),
        (page(503), None),
        (page(500, "60"), None),
        (page(200, "60"), None),
        (Unreachable(Fault.TIMEOUT), None),
    ],
)
def test_for_how_long_a_server_wants_peace(answer, seconds):
    """Seconds or a date; at most a day; a 429 that says nothing wants half a minute."""
    assert pause_of(answer, NOW) == seconds


def test_the_present_hour_is_the_usual_one():
    """A date that is past asks for nothing."""
    assert pause_of(page(429, "Sun, 22 Nov 1998 09:01:00 GMT")) == 0.0


def test_a_host_that_wants_peace_is_not_asked_before_its_time(no_time_passes):
    """Who has no time to wait is told why; a shorter wish does not shorten a longer one."""
    limits = Limits(NetworkPolicy())
    limits.postpone("a.example", 3_600.0)
    limits.postpone("a.example", 1.0)

    with pytest.raises(Stopped) as stopped, limits.turn("a.example", Allowance.within(1, math.inf)):
        pass

    assert stopped.value.answer.fault is Fault.RATE_LIMITED
    assert "3600 seconds" in stopped.value.answer.detail
    with limits.turn("b.example", Allowance.within(30, math.inf)):
        pass


def test_a_host_that_wants_a_moment_is_waited_for():
    """Under asyncio as with threads."""

    async def main():
        limits = AsyncLimits(NetworkPolicy())
        limits.postpone("a.example", 0.05)
        async with limits.turn("a.example", Allowance.within(60, math.inf)):
            return "asked"

    assert asyncio.run(main()) == "asked"


def test_that_we_must_wait_is_not_remembered_as_an_answer():
    """The host's own time says it better."""
    store = Store(NetworkPolicy())
    answers = [Unreachable(Fault.RATE_LIMITED, "Later."), page(200)]
    said = [store.answer("question", math.inf, lambda *_: answers.pop(0)) for _ in range(2)]

    assert [type(one) for one in said] == [Unreachable, Page]


def test_a_page_that_may_be_better_the_next_time_is_soon_forgotten():
    """429 and the server's own failures."""
    memory = Memory(NetworkPolicy(cache_seconds=1_000.0))
    for status in (200, 404, 429, 503):
        memory.put(status, page(status))
    until = {status: memory._known[status][0] for status in (200, 404, 429, 503)}

    assert until[404] - until[429] > 500 > abs(until[200] - until[404])
    assert until[404] - until[503] > 500
