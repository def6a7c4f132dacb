"""What records mean, with canned ones; what dnspython raises, by hand."""

from __future__ import annotations

from types import SimpleNamespace

import dns.exception
import dns.message
import dns.name
import dns.resolver
import pytest

from followup._ask import (
    AddressLookup,
    Fault,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    Unreachable,
)
from followup._net.drive import run
from followup._net.limits import Allowance
from followup._net.lookups import Found, Records, lookup_flow
from followup._net.resolve import missing


_SLOW = Allowance(0.0, Fault.TIMEOUT)


class _Canned:
    """Answers records from a table by type."""

    def __init__(self, **answers):
        self._answers = answers

    def answer(self, question, deadline):
        assert question.host == "a.example"
        return self._answers[question.kind]


@pytest.mark.parametrize(
    ("four", "six", "expected"),
    [
        (NoSuchDomain(), Unreachable(Fault.TIMEOUT), NoSuchDomain()),
        (NoRecords(), Unreachable(Fault.TIMEOUT), Unreachable(Fault.TIMEOUT)),
        (NoRecords(), NoRecords(), NoRecords()),
    ],
)
def test_a_name_without_addresses_says_as_much_as_is_known(four, six, expected):
    """A name that does not exist has no type; one type that failed leaves the question open."""
    canned = _Canned(A=four, AAAA=six)

    assert run(lookup_flow(AddressLookup("a.example")), canned) == expected


def test_a_domain_with_two_null_records_has_no_mail_hosts():
    """RFC 7505 wants exactly one; two are no promise."""
    root = SimpleNamespace(exchange=dns.name.root, preference=0)

    answer = run(lookup_flow(MxLookup("a.example")), _Canned(MX=Found((root, root))))

    assert answer == NoRecords()


def test_name_servers_are_sorted_and_small():
    """And each is named once."""
    names = [
        dns.name.from_text(text) for text in ("NS2.a.example.", "ns1.a.example.", "ns2.A.example.")
    ]
    records = tuple(SimpleNamespace(target=name) for name in names)

    answer = run(lookup_flow(NsLookup("a.example")), _Canned(NS=Found(records)))

    assert answer == NameServers(("ns1.a.example", "ns2.a.example"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (dns.exception.Timeout(), Fault.TIMEOUT),
        (dns.resolver.YXDOMAIN(), Fault.PROTOCOL),
        (dns.name.LabelTooLong(), Fault.PROTOCOL),
        (ValueError(), Fault.PROTOCOL),
        (
            dns.resolver.NoNameservers(request=dns.message.make_query("a", "A"), errors=[]),
            Fault.NETWORK,
        ),
    ],
)
def test_what_dnspython_raises_has_a_name(error, expected):
    """No exception of its goes further."""
    assert missing(error, _SLOW).fault is expected


@pytest.mark.parametrize(
    ("response", "expected"), [(None, Fault.NETWORK), (object(), Fault.SERVER_FAILURE)]
)
def test_servers_that_failed_differ_from_servers_that_said_so(response, expected):
    """Whether anybody answered at all."""
    tries = [("Do53:192.0.2.1@53", False, 53, "SERVFAIL", response)]
    error = dns.resolver.NoNameservers(request=dns.message.make_query("a", "A"), errors=tries)

    assert missing(error, _SLOW) == Unreachable(expected, "SERVFAIL")


def test_records_bother_the_name():
    """As every question says whom it bothers."""
    assert Records("a.example", "MX").host == "a.example"
