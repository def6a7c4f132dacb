"""The mailbox check over canned answers: whom it asks, and how it reads what it hears."""

from __future__ import annotations

import json
import sys

from pathlib import Path

import attrs
import pytest

from followup._ask import (
    Fault,
    MailHost,
    MailHosts,
    NoRecords,
    RecipientProbe,
    Refused,
    SmtpAnswer,
    SmtpAnswers,
    Stage,
    Unreachable,
)
from followup.data import BUNDLED
from followup.errors import InvalidValue
from followup.testing import CannedNetwork
from followup.verify import CatchAll, Checks, EmailReport, Mailbox, VerifyPolicy
from followup.verify.flows import email_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import TIMEOUT, names


ASKING = VerifyPolicy(checks=Checks(mailbox=True), helo="seller.example")
PATIENT = attrs.evolve(ASKING, patience=300.0)
ANA = "ana@aguas.example"

OK = SmtpAnswer(250, "2.1.5 OK")
NOBODY = SmtpAnswer(550, "5.1.1 User unknown")
BUSY = SmtpAnswer(421, "try again later")
LISTED = SmtpAnswer(554, "5.7.1 blocked, see spamhaus")
ODD = SmtpAnswer(550, "no")
VAGUE = SmtpAnswer(550, "Address rejected")
GREY = SmtpAnswer(451, "4.7.1 Greylisted, come back in 60 seconds")
GREETED = SmtpAnswer(421, "too busy", Stage.GREETING)


class Probed(CannedNetwork):
    """Its mail servers say one thing of Ana and one of anybody else; each probe is kept."""

    def __init__(self, mx, replies, again=None):
        hosts = MailHosts(tuple(MailHost(host, place) for place, host in enumerate(mx)))
        super().__init__(names(mx=hosts if mx else NoRecords()))
        self.replies = replies
        self.again = again
        self.probes = []

    def answer(self, question, deadline=0.0):
        """From the table of servers, or what is said the second time."""
        if not isinstance(question, RecipientProbe):
            return super().answer(question, deadline)
        self.probes.append(question)
        pair = self.again if question.after else self.replies[question.server]
        both = {ANA: pair[0]}
        answers = [both.get(one, pair[1]) for one in question.recipients]
        # What keeps us from talking at all is one answer; it may come for each recipient, too.
        alike = not isinstance(answers[0], SmtpAnswer) and len(set(answers)) == 1
        return answers[0] if alike else SmtpAnswers(tuple(answers))


def probe(person, invented, mx="mx.aguas.example", policy=ASKING):
    """The report of an address whose one server says this of the two."""
    return Probed([mx], {mx: (person, invented)}).run(email_flow(ANA, policy))


@pytest.mark.parametrize(
    ("person", "invented", "mailbox", "deliverability", "catch_all"),
    [
        (OK, NOBODY, "exists", "deliverable", "no"),
        (OK, ODD, "exists", "deliverable", "no"),
        (OK, OK, "accepts_all", "risky", "yes"),
        (OK, BUSY, "temporary", "unknown", "unknown"),
        (OK, LISTED, "refused_us", "unknown", "unknown"),
        (OK, TIMEOUT, "temporary", "unknown", "unknown"),
        (OK, SmtpAnswer(252, "cannot say"), "temporary", "unknown", "unknown"),
        (NOBODY, NOBODY, "absent", "undeliverable", "no"),
        (NOBODY, BUSY, "absent", "undeliverable", "no"),
        (NOBODY, OK, "absent", "undeliverable", "yes"),
        (VAGUE, VAGUE, "absent", "undeliverable", "no"),
        (ODD, ODD, "refused_us", "unknown", "no"),
        (SmtpAnswer(552, "mailbox full"), NOBODY, "full", "risky", "no"),
        (SmtpAnswer(550, "account disabled"), NOBODY, "disabled", "undeliverable", "no"),
        (BUSY, BUSY, "temporary", "unknown", "unknown"),
        (LISTED, LISTED, "refused_us", "unknown", "unknown"),
        (attrs.evolve(NOBODY, stage=Stage.SENDER), NOBODY, "refused_us", "unknown", "no"),
        (attrs.evolve(GREY, stage=Stage.SENDER), GREY, "temporary", "unknown", "unknown"),
    ],
)  # fmt: skip
def test_what_the_server_said_of_the_person(person, invented, mailbox, deliverability, catch_all):
    """Taking mail counts only where an invented person is refused; a refusal of us never counts."""
    report = probe(person, invented)

    assert (report.mailbox, report.deliverability) == (mailbox, deliverability)
    assert report.catch_all == catch_all
    assert f"mailbox.{mailbox}" in [one.name for one in report.findings]
    assert EmailReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@pytest.mark.parametrize(
    ("person", "invented", "left_open"),
    [
        (OK, NOBODY, []),
        (OK, BUSY, ["mailbox", "catch_all"]),
        (LISTED, LISTED, ["mailbox", "catch_all"]),
        (ODD, ODD, ["mailbox"]),
    ],
)
def test_what_was_not_learned_is_listed(person, invented, left_open):
    """Each with its reason."""
    assert [one.what for one in probe(person, invented).not_checked] == left_open


