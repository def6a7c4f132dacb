"""Which domain was meant: slips of the fingers near a popular provider, and endings that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import attrs

from followup._normal import COUNTRIES
from followup._suffix import is_top_level
from followup.data import BUNDLED, Facts
from followup.verify.addresses import lists
from followup.verify.addresses.distance import beside, edit, shortened


# The common endings that an unknown company's name may be given back.
_COMMON = ("com", "net", "org")
# Where companies live below ``co``, and where below ``com``, and nobody below the other one.
_BELOW_CO = frozenset(("uk", "jp", "kr", "nz", "id", "il", "th", "ke", "za", "tz", "zw"))
_BELOW_COM = frozenset(("au", "ar", "tr", "sg", "my", "hk", "tw", "sa", "ng", "pk", "eg"))
_COUNTRIES = frozenset(code.lower() for code in COUNTRIES) | {"ac", "eu", "su", "uk"}
_WEB = "www."
# Shorter names have too many honest neighbours.
_SHORTEST_NAME = 5
_LONG_NAME = 7
_RANKS = {None: 0, "swap": 1, "near": 1, "double": 1, "insert": 2, "replace": 3}


def suggested_domain(domain: str, facts: Facts = BUNDLED) -> str | None:
    """The domain that was likely meant, or None; only near misses that few real domains share."""
    known = facts.view(_providers)
    if domain in known.settled:
        return known.settled[domain]
    mended = _mended(domain)
    if mended in known.settled:
        return known.settled[mended] or mended
    if domain.startswith(_WEB) and domain.count(".") > 1:
        # The address of the website, not of the mail.
        meant = domain.removeprefix(_WEB)
        return suggested_domain(meant, facts) or meant
    undotted = known.undotted.get(domain.replace(".", ""))
    return undotted or _provider(domain, known) or mended


def near_known(domain: str, known: Iterable[str]) -> str | None:
    """The one of your own domains that is a single slip away, or None; none where this is yours itself."""
    yours = frozenset(one.strip().lower() for one in known)
    near = [one for one in yours if len(one) > _LONG_NAME and edit(domain, one) is not None]
    return near[0] if len(near) == 1 and domain not in yours else None


@attrs.frozen
class _Providers:
    """The popular providers, ready to be looked up by what fingers make of their names."""

    domains: frozenset[str]
    popular: frozenset[str]
    names: Mapping[str, frozenset[str]]
    sides: Mapping[int, frozenset[str]]
    endings: tuple[str, ...]
    undotted: Mapping[str, str]
    settled: Mapping[str | None, str | None]
    worldwide: frozenset[str]
    others: frozenset[str]


def _providers(facts: Facts) -> _Providers:
    popular = lists.known(facts).popular
    worldwide = frozenset(
        row["domain"] for row in facts.table("free_mail").rows if not row["country"]
    )
    whole = {_name(known) for known in popular}
    # No slip, wherever it ends: "ymail.de" is not "gmail.de".
    others = {_name(known) for known in worldwide} - whole
    names: dict[str, set[str]] = {}
    for name in whole:
        for short in (name, *shortened(name)):
            names.setdefault(short, set()).add(name)
    domains = popular | {
        known for known in lists.known(facts).free if _is_branch(known, popular & worldwide)
    }
    return _Providers(
        domains=domains,
        popular=popular,
        names={short: frozenset(found) for short, found in names.items()},
        sides=_sides(whole),
        endings=tuple(sorted({*_COMMON, *(known.partition(".")[2] for known in domains)})),
        undotted={known.replace(".", ""): known for known in popular if known.find(".") >= _SHORTEST_NAME},
        settled=_settled(facts),
        worldwide=worldwide,
        others=frozenset(others),
    )  # fmt: skip


def _name(domain: str) -> str:
    return domain.partition(".")[0]


def _is_branch(domain: str, worldwide: frozenset[str]) -> bool:
    """Whether it is a country's domain of a provider of the world, such as ``yahoo.se``."""
    return domain.find(".") >= _SHORTEST_NAME and f"{_name(domain)}.com" in worldwide


