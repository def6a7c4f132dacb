"""What the subject of a message adds to its words, and what it is when it answers another."""

from __future__ import annotations

import re

from functools import lru_cache

from followup.messages.phrases import Spots, Spotted, spot


_ANSWERS = re.compile(
    r"(?:\s{0,3}(?:re|aw|fwd?|wg|sv|vs|rv|res|antw|odp|ynt|回复|答复|回覆)\s?[:：])+", re.IGNORECASE
)
_LONGEST = 400

# The mails of a thread share their subject.
spots_of = lru_cache(maxsize=1024)(spot)


class Told(dict[str, tuple[Spotted, ...]]):
    """What was found, by meaning; nothing for a meaning that was not."""

    def __missing__(self, name: str) -> tuple[Spotted, ...]:
        """Nothing was found."""
        return ()


def parted(subject: str) -> tuple[bool, str]:
    """Whether a subject begins as answers do, and what it says apart from that."""
    answers = _ANSWERS.match(subject[:_LONGEST])
    return answers is not None, subject[answers.end() if answers else 0 : _LONGEST]


def with_subject(body: Spots, title: Spots, *, answers: bool) -> Told:
    """What was found in both; a subject counts for what only machines write there.

    Args:
        body: What was found in the words.
        title: What was found in the subject.
        answers: The subject is that of an answer, so that somebody else wrote it.
    """
    merged = Told({name: spots for name, spots in body.items() if name != "away_subject"})
    if body["mentions_automatic"]:
        merged["automatic"] = ()
    for name in ("bounced",) if answers else ("automatic", "bounced", "away_subject"):
        if title[name]:
            merged[name] = merged[name] + title[name]
    if not answers:
        merged["titled"] = title["automatic"]
        merged["ticket"] = title["ticket_subject"]
    for name in ("receipt", "delivered"):
        merged[name] = tuple(seen for seen in title[name] if seen.start == 0)
    merged["bounced_subject"] = title["bounced"]
    return merged
