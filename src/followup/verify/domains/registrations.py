"""What a registry's answer says: WHOIS, in the dialect of whoever wrote it, and RDAP (RFC 9083)."""

from __future__ import annotations

import json
import re

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from followup._normal import require_text
from followup.data import BUNDLED, Facts
from followup.verify.domains.days import Order, order_in, read_day
from followup.verify.domains.whois_lines import Block, Entry, blocks_of, known_labels, plain
from followup.verify.reports import Existence, Registration


_LONGEST = 100_000
_LONGEST_LINE = 500
_LONGEST_JSON = 1_000_000
_LONGEST_PHRASE = 160
_MOST = 50
_HOST = re.compile(r"(?=.{3,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+\Z")
_NAME = re.compile(r"name[ .\t]{0,40}:\s{0,40}(\S.*)", re.IGNORECASE)
_LABEL = re.compile(r"[A-Za-z]{2,63}|xn--[a-z0-9-]{2,59}", re.IGNORECASE)
_LINK = re.compile(r"\s*\(?https?://.*", re.IGNORECASE)


_Words = Mapping[str, Sequence[str]]


def read_whois(text: str, *, facts: Facts = BUNDLED) -> Registration:
    """What the answer of a WHOIS server says of a domain.

    Dates of contacts, registrars and name servers in the same answer are never taken for the domain's.

    Args:
        text: The answer; what lies beyond its first 100,000 characters is not read.
        facts: The table ``whois_labels``.

    Raises:
        InvalidValue: It is no text.
    """
    require_text("text", text)
    text = text[:_LONGEST].replace("\uff1a", ":")
    words = facts.view(_words)
    blocks = _last_asked(tuple(blocks_of(text, facts.view(known_labels))))
    judged = [(block, _is_of_the_domain(block, words)) for block in blocks]
    mine = [block for block, is_mine in judged if is_mine]
    own = [one for block, is_mine in judged for one in block if is_mine or _names_it(one)]
    order = _order(text, words)
    created, quote = _first_day(own, "created", order)
    read = Registration(
        domain=next((name for name in _named(blocks) if name), None),
        created=created,
        updated=_first_day(own, "updated", order)[0],
        expires=_first_day(own, "expires", order)[0],
        registrar=next(_contents(blocks, "registrar"), None),
        status=_unique(_LINK.sub("", one) for one in _contents(mine, "status")),
        nameservers=_hosts(_contents(blocks, "nameserver")),
        quote=quote,
    )
    return attrs.evolve(read, found=_found(read, text, words))


def read_rdap(answer: str | bytes | Mapping[str, Any]) -> Registration:
    """What the answer of an RDAP server says of a domain.

    Args:
        answer: The JSON, as it came or read already. What is no RDAP answer gives a registration of which
            everything is unknown.
    """
    record = _record(answer)
    if record.get("errorCode") in (404, "404"):
        return Registration(found=Existence.ABSENT)
    if _text(record, "objectClassName").lower() != "domain":
        return Registration()
    events = [
        (_text(event, "eventAction").lower(), _text(event, "eventDate"))
        for event in _dicts(record, "events")
    ]
    said = [moment for action, moment in events if action == "registration"]
    return Registration(
        found=Existence.EXISTS,
        domain=next((name for name in _names_of(record) if name), None),
        created=_agreed(events, "registration"),
        updated=_agreed(events, "last changed"),
        expires=_agreed(events, "expiration"),
        registrar=_registrar(record),
        status=_unique(one for one in _list(record, "status") if isinstance(one, str)),
        nameservers=_hosts(_text(one, "ldhName") for one in _dicts(record, "nameservers")),
        quote=said[0][:_LONGEST_LINE] if said else None,
    )  # fmt: skip


def _last_asked(blocks: Sequence[Block]) -> Sequence[Block]:
    """Programs print IANA's record of the ending before the registry's of the domain: that is left out."""
    of_ending = False
    for at, block in enumerate(blocks):
        name = next(_contents([block], "domain"), "")
        if "." in name:
            return blocks[at:] if of_ending else blocks
        of_ending = of_ending or _LABEL.fullmatch(name) is not None
    return blocks


def _named(blocks: Sequence[Block]) -> Iterator[str]:
    """The domain, or the ending where the record is an ending's."""
    said = tuple(_contents(blocks, "domain"))
    yield from _hosts(said)
    yield from (name.lower() for name in said if _LABEL.fullmatch(name))


def _is_of_the_domain(block: Block, words: _Words) -> bool:
    """Not of a person, a registrar or a name server that the answer also describes."""
    kinds = {entry.kind for entry in block}
    if "domain" in kinds and "object" not in kinds:
        return True
    if kinds & {"object", "contact"}:
        return False
    return not any(plain(entry.line.rstrip(":")) in words["heading"] for entry in block)


