"""What ``import followup`` costs over a bare interpreter; exits with 1 above the bar of 8 ms.

    python benchmarks/import_time.py [rounds]

Each figure is the time of a whole interpreter (``-I -S``), so start and end of Python are in both. The
rounds alternate, so that a busy machine disturbs both alike, and the medians are compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from pathlib import Path


BAR_MS = 8.0
SOURCE = str(Path(__file__).resolve().parent.parent / "src")
FIND = f"import sys; sys.path.insert(0, {SOURCE!r})"
CODE = {
    "bare Python": FIND,
    "import followup": f"{FIND}; import followup",
}


def once(code: str) -> float:
    """Milliseconds that one interpreter lives."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
    return (time.perf_counter() - begin) * 1_000


def medians(rounds: int) -> dict[str, float]:
    """The median of each, after one round that fills the caches."""
    for code in CODE.values():
        once(code)
    times: dict[str, list[float]] = {name: [] for name in CODE}
    for _ in range(rounds):
        for name, code in CODE.items():
            times[name].append(once(code))
    return {name: statistics.median(measured) for name, measured in times.items()}


def main() -> int:
    """Print the medians, what the import adds, and their ratio."""
    found = medians(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    bare, with_followup = found.values()
    for name, median in found.items():
        print(f"{name:16} {median:7.2f} ms")
    added = with_followup - bare
    print(f"{'added':16} {added:7.2f} ms  (ratio {with_followup / bare:.3f}, bar {BAR_MS} ms)")
    return 0 if added <= BAR_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
