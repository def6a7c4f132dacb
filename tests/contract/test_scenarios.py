"""Customers in the round: a site, a mail and an inquiry each, over a small internet, on both clients.

One row is one customer. The verdict is that of the practice which this library follows: fake needs the site and the mail
to fail; one of them is a doubt; what could not be learned is unknown, and never a no.
"""

from __future__ import annotations

import asyncio

from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from followup import Inquiry, Lead
from followup.clients import AsyncVerifier, Verifier
from followup.testing import Dns, Domain, LoopbackInternet, Mail, Reply, Site, World
from followup.verify import VerifyPolicy, judge


_SHOP = (
    "<html lang='es'><title>Aguas del Sur | Tratamiento de agua</title><h1>Aguas del Sur S.L.</h1>"
    "<p>We treat water in towns and on farms. <a href='/contacto'>Contacto</a>"
    "<footer>© 2026 Aguas del Sur S.L.</footer>"
)
_CONTACT = (
    "<h1>Contacto</h1><p>Aguas del Sur S.L., Calle Mayor 5, 28001 Madrid, España."
    " Write to <a href='mailto:compras@aguas.example'>us</a>, or call +34 912 345 678."
)
_HALL = "<title>Trading Hall</title><p>We import pumps and lamps. Write to office@hall.example."
_SCHEME = "<title>Rich</title><p>Investment plans: 3% daily, HYIP, Perfect Money, days online 40."
_GROUP = "<title>Grupo</title><p>Nuestra gente: ana@acme-water.example, Madrid."

