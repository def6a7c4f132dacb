"""Part a writer's own words from what they quote and from their signature."""

from __future__ import annotations

import re


# Of each line so much is looked at for what ends a writer's own words.
_LONGEST_LINE = 400
_LONGEST_TEXT = 40_000
_ORIGINAL = re.compile(
    r"\s*(?:-{2,}|_{5,}|={5,}|\*{3,})?\s*(?:original message|forwarded message|begin forwarded message"
    r"|ursprüngliche nachricht|originalnachricht|message d'origine|message original|mensaje original"
    r"|mensagem original|messaggio originale|oorspronkelijk bericht|исходное сообщение"
    r"|wiadomość oryginalna|orijinal mesaj|原始邮件|原始郵件|发件人|發件人|元のメッセージ|원본 메시지"
    r")\b",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\s*(?:on|am|le|el|em|il|op|den|dne|w dniu|пт|пн|вт|ср|чт|сб|вс|\d{4}年|\d{1,2}[./]\d{1,2}).{4,200}"
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|написал\w{0,3}|napisał\w{0,3}"
    r"|yazdı|skrev|写道|寫道|のメール|님이 작성)\s?[:：]?\s*$",
    re.IGNORECASE,
)
_HEADERS = re.compile(r"\s*(?:from|von|de|da|van|от|发件人|差出人)\s?[:：].{1,200}@", re.IGNORECASE)
_SIGNATURE = re.compile(r"-- ?$|_{10,}\s*$")


def own_words(text: str) -> str:
    """The writer's own words: quoted lines, what follows a quote's head line, and the signature go.

    A text that would lose everything is given back as it is: then the quote was the message.

    Args:
        text: A message as plain text; what lies beyond 40,000 letters is not read.
    """
    kept: list[str] = []
    for line in text[:_LONGEST_TEXT].splitlines():
        short = line[:_LONGEST_LINE]
        if _ends_own_words(short):
            break
        if not short.lstrip().startswith((">", "|>")):
            kept.append(line)
    words = "\n".join(kept).strip()
    return words or text[:_LONGEST_TEXT].strip()


def _ends_own_words(line: str) -> bool:
    return bool(
        _SIGNATURE.match(line)
        or _ORIGINAL.match(line)
        or _WROTE.match(line)
        or _HEADERS.match(line)
    )
