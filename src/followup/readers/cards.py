"""Cards of address books as lines and properties: vCard 3.0 and 4.0 (RFC 2426, RFC 6350), and 2.1.

Cards stream: a file of any length is never in memory as a whole, and a card without end is given up.
"""

from __future__ import annotations

import io
import quopri
import re

from collections.abc import Iterable, Iterator
from typing import IO

import attrs


_MOST_LINES = 2_000
_LONGEST_VALUE = 20_000
_BEGIN = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(r"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_LINE = re.compile(r'^(?:([\w-]{1,80})\.)?([\w-]{1,80})((?:;(?:"[^"]{0,500}"|[^":;]{1,500}){1,20}){0,20}):(.*)$', re.DOTALL)  # fmt: skip
_ESCAPED = re.compile(r"\\([nN;,\\:])")
_TYPE = re.compile(r";(?:TYPE=)?\"?([\w,-]{1,100})\"?(?=;|$)", re.IGNORECASE)
_LAST = 101


@attrs.frozen
class Property:
    """One line of a card: its name, its types, its value as it stands, the group it is in."""

    name: str
    parameters: str
    value: str
    group: str = ""

    def parameter(self, name: str) -> str:
        """The value of a parameter, or an empty text."""
        found = re.search(rf";{name}=\"?([^;\":]{{1,200}})", self.parameters, re.IGNORECASE)
        return found[1] if found else ""

    @property
    def types(self) -> frozenset[str]:
        """Its types, such as ``"fax"``; vCard 2.1 writes them without their name."""
        told = ",".join(_TYPE.findall(self.parameters)).lower()
        return frozenset(filter(None, told.split(",")))

    @property
    def rank(self) -> int:
        """Its preference among those of its name, the lowest first; the address of a home comes last."""
        preferred = self.parameter("PREF")
        if preferred.isdecimal():
            return int(preferred[:3])
        return 1 if "pref" in self.types else _LAST + (self.name == "ADR" and "home" in self.types)

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The components of a value that has several, such as a name or an address."""
        pieces = re.split(r"(?<!\\);", self.value)
        return tuple(attrs.evolve(self, value=piece).text.strip() for piece in pieces)


def cards_of(lines: Iterable[str]) -> Iterator[tuple[int, tuple[Property, ...] | None]]:
    """The cards in lines of text, with their numbers from 1; None for one that has no end.

    Args:
        lines: The lines of the file, in order.
    """
    number = 0
    card: list[str] | None = None
    for line in lines:
        if _BEGIN.match(line):
            if card is not None:
                yield number, None
            number, card = number + 1, []
        elif card is not None and _END.match(line):
            yield number, _properties(card)
            card = None
        elif card is not None and len(card) < _MOST_LINES:
            card.append(line.rstrip("\r\n"))
    if card is not None:
        yield number, None


def _properties(lines: list[str]) -> tuple[Property, ...]:
    found = (_property(line) for line in _unfolded(lines))
    return tuple(one for one in found if one is not None)


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Lines that begin with white space go on the one before; so do soft breaks of quoted-printable."""
    whole: list[str] = []
    for line in lines:
        soft = whole and whole[-1].endswith("=") and "QUOTED-PRINTABLE" in whole[0].upper()
        if whole and (soft or line[:1] in {" ", "\t"}):
            whole.append(line if soft else line[1:])
            continue
        if whole:
            yield _together(whole)
        whole = [line]
    if whole:
        yield _together(whole)


def _together(pieces: list[str]) -> str:
    if "QUOTED-PRINTABLE" in pieces[0].upper():
        pieces = [piece.removesuffix("=") for piece in pieces]
    return "".join(pieces)[:_LONGEST_VALUE]


def _property(line: str) -> Property | None:
    found = _LINE.match(line)
    if not found:
        return None
    group, name, parameters, value = (found[1] or "").lower(), found[2].upper(), found[3], found[4]
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = _unquoted(value, Property(name, parameters, value).parameter("CHARSET"))
    return Property(name, parameters, value, group)


def _unquoted(value: str, charset: str) -> str:
    octets = quopri.decodestring(value.encode("utf-8", errors="replace"))
    try:
        return octets.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return octets.decode("utf-8", errors="replace")


def lines_of(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a file of cards, none longer than a value may be."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace")
    try:
        while line := text.readline(_LONGEST_VALUE):
            yield line
    finally:
        text.detach()
