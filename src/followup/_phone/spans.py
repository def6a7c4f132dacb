"""Phone numbers in running text, found by the rules of phonenumbers' matcher and read with our own patterns.

The rules (which text is a candidate, how a candidate falls apart, what is a date or a page number) are those of
libphonenumber's PhoneNumberMatcher at its leniency VALID.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from collections.abc import Iterator

import attrs

from followup._phone import dialling
from followup._phone.number import Phone
from followup._phone.plans import plan_of, plans_of


_PUNCTUATION = rf"{dialling.PUNCTUATION}x~\u2053\u223c\uff5e"
_OPENING, _CLOSING = r"(\[\uff08\uff3b", r")\]\uff09\uff3d"
_EXTENSION = (
    r";ext=\d{1,20}"
    r"|[ \u00a0\t,]{0,8}(?:e?xt(?:ensi(?:o\u0301?|\u00f3))?n?|доб|anexo|int|[x#~\uff58\uff03\uff5e]"
    r"|\uff45?\uff58\uff54\uff4e?|\uff49\uff4e\uff54)[:.\uff0e]?[ \u00a0\t,-]{0,8}\d{1,20}#?"
    r"|[- ]{1,4}\d{1,6}#"
)
CANDIDATE = re.compile(
    rf"(?:[{_OPENING}+\uff0b][{_PUNCTUATION}]{{0,4}}){{0,2}}"
    rf"\d{{1,20}}(?:[{_PUNCTUATION}]{{0,4}}\d{{1,20}}){{0,20}}(?:{_EXTENSION})?",
    re.IGNORECASE,
)
_INSIDE = f"[^{_OPENING}{_CLOSING}]"
_BRACKETS = re.compile(
    rf"[{_OPENING}]?(?:{_INSIDE}+[{_CLOSING}])?{_INSIDE}+"
    rf"(?:[{_OPENING}]{_INSIDE}+[{_CLOSING}]){{0,3}}{_INSIDE}*"
)
_SECOND = re.compile(r"[\\/] *x")
_TAIL = re.compile(r"(?:_|[^#\w])+$")
_PLUS = re.compile("[+\uff0b]")
_LEADING = re.compile(rf"[{_OPENING}+\uff0b]")
_PAGES = re.compile(r"\d{1,5}-+\d{1,5}\s{0,4}\(\d{1,4}")
_DATE = re.compile(r"(?:[0-3]?\d/[01]?\d|[01]?\d/[0-3]?\d)/(?:[12]\d)?\d{2}")
_STAMP = re.compile(r"[12]\d{3}[-/]?[01]\d[-/]?[0-3]\d +[0-2]\d$")
# Where phonenumbers reads "030 901820 / 901821" as one long number, people mean two.
_SLASH = re.compile(r"\s+/\s")
_MINUTES = re.compile(r":[0-5]\d")
_PARTS = tuple(
    map(
        re.compile,
        (
            r"/+(.*)",
            r"(\([^(]*)",
            r"(?:\s-|-\s)\s*(.+)",
            r"[\u2012-\u2015\uff0d]\s*(.+)",
            r"\.+\s*([^.]+)",
            r"\s+(\S+)",
        ),
    )
)
_FEWEST_DIGITS = 5
# The longest prefix for calls abroad, a country code, seventeen digits and an extension.
_MOST_DIGITS = 45
_MOST_TRIES = 3_000
_SLOW = 5


@attrs.frozen
class Span:
    """A number in a text: ``text[start:end]``."""

    start: int
    end: int
    phone: Phone


def spans(text: str, region: str | None) -> Iterator[Span]:
    """The valid numbers in a text, in its order; after 3,000 vain tries no more.

    Args:
        text: Any text; it takes time in proportion to its length.
        region: The country in which national numbers are meant, as a code that is known; or None.
    """
    search = _Search(text, region)
    met = 0
    while search.tries > 0 and (found := CANDIDATE.search(text, met)):
        candidate = _cut(_SECOND, found.group())
        span = search.inside(candidate, found.start())
        if span:
            yield span
        met = span.end if span else found.start() + len(candidate)


class _Search:
    """One pass over one text, with a budget."""

    def __init__(self, text: str, region: str | None) -> None:
        self._text, self._region = text, region
        plan = plan_of(region) if region else None
        self._home = plan and plans_of(plan.code)[0]
        self.tries = _MOST_TRIES

    def inside(self, candidate: str, at: int) -> Span | None:
        """The first number in a candidate: what stands before a slash, the whole, or a part of it."""
        if self._home is None and not _PLUS.search(candidate):
            return None
        if _digits(candidate) < _FEWEST_DIGITS or _DATE.search(candidate):
            return None
        if _STAMP.search(candidate) and _MINUTES.match(self._text, at + len(candidate)):
            return None
        first = _SLASH.search(candidate)
        pieces = itertools.chain(
            [(0, candidate[: first.start()])] if first else (), [(0, candidate)], _parts(candidate)
        )
        numbers = (self._number(written, at + begin) for begin, written in pieces)
        return next(filter(None, numbers), None)

    def _number(self, written: str, at: int) -> Span | None:
        if self.tries <= 0 or not _FEWEST_DIGITS <= _digits(written) <= _MOST_DIGITS:
            return None
        if not self._stands_alone(written, at):
            return None
        phone = dialling.read(written, self._region)
        if (
            phone.valid
            and _x_is_an_extension(written, phone)
            and self._trunk_is_there(written, phone)
        ):
            return Span(at, at + len(written), phone)
        self.tries -= 1 if dialling.is_plain(written) else _SLOW
        return None

    def _stands_alone(self, written: str, at: int) -> bool:
        if not _BRACKETS.fullmatch(written) or _PAGES.search(written):
            return False
        before = "" if _LEADING.match(written) else self._text[max(at - 1, 0) : at]
        after = self._text[at + len(written) : at + len(written) + 1]
        return not (_clings(before) or _clings(after))

    def _trunk_is_there(self, written: str, phone: Phone) -> bool:
        """Numbers in the form for home calls have their trunk prefix, where people write one."""
        home = self._home
        digits = "".join(str(int(letter)) for letter in written if letter.isdecimal())
        dialled = (phone.e164 or "").removeprefix("+")
        if home is None or "+" in written or "\uff0b" in written or dialled in digits:
            return True
        own = dialled.removeprefix(home.code)
        return not home.wants_trunk(own) or home.behind_trunk(digits) is not None


def _parts(candidate: str) -> Iterator[tuple[int, str]]:
    """Pieces that may be numbers of their own, split at one kind of mark at a time."""
    for pattern in _PARTS:
        found = pattern.search(candidate)
        if found:
            yield 0, _cut(_TAIL, candidate[: found.start()])
        while found:
            yield found.start(1), _cut(_TAIL, found.group(1))
            found = pattern.search(candidate, found.start() + 1)


def _cut(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return text[: found.start()] if found else text


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _clings(letter: str) -> bool:
    """Whether a letter beside a number makes it part of a word or a price."""
    if not letter:
        return False
    if letter == "%" or unicodedata.category(letter) == "Sc":
        return True
    latin = letter < "\u0250" or "\u1e00" <= letter < "\u1f00"
    return (latin and letter.isalpha()) or "\u0300" <= letter < "\u0370"


def _x_is_an_extension(written: str, phone: Phone) -> bool:
    """One x stands before the extension, two for the code of a carrier before the number itself."""
    behind = written.lower().partition("x")[2]
    digits = "".join(letter for letter in behind if letter.isdecimal())
    if behind.startswith("x"):
        return (phone.e164 or "").endswith(digits)
    return not behind or ("x" not in behind and digits == phone.extension)
