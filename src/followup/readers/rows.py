"""One row of a list becomes a lead; what cannot be used is told with its column, and nothing else is lost."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence

import attrs

from followup._normal import country as country_code
from followup._value import Value
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.models import Inquiry, Lead, Segment
from followup.readers.headers import Column
from followup.readers.holders import FOLLOWED, HELD, follow_ups, holding_of
from followup.readers.points import Unusable, Values, contact_points, holds_contacts


_LONGEST_CELL = 20_000
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO = frozenset({"", "0", "no", "n", "false", "否", "nein", "nie", "off", "-", "无"})
_SEGMENTS = (
    (Segment.BLOCKED, ("blacklist", "blocked", "黑名单", "gesperrt", "bloquead")),
    (Segment.POOL, ("pool", "high seas", "公海")),
    (Segment.LOST, ("lost", "流失", "丢单", "verloren", "perdid")),
    (Segment.FAVOURITE, ("favourite", "favorite", "收藏", "星标", "favorit")),
)
_EXAMPLES = ("示例", "example row", "(example)", "（例）")
_NOBODY = Lead()
_EMPTY = "holds nothing that a lead has a place for"
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_ABOUT = ("about", "industry", "products", "business_type")
_WORDS = frozenset(
    {"external_id", "company", "full_name", "given_name", "middle_name", "family_name", "country",
     "region", "city", "timezone", "language", "website", "note", "inquiry", "group", "pool",
     "opt_out_email", "stage", *HELD, *FOLLOWED, *_ABOUT}
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Problem(Value):
    """Something in a list that could not be used.

    Attributes:
        row: Its place, counted as in the file: a spreadsheet's row, a text file's last line of the row,
            the number of the card or object, from 1.
        column: The header of its column, or None where the whole row is concerned.
        value: What stands there, shortened.
        reason: Why it cannot be used, and what to do.
    """

    row: int
    column: str | None
    value: str = attrs.field(repr=False)
    reason: str


Read = tuple[int, Lead | None, Sequence[Unusable]]
"""The number of a row, its lead if there is one, and what of the row could not be used."""


def is_read(column: Column) -> bool:
    """Whether a lead has a place for what the column holds."""
    return column.field is not None and (column.field in _WORDS or holds_contacts(column.field))


def read_row(
    row: int, columns: Sequence[Column], cells: Sequence[str], facts: Facts
) -> Iterator[Read]:
    """One row: an empty one gives nothing; one without anything of use, or an example, is a problem.

    Args:
        row: Its number.
        columns: What the cells mean.
        cells: The cells.
        facts: The tables to look up.
    """
    if not any(cell.strip() for cell in cells):
        return
    if any(mark in cell.lower() for cell in cells for mark in _EXAMPLES):
        yield row, None, ((None, cells[0], "is marked as the example row of a template"),)
        return
    lead, unusable = lead_of(columns, cells, facts)
    # An owner, a level or a group alone is nobody.
    if attrs.evolve(lead, holding=None, history=(), segment=Segment.CURRENT) == _NOBODY:
        yield row, None, (*unusable, (None, "; ".join(filter(None, cells)), _EMPTY))
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
    values = _values(columns, cells)
    unusable: list[Unusable] = []
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        extra = "; ".join(cells[len(columns) :])
        unusable.append((None, extra, "stands right of the last header. Give its column a header"))
    person, segment = _person(values), _segment(values)
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
        country=_country(values, facts, unusable),
        subdivision=_subdivision(values),
        city=_first(values, "city"),
        timezone=_first(values, "timezone"),
        language=_language(values, unusable),
        website=_first(values, "website"),
        contact_points=tuple(dict.fromkeys(points)),
        inquiry=_inquiry(values),
        about=_about(values),
        segment=segment,
        holding=holding_of(values, segment, unusable),
        history=follow_ups(values, unusable),
    )
    return lead, tuple(unusable)


def _values(columns: Sequence[Column], cells: Sequence[str]) -> Values:
    """What is not empty, by field, in the order of the columns."""
    found: dict[str, list[tuple[Column, str]]] = {}
    for column, cell in zip(columns, cells, strict=False):
        # A spreadsheet marks text with an apostrophe, so that it is not taken for a number or formula.
        text = cell[:_LONGEST_CELL].strip().removeprefix("'").strip()
        if column.field and text:
            found.setdefault(column.field, []).append((column, text))
    return found


def _first(values: Values, field: str) -> str | None:
    held = values.get(field)
    return held[0][1] if held else None


def _person(values: Values) -> str | None:
    """The full name; else its parts, the family name first and unspaced in East Asian scripts."""
    if full := _first(values, "full_name"):
        return full
    given, middle, family = (
        _first(values, field) for field in ("given_name", "middle_name", "family_name")
    )
    if family and given and _EAST_ASIAN.search(family + given):
        return f"{family}{given}"
    return " ".join(filter(None, (given, middle, family))) or None


def _country(values: Values, facts: Facts, unusable: list[Unusable]) -> str | None:
    for column, text in values.get("country", ()):
        names = facts.view(_countries)
        bare = re.sub(r"\s*[(（].*$", "", text)
        for tried in (text, bare):
            known = names.get(tried.casefold().strip(" ."))
            if known:
                return known
            try:
                return country_code(tried)
            except InvalidValue:
                continue
        unusable.append(
            (column.header, text, "is no country known here. Write its ISO 3166-1 code, such as ES")
        )
    return None


def _countries(facts: Facts) -> Mapping[str, str]:
    return {
        name: row["country"]
        for row in facts.table("country_names").rows
        for name in row["names"].split("|")
    }


def _subdivision(values: Values) -> str | None:
    """Only a code, with or without its country: a name would be taken for one."""
    text = (_first(values, "region") or "").upper()
    found = re.fullmatch(r"(?:[A-Z]{2}-)?([A-Z0-9]{1,3})", text)
    return found[1] if found else None


def _language(values: Values, unusable: list[Unusable]) -> str | None:
    for column, text in values.get("language", ()):
        if _TAG.match(text):
            return text.replace("_", "-")
        unusable.append(
            (column.header, text, "is no language tag. Write BCP 47, such as es or pt-BR")
        )
    return None


def _inquiry(values: Values) -> Inquiry | None:
    text = _first(values, "inquiry")
    return Inquiry(text=text) if text else None


def _about(values: Values) -> str | None:
    """What the company does, and the notes on it, a line each."""
    lines = (text for field in (*_ABOUT, "note") for _, text in values.get(field, ()))
    return "\n".join(dict.fromkeys(lines)) or None


def _segment(values: Values) -> Segment:
    if (_first(values, "pool") or "").casefold() not in _NO:
        return Segment.POOL
    group = " ".join(_first(values, field) or "" for field in ("group", "stage")).casefold()
    return next(
        (segment for segment, words in _SEGMENTS if any(word in group for word in words)),
        Segment.CURRENT,
    )
