"""Silent customers in, next steps out.

Reads ``leads.csv`` and ``history.csv`` beside it and prints what to do for each customer, and the whole
reasoning for one. By default everything happens on this machine: a small internet of real servers on
loopback (``world.toml``) and a fixed clock, so that the output is the same everywhere.

    triage.py                 the table, and the reasoning for L02
    triage.py --explain L10   the reasoning for another one
    triage.py --json          one assessment a line
    triage.py --live          the real network and the real clock
"""

from __future__ import annotations

import argparse
import csv
import json
import sys

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from followup import Assessment, Seller, Verifier, VerifyPolicy, bulk
from followup.testing import FixedClock, LoopbackInternet, World


HERE = Path(__file__).parent
SELLER = Seller(
    name="Bright Water UV Co., Ltd.",
    country="CN",
    language="zh",
    profile="uv-disinfection",
    channels=("email", "phone", "whatsapp", "line", "zalo", "wechat"),
    known_domains=("clearriver.example",),
)
SANDBOX_CLOCK = FixedClock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
COLUMNS = (
    "id",
    "company",
    "",
    "genuine",
    "fit",
    "silent because",
    "next step",
    "when (their time)",
)


def read_rows() -> Iterator[dict[str, Any]]:
    """Leads as dicts, each with its history, as a CRM would hand them over."""
    histories: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    with (HERE / "history.csv").open(encoding="utf-8", newline="") as lines:
        for event in csv.DictReader(lines):
            histories[event.pop("lead_id")].append(event)
    with (HERE / "leads.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            points = [
                {"channel": channel, "value": row.pop(channel)}
                for channel in ("email", "phone", "whatsapp")
            ]
            channel, _, value = row.pop("other").partition(":")
            points.append({"channel": channel, "value": value})
            yield {
                **{field: text or None for field, text in row.items()},
                "contact_points": [point for point in points if point["value"]],
                "history": histories[row["id"]],
            }


@contextmanager
def surroundings(*, live: bool) -> Iterator[tuple[Verifier, datetime]]:
    """A client and the time: the real ones, or a sandbox on this machine."""
    if live:
        with Verifier() as verifier:
            yield verifier, datetime.now(UTC)
        return
    with (
        LoopbackInternet(World.from_toml(HERE / "world.toml")) as internet,
        Verifier(patient(internet.policy)) as verifier,
    ):
        yield verifier, SANDBOX_CLOCK()


def patient(policy: VerifyPolicy) -> VerifyPolicy:
    """Nothing in this sandbox stalls, and nobody is bothered: a slow machine gets the time that it needs."""
    network = attrs.evolve(
        policy.network,
        deadline=120.0,
        timeout=60.0,
        dns_timeout=20.0,
        dns_lifetime=60.0,
        rate_per_host=1_000.0,
    )
    return attrs.evolve(policy, network=network)


def cells(result: Assessment | bulk.Unassessed, row: dict[str, Any]) -> tuple[str, ...]:
    """One line of the table."""
    head = (row["id"], row["company"] or "–", row["country"] or "–")
    if isinstance(result, bulk.Unassessed):
        return (*head[:2], "?", "–", "–", "this row cannot be read", "mend the row", "–")
    step = result.next_step
    start = f"{step.window.start:%a %d %b %H:%M}" if step.window else "–"
    on = f" on {step.channel}" if step.channel else ""
    return (
        *head,
        str(result.authenticity.verdict),
        words(result.fit.band) if result.fit is not None else "–",
        words(result.diagnosis.causes[0].kind),
        words(step.action) + on,
        start,
    )


def words(name: str) -> str:
    """A stable name as words: ``public_holiday`` becomes ``public holiday``."""
    return name.replace("_", " ")


def print_table(lines: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(COLUMNS, *lines, strict=True)]
    for line in (COLUMNS, tuple("─" * width for width in widths), *lines):
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def main() -> None:
    """Assess every customer and print what to do."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--live", action="store_true", help="use the real network and clock")
    parser.add_argument("--json", action="store_true", help="print one assessment a line")
    parser.add_argument("--explain", metavar="ID", default="L02", help="explain this lead")
    options = parser.parse_args()

    rows = list(read_rows())
    with surroundings(live=options.live) as (verifier, now):
        results = list(bulk.assess(rows, SELLER, now=now, verifier=verifier))
    if options.json:
        for result in results:
            json.dump(result.to_dict(), sys.stdout, ensure_ascii=False)
            print()
        return
    print_table([cells(result, row) for result, row in zip(results, rows, strict=True)])
    for result, row in zip(results, rows, strict=True):
        if row["id"] == options.explain:
            print()
            print(result.explain() if isinstance(result, Assessment) else result.reason)


if __name__ == "__main__":
    main()
