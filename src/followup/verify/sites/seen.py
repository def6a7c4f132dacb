"""A page as the marks look at it, and whether somebody lives on it."""

from __future__ import annotations

import re

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from followup.data import Facts


_FIRST_RAW, _LAST_RAW = 20_000, 8_000
_LONGEST = 5_000
_FIRST_OF_THREE = "\u3040"
# Latin, Greek and Cyrillic; Semitic letters join small words to the next, and many scripts know no blanks.
_LAST_SPACED = "\u0590"
_SENTENCE_ENDS = re.compile(r"[\n!?\u3002\uff01\uff1f\u061f\u0964]|\.(?=\s|$)")
# Digits that call nobody: days, spans of years, and addresses of the internet.
_NO_NUMBER = re.compile(
    r"\b(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d"
    r"|(?:19|20)\d\d\s?[-\u2013]\s?(?:19|20)\d\d|\d{1,3}(?:\.\d{1,3}){3})\b"
)
_NUMBER = re.compile(r"(?<![\w.#/-])\+?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w-])")
_ADDRESS = re.compile(
    r"(?<![\w.+-])(?!(?:webmaster|hostmaster|postmaster|abuse|admin|support|helpdesk)@)[\w.+-]{1,64}@[\w-]{1,63}\.\w"
)


@attrs.frozen
class Seen:
    """A page, as the marks look at it: all in small letters but the markup."""

    markup: str
    text: str
    title: str
    host: str
    status: int = 200

    @cached_property
    def raw(self) -> str:
        """The markup with small ASCII letters; of a long one both ends, for a page that nobody made is short.

        Octet by octet, that takes a quarter of the time; and most pages have too many words to be asked for it.
        """
        both = self.markup[:_FIRST_RAW] + self.markup[_FIRST_RAW:][-_LAST_RAW:]
        return both.encode(errors="replace").lower().decode("latin-1")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of its beginning, the title first."""
        return tuple(self.text[:_LONGEST].splitlines())

    @property
    def can_be_reached(self) -> bool:
        """Whether it says how to reach somebody."""
        start = self.text[:_LONGEST]
        return _ADDRESS.search(start) is not None or (
            _NUMBER.search(_NO_NUMBER.sub("|", start)) is not None
        )

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of its beginning, or what looks like them."""
        return tuple(_SENTENCE_ENDS.split(self.text[:_LONGEST]))

    def own_letters(self, marks: Iterable[str]) -> int:
        """How much it says in sentences without marks; a Chinese character says as much as three letters."""
        said = tuple(marks)
        own = (one for one in self.sentences if not any(mark in one for mark in said))
        return sum(3 if letter >= _FIRST_OF_THREE else letter.isalnum() for letter in "".join(own))


@attrs.frozen
class SelfWords:
    """The words by which a page speaks of itself: of its domain, or of the site.

    Attributes:
        here: Those that point at it, such as *this website*, by what they speak of.
        general: The same and *a website*, which may be anybody's.
    """

    here: Mapping[str, re.Pattern[str]]
    general: Mapping[str, re.Pattern[str]]

    def are_in(self, words: str, what: str, host: str) -> bool:
        """Whether words speak of a domain or site; the page's own host may be named instead."""
        return self.general[what].search(words) is not None or _names(words, what, host)

    def are_of_any(self, words: str, host: str) -> bool:
        """Whether words speak of any domain or site."""
        return any(self.are_in(words, what, host) for what in self.general)

    def point_here(self, words: str, host: str) -> bool:
        """Whether words speak of the page itself, and of no other."""
        return any(
            pattern.search(words) is not None or _names(words, what, host)
            for what, pattern in self.here.items()
        )


def _names(words: str, what: str, host: str) -> bool:
    """Whether words name the host, and no address at it."""
    return what == "domain" and bool(host) and host in words.replace(f"@{host}", "")


def self_words(facts: Facts) -> SelfWords:
    """The words of the table ``self_words``, of all languages together."""
    here: defaultdict[str, list[str]] = defaultdict(list)
    general: defaultdict[str, list[str]] = defaultdict(list)
    for row in facts.table("self_words").rows:
        words = row["words"].split("|")
        general[row["what"]] += words
        if row["sort"] == "here":
            here[row["what"]] += words
    return SelfWords(
        here={what: _any_of(words) for what, words in here.items()},
        general={what: _any_of(words) for what, words in general.items()},
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; those in alphabets that put blanks between words, at the beginning of one."""
    begun = (rf"(?<!\w){re.escape(one)}" if one < _LAST_SPACED else re.escape(one) for one in words)
    return re.compile("|".join(begun))
