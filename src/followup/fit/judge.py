"""From grounds to a score: its value, its band, its state, and the words that made it."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Sequence

import attrs

from followup.fit.calibrate import Weights
from followup.fit.document import Hit
from followup.fit.grounds import scaled, total, uses, value_of
from followup.fit.reading import Reading
from followup.fit.results import Band, FitScore, FitState, Term, TopicShare
from followup.fit.terms import excluded, terms
from followup.models import IndustryProfile, Lead


_FEWEST_WORDS = 5
_DIGITS = 12


def judged(reading: Reading, leads: Sequence[Lead], weights: Weights) -> FitScore:
    """What follows from the grounds, for these leads."""
    found = _weighed(reading, weights)
    if not found.evidence:
        covered = reading.shelf.covers(reading.spoken)
        found = _unjudged(found, len(reading.document.places), covered=covered)
    elif found.band is Band.OFF_TARGET and all(piece.zone.is_weak for piece in reading.pieces):
        found = attrs.evolve(found, band=Band.UNKNOWN, state=FitState.TOO_SHORT)
    found = attrs.evolve(found, language=reading.spoken, degraded=reading.degraded)
    return _where_sold(found, reading.profile, leads)


def _weighed(reading: Reading, weights: Weights) -> FitScore:
    profile, found = reading.profile, reading.grounds
    of = reading.shelf.reader(reading.document.language)
    gains = [
        Hit(hit.why, hit.place, hit.amount * weight)
        for weight, hits in ((weights[0], found.phrases), (weights[1], found.trades))
        for hit in hits
    ]
    before = value_of(total(gains))
    after = value_of(max(0.0, total(gains) - weights[2] * total(found.against)))
    hits = (*scaled(gains, before), *scaled(found.against, after - before))
    if out := excluded(of, reading.document):
        return _scored(reading, (*hits, *scaled(out, -after)), Band.OFF_TARGET)
    band = band_of(profile, after)
    if band is Band.OFF_TARGET:
        users = uses(of, reading.document, found.vector, profile.possible)
        if (use := value_of(total(users))) >= profile.possible:
            return _scored(reading, scaled(users, use * profile.possible), Band.END_MARKET)
    state = FitState.SCORED if band is band_of(profile, before) else FitState.CONFLICT
    return attrs.evolve(_scored(reading, hits, band), state=state)


def _scored(reading: Reading, hits: Sequence[Hit], band: Band) -> FitScore:
    empty = FitScore(value=0.0, band=band, state=FitState.SCORED, profile=reading.profile.name)
    return with_evidence(empty, terms(hits, reading.pieces))


def with_evidence(found: FitScore, evidence: Sequence[Term]) -> FitScore:
    """The score with this evidence, and the value and topics that follow from it."""
    sums: defaultdict[str, list[float]] = defaultdict(list)
    for term in evidence:
        sums[term.topic].append(term.contribution)
    several = [TopicShare(name=name, contribution=math.fsum(parts)) for name, parts in sums.items()]
    topics = tuple(sorted(several, key=lambda one: (-one.contribution, one.name)))
    return attrs.evolve(
        found,
        value=max(0.0, round(math.fsum(term.contribution for term in evidence), _DIGITS)),
        topic=topics[0].name if topics and topics[0].contribution > 0 else None,
        topics=topics,
        evidence=tuple(sorted(evidence, key=_by_strength)),
    )


def _by_strength(term: Term) -> tuple[float, str, int, str, str]:
    return -abs(term.contribution), term.zone, term.start, term.topic, term.concept or ""


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


def _unjudged(found: FitScore, words: int, *, covered: bool) -> FitScore:
    """Nothing matched: that says something only where enough was read in a language that we know."""
    if not words:
        state = FitState.NO_TEXT
    elif words < _FEWEST_WORDS:
        state = FitState.TOO_SHORT
    elif not covered:
        state = FitState.UNKNOWN_LANGUAGE
    else:
        return found
    return attrs.evolve(found, band=Band.UNKNOWN, state=state)


def band_of(profile: IndustryProfile, value: float) -> Band:
    """What the profile's thresholds make of a value."""
    if value >= profile.target:
        return Band.TARGET
    return Band.POSSIBLE if value >= profile.possible else Band.OFF_TARGET
