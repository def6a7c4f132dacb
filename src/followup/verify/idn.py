"""Is an internationalised name made to deceive? Mixed scripts, whole words in borrowed letters, hidden marks.

The rules are those by which browsers decide whether to show a name in its own letters: UTS 39's "highly
restrictive" mixtures, and letters of one script that spell a Latin word. A name in one script, or in one
language's alphabet, is honest.
"""

from __future__ import annotations

import unicodedata

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from followup.data import BUNDLED, Facts


_MIXTURES = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)
# UAX 31, table 5: the scripts in everyday use.
_EVERYDAY = frozenset(
    "ARABIC ARMENIAN BENGALI BOPOMOFO CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI HAN HANGUL HEBREW"
    " HIRAGANA KANNADA KATAKANA KHMER LAO LATIN MALAYALAM MYANMAR ORIYA SINHALA TAMIL TELUGU THAANA THAI TIBETAN".split()
)
# Where a script is at home, a word that looks Latin is an ordinary word.
_HOMES = {
    "CYRILLIC": "bg by kg kz md me mk mn rs ru su tj ua uz",
    "GREEK": "gr cy", "ARMENIAN": "am", "GEORGIAN": "ge", "ETHIOPIC": "et er", "THAI": "th", "LAO": "la",
    "BENGALI": "bd in", "DEVANAGARI": "in np", "GUJARATI": "in", "GURMUKHI": "in", "KANNADA": "in",
    "MALAYALAM": "in", "ORIYA": "in", "TAMIL": "in lk sg", "TELUGU": "in", "MYANMAR": "mm",
}  # fmt: skip
_ICELANDIC = ("is", "fo")
_RARE = {"\u00f0": _ICELANDIC, "\u00fe": _ICELANDIC, "\u0259": ("az",)}
_ALPHABETS = (
    "äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúü", "áâãàçéêíóôõúü", "àèéìíîòóùú", "àçèéíïòóúü", "áäèéëïíöóúü", "æøåéäö",
    "åäöšž", "áðéíóúýþæöø", "äõöüšž", "āčēģīķļņōŗšūž", "ąčęėįšųūž", "ąćęłńóśźż", "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çë", "çğıöşüâîû", "çəğıöşü", "äçňöşüýž", "ċġħżàèìòù",
    "âêîôûŵŷäëïöüáéíóúý", "ĉĝĥĵŝŭ", "āēīōū", "áčđŋšŧž", "ẹọṣàáèéìíòóùúǹńḿ", "ịọụṅ", "ɓɗƙƴ", "ɖɛƒɣŋɔʋ",
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "çêîşû", "âçğıñöşü", "čćěłńóřšźž",
)  # fmt: skip
_STROKES = frozenset("ノンソゾ一丨丶丿")
_SAME_KANA = frozenset("へべぺヘベペ")
_AFTER = {"ヽ": "KATAKANA", "ヾ": "KATAKANA", "ゝ": "HIRAGANA", "ゞ": "HIRAGANA"}
_THIN = frozenset("ijlıȷɩɪ")
_LONGEST = 253


def unsafe_idn(host: str, *, facts: Facts = BUNDLED) -> str | None:
    """Why an internationalised name is made to deceive, whatever it imitates.

    Args:
        host: A host name; labels as U-labels or A-labels. A label that is no IDN is not judged.
        facts: The table ``confusables``.

    Returns:
        The reason, without a full stop; None for an honest name and for one that cannot be decoded.
    """
    labels = host.rstrip(".").split(".") if len(host) <= _LONGEST else []
    ending = labels[-1].lower() if labels else ""
    return next(filter(None, (_label(one, ending, facts) for one in labels)), None)


def _label(label: str, ending: str, facts: Facts) -> str | None:
    text = _own_letters(label)
    if text.isascii():
        return None
    import idna

    try:
        idna.encode(text)
    except idna.IDNAError:
        return f"No registered name may hold the letters of {text!r}"
    scripts = frozenset(filter(None, map(script, text)))
    return (
        _mixture(text, scripts)
        or _marks(text)
        or _kana(text, scripts)
        or (_latin(text, ending) if "LATIN" in scripts else _borrowed(text, scripts, ending, facts))
    )


def _own_letters(label: str) -> str:
    """The label in its own letters, folded as registries do; empty where it cannot be decoded."""
    small = unicodedata.normalize("NFKC", label.lower())
    if not small.startswith("xn--"):
        return small
    try:
        return unicodedata.normalize("NFC", small[4:].encode("ascii").decode("punycode"))
    except UnicodeError:
        return ""


