"""Lists of contacts as programs export them, and what of them cannot be used."""

from __future__ import annotations

import io
import json

from pathlib import Path

import pytest

from hypothesis import given, strategies as st
from openpyxl import Workbook

from followup import Lead
from followup.errors import DataError
from followup.models import ContactPoint, Segment
from followup.readers import read_leads


def read(text, written="utf-8", **options):
    """The leads of a text, as a file."""
    return read_leads(io.BytesIO(text.encode(written)), **options)


def only(table):
    """The one lead of a table without problems."""
    [lead] = table
    assert table.problems == ()
    return lead


class TestDialects:
    """The program is recognised by its columns."""

    @pytest.mark.parametrize(
        ("headers", "dialect"),
        [
            ("First name,Last name,Email,Lifecycle stage,Record ID", "hubspot"),
            ("Company,Email,No. of Employees,Lead ID,Record Owner", "salesforce_lead"),
            ("FirstName,LastName,AccountName,MailingCountry,Title", "salesforce_contact"),
            ("Title,First Name,Last Name,E-mail 2 Address,Web Page", "outlook"),
            ("First Name,Organization Name,E-mail 1 - Value,Phone 1 - Value", "google_contacts"),
            ("Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value", "google_contacts"),
            ("客户名称,国家/地区,标签,社交账号", "xtransfer"),
            ("客户名称,客户类型,业务类型,主营产品", "joinf"),
            ("Empresa,País,Correo electrónico", "common"),
            ("a,b,c", "common"),
        ],
    )
    def test_each_has_its_name(self, headers, dialect):
        """Unknown ones are common."""
        assert read(headers + "\n").dialect == dialect

    def test_a_title_is_an_honorific_in_one_and_a_job_in_another(self):
        """So the same header is read by its program."""
        outlook = read("Title,First Name,E-mail Address,Web Page\nDr.,Ana,ana@aguas.es,\n")
        salesforce = read("Title,FirstName,AccountName,MailingCity\nBuyer,Ana,Aguas,Vigo\n")
        fields = [
            next(column.field for column in table.columns if column.header == "Title")
            for table in (outlook, salesforce)
        ]

        assert fields == ["name_prefix", "title"]

    def test_what_is_read_and_what_not_is_explained(self):
        """Columns without a place in a lead are named."""
        table = read("Company;Fax;Shoe size\nAguas;1;2\n")

        assert table.unread == ("Fax", "Shoe size")
        assert table.explain() == (
            "A list encoded in utf-8, parted by ';'.\n"
            "Company: company\nFax: not read\nShoe size: not read"
        )
        assert "2 of" not in repr(table)
        assert "1 of 3 columns read" in repr(table)

    def test_a_program_is_named_where_it_is_known(self):
        """Rows of the caller's have neither encoding nor delimiter."""
        table = read_leads([{"客户名称": "Aguas", "社交账号": "", "联系人": "Ana"}])

        assert table.explain().startswith("A list written by xtransfer.\n")
        assert read_leads([]).explain() == "A list of no program that is known here."


