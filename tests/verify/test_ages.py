"""The age of a customer's own domain, as a part of the verdict on a lead."""

from __future__ import annotations

import json
import sys

from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup import Lead
from followup._ask import Fault, Page, RdapFetch, Unreachable
from followup.testing import CannedNetwork
from followup.verify import Authenticity, Checks, Verdict, VerifyPolicy
from followup.verify.flows import lead_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import CLOSED, every_try, names, site


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
URL = "https://rdap.verisign.com/com/v1/domain/aguas.com"
LEAD = Lead(website="www.aguas.com", contact_points=["compras@aguas.com"])
WELL = names("aguas.com") | site("aguas.com") | site("www.aguas.com")


def rdap(since):
    """What the registry says."""
    events = [{"eventAction": "registration", "eventDate": f"{since}T00:00:00Z"}]
    body = json.dumps({"objectClassName": "domain", "ldhName": "aguas.com", "events": events})
    return {RdapFetch(URL): Page(url=URL, status=200, body=body.encode(), received=NOW)}


def check(lead, answers, policy=None):
    """The verdict, and the network that was asked."""
    network = CannedNetwork(answers)
    return network.run(lead_flow(lead, policy or VerifyPolicy())), network


def ages(report):
    """The findings of the registry."""
    return [one.name for one in report.findings if one.name.startswith("registration.")]


def test_the_age_of_the_own_domain_counts_once():
    """Mail and site of one domain are one registration."""
    report, network = check(LEAD, WELL | rdap("2004-05-07"))

    assert ages(report) == ["registration.established"]
    assert [one.age_days for one in report.domains] == [8234]
    assert sum(isinstance(one, RdapFetch) for one in network.asked) == 1
    assert Authenticity.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@pytest.mark.parametrize("since", ["2026-11-21", "2026-09-01"])
def test_a_young_domain_changes_no_verdict(since):
    """A genuine customer stays one, and one whose site is gone is no more doubtful than before."""
    old, _ = check(LEAD, WELL | rdap("2025-06-01"))
    young, _ = check(LEAD, WELL | rdap(since))
    gone, _ = check(LEAD, names("aguas.com") | every_try("aguas.com", CLOSED) | rdap(since))

    assert old.verdict is young.verdict is Verdict.GENUINE
    assert gone.verdict is Verdict.DOUBTFUL


def test_an_age_that_is_not_known_weighs_nothing():
    """It is listed with its reason."""
    report, _ = check(LEAD, WELL | {RdapFetch(URL): Unreachable(Fault.TIMEOUT)})
    without, _ = check(LEAD, WELL, VerifyPolicy(checks=Checks(registration=False)))

    assert ages(report) == ["registration.age_unknown"]
    assert (report.score, report.verdict) == (without.score, without.verdict)
    assert any("timeout" in one.reason for one in report.not_checked if one.what == "registration")
    assert any("policy" in one.reason for one in without.not_checked if one.what == "registration")


@pytest.mark.parametrize(
    "website",
    ["https://www.alibaba.com/aguas", "aguas.wixsite.com", "aguas@home", "192.31.196.7", None],
)
def test_the_age_of_a_host_says_nothing_of_its_guests(website):
    """Neither a provider's of mail, nor a platform's, nor what is no domain is asked about."""
    lead = Lead(website=website, contact_points=["aguas@gmail.com"])
    flow = lead_flow(lead, VerifyPolicy(checks=Checks(mail=False, site=False)))
    report = CannedNetwork({}).run(flow)

    assert report.domains == ()


def test_the_domain_of_the_site_counts_where_the_mail_is_a_providers():
    """A domain as a whole is the customer's own."""
    lead = Lead(website="https://aguas.com", contact_points=["aguas@gmail.com"])
    report, _ = check(lead, names("gmail.com") | site("aguas.com") | rdap("2004-05-07"))

    assert ages(report) == ["registration.established"]


def test_mail_and_age_alone_make_nobody_genuine():
    """A well-kept old domain is no proof without a site or a person."""
    lead = Lead(contact_points=["compras@aguas.com"])
    report, _ = check(lead, names("aguas.com") | rdap("2004-05-07"))

    assert report.verdict is Verdict.UNKNOWN
