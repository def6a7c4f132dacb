"""Which messages belong together: by what they answer to, or by the subject of an answer without a thread."""

from __future__ import annotations

import re

from collections.abc import Iterable

from followup import channels
from followup.readers.addresses import mailbox_of
from followup.readers.letters import Letter


_FEWEST_DIGITS = 6
_ANSWER = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|sv|vs|rv|ref|res|rif|odp|ynt|отв|回复|答复|回覆|返信|답장|رد)(?:\s?\[\d+\])?\s*[:：])+",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|sv|vs|rv|ref|res|rif|odp|ynt|fwd?|wg|tr|enc|i|pd|doorst|vb|ilt"
    r"|отв|пересл|回复|答复|回覆|返信|转发|轉寄|轉發|답장|전달|رد)(?:\s?\[\d+\])?\s*[:：])+",
    re.IGNORECASE,
)
# A subject that many mails have says nothing.
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12


def key_of(party: str, country: str | None = None) -> str:
    """A handle in the form in which handles are compared.

    Args:
        party: An address, a number or a name.
        country: The country in which a number without its code is meant.
    """
    if "@" in party:
        return mailbox_of(party)
    if sum(letter.isdigit() for letter in party) >= _FEWEST_DIGITS:
        read = channels.parse(party, region=country)
        return read.value if read else "".join(filter(str.isdigit, party))
    return " ".join(party.casefold().split())


class Threads:
    """The threads of messages, and whose they are. A message stands in the thread of whatever it answers to."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._owners: dict[str, set[int]] = {}
        self._subjects: dict[str, set[int]] = {}

    def note(self, letter: Letter, owners: Iterable[int]) -> None:
        """Remember a message, and whose it is."""
        ids = _ids(letter)
        for other in ids[1:]:
            self._join(ids[0], other)
        if ids:
            self._owners.setdefault(self._root(ids[0]), set()).update(owners)
        if subject := _subject(letter.interaction.subject):
            self._subjects.setdefault(subject, set()).update(owners)

    def _join(self, one: str, other: str) -> None:
        first, second = self._root(one), self._root(other)
        if first != second:
            self._first[second] = first
            self._owners.setdefault(first, set()).update(self._owners.pop(second, ()))

    def _root(self, thread: str) -> str:
        """The first message of a thread; the way there is made shorter for the next time."""
        root = thread
        while root in self._first:
            root = self._first[root]
        while thread != root:
            self._first[thread], thread = root, self._first[thread]
        return root

    def owner_of(self, letter: Letter) -> int | None:
        """The only one whose thread it is; None where there is none, or several."""
        ids = _ids(letter)
        owners = self._owners.get(self._root(ids[0]), set()) if ids else set()
        if not owners and _ANSWER.match(letter.interaction.subject):
            owners = self._subjects.get(_subject(letter.interaction.subject) or "", set())
        return next(iter(owners)) if len(owners) == 1 else None


def _ids(letter: Letter) -> tuple[str, ...]:
    """Its own id, and those of what it goes back to."""
    told = (letter.thread, *letter.answers, letter.interaction.id)
    return tuple(dict.fromkeys(one for one in told if one))


def _subject(text: str) -> str | None:
    """A subject without the marks of an answer; None where it is too short to tell one thread from others."""
    bare = " ".join(_MARKS.sub("", text).casefold().split())
    long_enough = len(bare.split()) >= _FEWEST_WORDS or len(bare) >= _FEWEST_LETTERS
    return bare if long_enough else None
