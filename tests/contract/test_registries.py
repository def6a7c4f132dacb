"""Registries over real sockets: RDAP and WHOIS, what they know, and whatever may go wrong with them."""

from __future__ import annotations

import attrs
import pytest

from followup._ask import Fault, Page, RdapFetch, Refused, Unreachable, WhoisQuery, WhoisText
from followup.testing import Dns, Domain, LoopbackInternet, Registry, Reply, Site, World
from followup.verify import Existence
from followup.verify.flows import domain_flow


SINCE = "2004-05-07"
_BUSY = {"Retry-After": "3600"}
_RDAP = {
    "known": Registry(since=SINCE),
    "moved": Registry(status=302, headers={"Location": "/domain/known.example"}),
    "quick": Registry(status=503, headers={"Retry-After": "0"}),
    "gone": Registry(status=404, answer='{"errorCode": 404}'),
    "broken": Registry(status=500, answer="oops"),
    "html": Registry(answer="<h1>Welcome</h1>"),
    "garbage": Registry(fault="garbage"),
    "stall": Registry(fault="stall"),
    "drop": Registry(fault="drop"),
    "reset": Registry(fault="reset"),
    "endless": Registry(fault="endless_body"),
}
_WHOIS = {
    "known": Registry(since=SINCE, protocol="whois"),
    "none": Registry(answer="No match.", protocol="whois"),
    "odd": Registry(answer="Your quota is used up.", protocol="whois"),
    **{
        fault: Registry(since=SINCE, fault=fault, protocol="whois")
        for fault in ("garbage", "stall", "drop", "reset", "slow_body")
    },
}
_WORLD = World(
    {
        **{f"{name}.example": Domain(registry=one) for name, one in _RDAP.items()},
        **{f"{name}.test": Domain(registry=one) for name, one in _WHOIS.items()},
        "busy.zone": Domain(registry=Registry(status=429, headers=_BUSY)),
        "other.zone": Domain(registry=SINCE),
        "endless.shop": Domain(
            registry=Registry(answer="x" * 1_000, fault="endless_body", protocol="whois")
        ),
        "inside.cafe": Domain(registry=SINCE),
        "rdap.nic.cafe": Domain(dns=Dns(addresses=("10.0.0.1",))),
        "within.bar": Domain(registry=Registry(since=SINCE, protocol="whois")),
        "verisign.com": Domain(),
        "rdap.verisign.com": Domain(
            site=Site(pages={"/com/v1/domain/aguas.com": Reply(status=500, html="")}, hosts=("@",))
        ),
        "aguas.com": Domain(),
    }
)


