"""Whether two names can be the same person's or company's, however they are written."""

from __future__ import annotations

import re
import unicodedata

from itertools import permutations


_LONGEST_NAME = 120
# Shorter words are other names when they are spelt otherwise: Li and Lee.
_LONG_WORD = 5
# How one name is spelt in several ways; a letter more at its end would be somebody else's: Daniel, Daniela.
_SPELLINGS = (
    ("y", "i"), ("j", "i"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"),
    ("ie", "i"), ("ks", "x"), ("th", "t"), ("kh", "h"), ("z", "s"), ("w", "v"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
# Cyrillic and Greek as they are mostly written in Latin letters, after their accents are gone.
_LATIN = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k",
     "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
     "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
     "ю": "yu", "я": "ya", "є": "e", "і": "i", "ґ": "g", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e",
     "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o",
     "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
     "ø": "o", "ł": "l", "đ": "d", "ı": "i", "'": "", "’": "", "`": "", "´": "", "ʼ": ""}
)  # fmt: skip
_FEWEST_WORDS = 2
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mister", "madam", "dr", "prof", "ing", "eng", "dipl", "sir", "sr", "sra",
     "srta", "don", "dona", "herr", "frau", "monsieur", "mme", "mlle", "sig", "lic", "phd", "mba",
     "先生", "女士", "小姐", "经理", "总"}
)  # fmt: skip
_FORMS = frozenset(
    {"ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "plc",
     "gmbh", "ag", "kg", "ohg", "ug", "mbh", "sa", "ip", "sl", "slu", "sau", "srl", "spa", "sas", "sarl", "bv",
     "nv", "oy", "ab", "as", "aps", "pty", "pvt", "private", "ltda", "lda", "eirl", "cv", "de", "del", "la",
     "el", "los", "las", "the", "and", "und", "y", "et", "e", "sdn", "bhd", "kk", "ooo", "zao",
     "ao", "pao", "doo", "dd", "zoo", "sp", "kft", "zrt", "sro", "jsc", "pjsc", "fzc", "fze", "fzco", "wll",
     "group", "holding", "intl", "international"}
)  # fmt: skip
_CHINESE_FORMS = re.compile("(?:股份)?(?:有限)?(?:责任)?公司$|集团$")
# "Aguas, S.L." and "Aguas SL" end in the same form.
_DOTTED = re.compile(r"\b((?:\w\.){1,4}\w?)(?=\W|$)")


def words(text: str | None) -> frozenset[str]:
    """The words of a name in Latin letters, without order and accents; Müller and Mueller are the same."""
    plain = unicodedata.normalize("NFKD", (text or "")[:_LONGEST_NAME].casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    bare = bare.translate(_LATIN)
    return frozenset(re.sub(r"(?<=[aou])e", "", word) for word in re.findall(r"\w+", bare))


def person_words(name: str | None) -> frozenset[str]:
    """The words of a person's name without initials; a Chinese name is one word, however it is spaced."""
    told = words(name) - _TITLES
    found = frozenset(word for word in told if len(word) > 1 or _is_chinese(word))
    if found and all(_is_chinese(word) for word in found):
        text = "".join(re.findall(r"\w+", name or ""))
        for title in ("先生", "女士", "小姐", "经理"):
            text = text.removesuffix(title)
        return frozenset({text})
    return found


def company_words(name: str | None) -> frozenset[str]:
    """The words of a company's name without its legal form."""
    text = _DOTTED.sub(lambda dotted: dotted[1].replace(".", ""), (name or "")[:_LONGEST_NAME])
    found = words(_CHINESE_FORMS.sub("", text.strip()))
    return (found - _FORMS) or found


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be the same one: every word of the shorter stands in the longer.

    A long word may be spelt otherwise, and one word may be two there: Alzahra and Al Zahra.
    """
    short, long = sorted((one, other), key=lambda name: (len(name), sorted(name)))
    whole = {*long, *(first + second for first, second in permutations(long, 2))}
    return bool(short) and all(any(_near(word, known) for known in whole) for word in short)


def comparable(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are written in letters that can be compared: 净源 says nothing about Jingyuan."""
    return any(map(_is_latin, one)) == any(map(_is_latin, other))


def identify(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names that agree say so much that they are the same one within a company."""
    together = min(len(one), len(other))
    chinese = together == 1 and all(_is_chinese(word) for word in one | other)
    return (together >= _FEWEST_WORDS or chinese) and agree(one, other)


def _is_latin(word: str) -> bool:
    return any("a" <= letter <= "\u024f" for letter in word)


def _is_chinese(word: str) -> bool:
    return all("\u3400" <= letter <= "\u9fff" for letter in word)


def _near(one: str, other: str) -> bool:
    """The same word, or a long one that is spelt otherwise: Gonzalez and Gonzales, Mohamed and Mohammed."""
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG_WORD and _sound(one) == _sound(other)


def _sound(word: str) -> str:
    """A word by its sound: the spellings of one name come out the same."""
    for written, spoken in _SPELLINGS:
        word = word.replace(written, spoken)
    return _DOUBLED.sub(r"\1", word)