class TestText:
    """Encodings, delimiters, headers, quotes."""

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
    )
    def test_chinese_is_read_in_each_encoding(self, encoding):
        """Exports from China come in all of them."""
        lead = only(read("公司名称,国家,联系人姓名\n广州水务有限公司,西班牙,王小明\n", encoding))

        assert (lead.company, lead.country, lead.person) == ("广州水务有限公司", "ES", "王小明")

    @pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le"])
    def test_western_accents_are_read_in_each_encoding(self, encoding):
        """They stand alone, so that they are not taken for Chinese."""
        lead = only(read("Firma;Land;Ansprechpartner\nMüller Söhne;Österreich;Jörg\n", encoding))

        assert (lead.company, lead.country, lead.person) == ("Müller Söhne", "AT", "Jörg")

    def test_a_named_encoding_is_used(self):
        """Where detection cannot know, the caller does."""
        assert (
            only(read("Company,Country\n水公司,ES\n", "big5", encoding="big5")).company == "水公司"
        )
        with pytest.raises(DataError, match="no encoding 'klingon'"):
            read("a", encoding="klingon")

    def test_a_letter_cut_by_the_sample_is_no_other_encoding(self):
        """The sample ends in the middle of a letter."""
        text = "Company,Country\n" + "".join(f"{'é' * 99},ES\n" for _ in range(400))

        assert read(text + "x").encoding == "utf-8"

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_each_delimiter_is_found(self, delimiter):
        """By the headers that it makes."""
        lines = (("Company", "Country", "Notes"), ("Aguas", "ES", "a, b; c"))
        text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

        assert only(read(text)) == Lead(company="Aguas", country="ES", about="a, b; c")

    def test_titles_above_the_headers_are_left_out(self):
        """Reports begin with their name and an empty line."""
        lead = only(read("Customers 2026\n\nCompany,Country\nAguas,ES\n"))

        assert lead.company == "Aguas"

    def test_stars_and_notes_belong_to_no_header(self):
        """Templates mark what must be filled in."""
        lead = only(read("*公司名称（必填）,Country: (ISO)\nAguas,ES\n"))

        assert (lead.company, lead.country) == ("Aguas", "ES")

    def test_a_quote_without_end_costs_one_cell(self):
        """A cell longer than any is told, and nothing hangs."""
        table = read('Company,Country\nAguas,ES\n"' + "x" * 200_000 + "\n")

        assert [lead.company for lead in table] == ["Aguas"]
        assert "Look at its quotes" in table.problems[0].reason

    def test_an_endless_first_line_is_cut(self):
        """It is a header that nobody knows."""
        [column] = read('"' + "x" * 300_000).columns

        assert (len(column.header), column.field) == (200, None)

    @given(st.binary(max_size=300))
    def test_any_octets_give_a_table(self, octets):
        """Nothing raises but what says why."""
        table = read_leads(io.BytesIO(b"Company\n" + octets))

        assert all(isinstance(lead, Lead) for lead in table)


class TestCells:
    """What stands in a row."""

    def test_several_values_in_one_cell_are_several_contact_points(self):
        """Google writes ' ::: ', others semicolons, commas or lines."""
        lead = only(
            read(
                "Company,E-mail 1 - Value,Phone,WhatsApp,Organization Name\n"
                'Aguas,ana@aguas.es ::: luis@aguas.es,"+34 912345678, +34 912345679",34-612345678,\n'
            )
        )

        assert lead.contact_points == (
            ContactPoint("email", "ana@aguas.es"),
            ContactPoint("email", "luis@aguas.es"),
            ContactPoint("phone", "+34 912345678"),
            ContactPoint("phone", "+34 912345679"),
            ContactPoint("whatsapp", "+34 612345678"),
        )

    @pytest.mark.parametrize(
        ("cell", "channel", "value"),
        [
            ("WhatsApp-86-18888888888", "whatsapp", "+86 18888888888"),
            ("WeChat: anna_99", "wechat", "anna_99"),
            ("https://t.me/anna99", "telegram", "anna99"),
            ("微信：anna_99", "wechat", "anna_99"),
        ],
    )
    def test_a_handle_says_its_channel(self, cell, channel, value):
        """As Chinese CRMs export them, as people write them, or as a link."""
        [point] = only(read(f"客户名称,社交账号,联系人\nAguas,{cell},\n")).contact_points

        assert (point.channel, point.value) == (channel, value)

    def test_a_column_of_a_channel_holds_handles_on_it(self):
        """A link to another channel says so; the channel's name before a handle is left out."""
        lead = only(
            read(
                "Company,WeChat ID,LINE,Skype Name\n"
                "Aguas,WeChat: anna_99,https://t.me/anna99,live:ana\n"
            )
        )

        assert [(point.channel, point.value) for point in lead.contact_points] == [
            ("wechat", "anna_99"),
            ("telegram", "anna99"),
            ("skype", "live:ana"),
        ]

    @pytest.mark.parametrize(
        ("row", "person"),
        [
            ("Ana,María,López,", "Ana María López"),
            ("小明,,王,", "王小明"),
            ("Ana,,,", "Ana"),
            ("Ana,,López,Doña Ana", "Doña Ana"),
        ],
    )
    def test_names_are_put_together_as_they_are_spoken(self, row, person):
        """The family name first in Chinese; a full name counts more."""
        text = "First Name,Middle Name,Last Name,Full Name,Company\n" + row + ",Aguas\n"

        assert only(read(text)).person == person

    @pytest.mark.parametrize(
        ("cell", "country"),
        [
            ("ES", "ES"),
            ("Spain", "ES"),
            ("西班牙", "ES"),
            ("Vereinigte Staaten", "US"),
            ("España (Península)", "ES"),
            ("UK", "GB"),
        ],
    )
    def test_countries_are_read_by_code_and_by_name(self, cell, country):
        """In the languages of the table."""
        assert only(read(f"Company,Country\nAguas,{cell}\n")).country == country

    def test_the_rest_of_a_lead_comes_from_its_columns(self):
        """Segment, region, language, zone, notes, inquiry."""
        lead = only(
            read(
                "ID,Company,Region,City,Time Zone,Language,Website,Industry,Notes,Message,Group\n"
                "7,Aguas,ES-MD,Madrid,Europe/Madrid,es_ES,aguas.es,Water,Met in 2025,Price?,公海客户\n"
            )
        )

        assert (lead.id, lead.subdivision, lead.city) == ("7", "MD", "Madrid")
        assert (lead.timezone, lead.language, lead.website) == (
            "Europe/Madrid",
            "es-ES",
            "aguas.es",
        )
        assert lead.about == "Water\nMet in 2025"
        assert lead.inquiry.text == "Price?"
        assert lead.segment is Segment.POOL

    @pytest.mark.parametrize(
        ("cells", "segment"),
        [
            (",黑名单", Segment.BLOCKED),
            ("East,", Segment.POOL),
            ("否,Favourites", Segment.FAVOURITE),
        ],
    )
    def test_segments_are_read_from_groups_and_pools(self, cells, segment):
        """A filled pool column means the pool."""
        assert only(read(f"Company,公海,Group\nAguas,{cells}\n")).segment is segment

    def test_who_opted_out_of_mail_is_not_written_to(self):
        """Only the addresses: the wish was about mail."""
        lead = only(read("Company,Email,Phone,Email Opt Out\nA,a@aguas.es,+34912345678,1\n"))

        assert [point.opted_out for point in lead.contact_points] == [True, False]

    def test_a_spreadsheet_s_apostrophe_is_no_part_of_the_cell(self):
        """It only says that the cell is text."""
        [point] = only(read("Company,Phone\nA,'+34912345678\n")).contact_points

        assert point.value == "+34912345678"


