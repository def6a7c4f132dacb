"""All that may be learned of a domain, over real servers, and what is left of it where they fail."""

from __future__ import annotations

import attrs
import pytest

from followup.testing import Dns, Domain, LoopbackInternet, Reply, Site, World
from followup.verify import Dnssec, Existence, MailSetup, StsMode
from followup.verify.flows import domain_flow


_ZONE = """
@          TXT "v=spf1 mx -all"
_dmarc     TXT "v=DMARC1; p=reject"
_mta-sts   TXT "v=STSv1; id=1"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@aguas.example"
"""
_POLICY = "version: STSv1\nmode: enforce\nmx: mx.aguas.example\nmax_age: 86400\n"
_WELL = "/.well-known/mta-sts.txt"
_STS = '_mta-sts TXT "v=STSv1; id=1"'
_FAULTS = {
    "timeout": "did not answer: timeout",
    "servfail": "did not answer: server failure (SERVFAIL)",
    "refused": "did not answer: server failure (REFUSED)",
    "lame": "did not answer: server failure",
    "garbage": "did not answer: ",
}
_WORLD = World(
    {
        "aguas.example": Domain(dns=Dns(zone=_ZONE, signed=True), registry="2004-05-07"),
        "mta-sts.aguas.example": Domain(site=Site(pages={_WELL: _POLICY})),
        "moved.example": Domain(dns=Dns(zone=_STS)),
        "mta-sts.moved.example": Domain(
            site=Site(pages={_WELL: Reply(redirect="/there"), "/there": _POLICY})
        ),
        "wrong.example": Domain(dns=Dns(zone=_STS)),
        "mta-sts.wrong.example": Domain(site=Site(pages={_WELL: _POLICY}, tls="wrong_host")),
        "parked.example": Domain(dns=Dns(zone="@ NS ns1.parkingcrew.net.")),
        "deaf.example": Domain(mail=None, dns=Dns(zone='@ TXT "v=spf1 -all"')),
        **{f"{fault}.example": Domain(dns=Dns(fault=fault)) for fault in _FAULTS},
    }
)


@pytest.fixture(scope="module")
def internet():
    """Domains in every state."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def report(connect, internet):
    """The report on a domain."""
    return _reporting(connect, internet.policy)


def _reporting(connect, policy):
    network = connect(policy)
    return lambda name: network.run(domain_flow(name, policy))


def test_a_domain_that_keeps_all_of_it(report):
    """From DNS, from the host of its policy, from its registry."""
    found = report("aguas.example")

    assert (found.existence, found.mail, found.dnssec) == (
        Existence.EXISTS,
        MailSetup.MX,
        Dnssec.VALIDATED,
    )
    assert (found.mta_sts.mode, found.mta_sts.mx) == (StsMode.ENFORCE, ("mx.aguas.example",))
    assert found.tls_rpt.startswith("v=TLSRPTv1")
    assert (found.spf, found.dmarc) == ("v=spf1 mx -all", "v=DMARC1; p=reject")
    assert str(found.registration.created) == "2004-05-07"
    assert found.not_checked == ()


@pytest.mark.parametrize(
    ("name", "says"),
    [("moved.example", "answered 302."), ("wrong.example", "tls wrong host")],
)
def test_a_mail_policy_counts_only_at_its_own_place(report, name, says):
    """No redirects, and the right certificate (RFC 8461 section 3.3)."""
    found = report(name)

    assert found.mta_sts.mode is StsMode.UNKNOWN
    assert any(says in one.reason for one in found.not_checked if one.what == "mta_sts")


def test_a_parked_domain_and_one_without_mail(report):
    """Told by their names alone."""
    assert report("parked.example").parking == "ParkingCrew"
    assert report("deaf.example").mail is MailSetup.NONE
    assert report("deaf.example").dnssec is Dnssec.UNSIGNED


@pytest.mark.parametrize(("fault", "says"), _FAULTS.items())
def test_every_failure_of_dns_leaves_all_unknown_with_its_reason(connect, internet, fault, says):
    """Nothing is taken for a no."""
    silent = {"dns_timeout": 0.2, "dns_lifetime": 0.4} if fault in {"timeout", "garbage"} else {}
    network = attrs.evolve(internet.policy.network, **silent)
    report = _reporting(connect, attrs.evolve(internet.policy, network=network))

    found = report(f"{fault}.example")
    reasons = {one.what: one.reason for one in found.not_checked}

    assert (found.existence, found.mail, found.dnssec) == (
        Existence.UNKNOWN,
        MailSetup.UNKNOWN,
        Dnssec.UNKNOWN,
    )
    assert set(reasons) == {
        "mx", "spf", "dmarc", "name_servers", "mta_sts", "tls_rpt", "dnssec", "registration",
    }  # fmt: skip
    assert all(says in reason for what, reason in reasons.items() if what != "registration")
    assert all(one.weight == 0 for one in found.findings)


def test_a_domain_that_does_not_exist(report):
    """Is absent, and its keys are nobody's."""
    found = report("nobody.example")

    assert (found.existence, found.mail) == (Existence.ABSENT, MailSetup.NO_SUCH_DOMAIN)
