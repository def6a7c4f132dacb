"""English words in one spelling and without their endings."""

from __future__ import annotations

import re


# What is spelt otherwise in Britain and in America, as one of the two spells it; and plurals cut short.
_SPELT = {
    "aluminium": "aluminum",
    "buse": "bus",
    "cheque": "check",
    "doughnut": "donut",
    "gase": "gas",
    "grey": "gray",
    "jewelry": "jewellery",
    "kerb": "curb",
    "plough": "plow",
    "programme": "program",
    "pyjama": "pajama",
    "tyre": "tire",
    "whiskey": "whisky",
    "yoghurt": "yogurt",
}
_SPELT_PARTS = tuple(
    (re.compile(part), spelt)
    for part, spelt in (
        ("^(arm|behavi|col|fav|flav|harb|hon|lab|neighb|od|parl|sav|vap)our", r"\1or"),
        ("^(calib|cent|fib|theat)re(?=s?$|glas|optic)", r"\1er"),
        ("(lit|met)re(?=s?$)", r"\1er"),
        ("^mould", "mold"),
        ("sulph", "sulf"),
        ("(an|pros)thaes|(an)aesth", r"\1\2esth"),
        ("(gyn|h|p|arch)ae(?=c|m|d|o)", r"\1e"),
        ("(def|lic|off|pret)ence", r"\1ense"),
        ("ogue$", "og"),
        ("ys(?=e[drs]?$|ing$)", "yz"),
        ("(?<=....)is(?=e[drs]?$|ers$|ing$|ations?$)", "iz"),
    )
)
# Most words have none of them, and are done with at one look.
_SPELT_OTHERWISE = re.compile("|".join([part.pattern for part, _ in _SPELT_PARTS]))
# Their endings belong to them, or they would be taken for others: a nursery is no nursing.
_WHOLE = frozenset(
    (
        "battery delivery gallery nursery nursing surgery during morning evening ceiling string spring thing"
        " lens news series"
    ).split()
)
_VOWEL = re.compile("[aeiouy]")
_SIBILANTS = ("xes", "ches", "shes", "sses", "zes")
_NO_PLURAL = ("ss", "us", "is")
# Mining is done in mines, and wineries make wine.
_LOST_E = re.compile("[^aeiouy][aeiouy][^aeiouwxy]")
_SHORTEST_LEFT = 3
_SHORT_WITH_E = 4  # a site is not to sit
# From how many letters on an ending is one: a printer prints, and paper is no one who paps.
_LONG_ENOUGH = {"ing": 6, "ed": 5, "ery": 6, "er": 7}


def plain(word: str) -> str:
    """The same for "printers", "printing" and "printed", for "colour" and "color"; not always a word."""
    spelt = word if word in _WHOLE else _singular(word)
    spelt = _SPELT.get(spelt, spelt)
    if _SPELT_OTHERWISE.search(spelt):
        for part, as_spelt in _SPELT_PARTS:
            spelt = part.sub(as_spelt, spelt)
    return spelt if spelt in _WHOLE else _rounded(_without_ending(spelt))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("pies"):
        return word[:-3] + "y"
    if word.endswith(_SIBILANTS):
        return word[:-2]
    if word.endswith("s") and len(word) > _SHORTEST_LEFT and not word.endswith(_NO_PLURAL):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, shortest in _LONG_ENOUGH.items():
        left = word[: -len(ending)]
        if len(word) >= shortest and word.endswith(ending) and _VOWEL.search(left):
            return left + "e" if _LOST_E.fullmatch(left) else left
    return word


def _rounded(word: str) -> str:
    """Without a last "e" or a doubled letter, and with "i" for a last "y"."""
    if len(word) <= _SHORTEST_LEFT:
        return word
    if word[-1] == word[-2] or (word[-1] == "e" and len(word) > _SHORT_WITH_E):
        return word[:-1]
    return word[:-1] + "i" if word[-1] == "y" else word
