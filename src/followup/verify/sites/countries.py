"""The countries that a page speaks of as its own: in addresses, in phone numbers, in its domain's ending."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Mapping

from followup._phone import parse_phone
from followup.data import Facts
from followup.verify.sites.told import Organisation


_MOST_NUMBERS = 5
_MOST_ADDRESSES = 12
_DIGIT = re.compile(r"\d")
_READ = 100_000
_LONGEST_LINE = 250
# The plus comes before the look at what stands before it: a search for one letter is many times as fast.
_NUMBER = re.compile(r"\+(?<![\w+]\+)\s?[1-9][\d\s().\-/]{6,20}\d")
# It begins with the letters to look for, which is three times as fast as to try one form after the other.
_PARTS = re.compile(r"[,;:–—·|/()\[\].-](?:(?<=[^.-])|(?<=\s-)(?=\s)|(?<=\.)(?=\s|$))")
# Endings of countries that the whole world uses, so they place nobody.
_GENERIC = frozenset(
    "io co me tv ai cc ws to fm gg ly sh ac vc la so st nu tk ml ga cf gq pw am ag im is mu bz sc ms nf gl cx ps li vu eu su".split()
)
_ENDINGS = {"uk": "GB"}


def countries(
    text: str, told: Iterable[Organisation], links: Iterable[str], host: str, facts: Facts
) -> tuple[str, ...]:
    """ISO 3166-1 codes, the surest first, each once.

    Addresses that the page tells machines come first, then addresses in its words, phone numbers with a
    country code, and the ending of its domain.
    """
    names, codes = facts.view(_by_name)
    found = (
        *(code for one in told for name in one.countries if (code := _code(name, names))),
        *_addresses(text[:_READ], names),
        *_phones(text[:_READ], links),
        *_ending(host, codes),
    )
    return tuple(dict.fromkeys(found))


def _code(name: str, names: Mapping[str, str]) -> str | None:
    if len(name) == 2 and name.isascii() and name.isalpha():
        code = name.upper()
        return "GB" if code == "UK" else code
    return names.get(name.lower().strip(" ."))


def _addresses(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Countries in lines with a number, as postal addresses are, or alone in the line below.

    So many of them are a list to choose from, and no addresses.
    """
    found: dict[str, None] = {}
    numbered = False
    for line in text.splitlines():
        has_number = len(line) <= _LONGEST_LINE and _DIGIT.search(line) is not None
        code = _named(line, names) if has_number else names.get(line.lower()) if numbered else None
        if code:
            found[code] = None
        numbered = has_number
    return tuple(found) if len(found) <= _MOST_ADDRESSES else ()


def _named(line: str, names: Mapping[str, str]) -> str | None:
    """The one country that a line names between its commas, or the last of several."""
    named = [names.get(part.strip()) for part in _PARTS.split(line.lower())]
    codes = [code for code in named if code]
    return codes[-1] if codes and (len(set(codes)) == 1 or named[-1]) else None


def _phones(text: str, links: Iterable[str]) -> Iterator[str]:
    written = [found[0] for found in _NUMBER.finditer(text)][:_MOST_NUMBERS]
    linked = [link for link in links if link.startswith("tel:")][:_MOST_NUMBERS]
    for number in (*linked, *written):
        phone = parse_phone(number[:60])
        if phone is not None and phone.valid and phone.region:
            yield phone.region


def _ending(host: str, known: frozenset[str]) -> Iterator[str]:
    ending = host.rpartition(".")[2]
    code = _ENDINGS.get(ending, ending.upper())
    if ending not in _GENERIC and code in known:
        yield code


def _by_name(facts: Facts) -> tuple[Mapping[str, str], frozenset[str]]:
    """The country of each name, and all countries; a name that two countries bear is nobody's."""
    found: dict[str, str] = {}
    shared = set()
    for row in facts.table("country_names").rows:
        for name in row["names"].split("|"):
            if found.setdefault(name, row["country"]) != row["country"]:
                shared.add(name)
    names = {name: code for name, code in found.items() if name not in shared}
    return names, frozenset(names.values())
