"""site_flow over canned answers."""

from __future__ import annotations

import json
import sys

from pathlib import Path

import pytest

from followup._ask import (
    AddressLookup,
    Fault,
    NoRecords,
    NoSuchDomain,
    Page,
    PageFetch,
    Refused,
    Unreachable,
)
from followup.testing import CannedNetwork
from followup.verify import OFFLINE, NetworkPolicy, SiteKind, SiteReport, Tls, VerifyPolicy
from followup.verify.flows import site_flow
from followup.verify.sites.typed import sister_host, tries, typed_url


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import CLOSED, PARKED, SHOP, TIMEOUT, every_try, gone, nothing_invented, site


NAME = "aguas.example"
APEX, WWW = "https://aguas.example", "https://www.aguas.example"


def see(answers, url="aguas.example", policy=None):
    """The report on a site."""
    return CannedNetwork(answers).run(site_flow(url, policy or VerifyPolicy()))


def moved(url, to, status=301):
    """A redirect."""
    headers = (("location", to),) if to is not None else ()
    return {PageFetch(url): Page(url=url, status=status, headers=headers)}


def found(report):
    """The names of the findings."""
    return [one.name for one in report.findings]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("aguas.example", APEX),
        ("www.aguas.example", WWW),
        (" HTTP://Aguas.Example/shop ", "http://aguas.example/shop"),
        ("see www.aguas.example (Spain)", WWW),
        ("<https://aguas.example/>", "https://aguas.example/"),
        ("http:/aguas.example", "http://aguas.example"),
        ("https//aguas.example", APEX),
        ("htp://aguas.example", "http://aguas.example"),
        ("aguas.example.", APEX),
        ("aguas.example:8443/x", "https://aguas.example:8443/x"),
        ("müller.example", "https://xn--mller-kva.example"),
        ("none", None),
        ("", None),
        ("a@aguas.example", None),
        ("www.agu\\as.example", None),
        ("a..b:port aguas.example", APEX),
        ("//aguas.example", APEX),
        ("http://https://aguas.example", APEX),
        ("Web:aguas.example", APEX),
        ("网站：www.aguas.example。", WWW),
        ("www.aguas.example;www.otra.example", WWW),
        ("www.aguas,example", None),
        ("agu..as.example", None),
        ("-aguas-.example", None),
        ("192.31.196.7", "https://192.31.196.7"),
        (f"{'a.' * 130}example", None),
    ],
)
def test_what_people_type_becomes_a_url(typed, url):
    """https where no scheme was typed."""
    assert typed_url(typed) == url


def test_the_tries_go_from_https_to_http_and_from_the_typed_host_to_its_sister():
    """A typed port is final, a deeper host or an address has no sister."""
    assert tries("http://www.aguas.example/x") == (
        "https://www.aguas.example/x", "http://www.aguas.example/x", "https://aguas.example/x", "http://aguas.example/x",
    )  # fmt: skip
    assert tries("https://aguas.example:8443") == ("https://aguas.example:8443",)
    assert tries("https://192.31.196.1") == ("https://192.31.196.1", "http://192.31.196.1")
    assert tries("https://[2001:4:112::1]") == ("https://[2001:4:112::1]", "http://[2001:4:112::1]")
    assert sister_host("shop.aguas.example") is None


def test_a_working_site_is_read():
    """Title, language and words are at hand."""
    report = see(site())
    assert (report.kind, report.status, report.final_url) == (SiteKind.WORKING, 200, APEX)
    assert (report.title, report.language, report.tls) == ("Aguas del Sur", "es", Tls.OK)
    assert "compras@aguas.example" in report.text
    assert found(report) == ["site.working"]
    assert SiteReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_a_parked_site_is_seen():
    """With the mark that gave it away."""
    report = see(site(body=PARKED))
    assert report.kind is SiteKind.PARKED
    assert "sedoparking" in report.findings[0].quote


def test_a_site_by_its_address_needs_no_name():
    """DNS is not asked."""
    url = "https://192.31.196.1"
    assert see({PageFetch(url): Page(url=url, status=200, body=SHOP)}, url).kind is SiteKind.WORKING


