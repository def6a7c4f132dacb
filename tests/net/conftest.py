"""A network that answers from a table, for both drivers."""

from __future__ import annotations

import asyncio
import time

import pytest

from followup._net import guard, limits, store
from followup._net.drive import arun, run


class Canned:
    """Answers from a table; an exception in it is raised. Keeps what it was asked, and by when."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def answer(self, question, deadline):
        """The prepared answer."""
        self.asked.append((question, deadline))
        answer = self.answers[question]
        if isinstance(answer, BaseException):
            raise answer
        return answer


class AsyncCanned(Canned):
    """The same, awaited."""

    async def answer(self, question, deadline):
        """The prepared answer."""
        await asyncio.sleep(0)
        return super().answer(question, deadline)


def _run(flow, answers, within):
    network = Canned(answers)
    return network, lambda: run(flow, network, within)


def _arun(flow, answers, within):
    network = AsyncCanned(answers)
    return network, lambda: asyncio.run(arun(flow, network, within))


@pytest.fixture(params=[_run, _arun], ids=["blocking", "asyncio"])
def drive(request):
    """Prepares a drive: the network, and a call that runs the flow on it."""
    return lambda flow, answers, within=5.0: request.param(flow, answers, within)


class Clock:
    """What the network takes for ``time``: it stands still."""

    sleep = staticmethod(time.sleep)

    def monotonic(self):
        """No time has passed."""
        return 0.0


@pytest.fixture
def no_time_passes(monkeypatch):
    """However long the machine takes: it is zero on the clock by which deadlines are kept."""
    for module in (guard, limits, store):
        monkeypatch.setattr(module, "time", Clock())
