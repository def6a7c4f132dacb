"""What was said to whom: the messages of a mailbox or chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from followup._value import Value
from followup.models import Interaction
from followup.readers.rows import Problem
from followup.readers.table import MOST_PROBLEMS


@attrs.frozen(kw_only=True)
class Letter(Value):
    """One message of a mailbox or chat.

    Attributes:
        interaction: What was said, when and by which side.
        parties: The customer's side: addresses, numbers or names, the one that matters first.
        thread: The id of the first message of its thread, or None where that is not known.
        answers: The ids of the messages that it goes back to, the first one first.
    """

    interaction: Interaction
    parties: tuple[str, ...] = ()
    thread: str | None = None
    answers: tuple[str, ...] = ()


class Letters:
    """The messages of a mailbox or chat: walk through them, then look at the problems.

    Each walk reads the source anew and keeps nothing.

    Attributes:
        ours: The addresses, domains or names that were taken for the seller's.
    """

    def __init__(
        self, read: Callable[[], Iterable[Letter | Problem]], *, ours: tuple[str, ...] = ()
    ) -> None:
        self._read = read
        self._problems: list[Problem] = []
        self.ours = ours

    def __iter__(self) -> Iterator[Letter]:
        """The messages in the order of the source."""
        self._problems = []
        for one in self._read():
            if isinstance(one, Letter):
                yield one
            elif len(self._problems) < MOST_PROBLEMS:
                self._problems.append(one)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as far as the last walk came; at most 10,000 of them."""
        return tuple(self._problems)

    def __repr__(self) -> str:
        return f"<Letters, ours: {len(self.ours)}, {len(self._problems)} problems so far>"
