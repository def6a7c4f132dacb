# /// script
# requires-python = ">=3.11"
# dependencies = ["confusable-homoglyphs==3.3.1"]
# ///
"""Rebuild src/followup/data/confusables.csv: letters that look Latin, from Unicode's confusables (UTS 39).

    python scripts/refresh_confusables.py [folder]

Small letters and digits of the scripts below count whose likeness is one or two ASCII letters; compatibility forms
are left out, because no registered name holds one. Rows marked ``house judgement`` are taken over as they are.
"""

from __future__ import annotations

import csv
import sys
import unicodedata

from collections.abc import Iterator, Mapping
from pathlib import Path

from confusable_homoglyphs.confusables import confusables_data


DATA = Path(__file__).parents[1] / "src" / "followup" / "data"
SCRIPTS = frozenset(
    "ARMENIAN BENGALI CYRILLIC DEVANAGARI GEORGIAN GREEK GUJARATI GURMUKHI KANNADA LAO LATIN MALAYALAM MYANMAR ORIYA"
    " TAMIL TELUGU THAI".split()
)
SOURCE = {
    "source": "Unicode confusables (UTS 39)",
    "source_url": "https://www.unicode.org/Public/security/latest/confusables.txt",
}
COLUMNS = ("letter", "like", "twin", "source", "source_url")


def of_unicode() -> Iterator[Mapping[str, str]]:
    """A row for each letter that may stand in a name and looks like one or two of ours."""
    for letter, likenesses in confusables_data.items():
        like = next((one["c"] for one in likenesses if is_ours(one["c"])), None)
        if like and len(letter) == 1 and is_foreign(letter):
            yield {"letter": letter, "like": like, "twin": "yes", **SOURCE}


def is_ours(like: str) -> bool:
    """Whether it is one or two small ASCII letters or digits."""
    return like.isascii() and like.isalnum() and like == like.lower() and len(like) <= 2


def is_foreign(letter: str) -> bool:
    """Whether it is a small letter or a digit of one of the scripts, and no compatibility form."""
    return (
        unicodedata.name(letter, "UNNAMED").partition(" ")[0] in SCRIPTS
        and unicodedata.category(letter) in ("Ll", "Lo", "Nd")
        and unicodedata.normalize("NFKC", letter) == letter
        and not letter.isascii()
    )


def main(folder: Path = DATA) -> None:
    """Write the table."""
    with (DATA / "confusables.csv").open(encoding="utf-8", newline="") as table:
        house = [row for row in csv.DictReader(table) if row["source"] == "house judgement"]
    judged = {row["letter"] for row in house}
    rows = [*house, *(row for row in of_unicode() if row["letter"] not in judged)]
    with (folder / "confusables.csv").open("w", encoding="utf-8", newline="") as table:
        lines = csv.DictWriter(table, COLUMNS, lineterminator="\n")
        lines.writeheader()
        lines.writerows(sorted(rows, key=lambda row: row["letter"]))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
