"""The mailbox check from end to end, on both drivers, against real servers that fail in every way."""

from __future__ import annotations

import attrs
import pytest

from followup._ask import together
from followup.testing import Dns, Domain, LoopbackInternet, Mail, World
from followup.verify import CatchAll, Checks, Deliverability, Mailbox
from followup.verify.flows import email_flow


_MOMENTS = ("greeting", "hello", "sender", "recipient")
_LOST = ("stall", "drop", "reset", "garbage", "endless")
_FAULTS = (
    "closed busy no_service stall garbage drop_after_greeting refuses_helo refuses_sender"
    " drop_at_recipient stall_at_recipient busy_at_recipient"
).split()
_DNS_FAULTS = ("nxdomain", "servfail", "refused", "timeout", "lame", "garbage")
_STATES = {
    "ana": "exists",
    "full": "full",
    "gone": "disabled",
    "later": "temporary",
    "grey": "greylisted",
    "stranger": "refused_us",
}


def _name(*words: str) -> str:
    return "-".join(words).replace("_", "-") + ".example"


def _mx(*hosts: str, people=("ana",)) -> Domain:
    """A domain whose mail servers are these, in this order."""
    zone = "\n".join(f"@ MX {place} {host}." for place, host in enumerate(hosts))
    return Domain(mail=Mail(mailboxes=people, host=hosts[-1]), dns=Dns(zone=zone))


def _failing() -> dict[str, Domain]:
    mails = {_name(fault): Mail(fault=fault, mailboxes=["ana"]) for fault in _FAULTS}
    for moment in _MOMENTS:
        for fault in (*_LOST, "busy"):
            mails[_name(fault, moment)] = Mail(fault=fault, fault_at=moment, mailboxes=["ana"])
    for tls in ("failed", "stalled"):
        mails[_name("tls", tls)] = Mail(tls=tls, mailboxes=["ana"])
    return {name: Domain(mail=mail) for name, mail in mails.items()} | {
        "nowhere.example": Domain(dns=Dns(zone="@ MX 1 mx.nobody.invalid.")),
        "private.example": Domain(dns=Dns(zone="@ MX 1 mx.private.example.\nmx A 10.0.0.1")),
        **{_name("dns", fault, "mx"): _mx(f"mx.{_name('dns', fault)}") for fault in _DNS_FAULTS},
    }


_FAILING = _failing()
_BROKEN_NAMES = {_name("dns", fault): Domain(dns=Dns(fault=fault)) for fault in _DNS_FAULTS}
_WORLD = World(
    {
        "aguas.example": Domain(mail=Mail(mailboxes=_STATES)),
        "all.example": Domain(mail=Mail(others="exists")),
        "shy.example": Domain(mail=Mail(mailboxes=["ana"], others="refused_us")),
        "yahho.com": Domain(mail=Mail(mailboxes=["ana"])),
        "implicit.example": Domain(mail=Mail(mx="implicit", mailboxes=["ana"])),
        "backup.example": _mx("mx.closed.example", "mx.busy.example", "mx2.backup.example"),
        **{f"guest{n}.example": Domain(mail=Mail(host="mx.host.example", mailboxes=["ana"])) for n in range(5)},
        **_FAILING,
        **_BROKEN_NAMES,
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def internet():
    """Good servers and bad ones."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def fresh():
    """The same, and nobody was there before."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


def _asking(internet, **more):
    return attrs.evolve(internet.policy, checks=Checks(mailbox=True), **more)


def _hasty(internet):
    """Does not wait long for a server that is silent."""
    network = attrs.evolve(internet.policy.network, timeout=0.5, dns_timeout=0.2, dns_lifetime=0.4)
    return _asking(internet, network=network)


def _check(connect, policy, *addresses):
    """The reports of addresses that are asked about at the same time."""
    flows = (email_flow(address, policy) for address in addresses)
    return connect(policy).run(together(*flows))


def _sessions(internet) -> int:
    return sum(connection.port == 25 for connection in internet.log.connections)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("ana@aguas.example", ("exists", "deliverable", "no")),
        ("nobody@aguas.example", ("absent", "undeliverable", "no")),
        ("full@aguas.example", ("full", "risky", "no")),
        ("gone@aguas.example", ("disabled", "undeliverable", "no")),
        ("later@aguas.example", ("temporary", "unknown", "no")),
        ("grey@aguas.example", ("temporary", "unknown", "no")),
        ("stranger@aguas.example", ("refused_us", "unknown", "no")),
        ("ana@all.example", ("accepts_all", "risky", "yes")),
        ("ana@shy.example", ("refused_us", "unknown", "unknown")),
        ("ana@implicit.example", ("exists", "deliverable", "no")),
    ],
)
def test_what_a_server_says_becomes_a_report(connect, fresh, address, expected):
    """In one dialogue for the person and the invented one, in which no message is sent."""
    [report] = _check(connect, _asking(fresh), address)

    assert (report.mailbox, report.deliverability, report.catch_all) == expected
    assert _sessions(fresh) == 1
    assert not fresh.log.data_attempted


