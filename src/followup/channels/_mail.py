"""Mail addresses in a text, hidden ones too: ``name [at] example [dot] com``."""

from __future__ import annotations

import re

from collections.abc import Iterator

from followup.channels.handles import Handle, read
from followup.data import Facts


_OPEN, _CLOSE = r"[\[({<«]\s?", r"\s?[\])}>»]"
_AT_WORD = r"(?:at|ät|arroba|chiocciola|arobase|klammeraffe|собака|@|＠)"
_DOT_WORD = r"(?:dot|punkt|punto|point|ponto|точка|\.)"
_AT = rf"(?:\s?{_OPEN}{_AT_WORD}{_CLOSE}\s?|[@＠]|\s[@＠]\s|\s_at_\s)"
_DOT = rf"(?:\s?{_OPEN}{_DOT_WORD}{_CLOSE}\s?|[.。．]|\s\.\s)"
_SPELLED_AT, _SPELLED_DOT = r"\s(?:at|arroba)\s", r"\s(?:dot|punto|punkt|ponto)\s"
_NAME = r"(?<![\w.+%@/'’-])[\w.+%'’-]{1,64}"
_END = r"[^\W\d_]{2,24}(?![\w@])(?!-\w)"
_PLAIN = re.compile(rf"{_NAME}{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,5}}{_END}", re.IGNORECASE)
_SPELLED = re.compile(
    rf"{_NAME}{_SPELLED_AT}(?:[\w-]{{1,63}}{_SPELLED_DOT}){{1,4}}{_END}", re.IGNORECASE
)
_AT_SIGN = re.compile(rf"{_AT}|{_SPELLED_AT}", re.IGNORECASE)
_FULL_STOP = re.compile(rf"{_DOT}|{_SPELLED_DOT}", re.IGNORECASE)


def addresses(text: str, facts: Facts) -> Iterator[tuple[int, int, Handle | None]]:
    """Each address with its place; None where it looks like one and is a file."""
    for pattern in (_PLAIN, _SPELLED):
        for found in pattern.finditer(text):
            local, _, domain = _parted(found.group())
            address = f"{local.strip('.')}@{_FULL_STOP.sub('.', domain)}"
            yield found.start(), found.end(), read("email", address, facts=facts)


def _parted(written: str) -> tuple[str, str, str]:
    sign = next(_AT_SIGN.finditer(written))
    return written[: sign.start()], sign.group(), written[sign.end() :]