@pytest.fixture(scope="module")
def internet():
    """Two registries, well and ill."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def report(connect, internet):
    """The report on a domain."""
    network = connect(internet.policy)
    return lambda name: network.run(domain_flow(name, internet.policy))


@pytest.fixture
def hasty(internet):
    """Does not wait long for a registry that is silent; names are found in their own time."""
    return attrs.evolve(internet.policy, network=attrs.evolve(internet.policy.network, timeout=0.5))


def reason(report):
    """Why the age is not known."""
    return next(one.reason for one in report.not_checked if one.what == "registration")


@pytest.mark.parametrize("name", ["known.example", "known.test", "other.zone"])
def test_the_day_is_found(report, name):
    """Over either protocol, with an age."""
    found = report(name)

    assert (str(found.registration.created), found.registration.found) == (SINCE, Existence.EXISTS)
    assert found.age_days > 8_000


def test_a_redirect_leads_to_another_record(report):
    """Which speaks of another domain here, and is not taken for the one asked for."""
    assert "speaks of 'known.example' instead of moved.example" in reason(report("moved.example"))


@pytest.mark.parametrize("name", ["gone.example", "none.test", "nobody.example"])
def test_no_record_is_a_value(report, name):
    """Whatever DNS says of the domain, its age is not known."""
    found = report(name)

    assert found.registration.found is Existence.ABSENT
    assert (found.age_days, "has no record" in reason(found)) == (None, True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("broken.example", "rdap.nic.example answered 500."),
        ("aguas.com", "rdap.verisign.com answered 500."),
        ("quick.example", "rdap.nic.example answered 503."),
        ("html.example", "with what is no RDAP."),
        ("endless.example", "with what is no RDAP."),
        ("garbage.example", "did not answer: protocol"),
        ("drop.example", "did not answer: connection lost"),
        ("reset.example", "did not answer: connection lost"),
        ("busy.zone", "did not answer: rate limited (The server asked us to come back in "),
        ("odd.test", "'Your quota is used up.'."),
        ("garbage.test", "says nothing of the domain"),
        ("drop.test", "did not answer: connection lost"),
        ("reset.test", "did not answer: connection lost"),
        ("endless.shop", "says nothing of the domain"),
        ("inside.cafe", "leads to a forbidden address"),
    ],
)  # fmt: skip
def test_every_failure_leaves_the_age_unknown_with_its_reason(report, name, says):
    """And takes nothing from what DNS says."""
    _check_unknown(report(name), says)


@pytest.mark.parametrize(
    ("name", "registry"),
    [
        ("stall.example", "rdap.nic.example"),
        ("stall.test", "whois.nic.test"),
        ("slow_body.test", "whois.nic.test"),
    ],
)
def test_a_registry_that_does_not_come_to_an_end_is_given_up(connect, hasty, name, registry):
    """The same."""
    network = connect(hasty).knowing(registry)

    found = network.run(domain_flow(name, hasty), within=3_600.0)

    _check_unknown(found, "did not answer: timeout")


def _check_unknown(found, says):
    assert (found.registration.found, found.age_days) == (Existence.UNKNOWN, None)
    assert says in reason(found)
    assert found.existence is Existence.EXISTS
    assert all(one.weight == 0 for one in found.findings if one.name.startswith("registration."))


def test_a_registry_that_wants_peace_has_it(connect, internet):
    """The next question to it in this client is not sent; another client asks anew."""
    network = connect(internet.policy)
    before = len(internet.log.requests)
    url = "https://rdap.nic.zone/domain/"
    first, second = network.ask(RdapFetch(f"{url}busy.zone"), RdapFetch(f"{url}other.zone"))

    assert (first.fault, second.fault) == (Fault.RATE_LIMITED, Fault.RATE_LIMITED)
    assert "come back in" in second.detail
    assert len(internet.log.requests) == before + 1
    assert isinstance(connect(internet.policy).ask(RdapFetch(f"{url}other.zone"))[0], Page)


def test_a_registry_that_wants_a_moment_gets_it(connect, internet):
    """It is asked once more, and then no more."""
    before = len(internet.log.requests)
    [answer] = connect(internet.policy).ask(
        RdapFetch("https://rdap.nic.example/domain/quick.example")
    )

    assert answer.status == 503
    assert len(internet.log.requests) == before + 2


def test_registries_are_asked_for_json(connect, internet):
    """And are told who asks."""
    connect(internet.policy).ask(RdapFetch("https://rdap.nic.example/domain/known.example"))
    request = internet.log.requests[-1]

    assert request.header("accept").startswith("application/rdap+json")
    assert request.header("user-agent") == internet.policy.network.user_agent


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (WhoisQuery("whois.nic.test", "a\r\nb"), "cannot be said"),
        (WhoisQuery("whois.nic.test", "\xe4"), "cannot be said"),
        (WhoisQuery("whois.nic.test", ""), "cannot be said"),
        (WhoisQuery("whois.nic.test", "x" * 400), "cannot be said"),
        (WhoisQuery("127.0.0.1", "aguas.example"), "not public"),
        (WhoisQuery("localhost", "aguas.example"), "no dot"),
        (RdapFetch("http://[::1]/domain/aguas.example"), "not public"),
        (RdapFetch("https://rdap.nic.example:25/domain/aguas.example"), "not a web port"),
    ],
)
def test_what_may_not_be_asked_is_refused(connect, internet, query, says):
    """More than one line, and what leads inside."""
    [answer] = connect(internet.policy).ask(query)

    assert isinstance(answer, Refused)
    assert says in answer.reason


def test_what_a_whois_server_says_is_cut(connect, internet):
    """However much it is."""
    [answer] = connect(internet.policy).ask(WhoisQuery("whois.nic.shop", "endless.shop"))

    assert isinstance(answer, WhoisText)
    assert len(answer.text) <= 262_144


def test_the_deadline_of_the_call_holds_for_registries(connect, internet):
    """A stalled one is given up with everything else."""
    network = connect(internet.policy)

    [answer] = network.ask(WhoisQuery("whois.nic.test", "stall.test"), within=0.5)

    assert isinstance(answer, Unreachable)
    assert answer.fault is Fault.DEADLINE
