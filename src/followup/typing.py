"""The shapes of callables that callers may pass in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol


class Clock(Protocol):
    """Tells the time: no arguments, an aware datetime back."""

    def __call__(self) -> datetime:
        """The time now, aware."""
        ...


class Progress(Protocol):
    """Wraps an iterable and shows how far it is; ``tqdm.auto.tqdm`` and ``rich.progress.track`` fit."""

    def __call__(self, iterable: Iterable[Any], /, *, total: int | None) -> Iterable[Any]:
        """The same items in the same order."""
        ...
