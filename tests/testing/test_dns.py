"""The name server of a small internet."""

from __future__ import annotations

import socket
import struct

import dns.exception
import dns.flags
import dns.rcode
import pytest

from followup.errors import InvalidValue
from followup.testing import Dns, Domain, LoopbackInternet, Mail, Site, World


_ZONE = """
@      TXT   "v=spf1 -all"
_dmarc TXT   "v=DMARC1; p=none"
@      MX    5 mail.hosting.example.
deep.b A     192.31.196.77
shop   CNAME www
away   CNAME nowhere.example.
loop   CNAME loop2
loop2  CNAME loop
*.any  A     192.31.196.78
big    TXT   "{0}" "{0}" "{0}" "{0}"
""".format("x" * 250)
_WORLD = World(
    {
        "plain.example": Domain(site="hi"),
        "zone.example": Domain(site="hi", dns=Dns(zone=_ZONE)),
        "null.example": Domain(mail=Mail(mx="null")),
        "implicit.example": Domain(mail=Mail(mx="implicit")),
        "silent.example": Domain(mail=None, dns=Dns(addresses=("10.0.0.5", "2001:4:112::0005"))),
        "hosted.example": Domain(mail=Mail(host="MX.hosting.example")),
        "bare.example": Domain(site=Site(hosts=("www",))),
        "sub.plain.example": Domain(dns=Dns(addresses=("192.31.196.200",))),
        "www.bare.example": Domain(dns=Dns(addresses=())),
        "twice.example": Domain(dns=Dns(rebinding=("192.31.196.99", "127.0.0.1"))),
        **{
            f"{fault}.example": Domain(dns=Dns(fault=fault))
            for fault in ("nxdomain", "servfail", "refused", "timeout", "lame", "truncated")
        },
        "garbage.example": Domain(dns=Dns(fault="garbage")),
        "half.example": Domain(dns=Dns(fault="servfail", only=("MX",))),
        "slow.example": Domain(dns=Dns(delay=0.1)),
    }
)


@pytest.fixture(scope="module")
def internet():
    """The world of this chapter, running."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def resolver(client, internet):
    """Asks its name server."""
    return client(internet)


@pytest.mark.parametrize("over", ["udp", "tcp"])
@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("plain.example", "MX", ["10 mx.plain.example."]),
        ("PLAIN.example", "NS", ["ns1.plain.example.", "ns2.plain.example."]),
        ("zone.example", "TXT", ['"v=spf1 -all"']),
        ("_dmarc.zone.example", "TXT", ['"v=DMARC1; p=none"']),
        ("zone.example", "MX", ["5 mail.hosting.example."]),
        ("null.example", "MX", ["0 ."]),
        ("implicit.example", "MX", []),
        ("silent.example", "MX", []),
        ("silent.example", "A", ["10.0.0.5"]),
        ("silent.example", "AAAA", ["2001:4:112::5"]),
        ("hosted.example", "MX", ["10 mx.hosting.example."]),
        ("bare.example", "A", []),
        ("www.bare.example", "A", []),
        ("sub.plain.example", "A", ["192.31.196.200"]),
        ("x.any.zone.example", "A", ["192.31.196.78"]),
        ("b.zone.example", "A", []),
        ("shop.zone.example", "CNAME", ["www.zone.example."]),
    ],
)
def test_records_are_those_of_the_world(resolver, name, kind, expected, over):
    """The usual records, and those written as a zone file, over UDP and TCP."""
    assert expected == [
        text.replace("PLAIN", "plain") for text in resolver.look_up(name, kind, over)
    ]


def test_hosts_have_addresses_that_are_public_and_nobodys(internet, resolver):
    """The guard permits them, and the policy routes them here."""
    (address,) = resolver.look_up("plain.example", "A")

    assert internet.policy.permits(address).allowed
    assert [address] == resolver.look_up("www.plain.example", "A")
    assert internet.policy.network.endpoint(address, 443).address == "127.0.0.1"
    assert internet.policy.network.endpoint("192.0.2.1", 443) is None


def test_a_mail_host_of_nobody_has_an_address(resolver):
    """A host that several domains may name need not be under a domain of the world."""
    assert len(resolver.look_up("mx.hosting.example", "A")) == 1


def test_aliases_are_followed(resolver):
    """The alias and its target come in one answer; a dead end says so; a circle ends."""
    (target,) = resolver.look_up("www.zone.example", "A")

    assert [target, "www.zone.example."] == resolver.look_up("shop.zone.example", "A")
    assert resolver.query("away.zone.example", "A").rcode() == dns.rcode.NXDOMAIN
    assert len(resolver.query("loop.zone.example", "A").answer) > 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nobody.example", dns.rcode.NXDOMAIN),
        ("no.plain.example", dns.rcode.NXDOMAIN),
        ("nxdomain.example", dns.rcode.NXDOMAIN),
        ("servfail.example", dns.rcode.SERVFAIL),
        ("half.example", dns.rcode.SERVFAIL),
        ("refused.example", dns.rcode.REFUSED),
        ("lame.example", dns.rcode.NOERROR),
        ("implicit.example", dns.rcode.NOERROR),
    ],
)
def test_the_code_of_an_answer_says_what_is_wrong(resolver, name, code):
    """NXDOMAIN, SERVFAIL, REFUSED, and NOERROR without an answer are told apart."""
    response = resolver.query(name, "MX")

    assert (code, []) == (response.rcode(), response.answer)


def test_a_negative_answer_carries_the_soa_and_a_lame_one_a_referral(resolver):
    """So that NODATA and a lame server can be told apart."""
    nothing, lame = resolver.query("plain.example", "TXT"), resolver.query("lame.example", "TXT")

    assert [response.authority[0].to_text().split()[3] for response in (nothing, lame)] == [
        "SOA",
        "NS",
    ]
    assert not lame.flags & (dns.flags.AA | dns.flags.RA)


def test_a_fault_may_hit_some_record_types_only(resolver):
    """Only MX fails there."""
    assert len(resolver.look_up("half.example", "A")) == 1


def test_a_silent_server_is_silent(resolver):
    """Over UDP and over TCP."""
    for over in ("udp", "tcp"):
        with pytest.raises(dns.exception.Timeout):
            resolver.query("timeout.example", "A", over=over, patience=0.2)


def test_garbage_is_no_message(resolver):
    """It carries the identity of the query and nothing that can be read."""
    with pytest.raises(dns.exception.DNSException):
        resolver.query("garbage.example", "A")


@pytest.mark.parametrize(
    ("name", "kind"), [("truncated.example", "MX"), ("big.zone.example", "TXT")]
)
def test_what_does_not_fit_comes_over_tcp(resolver, name, kind):
    """UDP says TC: by the world's will, or because it is more than 512 octets."""
    short, whole = (resolver.query(name, kind, over=over) for over in ("udp", "tcp"))

    assert (bool(short.flags & dns.flags.TC), short.answer) == (True, [])
    assert (bool(whole.flags & dns.flags.TC), len(whole.answer)) == (False, 1)


