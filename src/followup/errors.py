"""What the caller did wrong. What the world said is never an exception.

```
FollowupError
├── InvalidValue (also ValueError)      a value that cannot be used: says value, reason and remedy
│   ├── NaiveTime                       a datetime without a zone
│   └── UnknownName                     a channel, profile, table … that does not exist; says the near misses
├── DataError                           a table, bundled or yours, that cannot be read
├── UnansweredQuestion                  a canned network was asked what nobody had prepared
└── ClosedClient                        a Verifier used after its block ended
```
"""

from __future__ import annotations

from collections.abc import Iterable


class FollowupError(Exception):
    """The root of every exception that this library raises on purpose."""


class InvalidValue(FollowupError, ValueError):
    """A value that cannot be used.

    Attributes:
        what: Which field or argument it was, such as ``"country"``.
        value: The value as it came in.
        reason: Why it cannot be used.
        remedy: What to pass instead.
    """

    def __init__(self, what: str, value: object, reason: str, remedy: str) -> None:
        super().__init__(what, value, reason, remedy)
        self.what = what
        self.value = value
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}: {_short(self.value)} {self.reason}. {self.remedy}."


class NaiveTime(InvalidValue):
    """A datetime that does not say where its clock hangs."""

    def __init__(self, what: str, value: object) -> None:
        super().__init__(
            what,
            value,
            "has no time zone",
            "Pass an aware datetime, such as datetime.now(timezone.utc)"
            " or pytz.timezone('Europe/Madrid').localize(naive)",
        )

    def __reduce__(self) -> tuple[type[NaiveTime], tuple[str, object]]:
        return type(self), (self.what, self.value)


class UnknownName(InvalidValue):
    """A name that is not in the list, with the names that come closest."""

    def __init__(self, what: str, value: object, known: Iterable[str]) -> None:
        import difflib

        self.known = tuple(sorted(known))
        near = difflib.get_close_matches(str(value), self.known, n=3)
        shown = near or self.known[:8]
        super().__init__(what, value, "is not known", f"Did you mean: {', '.join(shown)}")

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, object, tuple[str, ...]]]:
        return type(self), (self.what, self.value, self.known)


class DataError(FollowupError):
    """A table that cannot be read; the message names the file, the row and the remedy."""


class UnansweredQuestion(FollowupError):
    """A canned network met a question without a prepared answer; the message shows the question."""


class ClosedClient(FollowupError):
    """A client was used before its block began or after it ended."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"This {self.name} is closed. Use it inside its with block, or open a new one."


def _short(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
