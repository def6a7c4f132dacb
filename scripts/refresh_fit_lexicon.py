# ruff: noqa: INP001 - a script is no package
"""Rebuild src/followup/data/lexicon.csv from OpenStreetMap's iD tagging schema.

Usage: npm pack @openstreetmap/id-tagging-schema, unpack it, then
    python scripts/refresh_fit_lexicon.py package/dist
"""

from __future__ import annotations

import csv
import json
import sys

from collections import defaultdict
from pathlib import Path


TABLE = Path(__file__).parents[1] / "src" / "followup" / "data" / "lexicon.csv"
TRADES = ("shop/", "craft/", "office/", "industrial/", "healthcare/")
PLACES = """
amenity/bank amenity/bar amenity/cafe amenity/car_rental amenity/car_wash amenity/childcare amenity/cinema
amenity/clinic amenity/college amenity/dentist amenity/fast_food amenity/fuel amenity/hospital
amenity/pharmacy amenity/restaurant amenity/restaurant/seafood
amenity/theatre amenity/veterinary education/school education/kindergarten education/university landuse/aquaculture landuse/vineyard
landuse/greenhouse_horticulture leisure/fitness_centre leisure/marina leisure/swimming_pool
leisure/sauna leisure/water_park man_made/wastewater_plant man_made/water_works man_made/works
tourism/aquarium tourism/hotel tourism/museum power/plant boundary/protected_area
""".split()
# Where two presets, or a preset and a house concept, mean the same.
CALLED = {
    "man_made/water_works": "water_treatment",
    "man_made/wastewater_plant": "wastewater",
    "landuse/aquaculture": "aquaculture",
    "landuse/aquaculture/fish": "aquaculture",
    "shop/water": "drinking_water_shop",
    "shop/beauty/tanning": "tanning_salon",
    "shop/beauty/nails": "nail_salon",
    "amenity/restaurant/seafood": "seafood_restaurant",
    "office/water_utility": "water_utility",
}
SAME_LANGUAGE = {"no": "nb", "tl": "fil", "be@tarask": "be", "zh-TW": "zh", "zh-CN": "zh"}


def wanted(preset: str) -> bool:
    """Whether a preset names a trade or a place that a profile may speak of."""
    if "yes" in preset or "vacant" in preset or "-US-" in preset:
        return False
    return (
        preset in CALLED
        or preset in PLACES
        or (preset.startswith(TRADES) and preset.count("/") == 1)
    )


def concept_of(preset: str) -> str:
    """The name under which we keep a preset."""
    if preset in CALLED:
        return CALLED[preset]
    kind, name = preset.split("/", 1)
    name = name.replace("/", "_")
    return {"shop": f"{name}_shop", "craft": f"{name}_craft", "office": f"{name}_office"}.get(
        kind, name
    )


def names(entry: dict[str, object]) -> list[str]:
    """The name of a preset and its aliases; a name in braces points to another preset.

    A cell of the table parts its terms by ``|``.
    """
    several = [str(entry.get("name", "")), *str(entry.get("aliases", "")).splitlines()]
    return [
        one.strip().replace("|", "/") for one in several if one.strip() and not one.startswith("{")
    ]


def main(dist: Path) -> None:
    """Write the table: one row a concept, one column a language."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((dist / "translations").glob("*.json")):
        tag = path.name.removesuffix(".json")
        language = SAME_LANGUAGE.get(tag, tag)
        if "." in tag or "-" in language or tag in {"index", "gan", "yue", "kab", "eo"}:
            continue
        presets = (
            json.loads(path.read_text(encoding="utf-8"))[tag].get("presets", {}).get("presets", {})
        )
        for preset, entry in presets.items():
            if wanted(preset) and isinstance(entry, dict) and (several := names(entry)):
                found[concept_of(preset)][language] += several
    languages = sorted({language for terms in found.values() for language in terms})
    with TABLE.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(("concept", *languages))
        for concept, terms in sorted(found.items()):
            cells = ("|".join(dict.fromkeys(terms.get(one, ()))) for one in languages)
            rows.writerow((concept, *cells))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