def test_redirects_are_followed_and_told():
    """Relative and absolute ones; a change of domain is noted."""
    answers = site() | moved(APEX, "/es#top") | moved(f"{APEX}/es", "https://grupo.example/", 302)
    end = "https://grupo.example/"
    report = see(answers | {PageFetch(end): Page(url=end, status=200, body=SHOP)})
    assert (report.final_url, report.redirects) == (end, (APEX, f"{APEX}/es"))
    assert "site.redirects_elsewhere" in found(report)


def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked():
    """The guard judges every hop."""
    answers = every_try("aguas.example", CLOSED) | moved(APEX, "http://169.254.169.254/latest")
    report = see(answers)
    assert report.kind is SiteKind.REFUSED
    assert report.not_checked[0].what == "site"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://[bad"])
def test_a_redirect_to_nowhere_is_refused(target):
    """It is given to the guard as it stands."""
    assert see(every_try("aguas.example", CLOSED) | moved(APEX, target)).kind is SiteKind.REFUSED


def test_a_circle_of_redirects_is_unknown():
    """A broken site is no fake."""
    report = see(every_try("aguas.example", CLOSED) | moved(APEX, "/a") | moved(f"{APEX}/a", APEX))
    assert report.kind is SiteKind.UNKNOWN
    assert "circle" in report.not_checked[0].reason


def test_too_many_redirects_are_given_up():
    """After as many hops as the policy allows."""
    policy = VerifyPolicy(network=NetworkPolicy(max_redirects=1))
    answers = every_try("aguas.example", CLOSED) | moved(APEX, "/a") | moved(f"{APEX}/a", "/b")
    assert "too often" in see(answers, policy=policy).not_checked[0].reason


def test_a_redirect_without_a_target_is_a_page():
    """It is read as it is."""
    answers = site() | moved(APEX, None) | nothing_invented("aguas.example")
    assert see(answers).kind is SiteKind.EMPTY


def test_http_and_www_are_tried_where_https_and_the_apex_fail():
    """The first that opens wins; a site without TLS is said to have none."""
    answers = every_try("aguas.example", CLOSED)
    url = "http://www.aguas.example"
    report = see(answers | {PageFetch(url): Page(url=url, status=200, body=SHOP)})
    assert (report.kind, report.final_url, report.tls) == (SiteKind.WORKING, url, Tls.NONE)


def test_an_error_page_is_kept_only_if_nothing_better_opens():
    """The apex answers 404, www works."""
    answers = every_try("aguas.example", Page(url=APEX, status=404, body=b"no"))
    assert see(answers).kind is SiteKind.ERROR
    better = {PageFetch(WWW): Page(url=WWW, status=200, body=SHOP)}
    assert see(answers | better).kind is SiteKind.WORKING


@pytest.mark.parametrize(
    ("fault", "tls"),
    [
        (Fault.TLS_EXPIRED, Tls.EXPIRED), (Fault.TLS_SELF_SIGNED, Tls.SELF_SIGNED), (Fault.TLS_WRONG_HOST, Tls.WRONG_HOST),
        (Fault.TLS_UNTRUSTED, Tls.UNTRUSTED), (Fault.TLS_FAILED, Tls.FAILED),
    ],
)  # fmt: skip
def test_a_bad_certificate_is_told_and_http_is_tried(fault, tls):
    """A neglected certificate is a small mark."""
    url = "http://aguas.example"
    answers = site() | {
        PageFetch(APEX): Unreachable(fault),
        PageFetch(url): Page(url=url, status=200, body=SHOP),
    }
    report = see(answers)
    assert (report.kind, report.tls) == (SiteKind.WORKING, tls)
    assert "site.tls_problem" in found(report)


def test_a_timeout_before_a_page_leaves_tls_unknown():
    """https may be there, only slow."""
    url = "http://aguas.example"
    answers = site() | {
        PageFetch(APEX): TIMEOUT,
        PageFetch(url): Page(url=url, status=200, body=SHOP),
    }
    assert see(answers).tls is Tls.UNKNOWN


def test_a_site_that_nobody_serves_cannot_be_opened():
    """Closed ports on every try are certain."""
    report = see(every_try("aguas.example", CLOSED))
    assert (report.kind, report.status, report.title, report.language, report.text) == (
        SiteKind.UNREACHABLE,
        None,
        "",
        None,
        "",
    )


