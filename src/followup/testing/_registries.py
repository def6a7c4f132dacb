"""The registries of a small internet: RDAP as ordinary sites, WHOIS as texts, and the tables that lead there. Pure."""

from __future__ import annotations

import json

from collections.abc import Mapping

from followup.data import BUNDLED, Facts
from followup.testing.faults import RegistryProtocol
from followup.testing.names import Registry
from followup.testing.world import Domain, Reply, Site, World


_RDAP = "application/rdap+json"
_NOBODY = Reply(
    status=404,
    html='{"errorCode": 404, "title": "Not Found"}',
    content_type=_RDAP,
)

# By host: what the WHOIS server there knows, by domain.
WhoisServers = Mapping[str, Mapping[str, Registry]]


def with_rdap(world: World) -> World:
    """The same world with the sites of its registries; a site of yours at such a name stays yours."""
    sites: dict[str, dict[str, Reply]] = {}
    for name, registry in _of(world, RegistryProtocol.RDAP).items():
        pages = sites.setdefault(f"rdap.nic.{_ending(name)}", {"*": _NOBODY})
        pages[f"/domain/{name}"] = _reply(name, registry)
    domains = {
        host: Domain(site=Site(pages=pages, hosts=("@",)), mail=None)
        for host, pages in sites.items()
    }
    return World({**domains, **world.domains})


def whois_servers(world: World) -> WhoisServers:
    """The WHOIS servers of a world."""
    servers: dict[str, dict[str, Registry]] = {}
    for name, registry in _of(world, RegistryProtocol.WHOIS).items():
        servers.setdefault(f"whois.nic.{_ending(name)}", {})[name] = registry
    return servers


def whois_text(name: str, registry: Registry) -> str:
    """What a WHOIS server answers about a domain."""
    if registry.answer is not None:
        return registry.answer
    since = f"Creation Date: {registry.since}T00:00:00Z\r\n" if registry.since else ""
    return f"Domain Name: {name}\r\n{since}Registrar: Names\r\nDomain Status: ok\r\n"


def facts_of(world: World) -> Facts:
    """The bundled tables, and in front of them the registries of a world."""
    rdap = {_ending(name) for name in _of(world, RegistryProtocol.RDAP)}
    whois = {_ending(name) for name in _of(world, RegistryProtocol.WHOIS)}
    if not rdap | whois:
        return BUNDLED
    rows = [
        {**row, "endings": " ".join(set(row["endings"].split()) - whois)}
        for table in ("rdap_servers", "rdap_overrides")
        for row in BUNDLED.table(table).rows
    ]
    rows += [{"url": f"https://rdap.nic.{one}/", "endings": one} for one in sorted(rdap)]
    asked = [{"ending": one, "server": f"whois.nic.{one}", "query": "{}"} for one in sorted(whois)]
    known = [*BUNDLED.table("whois_servers").rows, *asked]
    title = "the registries of this small internet"
    own = BUNDLED.with_table("rdap_overrides", rows, title=title)
    own = own.with_table("rdap_servers", rows, title=title)
    return own.with_table("whois_servers", known, title=title)


def _of(world: World, protocol: RegistryProtocol) -> dict[str, Registry]:
    return {
        name: domain.registry
        for name, domain in world.domains.items()
        if domain.registry is not None and domain.registry.protocol is protocol
    }


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


def _reply(name: str, registry: Registry) -> Reply:
    said = json.dumps(_record(name, registry)) if registry.answer is None else registry.answer
    return Reply(
        html=said,
        status=registry.status,
        headers=registry.headers,
        content_type=_RDAP,
        fault=registry.fault,
        delay=registry.delay,
    )


def _record(name: str, registry: Registry) -> dict[str, object]:
    """RFC 9083 section 5.3."""
    since = [{"eventAction": "registration", "eventDate": f"{registry.since}T00:00:00Z"}]
    return {
        "objectClassName": "domain",
        "ldhName": name,
        "status": ["active"],
        "events": since if registry.since else [],
    }
