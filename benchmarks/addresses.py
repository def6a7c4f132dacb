# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""A whole offline report on an address, beside email-validator's syntax check alone, in the same run.

Every address has a domain of its own, so that no cache helps. Read the ratio: it is steadier than microseconds on
a shared machine; the program exits with 1 below the bar of 4.

    uv run benchmarks/addresses.py
"""

from __future__ import annotations

import random
import statistics
import time

from collections.abc import Callable, Sequence

from followup import verify


BAR = 4.0
ROUNDS = 9
EACH = 2_000
SYLLABLES = "ba ce di fo ga hi ko lu ma ne pi ro sa te vi wo".split()
ENDINGS = ("com", "de", "co.uk", "es", "com.br", "cn", "it", "net", "in", "com.mx", "pl", "fr")


def addresses(count: int) -> list[str]:
    """As many different domains, with the names and endings of companies."""
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))

    domains: dict[str, None] = {}
    while len(domains) < count:
        domains[f"{word()}{chance.choice(('', '-'))}{word()}.{chance.choice(ENDINGS)}"] = None
    return [f"{word()}.{word()}@{domain}" for domain in domains]


def microseconds(check: Callable[[str], object], several: Sequence[str]) -> float:
    """CPU time of one call, on the average of one round."""
    began = time.thread_time()
    for one in several:
        check(one)
    return (time.thread_time() - began) / len(several) * 1e6


def main() -> int:
    """Print the medians of rounds that alternate, and their ratio."""
    from email_validator import validate_email

    several = addresses(ROUNDS * EACH)
    contenders: dict[str, Callable[[str], object]] = {
        "followup, the whole report": verify.address,
        "email-validator, syntax": lambda text: validate_email(text, check_deliverability=False),
    }
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for start in range(0, len(several), EACH):
        for name, check in contenders.items():
            check(several[0])
            took[name].append(microseconds(check, several[start : start + EACH]))
    for name, rounds in took.items():
        print(f"{name:28} {statistics.median(rounds):7.2f} µs")
    ours, theirs = took.values()
    ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
    print(f"{'ratio':28} {ratio:7.2f}     (bar {BAR})")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