@pytest.mark.parametrize(
    "fault",
    [Fault.TIMEOUT, Fault.SERVER_FAILURE, Fault.NETWORK, Fault.TLS_EXPIRED, Fault.CONNECTION_LOST],
)
def test_one_uncertain_try_leaves_it_unknown(fault):
    """It may lie with us, or with the hour."""
    answers = every_try("aguas.example", CLOSED) | {PageFetch(APEX): Unreachable(fault)}
    report = see(answers)
    assert report.kind is SiteKind.UNKNOWN
    assert found(report) == ["site.unknown"]


def test_at_the_deadline_nothing_more_is_tried():
    """One question, then an answer."""
    network = CannedNetwork(every_try("aguas.example", Unreachable(Fault.DEADLINE)))
    report = network.run(site_flow("aguas.example", VerifyPolicy()))
    assert report.kind is SiteKind.UNKNOWN
    assert [one for one in network.asked if isinstance(one, PageFetch)] == [PageFetch(APEX)]


def test_a_refusal_of_ours_is_no_mark():
    """The name resolves to a private address, say."""
    report = see(every_try("aguas.example", Refused("It is not public.")))
    assert report.kind is SiteKind.REFUSED
    assert report.findings[0].weight == 0


def test_a_domain_that_does_not_exist_has_no_site():
    """No page is asked for."""
    assert see(gone("aguas.example")).kind is SiteKind.ABSENT


def test_a_domain_without_addresses_has_no_site_either():
    """Though it exists."""
    answers = {
        AddressLookup("aguas.example"): NoRecords(),
        AddressLookup("www.aguas.example"): NoSuchDomain(),
    }
    assert see(answers).kind is SiteKind.UNREACHABLE


def test_only_the_host_that_has_an_address_is_tried():
    """www does not exist here."""
    assert see(site(www=NoSuchDomain())).kind is SiteKind.WORKING


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://aguas.example:22/", "http://printer.local"]
)
def test_what_the_guard_refuses_is_not_asked_for(url):
    """Not even DNS."""
    assert see({}, url).kind is SiteKind.REFUSED


def test_what_is_no_url_and_what_is_switched_off_is_listed():
    """Nothing is asked."""
    assert see({}, "none yet").not_checked[0].reason == "It names no web address."
    assert (
        see({}, policy=VerifyPolicy(checks=OFFLINE)).not_checked[0].reason
        == "It is switched off by your policy."
    )


CONTACT = f"{APEX}/contact"
FRONT = SHOP + b"<a href='/contact'>Contact us</a>"


@pytest.mark.parametrize(
    "answers",
    [
        {PageFetch(CONTACT): TIMEOUT},
        {PageFetch(CONTACT): Page(url=CONTACT, status=404, body=b"Not found")},
        {PageFetch(CONTACT): Page(url=CONTACT, status=200, body=b"<p>Coming soon")},
        moved(CONTACT, "https://portal.example/") | {PageFetch("https://portal.example/"): Page(url="https://portal.example/", status=200, body=SHOP)},
        moved(CONTACT, "http://127.0.0.1/"),
    ],
)  # fmt: skip
def test_a_contact_page_that_does_not_open_is_left_out(answers):
    """So is one of another site; the front page is judged all the same."""
    report = see(site(body=FRONT) | answers)
    assert (report.kind, report.contact_page) == (SiteKind.WORKING, None)


def test_one_page_more_is_read_and_no_second_one():
    """The one that names people and addresses."""
    shown = Page(url=CONTACT, status=200, body=b"<p>Aguas del Norte S.L., Madrid 5, Spain")
    network = CannedNetwork(site(body=FRONT) | {PageFetch(CONTACT): shown})
    report = network.run(site_flow(NAME, VerifyPolicy()))
    assert report.contact_page.url == CONTACT
    assert (report.names, report.countries) == (
        ("Aguas del Sur S.L.", "Aguas del Sur", "Aguas del Norte S.L."),
        ("ES",),
    )
    assert [one.url for one in network.asked if isinstance(one, PageFetch)] == [APEX, CONTACT]


def test_a_link_that_the_guard_forbids_is_not_followed():
    """A port that is no web port."""
    body = SHOP + b"<a href='https://aguas.example:22/contact'>Contact</a>"
    assert see(site(body=body)).contact_page is None


def test_sample_text_on_a_working_page_is_a_small_mark():
    """It is no template any more, and not quite finished."""
    report = see(site(body=SHOP + b"<p>Lorem ipsum"))
    assert found(report) == ["site.working", "page.placeholder_text"]
