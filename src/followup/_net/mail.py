"""The dialogue with a mail server up to RCPT (RFC 5321): octets in, octets out, no socket here.

A dialogue is a generator: it yields what is to be sent, perhaps nothing, and receives what came. Where it
yields ``ENCRYPT``, the connection goes on encrypted.
"""

from __future__ import annotations

import re

from collections.abc import Awaitable, Generator
from typing import Protocol, TypeAlias, TypeVar

from followup._ask import Fault, RecipientProbe, Refused, SmtpAnswer, Stage, Unreachable
from followup._net.limits import Stopped


T = TypeVar("T")
Dialogue: TypeAlias = Generator[bytes, bytes, T]

ENCRYPT = b"STARTTLS"
# House judgement: who asks about more strangers at once looks like a collector of addresses. Postfix begins
# to slow down at 10 errors and hangs up at 20 (smtpd_soft_error_limit, smtpd_hard_error_limit).
MOST_RECIPIENTS = 10
# RFC 5321 section 4.5.3.1.5 allows 512; servers say more.
_MAX_LINE = 4096
_MAX_LINES = 100
_MAX_COMMAND = 500
_REPLY_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)
_TOO_MANY = re.compile(r"(?i)[45]\.5\.3\b|too many recipients")
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


class Recipients(Protocol):
    """Whom a dialogue asks about, and who wants to hear it."""

    def take(self, most: int, /) -> tuple[str, ...]:
        """The next ones, all of one domain, or nobody."""
        ...

    def heard(self, answer: SmtpAnswer, /) -> None:
        """The reply to the first of those that were taken and are still without one."""
        ...

    def later(self) -> None:
        """That one was too many; it may be taken again."""
        ...


def check_sayable(probe: RecipientProbe) -> None:
    """Refuse what would not stay inside its command.

    Raises:
        Stopped: With the refusal.
    """
    for text in (probe.helo, probe.sender, *probe.recipients):
        if len(text) > _MAX_COMMAND or not _SAYABLE.fullmatch(text):
            raise Stopped(Refused(f"{text[:80]!r} cannot be said to a mail server."))


class _Ended(Exception):
    """The server wants to hear no more, and this is what it said."""

    def __init__(self, answer: SmtpAnswer) -> None:
        super().__init__(answer)
        self.answer = answer


def dialogue(helo: str, sender: str, recipients: Recipients) -> Dialogue[SmtpAnswer | None]:
    """Greet, encrypt where the server offers it, name the sender, ask about each recipient.

    Several are asked about at once where the server offers that (RFC 2920), one by one otherwise. The result
    is the reply that ended it before everybody was asked about, or None.

    Raises:
        Stopped: The server hung up or speaks no SMTP.
    """
    try:
        yield from _conversation(helo, sender, recipients)
    except _Ended as ended:
        return ended.answer
    return None


def _conversation(helo: str, sender: str, recipients: Recipients) -> Dialogue[None]:
    incoming = _Incoming()
    yield from incoming.friendly(b"", Stage.GREETING)
    offers = yield from _offers(helo, incoming)
    if b"STARTTLS" in offers and (yield from _encrypted(incoming)):
        offers = yield from _offers(helo, incoming)
    at_once = MOST_RECIPIENTS if b"PIPELINING" in offers else 1
    mail = f"MAIL FROM:<{sender}>\r\n".encode("ascii")
    domain: str | None = None
    while named := recipients.take(at_once):
        # Google takes no two domains in one transaction.
        if domain != _domain(named[0]):
            yield from _transaction(mail, incoming, is_first=domain is None)
            domain = _domain(named[0])
        heard = yield from _ask(named, recipients, incoming)
        if heard < len(named):
            domain, at_once = "", max(1, heard)


def _transaction(mail: bytes, incoming: _Incoming, *, is_first: bool) -> Dialogue[None]:
    if not is_first:
        yield from incoming.friendly(b"RSET\r\n", Stage.SENDER)
    yield from incoming.friendly(mail, Stage.SENDER)


def _ask(named: tuple[str, ...], recipients: Recipients, incoming: _Incoming) -> Dialogue[int]:
    """How many were heard of; the others were too many for one transaction and are for the next."""
    sending = "".join(f"RCPT TO:<{recipient}>\r\n" for recipient in named).encode("ascii")
    heard = 0
    for _ in named:
        answer = yield from incoming.reply(sending, Stage.RECIPIENT)
        sending = b""
        if heard and _is_too_many(answer):
            recipients.later()
        else:
            recipients.heard(answer)
            heard += 1
    return heard


def _is_too_many(answer: SmtpAnswer) -> bool:
    """RFC 5321 section 4.5.3.1.10: 452, and 552 of old; the enhanced status tells it from a full disk."""
    return answer.code in (452, 552) and _TOO_MANY.match(answer.text) is not None


def _domain(recipient: str) -> str:
    return recipient.rpartition("@")[2].lower()


def _offers(helo: str, incoming: _Incoming) -> Dialogue[frozenset[bytes]]:
    """The extensions that the server offers; none where it does not know EHLO (RFC 5321 section 3.2)."""
    answer = yield from incoming.reply(f"EHLO {helo}\r\n".encode("ascii"), Stage.HELLO)
    if answer.code // 100 == 5:
        yield from incoming.friendly(f"HELO {helo}\r\n".encode("ascii"), Stage.HELLO)
        return frozenset()
    if answer.code // 100 != 2:
        raise _Ended(answer)
    lines = answer.text.encode("utf-8").upper().splitlines()[1:]
    return frozenset(line.split()[0] for line in lines if line.strip())


def _encrypted(incoming: _Incoming) -> Dialogue[bool]:
    """Whether the connection is encrypted now (RFC 3207); a server that would rather not need not."""
    answer = yield from incoming.reply(b"STARTTLS\r\n", Stage.HELLO)
    if answer.code != 220:
        return False
    incoming.forget()
    yield ENCRYPT
    return True


def _unless_ended(answer: SmtpAnswer) -> SmtpAnswer:
    """RFC 5321 section 3.8: 421 means that the server closes the connection, whatever it was told."""
    if answer.code == 421:
        raise _Ended(answer)
    return answer


class _Incoming:
    """What came and was not yet read."""

    def __init__(self) -> None:
        self._octets = b""

    def forget(self) -> None:
        """What came in the clear is no reply to what is said under encryption (RFC 3207 section 6)."""
        self._octets = b""

    def friendly(self, sending: bytes, stage: Stage) -> Dialogue[None]:
        """Say something that must be taken well.

        Raises:
            _Ended: It was not.
        """
        answer = yield from self.reply(sending, stage)
        if answer.code // 100 != 2:
            raise _Ended(answer)

    def reply(self, sending: bytes, stage: Stage) -> Dialogue[SmtpAnswer]:
        if sending:
            # What came before its command is no reply to it.
            self.forget()
        texts: list[str] = []
        while len(texts) < _MAX_LINES:
            line = yield from self._line(sending)
            sending = b""
            read = _REPLY_LINE.fullmatch(line.rstrip(b"\r\n"))
            if read is None:
                raise Stopped(Unreachable(Fault.PROTOCOL, "The server does not speak SMTP."))
            texts.append((read[3] or b"").decode("utf-8", "replace"))
            if read[2] != b"-":
                return _unless_ended(SmtpAnswer(int(read[1]), "\n".join(texts), stage))
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
