"""HTML to text with zones, in time linear in the page.

A page of a stranger is hostile until shown otherwise. A tree is not built: lexbor, the fastest tree
builder at hand, is quadratic in nesting (100,000 open tags: more than 20 s) and in the attributes of one
tag (180,000: 62 s), and it cannot be stopped. One pass over the tags is enough to tell zones apart.
"""

from __future__ import annotations

import html as entities
import re

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from followup._charset import decode
from followup._value import Value


_LONGEST_PAGE = 1 << 20
_LONGEST_MARKS = 400
_DEEPEST_ZONE = 32

_SPACE = r"[ \t\n\f\r]"
_GAP = r"[ \t\n\f\r/]"
# WHATWG HTML section 13.2.5, tag and attribute states. What follows a repeated group always matches where the
# group stops, so nothing is read twice; and groups are not possessive, which goes wrong before Python 3.11.5
# (python/cpython#106052: Debian 12 has 3.11.2). Beyond 500 attributes, a tag ends at the next ">".
_ATTRIBUTES = (
    rf"(?:{_GAP}*+(?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>]*+))?){{0,500}}"
)
# As most tags are written; a tag of this form ends where the rule above ends it, in half the time.
_USUAL_ATTRIBUTES = r"(?: [^ \t\n\f\r/>=\"'<]++=\"[^\"]*+\"){0,500} ?/?(?=>)"
# Runs up to a "<" or "-" that ends nothing are leapt over; letter by letter ("." and "?") takes fifty times as long.
MARKUP = re.compile(
    r"<(?:!--(?:-?>|(?:[^-]*+-(?!-!?>)){0,1000}[^-]*+.*?(?:--!?>|\Z))"
    r"|(?=[stnioc])(?P<unseen>script|style|noscript|template|svg|iframe|object|canvas)(?=[ \t\n\f\r/>])"
    r"(?:[^<]*+<(?!/(?P=unseen)[ \t\n\f\r/>])){0,1000}[^<]*+"
    r".*?(?:</(?P=unseen)(?=[ \t\n\f\r/>])[^>]*+(?:>|\Z)|\Z)"
    r"|(?P<name>/?[a-z][^ \t\n\f\r/>]*+)"
    rf"(?:>|(?P<attributes>{_USUAL_ATTRIBUTES}|{_ATTRIBUTES})[^>]*+(?:>|\Z))"
    r"|[!?/][^>]*+(?:>|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rf"([a-z:-]+){_SPACE}*+={_SPACE}*+(?:\"([^\"]*+)|'([^']*+)|([^ \t\n\f\r>\"']++))", re.IGNORECASE
)
_CONTROLS = tuple(map(chr, (*range(9), 11, *range(14, 32), 127)))
_CONTROL = re.compile(f"[{''.join(map(re.escape, _CONTROLS))}]+")
# int() refuses numbers of more than 4300 digits, and html.unescape lets that through.
_ENDLESS_NUMBER = re.compile(r"&#(?:[0-9]{8,}|x[0-9a-f]{7,})+;?", re.IGNORECASE)
_BREAK = "\x1e"

_ZONE_OF_TAG = {
    "nav": "menu",
    "header": "menu",
    "select": "menu",
    "menu": "menu",
    "footer": "footer",
    "title": "title",
    "h1": "headings",
}
_ZONE_OF_MARK = {
    **dict.fromkeys(
        "nav navbar navigation menu mainmenu main-menu topmenu sitemap".split(), "menu"
    ),
    **dict.fromkeys("footer contentinfo copyright cookie cookies cookie-banner".split(), "footer"),
}
_MARKED = frozenset({"div", "section", "ul", "aside", "table", "td"})
_MARKS = {"id", "class", "role"}
# One of these is in each mark, or it is written with an entity: few tags have to be read for their marks.
_HINT_OF_MARK = re.compile("nav|menu|sitemap|footer|contentinfo|copyright|cookie|&")


def _both(names: Iterable[str]) -> Iterator[str]:
    """The tags as they are met: that begins an element, and that ends it."""
    for name in names:
        yield from (name, f"/{name}")


# Most tags only shape letters; nothing is asked of them. In the body, links are such.
_SHAPING = frozenset(
    _both(
        "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby s samp small"
        " span strike strong sub sup time tt u var wbr".split()
    )
)
_SHAPING_IN_BODY = _SHAPING | {"a", "/a"}
# A heading is often closed as another level than it was opened.
_SAME_TAG = {f"{end}h{level}": f"{end}h1" for level in range(2, 7) for end in ("", "/")}
_TELLING = {*_both(_MARKED | _ZONE_OF_TAG.keys()), *_SAME_TAG, "meta", "html"}


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
    """
    page = html[:_LONGEST_PAGE]
    text = page if isinstance(page, str) else decode(page, charset)
    reading = _Reading()
    # Cut in one go: text, then of the markup behind it what is unseen, the name of the tag, its attributes.
    pieces = MARKUP.split(_without_controls(text))
    for said, name, attributes in zip(pieces[::4], pieces[2::4], pieces[3::4], strict=False):
        here = reading.here
        if said:
            here.append(said)
        if name and (tag := name.lower()) not in reading.shaping:
            if here and here[-1] is not _BREAK:
                here.append(_BREAK)
            if tag in _TELLING:
                reading.meet(_SAME_TAG.get(tag, tag), attributes or "")
    reading.here.append(pieces[-1])
    return reading.result(truncated=len(html) > len(page))


def _without_controls(text: str) -> str:
    """Hardly any page holds such a letter, and to look for each is eight times as fast as to replace."""
    return _CONTROL.sub("", text) if any(one in text for one in _CONTROLS) else text


class _Reading:
    """Where the reader stands in the page, and what it has read so far."""

    def __init__(self) -> None:
        self.parts: defaultdict[str, list[str]] = defaultdict(list)
        self.description = ""
        self.language: str | None = None
        # Open zones from the outside in: tag, zone, and how many tags of that name are open in it.
        self.frames: list[tuple[str, str, int]] = []
        self._stand_in("body")

    def meet(self, tag: str, attributes: str) -> None:
        """A tag that may begin or end a zone, or speaks of the whole page."""
        if tag[0] == "/":
            if self.frames:
                self._count(tag[1:], -1)
        elif tag == "meta":
            self._describe(read_attributes(attributes))
        elif tag == "html":
            self._declare(read_attributes(attributes))
        else:
            self._enter(tag, attributes)

    def _declare(self, attributes: dict[str, str]) -> None:
        if self.language is None:
            self.language = attributes.get("lang") or attributes.get("xml:lang")

    def _describe(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = attributes.get("content", "")
        if name == "description" or (name == "og:description" and not self.description):
            self.description = _one_line(content)
        elif attributes.get("http-equiv", "").lower() == "content-language" and not self.language:
            self.language = content or None

    def _enter(self, name: str, attributes: str) -> None:
        zone = _ZONE_OF_TAG.get(name) or _zone_of_marks(attributes)
        if zone and len(self.frames) < _DEEPEST_ZONE:
            self.frames.append((name, zone, 1))
            self._stand()
        elif self.frames:
            self._count(name, 1)

    def _count(self, name: str, step: int) -> None:
        for index in range(len(self.frames) - 1, -1, -1):
            tag, zone, depth = self.frames[index]
            if tag == name:
                if depth + step:
                    self.frames[index] = (tag, zone, depth + step)
                else:
                    del self.frames[index:]
                    self._stand()
                return

    def _stand(self) -> None:
        """Footer beats all; a heading beats the page header around it, but not a menu's own list."""
        zones = [zone for _, zone, _ in self.frames]
        above = next((zone for zone in ("footer", "title") if zone in zones), None)
        self._stand_in(above or (zones[-1] if zones else "body"))

    def _stand_in(self, zone: str) -> None:
        self.here = self.parts[zone]
        self.shaping = _SHAPING_IN_BODY if zone == "body" else _SHAPING

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


def _zone_of_marks(attributes: str) -> str | None:
    if not _HINT_OF_MARK.search(attributes.lower()):
        return None
    for name, value in read_attributes(attributes[:_LONGEST_MARKS]).items():
        if name in _MARKS:
            for mark in value.lower().split():
                if zone := _ZONE_OF_MARK.get(mark):
                    return zone
    return None


def read_attributes(attributes: str) -> dict[str, str]:
    """The attributes of one tag, in small letters, with their values as a reader sees them."""
    return {
        name.lower(): unescape(double or single or bare).strip()
        for name, double, single, bare in _ATTRIBUTE.findall(attributes)
    }


def unescape(text: str) -> str:
    """The text with its entities resolved; endless ones are replaced."""
    return entities.unescape(_ENDLESS_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [" ".join(words) for line in unescape(text).split(_BREAK) if (words := line.split())]
