"""Which link of a front page leads to the page that names people and addresses."""

from __future__ import annotations

import re

from collections.abc import Iterable, Mapping
from itertools import islice
from operator import itemgetter
from urllib.parse import unquote, urlsplit

from followup._suffix import registrable_domain
from followup.data import Facts
from followup.verify.sites.links import Link, seen_from


_PURPOSES = ("contact", "imprint", "about")
_MOST = 500
_LONGEST_LABEL = 40
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|zip|docx?|xlsx?|pptx?|mp4|xml|json)$", re.IGNORECASE)
_PART = re.compile(r"[/.]")


def contact_page(links: Iterable[Link], front: str, facts: Facts) -> str | None:
    """The URL of the page most likely to name the company's addresses, or None.

    A link that says *contact* comes before an imprint, and that before *about us*; of equals the first.

    Args:
        links: The links of the front page.
        front: Where that page was found.
        facts: The table ``page_words``.
    """
    words = facts.view(_purposes)
    ranked = [
        (rank, seen_from(front, link.target))
        for link in islice(links, _MOST)
        if (rank := _rank(link, words)) is not None
    ]
    own = [(rank, target) for rank, target in ranked if _is_own(target, front)]
    return min(own, key=itemgetter(0))[1].partition("#")[0] if own else None


def _is_own(target: str, front: str) -> bool:
    """Another page of the same site, and no file to download."""
    try:
        parts, home = urlsplit(target), urlsplit(front)
    except ValueError:
        return False
    same_place = (parts.path.strip("/"), parts.query) == (home.path.strip("/"), home.query)
    return (
        parts.scheme in {"http", "https"}
        and registrable_domain(parts.hostname or "") == registrable_domain(home.hostname or "")
        and not same_place
        and _FILE.search(parts.path) is None
    )


def _rank(link: Link, words: Mapping[str, int]) -> int | None:
    label = link.label.lower().strip(" .:!>»→")
    path = unquote(link.target.partition("?")[0].partition("#")[0]).lower()
    names = {label} if len(label) <= _LONGEST_LABEL else set()
    names.update(_PART.split(path))
    names.update(part.replace("-", " ").replace("_", " ") for part in _PART.split(path))
    return min((words[name] for name in names if name in words), default=None)


def _purposes(facts: Facts) -> Mapping[str, int]:
    """How early each word comes; a word of two purposes counts for the earlier."""
    found: dict[str, int] = {}
    for row in facts.table("page_words").rows:
        for word in row["words"].split("|"):
            rank = _PURPOSES.index(row["purpose"])
            found[word] = min(rank, found.get(word, rank))
    return found
