"""What the properties of a card say, in the columns of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.data import BUNDLED, Facts
from followup.readers.cards import Property
from followup.readers.headers import Column
from followup.readers.meanings import field_of


_SOCIAL_HOSTS = ("linkedin.com", "facebook.com", "instagram.com", "x.com", "twitter.com", "t.me")
_IM_SCHEMES = {"aim", "gtalk", "icq", "jabber", "msn", "xmpp", "ymsgr"}
_PLAIN: Mapping[str, str] = {
    "UID": "external_id", "FN": "full_name", "EMAIL": "email", "TZ": "timezone", "LANG": "language",
    "NOTE": "note", "URL": "website", "X-ABADR": "country",
}  # fmt: skip
_STRUCTURED: Mapping[str, tuple[str | None, ...]] = {
    "N": ("family_name", "given_name", "middle_name"),
    "ORG": ("company",),
    "ADR": (None, None, None, "city", "region", None, "country"),
}
_HANDLES = frozenset({"IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"})
_LABEL = "X-ABLABEL"
_KINDS_OF_NUMBERS = ("fax", "pager", "main")

Field = tuple[str, str | None, str]
"""The header, the field and the text of a cell."""


def cells_of(
    card: Sequence[Property], facts: Facts = BUNDLED
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """What a card says, in the columns of a list; the headers are the names of its properties.

    Args:
        card: Its properties, in any order; those that are preferred come first.
        facts: The tables to look up.
    """
    labels = {one.group: _label(one.text) for one in card if one.name == _LABEL and one.group}
    # The code of the country of Apple's cards stands in for a country that the address does not name.
    places = {one.name: at for at, one in reversed(list(enumerate(card)))} | {"X-ABADR": len(card)}
    ranked = sorted(card, key=lambda one: (places[one.name], one.rank))
    told = [
        (Column(header=header, field=field, number=number), text)
        for number, one in enumerate(ranked, start=1)
        for header, field, text in _fields(one, labels.get(one.group, ""), facts)
        if text
    ]
    if _is_company(card):
        told = [
            (Column(header=one.header, field="company", number=one.number), text)
            if one.field == "full_name"
            else (one, text)
            for one, text in told
        ]
    return tuple(column for column, _ in told), tuple(text for _, text in told)


def _is_company(card: Sequence[Property]) -> bool:
    """Whether the card is a company's, whose name stands where the person's would."""
    said = {
        one.name: one.text.strip().lower() for one in card if one.name in {"KIND", "X-ABSHOWAS"}
    }
    return said.get("KIND") == "org" or said.get("X-ABSHOWAS") == "company"


def _label(text: str) -> str:
    """A label of Apple's; its own ones stand in brackets of their kind."""
    return text.strip().removeprefix("_$!<").removesuffix(">!$_")


def _fields(one: Property, label: str, facts: Facts) -> Iterator[Field]:
    """The fields that a property fills. A structured value fills several, by its components."""
    if one.name == _LABEL:
        return
    if one.name in _STRUCTURED:
        parts = zip(_STRUCTURED[one.name], one.parts, strict=False)
        yield from ((one.name, field, part) for field, part in parts if field)
    elif one.name in _HANDLES:
        yield one.name, "im_handles", _handle(one)
    elif one.name == "URL" and any(host in one.text.lower() for host in _SOCIAL_HOSTS):
        yield one.name, "im_handles", one.text
    elif one.name == "TEL":
        kinds = (kind for kind in _KINDS_OF_NUMBERS if kind in one.types)
        yield one.name, "phone", one.text.removeprefix("tel:").partition(";")[0]
        yield one.name, "phone_label", label or next(kinds, "")
    else:
        yield one.name, _PLAIN.get(one.name) or _channel(one.name, facts), one.text


def _channel(name: str, facts: Facts) -> str | None:
    """Programs that lack a property make one, such as X-WHATSAPP or X-SKYPE-USERNAME."""
    return field_of(name[2:].replace("-", " "), facts) if name.startswith("X-") else None


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
