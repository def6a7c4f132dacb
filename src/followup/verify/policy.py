"""What may be asked, how long, how often, and of whom: one frozen object, given to a client once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import attrs

from followup._guard import WEB_PORTS, Permit, as_address, normal_host, permit_address, permit_url
from followup._normal import require_text
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue


@attrs.frozen(kw_only=True)
class Checks:
    """Which checks are made. A check that is not made is listed in ``not_checked``.

    Attributes:
        mail: Ask DNS whether the domain exists and takes mail.
        registration: Ask the registry since when the domain is registered.
        site: Fetch the company's website.
        mailbox: Ask the mail server whether the person exists. Off by default: it is noisy, often
            blocked, and a stranger's server may hold it against you.
    """

    mail: bool = True
    registration: bool = True
    site: bool = True
    mailbox: bool = False


OFFLINE = Checks(mail=False, registration=False, site=False, mailbox=False)
"""Nothing is asked of the world; judgements rest on what the lead itself says."""


@attrs.frozen
class Endpoint:
    """Where a server listens: an IP address and a port."""

    address: str
    port: int = 53

    def __attrs_post_init__(self) -> None:
        if as_address(self.address) is None or not 0 < self.port < 65_536:
            raise InvalidValue(
                "Endpoint",
                f"{self.address}:{self.port}",
                "is not an address and a port",
                "Use ('192.0.2.1', 53)",
            )


@attrs.frozen
class Route:
    """In a sandbox: connections to a port, of one address or of any, go to an endpoint instead.

    Attributes:
        port: The port that was asked for, such as 443.
        to: Where the connection goes.
        address: The public address that was asked for, in normal form; None means any. A route for the
            address goes before a route for any.
    """

    port: int
    to: Endpoint
    address: str | None = None


def _positive(instance: object, field: attrs.Attribute[Any], value: float) -> None:
    if not value > 0:
        raise InvalidValue(
            f"{type(instance).__name__}.{field.name}",
            value,
            "is not more than 0",
            "Use a positive number",
        )


def _not_negative(instance: object, field: attrs.Attribute[Any], value: float) -> None:
    if not value >= 0:
        raise InvalidValue(
            f"{type(instance).__name__}.{field.name}", value, "is less than 0", "Use 0 or more"
        )


def _endpoints(given: Iterable[Endpoint | str]) -> tuple[Endpoint, ...]:
    return tuple(Endpoint(one) if isinstance(one, str) else one for one in given)


def _domains(given: str | Iterable[str]) -> tuple[str, ...]:
    several = (given,) if isinstance(given, str) else given
    return tuple(normal_host(one.strip().rpartition("@")[2]) for one in several)


@attrs.frozen(kw_only=True)
class NetworkPolicy:
    """How the network is used. Times are seconds, sizes are octets.

    Attributes:
        deadline: For one whole call, such as ``verifier.lead(lead)``; what is not known by then is unknown.
        timeout: For one question, once it has its turn: a page, a dialogue with a mail server.
        dns_timeout: For one try at one name server.
        dns_lifetime: For one name, over all tries.
        dns_servers: Whom to ask; empty means those that the system names, read at its first question.
        ports: Web ports that may be connected to.
        max_body: Of a page, after decompression; the rest is not read.
        max_redirects: After that many hops a chain is given up.
        max_in_flight: Questions under way at once in one client; names are counted apart.
        max_per_host: Questions under way at once at one host.
        rate_per_host: Questions a second at one host (DNS is not counted).
        mail_rate_per_host: Conversations begun a second with one mail server. It has no more than one with us
            at a time, for at most ten recipients, whatever else the policy says.
        cache_size: How many answers a client remembers, of pages at most 64 MiB.
        cache_seconds: How long it remembers them; failures only a tenth as long.
        user_agent: What web servers are told.
        ca_file: A PEM file with the roots to trust instead of the usual ones.
        routes: For sandboxes: where connections go instead, after the guard has permitted the public
            address; what has no route is unreachable. DNS is not routed. None means no sandbox.
    """

    deadline: float = attrs.field(default=10.0, validator=_positive)
    timeout: float = attrs.field(default=6.0, validator=_positive)
    dns_timeout: float = attrs.field(default=1.5, validator=_positive)
    dns_lifetime: float = attrs.field(default=4.0, validator=_positive)
    dns_servers: tuple[Endpoint, ...] = attrs.field(default=(), converter=_endpoints)
    ports: tuple[int, ...] = attrs.field(default=WEB_PORTS, converter=tuple)
    max_body: int = attrs.field(default=1_048_576, validator=_positive)
    max_redirects: int = 5
    max_in_flight: int = attrs.field(default=64, validator=_positive)
    max_per_host: int = attrs.field(default=2, validator=_positive)
    rate_per_host: float = attrs.field(default=5.0, validator=_positive)
    mail_rate_per_host: float = attrs.field(default=1.0, validator=_positive)
    cache_size: int = attrs.field(default=10_000, validator=_positive)
    cache_seconds: float = attrs.field(default=3_600.0, validator=_positive)
    user_agent: str = "followup (checks the websites of business contacts)"
    ca_file: str | None = None
    routes: tuple[Route, ...] | None = None

    def endpoint(self, address: str, port: int) -> Endpoint | None:
        """Where a connection to a permitted address goes; None if the sandbox has no route for it."""
        if self.routes is None:
            return Endpoint(address, port)
        fitting = [r for r in self.routes if r.port == port and r.address in (address, None)]
        fitting.sort(key=lambda route: route.address is None)
        return fitting[0].to if fitting else None


@attrs.frozen(kw_only=True)
class VerifyPolicy:
    """What a Verifier may do and how it judges.

    Attributes:
        checks: Which checks are made.
        network: How the network is used.
        helo: The name given to mail servers; must be yours. None forbids the mailbox check.
        mail_from: The envelope sender of the mailbox check; empty is the null sender.
        patience: For how many seconds the mailbox check may wait, once, where a server asks strangers to come
            again (greylisting); 0 is not at all. ``network.deadline`` must leave room for it.
        allow: Domains that you know to be a customer's: their line of evidence holds, whatever else is
            found. Names below them count too.
        deny: Domains that you know to be none: their line fails. ``allow`` goes before it.
        facts: The tables that judgements look up, the weights and thresholds among them.
    """

    checks: Checks = Checks()
    network: NetworkPolicy = NetworkPolicy()
    helo: str | None = None
    mail_from: str = ""
    patience: float = attrs.field(default=0.0, validator=_not_negative)
    allow: tuple[str, ...] = attrs.field(default=(), converter=_domains)
    deny: tuple[str, ...] = attrs.field(default=(), converter=_domains)
    facts: Facts = attrs.field(default=BUNDLED, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.checks.mailbox and not self.helo:
            raise InvalidValue(
                "VerifyPolicy.helo", self.helo, "is missing, and the mailbox check needs it",
                "Pass the host name that your IP address resolves to",
            )  # fmt: skip

    def lists(self, host: str) -> Literal["allowed", "denied"] | None:
        """Which of your own lists names a host or a domain above it; ``allow`` goes before ``deny``."""
        name = f".{normal_host(host)}"
        if any(name.endswith(f".{one}") for one in self.allow):
            return "allowed"
        return "denied" if any(name.endswith(f".{one}") for one in self.deny) else None

    def permits(self, url_or_address: str) -> Permit:
        """What the guard says to a URL or an IP address, without resolving anything.

        Raises:
            InvalidValue: It is no text.
        """
        require_text("url_or_address", url_or_address)
        if as_address(url_or_address) is not None:
            return permit_address(url_or_address, self.facts)
        return permit_url(url_or_address, self.network.ports, self.facts)
