"""Who speaks in an exported chat, and what the program itself says there."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Mapping

from followup.data import BUNDLED, Facts
from followup.errors import DataError


_LONGEST_NAME = 60
_QUOTES = re.compile('["“”„«»]')
_FEWEST_WORDS = 3
_MOST_SHOWN = 5
_COPY = re.compile(r"\s*\(\d{1,3}\)$")
_EDITED = re.compile(r"\s*<([^<>\n]{4,80})>\s*$")
# A number may be told how long it took: "Voice call, 5 min".
_AFTER_A_CALL = re.compile(r"\s*(?:[.,(].{0,60})?$")


def plain_name(name: str) -> str:
    """A name as names are compared: a number by its digits, and without what the program puts before it."""
    bare = " ".join(
        name.replace("\u202f", " ").replace("\u00a0", " ").strip(" ~").split()
    ).casefold()
    digits = "".join(filter(str.isdigit, bare))
    return digits if len(digits) >= 7 and not any(letter.isalpha() for letter in bare) else bare


def speakers_of(names: Iterable[str], facts: Facts = BUNDLED) -> frozenset[str]:
    """Those of the names that are names: what stands before a colon may be a sentence of the program.

    Args:
        names: What stands before the first colon of each message.
        facts: The tables to look up.
    """
    counts = Counter(names)
    selves = tuple(f"{word} " for word in facts.view(_marks)["self"])
    return frozenset(
        name
        for name, times in counts.items()
        if len(name) <= _LONGEST_NAME
        and not _QUOTES.search(name)
        and not (len(name.split()) >= _FEWEST_WORDS and _is_sentence(name, times, counts, selves))
    )


def _is_sentence(name: str, times: int, counts: Mapping[str, int], selves: tuple[str, ...]) -> bool:
    """Whether it begins with "You", or with the name of somebody who speaks more often."""
    words = name.split(" ")
    beginnings = (" ".join(words[:end]) for end in range(1, len(words)))
    return name.casefold().startswith(selves) or any(
        counts.get(one, 0) > times for one in beginnings
    )


def our_names(ours: Iterable[str], speakers: frozenset[str], title: str) -> frozenset[str]:
    """Those speakers who are the seller's.

    Args:
        ours: The names that the caller gave.
        speakers: Everybody who speaks.
        title: The name of the file, which tells whom the chat is with.

    Raises:
        DataError: Nothing tells who is who.
    """
    given = {plain_name(one) for one in ours}
    shown = ", ".join(sorted(speakers)[:_MOST_SHOWN])
    if given:
        found = frozenset(name for name in speakers if plain_name(name) in given)
        if not found and len(speakers) > 1:
            raise DataError(
                f"None of ours=[...] speaks in the chat, but {shown} do. Pass their names."
            )
        return found
    wanted = plain_title(title)
    named = [name for name in speakers if _stands_in(plain_title(name), wanted)]
    longest = [
        name for name in named if not any(name != other and name in other for other in named)
    ]
    if len(longest) != 1:
        raise DataError(
            f"Nothing tells which of the names in the chat are yours ({shown}). Pass ours=[...]."
        )
    return speakers - {longest[0]}


def plain_title(title: str) -> str:
    """A title without the number of its copy, in small letters."""
    return " ".join(_COPY.sub("", title).replace("~", " ").casefold().split())


def _stands_in(name: str, title: str) -> bool:
    """Whether a name stands in a title as words of their own; Chinese has no spaces around it."""
    at = title.find(name)
    if at < 0 or not name:
        return False
    around = title[at - 1 : at] + title[at + len(name) : at + len(name) + 1]
    return not any(letter.isalnum() and letter.isascii() for letter in around)


def _marks(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in facts.rows("chat_marks"):
        found.setdefault(row["kind"], []).append(row["phrase"].casefold())
    return {kind: tuple(phrases) for kind, phrases in found.items()}


def is_of_the_program(text: str, facts: Facts = BUNDLED) -> bool:
    """Whether a text that an iPhone marks as none of the speaker's is a sentence of the program."""
    plain = text.casefold()
    return any(phrase in plain for phrase in facts.view(_marks)["system"])


def words_of(text: str, facts: Facts = BUNDLED) -> str:
    """What was said: nothing where it was deleted, and without the mark that it was edited."""
    marks = facts.view(_marks)
    edited = _EDITED.search(text)
    if edited and edited[1].casefold().strip(" .") in marks["edited"]:
        return text[: edited.start()]
    return "" if text.casefold().strip(" .\n") in marks["deleted"] else text


def is_call(text: str, facts: Facts = BUNDLED) -> bool:
    """Whether a text tells of a call."""
    plain = text.casefold()
    return any(
        plain.startswith(phrase) and _AFTER_A_CALL.match(plain[len(phrase) :])
        for phrase in facts.view(_marks)["call"]
    )