_WORLD = World(
    {
        "aguas.example": Domain(
            site=Site(pages={"/": _SHOP, "/contacto": _CONTACT}), mail=["compras"]
        ),
        "hall.example": Domain(site=_HALL, mail=["office"]),
        "group.example": Domain(site=_GROUP, mail=["office"]),
        "branch.example": Domain(site="<title>Rama</title><p>Pumps. Ask sales@branch.example.", mail=["a"]),
        "acme-water.example": Domain(mail=Mail(mailboxes=["ana"])),
        "served.example": Domain(mail=Mail(mailboxes=["ana"], host="mx.branch.example")),
        "aguas-group.example": Domain(mail=["compras"]),
        "stranger.example": Domain(mail=["ana"]),
        "parked.example": Domain(site="<p>This domain is parked free, courtesy of us.", mail=Mail(mx="null")),
        "parked-mail.example": Domain(site="<p>This domain is parked free, courtesy of us.", mail=["ceo"]),
        "sale.example": Domain(site="<p>This domain is for sale. Make an offer.", mail=None),
        "expired.example": Domain(site="<p>This domain has expired.", mail=None),
        "suspended.example": Domain(site="<h1>Account suspended", mail=None),
        "nosite.example": Domain(site="<p>您访问的域名未绑定", mail=None),
        "default.example": Domain(site="<title>Welcome to nginx!</title><p>Thank you for using nginx.", mail=None),
        "served-by-parking.example": Domain(
            site="<title>Hello</title><p>Hello", mail=None, dns=Dns(zone="@ NS ns1.sedoparking.com.")
        ),
        "anything.example": Domain(
            site=Site(pages={"*": "<title>anything.example</title><p>Welcome"}, hosts=("@", "www", "*")),
            mail=None,
        ),
        "closed.example": Domain(mail=None),
        "wrong-host.example": Domain(site=Site(pages="x", tls="wrong_host", http=False), mail=None),
        "soon.example": Domain(site="<h1>Coming soon", mail=["ana"]),
        "template.example": Domain(site="<p>Lorem ipsum dolor sit amet, sample page", mail=["ana"]),
        "works.example": Domain(site="<h1>Down for maintenance", mail=["ana"]),
        "challenge.example": Domain(site="<title>Just a moment...</title><p>Checking", mail=["ana"]),
        "broken.example": Domain(site=Reply(html="<p>Oh", status=500), mail=["ana"]),
        "filtered.example": Domain(site="<p>Web Page Blocked by FortiGuard", mail=["ana"]),
        "empty.example": Domain(site="", mail=["ana"]),
        "scripts.example": Domain(site="<div id=root></div><script src=/a.js></script>", mail=["ana"]),
        "scheme.example": Domain(site=_SCHEME, mail=["ceo"]),
        "old-tls.example": Domain(
            site=Site(pages="<p>Pumps. a@old-tls.example", tls="expired"), mail=["ana"]
        ),
        "inside.example": Domain(site=Reply(redirect="http://127.0.0.1/"), mail=["ana"]),
        "circle.example": Domain(site=Reply(redirect="/"), mail=["ana"]),
        "moved.example": Domain(site=Reply(redirect="http://hall.example/"), mail=["ana"]),
        "garbage.example": Domain(site=Reply(fault="garbage"), mail=["ana"]),
        "dropped.example": Domain(site=Reply(fault="drop"), mail=["ana"]),
        "failing.example": Domain(site=_HALL, dns=Dns(fault="servfail")),
        "lame.example": Domain(site=_HALL, dns=Dns(fault="lame")),
        "nullmx.example": Domain(mail=Mail(mx="null")),
        "nomail.example": Domain(mail=Mail(mx="none"), dns=Dns(addresses=())),
        "implicit.example": Domain(mail=Mail(mx="implicit", mailboxes=["ana"])),
        "aguaz.example": Domain(site=_SHOP, mail=["compras"]),
        "gmail.com": Domain(mail=["ana"]),
        "mailinator.com": Domain(mail=["ana"]),
        "stalls.example": Domain(site=Site(pages=Reply(fault="stall"), hosts=("@",)), mail=["ana"]),
        "drips.example": Domain(site=Site(pages=Reply(fault="slow_headers"), hosts=("@",)), mail=["ana"]),
        "silent.example": Domain(site=_HALL, dns=Dns(fault="timeout")),
    }
)  # fmt: skip
_INQUIRIES = {
    "-": None,
    "specific": "Please quote 200 pcs of UV lamp 75 W, CIF port of Valencia. What is the lead time?",
    "mass": "Dear Sir/Madam, we are interested in your products, send me your catalog.",
    "fraud": "I am the next of kin of my late client and offer you an inheritance of million dollars.",
}
# website, mail, inquiry, verdict; @ is the domain of the website.
_SCENARIOS = """
aguas.example              compras@@                     -         genuine
aguas.example              compras@@                     specific  genuine
aguas.example              compras@@                     mass      genuine
aguas.example              ana@gmail.com                 specific  genuine
aguas.example              ana@gmail.com                 -         genuine
aguas.example              compras@aguas-group.example   -         genuine
aguas.example              compras@mailinator.com        -         doubtful
aguas.example              ana@nullmx.example            -         doubtful
aguas.example              ana@nomail.example            specific  doubtful
aguas.example              ana@nobody.example            specific  doubtful
aguas.example              ana@@@                        -         doubtful
aguas.example              ana@gmial.com                 -         unknown
aguas.example              ana@implicit.example          -         genuine
aguas.example              ana@stranger.example          specific  genuine
aguas.example              -                             specific  genuine
hall.example               office@@                      -         genuine
hall.example               office@@                      fraud     genuine
moved.example              ana@@                         -         genuine
moved.example              office@hall.example           -         genuine
group.example              ana@acme-water.example        -         genuine
branch.example             ana@served.example            -         genuine
aguaz.example              compras@@                     specific  fake
aguaz.example              ana@gmail.com                 specific  doubtful
parked.example             ceo@@                         -         fake
parked.example             ceo@@                         specific  fake
parked.example             ceo@mailinator.com            specific  fake
parked.example             ceo@nobody.example            mass      fake
parked.example             ana@gmail.com                 specific  doubtful
parked.example             ana@gmial.com                 -         doubtful
parked.example             compras@aguas.example         specific  doubtful
parked.example             -                             specific  doubtful
parked-mail.example        ceo@@                         -         doubtful
sale.example               ceo@@                         -         doubtful
sale.example               ana@gmail.com                 -         doubtful
expired.example            ceo@nobody.example            -         fake
suspended.example          ceo@mailinator.com            -         fake
nosite.example             ceo@nullmx.example            -         fake
default.example            ceo@nomail.example            -         fake
served-by-parking.example  ceo@mailinator.com            -         fake
anything.example           ceo@mailinator.com            -         fake
anything.example           ana@stranger.example          -         doubtful
closed.example             ceo@mailinator.com            -         fake
closed.example             ana@gmail.com                 -         doubtful
wrong-host.example         ceo@mailinator.com            -         fake
nobody.example             ceo@@                         -         fake
nobody.example             ceo@@                         fraud     fake
nobody.example             ana@stranger.example          -         doubtful
soon.example               ana@@                         -         unknown
soon.example               ceo@mailinator.com            -         doubtful
template.example           ana@@                         -         unknown
works.example              ana@@                         -         unknown
works.example              ana@gmail.com                 -         unknown
works.example              ceo@nobody.example            -         doubtful
challenge.example          ana@@                         -         unknown
challenge.example          ana@gmail.com                 fraud     unknown
challenge.example          ana@@                         specific  unknown
challenge.example          ceo@mailinator.com            -         doubtful
broken.example             ana@@                         -         unknown
broken.example             ceo@nullmx.example            -         doubtful
broken.example             ana@@                         specific  unknown
filtered.example           ana@gmail.com                 -         unknown
empty.example              ana@gmail.com                 -         unknown
scripts.example            ana@gmail.com                 -         unknown
scheme.example             ceo@@                         -         unknown
scheme.example             ana@gmail.com                 specific  unknown
scheme.example             ceo@@                         specific  unknown
scheme.example             ceo@mailinator.com            -         doubtful
old-tls.example            ana@@                         -         genuine
inside.example             ana@@                         -         unknown
inside.example             ceo@mailinator.com            -         doubtful
circle.example             ana@gmail.com                 -         unknown
garbage.example            ana@gmail.com                 -         unknown
dropped.example            ceo@mailinator.com            -         doubtful
failing.example            ana@@                         -         unknown
lame.example               ana@@                         specific  unknown
failing.example            ceo@mailinator.com            -         doubtful
-                          ana@stranger.example          -         unknown
-                          ana@gmail.com                 specific  unknown
-                          ceo@mailinator.com            -         doubtful
-                          ceo@nobody.example            fraud     doubtful
-                          -                             mass      unknown
-                          -                             fraud     unknown
"""
_STALLED = """
stalls.example             ana@@                         -         unknown
stalls.example             ceo@mailinator.com            -         doubtful
drips.example              ana@gmail.com                 -         unknown
"""
_SILENT = """
silent.example             ana@@                         -         unknown
"""
_KNOWN = ("aguas.example",)


