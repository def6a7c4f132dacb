"""Many customers at once."""

from __future__ import annotations

import itertools
import logging
import threading

from collections import Counter
from datetime import datetime

import attrs
import pytest

from followup import OFFLINE, Assessment, Checks, Lead, Verifier, VerifyPolicy, assess, bulk
from followup.bulk import Unassessed
from followup.errors import NaiveTime
from followup.testing.questions import Fault, Unreachable


_MOST_AHEAD = 64


def some(count, domains=("aguas.example", "panysal.example", "parked.example")):
    """Leads of several people at a few domains."""
    return [
        Lead(
            id=str(number),
            company="Aguas",
            website=domains[number % len(domains)],
            contact_points=[f"compras@{domains[number % len(domains)]}"],
        )
        for number in range(count)
    ]


class Counted:
    """An iterable that knows how many of its leads were taken."""

    def __init__(self, leads):
        self.taken = 0
        self._leads = leads

    def __iter__(self):
        for lead in self._leads:
            self.taken += 1
            yield lead


def ids(results):
    """Whom the results speak of, in their order."""
    return [one.lead_id for one in results]


@pytest.fixture
def verifier(internet):
    """An open client."""
    with Verifier(internet.policy) as verifier:
        yield verifier


@pytest.fixture
def no_threads_left():
    """After the test, the threads of its batch end.

    However slow the machine is: a thread that never does is a test that never does, which pytest ends, and
    shows where its threads hang.
    """
    yield
    for thread in _ours():
        thread.join()


def _ours():
    return [thread for thread in threading.enumerate() if thread.name.startswith("followup_")]


def test_results_come_in_the_order_of_the_input(seller, now, verifier):
    """Whatever is answered first."""
    leads = some(20)

    results = list(bulk.assess(leads, seller, now=now, verifier=verifier))

    assert ids(results) == [lead.id for lead in leads]
    assert all(isinstance(one, Assessment) for one in results)


def test_each_result_is_what_assess_gives(lead, seller, now, verifier, timeless):
    """A batch is no other judgement."""
    (batched,) = bulk.assess([lead], seller, now=now, verifier=verifier)

    assert timeless(batched) == timeless(assess(lead, seller, now=now, verifier=verifier))


def test_leads_may_be_dicts(leads, seller, now):
    """As ``Lead.to_dict`` gives them."""
    as_dicts = [lead.to_dict() for lead in leads.values()]

    assert list(bulk.assess(as_dicts, seller, now=now, checks=OFFLINE)) == list(
        bulk.assess(leads.values(), seller, now=now, checks=OFFLINE)
    )


def test_each_question_is_asked_once(internet, seller, now):
    """Thirty leads of three domains cost as much as three."""
    before = internet.log

    with Verifier(internet.policy) as verifier:
        results = list(bulk.assess(some(30), seller, now=now, verifier=verifier))

    asked = Counter((one.name, one.kind) for one in internet.log.dns[len(before.dns) :])
    fetched = Counter(internet.log.urls[len(before.urls) :])
    assert len(results) == 30
    assert {name for name, _ in asked} >= {"aguas.example", "panysal.example", "parked.example"}
    assert set(asked.values()) == {1}
    assert set(fetched.values()) == {1}


