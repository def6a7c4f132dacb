"""The dialogue with mail servers, over real sockets."""

from __future__ import annotations

import attrs
import pytest

from followup._ask import Fault, RecipientProbe, Refused, SmtpReplies, Unreachable
from followup.testing import Domain, LoopbackInternet, Mail, World


_FAULTS = (
    "closed busy no_service stall garbage drop_after_greeting refuses_helo refuses_sender"
    " drop_at_recipient stall_at_recipient busy_at_recipient"
).split()
_WORLD = World(
    {
        "aguas.example": Domain(mail=Mail(mailboxes=["compras"], multiline=True)),
        **{
            f"{fault.replace('_', '-')}.example": Domain(mail=Mail(mailboxes=["a"], fault=fault))
            for fault in _FAULTS
        },
    }
)


@pytest.fixture(scope="module")
def internet():
    """Every kind of mail server."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


def _probe(domain: str, *people: str, **more: str) -> RecipientProbe:
    recipients = tuple(f"{person}@{domain}" for person in people)
    return RecipientProbe(
        server=f"mx.{domain}", recipients=recipients, helo="probe.example", **more
    )


def test_each_recipient_gets_a_reply_and_nothing_is_sent(connect, internet):
    """Two people on one connection: greeting, sender, recipients, leave."""
    [answer] = connect(internet.policy).ask(
        _probe("aguas.example", "compras", "nobody", sender="me@probe.example")
    )

    said = [command.verb for command in internet.log.commands]
    assert [reply.code for reply in answer.recipients] == [250, 550]
    assert answer.recipients[0].text == "2.1.5 Ok\nThis is the second line"
    assert answer.ended_by is None
    assert [verb for verb in said if verb != "QUIT"][-4:] == ["EHLO", "MAIL", "RCPT", "RCPT"]
    assert not internet.log.data_attempted


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("busy.example", 421),
        ("no-service.example", 554),
        ("refuses-helo.example", 550),
        ("refuses-sender.example", 550),
        ("busy-at-recipient.example", 421),
    ],
)
def test_a_reply_that_ends_the_dialogue_is_kept(connect, internet, domain, code):
    """It says nothing about the recipients."""
    [answer] = connect(internet.policy).ask(_probe(domain, "a"))

    assert answer.recipients == ()
    assert code == answer.ended_by.code


@pytest.mark.parametrize(
    ("domain", "fault"),
    [
        ("closed.example", Fault.CONNECTION_REFUSED),
        ("stall.example", Fault.TIMEOUT),
        ("stall-at-recipient.example", Fault.TIMEOUT),
        ("garbage.example", Fault.PROTOCOL),
        ("drop-after-greeting.example", Fault.CONNECTION_LOST),
        ("drop-at-recipient.example", Fault.CONNECTION_LOST),
        ("nowhere.invalid", Fault.NO_ADDRESS),
    ],
)
def test_a_server_that_does_not_go_through_with_it_is_unreachable(connect, internet, domain, fault):
    """Each way has its name, and none takes longer than the policy allows."""
    patience = 0.4 if fault is Fault.TIMEOUT else 20.0
    network = attrs.evolve(internet.policy.network, timeout=patience)

    [answer] = connect(attrs.evolve(internet.policy, network=network)).ask(_probe(domain, "a"))

    assert (Unreachable, fault) == (type(answer), answer.fault)


@pytest.mark.parametrize(
    "probe",
    [
        _probe("aguas.example", "a>\r\nDATA\r\n<b"),
        _probe("aguas.example", "jos\xe9"),
        _probe("aguas.example", "x" * 600),
        _probe("aguas.example", "a", sender="<"),
        _probe("localhost", "a"),
    ],
    ids="smuggled unicode long brackets local".split(),
)
def test_what_must_not_be_said_or_reached_is_refused(connect, internet, probe):
    """A recipient cannot smuggle a command, a mail server cannot be our own machine."""
    before = len(internet.log.commands)

    [answer] = connect(internet.policy).ask(probe)

    assert isinstance(answer, Refused)
    assert before == len(internet.log.commands)


def test_a_question_about_nobody_still_hears_the_server(connect, internet):
    """Without recipients the dialogue ends after the sender."""
    [answer] = connect(internet.policy).ask(_probe("aguas.example"))

    assert SmtpReplies() == answer