def _rows(table):
    return [tuple(line.split()) for line in table.strip().splitlines()]


_ROWS = [*_rows(_SCENARIOS), *_rows(_STALLED), *_rows(_SILENT)]


def _lead(row):
    site, mail, inquiry, _ = row
    words = _INQUIRIES[inquiry]
    return Lead(
        company="Aguas del Sur S.L." if site == "aguas.example" else None,
        website=None if site == "-" else site,
        contact_points={} if mail == "-" else {"email": mail.replace("@@", f"@{site}", 1)},
        inquiry=Inquiry(text=words) if words else None,
    )


def _tables(policy):
    """The tables, each with its policy: whoever is silent for ever in it is not waited for as long."""
    network = policy.network
    hasty = attrs.evolve(network, timeout=0.5)
    resigned = attrs.evolve(network, dns_timeout=0.2, dns_lifetime=0.4)
    return [
        (policy, _rows(_SCENARIOS)),
        (attrs.evolve(policy, network=hasty), _rows(_STALLED)),
        (attrs.evolve(policy, network=resigned), _rows(_SILENT)),
    ]


def _blocking(policy, rows):
    with Verifier(policy) as verifier, ThreadPoolExecutor(8) as threads:
        return list(threads.map(lambda row: verifier.lead(_lead(row), known_domains=_KNOWN), rows))


