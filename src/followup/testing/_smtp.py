"""The mail servers of a small internet (RFC 5321). They hear who a message is for, and never take one."""

from __future__ import annotations

import asyncio

from collections.abc import Callable
from typing import TYPE_CHECKING

from followup.testing._layout import MailServer
from followup.testing._streams import handshake_failure, reset, silence
from followup.testing.faults import MailboxState, MailFault, MailMoment, TlsSetup
from followup.testing.log import MailCommand


if TYPE_CHECKING:
    import ssl


_REPLIES = {
    MailboxState.EXISTS: "250 2.1.5 Ok",
    MailboxState.ABSENT: "550 5.1.1 No such user here",
    MailboxState.FULL: "452 4.2.2 The mailbox is over its quota",
    MailboxState.DISABLED: "550 5.2.1 The mailbox is disabled",
    MailboxState.TEMPORARY: "451 4.3.0 Try again later",
    MailboxState.GREYLISTED: "451 4.7.1 Greylisted, try again later",
    MailboxState.REFUSED_US: "550 5.7.1 Your address is on our blocklist",
}
_NOT_IMPLEMENTED = "502 5.5.1 Not implemented"
_SAYS = {
    "MAIL": "250 2.0.0 Ok",
    "RSET": "250 2.0.0 Ok",
    "NOOP": "250 2.0.0 Ok",
    "VRFY": "252 2.5.2 Send it and see",
    "STAR": "220 2.0.0 Go ahead",
    "DATA": "554 5.5.1 No message is taken here",
    "BDAT": "554 5.5.1 No message is taken here",
    "QUIT": "221 2.0.0 Bye",
}
_GREETING = "220 {host} ESMTP"
_LAST_WORDS = {
    MailFault.BUSY: "421 4.3.2 {host} is too busy",
    MailFault.NO_SERVICE: "554 5.7.1 {host} does not talk to you",
    MailFault.GARBAGE: "this is no SMTP",
}
_FIXED = {
    MailFault.NO_SERVICE: (MailFault.NO_SERVICE, MailMoment.GREETING),
    MailFault.DROP_AFTER_GREETING: (MailFault.DROP, MailMoment.HELLO),
    MailFault.DROP_AT_RECIPIENT: (MailFault.DROP, MailMoment.RECIPIENT),
    MailFault.STALL_AT_RECIPIENT: (MailFault.STALL, MailMoment.RECIPIENT),
    MailFault.BUSY_AT_RECIPIENT: (MailFault.BUSY, MailMoment.RECIPIENT),
}
_REPLIED = (MailFault.REFUSES_HELO, MailFault.REFUSES_SENDER, None)
_MOMENTS = {
    "EHLO": MailMoment.HELLO,
    "HELO": MailMoment.HELLO,
    "STAR": MailMoment.STARTTLS,
    "MAIL": MailMoment.SENDER,
    "RCPT": MailMoment.RECIPIENT,
    "QUIT": MailMoment.QUIT,
}


class MailExchange:
    """One mail server; it remembers whom it has put on its grey list."""

    def __init__(
        self,
        server: MailServer,
        note: Callable[[MailCommand], None],
        tls: Callable[[], ssl.SSLContext],
    ) -> None:
        self._server = server
        self._conduct = server.conduct
        self._note = note
        self._tls = tls
        self._seen: set[str] = set()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The dialogue, from the greeting to the end of the connection."""
        if await self._fails(MailMoment.GREETING, reader, writer):
            return
        await self._say(writer, self._in_lines(_GREETING.format(host=self._server.host)))
        named = 0
        while True:
            line = (await reader.readuntil(b"\n")).decode("utf-8", "replace").strip()
            verb, argument = line[:4].upper(), line[4:].strip()
            self._note(MailCommand(server=self._server.host, verb=verb, argument=argument))
            if await self._fails(_MOMENTS.get(verb), reader, writer):
                return
            named += verb == "RCPT"
            if self._conduct.most is not None and named > self._conduct.most:
                await self._say(writer, "421 4.7.0 Too many recipients, closing")
                return
            await self._say(writer, self._reply(verb, argument))
            if verb == "QUIT" or (verb == "STAR" and not await self._secure(reader, writer)):
                return

    async def _fails(
        self,
        moment: MailMoment | None,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        """Whether the dialogue ends at this moment; then it has ended."""
        given = self._conduct.fault
        if given in _REPLIED:
            return False
        fault, when = _FIXED.get(given, (given, self._conduct.fault_at))
        if moment is not when:
            return False
        if fault is MailFault.STALL:
            await silence(reader)
        elif fault is MailFault.RESET:
            await reset(writer)
        elif fault is MailFault.ENDLESS:
            await self._rattle(writer)
        elif fault in _LAST_WORDS:
            await self._say(
                writer, self._in_lines(_LAST_WORDS[fault].format(host=self._server.host))
            )
        return True

    async def _rattle(self, writer: asyncio.StreamWriter) -> None:
        """Talk until the client leaves, which the connection then says."""
        while True:
            writer.write(b"250-and more\r\n" * 100)
            await writer.drain()

    async def _secure(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if self._conduct.tls is TlsSetup.NONE:
            return True
        if self._conduct.tls in {TlsSetup.STALLED, TlsSetup.FAILED}:
            stalled = self._conduct.tls is TlsSetup.STALLED
            await (silence(reader) if stalled else handshake_failure(reader, writer))
            return False
        await writer.start_tls(self._tls())
        return True

    async def _say(self, writer: asyncio.StreamWriter, reply: str) -> None:
        await asyncio.sleep(self._conduct.delay)
        writer.write(reply.replace("\n", "\r\n").encode("utf-8") + b"\r\n")
        await writer.drain()

    def _reply(self, verb: str, argument: str) -> str:
        match verb:
            case "EHLO" | "HELO":
                return self._hello(verb)
            case "RCPT":
                return self._in_lines(self._recipient(argument))
            case "MAIL" if self._conduct.fault is MailFault.REFUSES_SENDER:
                return "550 5.7.1 The sender is not welcome"
            case "STAR" if self._conduct.tls is TlsSetup.NONE:
                return _NOT_IMPLEMENTED
            case _:
                return _SAYS.get(verb, _NOT_IMPLEMENTED)

    def _hello(self, verb: str) -> str:
        host = self._server.host
        if self._conduct.fault is MailFault.REFUSES_HELO:
            return f"550 5.7.1 {host} does not know you"
        if verb == "HELO":
            return f"250 {host}"
        secure = () if self._conduct.tls is TlsSetup.NONE else ("STARTTLS",)
        at_once = ("PIPELINING",) if self._conduct.pipelining else ()
        words = (host, *at_once, "SIZE 10485760", *secure, "8BITMIME", "SMTPUTF8")
        return "\n".join((*(f"250-{word}" for word in words), "250 ENHANCEDSTATUSCODES"))

    def _recipient(self, argument: str) -> str:
        address = argument.partition("<")[2].partition(">")[0].lower()
        local, _, domain = address.rpartition("@")
        mail = self._server.mails.get(domain)
        if mail is None:
            return "550 5.7.1 Relay access denied"
        if local in mail.replies:
            return mail.replies[local]
        state = mail.mailboxes.get(local, mail.others)
        if state is MailboxState.GREYLISTED and address in self._seen:
            state = MailboxState.EXISTS
        self._seen.add(address)
        return _REPLIES[state]

    def _in_lines(self, reply: str) -> str:
        if not self._conduct.multiline:
            return reply
        return f"{reply[:3]}-{reply[4:]}\n{reply[:3]} This is the second line"
