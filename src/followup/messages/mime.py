"""Take a mail apart, whatever it is made of: in bounded time, without raising."""

from __future__ import annotations

import re

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from followup._encoding import encoding_of
from followup._normal import require_octets
from followup.messages.phrases import LONGEST_TEXT


if TYPE_CHECKING:
    from email.message import Message


_LARGEST_MAIL = 1_500_000
# The parser of the standard library takes time for each line in each mail around it, and recurses into them.
_MOST_NESTED = 40
_NESTS = re.compile(
    rb"boundary\s{0,20}[=*]|message/(?:rfc822|partial|external-body|global)", re.IGNORECASE
)
_MOST_PARTS = 60
_LONGEST_HEADER = 1_000
_UNSEEN = re.compile(r"<(/?)(style|script)\b[^>]{0,200}>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def parsed(raw: bytes | Message) -> Message:
    """The mail as a tree of parts; what lies beyond 1.5 MB is left off, and a bomb of nested mails is not opened."""
    from email.message import Message
    from email.parser import BytesParser

    if isinstance(raw, Message):
        return raw
    octets = require_octets("raw", raw)[:_LARGEST_MAIL]
    bomb = sum(1 for _ in _NESTS.finditer(octets)) > _MOST_NESTED
    return BytesParser().parsebytes(octets, headersonly=bomb)


@attrs.frozen(kw_only=True)
class Parts:
    """What a mail consists of, as far as it matters here.

    Attributes:
        text: Its readable words; those of a mail whose boundaries are broken are its whole content.
        status: The fields of its delivery report.
        feedback: It holds a report of a complaint (RFC 5965).
        receipt: It holds a receipt (RFC 8098).
        inside: The first mail within it, or None.
    """

    text: str
    status: str
    feedback: bool
    receipt: bool
    inside: Message | None

    @classmethod
    def of(cls, mail: Message) -> Parts:
        """The readable parts of a mail."""
        texts: list[str] = []
        reports: list[str] = []
        kinds: set[str] = set()
        inside: list[Message] = []
        for part in _leaves(mail, _MOST_PARTS):
            kind = part.get_content_type()
            kinds.add(kind)
            if kind == "message/delivery-status":
                reports.append(_report(part))
            elif kind == "message/rfc822":
                inside += _messages(part.get_payload())
            elif kind.startswith(("text/", "multipart/")) and kind != "text/rfc822-headers":
                texts.append(_text(part))
        return cls(
            text="\n".join(texts)[: 2 * LONGEST_TEXT],
            status="\n".join(reports)[:LONGEST_TEXT],
            feedback="message/feedback-report" in kinds,
            receipt="message/disposition-notification" in kinds,
            inside=inside[0] if inside else None,
        )


def _leaves(mail: Message, most: int) -> Iterator[Message]:
    """The parts of a mail without those of mails inside it: without recursion, in bounded number."""
    waiting = [mail]
    while waiting and most:
        part = waiting.pop(0)
        most -= 1
        content = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(content, list):
            waiting[:0] = _messages(content)
        else:
            yield part


def _messages(parts: Any) -> list[Message]:
    """The parts that are mails or parts of mails; a careless caller may have put texts among them."""
    if not isinstance(parts, list):
        return []
    return [one for one in parts[:_MOST_PARTS] if hasattr(one, "get_payload")]


def _report(part: Message) -> str:
    blocks = _messages(part.get_payload()) or [part]
    return "\n".join(
        f"{name}: {_unescaped(str(value))}"
        for block in blocks
        for name, value in [*block.items(), ("", _text(block))]
    )


def _unescaped(value: str) -> str:
    """Japanese servers write their words in ISO 2022, which no header may hold."""
    if "\x1b$" not in value:
        return value
    return value.encode("ascii", errors="ignore").decode("iso2022_jp", errors="replace")


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    octets = content[: 4 * LONGEST_TEXT]
    declared = part.get_content_charset("us-ascii")
    if declared == "us-ascii" and not octets.isascii():
        declared = encoding_of(octets, whole=len(octets) == len(content))
    try:
        text = octets.decode(declared, errors="replace")
    except (LookupError, ValueError):
        text = octets.decode("latin-1")
    return _visible(text) if part.get_content_subtype() == "html" else text


def _visible(html: str) -> str:
    """The words between the tags, without styles and scripts: in one pass, since a stranger wrote it."""
    kept, at, within = [], 0, ""
    for tag in _UNSEEN.finditer(html):
        closes, name = bool(tag[1]), tag[2].lower()
        if not within and not closes:
            kept.append(html[at : tag.start()])
            at, within = tag.end(), name
        elif within == name and closes:
            at, within = tag.end(), ""
    # What an open style swallows would be lost with it.
    return _TAGS.sub(" ", " ".join([*kept, html[at:]]))


def header(mail: Message, name: str) -> str:
    """A header in plain text, at most 1,000 letters; empty where there is none.

    Its letters may stand there as they are: that is allowed since RFC 6532, and was done in China long before,
    in GB 2312.
    """
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    value = str(raw)[:_LONGEST_HEADER]
    octets = value.encode("utf-8", errors="surrogateescape")
    if not octets.isascii():
        return " ".join(octets.decode(encoding_of(octets), errors="replace").split())
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def dated(mail: Message) -> datetime | None:
    """When the mail says that it was written, if it says so with a zone."""
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(str(mail.get("Date", ""))[:_LONGEST_HEADER])
    except (ValueError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else None
