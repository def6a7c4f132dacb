"""The encoding of a text, from its octets.

A mark at the beginning decides; else UTF-8 where it fits, a few broken letters aside; else UTF-16 by its
zeros; else the older encoding under which the words look most like words.
"""

from __future__ import annotations

import codecs
import re

from collections.abc import Callable, Iterable


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FEWEST_ZEROS = 2
_LOOKED_AT = 20_000
_BROKEN = 3
_NARROW = re.compile(rb"[ -~\t]{8}|[ -~\t]{1,7}\r?\n")
_HIGH = re.compile(rb"[\x80-\xff]")
# Encodings of two octets a letter, and the first octets of those letters that are in daily use.
_ROWS = {
    "cp949": ("euc_kr", 0xB0, 0xC8),
    "cp932": ("cp932", 0x88, 0x97),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5": ("big5", 0xA4, 0xC6),
}
_KANA = re.compile("[\u3041-\u30fe]")
# Chinese without kana looks Japanese, and a little of it Korean.
_FEWEST_KANA = 0.1
_FEWEST_HANGUL = 8
# Other alphabets, and their most frequent letters: what is decoded wrongly has few of them.
_ALPHABETS = {
    "cp1251": ("а-яёіїєґ", "оеаинтсрвлк"),
    "koi8_r": ("а-яё", "оеаинтсрвлк"),
    "cp866": ("а-яё", "оеаинтсрвлк"),
    "cp1253": ("α-ωάέήίόύώϊϋΐΰ", "αοιετσνηρςίόκ"),
    "cp1255": ("א-ת", "יוהלארתמבנש"),
    "cp1256": ("ء-ي", "النيمرةوتدبسع"),
    "cp874": ("ก-๎", "านรกอเงมยลวดทสต่้ัิี"),
}
_RARE = 0.4
_TOGETHER = 0.2
# Letters beyond ASCII of languages that write Latin letters: a word has those of one language only.
_WESTERN = (
    "áéíóúüñ", "áâãàçéêíóôõúü", "àâæçéèêëîïôœùûüÿ", "äöüß", "àèéìíîòùú", "éëïóöüè", "åäöéü", "æøåéü",
    "áéíóúýþæöð", "àèéíïóòúüç",
)  # fmt: skip
_LATIN: dict[str, tuple[float, tuple[str, ...]]] = {
    "cp1252": (0.0, _WESTERN),
    "cp1250": (0.02, ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž")),
    "cp1254": (0.02, ("çğıöşüâîû",)),
    "mac_roman": (0.1, _WESTERN),
    "cp850": (0.1, _WESTERN),
}  # fmt: skip
_AROUND = "\"'“”„‘’‚«»¿¡–—…€°®™ºª´§&()[]{}.:!?*+#/-_ "
_BETWEEN = re.compile(r"[\s,;|]+")
_WORD = re.compile(r"[^\W\d_]+")

Preference = Callable[[str], int]


def encoding_of(sample: bytes, *, whole: bool = True, prefer: Preference | None = None) -> str:
    """The encoding of a text, from its first octets.

    Args:
        sample: The first octets.
        whole: Whether the text ends with them; otherwise its last letter may be cut.
        prefer: How many headers of a decoded text are known; they count for its encoding.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    # A stray zero in a text of octets makes none of two octets of it.
    wide = None if _NARROW.match(sample) else _wide_encoding(sample)
    if wide or _is_utf8(sample, whole=whole):
        return wide or "utf-8"
    return _older_encoding(_telling_part(sample), prefer)


def _telling_part(sample: bytes) -> bytes:
    """A part of a long text with letters that tell its encoding: from its beginning, or their line on."""
    first = _HIGH.search(sample)
    at = first.start() if first else 0
    start = 0 if at < _LOOKED_AT else sample.rfind(b"\n", 0, at) + 1
    return sample[start : start + 2 * _LOOKED_AT]


def _is_utf8(sample: bytes, *, whole: bool) -> bool:
    """Whether the text is UTF-8, a few letters aside that came from elsewhere."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        return sum(letter > "\x7f" for letter in text) - broken >= _BROKEN * broken
    return True


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without its mark: the zeros of its commas and line ends lie all on one side."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) < _FEWEST_ZEROS or min(first, second) * 10 > max(first, second):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _older_encoding(sample: bytes, prefer: Preference | None) -> str:
    best, most = "cp1252", 0.0
    for encoding, judge in _JUDGES.items():
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        worth = judge(encoding, text)
        worth += 0.2 * min(prefer(text), _BROKEN) if prefer and worth > 0 else 0
        if worth > most:
            best, most = encoding, worth
    return best


def _share(found: Iterable[bool]) -> float:
    marks = list(found)
    return sum(marks) / len(marks) if marks else 0.0


def _eastern(encoding: str, text: str) -> float:
    """The share of letters in daily use."""
    high = [letter for letter in text if letter > "\u2fff"]
    codec, first, last = _ROWS[encoding]
    if encoding == "cp949" and len(high) < _FEWEST_HANGUL:
        return 0.1
    kana = _share(bool(_KANA.match(letter)) for letter in high)
    if encoding == "euc_jp" and kana < _FEWEST_KANA:
        return 0.0
    japanese = encoding in {"cp932", "euc_jp"}
    others = [letter for letter in text if "\x7f" < letter <= "\u2fff" or letter > "\ufeff"]
    return _share(
        (japanese and bool(_KANA.match(letter)))
        or first <= letter.encode(codec, errors="replace")[0] <= last
        for letter in [*high, *others]
        if letter not in _AROUND
        and not "\u3000" <= letter <= "\u3011"
        and not "\uff01" <= letter <= "\uff5e"
    )


def _alphabetic(encoding: str, text: str) -> float:
    """The share of words that are written with one alphabet, and with its frequent letters."""
    letters, frequent = _ALPHABETS[encoding]
    regular = re.compile(f"[{letters}{letters.upper()}][{letters}]*|[{letters.upper()}]+")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    odd = sum(letter > "\x7f" and not letter.isalpha() and letter not in _AROUND for letter in text)
    share = sum(bool(regular.fullmatch(word)) for word in words) / (len(words) + odd or 1)
    often = _share(letter in frequent for letter in "".join(words).lower())
    shouted = _share(word.isupper() and len(word) > 1 for word in words)
    return share * (_RARE + often) * (1 - shouted / 5)


def _latin(encoding: str, text: str) -> float:
    """The share of words whose accents are those of one language, best of the same one for all words."""
    handicap, languages = _LATIN[encoding]
    words = [word.strip(_AROUND).lower() for word in _BETWEEN.split(text) if not word.isascii()]
    high = [{letter for letter in word if letter > "\x7f"} for word in words]
    fitting = [[accents <= set(one) for one in languages] for accents in high]
    together = max(map(_share, zip(*fitting, strict=True)), default=0.0)
    return _share(map(any, fitting)) + _TOGETHER * together - handicap


_JUDGES: dict[str, Callable[[str, str], float]] = {
    **dict.fromkeys(_LATIN, _latin),
    **dict.fromkeys(_ALPHABETS, _alphabetic),
    **dict.fromkeys(_ROWS, _eastern),
}
