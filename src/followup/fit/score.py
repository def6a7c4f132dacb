"""How well a text fits a profile, and by which words."""

from __future__ import annotations

import math

from collections.abc import Iterable, Sequence

import attrs

from followup.data import BUNDLED, Facts
from followup.fit.language import language as language_of
from followup.fit.match import Document, Hit, Query, Reader, Vector, is_whole, likeness
from followup.fit.profile import load_profile
from followup.fit.results import Band, FitScore, FitState
from followup.fit.shelf import shelf
from followup.fit.terms import excluded, terms
from followup.fit.text import What, pieces
from followup.models import IndustryProfile


# House judgements, settled on the open cases of the development set; docs/how-to/fit.md says how well.
_HALF = 0.2  # the likeness that is worth 0.5
_SECOND = 0.2  # the share of the second best topic
_AGAINST = 0.2  # the share of the best negative
_RIVAL = 1.0  # the share of a negative's lead, where it fits better than the best topic
_WEAK_LIMIT = 0.9  # how much of the threshold "possible" menu and footer alone can reach
_FEWEST_WORDS = 5
_DIGITS = 12


@attrs.frozen
class _Match:
    """A query and how alike it is to the text."""

    query: Query
    alike: float


def score(profile: IndustryProfile | str, what: What, *, facts: Facts = BUNDLED) -> FitScore:
    """How well a company fits a profile, judged by its own words.

    Each topic is compared by itself and the best one counts, with a small bonus for the second. Words of
    negatives take away, an exclude rules out. A company's name, a menu, a footer and the seller's own
    products never suffice alone, neither for a company nor against it. The same input gives the same answer.

    Args:
        profile: A profile, or the name of a bundled one (see ``profiles``).
        what: A text, a page (HTML, or what ``read_html`` gave), a lead, or a tuple of these.
        facts: The lexicon to judge with.

    Returns:
        The score with its terms. Nothing to read, too little, or a language in which the profile has no
        words are states with the band *unknown*, not a low score.

    Raises:
        UnknownName: There is no such profile, or the profile names a concept that is not known.
        InvalidValue: ``what`` is none of the kinds that can be read.
    """
    wanted = load_profile(profile) if isinstance(profile, str) else profile
    kept = shelf(wanted, facts)
    read = pieces(what)
    text = "\n".join(piece.text for piece in read)
    spoken = language_of(text, facts=facts)
    assumed = spoken or kept.likeliest_language(text)
    document = Document(read, assumed)
    judged = _judge(wanted, kept.reader(assumed), document)
    if not judged.terms:
        judged = _unjudged(judged, len(document.places), covered=spoken in kept.languages)
    elif judged.band is Band.OFF_TARGET and all(piece.zone.is_weak for piece in read):
        judged = attrs.evolve(judged, band=Band.UNKNOWN, state=FitState.TOO_SHORT)
    return attrs.evolve(judged, language=spoken)


def _judge(profile: IndustryProfile, of: Reader, document: Document) -> FitScore:
    vector = document.vector(of.weight)
    ranked = _ranked(of.topics, document, vector)
    gains = _kept_weak(_hits(ranked, (1.0, _SECOND), document, vector), profile.possible)
    losses = _losses(of, document, vector, ranked[0].alike if ranked else 0.0)
    before = _value(_sum(gains))
    after = _value(max(0.0, _sum(gains) - _sum(losses)))
    hits = (*_scaled(gains, before), *_scaled(losses, after - before))
    if out := excluded(of, document):
        hits = (*hits, *_scaled(out, -after))
        return _scored(profile, document, hits, Band.OFF_TARGET)
    band = _band(profile, after)
    if band is Band.OFF_TARGET:
        users = _uses(of, document, vector, profile.possible)
        if (use := _value(_sum(users))) >= profile.possible:
            hits = _scaled(users, use * profile.possible)
            return _scored(profile, document, hits, Band.END_MARKET)
    judged = _scored(profile, document, hits, band)
    if band is not _band(profile, before):
        return attrs.evolve(judged, state=FitState.CONFLICT)
    return judged


