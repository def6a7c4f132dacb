"""The public pool, written as stories: who holds whom, since when, and what the rules make of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from followup import Interaction, Lead, pool
from followup.data import BUNDLED
from followup.errors import DataError, InvalidValue, NaiveTime, UnknownName
from followup.models import ContactPoint, Holding
from followup.pool import Clock, MoveKind, PoolRules
from followup.verify import Authenticity, Verdict


NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
MONTH = PoolRules(
    name="month", clocks=(Clock(kind="no_follow_up", days=30),), warn=timedelta(days=7)
)


def ago(days, **what):
    """Something that was said so many days ago; by us unless told otherwise."""
    told = {"direction": "outbound", "text": "How are you?", **what}
    return Interaction(at=NOW - timedelta(days=days), **told)


def book(*history, owner="Li", since=100, segment="current", **holding):
    """A customer that Li has held for a hundred days."""
    held = Holding(owner=owner, since=NOW - timedelta(days=since), **holding)
    return Lead(id="a", company="Aguas", segment=segment, holding=held, history=history)


def only_move(lead, rules=MONTH, now=NOW):
    """The one move of a book of one."""
    [move] = pool.review([lead], rules, now=now).moves
    return move


class TestRelease:
    """Who goes back to the pool, and when."""

    @pytest.mark.parametrize(
        ("lead", "kind"),
        [
            (book(), MoveKind.RELEASE),
            (book(ago(30)), MoveKind.RELEASE),
            (book(ago(24)), MoveKind.WARN),
            (book(ago(22)), None),
            (book(since=5), None),
            (book(ago(40), ago(3, kind="note", text="Called: on leave.")), None),
            (book(ago(40), ago(3, direction="inbound")), MoveKind.RELEASE),
            (book(ago(40), ago(3, direction="inbound", kind="order")), None),
            (book(ago(40), ago(3, kind="bounce")), MoveKind.RELEASE),
            (book(locked=True), None),
            (book(segment="favourite"), None),
            (book(segment="blocked"), None),
            (book(segment="pool"), None),
            (book(owner=None), None),
            (Lead(id="a"), None),
        ],
    )
    def test_a_month_without_a_word_of_ours_releases(self, lead, kind):
        """Notes and orders set the clock back; their words alone, and bounces, do not."""
        found = pool.review([lead], MONTH, now=NOW)

        assert [move.kind for move in found.moves] == ([kind] if kind else [])

    def test_the_warning_tells_the_day_and_the_rule(self):
        """Before it happens."""
        move = only_move(book(ago(24)))

        assert move.on == NOW + timedelta(days=6)
        assert (move.owner, move.place, move.lead_id) == ("Li", 0, "a")
        assert move.because[0].reason == (
            "30 days after the last follow-up (2026-10-29) are over on 2026-11-28."
        )

    def test_a_customer_who_waits_for_us_is_not_released_in_silence(self):
        """The rule holds, and so does our debt."""
        move = only_move(book(ago(40), ago(35, direction="inbound", text="Price?")))

        assert [finding.name for finding in move.because] == ["pool.no_follow_up", "pool.owed"]

    def test_the_future_is_not_known_yet(self):
        """What happens later sets no clock back today."""
        assert only_move(book(ago(40), ago(-3))).kind is MoveKind.RELEASE

    @pytest.mark.parametrize(
        ("clock", "lead", "released"),
        [
            ("no_deal", book(ago(1), ago(91, kind="order")), True),
            ("no_deal", book(ago(1), ago(89, kind="order")), False),
            ("no_deal", book(ago(1), since=91), True),
            ("after_contract", book(contract_end=date(2026, 8, 1)), True),
            ("after_contract", book(contract_end=date(2026, 11, 1)), False),
            ("after_contract", book(), False),
            ("inquiry_only", book(ago(91)), True),
            ("inquiry_only", book(ago(91), ago(95, kind="order")), False),
            ("no_follow_up", attrs.evolve(book(), holding=Holding(owner="Li")), False),
        ],
    )
    def test_each_clock_counts_from_its_own_event(self, clock, lead, released):
        """Where nothing is known of it, no clock runs."""
        rules = PoolRules(name="own", clocks=(Clock(kind=clock, days=90),), warn=timedelta())

        assert bool(pool.review([lead], rules, now=NOW).moves) is released

    def test_a_level_has_its_own_clock(self):
        """Key customers are followed more closely."""
        rules = attrs.evolve(
            MONTH, clocks=(*MONTH.clocks, Clock(kind="no_follow_up", days=7, level="L4"))
        )
        lead = book(ago(8))

        assert pool.review([lead], rules, now=NOW).moves == ()
        assert only_move(book(ago(8), level="L4"), rules).kind is MoveKind.RELEASE

    def test_everybody_held_is_listed_with_the_day(self):
        """And with what protects them."""
        found = pool.review(
            [book(ago(3)), book(locked=True), book(segment="favourite")], MONTH, now=NOW
        )

        assert [one.protected_by for one in found.held] == [None, "locked", "favourite"]
        assert found.held[0].until == NOW + timedelta(days=27)
        assert found.segments == {"current": 2, "favourite": 1}

    def test_without_clocks_nobody_is_released(self):
        """They are held without end."""
        found = pool.review([book()], PoolRules(name="none"), now=NOW)

        assert found.held[0].protected_by == "no clock"


class TestCap:
    """So many customers one owner may hold."""

    def test_those_beyond_the_cap_are_told_the_loosest_first(self):
        """Those won already are not counted, unless the rules say so."""
        rules = attrs.evolve(MONTH, holding_cap=1)
        leads = [
            attrs.evolve(book(*history), id=name)
            for name, history in {
                "fresh": [ago(1)], "stale": [ago(20)], "won": [ago(9, kind="order")],
            }.items()
        ]  # fmt: skip
        leads.append(attrs.evolve(book(locked=True), id="locked"))

        def beyond(rules):
            found = pool.review(leads, rules, now=NOW).moves
            return [move.lead_id for move in found if move.kind is MoveKind.OVER_CAP]

        assert beyond(rules) == ["stale", "fresh"]
        assert beyond(attrs.evolve(rules, won_count=True)) == ["stale", "won", "fresh"]
        assert beyond(attrs.evolve(rules, holding_cap=3)) == []
        assert beyond(MONTH) == []

    def test_who_is_released_is_held_no_more(self):
        """It is not told twice."""
        found = pool.review([book(), book(ago(1))], attrs.evolve(MONTH, holding_cap=1), now=NOW)

        assert [move.kind for move in found.moves] == [MoveKind.RELEASE]


class TestClaims:
    """Who may take a customer out of the pool."""

    RULES = PoolRules(
        name="own", reclaim_after=timedelta(days=7), holding_cap=2, claims_per_day=3
    )  # fmt: skip
    FREE = Lead(
        segment="pool", holding=Holding(last_owner="Li", released_at=NOW - timedelta(days=3))
    )

    def test_another_may(self):
        """The rules let it."""
        assert pool.claim(self.FREE, "Wang", self.RULES, now=NOW).allowed
        assert pool.claim(Lead(segment="lost"), "Li", self.RULES, now=NOW).allowed

    @pytest.mark.parametrize(
        ("lead", "options", "reason"),
        [
            (Lead(), {}, "It is not in the pool but current."),
            (FREE, {"claimed_today": 3}, "3 were claimed today; 3 are allowed a day."),
            (FREE, {"holds": 2}, "2 are held already; 2 are allowed."),
        ],
    )
    def test_these_may_not(self, lead, options, reason):
        """Caps of the day and of the shelf; what is not in the pool."""
        found = pool.claim(lead, "Wang", self.RULES, now=NOW, **options)

        assert (found.allowed, found.reason, found.earliest) == (False, reason, None)

    def test_the_last_owner_waits(self):
        """And is told until when."""
        found = pool.claim(self.FREE, "Li", self.RULES, now=NOW)

        assert not found.allowed
        assert found.earliest == NOW + timedelta(days=4)
        assert pool.claim(self.FREE, "Li", self.RULES, now=found.earliest).allowed

    def test_the_moment_must_be_aware(self):
        """As everywhere."""
        with pytest.raises(NaiveTime):
            pool.claim(self.FREE, "Li", self.RULES, now=datetime(2026, 11, 22))  # noqa: DTZ001 - what is refused


@attrs.frozen
class Known:
    """What is known of a lead."""

    lead_id: str
    authenticity: Authenticity | None = None
    fit: object = None


class TestWinBack:
    """Whom of the pool to win back first."""

    def test_recent_and_answering_customers_come_first(self):
        """Each with the parts of its rank, which add up."""
        eager = Lead(
            id="eager", country="ES", segment="pool",
            history=[ago(50), ago(49, direction="inbound"), ago(40), ago(39, direction="inbound")],
        )  # fmt: skip
        cold = Lead(id="cold", segment="pool", history=[ago(50), ago(40)])
        never = Lead(id="never", segment="lost")
        found = pool.review([never, cold, eager], MONTH, now=NOW)

        assert [one.lead_id for one in found.win_back] == ["eager", "never", "cold"]
        for one in found.win_back:
            assert one.score == pytest.approx(sum(part.weight for part in one.because), abs=1e-9)
            assert 0 <= one.score <= 1

    @pytest.mark.parametrize(
        "lead",
        [
            Lead(segment="blocked"),
            Lead(segment="current"),
            Lead(segment="pool", history=[ago(9, direction="inbound", kind="opt_out")]),
            Lead(
                segment="pool", history=[ago(9, direction="inbound", text="Please unsubscribe me.")]
            ),
            Lead(segment="pool", contact_points=[ContactPoint("email", "a@b.es", opted_out=True)]),
        ],
    )
    def test_these_are_left_alone(self, lead):
        """Blocked, held by somebody, or asked to be."""
        assert pool.review([lead], MONTH, now=NOW).win_back == ()

    def test_who_is_released_today_can_be_won_back_today(self):
        """By another."""
        assert len(pool.review([book()], MONTH, now=NOW).win_back) == 1

    def test_verdicts_count_and_fakes_are_left_out(self):
        """As far as they are known."""
        from followup import fit

        lead = Lead(id="a", segment="pool")

        def score(verdict, fitting=None):
            authenticity = Authenticity(verdict=verdict, score=0.0, summary="")
            known = Known(lead_id="a", authenticity=authenticity, fit=fitting)
            return [
                one.score
                for one in pool.review([lead], MONTH, now=NOW, assessments=[known]).win_back
            ]

        good = fit.score(
            "uv-disinfection", "We build plants for drinking water treatment with UV disinfection."
        )
        assert score(Verdict.FAKE) == []
        assert score(Verdict.GENUINE) > score(Verdict.UNKNOWN) > score(Verdict.DOUBTFUL)
        assert score(Verdict.UNKNOWN, good) > score(Verdict.UNKNOWN)
        unscored = fit.score("uv-disinfection", "")
        assert score(Verdict.UNKNOWN, unscored) == score(Verdict.UNKNOWN)


class TestRules:
    """The sets of rules in the table."""

    @pytest.mark.parametrize(
        ("name", "silent_days", "level", "released"),
        [
            ("house", 31, None, True),
            ("house", 29, None, False),
            ("house", 15, "L4", True),
            ("follow_up_or_deal", 31, None, True),
            ("contract_end", 181, None, True),
            ("contract_end", 179, None, False),
            ("reminders", 8, None, True),
            ("reminders", 6, None, False),
        ],
    )
    def test_each_set_releases_as_its_source_says(self, name, silent_days, level, released):
        """By name."""
        lead = book(ago(silent_days), since=200 if name == "contract_end" else 50, level=level)
        kinds = [move.kind for move in pool.review([lead], name, now=NOW).moves]

        assert (MoveKind.RELEASE in kinds) is released

    @pytest.mark.parametrize(("level", "days"), [(None, 30), ("L3", 60), ("L4", 90), ("L1", 30)])
    def test_contracts_end_by_level(self, level, days):
        """Thirty, sixty, ninety days."""
        clocks = {clock.kind: clock.days for clock in pool.rules("contract_end").clocks_for(level)}

        assert clocks["after_contract"] == days

    def test_names_are_listed_and_unknown_ones_refused(self):
        """With the nearest."""
        assert pool.rule_sets() == (
            "house", "follow_up_or_deal", "contract_end", "reminders", "icsoc", "xinlian", "protection",
            "fumeng", "5kcrm", "okki", "alibaba", "made_in_china",
        )  # fmt: skip
        with pytest.raises(UnknownName, match="house"):
            pool.rules("hause")

    def test_a_company_s_own_table_takes_their_place(self):
        """Any number of sets."""
        row = {
            "set": "ours",
            "level": "",
            "rule": "no_deal_days",
            "value": "10",
            "source": "house judgement",
            "source_url": "",
            "reason": "ours",
        }
        facts = BUNDLED.with_table("pool_rules", [row])

        assert pool.rules("ours", facts=facts).clocks == (Clock(kind="no_deal", days=10),)

    @pytest.mark.parametrize(("rule", "value"), [("no_dael_days", "10"), ("no_deal_days", "ten")])
    def test_a_table_with_a_slip_says_so(self, rule, value):
        """Nothing is guessed."""
        row = {
            "set": "ours",
            "level": "",
            "rule": rule,
            "value": value,
            "source": "house judgement",
            "source_url": "",
            "reason": "ours",
        }
        with pytest.raises(DataError, match="pool_rules"):
            pool.rules("ours", facts=BUNDLED.with_table("pool_rules", [row]))

    def test_a_clock_of_no_days_is_refused(self):
        """It would release everybody at once."""
        with pytest.raises(InvalidValue, match="less than a day"):
            Clock(kind="no_deal", days=0)
