"""A page cut into its tags, in time linear in the page, and what a tag says of itself.

A page of a stranger is hostile until shown otherwise. A tree is not built: lexbor, the fastest tree
builder at hand, is quadratic in nesting (100,000 open tags: more than 20 s) and in the attributes of one
tag (180,000: 62 s), and it cannot be stopped. One pass over the tags is enough for all that is asked here.
"""

from __future__ import annotations

import html as entities
import re

from collections.abc import Iterator
from typing import cast


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
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
"""One piece of markup: a tag, a comment, or an element that no reader sees, with all that is in it."""

_ATTRIBUTE = re.compile(
    rf"([a-z:-]+){_SPACE}*+={_SPACE}*+(?:\"([^\"]*+)|'([^']*+)|([^ \t\n\f\r>\"']++))",
    re.IGNORECASE | re.ASCII,
)
# int() refuses numbers of more than 4300 digits, and html.unescape lets that through.
_ENDLESS_NUMBER = re.compile(r"&#(?:[0-9]{8,}|x[0-9a-f]{7,})+;?", re.IGNORECASE)


Piece = tuple[str, str | None, str | None, str | None]
"""Words, and of the markup behind them: what is unseen, the name of the tag with its slash, its attributes."""


def cut(page: str) -> Iterator[Piece]:
    """The page piece by piece; behind its last words there is no markup."""
    parts = iter([*MARKUP.split(page), None, None, None])
    return cast("Iterator[Piece]", zip(parts, parts, parts, parts, strict=False))


def read_attributes(attributes: str) -> dict[str, str]:
    """The attributes of one tag, in small letters, with their values as a reader sees them."""
    return {
        name.lower(): unescape(double or single or bare).strip()
        for name, double, single, bare in _ATTRIBUTE.findall(attributes)
    }


def unescape(text: str) -> str:
    """The text with its entities resolved; endless ones are replaced."""
    return entities.unescape(_ENDLESS_NUMBER.sub("\ufffd", text)) if "&" in text else text


def unprotected(code: str) -> str:
    """An address that Cloudflare hides: each octet is xored with the first one."""
    try:
        octets = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(octet ^ octets[0] for octet in octets[1:]).decode("utf-8", "replace")
