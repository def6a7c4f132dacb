"""What every test stands on: no network but loopback."""

from __future__ import annotations

import ipaddress
import sys


def _only_loopback(event, arguments):
    """Refuse, below every library, to connect or send anywhere but to this machine."""
    if event not in {"socket.connect", "socket.sendto"}:
        return
    address = arguments[1]
    if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
        raise AssertionError(f"A test reached for the network: {address}")


sys.addaudithook(_only_loopback)