def test_the_invented_person_looks_random_and_is_always_the_same():
    """So that answers can be recorded and replayed; without MX the domain itself is asked."""
    first = Probed(["mx.aguas.example"], {"mx.aguas.example": (OK, NOBODY)})
    again = Probed([], {"aguas.example": (OK, NOBODY)})
    first.run(email_flow(ANA, ASKING))
    again.run(email_flow(ANA, ASKING))

    assert [one.recipients for one in first.probes] == [one.recipients for one in again.probes]
    assert first.probes[0].recipients[0] == ANA
    assert {one.server for one in first.probes} == {"mx.aguas.example"}
    assert {one.server for one in again.probes} == {"aguas.example"}
    assert {one.helo for one in first.probes} == {"seller.example"}


@pytest.mark.parametrize("answer", [TIMEOUT, Refused("Port 25 is not asked.")])
def test_a_server_that_cannot_be_asked_leaves_the_mailbox_untried(answer):
    """With the reason."""
    report = probe(answer, answer)

    assert (report.mailbox, report.catch_all) == (Mailbox.NOT_TRIED, CatchAll.UNKNOWN)
    assert report.not_checked[-1].what == "mailbox"


_THREE = ["a.example", "b.example", "c.example", "d.example"]


@pytest.mark.parametrize(
    ("first", "asked", "mailbox"),
    [
        (TIMEOUT, 2, "exists"),
        (Unreachable(Fault.CONNECTION_REFUSED), 2, "exists"),
        (Refused("It is not public."), 2, "exists"),
        (GREETED, 2, "exists"),
        (SmtpAnswer(554, "5.7.1 go away", Stage.GREETING), 1, "refused_us"),
        (BUSY, 1, "temporary"),
        (Unreachable(Fault.DEADLINE), 1, "not_tried"),
    ],
)
def test_the_next_server_is_tried_where_one_does_not_talk_to_us(first, asked, mailbox):
    """Not around a refusal, and not beyond our time."""
    network = Probed(_THREE, {"a.example": (first, first), "b.example": (OK, NOBODY)})
    report = network.run(email_flow(ANA, ASKING))

    assert [one.server for one in network.probes] == _THREE[:asked]
    assert report.mailbox == mailbox


def test_after_three_servers_we_stop():
    """Every reason is told; a server that did speak is read."""
    silent = dict.fromkeys(_THREE, (TIMEOUT, TIMEOUT))
    quiet = Probed(_THREE, silent)
    spoken = Probed(_THREE, silent | {"b.example": (GREETED, GREETED)})
    untried, busy = (network.run(email_flow(ANA, ASKING)) for network in (quiet, spoken))

    assert [one.server for one in quiet.probes] == _THREE[:3]
    assert untried.not_checked[-1].reason == (
        "a.example did not answer: timeout. b.example did not answer: timeout."
        " c.example did not answer: timeout."
    )
    assert busy.mailbox is Mailbox.TEMPORARY