def _losses(of: Reader, document: Document, vector: Vector, best: float) -> tuple[Hit, ...]:
    """What speaks against: the words that only a negative has, and a negative that fits better."""
    alone = [of.without_ours(query) for query in of.negatives]
    only = _hits(_ranked(alone, document, vector), (_AGAINST,), document, vector)
    rivals = _ranked(of.negatives, document, vector)[:1]
    lead = [attrs.evolve(rival, alike=rival.alike - best) for rival in rivals if rival.alike > best]
    return (*only, *_hits(lead, (_RIVAL,), document, vector))


def _uses(of: Reader, document: Document, vector: Vector, possible: float) -> tuple[Hit, ...]:
    """What speaks for the best end market of which at least one phrase is complete."""
    whole = [query for query in of.end_markets if is_whole(query, document)]
    return _kept_weak(_hits(_ranked(whole, document, vector), (1.0,), document, vector), possible)


def _scored(
    profile: IndustryProfile, document: Document, hits: Sequence[Hit], band: Band
) -> FitScore:
    found = terms(hits, [piece for piece, _ in document.runs])
    best = max(found, key=lambda term: term.contribution, default=None)
    return FitScore(
        value=max(0.0, round(math.fsum(term.contribution for term in found), _DIGITS)),
        band=band,
        state=FitState.SCORED,
        topic=best.topic if best and best.contribution > 0 else None,
        terms=found,
        profile=profile.name,
    )


def _unjudged(judged: FitScore, words: int, *, covered: bool) -> FitScore:
    """Nothing matched: that says something only where enough was read in a language that we know."""
    if not words:
        state = FitState.NO_TEXT
    elif words < _FEWEST_WORDS:
        state = FitState.TOO_SHORT
    elif not covered:
        state = FitState.UNKNOWN_LANGUAGE
    else:
        return judged
    return attrs.evolve(judged, band=Band.UNKNOWN, state=state)


def _ranked(queries: Iterable[Query], document: Document, vector: Vector) -> list[_Match]:
    """The best query of each topic that has something in common with the text, best first."""
    best: dict[str, _Match] = {}
    for query in queries:
        alike = likeness(query, document, vector)
        if alike > (best[query.topic.name].alike if query.topic.name in best else 0):
            best[query.topic.name] = _Match(query, alike)
    return sorted(best.values(), key=lambda match: -match.alike)


def _hits(
    ranked: Sequence[_Match], shares: Sequence[float], document: Document, vector: Vector
) -> tuple[Hit, ...]:
    return tuple(
        hit
        for match, share in zip(ranked, shares, strict=False)
        for hit in _scaled(tuple(document.spread(match.query, vector)), share * match.alike)
    )


def _kept_weak(hits: Sequence[Hit], threshold: float) -> tuple[Hit, ...]:
    """The same hits, those of weak zones scaled so that alone they stay below the threshold."""
    limit = _likeness_worth(_WEAK_LIMIT * threshold)
    weak = _sum(hit for hit in hits if hit.place.piece.zone.is_weak)
    if weak <= limit:
        return tuple(hits)
    return tuple(
        attrs.evolve(hit, amount=hit.amount * limit / weak) if hit.place.piece.zone.is_weak else hit
        for hit in hits
    )


def _scaled(hits: Sequence[Hit], total: float) -> tuple[Hit, ...]:
    """The same hits in the same proportions, adding up to ``total``."""
    now = _sum(hits)
    return tuple(attrs.evolve(hit, amount=hit.amount * total / now) for hit in hits)


def _sum(hits: Iterable[Hit]) -> float:
    return math.fsum(hit.amount for hit in hits)


def _value(alike: float) -> float:
    return alike / (alike + _HALF)


def _likeness_worth(value: float) -> float:
    return _HALF * value / (1 - value)


def _band(profile: IndustryProfile, value: float) -> Band:
    if value >= profile.target:
        return Band.TARGET
    return Band.POSSIBLE if value >= profile.possible else Band.OFF_TARGET
