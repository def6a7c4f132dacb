"""HTML to text with zones: title, headings, menu, body and footer each hold their own words."""

from __future__ import annotations

import re

from collections import defaultdict

import attrs

from followup._charset import decode
from followup._markup import cut, read_attributes, unescape
from followup._normal import require_octets
from followup._tags import ENDS_A_LINE, IN_BODY, IN_ZONES, ZONE_OF_TAG, ZonesOfMarks
from followup._value import Value


_LONGEST_PAGE = 1 << 20
_DEEPEST_ZONE = 32
_BODY = "body"

# Where a line ends, until all blanks are made one; no reader misses it.
_BREAK = "\x1a"
_CONTROLS = tuple(map(chr, {*range(32), 127} - {*map(ord, "\t\n\f\r"), ord(_BREAK)}))
_CONTROL = re.compile(f"[{''.join(map(re.escape, _CONTROLS))}]+")


@attrs.frozen(kw_only=True)
class HtmlText(Value):
    """What a reader sees of a page, zone by zone; scripts, styles and comments are left out.

    In each text a line is a block of the page, and white space inside a line is one blank.

    Attributes:
        title: The title of the page.
        description: Its meta description (or that of Open Graph).
        headings: Its headings in their order, those of the footer left out.
        menu: Navigation, page header and select lists.
        body: All other text.
        footer: The footer and cookie notices.
        language: The language that the page declares, such as ``"pt-BR"``; None where it declares none.
        truncated: Whether the page was longer than 1 MiB and only its beginning was read.
    """

    title: str = ""
    description: str = ""
    headings: tuple[str, ...] = ()
    menu: str = attrs.field(default="", repr=False)
    body: str = attrs.field(default="", repr=False)
    footer: str = attrs.field(default="", repr=False)
    language: str | None = None
    truncated: bool = False

    @property
    def text(self) -> str:
        """All zones that are not empty, one after the other: title first, footer last."""
        zones = (self.title, self.description, *self.headings, self.menu, self.body, self.footer)
        return "\n".join(zone for zone in zones if zone)


def read_html(html: str | bytes, *, charset: str | None = None) -> HtmlText:
    """The text of a page, by zone.

    Any input gives an answer, in time linear in its length; beyond 1 MiB it is not read.

    Args:
        html: The page, or any part of one; plain text is all body.
        charset: For bytes, what the server said. A label that is not known is passed over; after it come
            the byte order mark, the page's own declaration, UTF-8, and windows-1252 if all else fails.

    Raises:
        InvalidValue: ``html`` is neither text nor bytes.
    """
    if isinstance(html, str):
        text = html[:_LONGEST_PAGE]
    else:
        text = decode(require_octets("html", html)[:_LONGEST_PAGE], charset)
    reading = _Reading()
    for said, _, tag, attributes in cut(text):
        if said:
            reading.here.append(said)
        meaning = reading.meanings[tag]
        if meaning:
            reading.here.append(_BREAK)
            if meaning is not ENDS_A_LINE:
                reading.meet(meaning, attributes or "")
    return reading.result(truncated=len(html) > _LONGEST_PAGE)


class _Reading:
    """Where the reader stands in the page, and what it has read so far."""

    def __init__(self) -> None:
        self.parts: defaultdict[str, list[str]] = defaultdict(list)
        self.description = ""
        self.language: str | None = None
        # Open zones from the outside in: tag, where we stand inside, and how many tags of that name are open in it.
        self.frames: list[tuple[str, str, int]] = []
        self.marked = ZonesOfMarks()
        self._stand_in(_BODY)

    def meet(self, tag: str, attributes: str) -> None:
        """A tag that may begin or end a zone, or speaks of the whole page."""
        if tag[0] == "/":
            self._count(tag[1:], -1)
        elif tag == "meta":
            self._describe(read_attributes(attributes))
        elif tag == "html":
            self._declare(read_attributes(attributes))
        else:
            zone = ZONE_OF_TAG.get(tag) or self.marked[attributes]
            if zone and len(self.frames) < _DEEPEST_ZONE:
                self._enter(tag, zone)
            elif self.frames:
                self._count(tag, 1)

    def _declare(self, attributes: dict[str, str]) -> None:
        if self.language is None:
            self.language = attributes.get("lang") or attributes.get("xml:lang")

    def _describe(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = attributes.get("content", "")
        if name == "description" or (name == "og:description" and not self.description):
            self.description = _one_line(content.replace(_BREAK, " "))
        elif attributes.get("http-equiv", "").lower() == "content-language" and not self.language:
            self.language = content or None

    def _enter(self, tag: str, zone: str) -> None:
        """Footer beats all, and the title all but that; a heading beats the page header around it, but not a menu's own list."""
        around = self.frames[-1][1] if self.frames else _BODY
        stays = around == "footer" or (around == "title" and zone != "footer")
        here = around if stays else zone
        self.frames.append((tag, here, 1))
        self._stand_in(here)

    def _count(self, name: str, step: int) -> None:
        for index in range(len(self.frames) - 1, -1, -1):
            tag, zone, depth = self.frames[index]
            if tag == name:
                if depth + step:
                    self.frames[index] = (tag, zone, depth + step)
                else:
                    del self.frames[index:]
                    self._stand_in(self.frames[-1][1] if self.frames else _BODY)
                return

    def _stand_in(self, zone: str) -> None:
        self.here = self.parts[zone]
        self.meanings = IN_BODY if zone == _BODY else IN_ZONES

    def result(self, *, truncated: bool) -> HtmlText:
        lines = {zone: _lines("".join(parts)) for zone, parts in self.parts.items()}
        return HtmlText(
            title=" ".join(lines.get("title", ())),
            description=self.description,
            headings=tuple(lines.get("headings", ())),
            menu="\n".join(lines.get("menu", ())),
            body="\n".join(lines.get("body", ())),
            footer="\n".join(lines.get("footer", ())),
            language=self.language,
            truncated=truncated,
        )


def _one_line(text: str) -> str:
    return " ".join(_without_controls(text).split())


def _lines(text: str) -> list[str]:
    one_line = _one_line(unescape(text))
    return [bare for line in one_line.split(_BREAK) if (bare := line.strip())]


def _without_controls(text: str) -> str:
    """Hardly any page holds such a letter, and to look for each is eight times as fast as to replace."""
    return _CONTROL.sub("", text) if any(one in text for one in _CONTROLS) else text