class TestProblems:
    """One bad cell or row loses nothing else."""

    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("Email", "ana@", "@-sign"),
            ("Phone", "call me", "is no phone number"),
            ("Phone", "8.61888E+12", "spreadsheet rounded"),
            ("Country", "Atlantis", "is no country"),
            ("Language", "Spanish, I think", "is no language tag"),
            ("IM", "anna", "which channel"),
        ],
    )
    def test_a_bad_cell_is_told_and_the_rest_is_kept(self, column, cell, reason):
        """With its row, its column, its value and what to do."""
        table = read(f'Company,{column}\nAguas,"{cell}"\n')
        [lead] = table
        [problem] = table.problems

        assert lead == Lead(company="Aguas")
        assert (problem.row, problem.column, problem.value) == (2, column, cell)
        assert reason in problem.reason
        assert cell not in repr(problem)

    def test_cells_right_of_the_headers_are_told(self):
        """A delimiter too many, or a header too few."""
        table = read("Company,City\nAguas,Vigo,left over\nPozos,Lugo,\n")

        assert [lead.city for lead in table] == ["Vigo", "Lugo"]
        [problem] = table.problems
        assert (problem.column, problem.value) == (None, "left over")

    def test_rows_of_nothing_are_nothing_and_rows_of_no_use_are_told(self):
        """An owner alone is no lead; a template's example neither."""
        table = read("Company,Owner\n,\n,Li\n示例公司,Li\nAguas,Li\n")

        assert [lead.company for lead in table] == ["Aguas"]
        assert [problem.row for problem in table.problems] == [3, 4]

    def test_problems_can_be_asked_for_first(self):
        """Then the source is read for them."""
        assert len(read("Company,Country\nA,Atlantis\n").problems) == 1

    def test_problems_beyond_ten_thousand_are_counted_only(self):
        """Memory stays flat, whatever the file holds."""
        table = read_leads({"Company": "A", "Country": "Atlantis"} for _ in range(10_050))

        assert (len(table.problems), table.problem_count) == (10_000, 10_050)