class TestBadRows:
    """One bad row never stops a batch."""

    ROWS = (
        {"id": "no-country", "country": "Spain"},
        {"id": "no-field", "compnay": "Aguas"},
        {"id": 7, "history": "yesterday"},
        "a line of text",
        None,
        42,
    )

    @pytest.fixture(params=["offline", "online"])
    def results(self, request, seller, now, internet):
        """Good rows around each bad one, read with and without a network."""
        good = Lead(id="good")
        rows = [good, *itertools.chain.from_iterable((row, good) for row in self.ROWS)]
        if request.param == "offline":
            return list(bulk.assess(rows, seller, now=now, checks=OFFLINE))
        with Verifier(internet.policy) as verifier:
            return list(bulk.assess(rows, seller, now=now, verifier=verifier))

    def test_the_others_are_assessed(self, results):
        """Each good row has its assessment in its place."""
        assert ids(results)[::2] == ["good"] * (len(self.ROWS) + 1)
        assert {type(one) for one in results[::2]} == {Assessment}

    def test_each_bad_one_is_named(self, results):
        """By its place, and by its id where it has one."""
        bad = results[1::2]

        assert {type(one) for one in bad} == {Unassessed}
        assert [one.index for one in bad] == [1, 3, 5, 7, 9, 11]
        assert ids(bad) == ["no-country", "no-field", "7", None, None, None]

    def test_the_reason_says_what_to_mend(self, results):
        """With the value, what is wrong with it, and what to pass."""
        reasons = [one.reason for one in results[1::2]]

        assert "'Spain' is not an ISO 3166-1 alpha-2 code" in reasons[0]
        assert "compnay" in reasons[1]
        assert "history" in reasons[2]
        assert reasons[3] == "lead: 'a line of text' is neither a Lead nor a dict. Pass Lead(...)."
        assert all(len(reason) < 1_000 for reason in reasons)

    def test_an_unforeseen_error_is_named_by_its_kind(self, seller, now, caplog):
        """Even a fault of ours stops nobody; what it was is not logged above DEBUG."""
        odd = attrs.evolve(seller, profile="no-such-profile")

        with caplog.at_level(logging.INFO, logger="followup"):
            results = list(bulk.assess([Lead(id="1"), Lead(id="2")], odd, now=now, checks=OFFLINE))

        assert ids(results) == ["1", "2"]
        assert all("no-such-profile" in one.reason for one in results)
        assert caplog.records == []

    def test_a_row_that_breaks_when_it_is_read_is_named(self, seller, now):
        """What is no InvalidValue is shown with its kind."""

        class Broken(Lead):
            """A lead of the caller's own making."""

            @property
            def email(self):
                """Nothing but trouble."""
                raise LookupError("nobody home")

        (bad,) = bulk.assess([Broken(id="1")], seller, now=now, checks=OFFLINE)

        assert bad == Unassessed(index=0, lead_id="1", reason="LookupError: nobody home")


class TestLaziness:
    """Memory is flat: only a window of leads is under way."""

    def test_nothing_happens_before_the_first_result_is_asked_for(self, seller, now, verifier):
        """A batch is an iterator."""
        leads = Counted(some(3))

        results = bulk.assess(leads, seller, now=now, verifier=verifier)

        assert leads.taken == 0
        assert len(list(results)) == leads.taken == 3

    def test_only_a_window_is_taken_ahead(self, seller, now, verifier, no_threads_left):
        """An endless generator is no trouble."""
        leads = Counted(Lead(id=str(number)) for number in itertools.count())
        results = bulk.assess(leads, seller, now=now, verifier=verifier)

        first = list(itertools.islice(results, 10))

        assert ids(first) == [str(number) for number in range(10)]
        assert 10 <= leads.taken <= 10 + _MOST_AHEAD
        results.close()

    def test_the_window_follows_the_policy(self, internet, seller, now, no_threads_left):
        """Less in flight, less ahead."""
        network = attrs.evolve(internet.policy.network, max_in_flight=2)
        leads = Counted(Lead(id=str(number)) for number in itertools.count())

        with Verifier(attrs.evolve(internet.policy, network=network)) as verifier:
            results = bulk.assess(leads, seller, now=now, verifier=verifier)
            next(results)
            results.close()

        assert leads.taken <= 5

    def test_offline_one_is_taken_at_a_time(self, seller, now, sockets, no_threads_left):
        """Without a network there is nothing to wait for."""
        leads = Counted(Lead(id=str(number)) for number in itertools.count())
        results = bulk.assess(leads, seller, now=now, checks=OFFLINE)

        assert ids(itertools.islice(results, 3)) == ["0", "1", "2"]
        assert leads.taken == 3
        assert sockets == []

    def test_an_empty_batch_is_empty(self, seller, now, verifier):
        """No row, no result."""
        assert list(bulk.assess([], seller, now=now, verifier=verifier)) == []

    def test_an_error_of_the_callers_generator_comes_out(self, seller, now, verifier):
        """A file that cannot be read on is not a bad row."""

        def leads():
            yield Lead(id="1")
            raise OSError("The disk is gone")

        with pytest.raises(OSError, match="disk"):
            list(bulk.assess(leads(), seller, now=now, verifier=verifier))