@cache
def script(letter: str) -> str | None:
    """The script of a letter or of a digit, after its Unicode name; None for what all scripts share."""
    name = unicodedata.name(letter, "UNNAMED").removeprefix("EXTENDED ")
    first = name.replace("-INDIC", "").partition(" ")[0]
    if letter.isascii() and not letter.isalpha():
        return None
    # The zero-width joiners belong to Persian and Indic words; idna allows them nowhere else.
    if first in ("COMBINING", "KATAKANA-HIRAGANA", "MIDDLE", "ZERO"):
        return None
    return "HAN" if first in ("CJK", "IDEOGRAPHIC") else first


def _mixture(text: str, scripts: frozenset[str]) -> str | None:
    rare = scripts - _EVERYDAY
    if rare:
        return f"{text} holds letters of a script that is not in everyday use: {min(rare).lower()}"
    if len(scripts) > 1 and not any(scripts <= allowed for allowed in _MIXTURES):
        return f"{text} mixes the scripts {', '.join(sorted(scripts)).lower()}"
    digits = {ord(one) - unicodedata.decimal(one) for one in text if one.isdecimal()}
    return f"{text} mixes digits of several scripts" if len(digits) > 1 else None


def _marks(text: str) -> str | None:
    """Marks that vanish: twice the same, a dot on a dotted letter, a Latin accent on a foreign letter."""
    for before, mark in pairwise(text):
        if unicodedata.category(mark) != "Mn":
            continue
        latin = "\u0300" <= mark <= "\u036f"
        base = script(before) not in (None, "LATIN", "GREEK", "CYRILLIC") or before in _THIN
        if before == mark or (latin and base):
            return f"{text} holds a mark that cannot be seen"
    return None


def _kana(text: str, scripts: frozenset[str]) -> str | None:
    """Kana and strokes that pass for punctuation, and the syllable he, which two scripts draw alike."""
    around = (None, *map(script, text), None)
    east = frozenset({"HAN", "HIRAGANA", "KATAKANA"})
    for at, one in enumerate(text):
        before, after = around[at], around[at + 2]
        alone = "LATIN" in (before, after) and not east & {before, after}
        if (one in _STROKES and alone) or before != _AFTER.get(one, before):
            return f"{text} holds a stroke that passes for punctuation"
        if one == "ー" and text[at - 1 : at] != "ー" and before not in ("HIRAGANA", "KATAKANA"):
            return f"{text} holds a stroke that passes for punctuation"
    if {"HIRAGANA", "KATAKANA"} <= scripts:
        left = {script(one) for one in text if one not in _SAME_KANA}
        if not {"HIRAGANA", "KATAKANA"} <= left:
            return f"{text} takes a syllable from the other kana that looks the same"
    return None


def _latin(text: str, ending: str) -> str | None:
    """Latin letters beyond ASCII belong to one language's alphabet, or were picked for their looks."""
    picked = {one for one in text if not one.isascii() and script(one) == "LATIN"}
    if any(ending not in _RARE.get(one, (ending,)) for one in picked):
        return f"{text} holds a letter that is foreign to the ending {ending}"
    if not any(picked <= alphabet for alphabet in _alphabets()):
        return f"{text} mixes letters that no one language uses together"
    return None


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = {unicodedata.normalize("NFC", one + tone) for one in "aăâeêioôơuưy" for tone in tones}
    return (*map(frozenset, _ALPHABETS), frozenset(vowels | {"đ"}))


def _borrowed(text: str, scripts: frozenset[str], ending: str, facts: Facts) -> str | None:
    """Whether all letters of another script look Latin, under an ending where that script is no native."""
    at_home = any(ending in _HOMES.get(one, "").split() for one in scripts)
    if at_home or script(_own_letters(ending)[:1] or "-") in scripts:
        return None
    letters = facts.view(_twins)
    foreign = [one for one in text if not one.isascii() and unicodedata.category(one) != "Mn"]
    read = "".join(letters.get(one, ("", False))[0] or "?" for one in foreign)
    if all(letters.get(one, ("", False))[1] for one in foreign) or read.isdecimal():
        return f"{text} spells a Latin word in letters of another script"
    return None


def _twins(facts: Facts) -> Mapping[str, tuple[str, bool]]:
    rows = facts.table("confusables").rows
    return {row["letter"]: (row["like"], row.get("twin") == "yes") for row in rows}