class TestRows:
    """Rows that the caller has already, and JSON."""

    def test_keys_are_headers_and_values_may_be_lists_numbers_or_missing(self):
        """As frames and databases give them."""
        [lead] = read_leads(
            [
                {
                    "Company": "Aguas",
                    "ID": 7.0,
                    "Email": ["a@aguas.es", "b@aguas.es"],
                    "Country": None,
                    "City": float("nan"),
                    "Phone": 34912345678,
                }
            ]
        )

        assert (lead.id, lead.country, lead.city) == ("7", None, None)
        assert [point.value for point in lead.contact_points] == [
            "a@aguas.es",
            "b@aguas.es",
            "34912345678",
        ]

    def test_json_lines_hold_headers_or_whole_leads(self):
        """What ``to_dict`` wrote comes back."""
        whole = Lead(company="Pozos", contact_points={"email": "p@pozos.es"})
        lines = [json.dumps({"Company": "Aguas"}), "", json.dumps(whole.to_dict()), "[1]", "{"]
        bad = json.dumps({"id": "9", "contact_points": [], "country": "Atlantis"})
        table = read("\n".join([*lines, bad]))

        assert table.dialect == "json"
        assert list(table) == [Lead(company="Aguas"), whole]
        assert [problem.row for problem in table.problems] == [3, 4, 5]
        assert "Atlantis" in table.problems[2].reason

    def test_a_json_array_is_read_too(self):
        """One object alone counts as well."""
        assert only(read('[{"Company": "Aguas"}]')).company == "Aguas"
        assert read("[").problems[0].reason.startswith("is no JSON object")

    def test_an_array_beyond_all_bounds_is_refused(self, monkeypatch):
        """It would have to be in memory as a whole."""
        monkeypatch.setattr("followup.readers.objects._LONGEST_ARRAY", 10)
        with pytest.raises(DataError, match="JSON lines"):
            list(read('[{"Company": "Aguas"}]'))


class TestFiles:
    """Paths and open files."""

    def test_a_path_can_be_read_again(self, tmp_path):
        """Each walk opens it anew."""
        path = tmp_path / "leads.csv"
        path.write_text("Company\nAguas\n", encoding="utf-8")
        table = read_leads(str(path))

        assert table.leads == table.leads == (Lead(company="Aguas"),)

    def test_an_open_file_gives_its_leads_once(self):
        """And says so the second time; text files are read as they are."""
        table = read_leads(io.StringIO("Company,Country\nÁguas,ES\n" * 1))
        assert only(table).company == "Águas"
        with pytest.raises(DataError, match="once"):
            list(table)

    def test_a_long_open_file_is_read_to_its_end(self):
        """Beyond the part that was looked at."""
        text = "Company,Country\n" + "".join(f"Company {n},ES\n" for n in range(9_000))

        assert sum(1 for _ in read(text)) == 9_000

    def test_what_is_not_there_is_said(self):
        """A folder is no file either."""
        with pytest.raises(DataError, match="no file"):
            read_leads(Path("nowhere.csv"))


class TestXTransfer:
    """One contact a row; rows of one customer stand together."""

    def test_rows_of_one_customer_become_one_lead(self):
        """The name may be left out below the first row."""
        table = read(
            "客户名称,国家/地区,联系人,社交账号\n"
            "Aguas,ES,Ana,WhatsApp-34-612345678\n"
            "Aguas,,Luis,WeChat-luis\n"
            ",,Eva,owl\n"
            "Pozos,ES,Pia,\n"
        )

        assert [(lead.company, len(lead.contact_points)) for lead in table] == [
            ("Aguas", 2),
            ("Pozos", 0),
        ]
        assert [problem.row for problem in table.problems] == [4]

    def test_nothing_comes_of_nothing(self):
        """A list with headers alone, or with rows of no use alone."""
        assert list(read("客户名称,社交账号,联系人,标签\n,,,x\n")) == []


