"""One row of a list becomes a lead; what cannot be used is told with its column, and nothing else is lost."""

from __future__ import annotations

import re

from collections.abc import Callable, Iterator, Sequence

import attrs

from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.models import Inquiry, Lead, Segment
from followup.readers.cells import LONGEST_CELL, cell_of, doubt_of, fault_of
from followup.readers.headers import Column
from followup.readers.holders import FOLLOWED, HELD, follow_ups, holding_of
from followup.readers.places import country_of, language_of, zone_of
from followup.readers.points import LABELS, Unusable, Values, contact_points, holds_contacts
from followup.readers.strays import why_stray


_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO = frozenset(
    {"", "0", "no", "n", "false", "否", "nein", "nie", "off", "não", "non", "нет", "لا", "いいえ"}
)
_SEGMENTS = (
    (Segment.BLOCKED, ("blacklist", "blocked", "黑名单", "gesperrt", "bloquead")),
    (Segment.POOL, ("pool", "high seas", "公海")),
    (Segment.LOST, ("lost", "流失", "丢单", "verloren", "perdid")),
    (Segment.FAVOURITE, ("favourite", "favorite", "收藏", "星标", "favorit")),
)
_LASTNAME_FIRST = re.compile(r"^([^\W\d_][^,\d]{0,60}),\s*([^\W\d_][^,\d]{0,60})$")
_AFTER_A_NAME = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?d|mba|md|m\.d|esq|dr|ing|eng|cpa|pe|msc|bsc)\.?$", re.IGNORECASE)  # fmt: skip
_NOBODY = Lead()
_GROUPED = ("pool", "group", "stage")
_EMPTY = "holds nothing that a lead has a place for"
_ABOUT = ("about", "industry", "products", "business_type")
_WORDS = frozenset(
    {"external_id", "company", "full_name", "given_name", "middle_name", "family_name",
     "second_family_name", "country", "region", "city", "timezone", "language", "website", "note", "inquiry",
     "group", "pool", "opt_out_email", "stage", *HELD, *FOLLOWED, *_ABOUT}
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Problem(Value):
    """Something in a list that could not be used.

    Attributes:
        row: Its place, counted as in the file: a spreadsheet's row, a text file's last line of the row,
            the number of the card or object, from 1; 0 where the whole file is concerned.
        column: The header of its column, or None where the whole row is concerned.
        value: What stands there, shortened.
        reason: Why it cannot be used, and what to do.
        sheet: The name of its sheet, in a workbook with several lists.
    """

    row: int
    column: str | None
    value: str = attrs.field(repr=False)
    reason: str
    sheet: str | None = None


Read = tuple[int, Lead | None, Sequence[Unusable]]
"""The number of a row, its lead if there is one, and what of the row could not be used."""


def is_read(column: Column) -> bool:
    """Whether a lead has a place for what the column holds."""
    field = column.field
    return field is not None and (field in _WORDS or field in LABELS or holds_contacts(field))


def read_row(
    row: int, columns: Sequence[Column], cells: Sequence[str], facts: Facts
) -> Iterator[Read]:
    """One row: an empty one gives nothing; one without anything of use, or of no customer, is a problem.

    Args:
        row: Its number.
        columns: What the cells mean.
        cells: The cells.
        facts: The tables to look up.
    """
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if not filled:
        return
    if reason := why_stray(columns, filled):
        yield row, None, ((None, "; ".join(filled), reason),)
        return
    lead, unusable = lead_of(columns, cells, facts)
    # An owner, a level or a group alone is nobody.
    if (
        not (lead.company or lead.contact_points or lead.person)
        and attrs.evolve(lead, holding=None, history=(), segment=Segment.CURRENT) == _NOBODY
    ):
        yield row, None, (*unusable, (None, "; ".join(filled), _EMPTY))
    else:
        yield row, lead, unusable


def lead_of(
    columns: Sequence[Column], cells: Sequence[str], facts: Facts = BUNDLED
) -> tuple[Lead, tuple[Unusable, ...]]:
    """The lead of a row, and what of the row could not be used: column, value, reason.

    Args:
        columns: What the cells mean.
        cells: The cells; missing ones are empty.
        facts: The tables to look up.
    """
    unusable: list[Unusable] = []
    values = _values(columns, cells, unusable)
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        extra = "; ".join(cells[len(columns) :])
        unusable.append((None, extra, "stands right of the last header. Give its column a header"))
    person, segment = _person(values), _segment(values)
    country = _looked_up(values, "country", lambda text: country_of(text, facts), unusable)
    points = contact_points(
        values,
        person=person,
        opted_out=(_first(values, "opt_out_email") or "").casefold() not in _NO,
        facts=facts,
        unusable=unusable,
    )
    lead = Lead(
        id=_first(values, "external_id"),
        company=_first(values, "company"),
        person=person,
        country=country,
        subdivision=_subdivision(values, country),
        city=_first(values, "city"),
        timezone=_looked_up(values, "timezone", zone_of, unusable),
        language=_looked_up(values, "language", lambda text: language_of(text, facts), unusable),
        website=_first(values, "website"),
        contact_points=tuple(points),
        inquiry=_inquiry(values),
        about=_about(values),
        segment=segment,
        holding=holding_of(values, segment, unusable),
        history=follow_ups(values, unusable),
    )
    return lead, tuple(unusable)


def _values(columns: Sequence[Column], cells: Sequence[str], unusable: list[Unusable]) -> Values:
    """What is not empty, by field, in the order of the columns."""
    found: dict[str, list[tuple[Column, str]]] = {}
    for column, cell in zip(columns, cells, strict=False):
        field = column.field
        if not field or not cell:
            continue
        text = cell_of(cell, link=field in _LINKED)
        if not text:
            continue
        if text[0] in "#=" and (fault := fault_of(text)):
            unusable.append((column.header, text, fault))
            continue
        if "\ufffd" in cell or len(cell) > LONGEST_CELL:
            unusable.append((column.header, text, doubt_of(cell)))
        found.setdefault(field, []).append((column, text))
    return found


_LINKED = frozenset({"email", "website", "phone", "mobile", "whatsapp", "linkedin", "im_handles"})


def _first(values: Values, field: str) -> str | None:
    held = values.get(field)
    return held[0][1] if held else None


def _person(values: Values) -> str | None:
    """The full name; else its parts, the family name first and unspaced in East Asian scripts."""
    full, company = _first(values, "full_name"), _first(values, "company")
    if full and company and full.casefold() == company.casefold():
        # A company's card, or a list that repeats its name, names nobody.
        full = None
    if full:
        turned = _LASTNAME_FIRST.match(full)
        if turned and not turned[2][0].islower() and not _AFTER_A_NAME.match(turned[2]):
            return f"{turned[2].strip()} {turned[1].strip()}"
        return full
    given, middle, family, second = (_first(values, field) for field in _NAME_PARTS)
    if family and given and _EAST_ASIAN.search(family + given):
        return f"{family}{given}"
    return " ".join(filter(None, (given, middle, family, second))) or None


_NAME_PARTS = ("given_name", "middle_name", "family_name", "second_family_name")
_WHAT_TO_WRITE = {
    "country": "is no country known here. Write its ISO 3166-1 code, such as ES",
    "language": "is no language tag. Write BCP 47, such as es or pt-BR",
    "timezone": "is no IANA time zone. Write one such as Europe/Madrid",
}


def _looked_up(
    values: Values, field: str, look: Callable[[str], str | None], unusable: list[Unusable]
) -> str | None:
    """The first cell of a field that can be looked up; those before it are told."""
    for column, text in values.get(field, ()):
        if known := look(text):
            return known
        unusable.append((column.header, text, _WHAT_TO_WRITE[field]))
    return None


def _subdivision(values: Values, country: str | None) -> str | None:
    """Only a code, with or without its country: a name would be taken for one."""
    text = (_first(values, "region") or "").upper()
    found = re.fullmatch(r"(?:([A-Z]{2})-)?([A-Z0-9]{1,3})", text)
    elsewhere = found and found[1] and country and found[1] != country
    return None if not found or elsewhere else found[2]


def _inquiry(values: Values) -> Inquiry | None:
    text = _first(values, "inquiry")
    return Inquiry(text=text) if text else None


def _about(values: Values) -> str | None:
    """What the company does, and the notes on it, a line each."""
    lines = (text for field in (*_ABOUT, "note") for _, text in values.get(field, ()))
    return "\n".join(dict.fromkeys(lines)) or None


def _segment(values: Values) -> Segment:
    if values.keys().isdisjoint(_GROUPED):
        return Segment.CURRENT
    if (_first(values, "pool") or "").casefold() not in _NO:
        return Segment.POOL
    group = " ".join(_first(values, field) or "" for field in ("group", "stage")).casefold()
    return next(
        (segment for segment, words in _SEGMENTS if any(word in group for word in words)),
        Segment.CURRENT,
    )
