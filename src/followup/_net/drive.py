"""The two drivers. Each sends a flow the answers to what it yields, until it returns.

A ``Fork`` runs its flows at the same time: one short-lived thread for each here, one task for each
there, so that forks within forks can never wait for a worker that none will give them.

What only one of the drivers needs is imported where it is needed: work without a network is quick to start.
"""

from __future__ import annotations

import math
import time

from collections.abc import Awaitable
from contextlib import closing
from functools import partial
from typing import Any, Protocol, TypeVar

from followup._ask import Flow, Fork, Question


T = TypeVar("T")


class Answers(Protocol):
    """Whoever can answer questions, one at a time, by a deadline on the monotonic clock."""

    def answer(self, question: Any, deadline: float, /) -> Any:
        """The answer of the world; an exception is a programming error."""
        ...


class AsyncAnswers(Protocol):
    """The same, awaited."""

    def answer(self, question: Any, deadline: float, /) -> Awaitable[Any]:
        """The answer of the world; an exception is a programming error."""
        ...


def run(flow: Flow[T], network: Answers, within: float = math.inf) -> T:
    """Run a flow to its result, blocking.

    Args:
        flow: A judgement that has not begun.
        network: Who answers.
        within: Seconds for the whole flow; fixed here, handed to every answer.
    """
    return run_until(flow, network, time.monotonic() + within)


def run_until(flow: Flow[T], network: Answers, deadline: float) -> T:
    """The same, with a deadline that somebody else has fixed."""
    go_on = partial(flow.send, None)
    with closing(flow):
        while True:
            try:
                asked = go_on()
            except StopIteration as end:
                result: T = end.value
                return result
            # An exception goes into the flow, so that the traceback shows the line that asked.
            try:
                go_on = partial(flow.send, _answer(asked, network, deadline))
            except Exception as error:  # noqa: BLE001 - whatever it is, the flow raises it again
                go_on = partial(flow.throw, error)


def _answer(asked: Question[Any] | Fork, network: Answers, deadline: float) -> Any:
    if not isinstance(asked, Fork):
        return network.answer(asked, deadline)
    from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

    threads = ThreadPoolExecutor(max(1, len(asked.flows)), thread_name_prefix="followup")
    try:
        running = [threads.submit(run_until, flow, network, deadline) for flow in asked.flows]
        done, _ = wait(running, return_when=FIRST_EXCEPTION)
        return tuple([one.result() for one in running if one in done])
    finally:
        # An interrupt or an error does not wait for the others; they end at the deadline.
        threads.shutdown(wait=False, cancel_futures=True)


async def arun(flow: Flow[T], network: AsyncAnswers, within: float = math.inf) -> T:
    """Run a flow to its result under asyncio; the arguments are those of ``run``."""
    return await arun_until(flow, network, time.monotonic() + within)


async def arun_until(flow: Flow[T], network: AsyncAnswers, deadline: float) -> T:
    """The same, with a deadline that somebody else has fixed."""
    go_on = partial(flow.send, None)
    with closing(flow):
        while True:
            try:
                asked = go_on()
            except StopIteration as end:
                result: T = end.value
                return result
            try:
                go_on = partial(flow.send, await _aanswer(asked, network, deadline))
            except Exception as error:  # noqa: BLE001 - whatever it is, the flow raises it again
                go_on = partial(flow.throw, error)


async def _aanswer(asked: Question[Any] | Fork, network: AsyncAnswers, deadline: float) -> Any:
    if not isinstance(asked, Fork):
        return await network.answer(asked, deadline)
    import asyncio

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(arun_until(flow, network, deadline)) for flow in asked.flows]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return tuple(task.result() for task in tasks)
