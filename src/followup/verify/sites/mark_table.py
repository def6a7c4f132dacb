"""The table ``page_marks``, shelved such that a page is asked for few words."""

from __future__ import annotations

import re

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter

import attrs

from followup.data import Facts, Row
from followup.errors import DataError
from followup.verify.sites.seen import Seen, SelfWords, self_words


_ZONES = ("raw", "text", "title", "host", "named", "domain", "site")
_OF_THE_TITLE = ("title", "host", "named")
_ITSELF = ("domain", "site")
OF_WORDS = ("text", "title", *_ITSELF)
"""The zones of what a reader is told, and not of how the page is built."""
# A mark for so short a page must be all that it says.
_WHOLE_TEXT = 60
_WORD = re.compile(r"[^\W_]{4,}|%")


@attrs.frozen(kw_only=True)
class Mark:
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

    def is_in(self, seen: Seen, known: SelfWords) -> bool:
        """Whether it is to be found."""
        if self.zone in _ITSELF:
            lines = (line for line in seen.lines if self.words in line)
            return any(known.are_in(line, self.zone, seen.host) for line in lines)
        if self.zone == "host":
            return bool(seen.host) and seen.title.removeprefix("www.").strip(" /") == seen.host
        if self.zone == "text" and 0 < self.longest <= _WHOLE_TEXT:
            return seen.text.strip(" \n.!") == self.words.strip("!")
        if self.zone == "named":
            return bool(seen.host) and seen.host in seen.title and self.words in seen.title
        return self.words in _zone(seen, self.zone)


_Placed = tuple[int, Mark]
"""A mark with its place in the table."""

_Shelf = tuple[str, tuple[_Placed, ...]]
"""Marks of one zone that share a word: without the word, none of them is there."""


def marks_on(seen: Seen, facts: Facts) -> Sequence[Mark]:
    """The marks that are on the page and mean something on so long a one, in the order of the table."""
    known = facts.view(self_words)
    found = [
        (place, mark)
        for longest, zones in facts.view(_by_length).items()
        if not longest or len(seen.text) <= longest
        for zone, shelves in zones
        for said in [_zone(seen, zone)]
        for word, marks in shelves
        if word in said
        for place, mark in marks
        if mark.is_in(seen, known)
    ]
    return [mark for _, mark in sorted(found, key=itemgetter(0))]


def _zone(seen: Seen, zone: str) -> str:
    if zone == "raw":
        return seen.raw
    return seen.title if zone in _OF_THE_TITLE else seen.text


def _by_length(facts: Facts) -> Mapping[int, tuple[tuple[str, tuple[_Shelf, ...]], ...]]:
    """For pages up to each length, the shelves of each zone."""
    by_length: defaultdict[int, list[Mark]] = defaultdict(list)
    for row in facts.table("page_marks").rows:
        mark = _mark(row)
        by_length[mark.longest].append(mark)
    places = count()
    found: dict[int, tuple[tuple[str, tuple[_Shelf, ...]], ...]] = {}
    for longest, marks in by_length.items():
        by_zone: defaultdict[str, list[_Placed]] = defaultdict(list)
        for mark in marks:
            by_zone[mark.zone].append((next(places), mark))
        found[longest] = tuple((zone, tuple(_shelves(some))) for zone, some in by_zone.items())
    return found


def _shelves(marks: Sequence[_Placed]) -> Iterator[_Shelf]:
    """Each mark under the word that it shares with most others: a third of the words has to be looked for."""
    met = Counter(word for _, mark in marks for word in {*_WORD.findall(mark.sought)})
    shared = [word for word, times in met.most_common() if times > 1]
    by_word: defaultdict[str, list[_Placed]] = defaultdict(list)
    for place, mark in marks:
        word = next((word for word in shared if word in mark.sought), mark.sought)
        by_word[word].append((place, mark))
    return ((word, tuple(some)) for word, some in by_word.items())


def _mark(row: Row) -> Mark:
    if row["zone"] not in _ZONES or not row["longest"].isdecimal():
        raise DataError(
            f"page_marks, {row['mark']!r}: use a zone among {_ZONES} and a number of characters."
        )
    if row["zone"] == "raw" and not row["mark"].isascii():
        raise DataError(f"page_marks, {row['mark']!r}: in the zone raw, use ASCII letters only.")
    return Mark(
        kind=row["kind"],
        zone=row["zone"],
        strong=row["strength"] == "strong",
        longest=int(row["longest"]),
        words=row["mark"].lower(),
    )
