# ruff: noqa: INP001 - a script is no package
"""Rebuild src/followup/data/rdap_servers.csv from IANA's RDAP bootstrap file for domains (RFC 9224).

Usage: fetch https://data.iana.org/rdap/dns.json, then
    python scripts/refresh_rdap_servers.py dns.json
and write the file's date of publication into SOURCES.toml.
"""

from __future__ import annotations

import csv
import json
import re
import sys

from pathlib import Path


TABLE = Path(__file__).parents[1] / "src" / "followup" / "data" / "rdap_servers.csv"
_URL = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?/[\w./~-]*")


def rows(services: list[list[list[str]]]) -> list[tuple[str, str]]:
    """The servers in the order of their names, each with its endings; the secure one of several."""
    endings: dict[str, set[str]] = {}
    for names, urls in services:
        url = min(urls, key=lambda one: not one.startswith("https:")).rstrip("/") + "/"
        if not _URL.fullmatch(url):
            raise ValueError(url)
        endings.setdefault(url, set()).update(name.lower() for name in names)
    return [(url, " ".join(sorted(names))) for url, names in sorted(endings.items())]


def main(file: str) -> None:
    """Read the file, write the table."""
    bootstrap = json.loads(Path(file).read_text(encoding="utf-8"))
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("url", "endings"))
        writer.writerows(rows(bootstrap["services"]))
    sys.stdout.write(f"published {bootstrap['publication']}\n")


if __name__ == "__main__":
    main(sys.argv[1])
