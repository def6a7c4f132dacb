"""How well a text fits a profile, and by which words."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Sequence

import attrs

from followup._language import language as language_of
from followup.data import BUNDLED, Facts
from followup.fit.document import Document, Hit
from followup.fit.grounds import Grounds, grounds, scaled, total, uses, value_of
from followup.fit.profile import load_profile
from followup.fit.results import Band, FitScore, FitState, Term, TopicShare
from followup.fit.shelf import Shelf, shelf
from followup.fit.terms import excluded, terms
from followup.fit.text import Piece, What, pieces
from followup.models import IndustryProfile


_FEWEST_WORDS = 5
_DIGITS = 12
Weights = tuple[float, float, float]
_EVEN: Weights = (1.0, 1.0, 1.0)


@attrs.frozen
class Reading:
    """A text, read for one profile.

    Attributes:
        profile: The profile.
        pieces: The text.
        shelf: The profile, ready for reading.
        document: The text's stems.
        spoken: Its language; None where that is not known, and then one was assumed.
        grounds: What speaks for and against.
    """

    profile: IndustryProfile
    pieces: tuple[Piece, ...]
    shelf: Shelf
    document: Document
    spoken: str | None
    grounds: Grounds


def score(profile: IndustryProfile | str, what: What, *, facts: Facts = BUNDLED) -> FitScore:
    """How well a company fits a profile, judged by its own words."""
    wanted = load_profile(profile) if isinstance(profile, str) else profile
    return judged(read(wanted, what, facts))


def read(profile: IndustryProfile, what: What, facts: Facts) -> Reading:
    """Read a text for a profile."""
    kept = shelf(profile, facts)
    several = pieces(what)
    text = "\n".join(piece.text for piece in several)
    spoken = language_of(text, facts=facts)
    assumed = spoken or kept.likeliest_language(text)
    document = Document(several, assumed)
    found = grounds(kept.reader(assumed), kept.aim(assumed), document, profile.possible)
    return Reading(profile, several, kept, document, spoken, found)


def judged(reading: Reading, weights: Weights = _EVEN) -> FitScore:
    """What follows from the grounds."""
    found = _weighed(reading, weights)
    if not found.evidence:
        found = _unjudged(found, len(reading.document.places), covered=reading.shelf.covers(reading.spoken))
    elif found.band is Band.OFF_TARGET and all(piece.zone.is_weak for piece in reading.pieces):
        found = attrs.evolve(found, band=Band.UNKNOWN, state=FitState.TOO_SHORT)
    return attrs.evolve(found, language=reading.spoken)


def _weighed(reading: Reading, weights: Weights) -> FitScore:
    profile, document = reading.profile, reading.document
    of = reading.shelf.reader(document.language)
    found = reading.grounds
    gains = [
        hit._replace(amount=hit.amount * weight)
        for weight, hits in zip(weights, (found.phrases, found.trades), strict=False)
        for hit in hits
    ]
    before = value_of(total(gains))
    after = value_of(max(0.0, total(gains) - weights[2] * total(found.against)))
    hits = (*scaled(gains, before), *scaled(found.against, after - before))
    if out := excluded(of, document):
        return _scored(reading, (*hits, *scaled(out, -after)), Band.OFF_TARGET)
    band = _band(profile, after)
    if band is Band.OFF_TARGET:
        users = uses(of, document, profile.possible)
        if (use := value_of(total(users))) >= profile.possible:
            return _scored(reading, scaled(users, use * profile.possible), Band.END_MARKET)
    judged_so = _scored(reading, hits, band)
    if band is not _band(profile, before):
        return attrs.evolve(judged_so, state=FitState.CONFLICT)
    return judged_so


def _scored(reading: Reading, hits: Sequence[Hit], band: Band) -> FitScore:
    found = terms(hits, reading.pieces)
    topics = _topics(found)
    best = topics[0] if topics and topics[0].contribution > 0 else None
    return FitScore(
        value=max(0.0, round(math.fsum(term.contribution for term in found), _DIGITS)),
        band=band,
        state=FitState.SCORED,
        topic=best.name if best else None,
        topics=topics,
        evidence=found,
        profile=reading.profile.name,
    )


def _topics(found: Sequence[Term]) -> tuple[TopicShare, ...]:
    sums: defaultdict[str, list[float]] = defaultdict(list)
    for term in found:
        sums[term.topic].append(term.contribution)
    several = (
        TopicShare(name=name, contribution=math.fsum(parts)) for name, parts in sums.items()
    )
    return tuple(sorted(several, key=lambda one: (-one.contribution, one.name)))


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


def _band(profile: IndustryProfile, value: float) -> Band:
    if value >= profile.target:
        return Band.TARGET
    return Band.POSSIBLE if value >= profile.possible else Band.OFF_TARGET
