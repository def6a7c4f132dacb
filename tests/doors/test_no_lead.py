"""What is no lead yet: a row, a dict, nothing; and a mail or a page that somebody has decoded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import followup

from followup import (
    OFFLINE,
    Lead,
    Seller,
    Verifier,
    VerifyPolicy,
    channels,
    diagnose,
    fit,
    plan,
    timing,
    verify,
)
from followup.errors import InvalidValue


NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
LEAD = Lead(id="1", country="ES")
SELLER = Seller(name="Vedas", country="CN")
MODEL = diagnose.ReplyModel.learn([])
OF_LEADS = {
    "assess": lambda lead: followup.assess(lead, SELLER, now=NOW, checks=OFFLINE),
    "verify": lambda lead: verify.lead(lead, VerifyPolicy(checks=OFFLINE)),
    "silence": lambda lead: diagnose.silence(lead, SELLER, now=NOW),
    "outlook": lambda lead: MODEL.outlook(NOW, lead),
    "next_step": lambda lead: plan.next_step(lead, SELLER, now=NOW),
    "offer": lambda lead: plan.offer(lead, SELLER, now=NOW, working_days=3),
    "emergency": lambda lead: plan.emergency(
        lead, SELLER, now=NOW, deadline=NOW + timedelta(days=1)
    ),
    "choose": lambda lead: channels.choose(lead, SELLER, at=NOW),
    "missing": lambda lead: channels.missing(lead, SELLER),
    "readiness": lambda lead: channels.emergency(lead, SELLER, at=NOW),
}
OF_SELLERS = {
    "assess": lambda seller: followup.assess(LEAD, seller, now=NOW, checks=OFFLINE),
    "silence": lambda seller: diagnose.silence(LEAD, seller, now=NOW),
    "next_step": lambda seller: plan.next_step(LEAD, seller, now=NOW),
    "offer": lambda seller: plan.offer(LEAD, seller, now=NOW, working_days=3),
    "emergency": lambda seller: plan.emergency(
        LEAD, seller, now=NOW, deadline=NOW + timedelta(days=1)
    ),
    "choose": lambda seller: channels.choose(LEAD, seller, at=NOW),
    "missing": lambda seller: channels.missing(LEAD, seller),
    "readiness": lambda seller: channels.emergency(LEAD, seller, at=NOW),
}
OF_OCTETS = {
    "read_message": diagnose.read_message,
    "read_page": verify.read_page,
}


@pytest.mark.parametrize("value", [None, {"id": "1", "country": "ES"}, 7])
@pytest.mark.parametrize("name", OF_LEADS)
def test_what_is_no_lead_is_refused_with_what_to_do(name, value):
    """The remedy names the way from a dict to a lead."""
    with pytest.raises(InvalidValue, match=r"is no Lead\. .*Lead\.from_dict") as refused:
        OF_LEADS[name](value)

    assert refused.value.value is value


@pytest.mark.parametrize("value", [None, {"country": "CN"}, LEAD])
@pytest.mark.parametrize("name", OF_SELLERS)
def test_what_is_no_seller_is_refused_with_what_to_do(name, value):
    """It would be judged as a seller without channels otherwise."""
    with pytest.raises(InvalidValue, match=r"seller: .* is no Seller\. .*Seller\.from_dict"):
        OF_SELLERS[name](value)


@pytest.mark.parametrize("value", [None, "Subject: Hello\n\nHello", 7])
@pytest.mark.parametrize("name", OF_OCTETS)
def test_what_is_decoded_is_refused_with_what_to_do(name, value):
    """Whoever decoded it has guessed the charset that it names itself."""
    with pytest.raises(InvalidValue, match=r"is not bytes\. Pass the octets as they came"):
        OF_OCTETS[name](value)


@pytest.mark.parametrize("value", [None, 7])
def test_a_page_may_be_text_and_nothing_else(value):
    """A part of a page is often at hand as text."""
    assert fit.text_from_html("<p>Water").text == "Water"
    with pytest.raises(InvalidValue, match=r"html: .* is not bytes"):
        fit.text_from_html(value)


@pytest.mark.parametrize("value", [None, {"name": "lamps"}, LEAD])
def test_a_profile_is_a_profile_or_its_name(value):
    """A dict of one is not yet one."""
    with pytest.raises(InvalidValue, match=r"is no IndustryProfile\. .*from_dict"):
        fit.score(value, "We treat water.")
    with pytest.raises(InvalidValue, match="is no IndustryProfile"):
        fit.learn(value, [])


@pytest.mark.parametrize("value", [None, {"country": "ES"}, "ES"])
def test_a_party_says_where_it_is(value):
    """Anything that has a country, a part of it and a time zone is one."""
    with pytest.raises(InvalidValue, match=r"does not say where it is\. Pass a Lead, a Seller or"):
        timing.next_window(value, now=NOW)


def test_an_inquiry_is_more_than_its_text():
    """Its subject, its links and its sender are read too."""
    with pytest.raises(InvalidValue, match=r"message: 'Hello' is no Inquiry"):
        verify.inquiry("Hello")


def test_a_judgement_needs_an_authenticity():
    """A verdict alone is none."""
    with pytest.raises(InvalidValue, match=r"authenticity: None is no Authenticity"):
        followup.judge(LEAD, SELLER, None, now=NOW)


@pytest.mark.parametrize("steps", [[None], [(LEAD, "call")], "call"])
def test_a_calendar_is_made_of_steps(steps):
    """Or of pairs of a lead and its step."""
    with pytest.raises(InvalidValue, match=r"step: .* is no NextStep"):
        plan.calendar(steps, now=NOW)


@pytest.mark.parametrize("name", ["domain", "site"])
def test_an_empty_cell_is_no_name(name):
    """Nor an address of a page."""
    with (
        Verifier(VerifyPolicy(checks=OFFLINE)) as verifier,
        pytest.raises(InvalidValue, match="is no text"),
    ):
        getattr(verifier, name)(None)
