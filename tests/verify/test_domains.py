"""domain_flow over canned answers: mail, transport, signatures, parking; the registry has a file of its own."""

from __future__ import annotations

import json
import sys

from pathlib import Path

import pytest

from hypothesis import given, strategies as st

from followup._ask import (
    Addresses,
    DsLookup,
    Fault,
    NameServers,
    NoSuchDomain,
    Page,
    PageFetch,
    Refused,
    SignedDelegation,
    Texts,
    TxtLookup,
    Unreachable,
)
from followup.testing import CannedNetwork
from followup.verify import (
    OFFLINE,
    Checks,
    Dnssec,
    DomainReport,
    Existence,
    MailSetup,
    MtaSts,
    StsMode,
    VerifyPolicy,
)
from followup.verify.domains.transport import read_sts
from followup.verify.flows import domain_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import NOTHING, TIMEOUT, names, silent


UNREGISTERED = VerifyPolicy(checks=Checks(registration=False))
STS = "https://mta-sts.aguas.example/.well-known/mta-sts.txt"
POLICY = b"version: STSv1\r\nmode: enforce\r\nmx: mx.aguas.example\r\nmx: *.Aguas.example.\r\nmax_age: 604800\r\n"


def all_names(domain="aguas.example", **other):
    """All that DNS says of a well-kept domain; ``sts=``, ``tls_rpt=``, ``ds=`` and those of ``names``."""
    own = {"sts": NOTHING, "tls_rpt": NOTHING, "ds": NOTHING}
    mine = own | {key: other.pop(key) for key in own if key in other}
    return names(domain, **other) | {
        TxtLookup(f"_mta-sts.{domain}"): mine["sts"],
        TxtLookup(f"_smtp._tls.{domain}"): mine["tls_rpt"],
        DsLookup("aguas.example"): mine["ds"],
    }


def domain(answers, name="aguas.example", policy=UNREGISTERED):
    """The report on a domain."""
    return CannedNetwork(answers).run(domain_flow(name, policy))


def found(report):
    """The names of the findings."""
    return [one.name for one in report.findings]


def missed(report):
    """What was not checked, without the registration."""
    return {one.what: one.reason for one in report.not_checked if one.what != "registration"}


def test_a_domain_that_keeps_all_of_it():
    """Every field is filled, nothing is left unchecked, and it survives JSON."""
    answers = all_names(
        sts=Texts(("v=STSv1; id=20260101;",)),
        tls_rpt=Texts(("v=TLSRPTv1; rua=mailto:a@aguas.example",)),
        ds=SignedDelegation(vouched=True),
    ) | {PageFetch(STS): Page(url=STS, status=200, body=POLICY)}
    report = domain(answers)

    assert report.mta_sts == MtaSts(
        record="v=STSv1; id=20260101;",
        mode=StsMode.ENFORCE,
        mx=("mx.aguas.example", "*.aguas.example"),
        max_age=604_800,
    )
    assert report.tls_rpt == "v=TLSRPTv1; rua=mailto:a@aguas.example"
    assert report.dnssec is Dnssec.VALIDATED
    assert found(report) == ["mail.takes_mail", "mail.spf", "mail.dmarc", "mail.mta_sts"]
    assert missed(report) == {}
    assert DomainReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_a_domain_that_keeps_none_of_it():
    """None where nothing is published; unsigned where the parent names no key."""
    report = domain(all_names())

    assert (report.mta_sts, report.tls_rpt, report.dnssec) == (None, None, Dnssec.UNSIGNED)
    assert missed(report) == {}


def test_a_subdomain_is_asked_for_its_mail_and_its_parent_for_the_rest():
    """Keys and registration belong to what was registered."""
    report = domain(all_names("shop.aguas.example") | all_names(), "shop.aguas.example")

    assert (report.domain, report.dnssec) == ("shop.aguas.example", Dnssec.UNSIGNED)


