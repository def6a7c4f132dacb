"""What is no list at all: refused with what to do, or told in a problem. Nothing crashes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile

import pytest

from openpyxl import Workbook

from followup import Lead
from followup.errors import DataError
from followup.readers import read_leads


def packed(change):
    """A workbook whose one sheet was changed behind the back of the program."""
    book = Workbook()
    for row in (["Company", "Email"], ["Aguas", "a@aguas.es"], ["Pozos", "p@pozos.es"]):
        book.active.append(row)
    good, bad = io.BytesIO(), io.BytesIO()
    book.save(good)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            octets = old.read(name)
            new.writestr(name, change(octets) if name.endswith("sheet1.xml") else octets)
    return bad.getvalue()


def nested(_octets):
    """Entities that would unfold to ten thousand million letters."""
    inner = b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + inner + b"]>" + sheet +
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("octets", "remedy"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "without a password"),
        (b"%PDF-1.7\n", "CSV or XLSX"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "CSV or XLSX"),
        (gzip.compress(b"Company\nAguas\n"), "Unpack it"),
        (b"<html><body><table><tr><td>Company</td></tr></table></body></html>", "HTML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
        (bytes((at * 7_919) % 256 for at in range(5_000)), "no text"),
        (packed(nested), "cannot be read"),
    ],
)
def test_other_files_are_refused_with_what_to_do(octets, remedy):
    """By their first octets."""
    with pytest.raises(DataError, match=remedy):
        read_leads(io.BytesIO(octets))


@pytest.mark.parametrize("octets", [b"", b"\xef\xbb\xbf", b"\n\n\n"])
def test_an_empty_file_is_told(octets):
    """It may be the wrong one."""
    table = read_leads(io.BytesIO(octets))

    assert list(table) == []
    [problem] = table.problems
    assert (problem.row, problem.column) == (0, None)
    assert "holds nothing" in problem.reason


def test_a_list_without_headers_is_told_with_its_first_line():
    """Nobody can know what its columns are; no row is dropped in silence."""
    table = read_leads(io.BytesIO(b"Aguas SA,Ana,ana@aguas.es,ES\nPozos,Eva,eva@pozos.es,ES\n"))

    assert list(table) == []
    assert [problem.row for problem in table.problems] == [1, 2]
    assert "Put a line of headers" in table.problems[0].reason


def test_a_sheet_that_breaks_off_is_told_where():
    """What was read before it is kept."""
    table = read_leads(io.BytesIO(packed(lambda octets: octets[: octets.rfind(b"<row") + 20])))

    assert [lead.company for lead in table] == ["Aguas"]
    [problem] = table.problems
    assert (problem.row, problem.sheet) == (3, None)


def test_a_cell_far_away_costs_nothing():
    """At the last row of the last column; what is so far right is cut."""
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    octets = packed(lambda sheet: sheet.replace(b"</sheetData>", far))

    assert [lead.company for lead in read_leads(io.BytesIO(octets))] == ["Aguas", "Pozos"]


def test_cells_that_were_made_one_hold_for_all_their_rows():
    """A company beside its contacts; a title across, and rows without anything, stay as they are."""
    book, file = Workbook(), io.BytesIO()
    rows = (
        ["Our customers"], ["Company", "Contact", "Email", "Country"],
        ["Aguas", "Ana", "ana@aguas.es", "ES"], [None, "Luis", "luis@aguas.es"], [None, None, None],
        ["Pozos", "Eva", "eva@pozos.es", "PT"],
    )  # fmt: skip
    for row in rows:
        book.active.append(row)
    for cells in ("A1:D1", "A3:A5", "D3:D4", "AMJ3:AMJ9"):
        book.active.merge_cells(cells)
    book.save(file)
    file.seek(0)

    table = read_leads(file)
    told = [(lead.company, lead.person, lead.country) for lead in table]
    assert told == [("Aguas", "Ana", "ES"), ("Aguas", "Luis", "ES"), ("Pozos", "Eva", "PT")]
    assert table.problems == ()


def test_a_damaged_archive_is_told():
    """Octets of its sheet were changed on the way."""
    octets = bytearray(packed(lambda sheet: sheet))
    at = octets.index(b"<sheetData>")
    octets[at : at + 11] = b"<sheetDatA>"

    with pytest.raises(DataError, match="cannot be read"):
        read_leads(io.BytesIO(bytes(octets)))


def test_huge_workbooks_keep_merged_cells_as_they_stand(monkeypatch):
    """Looking for them would take the whole sheet into memory."""
    monkeypatch.setattr("followup.readers.workbooks._LARGEST_MERGED", 10)

    table = read_leads(io.BytesIO(packed(lambda octets: octets)))
    assert [lead.company for lead in table] == ["Aguas", "Pozos"]


def test_a_problem_names_its_sheet_where_there_are_several():
    """Row 2 stands on each of them."""
    book, file = Workbook(), io.BytesIO()
    book.active.title = "Clients"
    for row in (["Company", "Email"], ["Aguas", "bad"]):
        book.active.append(row)
    other = book.create_sheet("More")
    for row in (["Company", "Country"], ["Pozos", "Atlantis"]):
        other.append(row)
    book.save(file)
    file.seek(0)

    table = read_leads(file)
    assert [lead.company for lead in table] == ["Aguas", "Pozos"]
    told = [(problem.sheet, problem.row, problem.column) for problem in table.problems]
    assert told == [("Clients", 2, "Email"), ("More", 2, "Country")]


def test_an_empty_workbook_is_told():
    """Like an empty file."""
    book, file = Workbook(), io.BytesIO()
    book.save(file)
    file.seek(0)

    assert [problem.row for problem in read_leads(file).problems] == [0]


@pytest.mark.parametrize("source", [None, 5, b"Company\nAguas\n"])
def test_what_is_no_source_is_refused(source):
    """With what to pass."""
    with pytest.raises(DataError, match=r"io\.BytesIO"):
        read_leads(source)


@pytest.mark.parametrize("source", ["Company,Email\nAguas,a@aguas.es\n", "x" * 5_000, "a\0b"])
def test_words_of_a_list_are_no_path(source):
    """Whatever the system says of such a name."""
    with pytest.raises(DataError, match="no file"):
        read_leads(source)


def test_a_folder_is_no_list(tmp_path):
    """One export in it is."""
    with pytest.raises(DataError, match="is a folder"):
        read_leads(tmp_path)


def test_rows_may_be_anything_that_gives_dicts():
    """A reader, a generator, one dict, leads; what is no row is told, with its number."""
    file = io.StringIO("Company,Email\nAguas,a@aguas.es,left over\n")
    table = read_leads(csv.DictReader(file))
    assert [lead.company for lead in table] == ["Aguas"]
    assert [problem.value for problem in table.problems] == ["left over"]

    mixed = read_leads(iter([{"Company": "Aguas"}, "no row", None, Lead(company="Pozos")]))
    assert [lead.company for lead in mixed] == ["Aguas", "Pozos"]
    assert [problem.row for problem in mixed.problems] == [2, 3]
    with pytest.raises(DataError, match="once"):
        list(mixed)

    assert [lead.company for lead in read_leads({"Company": "Aguas"})] == ["Aguas"]


def test_a_generator_tells_its_program_and_joins_its_rows():
    """Its first row is looked at and kept."""
    rows = ({"客户名称": name, "社交账号": "", "联系人": "Ana"} for name in ("Aguas", ""))
    table = read_leads(rows)

    assert table.dialect == "xtransfer"
    assert [lead.company for lead in table] == ["Aguas"]


def test_letters_far_down_tell_the_encoding_of_a_file(tmp_path):
    """Sixty thousand octets without an accent say nothing; a file without any is ASCII."""
    path = tmp_path / "leads.csv"
    plain = "Company,City\n" + "Aguas,Vigo\n" * 9_000
    path.write_bytes(plain.encode() + "Ríos,Cádiz\n".encode("cp1252") * 3)
    table = read_leads(path)
    assert [lead.city for lead in table][-1] == "Cádiz"
    assert (table.encoding, table.problem_count) == ("cp1252", 0)

    path.write_text(plain, encoding="ascii")
    assert read_leads(path).encoding == "utf-8"


def test_a_cell_that_could_not_be_decoded_is_told():
    """The row is kept, and the others as well."""
    text = "Company,City\n" + "Ñandú,Cádiz\n" * 9
    table = read_leads(io.BytesIO(text.encode() + b"Caf\xe9,Vigo\n"))

    assert len(list(table)) == 10
    [problem] = table.problems
    assert (problem.row, problem.column) == (11, "Company")
    assert "cannot be read in this encoding" in problem.reason
