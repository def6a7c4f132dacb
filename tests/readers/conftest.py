"""Reading a list and holding it against what is expected of it."""

from __future__ import annotations

import io

import pytest

from followup.readers import read_leads


def told(lead, want):
    """What a lead says of that which is expected."""
    special = {
        "points": lambda: [(point.channel, point.value) for point in lead.contact_points],
        "roles": lambda: [(point.value, point.role.value) for point in lead.contact_points],
        "opted": lambda: [point.opted_out for point in lead.contact_points],
        "owner": lambda: lead.holding and lead.holding.owner,
        "level": lambda: lead.holding and lead.holding.level,
        "about_has": lambda: (
            want["about_has"] if want["about_has"] in (lead.about or "") else lead.about
        ),
    }
    return {name: special[name]() if name in special else getattr(lead, name) for name in want}


@pytest.fixture
def assert_read():
    """Whether a list reads as expected; what is left out may be anything."""

    def check(octets, *, leads=None, problems=None, dialect=None, unread=(), enc=None):
        table = read_leads(io.BytesIO(octets))
        found = list(table)
        count = len(problems) if isinstance(problems, list) else problems

        if leads is not None:
            assert [told(lead, want) for lead, want in zip(found, leads, strict=True)] == leads
        assert count in {None, len(table.problems)}
        assert dialect in {None, table.dialect}
        assert enc in {None, table.encoding}
        assert set(unread) <= set(table.unread)

    return check
