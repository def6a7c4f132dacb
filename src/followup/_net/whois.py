"""The dialogue with a WHOIS server (RFC 3912): one line out, everything in until it hangs up. No socket here."""

from __future__ import annotations

import re

from datetime import UTC, datetime

from followup._ask import Fault, Refused, Unreachable, WhoisQuery, WhoisText
from followup._charset import decode
from followup._net.limits import Stopped
from followup._net.mail import AsyncLine, Line


WHOIS_PORTS = (43,)
_MOST_OCTETS = 262_144
# House judgement: honest servers send a few packets; one octet at a time would keep us for hours.
_MOST_PIECES = 2_048
_READ = 16_384
_SAYABLE = re.compile(r"[!-~](?:[ -~]{0,298}[!-~])?")


def line_of(question: WhoisQuery) -> bytes:
    """What is sent.

    Raises:
        Stopped: The query would not stay inside its line.
    """
    if not _SAYABLE.fullmatch(question.query):
        raise Stopped(Refused(f"{question.query[:80]!r} cannot be said to a WHOIS server."))
    return f"{question.query}\r\n".encode("ascii")


def whois(line: Line, sending: bytes) -> WhoisText:
    """Ask, blocking."""
    heard = _Heard()
    line.write(sending)
    while heard.take(line.read(_READ)):
        pass
    return heard.answer()


async def awhois(line: AsyncLine, sending: bytes) -> WhoisText:
    """Ask, awaited."""
    heard = _Heard()
    await line.write(sending)
    while heard.take(await line.read(_READ)):
        pass
    return heard.answer()


class _Heard:
    """What came up to now."""

    def __init__(self) -> None:
        self._octets = bytearray()
        self._pieces = 0

    def take(self, piece: bytes) -> bool:
        """Take what came; whether more is wanted."""
        self._octets += piece
        self._pieces += 1
        return bool(piece) and len(self._octets) < _MOST_OCTETS and self._pieces < _MOST_PIECES

    def answer(self) -> WhoisText:
        octets = bytes(self._octets[:_MOST_OCTETS])
        if not octets.strip():
            raise Stopped(Unreachable(Fault.CONNECTION_LOST, "The server hung up without a word."))
        return WhoisText(text=decode(octets), received=datetime.now(UTC))