@pytest.mark.parametrize("domain", [*_FAILING, *_BROKEN_NAMES])
def test_every_failure_leaves_the_person_unknown_with_its_reason(connect, internet, domain):
    """A server that fails says nothing of a person; only a domain that does not exist says something."""
    silent = any(word in domain for word in ("stall", "timeout", "garbage"))
    policy = _hasty(internet) if silent else _asking(internet)

    [report] = _check(connect, policy, f"ana@{domain}")

    if domain == _name("dns", "nxdomain"):
        assert report.deliverability is Deliverability.UNDELIVERABLE
    else:
        assert report.deliverability is Deliverability.UNKNOWN
    assert report.mailbox in {Mailbox.NOT_TRIED, Mailbox.TEMPORARY, Mailbox.REFUSED_US}
    assert [one.reason for one in report.not_checked if one.what == "mailbox"]


def test_a_grey_list_lets_the_patient_in(connect, fresh):
    """A second dialogue, after a wait that the deadline has room for."""
    [report] = _check(connect, _asking(fresh, patience=0.05), "grey@aguas.example")

    assert report.mailbox is Mailbox.EXISTS
    assert _sessions(fresh) == 2


def test_a_wait_beyond_the_deadline_is_not_begun(connect, fresh):
    """The first answer stands."""
    [report] = _check(connect, _asking(fresh, patience=3_600.0), "grey@aguas.example")

    assert report.mailbox is Mailbox.TEMPORARY
    assert _sessions(fresh) == 1


def test_the_next_mail_server_is_asked_where_one_does_not_talk(connect, fresh):
    """A closed one, a busy one, and then one that answers."""
    [report] = _check(connect, _asking(fresh), "ana@backup.example")

    assert report.mailbox is Mailbox.EXISTS
    assert report.mx == ("mx.closed.example", "mx.busy.example", "mx2.backup.example")


def test_several_people_of_a_domain_share_a_dialogue(connect, fresh, until_all_ask):
    """And one invented person."""
    people = ("ana", "full", "gone", "nobody", "somebody")
    until_all_ask(len(people))

    reports = _check(connect, _asking(fresh), *(f"{one}@aguas.example" for one in people))

    assert [report.mailbox for report in reports] == "exists full disabled absent absent".split()
    assert _sessions(fresh) == 1
    assert len(fresh.log.recipients) == len(people) + 1


def test_domains_at_one_mail_server_share_a_dialogue(connect, fresh, until_all_ask):
    """Five domains with two people each ask about fifteen recipients: two dialogues of at most ten."""
    addresses = [f"{one}@guest{n}.example" for n in range(5) for one in ("ana", "bea")]
    until_all_ask(len(addresses))

    reports = _check(connect, _asking(fresh), *addresses)

    assert [report.mailbox for report in reports] == [Mailbox.EXISTS, Mailbox.ABSENT] * 5
    assert len(fresh.log.recipients) == 15
    assert _sessions(fresh) == 2


def test_a_working_domain_is_not_taken_for_a_slip(connect, fresh):
    """Its mail server has an address, so nobody is corrected."""
    [report] = _check(connect, fresh.policy, "ana@yahho.com")

    assert (report.suggestion, report.address.suggestion) == (None, "ana@yahoo.com")


def test_without_the_check_no_mail_server_is_bothered(connect, fresh):
    """It is off by default."""
    [report] = _check(connect, fresh.policy, "ana@aguas.example")

    assert (report.mailbox, report.catch_all) == (Mailbox.NOT_TRIED, CatchAll.UNKNOWN)
    assert _sessions(fresh) == 0
