"""The two clients, over a small internet."""

from __future__ import annotations

import asyncio
import inspect
import subprocess
import sys

from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from followup.clients import AsyncVerifier, Verifier
from followup.errors import ClosedClient
from followup.models import ContactPoint, Lead
from followup.testing import Domain, LoopbackInternet, Mail, World
from followup.verify.policy import OFFLINE, VerifyPolicy


_WORLD = World(
    {
        "aguas.example": Domain(site="<title>Aguas</title><p>Agua limpia.", mail=["compras"]),
        "nomail.example": Domain(site="<p>Hola.", mail=Mail(mx="null")),
    }
)
_LEAD = Lead(id="1", contact_points=(ContactPoint(channel="email", value="compras@aguas.example"),))
_CALLS = {
    "email": ("compras@aguas.example",),
    "domain": ("aguas.example",),
    "site": ("http://aguas.example/",),
    "lead": (_LEAD, ("friend.example",)),
}


_OFFLINE_CHECK = """
from followup.clients import Verifier
from followup.verify.policy import OFFLINE, VerifyPolicy
with Verifier(VerifyPolicy(checks=OFFLINE)) as verifier:
    verifier.email("compras@aguas.example")
"""


@pytest.fixture(scope="module")
def internet():
    """Two domains, one without mail."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


def _public(kind):
    members = inspect.getmembers(kind, inspect.isfunction)
    return {name: member for name, member in members if not name.startswith("_")}


def test_the_two_clients_have_equal_names_and_signatures():
    """One is the other, awaited."""
    blocking, awaited = _public(Verifier), _public(AsyncVerifier)

    assert set(blocking) == set(awaited) == set(_CALLS)
    for name, method in blocking.items():
        assert inspect.signature(method) == inspect.signature(awaited[name])
        assert inspect.iscoroutinefunction(awaited[name])
        assert inspect.getdoc(method) == inspect.getdoc(awaited[name])
    assert list(inspect.signature(Verifier).parameters) == list(
        inspect.signature(AsyncVerifier).parameters
    )


@pytest.mark.parametrize("name", _CALLS)
def test_the_two_clients_come_to_the_same_report(internet, name):
    """The judgement is written once."""

    async def main():
        async with AsyncVerifier(internet.policy) as verifier:
            return await getattr(verifier, name)(*_CALLS[name])

    with Verifier(internet.policy) as verifier:
        blocking = getattr(verifier, name)(*_CALLS[name])

    assert _timeless(blocking) == _timeless(asyncio.run(main()))


@pytest.mark.parametrize("name", _CALLS)
def test_a_client_outside_its_block_says_so(name):
    """Before it and after it; nothing is left hanging."""

    async def main(verifier):
        with pytest.raises(ClosedClient, match="AsyncVerifier is closed"):
            await getattr(verifier, name)(*_CALLS[name])

    async def after():
        async with AsyncVerifier() as verifier:
            pass
        await main(verifier)

    with Verifier() as closed:
        pass
    for verifier in (Verifier(), closed):
        with pytest.raises(ClosedClient, match="Verifier is closed"):
            getattr(verifier, name)(*_CALLS[name])
    asyncio.run(main(AsyncVerifier()))
    asyncio.run(after())


def test_a_client_knows_its_policy():
    """The one it was given, or the usual one."""
    policy = VerifyPolicy(checks=OFFLINE)

    assert Verifier(policy).policy is AsyncVerifier(policy).policy is policy
    assert Verifier().policy == AsyncVerifier().policy == VerifyPolicy()


def test_many_threads_may_share_a_client_and_its_answers(internet):
    """Eight ask for the same domain; the name server is asked once for each type."""
    before = len(internet.log.dns)

    with Verifier(internet.policy) as verifier, ThreadPoolExecutor(8) as threads:
        reports = list(threads.map(verifier.domain, ["nomail.example"] * 8))

    asked = [(q.name, q.kind) for q in internet.log.dns[before:]]
    assert len({_timeless(report) for report in reports}) == 1
    assert len(asked) == len(set(asked)) > 0


def test_many_tasks_may_share_a_client_and_its_answers(internet):
    """The same, awaited."""
    before = len(internet.log.dns)

    async def main():
        async with AsyncVerifier(internet.policy) as verifier:
            return await asyncio.gather(*(verifier.domain("nomail.example") for _ in range(8)))

    reports = asyncio.run(main())

    asked = [(q.name, q.kind) for q in internet.log.dns[before:]]
    assert len({_timeless(report) for report in reports}) == 1
    assert len(asked) == len(set(asked)) > 0


def test_in_a_notebook_both_clients_work(internet):
    """A loop runs already: the blocking client does not mind, the other is awaited in it."""

    async def cell():
        with Verifier(internet.policy) as verifier:
            blocking = verifier.email("compras@aguas.example")
        async with AsyncVerifier(internet.policy) as verifier:
            return blocking, await verifier.email("compras@aguas.example")

    blocking, awaited = asyncio.run(cell())

    assert _timeless(blocking) == _timeless(awaited)


def test_the_deadline_of_the_policy_bounds_a_call(internet):
    """What is not known by then is unknown, and nothing raises."""
    network = attrs.evolve(internet.policy.network, deadline=1e-6)

    with Verifier(attrs.evolve(internet.policy, network=network)) as verifier:
        report = verifier.domain("aguas.example")

    assert report.existence == "unknown"


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import followup.clients", "asyncio dns httpcore httpx ssl"),
        (_OFFLINE_CHECK, "asyncio dns httpcore httpx ssl certifi"),
    ],
    ids=["imported", "opened and used offline"],
)
def test_what_is_not_needed_is_not_loaded(code, forbidden):
    """The network's packages wait for the first question."""
    check = f"{code}\nimport sys\nprint(*(set({forbidden.split()!r}) & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def _timeless(report):
    """The report without the instants at which things were seen."""

    def strip(value):
        if isinstance(value, dict):
            return tuple((k, strip(v)) for k, v in sorted(value.items()) if k != "observed_at")
        return tuple(map(strip, value)) if isinstance(value, list) else value

    return strip(report.to_dict())
