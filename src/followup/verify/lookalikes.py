"""Does one domain imitate another? Homoglyphs, one slip of the keyboard, hyphens, a wrong ending."""

from __future__ import annotations

import unicodedata

from collections.abc import Iterable, Mapping

from followup._guard import normal_host
from followup._suffix import registrable_domain
from followup.data import BUNDLED, Facts
from followup.verify.distance import edit
from followup.verify.reports import Lookalike


# Shorter names are one edit away from too many honest ones.
_SHORTEST = 5
# Country endings that are one slip away from a general one; a brand's other country domains are its own.
_ENDINGS = {"com": ("cm", "om", "con"), "net": ("ne", "nt"), "org": ("og", "or")}
_JOINED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))


def lookalike(
    domain: str, known: str | Iterable[str], *, facts: Facts = BUNDLED
) -> Lookalike | None:
    """Whether a domain imitates one that you know.

    A domain never imitates itself or its subdomains, and the same name under another country's ending is
    taken for the brand's own.

    Args:
        domain: The domain to judge, or a host under it; IDN in either form.
        known: The domain, or domains, that it may imitate.
        facts: The table ``confusables``.

    Returns:
        The first imitation found, or None. An IDN is not suspicious for being one.
    """
    ours = tuple(filter(None, map(_registered, (known,) if isinstance(known, str) else known)))
    suspect = _registered(domain)
    if suspect is None or suspect in ours:
        return None
    for one in ours:
        technique = _technique(normal_host(domain.strip()), suspect, one, facts)
        if technique:
            reason = f"{_shown(suspect)} is easily taken for {_shown(one)}."
            return Lookalike(domain=suspect, known=one, technique=technique, reason=reason)
    return None


def _registered(host: str) -> str | None:
    return registrable_domain(normal_host(host.strip()))


def _shown(domain: str) -> str:
    """The domain in its own letters."""
    import idna

    try:
        return idna.decode(domain)
    except idna.IDNAError:
        return domain


def _technique(host: str, suspect: str, known: str, facts: Facts) -> str | None:
    name, _, ending = _shown(suspect).partition(".")
    right, _, right_ending = _shown(known).partition(".")
    if name == right:
        return "ending" if ending in _ENDINGS.get(right_ending, ()) else None
    if host.replace(".", "") == known.replace(".", "") or name == right + right_ending:
        return "ending"
    read, right_read = skeleton(name, facts), skeleton(right, facts)
    if read == right_read or (not name.isascii() and _is_slip(read, right_read)):
        return "homoglyph"
    if name.replace("-", "") == right.replace("-", ""):
        return "hyphen"
    return "edit" if _is_slip(name, right) else None


def _is_slip(name: str, right: str) -> bool:
    return len(right) >= _SHORTEST and edit(name, right) is not None


def skeleton(name: str, facts: Facts = BUNDLED) -> str:
    """The name as a hasty eye reads it: accents gone, foreign letters and digits as the Latin ones they resemble."""
    letters = facts.view(_letters)
    bare = unicodedata.normalize("NFKD", name.lower())
    read = "".join(letters.get(one, one) for one in bare if not unicodedata.combining(one))
    for pair, single in _JOINED:
        read = read.replace(pair, single)
    return read


def _letters(facts: Facts) -> Mapping[str, str]:
    """A letter that resembles an i is read as what an i is read as."""
    like = {row["letter"]: row["like"] for row in facts.table("confusables").rows}
    return {letter: like.get(one, one) for letter, one in like.items()}