def _sides(names: Iterable[str]) -> Mapping[int, frozenset[str]]:
    """How a name may begin or end to be one slip away from one of these, by its length.

    One slip leaves one side as it is; only a swap in the middle puts the next letter into the beginning.
    """
    sides: dict[int, set[str]] = {}
    for name in names:
        for length in (len(name) - 1, len(name), len(name) + 1):
            kept = _side(length)
            swapped = name[: kept - 1] + name[kept : kept + 1]
            sides.setdefault(length, set()).update(
                (f"{name[:kept]}-", f"{swapped}-", f"-{name[-kept:]}")
            )
    return {length: frozenset(found) for length, found in sides.items()}


def _side(length: int) -> int:
    """How many letters at each side do not overlap in a name that may be a letter shorter."""
    return 3 if length > 6 else 2


def _settled(facts: Facts) -> Mapping[str | None, str | None]:
    """Domains that need no guessing: the traps with what was meant, honest ones and providers with None."""
    return {
        **{row["domain"]: row["meant"] for row in facts.table("typo_traps").rows},
        **dict.fromkeys(row["domain"] for row in facts.table("honest_neighbours").rows),
        **dict.fromkeys(lists.known(facts).free),
    }


def _provider(domain: str, known: _Providers) -> str | None:
    """The one provider that the fewest and likeliest slips lead to."""
    name, _, ending = domain.partition(".")
    near = _near_names(name, known)
    if not near:
        return None
    found: dict[tuple[int, int], list[str]] = {}
    for right_ending in _endings(ending, known.endings):
        for right in near:
            meant = f"{right}.{right_ending}"
            if meant in known.domains and _is_slip(name, right, ending, meant, known):
                rank = _RANKS[edit(name, right)], _rank_of_ending(ending, right_ending)
                found.setdefault(rank, []).append(meant)
    if not found:
        return _main(name, ending, known)
    best = found[min(found)]
    if len(best) > 1:
        best = [one for one in best if one in known.popular]
    return best[0] if len(best) == 1 else None


def _rank_of_ending(typed: str, right: str) -> int:
    """One swap is likelier than one wrong key, and that likelier than several; a letter lost may be either."""
    kind = edit(typed, right)
    if typed == right:
        return 0
    return {"swap": 1, None: 3}.get(kind, 2)


def _main(name: str, ending: str, known: _Providers) -> str | None:
    """The provider of the world by that name, where the ending is no ending at all."""
    main = f"{name}.com"
    is_main = len(name) >= _SHORTEST_NAME and main in known.domains and main in known.worldwide
    return main if is_main and "." not in ending and not _exists(ending) else None


def _near_names(name: str, known: _Providers) -> frozenset[str]:
    """The providers' names that share all letters but one with this name."""
    # Nearly all domains leave here.
    sides, kept = known.sides.get(len(name), ()), _side(len(name))
    if (name[:kept] + "-" not in sides and "-" + name[-kept:] not in sides) or name in known.others:
        return frozenset()
    if name in known.names.get(name, ()):
        return frozenset((name,))
    shorts = (name, *shortened(name))
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
    if kind == "insert":
        return name[0] == right[0] or meant in known.worldwide
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
    if not above:
        right = _right_ending(ending)
        return f"{name}.{right}" if right else None
    # Which of several names below an ending was meant, nobody can tell, but for these two.
    if second == "com" and ending in _BELOW_CO:
        return f"{above}.co.{ending}"
    return f"{above}.com.{ending}" if second == "co" and ending in _BELOW_COM else None


@lru_cache(maxsize=4_096)
def _right_ending(typed: str) -> str | None:
    likely = [right for right in _COMMON if _is_ending_slip(typed, right)]
    surer = [right for right in likely if edit(typed, right) != "replace"]
    return surer[0] if surer and not _exists(typed) else None


def _exists(ending: str) -> bool:
    """Whether there is such a top-level domain; those of two letters are the countries'."""
    last = ending.rpartition(".")[2]
    # The list of top-level domains is long in loading, and most of what is asked for are countries.
    return last in _COMMON or last in _COUNTRIES or (len(last) > len("xx") and is_top_level(last))
