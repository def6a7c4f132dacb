"""The marks by which a page that is no working site is known, after the table ``page_marks``."""

from __future__ import annotations

import re

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count
from operator import itemgetter

import attrs

from followup.data import Facts, Row
from followup.errors import DataError


_ENOUGH = 2
_ZONES = ("raw", "text", "title", "host", "named")
# A mark for so short a page must be all that it says.
_WHOLE_TEXT = 60
_READ = 20_000
_WORD = re.compile(r"[^\W_]{4,}")
_FEWEST_SAMPLE_WORDS = 15
_SAMPLE_SHARE = 0.08
_SAMPLE_WORDS = frozenset(
    "lorem ipsum dolor amet consectetur adipiscing adipisicing elit eiusmod tempor incididunt labore magna aliqua"
    " veniam nostrud exercitation ullamco laboris aliquip commodo consequat duis aute irure reprehenderit voluptate"
    " velit cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit"
    " laborum vestibulum vivamus praesent pellentesque".split()
)


@attrs.frozen
class Seen:
    """A page, as the marks look at it: all in small letters but the markup."""

    markup: str
    text: str
    title: str
    host: str

    @cached_property
    def raw(self) -> str:
        """The markup in small letters; most pages have too many words to be asked for it."""
        return self.markup.lower()


@attrs.frozen(kw_only=True)
class _Mark:
    """One row of the table of marks."""

    kind: str
    zone: str
    strong: bool
    longest: int
    words: str

    @property
    def sought(self) -> str:
        """What the zone must hold at least, wherever this mark is found."""
        return "" if self.zone == "host" else self.words.strip("!")

    def is_in(self, seen: Seen) -> bool:
        """Whether it is to be found."""
        if self.zone == "host":
            return bool(seen.host) and seen.title.removeprefix("www.").strip(" /") == seen.host
        if self.zone == "text" and 0 < self.longest <= _WHOLE_TEXT:
            return seen.text.strip(" \n.!") == self.words.strip("!")
        if self.zone == "named":
            return bool(seen.host) and seen.host in seen.title and self.words in seen.title
        return self.words in _zone(seen, self.zone)


@attrs.frozen
class _Shelf:
    """Marks of one zone that share a word, with their places in the table: without the word, none is there."""

    zone: str
    word: str
    marks: tuple[tuple[int, _Mark], ...]


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
    for mark in _found(seen, facts):
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


def _found(seen: Seen, facts: Facts) -> Iterator[_Mark]:
    """The marks that are on the page and mean something on so long a one."""
    found = [
        (place, mark)
        for longest, shelves in facts.view(_by_length).items()
        if not longest or len(seen.text) <= longest
        for shelf in shelves
        if shelf.word in _zone(seen, shelf.zone)
        for place, mark in shelf.marks
        if mark.is_in(seen)
    ]
    return (mark for _, mark in sorted(found, key=itemgetter(0)))


def _zone(seen: Seen, zone: str) -> str:
    return seen.raw if zone == "raw" else seen.text if zone == "text" else seen.title


def _by_length(facts: Facts) -> Mapping[int, tuple[_Shelf, ...]]:
    found: defaultdict[int, list[_Mark]] = defaultdict(list)
    for row in facts.table("page_marks").rows:
        mark = _mark(row)
        found[mark.longest].append(mark)
    places = count()
    return {
        longest: tuple(_shelves([(next(places), mark) for mark in marks]))
        for longest, marks in found.items()
    }


def _shelves(marks: Iterable[tuple[int, _Mark]]) -> Iterator[_Shelf]:
    """Each mark under the word that it shares with most others: a third of the words has to be looked for."""
    by_zone: defaultdict[str, list[tuple[int, _Mark]]] = defaultdict(list)
    for place, mark in marks:
        by_zone[mark.zone].append((place, mark))
    for zone, of_zone in by_zone.items():
        met = Counter(word for _, mark in of_zone for word in {*_WORD.findall(mark.sought)})
        shared = [word for word, times in met.most_common() if times > 1]
        by_word: defaultdict[str, list[tuple[int, _Mark]]] = defaultdict(list)
        for place, mark in of_zone:
            word = next((word for word in shared if word in mark.sought), mark.sought)
            by_word[word].append((place, mark))
        yield from (_Shelf(zone, word, tuple(some)) for word, some in by_word.items())


def _mark(row: Row) -> _Mark:
    if row["zone"] not in _ZONES or not row["longest"].isdecimal():
        raise DataError(
            f"page_marks, {row['mark']!r}: use a zone among {_ZONES} and a number of characters."
        )
    return _Mark(
        kind=row["kind"],
        zone=row["zone"],
        strong=row["strength"] == "strong",
        longest=int(row["longest"]),
        words=row["mark"].lower(),
    )
