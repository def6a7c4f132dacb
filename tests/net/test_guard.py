"""The dialling, with canned answers."""

from __future__ import annotations

import errno
import ssl

import pytest

from followup._ask import Addresses, AddressLookup, Fault, NoRecords, Unreachable
from followup._net.drive import run
from followup._net.guard import check_port, endpoints_flow, shares, stopped_by
from followup._net.limits import Allowance, Stopped
from followup.verify.policy import Endpoint, NetworkPolicy, Route, VerifyPolicy


_POLICY = VerifyPolicy()


class _Names:
    """Answers every question for addresses alike."""

    def __init__(self, answer):
        self._answer = answer

    def answer(self, question, deadline):
        assert isinstance(question, AddressLookup)
        return self._answer


def test_every_address_is_an_endpoint_in_its_order():
    """Up to a handful; a name may have hundreds."""
    many = tuple(f"8.8.{number}.8" for number in range(100))

    endpoints = run(endpoints_flow("A.example", 443, _POLICY), _Names(Addresses(many)))

    assert endpoints == tuple(Endpoint(address, 443) for address in many[:6])


def test_an_address_leads_to_itself_in_normal_form():
    """Nobody is asked."""
    assert run(endpoints_flow("0x08080808", 80, _POLICY), _Names(None)) == (
        Endpoint("8.8.8.8", 80),
    )


def test_a_route_goes_after_the_guard():
    """A sandbox does not open the inside."""
    policy = VerifyPolicy(network=NetworkPolicy(routes=(Route(80, Endpoint("127.0.0.1", 8_080)),)))

    assert run(endpoints_flow("8.8.8.8", 80, policy), _Names(None)) == (
        Endpoint("127.0.0.1", 8_080),
    )
    with pytest.raises(Stopped):
        run(endpoints_flow("127.0.0.1", 80, policy), _Names(None))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NoRecords(), Fault.NO_ADDRESS),
        (Unreachable(Fault.SERVER_FAILURE), Fault.SERVER_FAILURE),
    ],
)
def test_a_name_without_addresses_stops_the_dialling(answer, expected):
    """With the reason."""
    with pytest.raises(Stopped) as stopped:
        run(endpoints_flow("a.example", 80, _POLICY), _Names(answer))

    assert stopped.value.answer.fault is expected


def test_no_address_uses_the_time_of_the_others(no_time_passes):
    """Of what is left each gets its part."""
    endpoints = tuple(Endpoint("8.8.8.8", port) for port in (1, 2, 3))

    parts = [share.until for _, share in shares(endpoints, Allowance.by(9.0))]

    assert parts == [3.0, 4.5, 9.0]


def test_ports_are_checked():
    """Those on the list pass."""
    check_port(443, (80, 443))
    with pytest.raises(Stopped):
        check_port(22, (80, 443))


def _bad_certificate(code):
    error = ssl.SSLCertVerificationError()
    error.verify_code, error.verify_message = code, "of the test"
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (TimeoutError(), Fault.DEADLINE),
        (ConnectionRefusedError(), Fault.CONNECTION_REFUSED),
        (ConnectionResetError(), Fault.CONNECTION_LOST),
        (BrokenPipeError(), Fault.CONNECTION_LOST),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Fault.NETWORK),
        (OSError(), Fault.NETWORK),
        (ValueError("server_hostname"), Fault.TLS_FAILED),
        (ssl.SSLError(), Fault.TLS_FAILED),
        (ssl.SSLEOFError(), Fault.TLS_FAILED),
        (_bad_certificate(9), Fault.TLS_EXPIRED),
        (_bad_certificate(10), Fault.TLS_EXPIRED),
        (_bad_certificate(18), Fault.TLS_SELF_SIGNED),
        (_bad_certificate(19), Fault.TLS_UNTRUSTED),
        (_bad_certificate(20), Fault.TLS_UNTRUSTED),
        (_bad_certificate(62), Fault.TLS_WRONG_HOST),
        (_bad_certificate(64), Fault.TLS_WRONG_HOST),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, Fault) else None,
)
def test_every_failure_has_its_name(error, fault):
    """What sockets and OpenSSL raise."""
    assert stopped_by(error, Allowance.by(0.0)).answer.fault is fault
