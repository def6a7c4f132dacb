"""What site, phone, country and language of a customer say of each other; your own lists."""

from __future__ import annotations

import pytest

from followup import Inquiry, Lead
from followup.verify import (
    EmailReport,
    MailSetup,
    SiteReport,
    VerifyPolicy,
    address,
    judge,
    read_page,
)


HTML = (
    "<html lang='es'><title>Aguas</title><p>Calle Mayor 5, Madrid, España."
    "<p>Tel. (+34) 912-345-678 <a href='tel:+34600111222'>"
)
PAGE = read_page(HTML.encode(), url="https://aguas.example/")
SITE = SiteReport(
    url="aguas.example", kind="working", final_url="https://aguas.example/", page=PAGE
)
SPANISH = (
    "Buenos días, necesitamos lámparas para el agua de los pueblos, y queremos saber el precio."
)
ENGLISH = (
    "Hello, we are looking for lamps for the water of our towns and would like to know the price."
)


def joined(**fields):
    """The names of what was joined."""
    found = judge(Lead(**fields), None, SITE, policy=VerifyPolicy()).findings
    prefixes = ("page.", "phone.", "site.country", "site.language")
    return {one.name for one in found if one.name.startswith(prefixes)}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, set()),
        ({"country": "ES"}, {"site.country_agrees"}),
        ({"country": "PE"}, {"site.country_differs"}),
        ({"contact_points": {"phone": "912 345 678"}}, {"page.names_phone"}),
        ({"contact_points": {"phone": "+34 600 111 222"}, "country": "ES"}, {"page.names_phone", "phone.country_agrees", "site.country_agrees"}),
        ({"contact_points": {"phone": "+51 1 6112233"}, "country": "ES"}, {"phone.country_differs", "site.country_agrees"}),
        ({"contact_points": {"phone": "+51 1 6112233"}}, set()),
        ({"contact_points": {"phone": "12345"}, "country": "ES"}, {"site.country_agrees"}),
        ({"contact_points": {"phone": "911 222 333"}, "country": "ES"}, {"site.country_agrees"}),
        ({"inquiry": Inquiry(text=SPANISH)}, {"site.language_agrees"}),
        ({"inquiry": Inquiry(text=ENGLISH)}, set()),
    ],
)  # fmt: skip
def test_weak_signs_agree_or_differ(fields, names):
    """None of them weighs much, and English tells nothing."""
    assert joined(**fields) == names


def test_a_site_that_names_nothing_is_not_compared():
    """No country, no language: nothing is said."""
    silent = SiteReport(url="x", kind="working", page=read_page(b"<p>We"))
    lead = Lead(country="ES", inquiry=Inquiry(text=SPANISH))
    names = {one.name for one in judge(lead, None, silent, policy=VerifyPolicy()).findings}
    assert not {one for one in names if one.startswith("site.")}


GONE = EmailReport(address=address("a@aguas.example"), mail=MailSetup.NO_SUCH_DOMAIN)
PARKED = SiteReport(url="https://www.aguas.example", kind="parked")


@pytest.mark.parametrize(
    ("policy", "email", "site", "verdict"),
    [
        (VerifyPolicy(), GONE, PARKED, "fake"),
        (VerifyPolicy(allow="aguas.example"), GONE, PARKED, "genuine"),
        (VerifyPolicy(allow=("example",), deny=("aguas.example",)), GONE, PARKED, "genuine"),
        (VerifyPolicy(deny=["AGUAS.example"]), None, SITE, "doubtful"),
        (VerifyPolicy(deny=["ana@other.example"]), None, SITE, "unknown"),
    ],
)
def test_your_own_lists_go_before_all_else(policy, email, site, verdict):
    """Allowed lines hold and denied ones fail; who allows is believed."""
    found = judge(Lead(), email, site, policy=policy)
    assert found.verdict == verdict
    assert found.score == pytest.approx(max(-1, min(1, sum(one.weight for one in found.findings))))
