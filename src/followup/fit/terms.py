"""From single stems to words that a person can look up in the text."""

from __future__ import annotations

import math
import re

from collections.abc import Iterable, Iterator, Sequence

import attrs

from followup.fit.document import Document, Hit, Place, Why
from followup.fit.match import Reader
from followup.fit.results import Term
from followup.fit.text import Piece


_STOP = re.compile("[\n.!?;:。\uff01\uff1f\uff1b]")
_WIDEST_GAP = 2
_LONGEST_QUOTE = 80
_DIGITS = 12


@attrs.frozen
class _Span:
    """Neighbouring hits of one topic in one piece, and what they add up to."""

    first: Hit
    end: int
    amount: float

    @property
    def start(self) -> int:
        return self.first.place.token.start

    @property
    def piece(self) -> Piece:
        return self.first.place.piece

    @property
    def quote(self) -> str:
        return self.piece.text[self.start : self.end]

    def takes(self, hit: Hit) -> bool:
        token = hit.place.token
        return (
            hit.why == self.first.why
            and hit.place.piece is self.piece
            and token.start - self.end <= _WIDEST_GAP
            and token.end - self.start <= _LONGEST_QUOTE
            and not _STOP.search(self.piece.text[self.end : token.start])
        )


def terms(hits: Iterable[Hit], pieces: Sequence[Piece]) -> tuple[Term, ...]:
    """Hits joined to quotes, the same quote of a zone once, strongest first."""
    order = {id(piece): index for index, piece in enumerate(pieces)}
    in_order = sorted(
        hits,
        key=lambda hit: (
            hit.why.topic.name,
            hit.why.concept or "",
            order[id(hit.place.piece)],
            hit.place.token.start,
        ),
    )
    alike: dict[tuple[str, str | None, str, str], list[_Span]] = {}
    for span in _spans(in_order):
        why = span.first.why
        key = (why.topic.name, why.concept, span.piece.zone, span.quote.casefold())
        alike.setdefault(key, []).append(span)
    return tuple(
        sorted(
            (_term(spans) for spans in alike.values()),
            key=lambda term: (-abs(term.contribution), term.zone, term.start, term.topic),
        )
    )


def excluded(reader: Reader, document: Document) -> tuple[Hit, ...]:
    """Where a phrase that rules out stands word for word, outside menu and footer."""
    return tuple(
        Hit(Why(topic, concept, None), Place(piece, run, at), 1.0)
        for topic, concept, phrase in reader.excludes
        for piece, run in document.runs
        if not piece.zone.is_weak
        for index in range(len(run) - len(phrase) + 1)
        if tuple(token.stem for token in run[index : index + len(phrase)]) == phrase
        for at in range(index, index + len(phrase))
    )


def _spans(hits: Iterable[Hit]) -> Iterator[_Span]:
    span: _Span | None = None
    for hit in hits:
        if span and span.takes(hit):
            end = max(span.end, hit.place.token.end)
            span = _Span(span.first, end, span.amount + hit.amount)
            continue
        if span:
            yield span
        span = _Span(hit, hit.place.token.end, hit.amount)
    if span:
        yield span


def _term(spans: Sequence[_Span]) -> Term:
    first = spans[0]
    return Term(
        topic=first.first.why.topic.name,
        quote=first.quote,
        zone=first.piece.zone.value,
        start=first.start,
        end=first.end,
        language=first.first.why.language,
        concept=first.first.why.concept,
        contribution=round(math.fsum(span.amount for span in spans), _DIGITS) + 0.0,
        times=len(spans),
    )
