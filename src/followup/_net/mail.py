"""The dialogue with a mail server up to RCPT (RFC 5321): octets in, octets out, no socket here.

A dialogue is a generator: it yields what is to be sent, perhaps nothing, and receives what came.
"""

from __future__ import annotations

import re

from collections.abc import Awaitable, Generator
from contextlib import suppress
from typing import Protocol, TypeAlias, TypeVar

from followup._ask import Fault, RecipientProbe, Refused, SmtpReplies, SmtpReply, Unreachable
from followup._net.limits import Stopped


T = TypeVar("T")
Dialogue: TypeAlias = Generator[bytes, bytes, T]

# RFC 5321 section 4.5.3.1.5 allows 512; servers say more.
_MAX_LINE = 4096
_MAX_LINES = 100
_MAX_COMMAND = 500
_READ = 8192
_REPLY_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)
# What may stand between the angle brackets of a command: no control characters, no brackets.
_SAYABLE = re.compile(r"[ -;=?-~]*")


class Line(Protocol):
    """A connection that blocks."""

    def read(self, max_bytes: int, /) -> bytes:
        """What came; nothing once the other side has hung up."""
        ...

    def write(self, octets: bytes, /) -> None:
        """Send all of it."""
        ...


class AsyncLine(Protocol):
    """A connection that is awaited."""

    def read(self, max_bytes: int, /) -> Awaitable[bytes]:
        """What came; nothing once the other side has hung up."""
        ...

    def write(self, octets: bytes, /) -> Awaitable[None]:
        """Send all of it."""
        ...


def check_sayable(probe: RecipientProbe) -> None:
    """Refuse what would not stay inside its command.

    Raises:
        Stopped: With the refusal.
    """
    for text in (probe.helo, probe.sender, *probe.recipients):
        if len(text) > _MAX_COMMAND or not _SAYABLE.fullmatch(text):
            raise Stopped(Refused(f"{text[:80]!r} cannot be said to a mail server."))


def dialogue(probe: RecipientProbe) -> Dialogue[SmtpReplies]:
    """Greet, name the sender, ask about each recipient.

    Raises:
        Stopped: The server hung up or speaks no SMTP.
    """
    incoming = _Incoming()
    opening = yield from _opening(probe, incoming)
    if opening.code // 100 != 2:
        return SmtpReplies(ended_by=opening)
    replies: list[SmtpReply] = []
    for recipient in probe.recipients:
        reply = yield from incoming.reply_to(f"RCPT TO:<{recipient}>")
        # RFC 5321 section 3.8: 421 means that the server closes the connection.
        if reply.code == 421:
            return SmtpReplies(recipients=tuple(replies), ended_by=reply)
        replies.append(reply)
    return SmtpReplies(recipients=tuple(replies))


def _opening(probe: RecipientProbe, incoming: _Incoming) -> Dialogue[SmtpReply]:
    """The last reply before the recipients, which is the first that is not friendly."""
    reply = yield from incoming.reply(b"")
    if reply.code // 100 != 2:
        return reply
    reply = yield from incoming.reply_to(f"EHLO {probe.helo}")
    if reply.code // 100 == 5:
        reply = yield from incoming.reply_to(f"HELO {probe.helo}")
    if reply.code // 100 != 2:
        return reply
    return (yield from incoming.reply_to(f"MAIL FROM:<{probe.sender}>"))


class _Incoming:
    """What came and was not yet read."""

    def __init__(self) -> None:
        self._octets = b""

    def reply_to(self, command: str) -> Dialogue[SmtpReply]:
        # What came before its command is no reply to it.
        self._octets = b""
        return self.reply(f"{command}\r\n".encode("ascii"))

    def reply(self, sending: bytes) -> Dialogue[SmtpReply]:
        texts: list[str] = []
        while len(texts) < _MAX_LINES:
            line = yield from self._line(sending)
            sending = b""
            read = _REPLY_LINE.fullmatch(line.rstrip(b"\r\n"))
            if read is None:
                raise Stopped(Unreachable(Fault.PROTOCOL, "The server does not speak SMTP."))
            texts.append((read[3] or b"").decode("utf-8", "replace"))
            if read[2] != b"-":
                return SmtpReply(int(read[1]), "\n".join(texts))
        raise Stopped(Unreachable(Fault.PROTOCOL, "The server's reply does not end."))

    def _line(self, sending: bytes) -> Dialogue[bytes]:
        while b"\n" not in self._octets:
            if len(self._octets) > _MAX_LINE:
                raise Stopped(Unreachable(Fault.PROTOCOL, "The server's line does not end."))
            came = yield sending
            sending = b""
            if not came:
                raise Stopped(Unreachable(Fault.CONNECTION_LOST, "The server hung up."))
            self._octets += came
        line, _, self._octets = self._octets.partition(b"\n")
        return line


def talk(line: Line, spoken: Dialogue[T]) -> T:
    """Hold a dialogue, and take leave whatever came of it."""
    try:
        sending = next(spoken)
        while True:
            if sending:
                line.write(sending)
            sending = spoken.send(line.read(_READ))
    except StopIteration as end:
        with suppress(Stopped):
            line.write(b"QUIT\r\n")
        result: T = end.value
        return result


async def atalk(line: AsyncLine, spoken: Dialogue[T]) -> T:
    """Hold a dialogue, and take leave whatever came of it."""
    try:
        sending = next(spoken)
        while True:
            if sending:
                await line.write(sending)
            sending = spoken.send(await line.read(_READ))
    except StopIteration as end:
        with suppress(Stopped):
            await line.write(b"QUIT\r\n")
        result: T = end.value
        return result
