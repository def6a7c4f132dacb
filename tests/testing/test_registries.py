"""The registries of a small internet, asked by a plain client."""

from __future__ import annotations

import json

from datetime import date

import dns.flags
import pytest

from followup.data import BUNDLED
from followup.errors import InvalidValue, UnknownName
from followup.testing import (
    Dns,
    Domain,
    LoopbackInternet,
    Registry,
    RegistryProtocol,
    Site,
    World,
)


_WORLD = World(
    {
        "aguas.example": Domain(registry="2004-05-07", dns=Dns(signed=True)),
        "nuevo.example": Domain(registry=Registry(answer="{}", headers={"X-Odd": "1"})),
        "aguas.test": Domain(registry=Registry(since=date(2004, 5, 7), protocol="whois")),
        "sin.test": Domain(registry={"protocol": "whois"}),
        "dicho.test": Domain(registry=Registry(answer="Hola", protocol="whois")),
        "roto.test": Domain(registry=Registry(fault="gzip_bomb", protocol="whois")),
        "otro.zone": Domain(registry=Registry()),
        "rdap.nic.zone": Domain(site=Site(pages="mine", hosts=("@",))),
    }
)


@pytest.fixture(scope="module")
def internet():
    """Registries with and without records."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


def test_rdap_is_served_as_json(client, internet):
    """The usual answer, one of your own, and no record."""
    ours = client(internet)
    usual, own, none = (
        ours.get("rdap.nic.example", f"/domain/{name}.example", tls=True)
        for name in ("aguas", "nuevo", "nadie")
    )

    assert json.loads(usual.octets)["events"] == [
        {"eventAction": "registration", "eventDate": "2004-05-07T00:00:00Z"}
    ]
    assert usual.headers["Content-Type"] == "application/rdap+json"
    assert (own.octets, own.headers["X-Odd"]) == (b"{}", "1")
    assert (none.status, json.loads(none.octets)["errorCode"]) == (404, 404)


def test_a_site_of_yours_at_a_registrys_name_stays_yours(client, internet):
    """So that any other failure can be described."""
    assert client(internet).get("rdap.nic.zone", tls=True).octets == b"mine"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("aguas.test", b"Creation Date: 2004-05-07T00:00:00Z"),
        ("-T dn AGUAS.test", b"Domain Name: aguas.test"),
        ("sin.test", b"Registrar: Names"),
        ("dicho.test", b"Hola"),
        ("nadie.test", b'No match for "nadie.test".'),
        ("roto.test", b""),
    ],
)
def test_whois_answers_a_line_and_hangs_up(client, internet, query, said):
    """And the log knows what was asked."""
    answer = client(internet).raw("whois.nic.test", f"{query}\r\n".encode(), port=43)

    assert said in answer
    assert (b"Creation Date" in answer) is (b"Creation Date" in said or "AGUAS" in query)
    assert internet.log.whois[-1].query == query
    assert internet.log.whois[-1].server == "whois.nic.test"


def test_the_policys_tables_lead_to_the_registries(internet):
    """In front of the bundled ones; a world without registries has those alone."""
    facts = internet.policy.facts
    rdap = {row["endings"]: row["url"] for row in facts.table("rdap_overrides").rows}
    whois = {row["ending"]: row["server"] for row in facts.table("whois_servers").rows}

    assert rdap["example"] == "https://rdap.nic.example/"
    assert (whois["test"], whois["es"]) == ("whois.nic.test", "whois.nic.es")
    with LoopbackInternet(World({"a.example": Domain()})) as other:
        assert other.policy.facts is BUNDLED


def test_an_ending_that_is_moved_to_whois_has_no_rdap_any_more():
    """Otherwise the bundled server would be asked."""
    world = World({"aguas.com": Domain(registry=Registry(since="2004-05-07", protocol="whois"))})
    with LoopbackInternet(world) as internet:
        rows = internet.policy.facts.table("rdap_servers").rows

    assert not any("com" in row["endings"].split() for row in rows)


def test_a_signed_domain_is_vouched_for(client, internet):
    """Where the question asks for it; the parent names a key."""
    ours = client(internet)
    flags = [
        dns.flags.to_text(ours.query(name, "DS", want_dnssec=wanted).flags).split()
        for name, wanted in (
            ("aguas.example", True),
            ("aguas.example", False),
            ("sin.test", True),
            ("nobody.nowhere", True),
        )
    ]

    assert ["AD" in one for one in flags] == [True, False, False, False]
    assert len(ours.look_up("aguas.example", "DS")) == 1


def test_a_registry_in_words():
    """A day alone is enough; what is no day or no protocol is refused."""
    assert Domain(registry="2004-05-07").registry == Registry(since=date(2004, 5, 7))
    assert Domain(registry=date(2004, 5, 7)).registry.protocol is RegistryProtocol.RDAP
    assert World.from_dict(json.loads(json.dumps(_WORLD.to_dict()))) == _WORLD
    with pytest.raises(InvalidValue, match="is not a day"):
        Registry(since="yesterday")
    with pytest.raises(UnknownName, match="Did you mean: whois"):
        Registry(protocol="whos")
