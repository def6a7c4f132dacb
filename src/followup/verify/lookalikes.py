"""Does one domain imitate another? The tricks of those who register look-alikes, run backwards.

Homoglyphs, one slip of the keyboard or of one bit, hyphens, a wrong ending, a word about money or access joined on,
the whole name in front of somebody else's domain, and IDN that deceive by themselves.
"""

from __future__ import annotations

import unicodedata

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from followup._guard import normal_host
from followup._normal import require_text
from followup._suffix import registrable_domain
from followup.data import BUNDLED, Facts
from followup.verify.addresses.distance import edit
from followup.verify.idn import unsafe_idn
from followup.verify.reports import Lookalike


# Shorter names are one edit away from too many honest ones; these slips betray shorter ones too.
_SHORTEST = 5
_SLIPS_OF_SHORT = {3: ("double",), 4: ("double", "swap", "near")}
# Country endings that are one slip away from a general one; a brand's other country domains are its own.
_ENDINGS = {"com": ("cm", "om", "con"), "net": ("ne", "nt"), "org": ("og", "or")}
_JOINED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
# Resemblances too weak for short names: a stroke beside a letter, and letters that mirror each other.
_WEAKLY_JOINED = (("lb", "b"), ("ld", "d"), ("lc", "k"), ("lk", "k"), ("lh", "h"), ("b", "d"))
# Words about money and access; those that a brand's own shops, banks and mailings bear are left out.
_BAIT = frozenset(
    "payment payments invoice invoices invoicing billing account accounts accounting order orders wire remittance refund"
    " login signin logon secure ssl verify verification confirm auth password recovery http https"
    " purchase purchasing procurement".split()
)
_SHORTEST_BAIT = 5
UNSAFE_IDN = "unsafe_idn"


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
        The first imitation found, or None. An IDN is not suspicious for being one; one that deceives by
        itself is returned with the technique ``"unsafe_idn"`` whatever you know, ``known`` being what it reads as.

    Raises:
        InvalidValue: It is no text.
    """
    require_text("domain", domain)
    ours = tuple(filter(None, map(_registered, (known,) if isinstance(known, str) else known)))
    suspect = _registered(domain)
    host = normal_host(domain.strip())
    if suspect is None or suspect in ours:
        return None
    for one in ours:
        technique = _technique(host, suspect, one, facts)
        if technique:
            reason = f"{_shown(suspect)} is easily taken for {_shown(one)}."
            return Lookalike(domain=suspect, known=one, technique=technique, reason=reason)
    return _deceiving(host, suspect, facts)


def _deceiving(host: str, suspect: str, facts: Facts) -> Lookalike | None:
    why = unsafe_idn(host, facts=facts)
    if why is None:
        return None
    name, dot, ending = _shown(suspect).partition(".")
    known = skeleton(name, facts) + dot + ending
    return Lookalike(domain=suspect, known=known, technique=UNSAFE_IDN, reason=f"{why}.")


def _registered(host: str) -> str | None:
    return registrable_domain(normal_host(host.strip()))


@lru_cache(maxsize=65_536)
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
    return next((how for how, holds in _tricks(host, name, right, known, facts) if holds), None)


def _tricks(
    host: str, name: str, right: str, known: str, facts: Facts
) -> Iterator[tuple[str, bool]]:
    """Each technique and whether it was used, the surest first."""
    bare, right_bare = name.replace("-", ""), right.replace("-", "")
    whole = known.replace(".", "")
    yield "subdomain", host.startswith(f"{known}.")
    yield "ending", host.replace(".", "") == whole or bare == whole.replace("-", "")
    yield "homoglyph", _reads_alike(name, right, facts)
    yield "hyphen", bare == right_bare
    yield "word", _baited(name, right)
    yield "edit", _is_slip(name, right) or _is_plural(name, right)


def _reads_alike(name: str, right: str, facts: Facts) -> bool:
    read, right_read = skeleton(name, facts), skeleton(right, facts)
    if read == right_read or (not name.isascii() and _is_slip(read, right_read)):
        return True
    return len(right) >= _SHORTEST and _weakly(read) == _weakly(right_read)


def _weakly(read: str) -> str:
    for pair, single in _WEAKLY_JOINED:
        read = read.replace(pair, single)
    return read


def _baited(name: str, right: str) -> bool:
    """Whether the name is the right one and a bait; run together only where that cannot be chance."""
    if name.removeprefix("www").removeprefix("-") == right:
        return True
    if name.startswith(right):
        rest = name[len(right) :]
    elif name.endswith(right):
        rest = name[: -len(right)]
    else:
        return False
    joined = len(right) >= _SHORTEST and len(rest) >= _SHORTEST_BAIT
    return rest.strip("-") in _BAIT and (joined or "-" in rest)


def _is_slip(name: str, right: str) -> bool:
    slip = edit(name, right)
    return slip is not None and slip in _SLIPS_OF_SHORT.get(len(right), (slip,)) and len(right) > 2


def _is_plural(name: str, right: str) -> bool:
    """Whether a syllable "es" was set into a long name, at its end or inside."""
    return len(right) >= _SHORTEST and any(
        name[:at] + name[at + 2 :] == right
        for at in range(1, len(name))
        if name[at : at + 2] == "es"
    )


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
