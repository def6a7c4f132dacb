"""Read a chat that WhatsApp exported as text, in whatever way the phone writes its dates."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import pairwise
from os import PathLike
from pathlib import Path

import attrs

from followup.errors import DataError
from followup.models import Direction, Interaction
from followup.readers.letters import Letter, Letters
from followup.readers.rows import Problem
from followup.timing.zones import fixed, zone


_LONGEST_LINE = 100_000
_LONGEST_TEXT = 20_000
_LOOKED_AT = 5_000
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\ufeff"))
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "،": ","})
_AM_PM = r"(?:[ap]\.? ?m\.?|上午|下午|午前|午後|오전|오후|[صم])"
_STAMP = re.compile(
    rf"^\[?(?P<first>\d{{1,4}})[./\-](?P<second>\d{{1,2}})[./\-](?P<third>\d{{1,4}}),? ?"
    rf"(?P<before>{_AM_PM})? ?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second_>\d{{2}}))?"
    rf" ?(?P<after>{_AM_PM})?(?:\]| -|:) (?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AFTERNOON = ("p", "下午", "午後", "오후", "م")
_TITLES = (
    re.compile(r"^whatsapp[ -]chat (?:with|mit) (.+)$", re.IGNORECASE),
    re.compile(r"^chat (?:de|do|di) whatsapp (?:con|com) (.+)$", re.IGNORECASE),
    re.compile(r"^conversa do whatsapp com (.+)$", re.IGNORECASE),
    re.compile(r"^discussion whatsapp avec (.+)$", re.IGNORECASE),
    re.compile(r"^чат whatsapp с (.+)$", re.IGNORECASE),
    re.compile(r"^与[“\"]?(.+?)[”\"]?的 ?whatsapp ?聊天", re.IGNORECASE),
)


@attrs.frozen(kw_only=True)
class _Said:
    """One message as it stands: three numbers of a date in unknown order, a time, a name, words."""

    line: int
    date: tuple[int, int, int]
    clock: tuple[int, int, int]
    name: str | None
    text: str


def read_chat(
    path: str | PathLike[str],
    *,
    timezone: str = "UTC",
    ours: Iterable[str] = (),
    day_first: bool | None = None,
) -> Letters:
    """The messages of a chat that WhatsApp exported as text.

    Args:
        path: The text file.
        timezone: The IANA zone of the phone that exported it: the file does not tell it.
        ours: The names under which your side speaks. Without them, the name of the file tells whom the
            chat is with ("WhatsApp Chat with Ana.txt"), and all others are yours.
        day_first: Whether dates begin with the day. Without it the dates tell: one beyond the 12th, or
            the order in which they grow.

    Raises:
        DataError: There is no such file, it holds no such messages, nothing tells who is who, or nothing
            tells day from month.
        UnknownName: There is no such zone.
    """
    place = Path(path)
    if not place.is_file():
        raise DataError(f"There is no file {place.name!r}. Pass the text file of an exported chat.")
    clock = zone(timezone)
    sample = [said for said in _said(place, _LOOKED_AT) if said.name is not None]
    if not sample:
        raise DataError(
            f"{place.name!r} holds no messages of a chat. Export it from WhatsApp as text, without media."
        )
    own = frozenset(ours) or _other_names(place.stem, sample)
    order = _order(sample, day_first=day_first)

    def read() -> Iterator[Letter | Problem]:
        for said in _said(place, None):
            if said.name is not None:
                yield _letter(said, said.name, own, (order, clock), place.stem)

    return Letters(read, ours=tuple(sorted(own)))


def _said(place: Path, most: int | None) -> Iterator[_Said]:
    """The messages; lines without a stamp go on the message above them."""
    current: _Said | None = None
    with place.open(encoding="utf-8-sig", errors="replace", newline=None) as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if most is not None and number > most:
                break
            fresh = _stamped(number, line.rstrip("\n"))
            if fresh is None:
                if current is not None and len(current.text) < _LONGEST_TEXT:
                    current = attrs.evolve(current, text=f"{current.text}\n{line.rstrip()}")
                continue
            if current is not None:
                yield current
            current = fresh
    if current is not None:
        yield current


def _stamped(number: int, line: str) -> _Said | None:
    plain = line.translate(_INVISIBLE).translate(_SPACES)
    head = "".join(map(_plain_digit, plain[:60]))
    found = _STAMP.match(head + plain[60:])
    if not found:
        return None
    hour = int(found["hour"])
    half = (found["before"] or found["after"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    name, colon, text = found["rest"].partition(": ")
    return _Said(
        line=number,
        date=(int(found["first"]), int(found["second"]), int(found["third"])),
        clock=(hour, int(found["minute"]), int(found["second_"] or 0)),
        name=name if colon else None,
        text=text if colon else found["rest"],
    )


def _plain_digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _other_names(title: str, sample: list[_Said]) -> frozenset[str]:
    """Everybody but the one whom the file is named after."""
    names = {said.name for said in sample if said.name is not None}
    for pattern in _TITLES:
        named = pattern.match(title)
        if named and named[1].strip() in names:
            return frozenset(names - {named[1].strip()})
    shown = ", ".join(sorted(names)[:5])
    raise DataError(
        f"Nothing tells which of the names in the chat are yours ({shown}). Pass ours=[...]."
    )


def _order(sample: list[_Said], *, day_first: bool | None) -> str:
    """How the three numbers of a date are ordered: "ymd", "dmy" or "mdy"."""
    if any(said.date[0] > 31 for said in sample):
        return "ymd"
    if day_first is not None:
        return "dmy" if day_first else "mdy"
    if any(said.date[0] > 12 for said in sample):
        return "dmy"
    if any(said.date[1] > 12 for said in sample):
        return "mdy"
    grows = {order: _grows([_day(said.date, order) for said in sample]) for order in ("dmy", "mdy")}
    likely = [order for order, steady in grows.items() if steady]
    if len(likely) == 1:
        return likely[0]
    raise DataError("Nothing in the chat tells day from month. Pass day_first=True or False.")


def _grows(days: list[tuple[int, int, int]]) -> bool:
    return all(earlier <= later for earlier, later in pairwise(days))


def _day(date: tuple[int, int, int], order: str) -> tuple[int, int, int]:
    """Year, month and day."""
    named = dict(zip(order, date, strict=True))
    year = named["y"] + (2000 if named["y"] < 100 else 0)
    return year, named["m"], named["d"]


def _letter(
    said: _Said, name: str, ours: frozenset[str], written: tuple[str, tzinfo], chat: str
) -> Letter | Problem:
    order, clock = written
    try:
        at = fixed(datetime(*_day(said.date, order), *said.clock, tzinfo=clock))
    except ValueError:
        stamp = "/".join(map(str, said.date))
        return Problem(row=said.line, column=None, value=stamp, reason="is no date in this order")
    mine = name in ours
    return Letter(
        interaction=Interaction(
            at=at,
            direction=Direction.OUTBOUND if mine else Direction.INBOUND,
            channel="whatsapp",
            text=said.text[:_LONGEST_TEXT],
            handle=None if mine else name,
        ),
        parties=() if mine else (name,),
        thread=f"chat: {chat}",
    )
