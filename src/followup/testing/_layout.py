"""Who has which address in a small internet, and what stands behind it. Pure; no sockets here."""

from __future__ import annotations

import ipaddress

from collections.abc import Iterator, Mapping
from itertools import chain

import attrs

from followup.errors import InvalidValue
from followup.testing._registries import WhoisServers, whois_servers, with_rdap
from followup.testing.faults import MxSetup
from followup.testing.names import Registry
from followup.testing.world import Domain, Mail, Site, World


# Globally reachable and nobody's host: AS112 (RFC 7535, RFC 7534) and AMT (RFC 7450). The guard permits them.
_NOBODYS = ("192.31.196.0/24", "192.175.48.0/24", "192.52.193.0/24")


@attrs.frozen
class MailServer:
    """What answers at port 25 of an address: its name, and the domains whose mail it takes."""

    host: str
    mails: dict[str, Mail]

    @property
    def conduct(self) -> Mail:
        """The mail whose faults and delays the server has: that of the first domain."""
        return next(iter(self.mails.values()))


@attrs.frozen(kw_only=True)
class Layout:
    """A world with addresses.

    Attributes:
        world: The world.
        addresses: Of every host that has a fixed one, by name.
        rebinding: Of the hosts of a site: the addresses that further questions get in turn.
        web: The sites behind each address, by host.
        mail: The mail server behind each address.
        whois: The WHOIS server behind each address: its name, and what it knows.
    """

    world: World
    addresses: dict[str, tuple[str, ...]]
    rebinding: dict[str, tuple[str, ...]]
    web: dict[str, dict[str, Site]]
    mail: dict[str, MailServer]
    whois: dict[str, tuple[str, Mapping[str, Registry]]]

    def owner(self, name: str) -> str | None:
        """The deepest domain that holds a name."""
        return _owner(self.world, name)

    def site(self, host: str) -> Site | None:
        """The site that answers to a host name, or to an address of its own."""
        owner = self.owner(host)
        if owner is not None:
            return self.world.domains[owner].site
        return next(iter(self.web.get(host, {}).values()), None)


def lay_out(world: World) -> Layout:
    """Give every host an address.

    Raises:
        InvalidValue: There are more domains than addresses.
    """
    servers = whois_servers(world)
    world = with_rdap(world)
    pool = chain.from_iterable(map(str, ipaddress.ip_network(block).hosts()) for block in _NOBODYS)
    own = {name: _next(pool) for name in world.domains}
    layout = Layout(world=world, addresses={}, rebinding={}, web={}, mail={}, whois={})
    for name, domain in world.domains.items():
        usual = domain.dns.addresses
        _place_site(layout, name, domain, (own[name],) if usual is None else usual)
    for name, domain in world.domains.items():
        _place_mail(layout, name, domain.mail, own, pool)
    _place_whois(layout, servers, pool)
    return layout


def mail_host(name: str, mail: Mail) -> str | None:
    """The name of a domain's mail server, or None if it has none."""
    if mail.mx in {MxSetup.NULL, MxSetup.NONE}:
        return None
    return name if mail.mx is MxSetup.IMPLICIT else mail.host or f"mx.{name}"


def _place_site(layout: Layout, name: str, domain: Domain, addresses: tuple[str, ...]) -> None:
    labels = domain.site.hosts if domain.site else ("@",)
    hosts = {name if label == "@" else f"{label}.{name}" for label in labels}
    for host in sorted(hosts - (layout.world.domains.keys() - {name})):
        layout.addresses[host] = addresses
        layout.rebinding[host] = domain.dns.rebinding
    for address in dict.fromkeys(addresses + domain.dns.rebinding):
        behind = layout.web.setdefault(address, {})
        if domain.site:
            behind[name] = domain.site


def _place_mail(
    layout: Layout, name: str, mail: Mail, own: dict[str, str], pool: Iterator[str]
) -> None:
    host = mail_host(name, mail)
    if host is None:
        return
    if host not in layout.addresses:
        owner = _owner(layout.world, host)
        layout.addresses[host] = (own[owner] if owner else _next(pool),)
    for address in layout.addresses[host]:
        layout.mail.setdefault(address, MailServer(host, {})).mails[name] = mail


def _place_whois(layout: Layout, servers: WhoisServers, pool: Iterator[str]) -> None:
    for host, known in servers.items():
        address = _next(pool)
        layout.addresses[host] = (address,)
        layout.whois[address] = (host, known)


def _owner(world: World, name: str) -> str | None:
    labels = name.split(".")
    endings = (".".join(labels[start:]) for start in range(len(labels)))
    return next((ending for ending in endings if ending in world.domains), None)


def _next(pool: Iterator[str]) -> str:
    address = next(pool, None)
    if address is None:
        raise InvalidValue(
            "World.domains",
            "…",
            "need more addresses than there are",
            "Use at most 762 domains, or let them share: Dns(addresses=('192.31.196.1',))",
        )
    return address
