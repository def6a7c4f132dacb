"""Which facts are old."""

from __future__ import annotations

import json

from datetime import date, timedelta

from followup import channels
from followup.data import BUNDLED, load


TODAY = date(2026, 11, 22)


def test_facts_older_than_an_age_are_listed_the_oldest_first():
    """Undated ones stand before them: nobody knows how old they are."""
    old = channels.stale(5, on=TODAY)
    days = [one.as_of for one in old if one.as_of]

    assert old[0].as_of is None
    assert days == sorted(days)
    assert max(days) < TODAY - timedelta(days=5 * 365)
    assert {"rankings", "contact_laws", "call_hours"} <= {one.table for one in old}


def test_an_age_can_be_told_in_three_ways():
    """Years, a timedelta, or the day before which a fact is old."""
    assert channels.stale(2, on=TODAY) == channels.stale(timedelta(days=730.5), on=TODAY)
    assert channels.stale(date(2024, 1, 1)) == channels.stale(date(2024, 1, 1), on=TODAY)
    assert channels.stale(1.5) == channels.stale(1.5, on=load("channels").source.retrieved)


def test_nothing_that_was_just_read_is_old():
    """All dated rows are younger than the oldest source of a century."""
    assert {one.as_of for one in channels.stale(100, on=TODAY)} == {None}
    assert channels.stale(10**9, on=TODAY) == channels.stale(100, on=TODAY)


def test_a_fact_says_which_row_it_is_and_who_says_so():
    """So that somebody can put a newer one in its place."""
    row = {"country": "DE", "channel": "line", "rank": "1", "share": "", "study": "seed"}
    facts = BUNDLED.with_table("rankings", [row])
    (fact,) = [one for one in channels.stale(2, on=TODAY, facts=facts) if one.table == "rankings"]

    assert fact.fact == "DE line seed"
    assert fact.as_of == date(2024, 2, 21)
    assert "article" in fact.source.title
    assert channels.StaleFact.from_dict(json.loads(json.dumps(fact.to_dict()))) == fact
