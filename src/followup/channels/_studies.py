"""The studies behind the rankings, how well each was made, and what they say of which country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from followup.channels.registry import first_day, source_of
from followup.data import Facts, Row
from followup.errors import UnknownName
from followup.evidence import Confidence, Source


_YEARLY = 0.9
_UNDATED_YEARS = 8
_DAYS_A_YEAR = 365.25


class Measure(StrEnum):
    """``REACH`` ranks channels for a message to a person; ``SOCIAL`` ranks what people spend time on."""

    REACH = "reach"
    SOCIAL = "social"


@attrs.frozen(kw_only=True)
class Study:
    """A dated source of rankings, and how well it was made."""

    key: str
    as_of: date | None
    measure: Measure
    confidence: Confidence
    method: str
    source: Source

    def weight(self, on: date) -> float:
        """What it is worth on a day."""
        years = (on - self.as_of).days / _DAYS_A_YEAR if self.as_of else _UNDATED_YEARS
        return float(self.confidence.weight * _YEARLY ** max(years, 0.0))


@attrs.frozen(kw_only=True)
class Fact:
    """One line of a study: a channel, its place, its share."""

    channel: str
    rank: int | None
    share: float | None
    study: Study


@attrs.frozen
class Region:
    """What is assumed of countries of which no study speaks."""

    name: str
    channels: Mapping[Measure, tuple[str, ...]]
    source: Source


def study_named(key: str, facts: Facts) -> Study:
    """The study of that key, or UnknownName."""
    known = facts.view(studies_by_key)
    if key not in known:
        raise UnknownName("source", key, known)
    return known[key]


def studies_by_key(facts: Facts) -> Mapping[str, Study]:
    """All studies by their keys."""
    return {row["study"]: _read_study(row) for row in facts.rows("ranking_studies")}


def _read_study(row: Row) -> Study:
    as_of = first_day(row["as_of"])
    return Study(
        key=row["study"],
        as_of=as_of,
        measure=Measure(row["measure"]),
        confidence=Confidence(row["confidence"]),
        method=row["method"],
        source=source_of(row, as_of),
    )


def facts_by_country(facts: Facts) -> Mapping[str, tuple[Fact, ...]]:
    """What all studies say, country by country, in the order of the table."""
    told: dict[str, list[Fact]] = {}
    for row in facts.rows("rankings"):
        told.setdefault(row["country"], []).append(
            Fact(
                channel=row["channel"],
                rank=int(row["rank"]) if row["rank"] else None,
                share=float(row["share"]) if row["share"] else None,
                study=study_named(row["study"], facts),
            )
        )
    return {country: tuple(lines) for country, lines in told.items()}


def regions_by_country(facts: Facts) -> Mapping[str, Region]:
    """The region of each country."""
    regions: dict[str, Region] = {}
    for row in facts.rows("channel_regions"):
        channels = {measure: tuple(row[measure.value].split()) for measure in Measure}
        region = Region(row["name"], channels, source_of(row))
        regions.update(dict.fromkeys(row["countries"].split(), region))
    return regions
