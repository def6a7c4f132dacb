"""What a page tells machines: its metas, and what it says of its company."""

from __future__ import annotations

import json
import re

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from followup._markup import read_attributes


_LONGEST_JSON = 100_000
_MOST_BLOCKS = 8
_MOST_NODES = 2_000
# No pattern crosses a "<": each letter is read once, whatever the page.
_META = re.compile(r"<meta\s([^<>]{1,1000})", re.IGNORECASE)
# Letter for letter, as all pages write it: whatever the case of its letters, it is found in six times the time.
_JSON_LD = re.compile(r"application/ld\+json[^<>]{0,300}>")
_BEFORE = 300
_ORGANISATIONS = frozenset(
    "Organization Corporation LocalBusiness ProfessionalService Airline Hotel Restaurant Library"
    " GovernmentOrganization EducationalOrganization NGO MedicalOrganization Manufacturer Company".split()
)
_ORGANISATION_ENDINGS = ("Business", "Store", "Shop", "Organization", "Agency")


def metas(html: str) -> dict[str, str]:
    """The content of each named meta element, the first of a name; names in small letters."""
    found: dict[str, str] = {}
    for element in _META.finditer(html):
        given = read_attributes(element[1])
        name = (given.get("property") or given.get("name") or given.get("http-equiv") or "").lower()
        if name and given.get("content"):
            found.setdefault(name, given["content"])
    return found


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
    scripts = (found for found in _JSON_LD.finditer(html) if _is_of_script(html, found.start()))
    for opening in islice(scripts, _MOST_BLOCKS):
        end = html.find("</script", opening.end(), opening.end() + _LONGEST_JSON)
        try:
            yield json.loads(html[opening.end() : end]) if end > 0 else None
        except (ValueError, RecursionError):
            continue


def _is_of_script(html: str, at: int) -> bool:
    """Whether the tag that is open at a place is a script."""
    tag = html[max(at - _BEFORE, 0) : at].rpartition("<")[2]
    return tag[:7].lower().split() == ["script"]


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
