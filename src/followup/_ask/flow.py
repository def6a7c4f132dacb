"""The heart: a judgement is a generator that asks questions and receives answers.

A flow never touches the world. Whoever drives it (``followup._net.drive``, ``followup.testing``) answers
what it yields: a ``Question`` with its answer, a ``Fork`` with the results of its flows, in their order.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from typing import Any, Generic, TypeAlias, TypeVar, overload

import attrs


A = TypeVar("A")
T = TypeVar("T")
T1 = TypeVar("T1")
T2 = TypeVar("T2")
T3 = TypeVar("T3")
T4 = TypeVar("T4")


class Question(ABC, Generic[A]):
    """The base of all questions; a subclass is frozen and names the type of its answer.

    Being frozen, a question is the key of the answer cache, the unit of logs and of recordings, and
    through ``host`` the key of rate limits.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def host(self) -> str:
        """Whom the question bothers."""


@attrs.frozen
class Fork:
    """Flows that do not depend on each other; the driver may run them at the same time."""

    flows: tuple[Flow[Any], ...]


Flow: TypeAlias = Generator["Question[Any] | Fork", Any, T]


def ask(question: Question[A]) -> Flow[A]:
    """Ask one question: ``answer = yield from ask(MxLookup("example.com"))``."""
    answer: A = yield question
    return answer


@overload
def together(first: Flow[T1], second: Flow[T2], /) -> Flow[tuple[T1, T2]]: ...
@overload
def together(first: Flow[T1], second: Flow[T2], third: Flow[T3], /) -> Flow[tuple[T1, T2, T3]]: ...
@overload
def together(
    first: Flow[T1], second: Flow[T2], third: Flow[T3], fourth: Flow[T4], /
) -> Flow[tuple[T1, T2, T3, T4]]: ...
@overload
def together(*flows: Flow[T]) -> Flow[tuple[T, ...]]: ...
def together(*flows: Flow[Any]) -> Flow[Any]:
    """Run flows that do not depend on each other: concurrency as data. The results keep their order."""
    results: tuple[Any, ...] = yield Fork(flows)
    return results


@overload
def ask_all(first: Question[T1], second: Question[T2], /) -> Flow[tuple[T1, T2]]: ...
@overload
def ask_all(
    first: Question[T1], second: Question[T2], third: Question[T3], /
) -> Flow[tuple[T1, T2, T3]]: ...
@overload
def ask_all(
    first: Question[T1], second: Question[T2], third: Question[T3], fourth: Question[T4], /
) -> Flow[tuple[T1, T2, T3, T4]]: ...
@overload
def ask_all(*questions: Question[A]) -> Flow[tuple[A, ...]]: ...
def ask_all(*questions: Question[Any]) -> Flow[Any]:
    """Ask several questions at once; the answers come in their order."""
    return together(*(ask(question) for question in questions))