class TestWorkbooks:
    """XLSX, with one sheet or two."""

    def book(self, *sheets, hidden=None):
        """A workbook of sheets of rows."""
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets:
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if title == hidden else "visible"
        file = io.BytesIO()
        made.save(file)
        return io.BytesIO(file.getvalue())

    def path(self, tmp_path, *sheets, **options):
        """The workbook as a file."""
        path = tmp_path / "leads.xlsx"
        path.write_bytes(self.book(*sheets, **options).getvalue())
        return path

    def test_a_sheet_is_a_list(self, tmp_path):
        """Numbers are whole, empty cells are empty, hidden sheets are not read."""
        table = read_leads(
            self.path(
                tmp_path,
                ("Leads", [["Customers"], ["Company", "Phone", "City", "Notes"],
                           ["Aguas", 34912345678, None, 1.5], []]),
                ("Old", [["Company"], ["Gone"]]),
                hidden="Old",
            )
        )  # fmt: skip

        assert only(table) == Lead(company="Aguas", contact_points=["34912345678"], about="1.5")

    def test_contacts_of_a_second_sheet_join_their_company(self, tmp_path):
        """joinf exports customers and contacts apart."""
        table = read_leads(
            self.path(
                tmp_path,
                ("客户", [["客户名称", "国家/地区", "客户类型", "业务类型"],
                          ["示例公司", "ES", "", ""], ["Aguas", "ES", "A", "B"], ["Pozos", "ES", "", ""]]),
                ("联系人", [["客户名称", "联系人", "邮箱"],
                            ["Aguas", "Ana", "ana@aguas.es"], ["Aguas", "Luis", "luis@aguas.es"],
                            ["Ríos", "Eva", "eva@rios.es"]]),
            )
        )  # fmt: skip
        leads = table.leads

        assert table.dialect == "joinf"
        assert [(lead.company, lead.person, len(lead.contact_points)) for lead in leads] == [
            ("Aguas", "Ana", 2),
            ("Pozos", None, 0),
            ("Ríos", "Eva", 1),
        ]
        assert len(table.problems) == 1

    def test_headers_below_a_title_are_understood_in_other_words_too(self, tmp_path):
        """Though no table holds them as they stand."""
        table = read_leads(
            self.path(
                tmp_path,
                ("A", [["Our buyers"], ["Buyer company", "Buyer e-mail address"], ["Aguas", "a@aguas.es"]]),
            )
        )  # fmt: skip

        assert only(table) == Lead(company="Aguas", contact_points=["a@aguas.es"])

    def test_days_are_written_as_days(self, tmp_path):
        """A date in a note keeps no midnight."""
        from datetime import datetime

        table = read_leads(
            self.path(tmp_path, ("A", [["Company", "Notes"], ["Aguas", datetime(2026, 11, 22)]]))  # noqa: DTZ001 - as sheets hold them
        )

        assert only(table).about == "2026-11-22"

    def test_an_empty_workbook_holds_no_leads(self, tmp_path):
        """A sheet without rows, or none that is visible."""
        assert list(read_leads(self.path(tmp_path, ("A", [])))) == []
        hidden = self.path(tmp_path, ("A", []), ("B", []), hidden="A")
        assert list(read_leads(hidden)) == []

    def test_what_is_no_workbook_is_refused(self):
        """A broken archive; an archive of something else."""
        with pytest.raises(DataError, match="no XLSX"):
            read_leads(io.BytesIO(b"PK\x03\x04broken"))
        import zipfile

        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as packed:
            packed.writestr("a.txt", "a")
        with pytest.raises(DataError, match="cannot be read"):
            read_leads(io.BytesIO(other.getvalue()))

    def test_a_bomb_is_refused_before_it_is_unpacked(self, tmp_path, monkeypatch):
        """By the sizes that it tells."""
        monkeypatch.setattr("followup.readers.workbooks._MOST_OCTETS", 100)
        with pytest.raises(DataError, match="500 MB"):
            read_leads(self.path(tmp_path, ("A", [["Company"]])))

    def test_without_openpyxl_the_way_out_is_said(self, tmp_path, monkeypatch):
        """The extra, or CSV."""
        import sys

        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(DataError, match=r"followup\[xlsx\]"):
            read_leads(self.path(tmp_path, ("A", [["Company"]])))
