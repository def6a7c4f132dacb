"""DNS, over real UDP and TCP."""

from __future__ import annotations

import attrs
import pytest

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    PageFetch,
    Texts,
    TxtLookup,
    Unreachable,
)
from followup.testing import Dns, Domain, LoopbackInternet, World
from followup.verify.policy import Endpoint, NetworkPolicy, VerifyPolicy


_ZONE = """
@     MX    20 Backup
@     MX    10 mx
@     TXT   "v=spf1 " "-all"
@     TXT   "other"
nil   MX    0 .
odd   MX    0 .
odd   MX    5 mx
v6    A     192.31.196.9
v6    AAAA  2001:4:112::9
only6 AAAA  2001:4:112::9
alias CNAME v6
gone  CNAME nowhere
"""
_WORLD = World(
    {
        "aguas.example": Domain(dns=Dns(zone=_ZONE)),
        "silent.example": Domain(dns=Dns(fault="timeout")),
        "broken.example": Domain(dns=Dns(fault="servfail")),
        "refused.example": Domain(dns=Dns(fault="refused")),
        "lame.example": Domain(dns=Dns(fault="lame")),
        "garbage.example": Domain(dns=Dns(fault="garbage")),
        "long.example": Domain(dns=Dns(fault="truncated", zone='@ TXT "v=spf1 ~all"')),
        "half.example": Domain(
            dns=Dns(fault="servfail", only=("AAAA",), addresses=("192.31.196.7",))
        ),
        "nosix.example": Domain(dns=Dns(fault="servfail", only=("AAAA",), addresses=())),
        "xn--bcher-kva.example": Domain(dns=Dns(addresses=("192.31.196.8",))),
    }
)


@pytest.fixture(scope="module")
def internet():
    """Every kind of name server."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def hasty(internet):
    """Does not wait long for a server that is silent."""
    network = attrs.evolve(internet.policy.network, dns_timeout=0.15, dns_lifetime=0.5)
    return attrs.evolve(internet.policy, network=network)


_MX = (MailHost("mx.aguas.example", 10), MailHost("backup.aguas.example", 20))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (MxLookup("aguas.example"), MailHosts(_MX)),
        (MxLookup("AGUAS.Example."), MailHosts(_MX)),
        (MxLookup("nil.aguas.example"), NullMx()),
        (MxLookup("odd.aguas.example"), MailHosts((MailHost("mx.aguas.example", 5),))),
        (MxLookup("v6.aguas.example"), NoRecords()),
        (MxLookup("nowhere.example"), NoSuchDomain()),
        (TxtLookup("aguas.example"), Texts(("other", "v=spf1 -all"))),
        (TxtLookup("v6.aguas.example"), NoRecords()),
        (TxtLookup("long.example"), Texts(("v=spf1 ~all",))),
        (NsLookup("aguas.example"), NameServers(("ns1.aguas.example", "ns2.aguas.example"))),
        (AddressLookup("v6.aguas.example"), Addresses(("192.31.196.9", "2001:4:112::9"))),
        (AddressLookup("alias.aguas.example"), Addresses(("192.31.196.9", "2001:4:112::9"))),
        (AddressLookup("only6.aguas.example"), Addresses(("2001:4:112::9",))),
        (AddressLookup("nil.aguas.example"), NoRecords()),
        (AddressLookup("gone.aguas.example"), NoRecords()),
        (AddressLookup("nowhere.example"), NoSuchDomain()),
        (AddressLookup("half.example"), Addresses(("192.31.196.7",))),
        (AddressLookup("bücher.example"), Addresses(("192.31.196.8",))),
    ],
    ids=str,
)
def test_what_the_records_say_is_what_is_answered(connect, internet, question, expected):
    """Every kind of lookup, each kind of nothing kept apart."""
    [answer] = connect(internet.policy).ask(question)

    assert expected == answer


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (MxLookup("broken.example"), Fault.SERVER_FAILURE),
        (MxLookup("refused.example"), Fault.SERVER_FAILURE),
        (MxLookup("lame.example"), Fault.SERVER_FAILURE),
        (AddressLookup("lame.example"), Fault.SERVER_FAILURE),
        (AddressLookup("nosix.example"), Fault.SERVER_FAILURE),
        (NsLookup("broken.example"), Fault.SERVER_FAILURE),
        (TxtLookup("refused.example"), Fault.SERVER_FAILURE),
        (TxtLookup(""), Fault.PROTOCOL),
        (TxtLookup("a..b"), Fault.PROTOCOL),
        (TxtLookup(f"{'a' * 64}.example"), Fault.PROTOCOL),
        (TxtLookup(".".join(["b" * 60] * 5)), Fault.PROTOCOL),
        (TxtLookup(f"{'ü☃' * 60}.example"), Fault.PROTOCOL),
        (AddressLookup(r"a\999.example"), Fault.PROTOCOL),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_name_that_cannot_be_learned_of_is_unreachable(connect, internet, question, fault):
    """Neither a failing server nor a senseless name says anything about the domain."""
    [answer] = connect(internet.policy).ask(question)

    assert isinstance(answer, Unreachable)
    assert fault == answer.fault


def test_a_silent_server_costs_no_more_than_the_lifetime(connect, hasty):
    """Tries and pauses together; the rest of the call's time is left."""
    [answer] = connect(hasty).ask(MxLookup("silent.example"), within=3_600.0)

    assert answer.fault == Fault.TIMEOUT


