"""From grounds to a score: its value, its band, its state, and the words that made it."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Sequence

import attrs

from followup.fit.calibrate import Weights
from followup.fit.grounds import uses, value_of
from followup.fit.hits import Hits
from followup.fit.reading import Reading
from followup.fit.results import Band, FitScore, FitState, Term, TopicShare
from followup.fit.terms import by_strength, excluded, terms
from followup.models import IndustryProfile, Lead


_FEWEST_WORDS = 5
_DIGITS = 10
_CHANCE = 0.01  # in a language that is not known, so little in common is chance


def judged(reading: Reading, leads: Sequence[Lead], weights: Weights) -> FitScore:
    """What follows from the grounds, for these leads."""
    hits, band, state = _weighed(reading, weights)
    evidence = terms(hits)
    if not reading.shelf.covers(reading.spoken) and _is_chance(evidence):
        evidence = ()
    if not evidence:
        band, state = _unjudged(reading, band)
    elif band is Band.OFF_TARGET and all(run.is_weak for run in reading.document.runs):
        band, state = Band.UNKNOWN, FitState.TOO_SHORT
    value, topics = _summed(evidence)
    found = FitScore(
        value=value,
        band=band,
        state=state,
        topic=_best(topics),
        topics=topics,
        evidence=evidence,
        language=reading.spoken,
        degraded=reading.degraded,
        profile=reading.profile.name,
    )
    return _where_sold(found, reading.profile, leads)


def _weighed(reading: Reading, weights: Weights) -> tuple[Hits, Band, FitState]:
    """The words that count, and what they make of the text as long as there are any."""
    profile, found, document = reading.profile, reading.grounds, reading.document
    of = reading.shelf.reader(document.language)
    gains = found.phrases.times(weights[0]) + found.trades.times(weights[1])
    gained, lost = gains.total, weights[2] * found.against.total
    before, after = value_of(gained), value_of(max(0.0, gained - lost))
    hits = gains.scaled(before) + found.against.scaled(after - before)
    out = excluded(of, document)
    if out.parts:
        return hits + out.scaled(-after), Band.OFF_TARGET, FitState.SCORED
    band = band_of(profile, after)
    if band is Band.OFF_TARGET:
        users = uses(of, document, found.vector, profile.possible)
        if (use := value_of(users.total)) >= profile.possible:
            return users.scaled(use * profile.possible), Band.END_MARKET, FitState.SCORED
    agreed = band is band_of(profile, before)
    return hits, band, FitState.SCORED if agreed else FitState.CONFLICT


def _is_chance(evidence: Sequence[Term]) -> bool:
    return math.fsum([abs(term.contribution) for term in evidence]) < _CHANCE


def with_evidence(found: FitScore, evidence: Sequence[Term]) -> FitScore:
    """The score with this evidence, and the value and topics that follow from it."""
    value, topics = _summed(evidence)
    return attrs.evolve(
        found,
        value=value,
        topic=_best(topics),
        topics=topics,
        evidence=tuple(sorted(evidence, key=by_strength)),
    )


def _summed(evidence: Sequence[Term]) -> tuple[float, tuple[TopicShare, ...]]:
    """What evidence adds up to: the value, and each topic, the strongest first."""
    parts: defaultdict[str, list[float]] = defaultdict(list)
    for term in evidence:
        parts[term.topic].append(term.contribution)
    sums = {name: math.fsum(several) for name, several in parts.items()}
    whole = math.fsum([term.contribution for term in evidence])
    topics = tuple(
        TopicShare(name=name, contribution=sums[name])
        for name in sorted(sums, key=lambda name: (-sums[name], name))
    )
    return max(0.0, round(whole, _DIGITS)), topics


def _best(topics: Sequence[TopicShare]) -> str | None:
    return topics[0].name if topics and topics[0].contribution > 0 else None


def _where_sold(found: FitScore, profile: IndustryProfile, leads: Sequence[Lead]) -> FitScore:
    """A lead of a country that is not sold to is off target, whatever it does."""
    elsewhere = [lead.country for lead in leads if lead.country and profile.countries]
    if not elsewhere or any(country in profile.countries for country in elsewhere):
        return found
    out = Term(
        topic="countries",
        quote=elsewhere[0],
        zone="country",
        start=0,
        end=len(elsewhere[0]),
        contribution=-found.value,
    )
    ruled_out = with_evidence(found, [*found.evidence, out])
    return attrs.evolve(ruled_out, band=Band.OFF_TARGET, state=FitState.SCORED)


def _unjudged(reading: Reading, band: Band) -> tuple[Band, FitState]:
    """Nothing matched: that says something only where enough was read in a language that we know."""
    words = len(reading.document.masses)
    if not words:
        return Band.UNKNOWN, FitState.NO_TEXT
    if words < _FEWEST_WORDS:
        return Band.UNKNOWN, FitState.TOO_SHORT
    if not reading.shelf.covers(reading.spoken):
        return Band.UNKNOWN, FitState.UNKNOWN_LANGUAGE
    return band, FitState.SCORED


def band_of(profile: IndustryProfile, value: float) -> Band:
    """What the profile's thresholds make of a value."""
    if value >= profile.target:
        return Band.TARGET
    return Band.POSSIBLE if value >= profile.possible else Band.OFF_TARGET
