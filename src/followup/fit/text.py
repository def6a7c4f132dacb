"""What can be scored, as pieces of text with their zones."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from followup._html import HtmlText, read_html
from followup.errors import InvalidValue
from followup.models import Lead


_LONGEST_PIECE = 40_000


class Zone(StrEnum):
    """Where on a page, or in a lead, a piece of text stands."""

    TITLE = "title"
    DESCRIPTION = "description"
    HEADING = "heading"
    BODY = "body"
    MENU = "menu"
    FOOTER = "footer"
    PRODUCTS = "products"
    INQUIRY = "inquiry"
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


_WEIGHTS = {
    Zone.TITLE: 2.0,
    Zone.DESCRIPTION: 1.5,
    Zone.HEADING: 1.5,
    Zone.BODY: 1.0,
    Zone.MENU: 0.4,
    Zone.FOOTER: 0.1,
    Zone.PRODUCTS: 0.4,
    Zone.INQUIRY: 1.0,
    Zone.ABOUT: 1.0,
    Zone.COMPANY: 0.5,
}
# The products of an inquiry are the seller's own: that somebody asks for a lamp does not say what it builds.
# A name alone promises nothing: "Water World" may be a pool.
_WEAK = frozenset({Zone.MENU, Zone.FOOTER, Zone.PRODUCTS, Zone.COMPANY})

What = str | HtmlText | Lead | tuple["What", ...]


@attrs.frozen
class Piece:
    """A text and where it stands.

    Attributes:
        zone: Where it stands.
        text: The words, of which the first 40,000 characters are read.
    """

    zone: Zone
    text: str


def pieces(what: What) -> tuple[Piece, ...]:
    """The texts of what is to be scored, empty ones left out, in their order."""
    return tuple(
        Piece(zone, text[:_LONGEST_PIECE]) for zone, text in _texts(what) if text and text.strip()
    )


def _texts(what: What) -> Iterator[tuple[Zone, str | None]]:
    match what:
        case str():
            yield from _of_text(what)
        case HtmlText():
            yield from _of_page(what)
        case Lead():
            yield from _of_lead(what)
        case tuple() | list():
            for one in what:
                yield from _texts(one)
        case _:
            raise InvalidValue(
                "what",
                what,
                "is no text, page or lead",
                "Pass str, what text_from_html gave, a Lead, or a tuple of these",
            )


def _of_text(text: str) -> Iterator[tuple[Zone, str]]:
    """A text that begins as a page does is read as one."""
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        yield from _of_page(read_html(text))
    else:
        yield Zone.BODY, text


def _of_page(page: HtmlText) -> Iterator[tuple[Zone, str]]:
    yield Zone.TITLE, page.title
    yield Zone.DESCRIPTION, page.description
    yield Zone.HEADING, "\n".join(page.headings)
    yield Zone.BODY, page.body
    yield Zone.MENU, page.menu
    yield Zone.FOOTER, page.footer


def _of_lead(lead: Lead) -> Iterator[tuple[Zone, str | None]]:
    yield Zone.COMPANY, lead.company
    yield Zone.ABOUT, lead.about
    if lead.inquiry:
        yield Zone.PRODUCTS, "\n".join(lead.inquiry.products)
        yield Zone.INQUIRY, lead.inquiry.text
