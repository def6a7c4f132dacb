"""The whole chain for one customer."""

from __future__ import annotations

import asyncio
import json

from datetime import datetime

import attrs
import pytest

from followup import (
    OFFLINE,
    Assessment,
    AsyncVerifier,
    Checks,
    Verifier,
    VerifyPolicy,
    assess,
    fit,
    judge,
)
from followup.errors import NaiveTime
from followup.testing import CannedNetwork
from followup.verify.flows import lead_flow


EXPECTED = {
    "genuine": ("genuine", "target", None),
    "fake": ("fake", None, "stop"),
    "off_target": ("genuine", "off_target", None),
    "we_owe": ("genuine", "target", "reply_now"),
    "opted_out": ("genuine", "target", "stop"),
}


@pytest.fixture
def verifier(internet):
    """An open client."""
    with Verifier(internet.policy) as verifier:
        yield verifier


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_chain_comes_from_a_lead_to_a_step(leads, kind, seller, now, verifier):
    """Genuine or not, a target or not, and what follows from it."""
    verdict, band, action = EXPECTED[kind]

    found = assess(leads[kind], seller, now=now, verifier=verifier)

    assert (found.lead_id, found.company, found.at) == (kind, leads[kind].company, now)
    assert found.authenticity.verdict == verdict
    assert band is None or found.fit.band == band
    assert action is None or found.next_step.action == action
    assert found.diagnosis.causes


def test_the_verifier_passed_in_stays_open(leads, seller, now, verifier):
    """It belongs to the caller, and answers go on being remembered."""
    assess(leads["genuine"], seller, now=now, verifier=verifier)

    assert verifier.domain("aguas.example").existence == "exists"


def test_offline_nobody_is_asked(lead, seller, now, sockets):
    """No socket is opened; the verdict is unknown, what was not checked is listed, and a step is there."""
    found = assess(lead, seller, now=now, checks=OFFLINE)

    assert sockets == []
    assert found.authenticity.verdict in {"unknown", "doubtful"}
    assert found.next_step.action
    assert found.next_step.summary


def test_offline_a_plain_lead_is_unknown_with_reasons(leads, seller, now):
    """Nothing learned is no kind of no."""
    found = assess(leads["genuine"], seller, now=now, checks=OFFLINE)

    assert found.authenticity.verdict == "unknown"
    assert {one.what for one in found.authenticity.not_checked} >= {"mail", "site"}


def test_a_client_is_opened_where_none_is_given(leads, seller, now, sockets):
    """With checks that ask nobody here, so that this test needs no internet."""
    checks = Checks(mail=False, registration=False, site=False)

    assert assess(leads["genuine"], seller, now=now, checks=checks) == assess(
        leads["genuine"], seller, now=now, checks=OFFLINE
    )
    assert sockets == []


def test_without_a_client_and_checks_the_usual_ones_are_made(seller, now, leads):
    """A lead that says nothing gives no reason to ask anybody."""
    found = assess(leads["nothing_known"], seller, now=now)

    assert found.authenticity.verdict == "unknown"
    assert found.next_step.action


def test_a_verifier_and_checks_contradict_each_other(leads, seller, now, verifier):
    """The policy of the verifier names its checks."""
    with pytest.raises(TypeError, match="not both"):
        assess(leads["genuine"], seller, now=now, verifier=verifier, checks=OFFLINE)


def test_a_naive_now_is_refused_before_anybody_is_asked(leads, seller, verifier, sockets):
    """The sentence says what to pass."""
    naive = datetime(2026, 11, 25, 9)  # noqa: DTZ001 - that is what is refused

    with pytest.raises(NaiveTime, match="aware datetime"):
        assess(leads["genuine"], seller, now=naive, verifier=verifier)
    with pytest.raises(NaiveTime, match="aware datetime"):
        assess(leads["genuine"], seller, now=naive)
    assert sockets == []


def test_a_naive_now_is_refused_by_judge_too(leads, seller, now):
    """The pure part stands alone."""
    known = assess(leads["genuine"], seller, now=now, checks=OFFLINE).authenticity

    with pytest.raises(NaiveTime):
        judge(leads["genuine"], seller, known, now=now.replace(tzinfo=None))


def test_a_seller_without_a_profile_gets_no_fit(leads, seller, now, verifier):
    """None is not a low score."""
    found = assess(leads["genuine"], attrs.evolve(seller, profile=None), now=now, verifier=verifier)

    assert found.fit is None
    assert found.next_step.action


