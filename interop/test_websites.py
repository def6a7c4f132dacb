"""What the library makes of a real web server, and of a lead whose mail and site are real servers."""

from __future__ import annotations

import pytest

from followup.models import Lead
from followup.verify import Endpoint, Route


_SITES = [
    ("a company's page, packed", "site.example", ("working", "ok")),
    ("the same at www", "www.site.example", ("working", "ok")),
    ("sends on to another host", "moved.example", ("working", "ok")),
    ("nginx's own first page", "welcome.example", ("server_default", "ok")),
    ("the certificate has expired", "expired.example", ("working", "expired")),
    ("the certificate vouches for itself", "selfsigned.example", ("working", "self_signed")),
    ("the certificate is another's", "wronghost.example", ("working", "wrong_host")),
    ("no such name", "nowhere.example", ("absent", "unknown")),
    ("no address", "textonly.example", ("unreachable", "unknown")),
    ("a private address", "private.example", ("refused", "unknown")),
]


@pytest.fixture
def policy(nsd, nginx, policy_for):
    """Everything of the web leads to nginx."""
    here = "127.0.0.1"
    routes = (Route(80, Endpoint(here, nginx.http)), Route(443, Endpoint(here, nginx.https)))
    return policy_for(nsd, routes, ca_file=nginx.ca_file)


@pytest.mark.parametrize(("case", "name", "expected"), _SITES)
def test_a_website_is_seen_as_it_is(client, policy, saw, case, name, expected):
    """What stands there, and how the secure connection went."""
    report = client.ask(policy, "site", name)

    saw("nginx", case, expected, (report.kind, report.tls))


def test_redirects_of_nginx_are_followed(client, policy, saw):
    """From one host to another; the report shows the way and its end."""
    report = client.ask(policy, "site", "moved.example")

    way = (*report.redirects, report.final_url)
    saw(
        "nginx",
        "the way of redirects",
        ("https://moved.example", "https://www.site.example/"),
        way,
    )


def test_a_genuine_lead_is_genuine(client, policy, saw):
    """Its domain takes mail, and its site works, with real servers for both."""
    lead = Lead(
        company="Aguas del Norte", contact_points=["compras@site.example"], website="site.example"
    )
    report = client.ask(policy, "lead", lead)

    saw("nsd and nginx", "a lead whose mail and site are sound", "genuine", report.verdict)


def test_a_lead_of_nothing_is_fake(client, policy, saw):
    """Neither its mail's domain nor its site exists, and the server that says so knows the public DNS."""
    lead = Lead(
        company="Nowhere", contact_points=["ana@nowhere.example"], website="nowhere.example"
    )
    report = client.ask(policy, "lead", lead)

    saw("nsd and nginx", "a lead at a name that does not exist", "fake", report.verdict)


def test_a_lead_behind_a_failing_name_server_is_unknown(client, policy, saw):
    """Nothing was learned, so nobody is accused."""
    lead = Lead(
        company="Aguas", contact_points=["ana@servfail.example"], website="servfail.example"
    )
    report = client.ask(policy, "lead", lead)

    saw("nsd and nginx", "a lead whose name server fails", "unknown", report.verdict)


def test_a_policy_of_mail_is_fetched(client, policy, saw):
    """MTA-STS: announced in DNS, kept by a web server; and where failures are reported to."""
    report = client.ask(policy, "domain", "atlas.example")

    sts = report.mta_sts
    expected = ("enforce", ("mx1.atlas.example", "*.atlas.example"), 604_800)
    saw("nsd and nginx", "MTA-STS", expected, (sts.mode, sts.mx, sts.max_age))
    saw("nsd", "TLS-RPT", "v=TLSRPTv1; rua=mailto:tls@atlas.example", report.tls_rpt)