def test_clients_that_take_more_get_more(resolver):
    """EDNS(0) lifts the limit of 512 octets (RFC 6891)."""
    assert resolver.query("big.zone.example", "TXT", payload=4096).answer


def test_a_name_may_change_its_address_with_every_question(resolver):
    """Rebinding: public first, private from then on; other hosts of the domain stay."""
    answers = [resolver.look_up("twice.example", "A") for _ in range(3)]

    assert answers == [["192.31.196.99"], ["127.0.0.1"], ["127.0.0.1"]]
    assert resolver.look_up("twice.example", "AAAA") == []
    assert [text[:6] for text in resolver.look_up("mx.twice.example", "A")] == ["192.31"]


def test_slow_answers_come(resolver):
    """After a tenth of a second."""
    assert len(resolver.look_up("slow.example", "A")) == 1


def test_what_is_no_query_is_not_answered(internet, resolver):
    """Noise, and a message without a question, do no harm."""
    server = internet.policy.network.dns_servers[0]
    with socket.create_connection((server.address, server.port)) as connected:
        for noise in (b"noise", bytes(12)):
            connected.sendall(struct.pack("!H", len(noise)) + noise)
        connected.settimeout(0.1)
        with pytest.raises(TimeoutError):
            connected.recv(100)
    assert resolver.look_up("null.example", "MX") == ["0 ."]


def test_questions_are_in_the_log(client):
    """Name, type and way, in their order."""
    with LoopbackInternet(_WORLD) as internet:
        resolver = client(internet)
        resolver.look_up("Plain.example", "MX")
        resolver.look_up("plain.example", "TXT", over="tcp")

    asked = [(question.name, question.kind, question.tcp) for question in internet.log.dns]
    assert asked == [("plain.example", "MX", False), ("plain.example", "TXT", True)]


def test_a_zone_that_cannot_be_read_is_refused_at_the_start():
    """The message says whose it is."""
    with pytest.raises(InvalidValue, match=r"Dns\.zone of a\.example"):
        LoopbackInternet(World({"a.example": Domain(dns=Dns(zone="@ MX ten"))})).__enter__()


def test_a_world_may_not_have_more_domains_than_addresses():
    """The message says how to share them."""
    crowd = World({f"d{number}.example": Domain() for number in range(763)})

    with pytest.raises(InvalidValue, match="share"):
        LoopbackInternet(crowd)
