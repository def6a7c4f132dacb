"""Days and times in cells, and who holds a customer."""

from __future__ import annotations

import io

from datetime import UTC, date, datetime

import pytest

from hypothesis import given, strategies as st

from followup.models import Holding, Segment
from followup.readers import read_leads
from followup.readers.moments import moment_of


def read(text):
    """The leads of a text, as a file."""
    return read_leads(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03", datetime(2026, 11, 3, tzinfo=UTC)),
        ("2026/11/3 09:30", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        ("2026年11月3日 9:30", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        ("03.11.2026", datetime(2026, 11, 3, tzinfo=UTC)),
        ("20261103", datetime(2026, 11, 3, tzinfo=UTC)),
        ("13/11/2026", datetime(2026, 11, 13, tzinfo=UTC)),
        ("11/13/2026 08:00:05", datetime(2026, 11, 13, 8, 0, 5, tzinfo=UTC)),
        ("05/05/2026", datetime(2026, 5, 5, tzinfo=UTC)),
        ("2026-11-03T09:30:00.123Z", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        ("2026-11-03 09:30 +08:00", datetime(2026, 11, 3, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_day_is_read_as_it_is_written(text, moment):
    """Without a zone in UTC, without a time at midnight."""
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2026", "day from month"),
        ("2026-13-45", "no date"),
        ("yesterday", "no date"),
        ("2026-11-03 soon", "no date"),
        ("2026-11-03 09:30 Madrid", "no date"),
        ("2026-11-03 25:30", "no date"),
        ("", "no date"),
    ],
)
def test_what_is_no_day_is_told(text, reason):
    """And nothing is guessed where day and month may be either."""
    assert reason in moment_of(text)


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_reason(text):
    """Nothing raises."""
    assert isinstance(moment_of(text), datetime | str)


def test_who_holds_a_customer_and_when_it_was_followed_up_is_read():
    """So that the rules of the pool can be applied to an export."""
    table = read(
        "公司名称,国家,客户等级,跟进人,领取时间,最近跟进时间,合同结束日期\nA,西班牙,L3,Li,2026-09-01,2026-10-01 09:00,2026-12-31\n"
    )
    [lead] = table

    assert lead.holding == Holding(
        owner="Li",
        level="L3",
        since=datetime(2026, 9, 1, tzinfo=UTC),
        contract_end=date(2026, 12, 31),
    )
    assert [(one.kind, one.at.day) for one in lead.history] == [("note", 1)]
    assert (table.problems, table.unread) == ((), ())


def test_in_the_pool_whoever_is_named_held_it_last():
    """As somebody who decided otherwise."""
    pool, lost, free = read(
        "公司名称,跟进人,前跟进人,公海分组,进入公海时间,客户状态\nA,Wang,,East,2026/11/03,\nB,Wang,,,,流失客户\nC,无,Li,,,\n"
    )

    assert pool.holding == Holding(last_owner="Wang", released_at=datetime(2026, 11, 3, tzinfo=UTC))
    assert (lost.segment, lost.holding.last_owner) == (Segment.LOST, "Wang")
    assert (free.holding.owner, free.holding.last_owner) == (None, "Li")


def test_a_day_that_may_be_another_is_a_problem():
    """The rest of the row is kept."""
    table = read("Company,Last Contacted\nAguas,03/04/2026\n")
    [lead] = table

    assert lead.history == ()
    assert [(one.column, one.value) for one in table.problems] == [("Last Contacted", "03/04/2026")]


def test_numbers_that_are_not_the_contact_s_own_have_their_role():
    """The house, the assistant, whom to call in an emergency."""
    [lead] = read(
        "Title,First Name,E-mail Address,Company Main Phone,Assistant's Phone,Emergency Phone,Mobile Phone\n"
        "Dr.,Ana,ana@aguas.es,+34915550100,+34915550101,+34600111222,+34600111333\n"
    )

    assert [(point.value[-3:], point.role, point.person) for point in lead.contact_points] == [
        (".es", "contact", "Ana"),
        ("100", "switchboard", None),
        ("101", "colleague", None),
        ("222", "emergency", None),
        ("333", "contact", "Ana"),
    ]


def test_a_long_list_is_read_in_the_memory_of_a_short_one():
    """A stream of so many rows that keeping them would be seen; benchmarks/reading.py reads a million."""
    import tracemalloc

    def most(rows):
        lines = (
            f"Aguas {n},ana{n}@aguas{n}.es,+34 91 555 {n:04d},note {n}\n".encode()
            for n in range(rows)
        )
        table = read_leads(Stream(b"Company,Email,Phone,Notes\n", lines))
        tracemalloc.start()
        count = sum(1 for _ in table)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == rows
        return peak

    short = most(1_500)
    assert most(12_000) < 1.5 * short + 1_000_000


class Stream(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, head, lines):
        super().__init__()
        self._waiting = head
        self._lines = lines

    def readable(self):
        """It can be read."""
        return True

    def read(self, size=-1):
        """The next octets."""
        while len(self._waiting) < size and (line := next(self._lines, None)):
            self._waiting += line
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        return piece
