"""The dialogue with mail servers, over real sockets."""

from __future__ import annotations

import asyncio
import time

import attrs
import pytest

from followup._ask import Fault, RecipientProbe, Refused, SmtpAnswer, Stage, Unreachable
from followup._net.aio import AsyncNetwork
from followup.testing import Domain, LoopbackInternet, Mail, World


_MOMENTS = ("greeting", "hello", "sender", "recipient")
_LOST = ("stall", "drop", "reset", "garbage", "endless")
_ENCRYPTED = ("ok", "expired", "wrong_host", "self_signed")


def _world():
    """Every kind of mail server; a grey list and a log are as good as new in each."""
    failing = {
        f"{fault}-{moment}.example": Mail(fault=fault, fault_at=moment, mailboxes=["ana"])
        for fault in (*_LOST, "busy")
        for moment in _MOMENTS
    }
    named = {
        f"{fault.replace('_', '-')}.example": Mail(fault=fault, mailboxes=["ana"])
        for fault in ("closed", "no_service", "refuses_helo", "refuses_sender")
    }
    secure = {
        f"tls-{tls.replace('_', '-')}.example": Mail(tls=tls, mailboxes=["ana"])
        for tls in (*_ENCRYPTED, "failed", "stalled")
    }
    mails = {
        "aguas.example": Mail(mailboxes=["compras"], multiline=True),
        "slow.example": Mail(mailboxes=["ana"], delay=0.2),
        "one-by-one.example": Mail(mailboxes=["ana"], pipelining=False),
        "few.example": Mail(mailboxes=["ana"], most=1),
        "grey.example": Mail(mailboxes={"ana": "greylisted"}),
        "busy-at-starttls.example": Mail(tls="ok", fault="busy", fault_at="starttls"),
        "stall-quit.example": Mail(mailboxes=["ana"], fault="stall", fault_at="quit"),
        **failing,
        **named,
        **secure,
    }
    return World({name: Domain(mail=mail) for name, mail in mails.items()})


@pytest.fixture(scope="module")
def internet():
    """Every kind of mail server."""
    with LoopbackInternet(_world()) as internet:
        yield internet


@pytest.fixture
def fresh():
    """The same, and nobody was there before."""
    with LoopbackInternet(_world()) as internet:
        yield internet


@pytest.fixture
def tuned(internet):
    """Waits so long for a server."""
    network = internet.policy.network
    return lambda timeout: attrs.evolve(
        internet.policy, network=attrs.evolve(network, timeout=timeout)
    )


def _probe(domain: str, *people: str, **more: str) -> RecipientProbe:
    recipients = tuple(f"{person}@{domain}" for person in people or ("ana",))
    return RecipientProbe(
        server=f"mx.{domain}", recipients=recipients, helo="probe.example", **more
    )


def _heard(answers) -> list:
    """What was said of each recipient of each probe, in their order."""
    return [one for answer in answers for one in getattr(answer, "answers", (answer,))]


def _sessions(internet) -> int:
    return sum(connection.port == 25 for connection in internet.log.connections)


def _said(internet) -> list[str]:
    """The verbs, without the leave-taking, whose hour is not certain."""
    return [command.verb for command in internet.log.commands if command.verb != "QUIT"]


def test_a_recipient_gets_a_reply_and_nothing_is_sent(connect, fresh):
    """Greeting, sender, recipient, leave; a reply may have several lines."""
    [answer] = _heard(
        connect(fresh.policy).ask(_probe("aguas.example", "compras", sender="me@probe.example"))
    )

    assert answer == SmtpAnswer(250, "2.1.5 Ok\nThis is the second line")
    assert _said(fresh) == ["EHLO", "MAIL", "RCPT"]
    assert not fresh.log.data_attempted


def test_those_of_one_question_share_a_connection(connect, fresh):
    """Each is asked about once, and each has an answer."""
    people = ["compras", "nobody", "nobody", "somebody"]

    answers = _heard(connect(fresh.policy).ask(_probe("aguas.example", *people)))

    assert [answer.code for answer in answers] == [250, 550, 550, 550]
    assert _sessions(fresh) == 1
    assert [one.partition("@")[0] for one in fresh.log.recipients] == [*people[:2], "somebody"]


