"""domain_flow and email_flow over canned answers."""

from __future__ import annotations

import json
import sys

from pathlib import Path

import pytest

from followup._ask import (
    Addresses,
    Fault,
    NoRecords,
    NoSuchDomain,
    NullMx,
    RecipientProbe,
    Refused,
    SmtpReplies,
    SmtpReply,
    Texts,
    Unreachable,
)
from followup.testing import CannedNetwork
from followup.verify import (
    OFFLINE,
    Checks,
    Deliverability,
    DomainReport,
    EmailReport,
    Existence,
    Mailbox,
    MailSetup,
    VerifyPolicy,
)
from followup.verify.flows import domain_flow, email_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import NOTHING, PUBLIC, TIMEOUT, gone, names, silent


USUAL = VerifyPolicy()
ASKING = VerifyPolicy(checks=Checks(mailbox=True), helo="seller.example")


def domain(answers, name="aguas.example"):
    """The report on a domain."""
    return CannedNetwork(answers).run(domain_flow(name, USUAL))


def email(answers, address="compras@aguas.example", policy=USUAL):
    """The report on an address."""
    return CannedNetwork(answers).run(email_flow(address, policy))


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
    assert DomainReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


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


def test_with_checks_off_nothing_is_asked():
    """And what was not checked is listed."""
    policy = VerifyPolicy(checks=OFFLINE)
    network = CannedNetwork({})
    assert network.run(domain_flow("aguas.example", policy)).not_checked[0].what == "mail"
    report = network.run(email_flow("a@aguas.example", policy))
    assert [one.what for one in report.not_checked] == ["mail", "mailbox"]
    assert report.deliverability is Deliverability.UNKNOWN
    assert network.asked == ()


def test_without_the_mailbox_check_a_sound_address_stays_unknown():
    """A domain that takes mail says nothing of the person."""
    report = email(names())
    assert (report.deliverability, report.mailbox) == (Deliverability.UNKNOWN, Mailbox.NOT_TRIED)
    assert "mail.takes_mail" in found(report)
    assert "address.role" in found(report)
    assert EmailReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@pytest.mark.parametrize("mx", [NullMx(), NoSuchDomain()])
def test_a_domain_without_mail_makes_an_address_undeliverable(mx):
    """With certainty, before any mail server is asked."""
    report = email(names(mx=mx), policy=ASKING)
    assert report.deliverability is Deliverability.UNDELIVERABLE
    assert report.not_checked[-1].reason == "There is no mail server to ask."


def test_an_invalid_address_bothers_nobody():
    """It is undeliverable by itself."""
    report = email({}, "a@@b")
    assert report.deliverability is Deliverability.UNDELIVERABLE
    assert found(report) == ["address.invalid"]


def test_a_provider_says_little_of_its_users():
    """How well it runs its domain is no merit of theirs."""
    report = email(names("gmail.com"), "maria.lopez@gmail.com")
    assert found(report) == ["address.free_provider", "mail.provider_takes_mail"]


def test_a_throw_away_address_is_risky():
    """It takes mail today."""
    report = email(names("mailinator.com"), "x@mailinator.com")
    assert report.deliverability is Deliverability.RISKY
    assert "address.disposable" in found(report)


def test_a_suggestion_falls_silent_where_the_typed_domain_takes_mail():
    """It exists in its own right, unless a list knows it as a trap."""
    assert email(names("gmaul.com"), "x@gmaul.com").suggestion is None
    assert email(gone("gmaul.com"), "x@gmaul.com").suggestion == "x@gmail.com"
    trap = email(names("gmial.com"), "x@gmial.com")
    assert trap.suggestion == "x@gmail.com"
    assert "address.typo" in found(trap)
    assert "address.disposable" not in found(trap)


def probe(answer, mx=True):
    """The report of an address whose server gives this answer."""
    known = names() if mx else names(mx=NoRecords())
    questions = CannedNetwork(known)
    flow = email_flow("ana@aguas.example", ASKING)
    asked = next(flow)
    seen = None
    while True:
        if isinstance(asked, RecipientProbe):
            seen = asked
        try:
            reply = answer if isinstance(asked, RecipientProbe) else questions._answer_all(asked)
            asked = flow.send(reply)
        except StopIteration as end:
            return seen, end.value


OK = SmtpReply(250, "2.1.5 OK")
NOBODY = SmtpReply(550, "5.1.1 User unknown")
BUSY = SmtpReply(421, "try again later")
LISTED = SmtpReply(554, "5.7.1 blocked, see spamhaus")
ODD = SmtpReply(550, "no")


@pytest.mark.parametrize(
    ("recipients", "ended_by", "mailbox", "deliverability"),
    [
        ((OK, NOBODY), None, "exists", "deliverable"),
        ((OK, ODD), None, "exists", "deliverable"),
        ((OK, OK), None, "accepts_all", "risky"),
        ((OK,), BUSY, "temporary", "unknown"),
        ((OK, LISTED), None, "refused_us", "unknown"),
        ((OK,), None, "temporary", "unknown"),
        ((NOBODY, NOBODY), None, "absent", "undeliverable"),
        ((ODD, ODD), None, "refused_us", "unknown"),
        ((SmtpReply(552, "mailbox full"), NOBODY), None, "full", "risky"),
        ((SmtpReply(550, "account disabled"), NOBODY), None, "disabled", "undeliverable"),
        ((BUSY, BUSY), None, "temporary", "unknown"),
        ((), NOBODY, "refused_us", "unknown"),
        ((), BUSY, "temporary", "unknown"),
        ((), None, "temporary", "unknown"),
    ],
)
def test_what_the_server_said_of_the_person(recipients, ended_by, mailbox, deliverability):
    """Taking mail counts only where an invented person is refused."""
    _, report = probe(SmtpReplies(recipients=recipients, ended_by=ended_by))
    assert (report.mailbox, report.deliverability) == (mailbox, deliverability)
    assert f"mailbox.{mailbox}" in found(report)


def test_the_invented_person_looks_random_and_is_always_the_same():
    """So that answers can be recorded and replayed; without MX the domain itself is asked."""
    first, _ = probe(SmtpReplies())
    again, _ = probe(SmtpReplies(), mx=False)
    assert first.recipients == again.recipients
    assert first.recipients[0] == "ana@aguas.example"
    assert (first.server, again.server, first.helo) == (
        "mx.aguas.example",
        "aguas.example",
        "seller.example",
    )


@pytest.mark.parametrize("answer", [TIMEOUT, Refused("Port 25 is not asked.")])
def test_a_server_that_cannot_be_asked_leaves_the_mailbox_untried(answer):
    """With the reason."""
    _, report = probe(answer)
    assert report.mailbox is Mailbox.NOT_TRIED
    assert report.not_checked[-1].what == "mailbox"


def test_a_name_beyond_ascii_is_not_probed():
    """SMTPUTF8 is not spoken."""
    report = email(names(), "büro@aguas.example", ASKING)
    assert "SMTPUTF8" in report.not_checked[-1].reason
