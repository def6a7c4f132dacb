"""Which program wrote a list of contacts, and what its columns mean.

The same word means two things: "Title" is an honorific in Outlook's export and a job in Salesforce's. So
the program is found first, by the columns that only it has.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from followup import channels
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.errors import UnknownName


COMMON = "common"
"""The dialect of lists whose program is not known: what such columns are mostly called."""

_NOTE = re.compile(r"[(（【\[].{0,80}?[)）】\]]\s*$")
_NUMBER = re.compile(r"\d+")
_LONGEST_HEADER = 200
# A program is believed to be known from this many columns of its own on.
_FEWEST_COLUMNS = 2


@attrs.frozen(kw_only=True)
class Column(Value):
    """One column of a list, and what it was taken for.

    Attributes:
        header: Its header, as it is written; at most 200 letters.
        field: What it holds, such as ``"given_name"``, ``"email"`` or the slug of another channel; None
            where it is not known.
        number: Which one of several such columns it is, from 1; 0 where the header has no number.
    """

    header: str
    field: str | None
    number: int = 0


def recognise(headers: Sequence[str], facts: Facts = BUNDLED) -> tuple[str, tuple[Column, ...]]:
    """The program that wrote these headers, and the meaning of each.

    Args:
        headers: The headers in the order of the columns.
        facts: The tables to look up.

    Returns:
        The name of the dialect, ``"common"`` where no program is recognised, and the columns.
    """
    known = facts.view(_by_dialect)
    keys = [_key(header) for header in headers]
    dialect = _dialect(keys, known)
    own = known.get(dialect, {})
    return dialect, tuple(
        Column(
            header=header[:_LONGEST_HEADER],
            field=own.get(key) or field_of(header, facts),
            number=_number(header),
        )
        for header, key in zip(headers, keys, strict=True)
    )


def field_of(name: str, facts: Facts = BUNDLED) -> str | None:
    """What a column of this name mostly holds, whatever the program; None where it is not known."""
    key = _key(name)
    return facts.view(_by_dialect)[COMMON].get(key) or _channel(key, facts)


def familiar(cells: Iterable[str], facts: Facts = BUNDLED) -> int:
    """How many of these cells are headers of any dialect."""
    known = facts.view(_every_header)
    return sum(_key(cell) in known for cell in cells)


def _dialect(keys: Sequence[str], known: Mapping[str, Mapping[str, str]]) -> str:
    """The one with the largest part of its columns told apart from other programs' columns."""
    owners = Counter(key for rows in known.values() for key in rows)
    scores = {
        dialect: sum(1 / owners[key] for key in set(keys) if key in rows)
        for dialect, rows in known.items()
        if dialect != COMMON and sum(key in rows for key in set(keys)) >= _FEWEST_COLUMNS
    }
    if not scores:
        return COMMON
    best = max(scores, key=lambda dialect: scores[dialect])
    return best if scores[best] >= 1 else COMMON


def _key(header: str) -> str:
    """A header in the form in which headers are compared: numbers, notes and marks left out."""
    plain = header[:_LONGEST_HEADER].strip("\ufeff \t\r\n*:：")
    plain = _NOTE.sub("", plain).strip(" \t*:：") or plain
    return " ".join(_NUMBER.sub("#", plain).casefold().replace("_", " ").split())


def _number(header: str) -> int:
    found = _NUMBER.search(header[:_LONGEST_HEADER])
    return int(found[0][:6]) if found else 0


def _channel(key: str, facts: Facts) -> str | None:
    """A column headed by a channel's name holds handles on it: "WhatsApp", "WeChat ID", "微信号"."""
    bare = re.sub(r"(?: (?:id|number|no\.?|account|name|user|handle|#)|号|号码|账号)+$", "", key)
    try:
        return channels.get(bare, facts=facts).slug if bare else None
    except UnknownName:
        return None


def _by_dialect(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {COMMON: {}}
    for row in facts.table("contact_headers").rows:
        found.setdefault(row["dialect"], {}).setdefault(_key(row["header"]), row["field"])
    return found


def _every_header(facts: Facts) -> frozenset[str]:
    return frozenset(key for rows in facts.view(_by_dialect).values() for key in rows)
