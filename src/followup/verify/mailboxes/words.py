"""The words of mail servers, whatever their spelling, and a small grammar of them: *a mailbox* beside *not found*."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Mapping

from followup.data import Facts
from followup.verify.reports import ReplyKind


_NO_WORD = re.compile(r"[\W_]+")
_SPELLINGS = (("e mail", "email"), ("mail box", "mailbox"), ("user name", "username"))
# House judgement: words that stand further apart belong to different thoughts.
_BETWEEN = r"(?:\w{1,40} ){0,4}?"


def words(text: str) -> str:
    """Small words without accents and marks, a space around each, so that a phrase begins where a word does."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ı", "i").replace("ł", "l"))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    spaced = f" {_NO_WORD.sub(' ', letters).strip()} "
    for written, usual in _SPELLINGS:
        spaced = spaced.replace(f" {written}", f" {usual}")
    return spaced


def beside_each_other(facts: Facts) -> Mapping[ReplyKind, re.Pattern[str]]:
    """What finds, in ``words``, a thing of a kind beside a state of that kind, in either order."""
    rows = facts.table("smtp_words").rows
    kinds = dict.fromkeys(row["kind"] for row in rows)
    parts = {
        kind: [
            "|".join(
                re.escape(words(row["word"]).strip())
                for row in rows
                if (row["kind"], row["part"]) == (kind, part)
            )
            for part in ("thing", "state")
        ]
        for kind in kinds
    }
    return {ReplyKind(kind): _either_way(*both) for kind, both in parts.items()}


def _either_way(things: str, states: str) -> re.Pattern[str]:
    thing, state = rf"(?:{things})\w{{0,9}} ", rf"(?:{states})\w{{0,9}} "
    return re.compile(rf" (?:{thing}{_BETWEEN}{state}|{state}{_BETWEEN}{thing})")
