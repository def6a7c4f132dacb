"""Writes down what the world answers, so that a test can hear it again without the world."""

from __future__ import annotations

import inspect

from typing import Any, Protocol

from followup._ask import Question
from followup.testing._tagged import write_answers
from followup.testing.canned import CannedNetwork


class Network(Protocol):
    """Whoever answers questions by a deadline, at once or awaited."""

    def answer(self, question: Any, deadline: float, /) -> Any:
        """The answer, or an awaitable of it."""
        ...


class Recorder:
    """Stands before a network, passes questions on, and keeps the answers.

    Attributes:
        answers: By question, in the order in which they came.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self.answers: dict[Question[Any], Any] = {}

    def answer(self, question: Question[Any], deadline: float) -> Any:
        """The network's answer; awaitable if the network's is."""
        answer = self._network.answer(question, deadline)
        if inspect.isawaitable(answer):
            return self._keep_awaited(question, answer)
        self.answers[question] = answer
        return answer

    def canned(self) -> CannedNetwork:
        """A network that gives the answers recorded up to now, and no others."""
        return CannedNetwork(self.answers)

    def to_dict(self) -> dict[str, Any]:
        """The recording as JSON knows it; ``CannedNetwork.from_dict`` reads it."""
        return write_answers(self.answers)

    async def _keep_awaited(self, question: Question[Any], answer: Any) -> Any:
        self.answers[question] = await answer
        return self.answers[question]
