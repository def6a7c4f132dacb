"""JSON as the interfaces of CRMs give it: lines, arrays, objects around them, dicts within dicts."""

from __future__ import annotations

import io
import json

import pytest

from followup.readers import read_leads


def read(text, encoding="utf-8"):
    """The table of a text."""
    return read_leads(io.BytesIO(text.encode(encoding)))


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ('{"company":"Aguas"}\n\n{"company":"Pozos"}\n', ["Aguas", "Pozos"]),
        ('[{"company":"Aguas"},{"company":"Pozos"}]', ["Aguas", "Pozos"]),
        ('{\n "company": "Aguas"\n}\n', ["Aguas"]),
        ('{"contacts":[{"company":"Aguas"},{"company":"Pozos"}],"total":2}', ["Aguas", "Pozos"]),
        ('{"company":"Aguas","people":[{"name":"Ana"}]}', ["Aguas"]),
        ('{"company":"Aguas"}\n{"company":\n{"company":"Pozos"}\n', ["Aguas", "Pozos"]),
        ('{"a":1}', []),
        ("{}", []),
    ],
)
def test_rows_are_found_wherever_they_stand(text, companies):
    """An object a line, an array, or the array within an object that is no row itself."""
    assert [lead.company for lead in read(text)] == companies


def test_dicts_within_dicts_are_columns():
    """What only holds the rest has no name; values stand among their labels."""
    told = {
        "id": "7",
        "properties": {"firstname": "Eva", "lastname": "Gil"},
        "organization": {"name": "Aguas"},
        "address": {"city": "Vigo", "country": "ES"},
        "emails": [{"type": "work", "value": "eva@aguas.es"}, "e@aguas.es", {"type": "none"}],
        "phones": [{"label": "mobile", "number": "+34 611 111 111"}],
        "deep": {"a": {"b": {"c": {"d": {"e": 1}}}}},
    }
    table = read(json.dumps([told]))
    [lead] = table

    assert (lead.id, lead.person, lead.company) == ("7", "Eva Gil", "Aguas")
    assert (lead.city, lead.country) == ("Vigo", "ES")
    assert [point.value for point in lead.contact_points] == [
        "eva@aguas.es",
        "e@aguas.es",
        "+34 611 111 111",
    ]
    assert table.unread == ("deep a b c d",)


def test_a_row_without_end_is_cut():
    """Two thousand cells are more than any list has."""
    [lead] = read_leads([{"Company": "Aguas", **{f"x{at}": at for at in range(3_000)}}])

    assert lead.company == "Aguas"


def test_other_encodings_are_read_and_brackets_make_no_json():
    """PowerShell writes UTF-16; a title may stand in brackets."""
    assert [lead.company for lead in read('[{"Company":"Ñandú"}]', "utf-16")] == ["Ñandú"]
    title = read("[Customers 2026],,\nCompany,Email,Country\nAguas,a@aguas.es,ES\n")
    assert (title.dialect, [lead.company for lead in title]) == ("common", ["Aguas"])


def test_what_nests_without_end_is_a_problem():
    """And no crash."""
    assert len(read("[" * 100_000).problems) == 1
