"""Every fact has a source and an age, and yours can stand in its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from followup import data
from followup.data import BUNDLED
from followup.errors import DataError, UnknownName


ROW = {
    "network": "10.0.0.0/8",
    "reachable": "yes",
    "name": "mine",
    "source": "me",
    "source_url": "",
}
TABLES = [source.table for source in data.sources()]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_sourced(table):
    """A table says what it is, when it was read, under which terms, and where or why."""
    source = data.load(table).source

    assert source.title
    assert source.licence
    assert source.retrieved <= date(2026, 11, 30)
    assert source.url or source.reason


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_sourced_where_rows_name_their_own(table):
    """A row has a source, and an address unless it is a house judgement."""
    loaded = data.load(table)
    unsourced = [
        row
        for row in loaded.rows
        if loaded.source.rows
        and not (
            row["source"]
            and (row["source_url"] or "house judgement" in row["source"] or "seed" in row["source"])
        )
    ]

    assert loaded.rows
    assert unsourced == []


def test_every_file_is_listed():
    """No table is shipped without its section."""
    shipped = {path.stem for path in Path(data.__file__).parent.glob("*.csv")}

    assert shipped == set(TABLES)


def test_the_age_of_a_table_is_counted_from_the_day_it_was_read():
    """Stale facts can be noticed."""
    retrieved = data.load("special_addresses").source.retrieved

    assert data.age("special_addresses", on=retrieved + timedelta(days=30)) == timedelta(days=30)


def test_an_unknown_table_is_named_with_the_nearest():
    """A slip is answered with what was meant."""
    with pytest.raises(UnknownName, match="special_addresses"):
        data.load("special_adresses")


class TestOwnTables:
    """A caller's table in place of a bundled one."""

    def test_rows_stand_in(self):
        """The bundled facts stay as they are."""
        facts = BUNDLED.with_table("special_addresses", [ROW], title="our lab")

        assert facts.table("special_addresses").rows == (ROW,)
        assert facts.table("special_addresses").source.title == "our lab"
        assert len(BUNDLED.table("special_addresses").rows) > 1
        assert repr(facts) == "Facts(own=['special_addresses'])"

    def test_a_file_stands_in(self, tmp_path):
        """A CSV file in UTF-8, with or without a byte order mark; empty lines are no rows."""
        file = tmp_path / "mine.csv"
        file.write_text("\ufeff" + ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n\n", "utf-8")

        assert BUNDLED.with_table("special_addresses", file).table("special_addresses").rows == (
            ROW,
        )

    def test_a_toml_file_stands_in(self, tmp_path):
        """Each row under the same heading; what a row leaves out is empty, and lists are words."""
        file = tmp_path / "mine.TOML"
        file.write_text(
            '[[rows]]\nnetwork = "10.0.0.0/8"\nreachable = "yes"\nname = ["my", "lab"]\nsource = "me"\n'
            'source_url = ""\n\n[[rows]]\nnetwork = "10.1.0.0/16"\n',
            "utf-8",
        )
        rows = BUNDLED.with_table("special_addresses", file).table("special_addresses").rows

        assert [dict(row) for row in rows] == [
            {**ROW, "name": "my lab"},
            {**dict.fromkeys(ROW, ""), "network": "10.1.0.0/16"},
        ]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "Pass a TOML file"),
            (b"\xff", "Pass a TOML file"),
            (b"rows = [", "Pass a TOML file"),
            (b"", "is no table"),
            (b"rows = [1]", "is no table"),
            (b"[[a]]\nb = 1\n[[c]]\nd = 1\n", "is no table"),
        ],
    )
    def test_an_unreadable_toml_file_is_a_clear_error(self, tmp_path, content, said):
        """The message names the file and the form expected."""
        file = tmp_path / "mine.toml"
        if content is not None:
            file.write_bytes(content)

        with pytest.raises(DataError, match=said):
            BUNDLED.with_table("special_addresses", file)

    def test_an_empty_table_is_allowed(self):
        """A caller may wish to know nothing."""
        facts = BUNDLED.with_table("special_addresses", [])

        assert facts.table("special_addresses").rows == ()

    def test_a_lacking_column_is_named(self):
        """The message says which column to add."""
        with pytest.raises(DataError, match=r"lacks the columns \['reachable'\]"):
            BUNDLED.with_table(
                "special_addresses", [{k: v for k, v in ROW.items() if k != "reachable"}]
            )

    @pytest.mark.parametrize(
        "content",
        [b"network\n10.0.0.0/8,yes\n", b"network,name\n10.0.0.0/8\n"],
        ids=["many", "few"],
    )
    def test_a_ragged_row_is_named_with_its_line(self, tmp_path, content):
        """A cell too many or too few never shifts a table silently."""
        file = tmp_path / "mine.csv"
        file.write_bytes(content)

        with pytest.raises(DataError, match="line 2"):
            BUNDLED.with_table("special_addresses", file)

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "not UTF-8"])
    def test_an_unreadable_file_is_a_clear_error(self, tmp_path, content):
        """The message names the file and the form expected."""
        file = tmp_path / "mine.csv"
        if content is not None:
            file.write_bytes(content)

        with pytest.raises(DataError, match="Pass a CSV file in UTF-8"):
            BUNDLED.with_table("special_addresses", file)

    def test_a_view_is_made_once_for_each_set_of_facts(self):
        """Derived look-ups are built at the first use and kept with their facts."""
        built = []
        facts = BUNDLED.with_table("special_addresses", [ROW])

        def names(of):
            built.append(of)
            return [row["name"] for row in of.table("special_addresses").rows]

        assert facts.view(names) == facts.view(names) == ["mine"]
        assert built == [facts]

    def test_threads_that_want_a_view_at_once_wait_for_the_first(self):
        """A batch does not build its lexicon once for each thread; a view may be made of others."""
        facts = BUNDLED.with_table("special_addresses", [ROW])
        start, two_builders = Barrier(4), Barrier(2)

        def rows(of):
            with pytest.raises(BrokenBarrierError):
                two_builders.wait(0.1)
            return len(of.table("special_addresses").rows)

        def look(_):
            start.wait()
            return facts.view(through_another)

        def through_another(of):
            return of.view(rows)

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(look, range(4))) == [1] * 4
