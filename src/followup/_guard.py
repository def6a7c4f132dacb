"""What may be connected to: public addresses, web ports, plain host names. Pure; nothing is resolved here.

The rules stand under every connection that ``followup`` opens, because every URL, host name and redirect
comes from strangers. ``ipaddress.is_global`` is not used: Python 3.11 is wrong on several blocks.
"""

from __future__ import annotations

import ipaddress
import unicodedata

from urllib.parse import SplitResult, urlsplit

import attrs

from followup._value import NoTruth, Value
from followup.data import BUNDLED, Facts


Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_PORTS = (80, 443, 8080, 8443)
_DEFAULT_PORT = {"http": 80, "https": 443}
# RFC 9110 section 4.1 wants at least 8,000 octets; RFC 1035 section 2.3.4 allows 253 characters.
_LONGEST_URL, _LONGEST_NAME = 8_000, 253
_LONGEST_FOLDED = 1_000
# RFC 6761, RFC 6762, RFC 8375 and what clouds use inside.
_PRIVATE_SUFFIXES = ("localhost", "local", "localdomain", "internal", "home.arpa", "onion", "alt")


@attrs.frozen
class Permit(NoTruth, Value):
    """Whether something may be connected to.

    Attributes:
        allowed: True or False; there is no unknown here.
        reason: One plain sentence.
    """

    allowed: bool
    reason: str


_ALLOWED = Permit(True, "It is a public address.")


def permit_address(address: str | Address, facts: Facts = BUNDLED) -> Permit:
    """Whether an IP address is public, after the table ``special_addresses``."""
    parsed = as_address(address) if isinstance(address, str) else address
    if parsed is None:
        return _refuse(f"{address!r} is not an IP address.")
    if getattr(parsed, "scope_id", None):
        return _refuse("An address with a scope is local.")
    for network, reachable, name in facts.view(_special_networks):
        if parsed.version == network.version and parsed in network:
            return _ALLOWED if reachable else _refuse(f"{parsed} is not public: {name}.")
    return _ALLOWED


def permit_url(url: str, ports: tuple[int, ...] = WEB_PORTS, facts: Facts = BUNDLED) -> Permit:
    """Whether a URL may be fetched, as far as its text tells; names are judged again once they are resolved."""
    try:
        target = split_url(url)
    except ValueError as error:
        return _refuse(f"{error}.")
    if port_of(target) not in ports:
        return _refuse(f"Port {port_of(target)} is not a web port.")
    return permit_host(target.hostname or "", facts)


def permit_host(host: str, facts: Facts = BUNDLED) -> Permit:
    """Whether a host, a name or an address in any notation, may be asked for."""
    name = normal_host(host)
    address = as_address(name)
    if address is not None:
        return permit_address(address, facts)
    if len(name) > _LONGEST_NAME:
        return _refuse(f"{name[:_LONGEST_NAME]!r}… is longer than a name of the DNS can be.")
    if "." not in name:
        return _refuse(f"{name!r} has no dot: it is a name of a local network.")
    if any(name == suffix or name.endswith(f".{suffix}") for suffix in _PRIVATE_SUFFIXES):
        return _refuse(f"{name!r} is a name for local use.")
    if name.rsplit(".", 1)[1].isdigit():
        return _refuse(f"{name!r} ends in a number and is no address.")
    return Permit(True, "It is a public name; its addresses are judged when it is resolved.")


def split_url(url: str) -> SplitResult:
    """An absolute http or https URL in its parts, with a host in normal form.

    Raises:
        ValueError: It is none, or its text is a trick; the message says which, without a full stop.
    """
    if len(url) > _LONGEST_URL:
        raise ValueError(f"The URL is longer than {_LONGEST_URL:,} characters")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url) or "\\" in url:
        raise ValueError("The URL holds white space, control characters or backslashes")
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORT:
        raise ValueError(f"The scheme {parts.scheme!r} is not http or https")
    if "@" in parts.netloc or "%" in parts.netloc.partition("]")[0]:
        raise ValueError("The URL holds user information or an escaped host")
    if not parts.hostname:
        raise ValueError("The URL names no host")
    if parts.port == 0:
        raise ValueError("The port is 0")
    host = normal_host(parts.hostname)
    netloc = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=netloc if parts.port is None else f"{netloc}:{parts.port}")


def port_of(target: SplitResult) -> int:
    """The port of a URL, that of its scheme where it names none."""
    return target.port or _DEFAULT_PORT[target.scheme]


def normal_host(host: str) -> str:
    """A host name in small ASCII letters: full-width forms folded, IDN as A-labels, no final dot.

    What cannot be encoded comes back folded but not encoded, and no resolver will know it.
    """
    # Sorting combining marks takes the square of their number, and nothing as long is a name.
    folded = (
        unicodedata.normalize("NFKC", host[:_LONGEST_FOLDED])
        .lower()
        .replace("\u3002", ".")
        .rstrip(".")
    )
    if folded.isascii():
        return folded
    import idna

    try:
        return idna.encode(folded, uts46=True).decode("ascii")
    except idna.IDNAError:
        return folded


def as_address(host: str) -> Address | None:
    """The address that a host denotes, in any notation that C libraries read, or None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return _loose_ipv4(host)


def _loose_ipv4(host: str) -> ipaddress.IPv4Address | None:
    """Decimal, octal, hexadecimal and short forms, after inet_aton(3): 127.1, 0x7f000001, 017700000001."""
    parts = host.split(".")
    if len(parts) > 4:
        return None
    try:
        numbers = [_c_integer(part) for part in parts]
    except ValueError:
        return None
    *leading, last = numbers
    if any(number > 255 for number in leading) or last >= 256 ** (5 - len(numbers)):
        return None
    value = last + sum(number << (24 - 8 * place) for place, number in enumerate(leading))
    return ipaddress.IPv4Address(value)


def _c_integer(text: str) -> int:
    if not text.isascii() or not text.isalnum() or len(text) > 16:
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") else 10)


def _special_networks(facts: Facts) -> tuple[tuple[Network, bool, str], ...]:
    """The narrowest network first, so that an exception inside a block is met before the block."""
    networks = [
        (ipaddress.ip_network(row["network"]), row["reachable"] == "yes", row["name"])
        for row in facts.table("special_addresses").rows
    ]
    return tuple(sorted(networks, key=lambda entry: -entry[0].prefixlen))


def _refuse(reason: str) -> Permit:
    return Permit(False, reason)
