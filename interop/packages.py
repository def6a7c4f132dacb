"""Debian packages without installing them: fetched with apt, unpacked into a folder, run from there.

The machine itself stays as it is: no service is started, no user made, no file written outside the two
folders. So it needs no root either. ``python -m interop.packages FOLDER`` fetches.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys

from pathlib import Path


WANTED = (
    "nsd",
    "knot",
    "unbound",
    "postfix",
    "exim4-daemon-light",
    "libnss-wrapper",
    "dovecot-core",
    "postgrey",
    "nginx",
)
_LIBRARIES = (
    "usr/lib/*-linux-gnu",
    "lib/*-linux-gnu",
    "usr/lib/postfix",
    "usr/lib/dovecot",
    "usr/lib/dovecot/modules/old-stats",
)
_PERL = ("usr/share/perl5", "usr/lib/*-linux-gnu/perl5/*", "usr/lib/*-linux-gnu/perl-base")


def fetch(folder: Path) -> None:
    """Fetch the newest packages, and what they need beyond this machine."""
    shutil.rmtree(folder / "debs", ignore_errors=True)
    for part in ("lists/partial", "cache/archives/partial", "debs"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    _apt(folder, "update")
    # Asked one by one, because two mail servers exclude each other.
    needed = {name for package in WANTED for name in _needed(folder, package)}
    _apt(folder, "download", *sorted({*WANTED, *needed}))


def _needed(folder: Path, package: str) -> list[str]:
    said = _apt(folder, "install", "--simulate", "--no-install-recommends", package)
    return [line.split()[1] for line in said.splitlines() if line.startswith("Inst ")]


def _apt(folder: Path, *words: str) -> str:
    options = {
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "Debug::NoLocking": 1,
        "APT::Sandbox::User": "",
    }
    given = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    done = subprocess.run(
        ["apt-get", "-q", *given, *words],
        cwd=folder / "debs",
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


class Unpacked:
    """Packages that lie in a folder; what is not among them is taken from the machine.

    Attributes:
        root: The folder, which stands for ``/``.
    """

    def __init__(self, fetched: Path, root: Path) -> None:
        self.root = root
        for package in sorted((fetched / "debs").glob("*.deb")):
            subprocess.run(["dpkg", "-x", package, root], check=True)
        for path in root.rglob("*"):
            # Nothing in a temporary folder shall lend its owner's rights.
            lent = path.lstat().st_mode & (stat.S_ISUID | stat.S_ISGID)
            if lent and path.is_file() and not path.is_symlink():
                path.chmod(0o755)

    def path(self, name: str) -> Path:
        """Where a file or folder lies, such as ``"usr/share/nginx"``: here, or else on the machine."""
        here = self.root / name
        return here if here.exists() else Path("/", name)

    @property
    def environment(self) -> dict[str, str]:
        """What a program from here needs to find its libraries and modules."""
        return {
            "PATH": os.pathsep.join(
                [f"{self.root}/usr/sbin", f"{self.root}/usr/bin", os.defpath, "/usr/sbin"]
            ),
            "LD_LIBRARY_PATH": self._joined(_LIBRARIES),
            "PERL5LIB": self._joined(_PERL),
        }

    def _joined(self, patterns: tuple[str, ...]) -> str:
        found = [str(path) for pattern in patterns for path in sorted(self.root.glob(pattern))]
        return os.pathsep.join(found)


def version(package: str, fetched: Path) -> str:
    """Which version was fetched."""
    file = next((fetched / "debs").glob(f"{package}_*.deb"))
    command = ["dpkg-deb", "--field", str(file), "Version"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    if shutil.which("apt-get") is None:
        sys.exit("This needs apt-get and dpkg: a Debian, or one of its children.")
    fetch(Path(sys.argv[1]).resolve())
    for one in WANTED:
        print(one, version(one, Path(sys.argv[1])))
