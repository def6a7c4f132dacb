"""What stands in the markup of a page and not in its words: links, metas, and what it tells machines of its company."""

from __future__ import annotations

import html as entities
import json
import re

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

import attrs


_LONGEST_JSON = 100_000
_MOST_BLOCKS = 8
_MOST_NODES = 2_000
_MOST_LINKS = 2_000
_LABEL = 200
_NO_PLACE = ("#", "javascript:", "data:")
# No pattern crosses a "<": each octet is read once, whatever the page.
_ANCHOR = re.compile(r"<a\s([^<>]{1,2000})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]{1,1000})", re.IGNORECASE)
_JSON_LD = re.compile(r"<script\s[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_HREF = re.compile(
    r"(?:^|\s)href\s{0,9}=\s{0,9}(?:\"([^\"]*)|'([^']*)|([^\s\"'>]+))", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"([a-z:-]+)\s{0,9}=\s{0,9}(?:\"([^\"]*)|'([^']*)|([^\s\"'>]+))", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,300}>?")
_END_OF_HOST = re.compile(r"[/:?#]")
# Links that are whole as they are written, which most links to others are; joining takes ten times as long.
_WHOLE = re.compile(
    r"(?:mailto|tel):|https?://[a-z0-9.-]+(?:/[\w.~%!$&'()*+,=:@/-]*)?(?:\?[\w.~%!$&'()*+,=:@/?-]+)?\Z",
    re.ASCII,
)
_ORGANISATIONS = frozenset(
    "Organization Corporation LocalBusiness ProfessionalService Airline Hotel Restaurant Library"
    " GovernmentOrganization EducationalOrganization NGO MedicalOrganization Manufacturer Company".split()
)
_ORGANISATION_ENDINGS = ("Business", "Store", "Shop", "Organization", "Agency")


@attrs.frozen
class Link:
    """Where a link leads, as it is written, and the markup that it is shown with."""

    target: str
    shown: str

    @property
    def label(self) -> str:
        """The words that it is shown with."""
        words = _TAG.sub(" ", self.shown.partition("</a")[0])
        return " ".join(entities.unescape(words).split())

    def seen_from(self, base: str) -> str:
        """Where it leads from a page; as it is written, if it leads nowhere."""
        if _WHOLE.match(self.target):
            return self.target
        try:
            return urljoin(base, self.target)
        except ValueError:
            return self.target

    def leads_off(self, host: str) -> bool:
        """Whether it leads to a person or to another host than this one, which may be ``""``."""
        if self.target.startswith("//"):
            return self.target[2:].partition("/")[0].removeprefix("www.") != host
        scheme, colon, rest = self.target.partition(":")
        if not colon or not scheme.isalpha():
            return False
        if scheme.lower() not in {"http", "https"}:
            return True
        named = _END_OF_HOST.split(rest.lstrip("/"), maxsplit=1)[0]
        return named.lower().removeprefix("www.") != host


def links(html: str) -> Iterator[Link]:
    """The links of a page in their order, at most 2,000; scripts and places on the same page are left out."""
    for count, anchor in enumerate(_ANCHOR.finditer(html)):
        if count >= _MOST_LINKS:
            return
        href = _HREF.search(anchor[1])
        target = (href[1] or href[2] or href[3] or "").strip() if href else ""
        if "&" in target:
            target = entities.unescape(target)
        if target and not target.startswith(_NO_PLACE):
            end = anchor.end() + 1
            yield Link(target, html[end : end + _LABEL])


def metas(html: str) -> dict[str, str]:
    """The content of each named meta element, the first of a name; names in small letters."""
    found: dict[str, str] = {}
    for element in _META.finditer(html):
        given = _attributes(element[1])
        name = (given.get("property") or given.get("name") or given.get("http-equiv") or "").lower()
        if name and given.get("content"):
            found.setdefault(name, given["content"])
    return found


def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): entities.unescape(double or single or bare).strip()
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


@attrs.frozen(kw_only=True)
class Organisation:
    """What a page says of a company in JSON-LD, after schema.org."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    contacts: tuple[str, ...]


def organisations(html: str) -> tuple[Organisation, ...]:
    """The companies that a page describes to machines."""
    found = (node for block in _blocks(html) for node in _nodes(block) if _is_organisation(node))
    return tuple(_organisation(node) for node in found)


def _blocks(html: str) -> Iterator[Any]:
    for count, opening in enumerate(_JSON_LD.finditer(html)):
        if count >= _MOST_BLOCKS:
            return
        end = html.find("</script", opening.end(), opening.end() + _LONGEST_JSON)
        try:
            yield json.loads(html[opening.end() : end]) if end > 0 else None
        except (ValueError, RecursionError):
            continue


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, the outer ones first."""
    waiting = [block]
    for one in waiting:
        if len(waiting) > _MOST_NODES:
            return
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _is_organisation(node: dict[str, Any]) -> bool:
    kinds = [kind.rpartition("/")[2] for kind in _texts(node.get("@type"))]
    return any(kind in _ORGANISATIONS or kind.endswith(_ORGANISATION_ENDINGS) for kind in kinds)


def _organisation(node: dict[str, Any]) -> Organisation:
    inside = tuple(_nodes(node))
    return Organisation(
        names=tuple(_texts([node.get("legalName"), node.get("name")])),
        countries=tuple(_of(inside, "addressCountry")),
        contacts=(
            *(f"mailto:{one.removeprefix('mailto:')}" for one in _of(inside, "email")),
            *(f"tel:{one}" for one in _of(inside, "telephone")),
            *_of(inside, "sameAs"),
        ),
    )


def _of(nodes: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(key)
        yield from _texts(value.get("name") if isinstance(value, dict) else value)


def _texts(value: Any) -> Iterator[str]:
    several = value if isinstance(value, list) else [value]
    return (" ".join(one[:200].split()) for one in several if isinstance(one, str) and one.strip())