def test_a_page_whose_host_is_not_told_in_time_has_timed_out(connect, internet):
    """The call as a whole had time left: it is the world that was slow, and that is remembered."""
    network = attrs.evolve(internet.policy.network, timeout=0.2)
    driver = connect(attrs.evolve(internet.policy, network=network))

    [page] = driver.ask(PageFetch("http://silent.example/"), within=3_600.0)

    assert page.fault is Fault.TIMEOUT


def test_nonsense_from_the_server_teaches_nothing(connect, hasty):
    """Octets that are no DNS message end as a failure, not as an absence."""
    [answer] = connect(hasty).ask(MxLookup("garbage.example"))

    assert isinstance(answer, Unreachable)


def test_a_call_that_has_no_time_left_says_so(connect, internet):
    """The deadline of the call, not the slowness of the world, is the reason; the next call has its own."""
    network = connect(internet.policy)

    [silent] = network.ask(MxLookup("silent.example"), within=0.2)
    [sound] = network.ask(TxtLookup("aguas.example"))
    [late] = network.ask(MxLookup("aguas.example"), within=-1.0)

    assert (silent.fault, late.fault) == (Fault.DEADLINE, Fault.DEADLINE)
    assert isinstance(sound, Texts)


def test_truncated_answers_are_asked_for_again_over_tcp(connect, internet):
    """A long answer comes whole."""
    connect(internet.policy).ask(TxtLookup("long.example"))

    ways = [asked.tcp for asked in internet.log.dns if asked.name == "long.example"][-2:]
    assert ways == [False, True]


def test_without_servers_nothing_is_reachable(connect, monkeypatch, tmp_path):
    """A machine whose resolver configuration is missing learns nothing, and nothing raises."""
    import dns.resolver

    def unconfigured(self, _):
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver.BaseResolver, "read_resolv_conf", unconfigured)

    patient = VerifyPolicy(network=NetworkPolicy(dns_lifetime=60.0))
    [answer] = connect(patient).ask(MxLookup("aguas.example"))

    assert answer.fault == Fault.NETWORK


def test_the_systems_servers_are_asked_where_the_policy_names_none(monkeypatch, internet):
    """They are read by dnspython, into a resolver of our own."""
    import dns.resolver

    from followup._net.resolve import configured

    def one_server(self, _):
        self.nameservers = ["192.0.2.53"]

    monkeypatch.setattr(dns.resolver.BaseResolver, "read_resolv_conf", one_server)

    resolver = configured(dns.resolver.Resolver(configure=False), VerifyPolicy().network)

    assert resolver.nameservers == ["192.0.2.53"]


def test_a_server_that_nobody_runs_teaches_nothing(connect, hasty):
    """A closed port is silence."""
    network = attrs.evolve(hasty.network, dns_servers=(Endpoint("127.0.0.1", 1),))

    [answer] = connect(attrs.evolve(hasty, network=network)).ask(MxLookup("x.example"))

    assert isinstance(answer, Unreachable)
