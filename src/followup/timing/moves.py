"""Why a window lies elsewhere than it did when it was planned."""

from __future__ import annotations

from followup.timing.windows import Window


def why_moved(before: Window, after: Window) -> str | None:
    """Why a window that was planned again is another one; None where it is the same.

    The same data, the same recipient and an earlier ``now`` give the same window, so something else has changed.

    Args:
        before: The window as it was planned.
        after: The one of today.
    """
    if (before.start, before.end) == (after.start, after.end):
        return None
    if before.editions != after.editions:
        return f"The data changed from {before.editions} to {after.editions}."
    if before.zones != after.zones:
        old, new = (", ".join(one.zones) for one in (before, after))
        return f"The place changed from {old} to {new}."
    if after.start >= before.end:
        return "Its time is over."
    news = [one.reason for one in after.because if one not in before.because]
    return " ".join(["What is known of the recipient changed.", *news])
