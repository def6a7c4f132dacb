"""What the library makes of real mail servers' replies, up to RCPT; nothing is ever sent."""

from __future__ import annotations

import asyncio

import attrs
import pytest

from followup import AsyncVerifier
from followup.verify import Endpoint, Route
from interop.clients import DRIVERS, Client


_EXISTS = ("exists", "deliverable")
_ABSENT = ("absent", "undeliverable")
_FULL = ("full", "risky")
_EVERYBODY = ("accepts_all", "risky")
_LATER = ("temporary", "unknown")
_REFUSED = ("refused_us", "unknown")
_NOT_TRIED = ("not_tried", "unknown")

_POSTFIX = [
    ("existing", "ana@boxes.example", _EXISTS),
    ("absent", "nobody@boxes.example", _ABSENT),
    ("catch-all", "anybody@everybody.example", _EVERYBODY),
    ("full (Dovecot's quota)", "full@full.example", _FULL),
    ("existing, beside a full one", "ana@full.example", _EXISTS),
    ("greylisted (Postgrey)", "ana@grey.example", _LATER),
    ("moved away (5.1.6)", "moved@boxes.example", _ABSENT),
    ("disabled (5.2.1)", "shut@boxes.example", ("disabled", "undeliverable")),
    ("disabled for now (4.2.1)", "asleep@boxes.example", _LATER),
    ("our HELO is refused, existing", "ana@strict.example", _REFUSED),
    ("our HELO is refused, absent", "nobody@strict.example", _REFUSED),
    ("we are refused in the greeting", "ana@closed.example", _REFUSED),
    ("it is not the server for the domain", "ana@foreign.example", _REFUSED),
    ("neither PIPELINING nor enhanced status, existing", "ana@plain.example", _EXISTS),
    ("neither PIPELINING nor enhanced status, absent", "nobody@plain.example", _ABSENT),
    ("it insists on STARTTLS, its certificate is its own, existing", "ana@secret.example", _EXISTS),
    (
        "it insists on STARTTLS, its certificate is its own, absent",
        "nobody@secret.example",
        _ABSENT,
    ),
    ("the domain's own address takes the mail", "ana@implicit.example", _EXISTS),
    ("the first mail server is dead", "ana@dead.example", _EXISTS),
    ("the first mail server is busy (450)", "nobody@busy.example", _ABSENT),
    ("no bounces wanted: the null sender is refused", "ana@choosy.example", _REFUSED),
    ("one recipient a mail only, absent", "nobody@single.example", _ABSENT),
    ("absent, and it hangs up at the first error", "nobody@impatient.example", _ABSENT),
]
_EXIM = [
    ("existing", "ana@exim.example", _EXISTS),
    ("absent", "nobody@exim.example", _ABSENT),
    ("absent, in the administrator's words", "gone@exim.example", _ABSENT),
    ("full (451 over quota)", "busy@exim.example", _FULL),
    ("greylisted (451)", "grey@exim.example", _LATER),
    ("catch-all", "anybody@eximall.example", _EVERYBODY),
]
_UNREACHED = [
    ("the mail server has a private address", "ana@inside.example"),
    ("the mail server does not exist", "ana@ghost.example"),
]


@pytest.fixture
def probe(nsd, client, policy_for):
    """Asks about a mailbox; mail servers are reached by the routes only."""

    def ask(address, routes, **changes):
        policy = attrs.evolve(policy_for(nsd, routes, mailbox=True), **changes)
        return client.ask(policy, "email", address)

    return ask


@pytest.mark.parametrize(("case", "address", "expected"), _POSTFIX)
def test_postfix_is_understood(postfix, probe, saw, case, address, expected):
    """In its own words, and in those of Postgrey and Dovecot behind it."""
    report = probe(address, postfix)

    saw("postfix", case, expected, (report.mailbox, report.deliverability))


@pytest.mark.parametrize(("case", "address", "expected"), _EXIM)
def test_exim_is_understood(exim, probe, saw, case, address, expected):
    """It gives no enhanced status, and has words of its own."""
    report = probe(address, exim)

    saw("exim", case, expected, (report.mailbox, report.deliverability))


def test_one_recipient_a_mail_is_no_full_mailbox(postfix, probe, saw):
    """452 4.5.3 to the second recipient speaks of the conversation, not of a quota."""
    report = probe("ana@single.example", postfix)

    sound = report.mailbox in {"exists", "temporary"}
    saw(
        "postfix",
        "one recipient a mail only, existing: exists or temporary",
        expected=True,
        seen=sound,
    )


def test_patience_gets_past_greylisting(postfix, nsd, client, policy_for, saw):
    """Postgrey says how long it wants strangers to wait; a patient policy does, a hasty one does not."""
    patient = attrs.evolve(policy_for(nsd, postfix, mailbox=True), patience=10.0)
    report = client.ask(patient, "email", f"{client.driver}@patient.example")

    seen = (report.mailbox, report.deliverability)
    saw("postfix", "greylisted for two seconds, and the policy is patient", _EXISTS, seen)


def test_people_of_one_domain_are_asked_about_in_few_conversations(
    postfix_itself, postfix, nsd, policy_for, saw
):
    """Nine people and an invented one, at once; Postfix offers PIPELINING and counts conversations."""
    addresses = ["ana@boxes.example", *(f"nobody{number}@boxes.example" for number in range(8))]
    before = postfix_itself.conversations()
    reports = asyncio.run(_ask_all(policy_for(nsd, postfix, mailbox=True), addresses))

    seen = [report.mailbox for report in reports]
    assert seen == ["exists", *["absent"] * 8]
    few = postfix_itself.conversations() - before <= 2
    saw("postfix", "ten recipients at once in at most two conversations", expected=True, seen=few)


async def _ask_all(policy, addresses):
    async with AsyncVerifier(policy) as verifier:
        return await asyncio.gather(*(verifier.email(address) for address in addresses))


def test_postscreen_lets_in_who_comes_again(postfix, nsd, policy_for, saw):
    """It puts a stranger off at RCPT; a client that comes again is known, and answered."""
    policy = policy_for(nsd, postfix, mailbox=True)
    reports = [Client(driver).ask(policy, "email", "ana@screened.example") for driver in DRIVERS]

    seen = tuple(report.mailbox for report in reports)
    saw("postfix", "postscreen, first and second time", ("temporary", "exists"), seen)


def test_an_unwelcome_name_is_a_refusal_of_us(exim, probe, saw):
    """Exim says ``550 Administrative prohibition`` to all, and names nobody."""
    report = probe("ana@exim.example", exim, helo="unwelcome.example")

    saw("exim", "our HELO is refused", _REFUSED, (report.mailbox, report.deliverability))


def test_a_closed_port_is_not_an_absent_person(probe, saw):
    """Nobody listens where the route leads; the report says that nothing was learned."""
    report = probe("ana@boxes.example", (Route(25, Endpoint("127.0.0.1", 1)),))

    saw("(none)", "port 25 is closed", _NOT_TRIED, (report.mailbox, report.deliverability))
    assert "mailbox" in {missed.what for missed in report.not_checked}


@pytest.mark.parametrize(("case", "address"), _UNREACHED)
def test_mail_servers_beyond_the_guard_are_not_tried(postfix, probe, saw, case, address):
    """Nothing is connected to that is not public, whatever DNS says."""
    report = probe(address, postfix)

    saw("postfix", case, _NOT_TRIED, (report.mailbox, report.deliverability))
