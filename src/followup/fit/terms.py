"""From single stems to words that a person can look up in the text."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from followup.fit.document import Document, Run
from followup.fit.hits import Hits, Part, Why
from followup.fit.match import Reader
from followup.fit.results import Term


_STOPS = frozenset("\n.!?;:。\uff01\uff1f\uff1b")
_WIDEST_GAP = 2
_LONGEST_QUOTE = 80
_DIGITS = 12


class _Quote:
    """Neighbouring words that count for the same reason, and what they add up to."""

    __slots__ = ("amount", "end", "run", "start", "why")

    def __init__(self, why: Why, run: Run, start: int, end: int) -> None:
        self.why = why
        self.run = run
        self.start = start
        self.end = end
        self.amount = 0.0

    def takes(self, why: Why, run: Run, start: int, end: int) -> bool:
        """Whether a word goes on with the quote."""
        return (
            run is self.run
            and start - self.end <= _WIDEST_GAP
            and end - self.start <= _LONGEST_QUOTE
            and (why is self.why or why == self.why)
            and (start <= self.end or _STOPS.isdisjoint(run.text[self.end : start]))
        )


def terms(hits: Hits) -> tuple[Term, ...]:
    """Hits joined to quotes, the same quote of a zone once, strongest first."""
    by_reason: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in hits.parts:
        by_reason[part.why.topic.name, part.why.concept or ""].append(part)
    several = [
        _term(same) for reason in sorted(by_reason) for same in _alike(_quotes(by_reason[reason]))
    ]
    return tuple(sorted(several, key=by_strength))


def by_strength(term: Term) -> tuple[float, str, int, str, str]:
    """The order of evidence."""
    return -abs(term.contribution), term.zone, term.start, term.topic, term.concept or ""


def excluded(reader: Reader, document: Document) -> Hits:
    """Where a phrase that rules out stands word for word, outside menu and footer."""
    found = Hits()
    for why, phrase in reader.excludes:
        places = [
            (run, at)
            for run in document.runs
            if not run.is_weak
            for first in run.at.get(phrase[0], ())
            if tuple(run.stems[first : first + len(phrase)]) == phrase
            for at in range(first, first + len(phrase))
        ]
        if places:
            found.parts.append(Part(why, places, [1.0] * len(places)))
    return found


def _quotes(parts: Iterable[Part]) -> list[_Quote]:
    """The words of one reason in their order, neighbours as one."""
    words = [
        (run.order, at, why, run, amount)
        for why, places, amounts in parts
        for (run, at), amount in zip(places, amounts, strict=True)
    ]
    words.sort(key=itemgetter(0, 1))
    quotes: list[_Quote] = []
    quote = None
    for _, at, why, run, amount in words:
        start, end = run.span(at)
        if quote is None or not quote.takes(why, run, start, end):
            quote = _Quote(why, run, start, end)
            quotes.append(quote)
        quote.end = end
        quote.amount += amount
    return quotes


def _alike(quotes: Iterable[_Quote]) -> Iterable[Sequence[_Quote]]:
    several: defaultdict[tuple[str, str], list[_Quote]] = defaultdict(list)
    for quote in quotes:
        said = quote.run.text[quote.start : quote.end]
        several[quote.run.zone, said.casefold()].append(quote)
    return several.values()


def _term(same: Sequence[_Quote]) -> Term:
    first = same[0]
    why, run, start, end = first.why, first.run, first.start, first.end
    return Term(
        topic=why.topic.name,
        quote=run.text[start:end],
        zone=run.zone,
        start=start,
        end=end,
        language=why.language,
        concept=why.concept,
        contribution=round(math.fsum([quote.amount for quote in same]), _DIGITS) + 0.0,
        times=len(same),
    )
