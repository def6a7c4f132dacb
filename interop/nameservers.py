"""Real name servers over the zones in ``zones/``: NSD and Knot serve them, Unbound resolves over Knot."""

from __future__ import annotations

import contextlib
import shutil

from collections.abc import Iterator
from pathlib import Path

import dns.message
import dns.query

from followup.verify import Endpoint
from interop.packages import Unpacked
from interop.programs import free_port, output_of, running, write


ZONES = Path(__file__).parent / "zones"
_PLAIN = ("atlas.example", "big.example")
_SIGNED = ("signed.example", "bogus.example")
_PARENT = "example"
# What a resolver for the public DNS knows; in a closed network nobody does.
_PUBLIC = ("root-servers.net",)
# Configured, and its file is missing: the server fails.
_FAILING = "servfail.example"


@contextlib.contextmanager
def nsd(unpacked: Unpacked, folder: Path, *, public: bool = True) -> Iterator[Endpoint]:
    """NSD; ``public`` is whether it knows the witness of the public DNS."""
    port = free_port()
    zones = (_PARENT, *_PLAIN, *_SIGNED, _FAILING, *(_PUBLIC if public else ()))
    listed = "".join(f'zone:\n  name: "{zone}"\n  zonefile: "{zone}.zone"\n' for zone in zones)
    values = {"port": port, "zones": ZONES, "folder": folder}
    settings = write(folder / "nsd.conf", _NSD + listed, values)
    with running(unpacked, ("usr/sbin/nsd", "-d", "-c", settings), folder, (port,)):
        yield Endpoint("127.0.0.1", port)


@contextlib.contextmanager
def knot(unpacked: Unpacked, folder: Path) -> Iterator[Endpoint]:
    """Knot, which signs a zone and two below it, and serves a root of our own.

    The parent vouches for one of the two, and has a key of nobody for the other.
    """
    port = free_port()
    served = folder / "zones"
    shutil.copytree(ZONES, served)
    listed = "".join(f"  - domain: {zone}\n" for zone in (*_PLAIN, _FAILING, *_PUBLIC))
    signed = (_PARENT, *_SIGNED)
    listed += "".join(f"  - domain: {zone}\n    dnssec-signing: on\n" for zone in signed)
    listed += "  - domain: .\n    file: root.zone\n"
    settings = write(folder / "knot.conf", _KNOT + listed, {"port": port, "folder": folder})
    with (served / "example.zone").open("a") as parent:
        parent.write(_vouched(unpacked, settings, "signed.example", "signed.example"))
        parent.write(_vouched(unpacked, settings, "big.example", "bogus.example"))
    with running(unpacked, ("usr/sbin/knotd", "-c", settings), folder, (port,)):
        yield Endpoint("127.0.0.1", port)


@contextlib.contextmanager
def unbound(unpacked: Unpacked, folder: Path, authority: Endpoint) -> Iterator[Endpoint]:
    """Unbound, which resolves over an authority and validates: it trusts the key of ``example``."""
    port = free_port()
    values = {
        "port": port,
        "folder": folder,
        "authority": f"{authority.address}@{authority.port}",
        "anchors": write(folder / "anchors", f"{_PARENT}. {_key_of(_PARENT, authority)}\n"),
    }
    settings = write(folder / "unbound.conf", _UNBOUND, values)
    with running(unpacked, ("usr/sbin/unbound", "-d", "-c", settings), folder, (port,)):
        yield Endpoint("127.0.0.1", port)


@contextlib.contextmanager
def closed_network(unpacked: Unpacked, folder: Path) -> Iterator[Endpoint]:
    """Unbound as closed networks have it: it denies all names that are not its own."""
    port = free_port()
    settings = write(folder / "unbound.conf", _CLOSED, {"port": port, "folder": folder})
    with running(unpacked, ("usr/sbin/unbound", "-d", "-c", settings), folder, (port,)):
        yield Endpoint("127.0.0.1", port)


def _vouched(unpacked: Unpacked, settings: Path, keys_of: str, name: str) -> str:
    """A DS record for a name, made of a new key of a zone."""
    for words in (("generate", "ksk=yes", "zsk=yes"), ("ds",)):
        said = output_of(unpacked, "usr/sbin/keymgr", "-c", settings, keys_of, *words)
    return f"{name}. DS {said.splitlines()[0].partition(' DS ')[2]}\n"


def _key_of(zone: str, server: Endpoint) -> str:
    query = dns.message.make_query(zone, "DNSKEY")
    answer = dns.query.tcp(query, server.address, timeout=30, port=server.port)
    keys = next(rrset for rrset in answer.answer if rrset.rdtype == dns.rdatatype.DNSKEY)
    return f"DNSKEY {next(key.to_text() for key in keys if key.flags == 257)}"


_NSD = """\
server:
  ip-address: 127.0.0.1@@port@
  server-count: 1
  username: ""
  chroot: ""
  zonesdir: "@zones@"
  database: ""
  pidfile: "@folder@/nsd.pid"
  xfrdfile: "@folder@/xfrd.state"
  xfrdir: "@folder@"
  zonelistfile: "@folder@/zone.list"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
"""

_KNOT = """\
server:
  listen: 127.0.0.1@@port@
  rundir: @folder@
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
log:
  - target: stderr
    any: info
database:
  storage: @folder@
policy:
  - id: one-key
    single-type-signing: on
template:
  - id: default
    dnssec-policy: one-key
    storage: @folder@/zones
    file: "%s.zone"
    zonefile-sync: -1
    zonefile-load: whole
    semantic-checks: soft
zone:
"""

_UNBOUND_BASE = """\
server:
  interface: 127.0.0.1
  outgoing-interface: 127.0.0.1
  port: @port@
  num-threads: 1
  username: ""
  chroot: ""
  directory: "@folder@"
  pidfile: "@folder@/unbound.pid"
  use-syslog: no
  logfile: ""
  verbosity: 1
"""

_UNBOUND = (
    _UNBOUND_BASE
    + """\
  do-not-query-localhost: no
  module-config: "validator iterator"
  trust-anchor-file: "@anchors@"
stub-zone:
  name: "."
  stub-addr: @authority@
# A key of a zone is vouched for in the zone above; that one is asked for by name too.
stub-zone:
  name: "example"
  stub-addr: @authority@
remote-control:
  control-enable: no
"""
)

_CLOSED = (
    _UNBOUND_BASE
    + """\
  local-zone: "." static
remote-control:
  control-enable: no
"""
)
