"""The mails of a place, as octets, one at a time: an mbox, a Maildir, a folder of EML files."""

from __future__ import annotations

import re

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from followup.errors import DataError


_LARGEST_MAIL = 4_000_000
_LINE = 1_000_000
_FROM = b"From "
# "From ana@aguas.example Mon Nov 16 09:00:00 2026"; without a date only where the file has no dates there.
_DATED = re.compile(rb"^From \S.{0,300}?\b\d{1,2}:\d{2}(?::\d{2})?\b.{0,40}\b\d{4}\b")
_FIELD = re.compile(rb"^[!-9;-~]{1,80}:")
_MAILS = frozenset({".eml", ".emlx"})
_UNREADABLE = frozenset({".msg", ".pst", ".ost", ".olm"})
_MAILDIR = frozenset({"cur", "new"})

Mail = bytes | DataError
"""A mail, or why a file holds none that can be read."""


def mails_of(place: Path) -> Iterator[Mail]:
    """The mails of a file or folder, in the order in which they are stored.

    Raises:
        DataError: The folder holds no mail, and is none of a Maildir either.
    """
    if not place.is_dir():
        yield from _of_file(place, alone=True)
        return
    found = False
    for file in sorted(path for path in place.rglob("*") if path.is_file()):
        for mail in _of_file(file, alone=False):
            found = True
            yield mail
    if not found and not any(place.rglob("cur")):
        raise DataError(
            f"The folder {place.name!r} holds no mail. Pass an mbox, a Maildir or a folder of EML."
        )


def _of_file(file: Path, *, alone: bool) -> Iterator[Mail]:
    kind = file.suffix.lower()
    if kind in _UNREADABLE:
        yield DataError(f"{file.name!r} is Outlook's own format. Export it as EML or mbox.")
    elif kind == ".emlx":
        yield _of_apple(file)
    elif file.parent.name in _MAILDIR or kind == ".eml":
        yield _beginning(file)
    elif _is_mbox(file):
        yield from _mbox(file)
    elif alone:
        yield _beginning(file)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LARGEST_MAIL)


def _of_apple(file: Path) -> bytes:
    """A mail of Apple Mail: its length on a line of its own goes before it."""
    length, _, rest = _beginning(file).partition(b"\n")
    return rest[: int(length)] if length.strip().isdigit() else length + b"\n" + rest


def _is_mbox(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(1_000).lstrip(b"\xef\xbb\xbf \r\n").startswith(_FROM)


def _mbox(file: Path) -> Iterator[bytes]:
    """The mails of an mbox (RFC 4155): each begins with a line "From " and a date.

    Words that begin so are quoted by most programs, and told from it by their date by us.
    """
    lines: list[bytes] = []
    size, empty, began, dated = 0, True, False, True
    with file.open("rb") as opened:
        for line, below in _with_the_next(opened):
            if line.startswith(_FROM) and not began:
                began, dated = True, bool(_DATED.match(line))
            elif line.startswith(_FROM) and _begins(line, below, empty=empty, dated=dated):
                yield b"".join(lines)
                lines, size = [], 0
            elif began and size < _LARGEST_MAIL:
                quoted = line.startswith(b">") and line.lstrip(b">").startswith(_FROM)
                lines.append(line[1:] if quoted else line)
                size += len(line)
            empty = not line.strip()
    yield b"".join(lines)


def _with_the_next(opened: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    line = opened.readline(_LINE)
    while line:
        below = opened.readline(_LINE)
        yield line, below
        line = below


def _begins(line: bytes, below: bytes, *, empty: bool, dated: bool) -> bool:
    """Whether such a line begins a mail: it has a date, and the fields of a mail below it."""
    return bool(_DATED.match(line) and _FIELD.match(below)) if dated else empty