@pytest.mark.parametrize(
    ("answer", "dnssec", "reason"),
    [
        (SignedDelegation(), Dnssec.UNKNOWN, "does not say whether it has checked it."),
        (NoSuchDomain(), Dnssec.UNKNOWN, None),
        (TIMEOUT, Dnssec.UNKNOWN, "DNS did not answer: timeout."),
    ],
)
def test_signatures_that_nobody_vouches_for_are_unknown(answer, dnssec, reason):
    """With the reason, where there is one beside the domain's own absence."""
    report = domain(all_names(ds=answer))

    assert report.dnssec is dnssec
    assert missed(report).get("dnssec", "").endswith(reason or "")
    assert ("dnssec" in missed(report)) is (reason is not None)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Page(url=STS, status=404, body=POLICY), "The host of the MTA-STS policy answered 404."),
        (Page(url=STS, status=301, body=POLICY), "The host of the MTA-STS policy answered 301."),
        (Page(url=STS, status=200, body=b"<html>"), "What stands there is no MTA-STS policy."),
        (
            Unreachable(Fault.TLS_WRONG_HOST),
            "The host of the MTA-STS policy did not answer: tls wrong host.",
        ),
        (Refused("It is not public."), "It is not public."),
    ],
)
def test_a_mail_policy_that_cannot_be_read_is_unknown(answer, reason):
    """The record is reported, and why its policy counts for nothing."""
    answers = all_names(sts=Texts(("v=STSv1; id=1",))) | {PageFetch(STS): answer}
    report = domain(answers)

    assert report.mta_sts == MtaSts(record="v=STSv1; id=1")
    assert missed(report) == {"mta_sts": reason}


@pytest.mark.parametrize(
    ("body", "mode", "max_age"),
    [
        (b"version:STSv1\nmode:testing\nmax_age:x", StsMode.TESTING, None),
        (b"mode: none\nversion: STSv1\nmax_age: 86400", StsMode.NONE, 86_400),
        (b"version: STSv1\nmode: unknown", StsMode.UNKNOWN, None),
        (b"version: STSv1\nmode: all", StsMode.UNKNOWN, None),
        (b"version: STSv2\nmode: enforce", StsMode.UNKNOWN, None),
        (b"\xff\xfe" * 99, StsMode.UNKNOWN, None),
    ],
)
def test_what_a_mail_policy_says(body, mode, max_age):
    """RFC 8461 section 3.2; what is none leaves the mode unknown."""
    policy = read_sts("v=STSv1; id=1", body)

    assert (policy.mode, policy.max_age) == (mode, max_age)


@given(st.binary(max_size=400))
def test_whatever_stands_there_is_read_or_unknown(body):
    """Nothing raises, and only a version makes a policy."""
    policy = read_sts("v=STSv1; id=1", body)

    assert policy.mode is StsMode.UNKNOWN or b"STSv1" in body


def test_name_servers_that_only_park():
    """A mark against, no verdict; and a name that only ends alike is another."""
    parked = domain(all_names(ns=NameServers(("ns1.sedoparking.com", "ns2.sedoparking.com"))))
    other = domain(all_names(ns=NameServers(("ns.notsedoparking.com",))))

    assert parked.parking == "Sedo"
    assert "domain.parking" in found(parked)
    assert (other.parking, "domain.parking" in found(other)) == (None, False)


def test_an_address_that_takes_no_part_in_mail():
    """Without MX, `v=spf1 -all` says that the address is no mail server; without that it may be one."""
    setups = [
        domain(all_names(mx=NOTHING, spf=Texts((spf,)))).mail
        for spf in ("v=spf1 -all", "v=spf1 a -all", "v=spf1 ~all")
    ]
    private = domain(all_names(mx=NOTHING, spf=NOTHING, addresses=Addresses(("10.0.0.1",))))

    assert setups == [MailSetup.NONE, MailSetup.IMPLICIT_MX, MailSetup.IMPLICIT_MX]
    assert private.mail is MailSetup.NONE


def test_silence_is_unknown_with_its_reason_for_every_question():
    """Nothing is read out of it."""
    answers = all_names(sts=TIMEOUT, tls_rpt=TIMEOUT, ds=TIMEOUT) | silent("aguas.example")
    report = domain(answers)

    assert (report.existence, report.mail) == (Existence.UNKNOWN, MailSetup.UNKNOWN)
    assert list(missed(report)) == [
        "mx", "spf", "dmarc", "name_servers", "mta_sts", "tls_rpt", "dnssec",
    ]  # fmt: skip


def test_with_checks_off_nothing_is_asked():
    """And what was not checked is listed."""
    report = domain({}, policy=VerifyPolicy(checks=OFFLINE))

    assert [one.what for one in report.not_checked] == ["mail", "registration"]


@pytest.mark.parametrize("name", ["", "aguas", "a@b.example", "x" * 64 + ".example"])
def test_what_is_no_domain_is_not_asked_for(name):
    """Nobody is bothered with it."""
    report = domain({}, name)

    assert [one.what for one in report.not_checked] == ["mail", "registration"]
    assert report.not_checked[1].reason.endswith("is not the name of a domain.")
