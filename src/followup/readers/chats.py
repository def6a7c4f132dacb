"""Read a chat that WhatsApp exported as text, in whatever way the phone writes its dates."""

from __future__ import annotations

import io
import zipfile

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, tzinfo
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import IO

import attrs

from followup._encoding import encoding_of
from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.models import Direction, Interaction, InteractionKind
from followup.readers.letters import Letter, Letters
from followup.readers.rows import Problem
from followup.readers.speakers import is_call, is_of_the_program, our_names, speakers_of, words_of
from followup.readers.stamps import Stamp, day_of, order_of, stamp_of
from followup.timing.zones import fixed, zone


_LONGEST_LINE = 100_000
_LONGEST_TEXT = 20_000
_LARGEST = 500_000_000
_SAMPLE = 65_536
_LOOKED_AT = 5_000
_MOST_NAMES = 1_000
_MARK = ": \u200e"


@attrs.frozen(kw_only=True)
class _Said:
    """One message as it stands: its line, its stamp, a name, words, and whether an iPhone marked them."""

    line: int
    stamp: Stamp
    name: str | None
    text: str
    marked: bool


def read_chat(
    path: str | PathLike[str],
    *,
    timezone: str = "UTC",
    ours: Iterable[str] = (),
    day_first: bool | None = None,
    facts: Facts = BUNDLED,
) -> Letters:
    """The messages of a chat that WhatsApp exported as text.

    Sentences of the program itself are left out; a message that was deleted has no words; calls are calls.

    Args:
        path: The text file, or the ZIP file of an iPhone with it.
        timezone: The IANA zone of the phone that exported it: the file does not tell it.
        ours: The names or numbers under which your side speaks. Without them, the name of the file tells
            whom the chat is with ("WhatsApp Chat with Ana.txt"), and all others are yours.
        day_first: Whether dates begin with the day. Without it the dates tell: one beyond the 12th, the
            order in which they grow, or what stands between the numbers.
        facts: The tables to look up.

    Raises:
        DataError: There is no such file, it holds no such messages, nothing tells who is who, or nothing
            tells day from month.
        UnknownName: There is no such zone.
    """
    place = Path(path)
    if not place.is_file():
        raise DataError(f"There is no file {place.name!r}. Pass the text file of an exported chat.")
    clock = zone(timezone)
    sample = list(islice(_said(place), _LOOKED_AT))
    speakers = speakers_of((said.name for said in sample if said.name), facts)
    if not speakers:
        raise DataError(
            f"{place.name!r} holds no messages of a chat. Export it from WhatsApp as text, without media."
        )
    own = our_names(ours, speakers, place.stem)
    order = order_of((said.stamp for said in sample), day_first=day_first) or order_of(
        (said.stamp for said in _said(place)), day_first=day_first
    )
    if order is None:
        raise DataError("Nothing in the chat tells day from month. Pass day_first=True or False.")

    def read() -> Iterator[Letter | Problem]:
        names = set(speakers)
        for said in _said(place):
            if said.name is None or (said.marked and is_of_the_program(said.text, facts)):
                continue
            if said.name not in names:
                if (
                    len(names) < _MOST_NAMES
                    and not speakers_of([*names, *names, said.name], facts) - names
                ):
                    continue
                names.add(said.name)
            yield _letter(said, said.name, own, (order, clock, place.stem), facts)

    return Letters(read, ours=tuple(sorted(own)))


@contextmanager
def _opened(place: Path) -> Iterator[IO[bytes]]:
    """The text file; in a ZIP file, the first one that is there."""
    with ExitStack() as stack:
        if not zipfile.is_zipfile(place):
            yield stack.enter_context(place.open("rb"))
            return
        packed = stack.enter_context(zipfile.ZipFile(place))
        texts = [one for one in packed.infolist() if one.filename.lower().endswith(".txt")]
        if not texts or texts[0].file_size > _LARGEST:
            raise DataError(f"{place.name!r} holds no chat. Export it from WhatsApp as text.")
        yield stack.enter_context(packed.open(texts[0]))


def _said(place: Path) -> Iterator[_Said]:
    """The messages; lines without a stamp go on the message above them."""
    with _opened(place) as octets:
        encoding = encoding_of(octets.read(_SAMPLE), whole=False)
    current: _Said | None = None
    more: list[str] = []
    with _opened(place) as octets:
        file = io.TextIOWrapper(octets, encoding=encoding, errors="replace", newline=None)
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), ""), start=1):
            fresh = _stamped(number, line.rstrip("\n"))
            if fresh is not None:
                if current is not None:
                    yield _whole(current, more)
                current, more = fresh, []
            elif sum(map(len, more)) < _LONGEST_TEXT:
                more.append(line.rstrip())
        if current is not None:
            yield _whole(current, more)


def _whole(said: _Said, more: list[str]) -> _Said:
    if not more:
        return said
    return attrs.evolve(said, text="\n".join([said.text, *more]).rstrip("\n"))


def _stamped(number: int, line: str) -> _Said | None:
    stamp = stamp_of(line)
    if stamp is None:
        return None
    name, colon, text = stamp.rest.partition(": ")
    if not colon and stamp.rest.endswith(":"):
        name, colon, text = stamp.rest[:-1], ":", ""
    return _Said(
        line=number,
        stamp=stamp,
        name=name.strip(" ~") or None if colon else None,
        text=text,
        marked=_MARK in line,
    )


def _letter(
    said: _Said, name: str, ours: frozenset[str], written: tuple[str, tzinfo, str], facts: Facts
) -> Letter | Problem:
    order, clock, chat = written
    try:
        at = fixed(datetime(*day_of(said.stamp.date, order), *said.stamp.clock, tzinfo=clock))
    except ValueError:
        stamp = "/".join(map(str, said.stamp.date))
        reason = "is no date in this order. Pass day_first, or mend the line"
        return Problem(row=said.line, column=None, value=stamp, reason=reason)
    mine = name in ours
    return Letter(
        interaction=Interaction(
            at=at,
            direction=Direction.OUTBOUND if mine else Direction.INBOUND,
            channel="whatsapp",
            kind=InteractionKind.CALL if is_call(said.text, facts) else InteractionKind.MESSAGE,
            text=words_of(said.text[:_LONGEST_TEXT], facts),
            handle=None if mine else name,
        ),
        parties=() if mine else (name,),
        thread=f"chat: {chat}",
    )
