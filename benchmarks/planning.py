# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "pytest"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Try the properties of planning on a hundred thousand random histories, on all cores, and count what fails.

uv run benchmarks/planning.py [histories]
"""

from __future__ import annotations

import random
import sys
import time

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "plan"))

import test_properties as properties


BATCH = 500


def tried(first: int) -> list[int]:
    """The seeds of one batch on which a property does not hold."""
    failed = []
    for seed in range(first, first + BATCH):
        case = properties.customer(seed)
        step = case.step()
        try:
            properties.check_way(case, step)
            properties.check_time(case, step)
            properties.check_cadence(case, step)
            properties.check_inbound(case, step)
            properties.check_repeated(case, step, random.Random(seed))
        except AssertionError:
            failed.append(seed)
    return failed


if __name__ == "__main__":
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    began = time.perf_counter()
    failures: list[int] = []
    with ProcessPoolExecutor() as pool:
        for done, failed in enumerate(pool.map(tried, range(0, histories, BATCH)), start=1):
            failures += failed
            if not done % 10 or failed:
                print(f"{done * BATCH:>8,} histories, failed: {failures}", flush=True)
    print(f"{histories:,} histories in {time.perf_counter() - began:.0f} s, failed: {failures}")
