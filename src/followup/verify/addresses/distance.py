"""How far apart two short words are, and which keys lie side by side."""

from __future__ import annotations


_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(
    frozenset(pair)
    for at, row in enumerate(_ROWS)
    for place, key in enumerate(row)
    for pair in (
        *((key, other) for other in row[place + 1 : place + 2]),
        *((key, other) for other in "".join(_ROWS[at + 1 : at + 2])[max(place - 1, 0) : place + 1]),
    )
)


def beside(one: str, other: str) -> bool:
    """Whether two keys lie side by side."""
    return frozenset((one, other)) in _BESIDE


def shortened(word: str) -> tuple[str, ...]:
    """The word without each of its letters in turn."""
    return tuple([word[:at] + word[at + 1 :] for at in range(len(word))])


def edit(one: str, other: str) -> str | None:
    """The single edit that makes one word of another.

    Returns:
        ``"swap"`` (two neighbours exchanged), ``"near"`` (another key beside the right one), ``"replace"``,
        ``"double"`` (a letter twice, or once instead of twice), ``"insert"`` (a letter more or less); None if the words are equal or further apart.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return None
    short, long = sorted((one, other), key=len)
    at = next(
        (place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    if len(short) < len(long):
        if short[at:] != long[at + 1 :]:
            return None
        return "double" if at and long[at] == long[at - 1] else "insert"
    if short[at + 1 :] == long[at + 1 :]:
        return "near" if beside(short[at], long[at]) else "replace"
    swapped = short[at : at + 2][::-1] == long[at : at + 2] and short[at + 2 :] == long[at + 2 :]
    return "swap" if swapped else None
