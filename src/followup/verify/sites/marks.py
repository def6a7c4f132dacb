"""The marks by which a page that is no working site is known, after the table ``page_marks``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs

from followup.data import Facts
from followup.verify.sites.mark_table import OF_WORDS, Mark, marks_on
from followup.verify.sites.seen import Seen, SelfWords, self_words


_ENOUGH = 2
_FIRST_ERROR = 400
_A_FEW_WORDS, _SOME_WORDS, _MORE_WORDS, _MANY_WORDS = 30, 80, 120, 300
_AROUND = " .!…"
# What a page with a number to call may be for all that.
_OF_THE_LIVING = ("template", "scheme")
_READ = 20_000
_FEWEST_SAMPLE_WORDS = 15
_SAMPLE_SHARE = 0.08
_SAMPLE_WORDS = frozenset(
    "lorem ipsum dolor amet consectetur adipiscing adipisicing elit eiusmod tempor incididunt labore magna aliqua"
    " veniam nostrud exercitation ullamco laboris aliquip commodo consequat duis aute irure reprehenderit voluptate"
    " velit cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit"
    " laborum vestibulum vivamus praesent pellentesque".split()
)


@attrs.frozen
class Marks:
    """What was found on one page.

    Attributes:
        enough: The kinds that it has marks enough for, with the marks: a strong one, or two weak ones.
        all: All marks found, by kind; one alone may be too few.
    """

    enough: Mapping[str, tuple[str, ...]]
    all: Mapping[str, tuple[str, ...]]


def marks_of(seen: Seen, facts: Facts) -> Marks:
    """The marks on a page."""
    strong: set[str] = set()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mark in _believed(marks_on(seen, facts), seen, facts):
        found[mark.kind].append(mark.words or seen.title)
        if mark.strong:
            strong.add(mark.kind)
    if _is_mostly_sample(seen.text):
        strong.add("template")
        found["template"].append("lorem ipsum")
    every = {kind: tuple(dict.fromkeys(said)) for kind, said in found.items()}
    own = {kind: _own(said) for kind, said in every.items()}
    enough = {kind: said for kind, said in own.items() if kind in strong or len(said) >= _ENOUGH}
    return Marks(enough, every)


def _believed(marks: Sequence[Mark], seen: Seen, facts: Facts) -> Sequence[Mark]:
    """Where somebody lives, words count only where the page speaks of itself.

    A shop's lamp may be coming soon, and a maker of ceilings has them suspended. A line that says nothing but
    the mark stands for the page, unless there is much else on it.
    """
    words = [one for one in marks if one.zone in OF_WORDS and one.kind not in _OF_THE_LIVING]
    if not words or seen.status >= _FIRST_ERROR:
        return marks
    own = seen.own_letters(one.sought for one in words)
    if own < (_A_FEW_WORDS if seen.can_be_reached else _MORE_WORDS):
        return marks
    open_to_doubt = words if seen.can_be_reached else _of_goods(words)
    alone = {line.strip(_AROUND) for line in seen.lines} if own < _MANY_WORDS else set()
    known = facts.view(self_words)
    doubted = {
        one
        for one in open_to_doubt
        if one.sought not in alone and not _is_of_itself(one.sought, seen, known, own)
    }
    return [one for one in marks if one not in doubted]


def _of_goods(words: Sequence[Mark]) -> Sequence[Mark]:
    """Without a number to call, pages of all kinds may say much; but what comes soon may still be a lamp."""
    soon = [one for one in words if one.kind == "coming_soon"]
    return () if any(one.zone == "title" for one in soon) else soon


def _is_of_itself(mark: str, seen: Seen, known: SelfWords, own: int) -> bool:
    """Whether a page speaks of itself where it bears a mark; one with much to say must point at itself."""
    points = known.point_here if own >= _SOME_WORDS else known.are_of_any
    return any(points(one, seen.host) for one in seen.sentences if mark in one)


def _is_mostly_sample(text: str) -> bool:
    """Whether much of a text is the printers' Latin; a stray line of it is left on many a good page."""
    if "lorem" not in text:
        return False
    words = text[:_READ].split()
    hits = sum(word.strip(".,") in _SAMPLE_WORDS for word in words)
    return hits >= _FEWEST_SAMPLE_WORDS and hits >= _SAMPLE_SHARE * len(words)


def _own(quotes: tuple[str, ...]) -> tuple[str, ...]:
    """The marks that say something of their own: one inside another is the same words again."""
    return tuple(one for one in quotes if not any(one != big and one in big for big in quotes))
