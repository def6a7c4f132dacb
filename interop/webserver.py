"""A real web server: nginx, with sound and broken certificates."""

from __future__ import annotations

import contextlib
import os

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import trustme

from interop.packages import Unpacked
from interop.programs import free_port, running, write


SETTINGS = Path(__file__).parent / "web" / "nginx.conf"
_PAGE = """<!doctype html><html lang="es"><head><title>Aguas del Norte: tratamiento de agua</title></head>
<body><h1>Aguas del Norte</h1><p>Diseñamos y montamos plantas de tratamiento de agua para hoteles y granjas
desde 1998. Escríbanos a compras@site.example o visite nuestra fábrica en Zaragoza.</p></body></html>
"""
_STS = """version: STSv1\r
mode: enforce\r
mx: mx1.atlas.example\r
mx: *.atlas.example\r
max_age: 604800\r
"""


@attrs.frozen
class Web:
    """Where nginx listens, and the file with the root to trust."""

    http: int
    https: int
    ca_file: str


@contextlib.contextmanager
def nginx(unpacked: Unpacked, folder: Path) -> Iterator[Web]:
    """Nginx with a host for each case."""
    ours = trustme.CA()
    ours.cert_pem.write_to_path(str(folder / "root.pem"))
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    _keep(folder, "site", ours.issue_cert("site.example", "www.site.example", "moved.example"))
    _keep(folder, "mta-sts", ours.issue_cert("mta-sts.atlas.example"))
    _keep(folder, "welcome", ours.issue_cert("welcome.example"))
    _keep(folder, "wronghost", ours.issue_cert("another.example"))
    ended = long_ago + timedelta(days=90)
    _keep(
        folder, "expired", ours.issue_cert("expired.example", not_before=long_ago, not_after=ended)
    )
    alone = trustme.CA()
    alone.cert_pem.write_to_path(str(folder / "selfsigned.pem"))
    alone.private_key_pem.write_to_path(str(folder / "selfsigned.key"))
    write(folder / "site/index.html", _PAGE)
    write(folder / "mta-sts/.well-known/mta-sts.txt", _STS)
    http, https = free_port(), free_port()
    values = {
        "folder": folder,
        "http": http,
        "https": https,
        "default": unpacked.path("usr/share/nginx/html"),
        "user": "user nobody nogroup;" if os.getuid() == 0 else "",
    }
    settings = write(folder / "nginx.conf", SETTINGS.read_text(), values)
    command = ("usr/sbin/nginx", "-p", folder, "-e", "stderr", "-c", settings)
    with running(unpacked, command, folder, (http, https)):
        yield Web(http, https, str(folder / "root.pem"))


def _keep(folder: Path, name: str, leaf: trustme.LeafCert) -> None:
    leaf.cert_chain_pems[0].write_to_path(str(folder / f"{name}.pem"))
    leaf.private_key_pem.write_to_path(str(folder / f"{name}.key"))
