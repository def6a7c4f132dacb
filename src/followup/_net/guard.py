"""The dialling: from a host to the addresses that may be connected to, and from failures to answers."""

from __future__ import annotations

import time

from collections.abc import Iterator
from typing import assert_never

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    Flow,
    NoRecords,
    NoSuchDomain,
    Refused,
    Unreachable,
    ask,
)
from followup._guard import as_address, normal_host, permit_address, permit_host
from followup._net.limits import Allowance, Stopped
from followup.verify.policy import Endpoint, VerifyPolicy


MAIL_PORTS = (25,)
# House judgement: who has more addresses than this is tried at the first ones only.
_MAX_TRIES = 6

# OpenSSL's X509_V_ERR_* numbers.
_TLS_FAULTS = {
    9: Fault.TLS_EXPIRED,
    10: Fault.TLS_EXPIRED,
    18: Fault.TLS_SELF_SIGNED,
    62: Fault.TLS_WRONG_HOST,
    64: Fault.TLS_WRONG_HOST,
}


def endpoints_flow(host: str, port: int, policy: VerifyPolicy) -> Flow[tuple[Endpoint, ...]]:
    """Where to connect for a host and a port, in the order of trying.

    Every address of the host is judged, and one that is not public condemns the host: a name whose
    answers mix public and private addresses is set up to reach inside.

    Raises:
        Stopped: Nowhere; it carries the answer to the question that wanted to connect.
    """
    permit = permit_host(host, policy.facts)
    if not permit.allowed:
        raise Stopped(Refused(permit.reason))
    addresses = yield from _addresses_flow(normal_host(host))
    for address in addresses:
        permit = permit_address(address, policy.facts)
        if not permit.allowed:
            raise Stopped(Refused(f"{host!r} leads to a forbidden address. {permit.reason}"))
    return tuple(_routed(address, port, policy) for address in addresses[:_MAX_TRIES])


def _addresses_flow(name: str) -> Flow[tuple[str, ...]]:
    literal = as_address(name)
    if literal is not None:
        return (str(literal),)
    found = yield from ask(AddressLookup(name))
    match found:
        case Addresses(addresses):
            return addresses
        case NoSuchDomain():
            raise Stopped(Unreachable(Fault.NO_ADDRESS, "The host name does not exist."))
        case NoRecords():
            raise Stopped(Unreachable(Fault.NO_ADDRESS, "The host name has no address."))
        case Unreachable():
            raise Stopped(found)
        case _:
            assert_never(found)


def _routed(address: str, port: int, policy: VerifyPolicy) -> Endpoint:
    endpoint = policy.network.endpoint(address, port)
    if endpoint is None:
        raise Stopped(Unreachable(Fault.CONNECTION_REFUSED, "The sandbox has no route for it."))
    return endpoint


def shares(
    endpoints: tuple[Endpoint, ...], allowance: Allowance
) -> Iterator[tuple[Endpoint, Allowance]]:
    """Each endpoint with the part of the time that is left for it, so that none uses it all."""
    for place, endpoint in enumerate(endpoints):
        left = allowance.left() / (len(endpoints) - place)
        yield endpoint, Allowance(time.monotonic() + left, allowance.fault)


def check_port(port: int, ports: tuple[int, ...]) -> None:
    """Refuse a port that is not on the list.

    Raises:
        Stopped: With the refusal.
    """
    if port not in ports:
        raise Stopped(Refused(f"Port {port} is not among those that may be connected to."))


def stopped_by(error: OSError | ValueError, allowance: Allowance) -> Stopped:
    """What a failure of a socket or of TLS means."""
    if isinstance(error, TimeoutError):
        return allowance.over()
    return Stopped(Unreachable(*_fault_of(error)))


def _fault_of(error: OSError | ValueError) -> tuple[Fault, str]:
    import ssl

    match error:
        case ConnectionRefusedError():
            return Fault.CONNECTION_REFUSED, "Nobody listens there."
        # Before the others, because it is an SSLError and a ValueError too.
        case ssl.SSLCertVerificationError():
            return _TLS_FAULTS.get(error.verify_code, Fault.TLS_UNTRUSTED), error.verify_message
        case ssl.SSLError():
            return Fault.TLS_FAILED, getattr(error, "reason", None) or "No TLS was agreed on."
        case ConnectionError():
            return Fault.CONNECTION_LOST, "The other side hung up."
        case ValueError():
            return Fault.TLS_FAILED, "The host name cannot stand in a certificate."
        case _:
            return Fault.NETWORK, error.strerror or "The network failed."