def _names_it(entry: Entry) -> bool:
    """Whether the label itself says that it speaks of the domain, wherever it stands."""
    return entry.line.lower().startswith(("domain ", "record "))


def _first_day(entries: Block, kind: str, order: Order) -> tuple[date | None, str | None]:
    """The first that is written with its line, even if it cannot be read: a later one may mean another thing."""
    for at, entry in enumerate(entries):
        below = next(_below(entries[at + 1 : at + 2]), "") if not entry.content else ""
        written = entry.content or below
        if entry.kind == kind and any(letter.isdigit() for letter in written):
            return read_day(written, order), f"{entry.line} {below}".strip()
    return None, None


def _contents(blocks: Sequence[Block], kind: str) -> Iterator[str]:
    """What follows a label: on its line or, if nothing stands there, on the lines below it."""
    for block in blocks:
        for at, entry in enumerate(block):
            if entry.kind == kind and entry.content:
                yield entry.content
            elif entry.kind == kind:
                most = _MOST if kind == "nameserver" else 1
                yield from _below(block[at + 1 : at + 1 + most])


def _below(entries: Block) -> Iterator[str]:
    for entry in entries:
        named = _NAME.match(entry.line)
        if named is None and (entry.kind or entry.line.endswith(":")):
            return
        yield named[1] if named else entry.line


def _hosts(texts: Iterable[str]) -> tuple[str, ...]:
    firsts = (text.split(None, 1)[0].rstrip(".,").lower() for text in texts if text.strip())
    return _unique(name for name in firsts if _HOST.match(name))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[:_LONGEST_LINE] for text in texts if text))[:_MOST]


def _order(text: str, words: _Words) -> Order:
    """What the text proves; and what is known of the registry whose words it holds."""
    folded = text.lower()
    known = any(phrase in folded for phrase in words["day_first"])
    return (dict.fromkeys("-/.", True) if known else {}) | dict(order_in(text))


def _found(read: Registration, text: str, words: _Words) -> Existence:
    lines = (line for line in text.lower().splitlines() if len(line) <= _LONGEST_PHRASE)
    said = [" ".join(line.split()) for line in lines]
    absent = _first_with(words["absent"], said)
    is_written = read.quote or read.expires or read.nameservers or read.registrar
    if is_written or (read.domain and read.status and absent is None):
        return Existence.EXISTS
    # Terms of use, which follow the answer or stand in comments before it, forbid in words of refusal.
    plain_words = ["" if line[:1] in "%#" and "error" not in line else line for line in said]
    refused = _first_with(words["refused"], plain_words)
    if absent is None or (refused is not None and refused <= absent):
        return Existence.UNKNOWN
    return Existence.ABSENT


def _first_with(phrases: Sequence[str], lines: Sequence[str]) -> int | None:
    found = (at for at, line in enumerate(lines) if any(phrase in line for phrase in phrases))
    return next(found, None)


def _record(answer: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    record: Any = answer
    try:
        if isinstance(answer, str | bytes):
            record = json.loads(answer[:_LONGEST_JSON])
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, Mapping) else {}


def _list(record: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = record.get(name)
    return found if isinstance(found, list) else []


def _dicts(record: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    return (one for one in _list(record, name) if isinstance(one, dict))


def _text(record: Mapping[str, Any], name: str) -> str:
    found = record.get(name)
    return found.strip() if isinstance(found, str) else ""


def _names_of(record: Mapping[str, Any]) -> Iterator[str]:
    """Some registries give the name in Unicode only (RFC 9083 section 3)."""
    for field in ("ldhName", "unicodeName"):
        yield _text(record, field).rstrip(".").lower()[:_LONGEST_LINE]


def _agreed(events: Sequence[tuple[str, str]], action: str) -> date | None:
    """The day of an event; None if two of a kind contradict each other."""
    days = {read_day(moment) for name, moment in events if name == action}
    return days.pop() if len(days) == 1 else None


def _registrar(record: Mapping[str, Any]) -> str | None:
    entities = (one for one in _dicts(record, "entities") if "registrar" in _list(one, "roles"))
    return next((name for entity in entities if (name := _card_name(entity))), None)


def _card_name(entity: Mapping[str, Any]) -> str:
    """The full name on a jCard (RFC 7095), or that of its organization."""
    card = _list(entity, "vcardArray")
    lines = card[1] if len(card) == 2 and isinstance(card[1], list) else []
    whole = [line for line in lines if isinstance(line, list) and len(line) > 3]
    said = (line[3] for kind in ("fn", "org") for line in whole if line[0] == kind)
    names = (name.strip() for name in said if isinstance(name, str))
    return next((name[:_LONGEST_LINE] for name in names if name), "")


def _words(facts: Facts) -> _Words:
    found: dict[str, list[str]] = {"heading": [], "absent": [], "refused": [], "day_first": []}
    for row in facts.table("whois_labels").rows:
        found.setdefault(row["kind"], []).append(row["words"].lower())
    return found