def test_who_asks_at_the_same_time_shares_a_connection(connect, fresh, until_all_ask):
    """Seven people and one connection to a slow server; each hears of their own."""
    people = ["compras", *(f"nobody{number}" for number in range(6))]
    until_all_ask(len(people))

    answers = connect(fresh.policy).at_once(*(_probe("aguas.example", one) for one in people))

    assert [answer.code for answer in _heard(answers)] == [250, *[550] * 6]
    assert _sessions(fresh) == 1
    assert set(fresh.log.recipients) == {f"{one}@aguas.example" for one in people}
    assert _said(fresh).count("MAIL") == 1


def test_who_waits_goes_on_where_the_one_who_leads_is_cancelled(fresh):
    """A cancelled task takes its connection with it; the next one opens another."""

    async def both():
        network = AsyncNetwork(fresh.policy)
        until = time.monotonic() + 60.0
        first, second = (
            asyncio.create_task(network.answer(_probe("slow.example", one), until))
            for one in ("ana", "bea")
        )
        while not fresh.log.commands:  # noqa: ASYNC110 - the server's thread writes it
            await asyncio.sleep(0.01)
        first.cancel()
        return await second

    answer = asyncio.run(both())

    assert [one.code for one in answer.answers] == [550]
    assert _sessions(fresh) == 2


def test_a_connection_asks_about_ten_at_the_most(connect, fresh):
    """More people need more connections, one after the other."""
    people = (f"nobody{number}" for number in range(25))

    answers = connect(fresh.policy).ask(_probe("aguas.example", *people))

    assert [answer.code for answer in _heard(answers)] == [550] * 25
    assert _sessions(fresh) == 3


def test_a_server_that_does_not_offer_pipelining_is_asked_one_by_one(connect, fresh):
    """And still on one connection."""
    answers = connect(fresh.policy).ask(_probe("one-by-one.example", "ana", "bea"))

    assert [answer.code for answer in _heard(answers)] == [250, 550]
    assert _sessions(fresh) == 1


def test_what_was_asked_before_is_not_asked_again(connect, fresh):
    """Answers are remembered by the recipient, whatever they were asked together with."""
    network = connect(fresh.policy)

    _, again = network.ask(
        _probe("aguas.example", "ana", "bea"), _probe("aguas.example", "bea", "eva", "ana")
    )

    assert [answer.code for answer in again.answers] == [550] * 3
    assert [one.partition("@")[0] for one in fresh.log.recipients] == ["ana", "bea", "eva"]


def test_the_rate_of_a_mail_server_is_kept(connect, fresh):
    """Who has no time to wait for the next connection gives up without one."""
    slow = attrs.evolve(fresh.policy.network, mail_rate_per_host=0.001)
    network = connect(attrs.evolve(fresh.policy, network=slow))

    first, second, elsewhere = _heard(
        network.ask(
            _probe("aguas.example", "compras"),
            _probe("aguas.example", "nobody"),
            _probe("one-by-one.example"),
        )
    )

    assert (first.code, second.fault, elsewhere.code) == (250, Fault.DEADLINE, 250)
    assert _sessions(fresh) == 2


def test_a_server_may_have_enough_after_a_few(connect, fresh):
    """It says 421 to those who are too many, and to them that is the answer."""
    answers = connect(fresh.policy).ask(_probe("few.example", "ana", "bea"))

    assert [answer.code for answer in _heard(answers)] == [250, 421]


