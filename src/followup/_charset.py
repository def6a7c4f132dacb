"""Which characters the octets of a page stand for."""

from __future__ import annotations

import codecs
import re


_LONGEST_HEAD = 4096
_DECLARED_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:-]{2,40})", re.IGNORECASE
)

# Labels that pages really use, and what browsers take them for (WHATWG Encoding); others are not tried.
_CODECS = {
    **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{name: name for name in ("utf-8", "koi8-r", "koi8-u", "euc-jp", "iso-2022-jp", "gb18030")},
    **dict.fromkeys(("utf8",), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9",), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(page: bytes, charset: str | None = None) -> str:
    """A page as text; octets that cannot be read become U+FFFD.

    Args:
        page: The page, or its beginning; a character cut off at the end is left out in UTF-8.
        charset: What the server said; a label that is not known is passed over.
    """
    marked = next((name for mark, name in _MARKS_OF_ORDER if page.startswith(mark)), None)
    declared = _DECLARED_CHARSET.search(page[:_LONGEST_HEAD])
    label = declared[1].decode("latin-1") if declared else ""
    # A page that we can read as ASCII so far cannot be UTF-16, whatever it says.
    inside = _CODECS.get(label.lower(), "").replace("utf-16-le", "").replace("utf-16-be", "")
    known = _CODECS.get((charset or "").strip().lower()) or marked or inside
    if known:
        return page.decode(known, errors="replace").removeprefix("\ufeff")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(page)
    except UnicodeDecodeError:
        return page.decode("cp1252", errors="replace")