def _awaited(policy, rows):
    async def main():
        async with AsyncVerifier(policy) as verifier:
            asked = (verifier.lead(_lead(row), known_domains=_KNOWN) for row in rows)
            return await asyncio.gather(*asked)

    return asyncio.run(main())


@pytest.fixture(scope="module")
def verdicts():
    """What the two clients say to each customer."""
    with LoopbackInternet(_WORLD) as internet:
        tables = _tables(internet.policy)
        blocking = [found for table in tables for found in _blocking(*table)]
        awaited = [found for table in tables for found in _awaited(*table)]
    return dict(zip(_ROWS, zip(blocking, awaited, strict=True), strict=True))


@pytest.mark.parametrize("row", _ROWS, ids="|".join)
def test_each_customer_gets_the_verdict_of_the_practice(verdicts, row):
    """On both clients, field by field the same; stored, it is judged the same without a network.

    Of what is given up, the machine decides how much came before that.
    """
    blocking, awaited = verdicts[row]

    assert (blocking.verdict, awaited.verdict) == (row[3], row[3])
    if row in _rows(_SCENARIOS):
        assert _timeless(blocking) == _timeless(awaited)
    stored = {"email": blocking.email, "site": blocking.site, "domains": blocking.domains}
    assert judge(_lead(row), **stored, policy=VerifyPolicy(), known_domains=_KNOWN) == blocking


@pytest.mark.parametrize("row", _ROWS, ids="|".join)
def test_each_score_is_the_sum_of_its_findings(verdicts, row):
    """Clipped to one; and whoever is not fake is asked for something, or nothing more is needed."""
    found, _ = verdicts[row]

    assert found.score == pytest.approx(max(-1, min(1, sum(one.weight for one in found.findings))))
    assert (found.ask_for is None) <= (found.verdict in {"fake", "genuine"})


def test_the_table_is_long_enough_and_nothing_is_in_it_twice():
    """At least sixty customers."""
    assert 60 <= len(set(_ROWS)) == len(_ROWS)


def test_the_contact_page_is_read_and_joins_mail_and_site(verdicts):
    """It is the page behind the front page that names address, number and country."""
    found, _ = verdicts[_ROWS[0]]

    assert found.site.contact_page.url == "https://aguas.example/contacto"
    assert found.site.certificate_names == ("aguas.example",)
    assert found.site.countries == ("ES",)
    assert {"compras@aguas.example", "+34912345678"} <= {one.value for one in found.site.contacts}
    assert "page.names_email" in {one.name for one in found.findings}


@pytest.mark.parametrize(
    ("site", "relation"),
    [
        ("group.example", "same_operator"),
        ("branch.example", "same_operator"),
        ("hall.example", "same_domain"),
    ],
)
def test_two_domains_of_one_operator_are_joined_by_what_the_world_shows(verdicts, site, relation):
    """An address on the page, or mail servers at the other domain."""
    found = [one for row, (one, _) in verdicts.items() if row[0] == site]

    assert {one.alignment.relation for one in found} == {relation}


def _timeless(report):
    """The report without the instants at which things were seen."""

    def strip(value):
        if isinstance(value, dict):
            return tuple((k, strip(v)) for k, v in sorted(value.items()) if k != "observed_at")
        return tuple(map(strip, value)) if isinstance(value, list) else value

    return strip(report.to_dict())