@pytest.mark.parametrize(
    ("domain", "code", "stage"),
    [
        ("busy-greeting", 421, Stage.GREETING),
        ("busy-hello", 421, Stage.HELLO),
        ("busy-sender", 421, Stage.SENDER),
        ("busy-recipient", 421, Stage.RECIPIENT),
        ("busy-at-starttls", 421, Stage.HELLO),
        ("no-service", 554, Stage.GREETING),
        ("refuses-helo", 550, Stage.HELLO),
        ("refuses-sender", 550, Stage.SENDER),
    ],
)
def test_a_reply_that_ends_the_dialogue_is_the_answer_to_all(
    connect, internet, domain, code, stage
):
    """With the stage, which says that nobody was asked about."""
    answers = connect(internet.policy).ask(_probe(f"{domain}.example", "ana", "bea"))

    assert {(code, stage)} == {(answer.code, answer.stage) for answer in _heard(answers)}


_ENDS = {
    "stall": Fault.TIMEOUT,
    "drop": Fault.CONNECTION_LOST,
    "reset": Fault.CONNECTION_LOST,
    "garbage": Fault.PROTOCOL,
    "endless": Fault.PROTOCOL,
}


@pytest.mark.parametrize("moment", _MOMENTS)
@pytest.mark.parametrize("fault", _LOST)
def test_a_server_that_does_not_go_through_with_it_is_unreachable(
    connect, internet, tuned, fault, moment
):
    """Each way at each moment has its name."""
    policy = tuned(timeout=0.4) if fault == "stall" else internet.policy
    probe = _probe(f"{fault}-{moment}.example")

    [answer] = _heard(connect(policy).knowing(probe.server).ask(probe, within=3_600.0))

    assert (Unreachable, _ENDS[fault]) == (type(answer), answer.fault)


@pytest.mark.parametrize(
    ("server", "fault"),
    [
        ("mx.closed.example", Fault.CONNECTION_REFUSED),
        ("mx.tls-failed.example", Fault.TLS_FAILED),
        ("nowhere.invalid", Fault.NO_ADDRESS),
    ],
)
def test_a_server_that_cannot_be_talked_to_is_unreachable(connect, internet, server, fault):
    """A closed port, a handshake that fails, a name without an address."""
    probe = attrs.evolve(_probe("closed.example"), server=server)

    [answer] = _heard(connect(internet.policy).ask(probe))

    assert (Unreachable, fault) == (type(answer), answer.fault)


def test_a_handshake_that_never_comes_is_given_up(connect, tuned):
    """The server offers encryption, and then it is silent."""
    network = connect(tuned(timeout=0.4)).knowing("mx.tls-stalled.example")

    [answer] = _heard(network.ask(_probe("tls-stalled.example"), within=3_600.0))

    assert answer.fault is Fault.TIMEOUT


@pytest.mark.parametrize("tls", _ENCRYPTED)
def test_encryption_is_used_where_it_is_offered(connect, fresh, tls):
    """Whose certificate it is does not matter between strangers."""
    domain = f"tls-{tls.replace('_', '-')}.example"

    answers = connect(fresh.policy).ask(_probe(domain, "ana", "bea"))

    assert [answer.code for answer in _heard(answers)] == [250, 550]
    assert _said(fresh)[:4] == ["EHLO", "STAR", "EHLO", "MAIL"]


def test_a_server_that_stalls_at_the_leave_taking_has_answered(connect, tuned):
    """We do not wait for its farewell: there would be an hour for it, and this test would be given up."""
    patient = connect(tuned(timeout=3_600.0))

    [answer] = _heard(patient.ask(_probe("stall-quit.example"), within=3_600.0))

    assert answer.code == 250


def test_a_server_may_ask_to_come_again(connect, fresh):
    """A probe with a wait asks anew, after it."""
    first, again = _heard(
        connect(fresh.policy).ask(
            _probe("grey.example"), attrs.evolve(_probe("grey.example"), after=0.01)
        )
    )

    assert (first.code, again.code) == (451, 250)


def test_a_wait_that_the_deadline_has_no_room_for_is_not_begun(connect, fresh):
    """It is said at once, and the server hears nothing."""
    [answer] = connect(fresh.policy).ask(attrs.evolve(_probe("grey.example"), after=3_600.0))

    assert answer.fault is Fault.DEADLINE
    assert _sessions(fresh) == 0


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
