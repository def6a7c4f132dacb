"""The sets of rules in the table, each with the case that its source tells, or that its words imply."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from followup import Interaction, Lead, pool
from followup.models import Holding


NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def at(text):
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def customer(*followed, since="2026-10-01", orders=(), **holding):
    """A customer that Li holds, followed up on these days."""
    notes = [Interaction(at=at(day), direction="outbound", kind="note") for day in followed]
    bought = [Interaction(at=at(day), direction="inbound", kind="order") for day in orders]
    held = Holding(owner="Li", since=at(since), **holding)
    return Lead(id="a", holding=held, history=[*notes, *bought])


def until(lead, rules, now=NOW):
    """The day on which the customer goes back to the pool."""
    [held] = pool.review([lead], rules, now=now).held
    return held.until and held.until.date().isoformat()


@pytest.mark.parametrize(
    ("rules", "lead", "day"),
    [
        # CordysCRM 2327: a contract that ends on 30 June, and 90 days more: in the pool on 29 September.
        ("contract_end", customer(orders=["2026-01-05"], contract_end=date(2026, 6, 30), level="L4"), "2026-09-29"),
        # The same issue: who only inquired is released six months after the last follow-up.
        ("contract_end", customer("2026-03-01", since="2026-01-01"), "2026-08-28"),
        # CordysCRM 1932: handed on after seven days without a word.
        ("reminders", customer("2026-11-20"), "2026-11-27"),
        # CordysCRM 852: important customers are asked for sooner, others later.
        ("house", customer("2026-11-20", level="L4"), "2026-12-04"),
        ("house", customer("2026-11-20", level="L1"), "2026-12-20"),
        ("house", customer("2026-11-20", level="L0"), "2027-01-19"),
        # Not followed up, or not sold to: what comes first.
        ("icsoc", customer("2026-11-20", since="2026-11-01"), "2026-12-20"),
        ("icsoc", customer("2026-11-20", since="2026-08-30"), "2026-11-28"),
        ("follow_up_or_deal", customer("2026-11-20", since="2026-11-01"), "2026-12-20"),
        ("xinlian", customer("2026-11-20"), "2026-12-20"),
    ],
)  # fmt: skip
def test_a_customer_goes_back_on_the_day_that_the_rules_say(rules, lead, day):
    """As the source of the set tells it."""
    assert until(lead, rules) == day


@pytest.mark.parametrize(
    ("followed", "day"),
    [
        ((), "2019-04-04"),
        (("2019-03-28",), "2019-04-04"),
        (("2019-03-28", "2019-04-02"), "2019-04-05"),
        (("2019-03-28", "2019-04-02", "2019-04-05"), "2019-04-08"),
        (("2019-04-05", "2019-04-08", "2019-04-11", "2019-04-13"), "2019-04-14"),
    ],
)
def test_a_protection_grows_with_what_is_done_and_has_an_end(followed, day):
    """Ten days at first, three with each activity, twenty at most: claimed on 25 March."""
    lead = customer(*followed, since="2019-03-25")

    assert until(lead, "protection", at("2019-04-13")) == day


def test_the_last_owner_waits_for_hours_where_the_set_says_so():
    """Twelve of them."""
    free = Lead(segment="pool", holding=Holding(last_owner="Li", released_at=NOW))
    rules = pool.rules("xinlian")

    refused = pool.claim(free, "Li", rules, now=NOW + timedelta(hours=11))
    assert (refused.allowed, refused.earliest) == (False, NOW + timedelta(hours=12))
    assert pool.claim(free, "Li", rules, now=NOW + timedelta(hours=12)).allowed


def test_those_who_bought_do_not_count_towards_the_cap():
    """As icsoc has it."""
    rules = pool.rules("icsoc")
    tight = attrs.evolve(rules, holding_cap=1)
    bought, other = customer("2026-11-20", orders=["2026-11-19"]), customer("2026-11-20")
    book = [attrs.evolve(bought, id="b"), other]

    assert [move.kind for move in pool.review(book, tight, now=NOW).moves] == []
    assert [move.kind for move in pool.review([other, other], tight, now=NOW).moves] == ["over_cap"]


def test_every_set_of_the_table_can_be_read_and_releases_or_limits():
    """No set is empty."""
    for name in pool.rule_sets():
        rules = pool.rules(name)
        assert rules.name == name
        assert rules.clocks


def test_a_nightly_run_gives_the_same_as_one_at_noon_of_the_same_state():
    """A dry run changes nothing, and what was done is not done again."""
    book = [customer("2026-10-02"), customer("2026-11-20")]

    first, second = (pool.review(book, now=NOW) for _ in range(2))
    assert first == second
    assert [move.kind for move in first.moves] == ["release"]
