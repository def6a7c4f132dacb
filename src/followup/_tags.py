"""What the tags of a page mean to its reader: a line ends, or a zone of the page begins or ends."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping

from followup._markup import read_attributes


_LONGEST_MARKS = 400

ZONE_OF_TAG = {
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


# Most tags only shape letters; nothing is asked of them.
_SHAPING = frozenset(
    _both(
        "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby s samp small"
        " span strike strong sub sup time tt u var wbr".split()
    )
)
# They would be found without being named here, but are on each page by the hundred.
_LINES = frozenset(_both("li p option br img dd dt dl tr input link label button form".split()))
# A heading is often closed as another level than it was opened.
_BEGINNINGS = {
    **{tag: tag for tag in ("meta", "html", *_MARKED, *ZONE_OF_TAG)},
    **{f"h{level}": "h1" for level in range(1, 7)},
}
_ENDINGS = {f"/{tag}": f"/{same}" for tag, same in _BEGINNINGS.items()}
_SAYS_NOTHING, ENDS_A_LINE = "", "\n"


class _Meanings(dict[str | None, str]):
    """What tags say to the reader: nothing, that a line ends, or also what is to be met."""

    def __missing__(self, tag: str) -> str:
        """A tag in capital letters, or one that only ends a line."""
        return self.get(tag.lower(), ENDS_A_LINE)


def _meanings(shaping: Iterable[str], met: Mapping[str, str]) -> _Meanings:
    found = _Meanings({None: _SAYS_NOTHING})
    found.update(dict.fromkeys((*_LINES, *_ENDINGS), ENDS_A_LINE))
    found.update(dict.fromkeys(shaping, _SAYS_NOTHING))
    found.update(met)
    return found


IN_ZONES = _meanings(_SHAPING, {**_BEGINNINGS, **_ENDINGS})
# Where no zone is open, none can end; and in the body, links only shape letters.
IN_BODY = _meanings({*_SHAPING, "a", "/a"}, _BEGINNINGS)


class ZonesOfMarks(dict[str, str | None]):
    """The zones that tags are marked as, by what they say of themselves; many tags of a page say the same."""

    def __missing__(self, attributes: str) -> str | None:
        """Said for the first time on this page."""
        zone = self[attributes] = _zone_of_marks(attributes)
        return zone


def _zone_of_marks(attributes: str) -> str | None:
    if not _HINT_OF_MARK.search(attributes.lower()):
        return None
    for name, value in read_attributes(attributes[:_LONGEST_MARKS]).items():
        if name in _MARKS:
            for mark in value.lower().split():
                if zone := _ZONE_OF_MARK.get(mark):
                    return zone
    return None
