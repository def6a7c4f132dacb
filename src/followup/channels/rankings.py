"""Which channels the people of a country use, best first, with the studies that say so.

A study weighs what its method is worth, less ten per cent for each year of its age (a house rule).
Studies that rank several channels are laid one after the other, the weightiest first; shares of single
channels follow. At the end come messengers of the region of which no study speaks there, and where none
speaks of a country at all its region answers, by name.
"""

from __future__ import annotations

import math

from collections.abc import Iterable
from datetime import date

import attrs

from followup._normal import country as as_country
from followup.channels._ranked import Ranked, usable, warning
from followup.channels._regional import by_region, filled_up
from followup.channels._studies import (
    Fact,
    Measure,
    Study,
    facts_by_country,
    studies_by_key,
    study_named,
)
from followup.channels.registry import ChannelKind, get, on_day
from followup.data import BUNDLED, Facts
from followup.errors import InvalidValue
from followup.evidence import Confidence


_WITNESSES = 3


def preferred(
    country: str,
    *,
    on: date,
    source: str | None = None,
    measure: str = "reach",
    facts: Facts = BUNDLED,
) -> tuple[Ranked, ...]:
    """The channels of a country, best first, as they stood on a day.

    What was retired or blocked there on that day is left out, and what was renamed carries the name of
    the day. Studies that came out later are not used.

    Args:
        country: ISO 3166-1 alpha-2; each of them answers, by sourced facts or by its region.
        on: The day.
        source: The key of one study, such as ``"seed"``, to hear only that one. On the day on which it
            came out it is given as it was printed, with all that it names; before that day it is empty.
        measure: ``"reach"`` by message, which answers for every country; or ``"social"`` use, which is
            empty where all networks are blocked.
        facts: The tables to look in.

    Raises:
        InvalidValue: The country is no ISO code, or there is no such measure.
        UnknownName: There is no such study.
    """
    code = as_country(country)
    asked = _measure(measure)
    told = [fact for fact in facts.view(facts_by_country).get(code, ()) if _known(fact.study, on)]
    if source is not None:
        study = study_named(source, facts)
        only = [fact for fact in told if fact.study == study]
        if study.as_of == on:
            return _as_printed(only, on, facts)
        return _ranked(only, code, on, study.measure, facts)
    ranked = _ranked(told, code, on, asked, facts)
    if not ranked:
        return by_region(code, on, asked, facts)
    return (*ranked, *filled_up(ranked, code, on, facts)) if asked is Measure.REACH else ranked


def studies(*, facts: Facts = BUNDLED) -> tuple[str, ...]:
    """The keys of all studies, for ``preferred(source=…)``."""
    return tuple(facts.view(studies_by_key))


def _measure(measure: str) -> Measure:
    try:
        return Measure(measure)
    except ValueError:
        raise InvalidValue("measure", measure, "is not known", "Use 'reach' or 'social'") from None


def _known(study: Study, on: date) -> bool:
    return study.as_of is None or study.as_of <= on


def _as_printed(told: Iterable[Fact], on: date, facts: Facts) -> tuple[Ranked, ...]:
    return tuple(
        _entry(get(fact.channel, facts=facts).name, place, (fact,), on)
        for place, fact in enumerate(told, 1)
    )


def _ranked(
    told: Iterable[Fact], country: str, on: date, measure: Measure, facts: Facts
) -> tuple[Ranked, ...]:
    fitting = [_today(fact, on, facts) for fact in told if _speaks_of(fact, measure, facts)]
    by_channel: dict[str, list[Fact]] = {}
    for fact in sorted(fitting, key=lambda fact: _order(fact, measure, on)):
        by_channel.setdefault(fact.channel, []).append(fact)
    open_there = [slug for slug in by_channel if usable(slug, country, on, facts)]
    leaders = sorted(
        (fact for fact in fitting if _leads(fact, measure)),
        key=lambda fact: _order(fact, measure, on),
    )
    dropped = set(by_channel) - set(open_there)
    dissent = _dissent(open_there[0], leaders, dropped, facts) if open_there else ""
    return tuple(
        _entry(
            get(slug, facts=facts).name,
            place,
            tuple(by_channel[slug]),
            on,
            (dissent if place == 1 else "") + warning(slug, country, on, facts),
        )
        for place, slug in enumerate(open_there, 1)
    )


def _today(fact: Fact, on: date, facts: Facts) -> Fact:
    """The fact with its channel as it is called on that day."""
    return attrs.evolve(fact, channel=on_day(get(fact.channel, facts=facts), on, facts=facts).slug)


def _speaks_of(fact: Fact, measure: Measure, facts: Facts) -> bool:
    """A study of social use that counts a messenger tells of reach as well."""
    if fact.study.measure is measure:
        return True
    return measure is Measure.REACH and (
        get(fact.channel, facts=facts).kind is ChannelKind.MESSENGER
    )


def _order(fact: Fact, measure: Measure, on: date) -> tuple[bool, float, str, float]:
    """Ranks of whole lists first, the weightiest study first; then single shares, the largest first."""
    if fact.rank is not None and fact.study.measure is measure:
        return (False, -fact.study.weight(on), fact.study.key, float(fact.rank))
    return (True, -(fact.share or 0.0), fact.study.key, 0.0)


def _leads(fact: Fact, measure: Measure) -> bool:
    return fact.rank == 1 and fact.study.measure is measure


def _dissent(first: str, leaders: list[Fact], dropped: set[str], facts: Facts) -> str:
    """Which other channel a study puts first, and why it is not so here."""
    other = next((fact for fact in leaders if fact.channel != first), None)
    if other is None:
        return ""
    said = f" {other.study.source.title} puts {get(other.channel, facts=facts).name} first;"
    if other.channel in dropped:
        return f"{said} on that day it is retired or blocked there."
    return f"{said} it counts less: {_dated(other.study)}, {other.study.method}."


def _entry(name: str, rank: int, mine: tuple[Fact, ...], on: date, more: str = "") -> Ranked:
    best = mine[0]
    place = f"rank {best.rank}" if best.rank else "a share without a rank"
    share = f", {best.share:g} %" if best.share is not None else ""
    return Ranked(
        channel=best.channel,
        name=name,
        rank=rank,
        share=best.share,
        confidence=_worth(mine, on),
        sources=tuple(dict.fromkeys(fact.study.source for fact in mine)),
        why=f"{best.study.source.title} ({_dated(best.study)}, {best.study.method}):"
        f" {place}{share}.{more}",
    )


def _dated(study: Study) -> str:
    return str(study.as_of.year) if study.as_of else "undated"


def _worth(mine: tuple[Fact, ...], on: date) -> Confidence:
    """Studies that name the same channel bear each other out; three are enough."""
    weights = sorted((fact.study.weight(on) for fact in mine), reverse=True)[:_WITNESSES]
    doubt = math.prod(1 - weight for weight in weights)
    if doubt <= 0.3:
        return Confidence.HIGH
    return Confidence.MEDIUM if doubt <= 0.65 else Confidence.LOW
