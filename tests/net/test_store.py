"""Answers are remembered, bounded, and asked for once."""

from __future__ import annotations

import asyncio
import math
import threading
import time

import pytest

from followup._ask import AddressLookup, Fault, NullMx, Page, PageFetch, TxtLookup, Unreachable
from followup._net import store as store_module
from followup._net.store import AsyncStore, Late, Memory, Store, normal
from followup.verify.policy import NetworkPolicy


_POLICY = NetworkPolicy()
_BRIEF = NetworkPolicy(cache_seconds=1e-9)
_Q = TxtLookup("a.example")


class _Blocking:
    """A store, and an asker that counts."""

    def __init__(self, policy, *answers):
        self.store = Store(policy)
        self.answers = list(answers)
        self.asked = 0

    def _ask(self, question, deadline):
        self.asked += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def answer(self, question=_Q, deadline=math.inf):
        return self.store.answer(question, deadline, self._ask)


class _Awaited(_Blocking):
    """The same, awaited in a loop of its own."""

    def __init__(self, policy, *answers):
        super().__init__(policy, *answers)
        self.store = AsyncStore(policy)

    def answer(self, question=_Q, deadline=math.inf):
        async def ask(question, deadline):
            return self._ask(question, deadline)

        return asyncio.run(self.store.answer(question, deadline, ask))


@pytest.fixture(params=[_Blocking, _Awaited], ids=["blocking", "asyncio"])
def asking(request):
    """A store with an asker, for each driver."""
    return request.param


def test_an_answer_is_asked_for_once(asking):
    """The second comes from memory."""
    store = asking(_POLICY, "first", "second")

    assert [store.answer(), store.answer()] == ["first", "first"]
    assert store.asked == 1


def test_an_answer_is_forgotten_after_its_time(asking):
    """It is asked for again."""
    store = asking(_BRIEF, "first", "second")

    assert [store.answer(), store.answer()] == ["first", "second"]


@pytest.mark.parametrize(
    ("answer", "deadline"),
    [(Unreachable(Fault.DEADLINE), math.inf), ("late", -1.0)],
    ids=["given up", "late"],
)
def test_what_came_of_having_no_time_is_not_remembered(asking, answer, deadline):
    """Others have more time."""
    store = asking(_POLICY, answer, "better")

    assert [store.answer(deadline=deadline), store.answer()] == [answer, "better"]


def test_an_error_is_not_remembered(asking):
    """The next one asks."""
    store = asking(_POLICY, ZeroDivisionError(), "answer")

    with pytest.raises(ZeroDivisionError):
        store.answer()

    assert store.answer() == "answer"


@pytest.mark.parametrize(
    "answer",
    [Unreachable(Fault.TIMEOUT), Page(url="http://a.example/", status=200, truncated=True)],
    ids=["failure", "cut"],
)
def test_failures_are_remembered_a_tenth_as_long(answer, no_time_passes):
    """They may be gone soon."""
    memory = Memory(NetworkPolicy(cache_seconds=10.0))
    memory.put(_Q, answer)
    memory.put(TxtLookup("b.example"), "whole")

    until = {question.name: until for question, (until, _) in memory._known.items()}
    assert until == {"a.example": 1.0, "b.example": 10.0}


def test_the_memory_is_bounded_and_forgets_what_was_not_used_for_longest():
    """A used answer outlives an unused one; the same question replaces its answer."""
    memory = Memory(NetworkPolicy(cache_size=2))
    questions = [AddressLookup(f"{letter}.example") for letter in "abc"]
    for question in questions[:2]:
        memory.put(question, question.name)
    memory.get(questions[0])
    memory.put(questions[2], "c.example")
    memory.put(questions[2], "again")

    assert [memory.get(question) for question in questions] == ["a.example", None, "again"]
    assert len(memory) == 2


