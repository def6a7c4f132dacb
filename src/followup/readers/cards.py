"""Cards of address books: vCard 3.0 and 4.0 (RFC 2426, RFC 6350), and the 2.1 that old phones write.

Cards stream: a file of any length is never in memory as a whole, and a card without end is given up.
"""

from __future__ import annotations

import io
import quopri
import re

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import attrs

from followup.readers.headers import Column


_MOST_LINES = 2_000
_LONGEST_VALUE = 20_000
_BEGIN = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(r"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_LINE = re.compile(r'^(?:[\w-]{1,80}\.)?([\w-]{1,80})((?:;(?:"[^"]{0,500}"|[^":;]{1,500}){1,20}){0,20}):(.*)$', re.DOTALL)  # fmt: skip
_ESCAPED = re.compile(r"\\([nN;,\\:])")
_SOCIAL_HOSTS = ("linkedin.com", "facebook.com", "instagram.com", "x.com", "twitter.com", "t.me")
_IM_SCHEMES = {"aim", "gtalk", "icq", "jabber", "msn", "xmpp", "ymsgr"}


@attrs.frozen
class Property:
    """One line of a card: its name, its types, its value as it stands."""

    name: str
    parameters: str
    value: str

    def parameter(self, name: str) -> str:
        """The value of a parameter, or an empty text."""
        found = re.search(rf";{name}=\"?([^;\":]{{1,200}})", self.parameters, re.IGNORECASE)
        return found[1] if found else ""

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
    name, parameters, value = found[1].upper(), found[2], found[3]
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = _unquoted(value, Property(name, parameters, value).parameter("CHARSET"))
    return Property(name, parameters, value)


def _unquoted(value: str, charset: str) -> str:
    octets = quopri.decodestring(value.encode("utf-8", errors="replace"))
    try:
        return octets.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return octets.decode("utf-8", errors="replace")


def cells_of(card: Iterable[Property]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """What a card says, in the columns of a list; the headers are the names of its properties."""
    pairs = [
        (Column(header=one.name, field=field), text)
        for one in card
        for field, text in _fields(one)
        if text
    ]
    return tuple(column for column, _ in pairs), tuple(text for _, text in pairs)


def _fields(one: Property) -> Iterable[tuple[str | None, str]]:
    """The fields that a property fills. A structured value fills several, by its components."""
    if one.name in _STRUCTURED:
        return [
            (field, part)
            for field, part in zip(_STRUCTURED[one.name], one.parts, strict=False)
            if field
        ]
    if one.name in _HANDLES:
        return [("im_handles", _handle(one))]
    if one.name == "URL" and any(host in one.text.lower() for host in _SOCIAL_HOSTS):
        return [("im_handles", one.text)]
    if one.name == "TEL":
        return [("phone", one.text.removeprefix("tel:").partition(";")[0])]
    return [(_PLAIN.get(one.name), one.text)]


_PLAIN: Mapping[str, str] = {
    "UID": "external_id", "FN": "full_name", "EMAIL": "email", "TZ": "timezone", "LANG": "language",
    "NOTE": "note", "URL": "website",
}  # fmt: skip
_STRUCTURED: Mapping[str, tuple[str | None, ...]] = {
    "N": ("family_name", "given_name", "middle_name"),
    "ORG": ("company",),
    "ADR": (None, None, None, "city", "region", None, "country"),
}
_HANDLES = frozenset({"IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"})


def _handle(one: Property) -> str:
    """A handle with its channel before it (RFC 9554: SERVICE-TYPE, USERNAME), or a link."""
    service = one.parameter("SERVICE-TYPE") or one.parameter("X-SERVICE-TYPE")
    name = one.parameter("USERNAME") or one.parameter("X-USER")
    scheme, _, rest = one.text.partition(":")
    if rest.startswith("//") and not name:
        return one.text
    kind = service or one.parameter("TYPE") or scheme
    bare = name or (rest if rest and not rest.startswith("//") else one.text)
    return f"{kind}: {bare}" if service or scheme.lower() not in _IM_SCHEMES else one.text


def lines_of(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a file of cards, none longer than a value may be."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace")
    try:
        while line := text.readline(_LONGEST_VALUE):
            yield line
    finally:
        text.detach()
