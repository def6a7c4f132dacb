"""The servers, begun when a test first needs them; what each test saw is written into a table."""

from __future__ import annotations

import os
import tempfile

from pathlib import Path

import attrs
import pytest

from followup.verify import Checks, Endpoint, NetworkPolicy, Route, VerifyPolicy
from interop import mailservers, nameservers, packages, webserver
from interop.clients import DRIVERS, Client


# Which addresses lead to which temper of Postfix (zones/example.zone).
_AT = {
    "192.31.196.21": "boxes",
    "192.31.196.30": "boxes",
    "192.31.196.31": "grey",
    "192.31.196.32": "screened",
    "192.31.196.33": "strict",
    "192.31.196.34": "secret",
    "192.31.196.35": "plain",
    "192.31.196.36": "full",
    "192.31.196.37": "closed",
    "192.31.196.38": "impatient",
    "192.31.196.39": "choosy",
    "192.31.196.40": "single",
    "192.31.196.43": "busy",
    "192.31.196.44": "patient",
}
_EXIM_AT = "192.31.196.41"
_ROWS = pytest.StashKey[dict[tuple[str, ...], None]]()
# Real servers on a shared machine: slow is not wrong.
_PATIENT = NetworkPolicy(
    deadline=40.0, timeout=30.0, dns_timeout=2.0, dns_lifetime=4.0, rate_per_host=1_000.0
)


def pytest_addoption(parser):
    """Where the packages are, and where the table goes."""
    parser.addoption("--fetched", type=Path, help="the folder of interop.packages")
    parser.addoption("--table", type=Path, help="write what was seen into this file, as Markdown")


def pytest_configure(config):
    """An empty table."""
    config.stash[_ROWS] = {}


@pytest.fixture(scope="session")
def fetched(request):
    """The folder of ``interop.packages``."""
    folder = request.config.getoption("--fetched")
    assert folder, "Say --fetched FOLDER, or run nox -s interop."
    return folder.resolve()


@pytest.fixture(scope="session")
def place():
    """A folder for everything; pytest's own may not be entered by the users as whom servers run."""
    with tempfile.TemporaryDirectory(prefix="interop-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def unpacked(fetched, place):
    """The packages, unpacked while nobody else may enter."""
    made = packages.Unpacked(fetched, place / "root")
    place.chmod(0o755)
    return made


@pytest.fixture(scope="session")
def folder(place):
    """Makes a folder of a name."""

    def make(name):
        made = place / name
        made.mkdir()
        return made

    return make


@pytest.fixture(scope="session")
def nsd(unpacked, folder):
    """NSD, serving our zones."""
    with nameservers.nsd(unpacked, folder("nsd")) as server:
        yield server


@pytest.fixture(scope="session")
def ignorant_nsd(unpacked, folder):
    """NSD without the witness: what it denies is not believed."""
    with nameservers.nsd(unpacked, folder("ignorant-nsd"), public=False) as server:
        yield server


@pytest.fixture(scope="session")
def knot(unpacked, folder):
    """Knot, serving our zones and signing two."""
    with nameservers.knot(unpacked, folder("knot")) as server:
        yield server


@pytest.fixture(scope="session")
def unbound(unpacked, folder, knot):
    """Unbound, resolving and validating over Knot."""
    with nameservers.unbound(unpacked, folder("unbound"), knot) as server:
        yield server


@pytest.fixture(scope="session")
def closed_network(unpacked, folder):
    """A resolver that denies everything."""
    with nameservers.closed_network(unpacked, folder("closed-network")) as server:
        yield server


@pytest.fixture(scope="session")
def postfix_itself(unpacked, folder):
    """Postfix, with Postgrey and Dovecot behind it."""
    if os.getuid() != 0:
        pytest.skip("Postfix can be begun by root only.")
    with mailservers.postfix(unpacked, folder("postfix-and-more")) as running:
        yield running


@pytest.fixture(scope="session")
def postfix(postfix_itself):
    """The ways to Postfix's tempers."""
    ports = postfix_itself.ports
    return tuple(_route(25, ports[temper], address) for address, temper in _AT.items())


@pytest.fixture(scope="session")
def exim(unpacked, folder):
    """The way to Exim."""
    with mailservers.exim(unpacked, folder("exim")) as port:
        yield (_route(25, port, _EXIM_AT),)


@pytest.fixture(scope="session")
def nginx(unpacked, folder):
    """Nginx, and its root of trust."""
    with webserver.nginx(unpacked, folder("nginx")) as web:
        yield web


def _route(port, to, address=None):
    return Route(port, Endpoint("127.0.0.1", to), address)


@pytest.fixture(params=DRIVERS)
def client(request):
    """Asks with one driver, then with the other."""
    return Client(request.param)


@pytest.fixture(scope="session")
def policy_for():
    """A policy that asks one name server, and whose connections go nowhere but to the routes."""

    def policy(server, routes=(), *, mailbox=False, ca_file=None):
        network = attrs.evolve(_PATIENT, dns_servers=(server,), routes=routes, ca_file=ca_file)
        checks = Checks(mailbox=mailbox)
        return VerifyPolicy(network=network, checks=checks, helo="verifier.example")

    return policy


@pytest.fixture
def saw(request):
    """Compares what was expected with what was seen, and keeps both for the table."""
    title = request.path.stem.removeprefix("test_").capitalize()

    def compare(server, case, expected, seen):
        rows = request.config.stash[_ROWS]
        rows[title, server, case, _plain(expected), _plain(seen)] = None
        assert seen == expected

    return compare


def pytest_sessionfinish(session):
    """Write the table, each row once."""
    table = session.config.getoption("--table")
    if table is None:
        return
    rows = session.config.stash[_ROWS]
    parts = [_table(title, rows) for title in dict.fromkeys(title for title, *_ in rows)]
    table.write_text("\n".join(parts))


def _table(title, rows):
    """The rows of one file of tests; servers that behaved alike share a row."""
    servers: dict[tuple[str, ...], list[str]] = {}
    for part, server, *row in rows:
        if part == title:
            servers.setdefault(tuple(row), []).append(server)
    lines = [f"### {title}", "", "| case | server | expected | seen |", "|---|---|---|---|"]
    for (case, expected, seen), by in servers.items():
        lines.append(f"| {case} | {', '.join(by)} | {expected} | {seen} |")
    return "\n".join(lines) + "\n"


def _plain(what):
    """As a cell of the table says it."""
    if isinstance(what, tuple):
        return ", ".join(map(_plain, what))
    return {True: "yes", False: "no"}[what] if isinstance(what, bool) else str(what)