def test_the_memory_is_bounded_in_octets_too(monkeypatch):
    """Ten thousand pages of a mebibyte would fill a machine."""
    monkeypatch.setattr(store_module, "MAX_OCTETS", 250)
    memory = Memory(_POLICY)
    for number in range(5):
        url = f"http://a.example/{number}"
        memory.put(PageFetch(url), Page(url=url, status=200, body=b"x" * 100))

    assert len(memory) == 2
    assert memory.get(PageFetch("http://a.example/4")) is not None


class _Watched(Store):
    """A store that tells when somebody begins to wait for another's answer."""

    def __init__(self, policy):
        super().__init__(policy)
        self.waiting = threading.Semaphore(0)

    def _wait(self, *asked):
        self.waiting.release()
        return super()._wait(*asked)


def test_threads_that_ask_the_same_ask_once():
    """The others wait for the first; who has less time gives up alone; nobody asks twice."""
    store, asked, go_on = _Watched(_BRIEF), [], threading.Event()

    def ask(question, deadline):
        asked.append(question)
        go_on.wait()
        return NullMx()

    answers = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(store.answer(_Q, math.inf, ask)), daemon=True
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for _ in range(7):
        store.waiting.acquire()
    impatient = store.answer(_Q, time.monotonic() + 0.1, ask)
    go_on.set()
    for thread in threads:
        thread.join()

    assert answers == [NullMx()] * 8
    assert impatient.fault is Fault.DEADLINE
    assert asked == [_Q]


def test_tasks_that_ask_the_same_ask_once():
    """The others wait for the first; who has less time gives up alone."""

    async def main():
        store, asked, go_on = AsyncStore(_BRIEF), [], asyncio.Event()

        async def ask(question, deadline):
            asked.append(question)
            await go_on.wait()
            return NullMx()

        patient = [asyncio.create_task(store.answer(_Q, math.inf, ask)) for _ in range(8)]
        impatient = await asyncio.gather(
            store.answer(_Q, time.monotonic() + 0.05, ask), store.answer(_Q, -1.0, ask)
        )
        go_on.set()
        return await asyncio.gather(*patient), impatient, asked

    answers, impatient, asked = asyncio.run(main())

    assert answers == [NullMx()] * 8
    assert [answer.fault for answer in impatient] == [Fault.DEADLINE] * 2
    assert asked == [_Q]


def test_who_waited_for_one_that_gave_up_asks_again():
    """A short deadline of the first is no answer for the second."""

    async def main():
        store, turn = AsyncStore(_POLICY), asyncio.Event()
        answers = [Unreachable(Fault.DEADLINE), NullMx()]

        async def ask(question, deadline):
            await turn.wait()
            return answers.pop(0)

        both = [asyncio.create_task(store.answer(_Q, math.inf, ask)) for _ in range(2)]
        await asyncio.sleep(0)
        turn.set()
        return await asyncio.gather(*both)

    assert asyncio.run(main()) == [Unreachable(Fault.DEADLINE), NullMx()]


def test_who_waited_for_one_that_was_cancelled_asks_again():
    """The work of the cancelled one is taken over."""

    async def main():
        store, never = AsyncStore(_POLICY), asyncio.Event()

        async def stuck(question, deadline):
            await never.wait()

        async def ask(question, deadline):
            return NullMx()

        first = asyncio.create_task(store.answer(_Q, math.inf, stuck))
        await asyncio.sleep(0)
        second = asyncio.create_task(store.answer(_Q, math.inf, ask))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(main()) == NullMx()


def test_equal_names_are_one_question():
    """Case, final dots and encodings do not matter; other questions stay as they are."""
    page = PageFetch("http://A.example/")

    assert normal(AddressLookup("B\xdccher.Example.")) == AddressLookup("xn--bcher-kva.example")
    assert normal(_Q) is _Q
    assert normal(page) is page


def test_what_is_built_late_is_built_once():
    """Whichever thread comes first."""
    built = []
    late = Late(lambda: built.append(1) or "it")

    assert [late(), late()] == ["it", "it"]
    assert built == [1]
