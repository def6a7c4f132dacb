"""What can be scored, as pieces of text with their zones."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

import attrs

from followup._html import HtmlText, read_html
from followup.errors import InvalidValue, UnknownName
from followup.models import Lead


_LONGEST_PIECE = 40_000
# Of everything together: a site of twenty pages is read whole, and no sender can keep a reader waiting.
_LONGEST_TEXT = 250_000
_MOST_PIECES = 1_000
_BEGINS_AS_PAGE = re.compile(
    r"[\ufeff\s]{0,200}<(?:(?:!doctype|html|head|body)\b|[a-z][^<>]{0,500}>[^\0]*?</)",
    re.IGNORECASE,
)


class Zone(StrEnum):
    """Where on a page, or in a lead, a piece of text stands.

    A blank or a hyphen does for the underscore, and ``"description"`` for ``"meta"``.
    """

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    BODY = "body"
    MENU = "menu"
    PRODUCT_LIST = "product_list"
    FOOTER = "footer"
    INQUIRY = "inquiry"
    REQUESTED = "requested"
    ABOUT = "about"
    COMPANY = "company"

    @property
    def weight(self) -> float:
        """How much a word counts here; a word of the body counts 1."""
        return _WEIGHTS[self]

    @property
    def is_weak(self) -> bool:
        """Whether words that stand only here can never lift a text over a threshold."""
        return self in _WEAK

    @classmethod
    def _missing_(cls, value: object) -> Zone:
        name = str(value).strip().lower().replace(" ", "_").replace("-", "_")
        name = _ALSO_CALLED.get(name, name)
        if name not in cls.__members__.values():
            raise UnknownName("zone", value, cls.__members__.values())
        return cls(name)


_ALSO_CALLED = {
    "description": "meta",
    "headings": "heading",
    "products": "product_list",
    "product": "product_list",
    "text": "body",
}
_WEIGHTS = {
    Zone.TITLE: 2.0,
    Zone.META: 1.5,
    Zone.HEADING: 1.5,
    Zone.BODY: 1.0,
    Zone.MENU: 0.4,
    Zone.PRODUCT_LIST: 1.0,
    Zone.FOOTER: 0.1,
    Zone.INQUIRY: 1.0,
    Zone.REQUESTED: 0.4,
    Zone.ABOUT: 1.0,
    Zone.COMPANY: 0.5,
}
# What an inquiry asks for is the seller's own: that somebody asks for a lamp does not say what it builds.
# A name alone promises nothing: "Water World" may be a pool.
_WEAK = frozenset({Zone.MENU, Zone.FOOTER, Zone.REQUESTED, Zone.COMPANY})


@runtime_checkable
class HasWords(Protocol):
    """A page that was read, such as ``verify.PageReport``."""

    @property
    def words(self) -> HtmlText:
        """Its words, by zone."""


@runtime_checkable
class HasPages(Protocol):
    """A site that was read, such as ``verify.SiteReport``."""

    @property
    def pages(self) -> Iterable[HasWords]:
        """Its pages."""


@attrs.frozen
class Piece:
    """A text and where it stands.

    Attributes:
        zone: Where it stands: a zone, or its name.
        text: The words, of which the first 40,000 characters are read.
    """

    zone: Zone = attrs.field(converter=Zone)
    text: str
    weight: float = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "weight", self.zone.weight)

    @property
    def is_cut(self) -> bool:
        """Whether it is longer than what is read."""
        return len(self.text) >= _LONGEST_PIECE


What = (
    str
    | HtmlText
    | HasWords
    | HasPages
    | Lead
    | Piece
    | Mapping[str, str | Iterable[str]]
    | tuple["What", ...]
    | list["What"]
)


def pieces(what: What) -> tuple[Piece, ...]:
    """The texts of what is to be scored, empty ones left out, in their order, as far as they are read.

    Raises:
        InvalidValue: It is none of the kinds that can be read.
        UnknownName: It names a zone that does not exist.
    """
    several: list[Piece] = []
    left = _LONGEST_TEXT
    for zone, text in _texts(what):
        if text and text.strip() and left and len(several) < _MOST_PIECES:
            several.append(Piece(zone, text[: min(left, _LONGEST_PIECE)]))
            left -= len(several[-1].text)
    return tuple(several)


def all_are_long(several: Sequence[Piece]) -> bool:
    """Whether pieces are as long together, or as many, as are read at most."""
    length = sum(len(piece.text) for piece in several)
    return length >= _LONGEST_TEXT or len(several) >= _MOST_PIECES


def leads(what: What) -> Iterator[Lead]:
    """The leads in what is to be scored."""
    if isinstance(what, Lead):
        yield what
    elif isinstance(what, tuple | list):
        for one in what:
            yield from leads(one)


def _texts(what: What) -> Iterator[tuple[str, str | None]]:
    match what:
        case str():
            yield from _of_text(what)
        case HtmlText():
            yield from _of_page(what)
        case Lead():
            yield from _of_lead(what)
        case Piece():
            yield what.zone, what.text
        case Mapping():
            for zone, text in what.items():
                yield zone, text if isinstance(text, str) else "\n".join(text)
        case tuple() | list():
            for one in what:
                yield from _texts(one)
        case _:
            yield from _of_report(what)


def _of_report(what: HasWords | HasPages) -> Iterator[tuple[str, str]]:
    match what:
        case HasWords():
            yield from _of_page(what.words)
        case HasPages():
            for page in what.pages:
                yield from _of_page(page.words)
        case _:
            raise InvalidValue(
                "what",
                what,
                "is no text, page or lead",
                "Pass str, what text_from_html gave, a page or site report, a Lead, a mapping of zones to"
                " texts, or several of these",
            )


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    """A text that begins with a tag, and closes one, is read as a page."""
    if _BEGINS_AS_PAGE.match(text):
        yield from _of_page(read_html(text))
    else:
        yield Zone.BODY, text


def _of_page(page: HtmlText) -> Iterator[tuple[str, str]]:
    yield Zone.TITLE, page.title
    yield Zone.META, page.description
    yield Zone.HEADING, "\n".join(page.headings)
    yield Zone.BODY, page.body
    yield Zone.MENU, page.menu
    yield Zone.FOOTER, page.footer


def _of_lead(lead: Lead) -> Iterator[tuple[str, str | None]]:
    yield Zone.COMPANY, lead.company
    yield Zone.ABOUT, lead.about
    if lead.inquiry:
        yield Zone.REQUESTED, "\n".join(lead.inquiry.products)
        yield Zone.INQUIRY, lead.inquiry.text