class TestInterrupt:
    """Whoever stops early does not wait for the rest."""

    class Silent:
        """A world that answers for one domain, once somebody asks for another; all others wait to be let go."""

        def __init__(self):
            self.asked, self.let_go = threading.Event(), threading.Event()

        def answer(self, question, deadline):
            """Nothing is known."""
            if question.host.endswith("first.example"):
                self.asked.wait()
            else:
                self.asked.set()
                self.let_go.wait()
            return Unreachable(Fault.SERVER_FAILURE)

    @pytest.fixture
    def silent(self, no_threads_left):
        """Lets everybody go after the test."""
        silent = self.Silent()
        yield silent
        silent.let_go.set()

    def test_closing_the_results_returns_at_once(self, silent, seller, now):
        """Leads not begun are dropped, those under way are not waited for, no thread stays."""
        leads = some(80, ["first.example", *(f"slow{number}.example" for number in range(40))])
        policy = VerifyPolicy(checks=Checks(site=False, registration=False))
        with Verifier(policy, network=silent) as verifier:
            results = bulk.assess(leads, seller, now=now, verifier=verifier)
            assert next(results).lead_id == "0"
            results.close()

            assert _ours()
            assert list(results) == []


class TestProgress:
    """Any callable that wraps an iterable shows how far it is."""

    @pytest.mark.parametrize(
        ("given", "total"),
        [(list, 3), (tuple, 3), (iter, None)],
        ids=["list", "tuple", "iterator"],
    )
    def test_it_is_told_the_total_where_it_is_known(self, given, total, seller, now):
        """A generator does not know how long it is."""
        told = []

        def bar(results, /, *, total):
            told.append(total)
            for number, one in enumerate(results):
                told.append(number)
                yield one

        results = bulk.assess(given(some(3)), seller, now=now, checks=OFFLINE, progress=bar)

        assert ids(results) == ["0", "1", "2"]
        assert told == [total, 0, 1, 2]

    def test_it_may_return_any_iterable(self, seller, now):
        """Such as an object that counts, or a list."""
        wrapped = bulk.assess(
            some(2), seller, now=now, checks=OFFLINE, progress=lambda results, total: list(results)
        )

        assert next(wrapped).lead_id == "0"


class TestArguments:
    """What the caller did wrong is said at once, not at the first result."""

    def test_a_naive_now_is_refused(self, seller):
        """The sentence says what to pass."""
        with pytest.raises(NaiveTime, match="aware datetime"):
            bulk.assess([], seller, now=datetime(2026, 11, 25))  # noqa: DTZ001 - that is refused

    def test_a_verifier_and_checks_contradict_each_other(self, seller, now, verifier):
        """The policy of the verifier names its checks."""
        with pytest.raises(TypeError, match="not both"):
            bulk.assess([], seller, now=now, verifier=verifier, checks=OFFLINE)

    def test_the_verifier_passed_in_stays_open(self, seller, now, verifier):
        """It belongs to the caller."""
        list(bulk.assess(some(2), seller, now=now, verifier=verifier))

        assert verifier.domain("aguas.example").existence == "exists"

    def test_a_verifier_that_asks_nobody_opens_no_socket(self, seller, now, sockets):
        """The policy of the verifier counts as well as ``checks=``."""
        with Verifier(VerifyPolicy(checks=OFFLINE)) as verifier:
            results = list(bulk.assess(some(3), seller, now=now, verifier=verifier))

        assert ids(results) == ["0", "1", "2"]
        assert {str(one.authenticity.verdict) for one in results} == {"unknown"}
        assert sockets == []

    def test_without_more_the_usual_checks_are_made(self, seller, now, no_threads_left):
        """Leads that say nothing give no reason to ask anybody."""
        results = list(bulk.assess([Lead(id="1"), Lead(id="2")], seller, now=now))

        assert ids(results) == ["1", "2"]
