"""A denial counts only from a resolver that knows the public DNS; on both drivers."""

from __future__ import annotations

import asyncio

import pytest

from followup import AsyncVerifier, Lead, Verifier
from followup.testing import Dns, Domain, LoopbackInternet, World


LEAD = Lead(website="gone.example", contact_points={"email": "a@gone.example"})
OPEN = World({"there.example": Domain(dns=Dns(zone='_dmarc TXT "v=DMARC1; p=none"'))})
CLOSED = World({"root-servers.net": Domain(dns=Dns(fault="nxdomain"))})
SILENT = World({"root-servers.net": Domain(dns=Dns(fault="servfail"))})


def verdicts(world, leads):
    """What both clients say of the leads, and how often the witness was asked by the first."""

    async def awaited(policy):
        async with AsyncVerifier(policy) as verifier:
            return [await verifier.lead(lead) for lead in leads]

    with LoopbackInternet(world) as internet:
        with Verifier(internet.policy) as verifier:
            found = [verifier.lead(lead) for lead in leads]
        asked = [one for one in internet.log.dns if one.name == "a.root-servers.net"]
        assert asyncio.run(awaited(internet.policy)) == found
    return found, len([one for one in asked if one.kind == "A"])


def test_a_resolver_that_knows_the_public_dns_is_believed():
    """Neither the site nor the mail exists: fake."""
    [found], asked = verdicts(OPEN, [LEAD])

    assert found.verdict == "fake"
    assert asked == 1


@pytest.mark.parametrize("world", [CLOSED, SILENT], ids=["denies all", "fails"])
def test_the_denial_of_a_blind_resolver_says_nothing(world):
    """A machine in a closed network knows no customer; that is no fault of theirs."""
    [found], _ = verdicts(world, [LEAD])

    assert found.verdict == "unknown"
    assert "denies names that certainly exist" in str(found.not_checked)


def test_the_witness_is_asked_once():
    """However many names are denied, also when the resolver is blind."""
    leads = [Lead(contact_points={"email": f"a@gone{n}.example"}) for n in range(5)]

    assert verdicts(OPEN, leads)[1] == 1


def test_nobody_is_asked_where_nothing_is_denied():
    """An honest answer needs no witness."""
    assert verdicts(OPEN, [Lead(contact_points={"email": "a@there.example"})])[1] == 0
