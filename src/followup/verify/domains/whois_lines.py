"""The lines of a WHOIS answer: what their labels mean, and which of them belong together."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence

import attrs

from followup.data import Facts
from followup.verify.domains.days import begins_with_day


_LONGEST_LINE = 500
_BRACKETS = re.compile(r"\s*(?:[a-z]\.?\s{0,3})?\[([^\]]{1,60})\]\s*(.*)", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,60}\)")
# RIPE-181: the history of a record, as the registry of Israel still writes it.
_ASSIGNED = re.compile(r"\s([0-9]{8})\s\(assigned\)\s*\Z", re.IGNORECASE)
_DATES = ("created", "updated", "expires")
_LABELS = ("domain", *_DATES, "registrar", "status", "nameserver", "object", "contact")


@attrs.frozen
class Entry:
    """One line: the meaning of its label ("" without a known one), what follows it, and all of it."""

    kind: str
    content: str
    line: str


Block = Sequence[Entry]
# From a label to what it means.
Labels = Mapping[str, str]


def blocks_of(text: str, labels: Labels) -> Iterator[Block]:
    """The entries between empty lines; a label that opens an object of its own opens a block too."""
    block: list[Entry] = []
    for line in text.splitlines():
        entry = _entry(line[:_LONGEST_LINE].strip(), labels)
        if block and (not entry.line or entry.kind == "object"):
            yield block
            block = []
        if entry.line and entry.line[0] not in "%#":
            block.append(entry)
    yield block


def _entry(line: str, labels: Labels) -> Entry:
    if found := _BRACKETS.match(line):
        return Entry(labels.get(plain(found[1]), ""), found[2].strip(), line)
    head, colon, rest = line.partition(":")
    kind = labels.get(plain(head), "")
    if kind == "updated" and (assigned := _ASSIGNED.search(rest)):
        return Entry("created", assigned[1], line)
    if colon and kind:
        return Entry(kind, rest.lstrip(". \t").rstrip(), line)
    return _sentence(line, labels)


def _sentence(line: str, labels: Labels) -> Entry:
    """A label without a mark after it: as a heading, or before a day ("Record created on 2000-08-29")."""
    if heading := labels.get(plain(line)):
        return Entry(heading, "", line)
    words = line.split(None, 5)
    for count in range(min(4, len(words) - 1), 0, -1):
        kind = labels.get(plain(" ".join(words[:count])), "")
        rest = " ".join(words[count:])
        if kind in _DATES and begins_with_day(rest):
            return Entry(kind, rest, line)
    return Entry("", line, line)


def plain(label: str) -> str:
    """A label without what surrounds it."""
    return " ".join(_ASIDE.sub(" ", label).lower().strip(" .*-\t_>").split())


def known_labels(facts: Facts) -> Labels:
    """The labels of the table ``whois_labels``, with what they mean."""
    rows = facts.table("whois_labels").rows
    return {row["words"].lower(): row["kind"] for row in rows if row["kind"] in _LABELS}
