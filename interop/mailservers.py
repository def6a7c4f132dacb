"""Real mail servers: Postfix in several tempers, with Postgrey and Dovecot behind it, and Exim."""

from __future__ import annotations

import contextlib
import os
import shutil
import time

from collections.abc import Iterator
from pathlib import Path

import attrs
import trustme

from interop.packages import Unpacked
from interop.programs import free_port, running, write


SETTINGS = Path(__file__).parent / "mail"
# What master.cf has a port for.
TEMPERS = (
    "boxes grey patient screened strict secret plain full closed impatient choosy single busy"
).split()
# Users that each Debian has. Postfix wants one as whom nothing else works.
_OWNER, _GROUP = "daemon", "games"
_SECONDS = "--greylist-text=Greylisted, please try again in %s seconds"
_QUEUE = (
    "active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace"
)


@attrs.frozen
class Postfix:
    """A port for each temper, and the file in which Postfix says what happened."""

    ports: dict[str, int]
    log: Path

    def conversations(self) -> int:
        """How many were begun so far, as soon as all of them have ended."""
        while True:
            said = self.log.read_text()
            begun, ended = (said.count(f": {word} from ") for word in ("connect", "disconnect"))
            if begun == ended:
                return begun
            time.sleep(0.1)


@contextlib.contextmanager
def postfix(unpacked: Unpacked, folder: Path) -> Iterator[Postfix]:
    """Postfix in all its tempers. Only root can begin it."""
    ports = {temper: free_port() for temper in TEMPERS}
    with (
        _postgrey(unpacked, folder / "postgrey", "--delay=300") as grey,
        _postgrey(unpacked, folder / "quick-postgrey", "--delay=2", _SECONDS) as quick_grey,
        _dovecot(unpacked, folder / "dovecot") as quota,
    ):
        home = folder / "postfix"
        for name in ("data", *(f"queue/{part}" for part in _QUEUE.split())):
            _owned(home / name)
        (home / "queue/pid").mkdir()
        _certificate(home)
        values = {
            "folder": home,
            "root": unpacked.root,
            "owner": _OWNER,
            "group": _GROUP,
            "libraries": unpacked.environment["LD_LIBRARY_PATH"],
            "postgrey": grey,
            "quick_postgrey": quick_grey,
            "quota": quota,
            **ports,
        }
        for name in ("main.cf", "master.cf"):
            write(home / "etc" / name, (SETTINGS / name).read_text(), values)
        listening = (port for temper, port in ports.items() if temper != "screened")
        command = ("usr/lib/postfix/sbin/master", "-d", "-c", home / "etc")
        with running(unpacked, command, home, listening):
            yield Postfix(ports, home / "mail.log")


def _owned(folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.chown(folder, _OWNER, _OWNER)


def _certificate(home: Path) -> None:
    """One that vouches for itself, as many mail servers have it."""
    alone = trustme.CA()
    alone.cert_pem.write_to_path(str(home / "certificate.pem"))
    alone.private_key_pem.write_to_path(str(home / "key.pem"))


@contextlib.contextmanager
def _postgrey(unpacked: Unpacked, folder: Path, *words: str) -> Iterator[int]:
    port = free_port()
    _owned(folder)
    nobody = write(folder / "nobody", "")
    # It runs in Perl's taint mode, which ignores PERL5LIB.
    modules = unpacked.environment["PERL5LIB"].split(os.pathsep)
    command = (
        "usr/bin/perl", "-T", *(f"-I{path}" for path in modules), unpacked.path("usr/sbin/postgrey"),
        f"--inet=127.0.0.1:{port}", f"--dbdir={folder}", f"--pidfile={folder}/pid",
        f"--user={_OWNER}", f"--group={_OWNER}",
        f"--whitelist-clients={nobody}", f"--whitelist-recipients={nobody}", *words,
    )  # fmt: skip
    with running(unpacked, command, folder, (port,)):
        yield port


@contextlib.contextmanager
def _dovecot(unpacked: Unpacked, folder: Path) -> Iterator[int]:
    """Dovecot, which tells Postfix whether a mailbox is over its quota; one of them is."""
    port = free_port()
    for name in ("tmp", "new", "cur"):
        (folder / "mail/full/Maildir" / name).mkdir(parents=True)
    heavy = "From: bo@atlas.example\r\nSubject: a catalogue\r\n\r\n" + "x" * 80_000
    write(folder / "mail/full/Maildir/cur/1.here", heavy)
    for path in (folder / "mail", *(folder / "mail").rglob("*")):
        shutil.chown(path, _OWNER, _OWNER)
    values = {
        "folder": folder,
        "root": unpacked.root,
        "port": port,
        "owner": _OWNER,
        "libraries": unpacked.environment["LD_LIBRARY_PATH"],
    }
    settings = write(folder / "dovecot.conf", (SETTINGS / "dovecot.conf").read_text(), values)
    # Dovecot reads no settings itself, and looks for who does in /usr/bin; so that one comes first.
    program = unpacked.path("usr/sbin/dovecot")
    command = (
        "usr/bin/doveconf", "-c", settings, "-f", "service=master", "-e", program, "-F", "-c", settings,
    )  # fmt: skip
    with running(unpacked, command, folder, (port,)):
        yield port


@contextlib.contextmanager
def exim(unpacked: Unpacked, folder: Path) -> Iterator[int]:
    """Exim, which anybody may begin. Debian's looks for a user of its own, and is shown one."""
    port = free_port()
    user = os.getuid() or 1
    names = f"root:x:0:0::/:/bin/sh\nDebian-exim:x:{user}:{user}::/:/bin/false\n"
    passwd = write(folder / "passwd", names)
    group = write(folder / "group", f"root:x:0:\nDebian-exim:x:{user}:\n")
    write(folder / "refused", "gone: :fail: no such person here\nbusy: :defer: over quota\n")
    program = unpacked.path("usr/sbin/exim4")
    values = {"folder": folder, "port": port, "exim": program}
    settings = write(folder / "exim.conf", (SETTINGS / "exim.conf").read_text(), values)
    (folder / "spool").mkdir()
    if os.getuid() == 0:
        shutil.chown(folder / "spool", user, user)
        shutil.chown(folder, user, user)
    command = (
        "usr/bin/env", "LD_PRELOAD=libnss_wrapper.so",
        f"NSS_WRAPPER_PASSWD={passwd}", f"NSS_WRAPPER_GROUP={group}",
        program, "-C", settings, "-bdf", "-oP", folder / "pid",
    )  # fmt: skip
    with running(unpacked, command, folder, (port,)):
        yield port