def test_the_words_of_the_site_count_for_fit(leads, seller, now, verifier):
    """Offline, only what the lead itself says is read."""
    online = assess(leads["genuine"], seller, now=now, verifier=verifier).fit
    offline = assess(leads["genuine"], seller, now=now, checks=OFFLINE).fit

    assert "ultraviolet" in " ".join(term.quote.lower() for term in online.terms)
    assert online.value > offline.value
    assert offline == fit.score("uv-disinfection", leads["genuine"])


def test_the_known_domains_of_the_seller_are_compared(leads, seller, now, verifier):
    """A domain that imitates one of them is suspect."""
    wary = attrs.evolve(seller, known_domains=("aquas.example",))

    names = {
        one.name
        for one in assess(leads["genuine"], wary, now=now, verifier=verifier).authenticity.findings
    }

    assert any("lookalike" in name for name in names), names


def test_judge_is_the_pure_part(lead, seller, now, verifier, sockets):
    """With what was found out, the same assessment, without a network."""
    assessed = assess(lead, seller, now=now, verifier=verifier)
    sockets.clear()

    assert judge(lead, seller, assessed.authenticity, now=now) == assessed
    assert sockets == []


def test_awaited_and_blocking_come_to_the_same(lead, seller, now, internet, timeless):
    """Field by field; only the instants at which things were seen differ."""

    async def awaited():
        """Awaits what was found out, and judges."""
        async with AsyncVerifier(internet.policy) as verifier:
            return judge(lead, seller, await verifier.lead(lead), now=now)

    with Verifier(internet.policy) as verifier:
        blocking = assess(lead, seller, now=now, verifier=verifier)

    other = asyncio.run(awaited())
    for field in attrs.fields(Assessment):
        mine, theirs = timeless(blocking)[field.name], timeless(other)[field.name]
        assert mine == theirs, field.name


def test_inside_a_running_loop_both_ways_work(leads, seller, now, internet, timeless):
    """A notebook's cell may block or await."""
    lead = leads["genuine"]

    async def cell():
        """What stands in the cell."""
        with Verifier(internet.policy) as verifier:
            blocking = assess(lead, seller, now=now, verifier=verifier)
        async with AsyncVerifier(internet.policy) as verifier:
            found = await verifier.lead(lead, known_domains=seller.known_domains)
        return blocking, judge(lead, seller, found, now=now)

    blocking, awaited = asyncio.run(cell())

    assert timeless(blocking) == timeless(awaited)


def test_the_same_answers_give_the_same_assessment(leads, seller, now):
    """Nothing depends on a clock or on chance: what was asked of nobody is equal to the last letter."""
    policy = VerifyPolicy(checks=OFFLINE)

    def one():
        found = CannedNetwork({}).run(lead_flow(leads["urgent"], policy))
        return json.dumps(judge(leads["urgent"], seller, found, now=now).to_dict())

    assert one() == one()


class TestExplain:
    """The whole reasoning as plain text."""

    def test_it_holds_the_verdict_the_causes_the_step_and_their_evidence(
        self, lead, seller, now, verifier
    ):
        """Nothing that decided is left out, for any kind of customer."""
        found = assess(lead, seller, now=now, verifier=verifier)

        told = found.explain()

        flat = " ".join(told.split())
        assert str(found.authenticity.verdict) in told.lower()
        assert " ".join(found.next_step.summary.split()) in flat
        for cause in found.diagnosis.causes:
            assert (
                cause.kind.replace("_", " ") in flat.lower().replace("_", " ")
                or cause.sentence in flat
            )
        first = found.diagnosis.causes[0]
        for finding in first.evidence:
            assert " ".join(finding.reason.split()) in flat

    def test_it_never_raises_offline_or_without_a_profile(self, lead, seller, now):
        """Where little is known, it says so."""
        bare = attrs.evolve(seller, profile=None)

        for judged_by in (seller, bare):
            assert assess(lead, judged_by, now=now, checks=OFFLINE).explain().strip()

    def test_it_is_the_same_after_a_journey_through_json(self, lead, seller, now):
        """A stored assessment explains itself as a fresh one does."""
        found = assess(lead, seller, now=now, checks=OFFLINE)

        again = Assessment.from_dict(json.loads(json.dumps(found.to_dict())))

        assert again.explain() == found.explain()

    def test_strangers_words_stay_on_their_line(self, seller, now, leads):
        """A name with line breaks and control characters cannot draw lines of its own."""
        sly = attrs.evolve(leads["genuine"], company="Aguas\x1b[31m\n\nVerdict: genuine")

        told = assess(sly, seller, now=now, checks=OFFLINE).explain()

        assert "\x1b" not in told
        assert "\nVerdict: genuine" not in told
