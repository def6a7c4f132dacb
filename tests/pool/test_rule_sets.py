"""The sets of rules in the table, each with the case that its source tells, or that its words imply."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from followup import Interaction, Lead, pool
from followup.errors import UnknownName
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
        # Fumeng's own example: 30 days without follow-up.
        ("fumeng", customer("2026-11-20"), "2026-12-20"),
        # 5kcrm: no new follow-up, or no deal; the company's numbers.
        ("5kcrm", customer("2026-11-20", since="2026-08-30"), "2026-11-28"),
        # An OKKI-like pool: the contract is over, or it was never more than an inquiry.
        ("okki", customer(contract_end=date(2026, 11, 1)), "2026-12-02"),
        ("okki", customer("2026-10-02"), "2027-03-31"),
        # Alibaba's levels: the more important, the sooner; capitals do not matter.
        ("alibaba", customer("2026-11-20", level="L0"), "2027-01-19"),
        ("alibaba", customer("2026-11-20", level="l1"), "2027-01-04"),
        ("alibaba", customer("2026-11-20", level="L1+"), "2026-12-20"),
        ("alibaba", customer("2026-11-20", level="L2"), "2026-12-20"),
        ("alibaba", customer("2026-11-20", level=" L3 "), "2026-12-04"),
        ("alibaba", customer("2026-11-20", level="L4"), "2026-12-04"),
        # Made-in-China's groups sort customers and release nobody.
        ("made_in_china", customer("2020-11-20", since="2020-01-01"), None),
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
        assert rules.clocks or name == "made_in_china"


def test_whoever_has_a_contract_is_no_mere_inquiry():
    """No order is recorded, yet there was a deal: neither that clock runs, nor the one for no deal, nor the cap."""
    lead = customer("2026-03-01", since="2026-01-01", contract_end=date(2027, 6, 30))
    tight = attrs.evolve(pool.rules("made_in_china"), holding_cap=0)

    assert until(lead, "okki") == "2027-07-31"
    assert until(lead, pool.PoolRules(name="x", clocks=(pool.Clock(kind="no_deal", days=90),))) == (
        "2027-09-29"
    )
    assert pool.review([lead], tight, now=NOW).moves == ()


def test_what_lies_ahead_is_not_known_yet():
    """An order of tomorrow wins nobody today, and a question of tomorrow does not wait for us."""
    asked = Interaction(at=at("2026-11-23"), direction="inbound", text="Price?")
    bought = customer("2026-11-20", orders=["2026-11-23"])
    tight = attrs.evolve(pool.rules("icsoc"), holding_cap=0)
    due = customer("2026-10-02")
    [released] = pool.review(
        [attrs.evolve(due, history=[*due.history, asked])], "fumeng", now=NOW
    ).moves

    assert [move.kind for move in pool.review([bought], tight, now=NOW).moves] == ["over_cap"]
    assert [finding.name for finding in released.because] == ["pool.no_follow_up"]


def test_a_claim_takes_the_name_of_a_set_and_knows_its_owner_however_written():
    """Twelve hours, said as hours."""
    free = Lead(segment="pool", holding=Holding(last_owner="Li", released_at=NOW))
    refused = pool.claim(free, " li", "xinlian", now=NOW)

    assert not refused.allowed
    assert refused.reason.endswith("it is for others for 12 hours.")
    assert pool.claim(free, "Li", "okki", now=NOW).reason.endswith("for 30 days.")
    with pytest.raises(UnknownName):
        pool.claim(free, "Li", "nobody's", now=NOW)


def test_a_row_that_is_no_lead_or_lies_nowhere_stops_nothing():
    """It is named by its place; a zone that nobody knows only leaves the season open."""
    nowhere = Lead(segment="pool", timezone="Mars/Base")
    found = pool.review([None, customer("2026-10-02"), {"id": 1}, nowhere], "fumeng", now=NOW)

    assert [(one.place, one.reason) for one in found.problems] == [
        (0, "It is no Lead but NoneType."),
        (2, "It is no Lead but dict."),
    ]
    assert all("Lead.from_dict" in one.remedy for one in found.problems)
    assert [move.place for move in found.moves] == [1]
    assert sorted(one.place for one in found.win_back) == [1, 3]


def test_a_nightly_run_gives_the_same_as_one_at_noon_of_the_same_state():
    """A dry run changes nothing, and what was done is not done again."""
    book = [customer("2026-10-02"), customer("2026-11-20")]

    first, second = (pool.review(book, now=NOW) for _ in range(2))
    assert first == second
    assert [move.kind for move in first.moves] == ["release"]
