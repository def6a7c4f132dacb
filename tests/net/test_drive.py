"""The two drivers keep one set of promises."""

from __future__ import annotations

import asyncio
import threading
import time
import traceback

import pytest

from followup._ask import MxLookup, NoRecords, NullMx, ask, ask_all, together
from followup._net.drive import arun, run


_A, _B, _C = MxLookup("a.example"), MxLookup("b.example"), MxLookup("c.example")
_ANSWERS = {_A: "a", _B: "b", _C: "c"}


def test_a_flow_receives_its_answers_in_turn(drive):
    """What was asked first is answered first, and the result is what the flow returns."""

    def flow():
        first = yield from ask(_A)
        second = yield from ask(_B)
        return first + second

    network, go = drive(flow(), _ANSWERS)

    assert go() == "ab"
    assert [question for question, _ in network.asked] == [_A, _B]


def test_a_flow_that_asks_nothing_returns(drive):
    """No network is needed for it."""

    def flow():
        return 7
        yield

    _, go = drive(flow(), {})

    assert go() == 7


def test_the_results_of_a_fork_keep_the_order_of_its_flows(drive):
    """Also where forks hold forks, and where a fork is empty."""

    def flow():
        pair = yield from together(ask_all(_A, _B), ask(_C))
        none = yield from together()
        return pair, none

    _, go = drive(flow(), _ANSWERS)

    assert go() == ((("a", "b"), "c"), ())


def test_forks_within_forks_do_not_wait_for_each_other(drive):
    """A hundred leaves under three levels: no pool of workers could run dry."""

    def flow(depth):
        if depth == 0:
            return (yield from ask(_A))
        leaves = yield from together(*(flow(depth - 1) for _ in range(4)))
        return "".join(leaves)

    _, go = drive(flow(3), _ANSWERS)

    assert go() == "a" * 64


def test_one_deadline_is_fixed_at_the_start_and_handed_to_every_answer(drive):
    """In forks too."""

    def flow():
        yield from ask(_A)
        yield from ask_all(_B, _C)

    network, go = drive(flow(), _ANSWERS, 5.0)
    before = time.monotonic()
    go()

    [deadline] = {deadline for _, deadline in network.asked}
    assert before + 5.0 <= deadline <= time.monotonic() + 5.0


def test_an_error_is_raised_on_the_line_that_asked(drive):
    """The traceback shows who judged, and the flow may catch it."""

    def flow():
        yield from ask(_B)
        return (yield from ask(_A))  # the judging line

    _, go = drive(flow(), {**_ANSWERS, _A: ZeroDivisionError("of the test")})

    with pytest.raises(ZeroDivisionError, match="of the test") as caught:
        go()

    assert any("the judging line" in line for line in traceback.format_tb(caught.tb))


def test_a_flow_may_catch_an_error_and_go_on(drive):
    """It is an ordinary exception inside."""

    def flow():
        try:
            yield from ask(_A)
        except ZeroDivisionError:
            return (yield from ask(_B))

    _, go = drive(flow(), {**_ANSWERS, _A: ZeroDivisionError()})

    assert go() == "b"


def test_an_error_in_a_branch_is_raised_where_the_fork_was(drive):
    """As itself, not as a group."""

    def flow():
        try:
            yield from ask_all(_A, _B)
        except ZeroDivisionError:
            return "caught"

    _, go = drive(flow(), {**_ANSWERS, _B: ZeroDivisionError()})

    assert go() == "caught"


def test_an_interrupt_closes_the_flow_and_passes(drive):
    """It is nothing that a judgement may swallow."""
    seen = []

    def flow():
        try:
            yield from ask(_A)
        except Exception:  # noqa: BLE001 - an interrupt is none
            seen.append("swallowed")
        finally:
            seen.append("closed")

    _, go = drive(flow(), {_A: KeyboardInterrupt()})

    with pytest.raises(KeyboardInterrupt):
        go()

    assert seen == ["closed"]


def test_the_blocking_driver_answers_the_flows_of_a_fork_at_the_same_time():
    """Two answers that wait for each other both come."""
    meeting = threading.Barrier(2, timeout=60.0)

    class Meeting:
        def answer(self, question, deadline):
            meeting.wait()
            return NoRecords()

    assert run(ask_all(_A, _B), Meeting()) == (NoRecords(), NoRecords())


def test_an_error_in_a_branch_does_not_wait_for_an_earlier_one():
    """A mistake is seen at once, not when the deadline of the others has come."""
    released = threading.Event()
    waited = []

    class Waiting:
        def answer(self, question, deadline):
            if question == _B:
                raise ZeroDivisionError
            waited.append(released.wait(60.0))
            return NoRecords()

    with pytest.raises(ZeroDivisionError):
        run(ask_all(_A, _B), Waiting())
    seen = list(waited)
    released.set()

    assert seen == []


def test_the_asyncio_driver_answers_the_flows_of_a_fork_at_the_same_time():
    """Two answers that wait for each other both come."""

    async def main():
        meeting = asyncio.Barrier(2)

        class Meeting:
            async def answer(self, question, deadline):
                await meeting.wait()
                return NullMx()

        return await arun(ask_all(_A, _B), Meeting())

    assert asyncio.run(main()) == (NullMx(), NullMx())


def test_a_cancelled_flow_is_closed():
    """Nothing is left behind when the caller gives up."""
    closed = []

    def flow():
        try:
            yield from ask_all(_A, _B)
        finally:
            closed.append(True)

    class Silent:
        async def answer(self, question, deadline):
            await asyncio.Event().wait()

    async def main():
        async with asyncio.timeout(0.05):
            await arun(flow(), Silent())

    with pytest.raises(TimeoutError):
        asyncio.run(main())

    assert closed == [True]
