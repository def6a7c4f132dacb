"""The policy refuses what cannot work, and says what the guard says."""

from __future__ import annotations

import pytest

from followup.errors import InvalidValue
from followup.verify import Checks, Endpoint, NetworkPolicy, Route, VerifyPolicy


@pytest.mark.parametrize("address", ["no address", "192.31.196.1:0"])
def test_an_endpoint_is_an_address_and_a_port(address):
    """Both are checked."""
    name, _, port = address.partition(":")
    with pytest.raises(InvalidValue, match="address and a port"):
        Endpoint(name, int(port or 53))


def test_times_are_positive():
    """A deadline of nothing would make everything unknown."""
    with pytest.raises(InvalidValue, match="more than 0"):
        NetworkPolicy(deadline=0)


def test_the_mailbox_check_needs_a_name_of_yours():
    """Strangers' servers want to know who asks."""
    with pytest.raises(InvalidValue, match="helo"):
        VerifyPolicy(checks=Checks(mailbox=True))


def test_a_route_for_an_address_goes_before_a_route_for_any():
    """Without routes the connection goes where it was meant to go."""
    anybody, one = Endpoint("127.0.0.1", 8000), Endpoint("127.0.0.1", 8001)
    policy = NetworkPolicy(routes=[Route(80, anybody), Route(80, one, "192.31.196.1")])
    assert policy.endpoint("192.31.196.1", 80) == one
    assert policy.endpoint("192.31.196.2", 80) == anybody
    assert policy.endpoint("192.31.196.1", 25) is None
    assert NetworkPolicy(dns_servers=["192.31.196.1"]).endpoint("192.31.196.1", 25) == Endpoint(
        "192.31.196.1", 25
    )


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("192.31.196.1", True),
        ("10.0.0.1", False),
        ("https://aguas.example", True),
        ("https://aguas.example:25", False),
    ],
)
def test_the_policy_says_what_the_guard_says(target, allowed):
    """To addresses and to URLs."""
    assert VerifyPolicy().permits(target).allowed is allowed
