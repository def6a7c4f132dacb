"""Does a person ask to be left alone? One who does and is not heard is worse than one heard twice."""

from __future__ import annotations

import re

import attrs

from followup.data import BUNDLED, Facts
from followup.messages.phrases import UNSPACED, Index, Spots, Spotted, index_of, normal, spot
from followup.messages.wishes import wishes


# Where somebody says that at all, they say it in the first paragraphs.
_LONGEST = 3_000
_SHORT = 300
_ONE_WISH = 80
_NEAR = 25
_ENDS = re.compile(r"[!?;](?=\s|$)|\.(?=\s|$)|[。！？；]")
_LIMITS = frozenset({"on_condition", "not_about_mail", "still_wants"})
_MARKS = re.compile(r"[^\w\s'+-]+")


@attrs.frozen
class _Words:
    """Words that are a wish as a whole message, and those of courtesy that may stand beside them."""

    alone: frozenset[str]
    starts: frozenset[str]
    courtesy: re.Pattern[str]


def opt_out(words: str, body: str, spots: Spots, facts: Facts = BUNDLED) -> Spotted | None:
    """Where a text asks not to be written to any more, or None.

    A wish counts unless its sentence sets a condition ("if you wish to", "until Monday"), it is about
    goods ("remove item 3", "send no more samples"), or the writer wants something else of us.

    Args:
        words: The writer's own words, line by line.
        body: The same as ``phrases.normal`` gave it.
        spots: What ``phrases.spot`` found in it.
        facts: The tables to look up.
    """
    if _is_wish(body, facts):
        return Spotted("opt_out", "", 0, len(body))
    if len(body) <= _SHORT and "\n" in words and not spots["request"] and "?" not in body:
        first = normal(words.partition("\n")[0])
        if _is_wish(first, facts):
            return Spotted("opt_out", "", 0, len(first))
    asked = [seen for seen in spots["opt_out"] if seen.start < _LONGEST]
    asked += wishes(body, facts)
    if not asked:
        return None
    around = spot(body[: 2 * _LONGEST], facts, _limits)
    if around["still_wants"]:
        return None
    return next((seen for seen in asked if _stands(body, seen, around)), None)


def _is_wish(text: str, facts: Facts) -> bool:
    """Whether a text is nothing but one of the words by which people leave lists."""
    if not 0 < len(text) <= _ONE_WISH:
        return False
    known = facts.view(_alone)
    plain = " ".join(_MARKS.sub(" ", text).split())
    if known.starts.isdisjoint(plain.split()) and not UNSPACED.search(plain):
        return False
    return plain in known.alone or " ".join(known.courtesy.sub(" ", plain).split()) in known.alone


def _stands(body: str, seen: Spotted, around: Spots) -> bool:
    """Whether a wish is one sentence, without a condition in it, and is not about goods."""
    if _ENDS.search(body, seen.start, seen.end):
        return False
    start = max((end.end() for end in _ENDS.finditer(body, 0, seen.start)), default=0)
    following = _ENDS.search(body, seen.end)
    end = following.start() if following else len(body)
    near = max(start, seen.start - _NEAR), min(end, seen.end + _NEAR)
    return not (
        any(_within(one, seen, start, end) for one in around["on_condition"])
        or any(_within(one, seen, *near) for one in around["not_about_mail"])
    )


def _within(limit: Spotted, seen: Spotted, start: int, end: int) -> bool:
    return limit.language == seen.language and start <= limit.start < end


def _limits(facts: Facts) -> Index:
    return index_of(row for row in facts.table("opt_out_words").rows if row["meaning"] in _LIMITS)


def _alone(facts: Facts) -> _Words:
    said: dict[str, set[str]] = {"alone": set(), "courtesy": set()}
    for row in facts.table("opt_out_words").rows:
        if row["meaning"] in said:
            said[row["meaning"]].update(map(_plain, row["phrases"].split("|")))
    longest_first = sorted(said["courtesy"], key=len, reverse=True)
    courtesy = "|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in longest_first)
    starts = frozenset(words.partition(" ")[0] for words in said["alone"])
    return _Words(frozenset(said["alone"]), starts, re.compile(courtesy))


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub(" ", normal(words)).split())
