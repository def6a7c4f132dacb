"""mail_flow over canned answers: does a domain exist, does it take mail, is it looked after?"""

from __future__ import annotations

import sys

from pathlib import Path

import pytest

from followup._ask import (
    Addresses,
    Fault,
    NoSuchDomain,
    NullMx,
    Texts,
    Unreachable,
)
from followup.testing import CannedNetwork
from followup.verify import OFFLINE, Existence, MailSetup, VerifyPolicy
from followup.verify.domains.mail import mail_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import NOTHING, PUBLIC, TIMEOUT, gone, names, silent


USUAL = VerifyPolicy()


def domain(answers, name="aguas.example", policy=USUAL):
    """What DNS says of the mail of a domain."""
    return CannedNetwork(answers).run(mail_flow(name, policy))


def found(report):
    """The names of the findings."""
    return [one.name for one in report.findings]


def test_a_well_kept_domain_says_all():
    """MX, SPF, DMARC and name servers come from one round of questions."""
    report = domain(names(), " Aguas.EXAMPLE. ")
    assert (report.existence, report.mail, report.mx) == (
        Existence.EXISTS,
        MailSetup.MX,
        ("mx.aguas.example",),
    )
    assert (report.spf, report.dmarc) == ("v=spf1 mx -all", "v=DMARC1; p=none")
    assert report.name_servers == ("ns.aguas.example",)
    assert found(report) == ["mail.takes_mail", "mail.spf", "mail.dmarc"]
    assert report.not_checked == ()


@pytest.mark.parametrize(
    ("mx", "addresses", "setup"),
    [
        (NullMx(), PUBLIC, MailSetup.NULL_MX),
        (NOTHING, PUBLIC, MailSetup.IMPLICIT_MX),
        (NOTHING, Addresses(("10.0.0.1", "::1")), MailSetup.NONE),
        (NOTHING, NOTHING, MailSetup.NONE),
        (NOTHING, NoSuchDomain(), MailSetup.NO_SUCH_DOMAIN),
        (NOTHING, TIMEOUT, MailSetup.UNKNOWN),
        (NoSuchDomain(), NoSuchDomain(), MailSetup.NO_SUCH_DOMAIN),
        (TIMEOUT, NoSuchDomain(), MailSetup.NO_SUCH_DOMAIN),
        (TIMEOUT, PUBLIC, MailSetup.UNKNOWN),
        (Unreachable(Fault.SERVER_FAILURE, "SERVFAIL."), TIMEOUT, MailSetup.UNKNOWN),
    ],
)
def test_how_a_domain_takes_mail(mx, addresses, setup):
    """No such domain, no mail and no answer stay three things."""
    assert domain(names(mx=mx, addresses=addresses, spf=NOTHING, dmarc=NOTHING)).mail is setup


def test_a_domain_that_does_not_exist():
    """NXDOMAIN to any question is enough."""
    report = domain(gone("aguas.example"))
    assert (report.existence, report.mail) == (Existence.ABSENT, MailSetup.NO_SUCH_DOMAIN)


def test_silence_is_unknown_with_reasons():
    """Each question without an answer is listed."""
    report = domain(silent("aguas.example"))
    assert (report.existence, report.mail) == (Existence.UNKNOWN, MailSetup.UNKNOWN)
    assert [one.what for one in report.not_checked] == ["mx", "spf", "dmarc", "name_servers"]
    assert report.not_checked[0].reason == "DNS did not answer: timeout."


def test_the_detail_of_a_failure_is_told():
    """In brackets, with one full stop."""
    report = domain(names(mx=Unreachable(Fault.SERVER_FAILURE, "SERVFAIL.")))
    assert report.not_checked[0].reason == "DNS did not answer: server failure (SERVFAIL)."


def test_a_domain_that_sends_nothing_says_so():
    """v=spf1 -all alone is a mark against; a text that only begins alike is no record."""
    assert "mail.spf_sends_nothing" in found(domain(names(spf=Texts(("V=SPF1  -ALL",)))))
    assert domain(names(spf=Texts(("v=spf10 x",)))).spf is None


@pytest.mark.parametrize("name", ["", "aguas", "a b.example", "a@b.example", "x" * 64 + ".example", "a..example", "ä" * 300 + ".example"])  # fmt: skip
def test_what_is_no_domain_is_not_asked_for(name):
    """Nobody is bothered with it."""
    report = domain({}, name)
    assert report.not_checked[0].reason.endswith("is not the name of a domain.")


def test_with_the_check_off_nothing_is_asked():
    """It is listed."""
    report = domain({}, policy=VerifyPolicy(checks=OFFLINE))

    assert [one.what for one in report.not_checked] == ["mail"]
