"""A page as one readable text: what its visitors see, and the links and marks behind it, in their order."""

from __future__ import annotations

import json
import re

from collections.abc import Callable, Iterator
from typing import Any

from followup._markup import MARKUP, read_attributes, unescape, unprotected


_LONGEST_PAGE = 1 << 20
_LONGEST = 200_000
_LONGEST_LINK = 1_000
_DEEPEST = 40
_TAG = re.compile(
    r"<(?:!doctype|!--|/?(?:html|head|body|div|p|a|span|br|hr|table|tr|td|th|li|ul|ol|dl|dt|dd|b|strong|i|em|u|small"
    r"|font|img|script|style|meta|link|h[1-6]|section|footer|header|address|button|label|main|article|nav|form))"
    r"[\s/>]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,10});", re.IGNORECASE)
_INLINE = frozenset(
    "abbr acronym b bdi bdo big cite code data del dfn em font ins kbd label mark nobr q s samp small span strike"
    " strong sub sup time tt u var wbr a i".split()
)
_CELLS = frozenset({"td", "th", "dt"})
_OPENING_INSIDE = _INLINE | _CELLS | {"dd"}
_LINKS = ("href", "data-href", "data-url", "data-link")
_PROTECTED = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{8,300})", re.IGNORECASE)
_ICON = re.compile(
    r"(?:^|[\s_-])(?:fa|fab|fas|far|icon|bi|ri|la|lab|mdi|ti|uil|bx|bxl|ion|logo|social)[_-]{1,2}(?:logo[_-]|social[_-])?"
    r"(whatsapp|wechat|weixin|telegram|line|viber|skype|qq|zalo|phone|mobile|fax)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PROPERTIES = {
    "telephone": "Tel: {}",
    "faxnumber": "Fax: {}",
    "email": "{}",
    "sameas": "{}",
}
# Put inside addresses against harvesters: readers do not see it.
_TRAP = re.compile(
    r"(?<=[\w.@-])<(b|em|i|small|span)\s[^<>]{0,100}display\s?:\s?none[^<>]{0,100}>[^<>]{0,60}</\1>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]*\n\s*")


def readable(source: str, is_contact: Callable[[str], bool]) -> str:
    """The text to look for contacts in.

    Args:
        source: A text or a page; beyond 1 MiB it is not read. A text without tags or entities is
            given back as it is, so that places in it are places in the source.
        is_contact: Whether an address leads to somebody; such links of a page stand behind their text.

    Returns:
        At most 200,000 letters. A tab stands where a cell of a table ends, a line break where a block does.
    """
    page = source[:_LONGEST_PAGE]
    if _TAG.search(page) is None:
        text = unescape(page) if _ENTITY.search(page) else page
        return text[:_LONGEST]
    page = _TRAP.sub("", page)
    pieces: list[str] = []
    at = 0
    links: list[str] = []
    for markup in MARKUP.finditer(page):
        pieces.append(_seen(page[at : markup.start()]))
        at = markup.end()
        if markup["name"]:
            pieces.append(_tag(markup, links, is_contact))
        elif (markup["unseen"] or "").lower() == "script":
            pieces.extend(_stated(markup.group()))
        elif (markup["unseen"] or "").lower() == "svg":
            pieces.append(_icon(markup.group()[:_LONGEST_LINK].partition(">")[0]))
    pieces.append(_seen(page[at:]))
    return _SPACE.sub("\n", "".join(pieces))[:_LONGEST]


def _seen(text: str) -> str:
    """Line breaks of the source are blanks to a reader, and tabs are ours."""
    return re.sub(r"[\t\n\r\f ]+", " ", unescape(text))


def _tag(markup: re.Match[str], links: list[str], is_contact: Callable[[str], bool]) -> str:
    name = markup["name"].lower()
    if name.startswith("/"):
        name = name[1:]
        behind = f" <{links.pop()}> " if name == "a" and links else ""
        return behind + ("" if name in _INLINE else "\t" if name in _CELLS else "\n")
    attributes = read_attributes(markup["attributes"] or "")
    shown = _shown(name, attributes)
    address = next((attributes[key] for key in _LINKS if attributes.get(key)), "")
    address = f"https:{address}" if address.startswith("//") else address
    hidden = attributes.get("data-cfemail") or "".join(_PROTECTED.findall(address)[:1])
    if hidden:
        return f" {unprotected(hidden)} "
    leads = 0 < len(address) <= _LONGEST_LINK and ">" not in address and is_contact(address)
    if name == "a":
        links[:] = [address] if leads else []
        return shown
    return shown + (f" <{address}> " if leads else "") + ("" if name in _OPENING_INSIDE else "\n")


def _shown(name: str, attributes: dict[str, str]) -> str:
    """What a tag shows without a text of its own: pictures, icons, and properties for machines."""
    stated = _PROPERTIES.get(attributes.get("itemprop", "").lower())
    if stated and attributes.get("content"):
        return f"\n{stated.format(attributes['content'])}\n"
    if name == "img":
        alt = attributes.get("alt", "")
        return f" {alt} " if len(alt) <= 30 else ""
    found = _ICON.search(attributes.get("class", ""))
    return f" {found.group(1)}: " if found else ""


def _icon(tag: str) -> str:
    found = _ICON.search(read_attributes(tag).get("class", ""))
    return f" {found.group(1)}: " if found else ""


def _stated(script: str) -> Iterator[str]:
    """What a page states of itself for machines (JSON-LD)."""
    head, _, body = script.partition(">")
    if "ld+json" not in head.lower():
        return
    try:
        stated = json.loads(body.rpartition("</")[0].strip())
    except (ValueError, RecursionError):
        return
    yield from _properties(stated, _DEEPEST)


def _properties(stated: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    values = stated.values() if isinstance(stated, dict) else stated
    if isinstance(stated, dict):
        for key, value in stated.items():
            form = _PROPERTIES.get(str(key).lower())
            for one in value if isinstance(value, list) else [value]:
                if form and isinstance(one, str):
                    yield f"\n{form.format(one.removeprefix('mailto:'))}\n"
    if isinstance(values, (list, type({}.values()))):
        for one in values:
            if isinstance(one, (dict, list)):
                yield from _properties(one, depth - 1)
