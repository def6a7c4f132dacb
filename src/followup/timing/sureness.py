"""How sure a chain of reasons is, in the words of ``Confidence``."""

from __future__ import annotations


_GROWING = ("unknown", "low", "medium", "high", "certain")
# From which share of the people on a choice is how sure (house numbers).
_BOUNDS = ((0.9999, "certain"), (0.9, "high"), (0.6, "medium"))


def sure(share: float) -> str:
    """How sure a choice is that is right for such a share of the people."""
    return next((level for bound, level in _BOUNDS if share >= bound), "low")


def least(*levels: str) -> str:
    """A chain is as sure as its weakest link."""
    return min(levels, key=_GROWING.index)
