"""Words before a number or a name that say what it is: ``WhatsApp: …``, ``Tel./Fax``, ``微信号：…``."""

from __future__ import annotations

import itertools
import re
import unicodedata

from collections.abc import Iterable, Iterator, Mapping

import attrs

from followup.channels.registry import Channel, every
from followup.data import Facts


NOBODY = "none"
"""The channel of words that stand before tax, fax and order numbers."""

_JOIN = r"\.?\s?(?:[/&+,|、]|和|或|and|und|or|oder|et|ou|y|e|o|и|или)\s?"
_SUFFIX = (
    r"(?P<id>\s?(?:(?<![A-Za-z])id\b|account|user ?name|账号|帐号|帳號|号码|号|號|아이디|アカウント|ไอดี))?"
    r"(?:\s?(?:no|nr|number|num|numero|número|номер)\b)?(?:\s(?:me|us|only|on|at|is|au|al|sous|unter|auf|no|по|на)\b){0,3}"
)
_MARK = r"\.?[ \u00a0]{0,2}(?P<mark>[:：=\t]|[–—>»-](?!\d{1,2}\s)|)[\s]{0,3}"
_ALSO = r"(?:(?:also|auch|aussi|también|também|anche|ook|även|også|również|также|тоже|only|nur|только)\s)?"
# Latin words end where Chinese or Japanese ones begin.
_WORD_ENDS = r"(?![^\W\d_\u3040-\u30ff\u4e00-\u9fff])"
_INITIAL = 2
_MOST = 3_000
_SAME = "同[号號]"
# Scripts that put no blank between words.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI")


# What people write after a colon instead of a name.
_NO_NAMES = frozenset(
    """
    add also and app available below call chat click connect contact find follow for from group here id is join
    link me message messages no none not number on online only or our page please same scan see send soon text
    the this to us via with write yes you your
    """.split()
)


@attrs.frozen
class Label:
    """A label in a text; its value begins at ``end``.

    A plain one may stand before a name without an at sign, as no word of everyday speech may.
    """

    start: int
    end: int
    channels: tuple[str, ...]
    plain: bool
    marked: bool


@attrs.frozen
class Labels:
    """All labels of the table, as two patterns."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    one: re.Pattern[str]
    channels: Mapping[str, str]
    plain: frozenset[str]

    def in_front(self, text: str) -> Iterator[Label]:
        """Labels with whatever stands between them and their value, at most 3,000."""
        for found in itertools.islice(self.before.finditer(text), _MOST):
            words = self._words(found["chain"])
            channels = self._channels(words)
            marked = bool(found["mark"])
            named = channels == ("phone",) or text.startswith("@", found.end())
            if marked or named or not _is_initial(words):
                plain = found["id"] is not None or not self.plain.isdisjoint(words)
                yield Label(found.start(), found.end(), channels, plain=plain, marked=marked)

    def after(self, text: str, at: int) -> tuple[str, ...]:
        """What stands behind a number: ``(WhatsApp)``, ``- WhatsApp``, or ``微信同号``, WeChat alike."""
        found = self.behind.match(text, at)
        if found is None:
            return ()
        channels = self._channels(self._words(found["chain"]))
        return ("phone", *channels) if "同" in found.group() else channels

    def _words(self, chain: str) -> list[str]:
        return [_key(one.group()) for one in self.one.finditer(chain)]

    def _channels(self, words: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.channels[word] for word in words))


def labels(facts: Facts) -> Labels:
    """The labels of the table ``contact_labels``, and the names of all channels."""
    channels = {_key(label): slug for label, slug in _names(every(facts=facts))}
    rows = facts.table("contact_labels").rows
    channels.update((_key(row["label"]), row["channel"]) for row in rows)
    first, one = _either(channels, r"(?<![\w@./+-])"), _either(channels, r"(?<!\w)")
    more = rf"{_JOIN}{one}(?:{_SAME})?"
    aside = rf"\s?[(（]\s?{one}(?:{more}){{0,3}}(?:{_SAME})?\s?[)）]"
    chain = rf"(?P<chain>{first}(?:{more}|{aside}){{0,4}})"
    return Labels(
        before=re.compile(rf"{chain}(?:{_SAME})?{_SUFFIX}{_MARK}", re.IGNORECASE),
        behind=re.compile(
            rf"[ \u00a0]{{0,2}}(?:[–/|-][ ]|(?P<open>[(（\[])\s?{_ALSO})?{chain}(?P<same>{_SAME})?"
            r"(?(open)[^\w()]{0,3}[)）\]]|(?(same)|[ ]{0,2}(?=$|[\n,;|])))",
            re.IGNORECASE,
        ),
        one=re.compile(one, re.IGNORECASE),
        channels=channels,
        plain=frozenset(_key(row["label"]) for row in rows if row["plain"]),
    )


def _is_initial(words: list[str]) -> bool:
    """One or two letters: ``WA`` is WhatsApp before a colon, and else perhaps Washington."""
    return len(words) == 1 and words[0].isascii() and len(words[0]) <= _INITIAL


def names(label: Label, written: str) -> bool:
    """Whether what stands behind a label can be a name."""
    if written.casefold().strip("@.") in _NO_NAMES:
        return False
    return written.startswith("@") or (label.plain and label.marked)


def _names(channels: Iterable[Channel]) -> Iterator[tuple[str, str]]:
    for channel in channels:
        if channel.slug not in {"email", "phone"}:
            for alias in (channel.name, *channel.aliases):
                if len(alias) > _INITIAL:
                    yield alias.replace("_", " ").removesuffix(" id"), channel.slug


def _key(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _either(words: Iterable[str], at_the_start_of_a_word: str) -> str:
    """One of the words, the longest that fits."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    unspaced = [word for word in ordered if unicodedata.name(word[-1], "").startswith(_UNSPACED)]
    spaced = [word for word in ordered if word not in set(unspaced)]
    return rf"(?:{at_the_start_of_a_word}{_alternatives(spaced)}{_WORD_ENDS}|{_alternatives(unspaced)})"


def _alternatives(words: list[str]) -> str:
    """Any of the words; a look at the first letter spares trying them all at each place."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    firsts = re.escape("".join(sorted(by_first)))
    either = "|".join(f"{re.escape(one)}(?:{'|'.join(some)})" for one, some in by_first.items())
    return rf"(?=[{firsts}])(?:{either})"