@pytest.mark.parametrize(
    ("policy", "reply", "wait"),
    [
        (PATIENT, GREY, 60.0),
        (PATIENT, SmtpAnswer(450, "greylisted"), 300.0),
        (PATIENT, SmtpAnswer(451, "Greylisting, please come back in 00:04:59"), 299.0),
        (PATIENT, SmtpAnswer(451, "Greylisted for 3 minutes"), 180.0),
        (PATIENT, SmtpAnswer(451, "Greylisted for 6 minutes"), None),
        (PATIENT, BUSY, None),
        (PATIENT, SmtpAnswer(451, "4.7.1 rate limit exceeded"), None),
        (ASKING, GREY, None),
    ],
)
def test_a_grey_list_is_waited_for_once_where_policy_has_the_patience(policy, reply, wait):
    """As long as the server says, or as long as we can; busy servers and rates are not waited for."""
    network = Probed(["mx.a.example"], {"mx.a.example": (reply, reply)}, again=(OK, NOBODY))
    report = network.run(email_flow(ANA, policy))

    assert [one.after for one in network.probes if one.after] == ([wait] if wait else [])
    assert report.mailbox == ("exists" if wait else "temporary")


def test_a_second_try_that_fails_leaves_the_first_answer():
    """There was no time for it, or the server did not answer any more."""
    late = Unreachable(Fault.DEADLINE)
    network = Probed(["mx.a.example"], {"mx.a.example": (GREY, NOBODY)}, again=(late, late))
    report = network.run(email_flow(ANA, PATIENT))

    assert (report.mailbox, report.catch_all) == (Mailbox.TEMPORARY, CatchAll.NO)


@pytest.mark.parametrize(
    ("mx", "person", "invented", "mailbox"),
    [
        ("mta5.am0.yahoodns.net", OK, BUSY, "accepts_all"),
        ("mta5.am0.yahoodns.net", OK, NOBODY, "exists"),
        ("eu-smtp-inbound-1.mimecast.com", VAGUE, VAGUE, "refused_us"),
        ("eu-smtp-inbound-1.mimecast.com", NOBODY, NOBODY, "absent"),
        ("aguas-example.mail.protection.outlook.com", VAGUE, VAGUE, "absent"),
        ("aguas-example.mail.protection.outlook.com", SmtpAnswer(550, "5.4.1 Recipient address rejected: Access denied."), NOBODY, "absent"),
        ("aguas-example.mail.protection.outlook.com", SmtpAnswer(550, "5.7.606 Access denied, banned sending IP [192.0.2.1]"), NOBODY, "refused_us"),
    ],
)  # fmt: skip
def test_whose_server_it_is_changes_how_unclear_answers_are_read(mx, person, invented, mailbox):
    """A gateway's vague refusal is one of us; what takes everybody tells nothing. Clear answers stay."""
    assert probe(person, invented, mx).mailbox == mailbox


def test_the_habits_of_an_operator_are_told_where_nothing_was_learned():
    """They come from the table, which your own can replace."""
    own = {"suffix": "aguas.example", "operator": "Aguas", "role": "mailboxes", "takes_all": "yes", "note": "Aguas takes all.", "source": "", "source_url": ""}  # fmt: skip
    facts = BUNDLED.with_table("mail_operators", [own])
    report = probe(OK, BUSY, policy=attrs.evolve(ASKING, facts=facts))

    assert report.mailbox is Mailbox.ACCEPTS_ALL
    assert report.findings[-1].reason.endswith("Aguas takes all.")


def test_a_name_beyond_ascii_is_not_probed():
    """SMTPUTF8 is not spoken."""
    report = CannedNetwork(names()).run(email_flow("büro@aguas.example", ASKING))
    assert "SMTPUTF8" in report.not_checked[-1].reason


def test_a_mailbox_check_needs_a_name_to_give():
    """It is refused with a sentence that says what to do."""
    with pytest.raises(InvalidValue, match="Pass the host name that your IP address resolves to"):
        VerifyPolicy(checks=Checks(mailbox=True))


@pytest.mark.parametrize("patience", [-1.0, float("nan")])
def test_patience_is_not_negative(patience):
    """Zero means none."""
    with pytest.raises(InvalidValue):
        VerifyPolicy(patience=patience)
