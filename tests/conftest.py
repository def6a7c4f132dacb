"""What every test stands on: no network but loopback, no race against the clock."""

from __future__ import annotations

import ipaddress
import sys

from hypothesis import HealthCheck, settings


def _only_loopback(event, arguments):
    """Refuse, below every library, to connect or send anywhere but to this machine."""
    if event not in {"socket.connect", "socket.sendto"}:
        return
    address = arguments[1]
    if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
        raise AssertionError(f"A test reached for the network: {address}")


sys.addaudithook(_only_loopback)

# How fast an example is made and runs depends on what else the machine does; benchmarks judge speed.
settings.register_profile("followup", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("followup")
