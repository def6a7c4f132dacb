"""How well a text fits a profile."""

from __future__ import annotations

import attrs

from followup.data import BUNDLED, Facts
from followup.fit.calibrate import Weights, likeness
from followup.fit.embed import Embedder, embedded, fused
from followup.fit.grounds import value_of
from followup.fit.judge import band_of, judged, with_evidence
from followup.fit.learned import LearnedProfile
from followup.fit.profile import profile_of
from followup.fit.reading import Reading, read
from followup.fit.results import Band, FitScore, FitState
from followup.fit.text import What, leads
from followup.models import IndustryProfile


# From which likeness on a model is asked, for a profile that says much of each topic and for one of bare phrases, which
# has fewer words to share with a text: one in five English company texts is as alike. In other languages all have few.
_WORTH_A_LOOK = (0.07, 0.045)
_UNREAD = frozenset({FitState.NO_TEXT, FitState.TOO_SHORT})


def score(
    profile: IndustryProfile | LearnedProfile | str,
    what: What,
    *,
    embedder: Embedder | None = None,
    facts: Facts = BUNDLED,
) -> FitScore:
    """How well a company fits a profile, judged by its own words.

    Each topic is compared by itself and the best one counts, with a small bonus for the second. Words that
    put the company in an official trade that the profile is after count too, and so do English words of the
    same field. Words of negatives take away, an exclude rules out. A company's name, a menu, a footer and the
    products it asks for never suffice alone, neither for a company nor against it. The same input gives the
    same answer.

    Args:
        profile: A profile, the name of a bundled one (see ``profiles``), or one that has learned.
        what: A text, a page (HTML, or what ``text_from_html`` gave), a page or site report of ``verify``, a
            lead, a mapping of zones to texts (``{"title": …, "body": …}``, see ``Zone``), or a tuple of these.
        embedder: A model that is asked where the lexicon has found something, and where it does not know the
            language. Never needed.
        facts: The lexicon to judge with.

    Returns:
        The score with its evidence. Nothing to read, too little, or a language in which the profile has no
        words are states with the band *unknown*, not a low score.

    Raises:
        UnknownName: There is no such profile, or the profile names a concept that is not known.
        InvalidValue: ``what`` is none of the kinds that can be read, or ``profile`` is none.
    """
    if not isinstance(profile, LearnedProfile):
        profile = LearnedProfile(profile=profile_of(profile))
    reading = read(profile.profile, what, facts)
    found = judged(reading, [*leads(what)], profile.weights)
    if embedder is not None and _is_worth_a_look(found, reading):
        found = _fused(found, reading, profile.weights, embedder)
    if profile.is_calibrated and found.state in {FitState.SCORED, FitState.CONFLICT}:
        sums = reading.grounds.sums if found.value else (0.0, 0.0, 0.0)
        found = attrs.evolve(found, probability=profile.probability(sums))
    return found


def _is_worth_a_look(found: FitScore, reading: Reading) -> bool:
    if found.state in _UNREAD or found.band is Band.END_MARKET:
        return False
    much, little = _WORTH_A_LOOK
    need = reading.shelf.need if reading.spoken == "en" else 1.0
    least = value_of(much + (little - much) * need)
    return found.value >= least or found.state is FitState.UNKNOWN_LANGUAGE


def _fused(found: FitScore, reading: Reading, weights: Weights, embedder: Embedder) -> FitScore:
    """The same with what a model adds or takes away; a model that fails is passed over, and that is said."""
    try:
        text = "\n".join(piece.text for piece in reading.pieces)
        contrast, topic = reading.shelf.contrast(embedder).of(text)
    except Exception as error:  # noqa: BLE001 - any model may fail in any way, and the lexicon can do without
        return attrs.evolve(found, degraded=f"The embedder failed: {type(error).__name__}: {error}")
    now = likeness(reading.grounds.sums, weights)
    change = value_of(fused(now, contrast)) - found.value
    more = embedded(reading.pieces[0], topic, change)
    both = with_evidence(found, [*found.evidence, more])
    return attrs.evolve(
        both, band=band_of(reading.profile, both.value), state=FitState.SCORED, degraded=None
    )
