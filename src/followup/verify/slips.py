"""Which domain was meant: slips of the fingers near a popular provider, and endings that do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from followup._suffix import is_top_level
from followup.data import BUNDLED, Facts
from followup.verify import lists
from followup.verify.distance import beside, edit, shortened


# The common endings that an unknown company's name may be given back.
_COMMON = ("com", "net", "org")
# Where companies live below ``co``, and where below ``com``, and nobody below the other one.
_BELOW_CO = frozenset(("uk", "jp", "kr", "nz", "id", "il", "th", "ke", "za", "tz", "zw"))
_BELOW_COM = frozenset(("au", "ar", "tr", "sg", "my", "hk", "tw", "sa", "ng", "pk", "eg"))
# Shorter names have too many honest neighbours.
_SHORTEST_NAME = 5
_LONG_NAME = 7
_RANKS = {None: 0, "swap": 1, "near": 1, "double": 1, "insert": 2, "replace": 3}


def suggested_domain(domain: str, facts: Facts = BUNDLED) -> str | None:
    """The domain that was likely meant, or None; only near misses that few real domains share."""
    known = facts.view(_providers)
    if domain in known.honest or lists.free_provider(domain, facts):
        return None
    if domain in known.traps:
        return known.traps[domain]
    name, _, ending = domain.partition(".")
    undotted = known.undotted.get(domain.replace(".", ""))
    return undotted or _provider(name, ending, known) or _mended(domain)


@attrs.frozen
class _Providers:
    """The popular providers, ready to be looked up by what fingers make of their names."""

    domains: frozenset[str]
    names: Mapping[str, frozenset[str]]
    longest: int
    endings: tuple[str, ...]
    undotted: Mapping[str, str]
    traps: Mapping[str, str]
    honest: frozenset[str]
    worldwide: frozenset[str]


def _providers(facts: Facts) -> _Providers:
    popular = lists.popular_providers(facts)
    names: dict[str, set[str]] = {}
    for name in {known.partition(".")[0] for known in popular}:
        for short in (name, *shortened(name)):
            names.setdefault(short, set()).add(name)
    return _Providers(
        popular,
        {short: frozenset(found) for short, found in names.items()},
        max(map(len, names), default=0) + 1,
        tuple(sorted({*_COMMON, *(known.partition(".")[2] for known in popular)})),
        {known.replace(".", ""): known for known in popular if known.find(".") >= _SHORTEST_NAME},
        {row["domain"]: row["meant"] for row in facts.table("typo_traps").rows},
        frozenset(row["domain"] for row in facts.table("honest_neighbours").rows),
        frozenset(row["domain"] for row in facts.table("free_mail").rows if not row["country"]),
    )


def _provider(name: str, ending: str, known: _Providers) -> str | None:
    """The one provider that the fewest and likeliest slips lead to."""
    near = _near_names(name, known)
    if not near:
        return None
    found: dict[int, list[str]] = {}
    for right_ending in _endings(ending, known.endings):
        for right in near:
            meant = f"{right}.{right_ending}"
            if meant in known.domains and _is_slip(name, right, ending, meant, known):
                rank = _RANKS[edit(name, right)]
                found.setdefault(rank, []).append(meant)
    if not found:
        return None
    best = found[min(found)]
    return best[0] if len(best) == 1 else None


def _near_names(name: str, known: _Providers) -> frozenset[str]:
    """The providers' names that share all letters but one with this name."""
    if len(name) > known.longest:
        return frozenset()
    shorts = (name, *shortened(name))
    # Nearly all domains leave here, so it is asked as one question.
    if known.names.keys().isdisjoint(shorts):
        return frozenset()
    if name in known.names.get(name, ()):
        return frozenset((name,))
    return frozenset().union(*(known.names[short] for short in shorts if short in known.names))


def _is_slip(name: str, right: str, ending: str, meant: str, known: _Providers) -> bool:
    kind = edit(name, right)
    if name == right:
        return len(right) >= _SHORTEST_NAME or not _exists(ending)
    if len(right) < _SHORTEST_NAME:
        close = kind in ("swap", "near") and name[0] == right[0]
        return close and len(right) == _SHORTEST_NAME - 1
    if kind == "replace":
        # The first letter is rarely wrong, and other names are full of first letters.
        return name[0] == right[0] and (meant in known.worldwide or len(right) >= _LONG_NAME)
    return kind is not None


@lru_cache(maxsize=4_096)
def _endings(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The providers' endings that may have been meant by what stands after the name."""
    if typed in known:
        return (typed,)
    slips = tuple(right for right in known if _is_ending_slip(typed, right))
    if not slips or not _exists(typed):
        return slips
    # Countries own .co, .cm, .om and .ne, yet a provider's name before them is a slip.
    return tuple(right for right in _COMMON if typed in shortened(right))


def _is_ending_slip(typed: str, right: str) -> bool:
    if edit(typed, right) is not None:
        return True
    return len(typed) == len(right) and all(
        one == other or beside(one, other) for one, other in zip(typed, right, strict=True)
    )


def _mended(domain: str) -> str | None:
    """The same name with an ending that exists, if a slip of the fingers made it one that does not."""
    name, _, ending = domain.rpartition(".")
    if ending in _COMMON:
        return None
    above, _, second = name.rpartition(".")
    if above and second == "com" and ending in _BELOW_CO:
        return f"{above}.co.{ending}"
    if above and second == "co" and ending in _BELOW_COM:
        return f"{above}.com.{ending}"
    likely = [right for right in _COMMON if _is_likely_ending(ending, right)]
    return f"{name}.{likely[0]}" if likely and not _exists(ending) else None


def _is_likely_ending(typed: str, right: str) -> bool:
    return edit(typed, right) != "replace" and _is_ending_slip(typed, right)


def _exists(ending: str) -> bool:
    """Whether there is such a top-level domain; those of two letters are taken for countries."""
    last = ending.rpartition(".")[2]
    return last in _COMMON or len(last) <= len("xx") or is_top_level(last)
