"""Finding links, addresses, numbers and names in a text, and which of them belong together."""

from __future__ import annotations

import itertools
import re

from collections.abc import Iterator

from followup._phone.spans import CANDIDATE, Span, spans
from followup.channels._labels import NOBODY, Label, labels, names
from followup.channels._mail import addresses
from followup.channels._schemes import SCHEMES
from followup.channels.handles import Handle, HandleKind, read
from followup.channels.parsing import parse
from followup.channels.registry import find
from followup.data import Facts


_MOST_LINKS = 3_000
_MOST_NUMBERS = 3_000
# Addresses on the web end where Chinese, Japanese or Korean text goes on without a blank.
_NOT_IN_LINKS = r"\s<>\"'()\[\]{}|\\^`\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef"
_LINK = re.compile(
    r"(?:(?i:https?://)|(?<![\w@./-])(?:[A-Za-z0-9-]{1,40}\.){1,3}[A-Za-z]{2,5}/)"
    rf"[^{_NOT_IN_LINKS}]{{1,1000}}"
    rf"|(?<![\w./-])(?<![/&+,]\s)(?i:{'|'.join(SCHEMES)}):(?!\s)[^{_NOT_IN_LINKS},]{{1,300}}"
)
_VANITY = re.compile(
    r"(?<![\w+])(?:\+?1[ .-]?)?\(?8\d\d\)?[ .-]?(?=[A-Z0-9-]{0,4}[A-Z]{3})[A-Z0-9](?:-?[A-Z0-9]){6,9}(?!\w)"
)
_END = re.compile(r"[.,;:!?…。，；、]+$")
_NAME = re.compile(
    r"@?[A-Za-z0-9][\w.\-:]{1,60}\w(?![\w/@]|[.-]\w|#\d)|live:[\w.:\-]{3,60}", re.ASCII
)
_AND = re.compile(
    r"\s{0,2}(?:[,;/|&、]|and|und|or|y|e|et|o|或|和)\s{0,2}(?=[+(（\d])", re.IGNORECASE
)
_QUAD = re.compile(r"[(\[]?\d{1,3}(?:\.\d{1,3}){3}", re.ASCII)
_HOUR, _MINUTES, _SECONDS = (
    re.compile(r"\d:"),
    re.compile(r":[0-5]\d"),
    re.compile(r"[0-5]\d(?!\d)"),
)


Find = tuple[int, int, Handle | None]
"""Where something begins and ends, and the handle that it is, if it is one."""


def finds(text: str, region: str | None, facts: Facts) -> list[Find]:
    """Links and addresses first; what lies inside them is no number and no name."""
    taken = [*_links(text, region, facts), *addresses(text, facts)]
    covered = bytearray(len(text) + 1)
    kept: list[Find] = []
    for start, end, handle in sorted(taken, key=lambda find: (find[0], -find[1])):
        if not covered[start]:
            covered[start:end] = b"\1" * (end - start)
            kept.append((start, end, handle))
    kept.extend(_numbers_and_names(text, region, covered, facts))
    return sorted(kept, key=lambda find: find[:2])


def _links(text: str, region: str | None, facts: Facts) -> Iterator[Find]:
    for found in itertools.islice(_LINK.finditer(text), _MOST_LINKS):
        address = _END.sub("", found.group())
        handle = parse(address, region=region, facts=facts)
        if handle is not None or "/" in address:
            yield found.start(), found.start() + len(address), handle
    for found in itertools.islice(_VANITY.finditer(text), _MOST_LINKS):
        yield found.start(), found.end(), read("phone", found.group(), region=region, facts=facts)


def _numbers_and_names(
    text: str, region: str | None, covered: bytearray, facts: Facts
) -> Iterator[Find]:
    known = facts.view(labels)
    first = itertools.islice(spans(text, region), _MOST_NUMBERS)
    numbers = {span.start: span for span in first if not covered[span.start]}
    met = 0
    for label in known.in_front(text):
        if label.start < met or covered[label.end]:
            continue
        span = next((numbers[at] for at in range(label.end, label.end + 3) if at in numbers), None)
        for start, end, handle in () if span else _labelled(text, label, region, facts):
            met = end
            covered[start:end] = b"\1" * (end - start)
            yield start, end, handle
        while span is not None:
            met = numbers.pop(span.start).end
            yield from _on((*label.channels, *known.after(text, met)), text, span, facts)
            more = _AND.match(text, met)
            span = numbers.get(more.end()) if more else None
    for span in numbers.values():
        if not covered[span.start] and not _of_machines(text, span):
            yield from _on(known.after(text, span.end), text, span, facts)


def _of_machines(text: str, span: Span) -> bool:
    """Whether it is part of a time, or an address of the internet, as headers of mails are full of."""
    written = text[span.start : span.end]
    hour = _HOUR.fullmatch(text[max(span.start - 2, 0) : span.start])
    if (hour and _SECONDS.match(written)) or _MINUTES.match(text, span.end):
        return True
    if not _QUAD.fullmatch(written):
        return False
    parts = written.strip("([").split(".")
    # Danes write their numbers as four pairs.
    return max(map(int, parts)) <= 255 and any(len(part) != 2 for part in parts)


def _on(named: tuple[str, ...], text: str, span: Span, facts: Facts) -> Iterator[Find]:
    """A number on each channel that is named with it; on the phone where none of them takes numbers."""
    digits = "".join(filter(str.isdecimal, text[span.start : span.end]))
    handles: list[Handle | None] = []
    for channel in (find(slug, facts=facts) for slug in dict.fromkeys(named)):
        if channel is not None and "phone" in channel.handles:
            handles.append(_by_phone(channel.slug, span))
        elif channel is not None and channel.handles == ("id",):
            handles.append(read(channel, digits, facts=facts))
    if not handles and NOBODY not in named:
        handles.append(_by_phone("phone", span))
    yield from ((span.start, span.end, handle) for handle in handles)


def _by_phone(slug: str, span: Span) -> Handle:
    return Handle(channel=slug, kind=HandleKind.PHONE, value=span.phone.e164 or "")


def _labelled(text: str, label: Label, region: str | None, facts: Facts) -> list[Find]:
    """A number that only its label makes one, or a name."""
    number = CANDIDATE.match(text, label.end)
    name = _NAME.match(text, label.end)
    finds: list[Find] = []
    for slug in label.channels:
        channel = find(slug, facts=facts)
        if channel is None:
            continue
        if number and (handle := read(channel, number.group(), region=region, facts=facts)):
            if handle.kind is HandleKind.PHONE or label.plain:
                finds.append((label.end, number.end(), handle))
        elif name and names(label, name.group()):
            finds.append((label.end, name.end(), read(channel, name.group(), facts=facts)))
    return finds
