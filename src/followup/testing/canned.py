"""Answers prepared beforehand: judgements run without a network, and say what they asked."""

from __future__ import annotations

import difflib

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from typing import Any, Self, TypeVar

from followup._ask import Flow, Fork, Question
from followup.errors import InvalidValue, UnansweredQuestion
from followup.testing._tagged import read_answers, write_answers


T = TypeVar("T")


class CannedNetwork:
    """Answers each question with what was prepared for it, and nothing else.

    ```python
    network = CannedNetwork({MxLookup("aguas.example"): NoSuchDomain()})
    report = network.run(domain_flow("aguas.example", VerifyPolicy()))
    ```

    Attributes:
        answers: By question.

    Raises:
        InvalidValue: A key is not a question.
        UnansweredQuestion: While a flow runs: nobody has prepared an answer to what it asks.
    """

    def __init__(self, answers: Mapping[Question[Any], Any]) -> None:
        for question in answers:
            if not isinstance(question, Question):
                raise InvalidValue(
                    "CannedNetwork",
                    question,
                    "is not a question",
                    "Use one such as MxLookup('a.example')",
                )
        self.answers = dict(answers)
        self._asked: list[Question[Any]] = []

    @property
    def asked(self) -> tuple[Question[Any], ...]:
        """The questions up to now, in their order; one that was asked twice is there twice."""
        return tuple(self._asked)

    @property
    def awaited(self) -> Awaited:
        """The same answers for asyncio, for whatever awaits ``answer``."""
        return Awaited(self)

    def answer(self, question: Question[Any], deadline: float = 0.0) -> Any:  # noqa: ARG002 - as a network
        """The prepared answer; the deadline is never missed."""
        self._asked.append(question)
        if question not in self.answers:
            raise UnansweredQuestion(self._unanswered(question))
        return self.answers[question]

    def run(self, flow: Flow[T]) -> T:
        """Run a flow to its result: one question after the other, those of forks in the order of their flows."""
        go_on = partial(flow.send, None)
        with closing(flow):
            while True:
                try:
                    asked = go_on()
                except StopIteration as end:
                    result: T = end.value
                    return result
                # As with the real drivers, the traceback shows the line that asked.
                try:
                    go_on = partial(flow.send, self._answer_all(asked))
                except Exception as error:  # noqa: BLE001 - the flow raises it again
                    go_on = partial(flow.throw, error)

    def to_dict(self) -> dict[str, Any]:
        """Questions and answers as JSON knows them; ``from_dict`` reads it."""
        return write_answers(self.answers)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What ``to_dict`` gave, or a ``Recorder``'s, perhaps after a journey through JSON.

        Raises:
            InvalidValue: It cannot be read; the message says what and why.
        """
        return cls(read_answers(data))

    def _answer_all(self, asked: Question[Any] | Fork) -> Any:
        if isinstance(asked, Fork):
            return tuple(self.run(flow) for flow in asked.flows)
        return self.answer(asked)

    def _unanswered(self, question: Question[Any]) -> str:
        known = [repr(one) for one in self.answers]
        near = difflib.get_close_matches(repr(question), known, n=1, cutoff=0.0)
        nearest = f" The nearest prepared one is {near[0]}." if near else ""
        return (
            f"Nobody has prepared an answer to {question!r}.{nearest} Add it to the CannedNetwork."
        )


class Awaited:
    """A canned network for asyncio."""

    def __init__(self, network: CannedNetwork) -> None:
        self._network = network

    async def answer(self, question: Question[Any], deadline: float = 0.0) -> Any:
        """The prepared answer; the deadline is never missed."""
        return self._network.answer(question, deadline)
