"""What a small internet was asked."""

from __future__ import annotations

import attrs

from followup._value import Value


@attrs.frozen(kw_only=True)
class DnsQuestion(Value):
    """A question to the name server.

    Attributes:
        name: In small letters, without a final dot.
        kind: The record type, such as ``"MX"``.
        tcp: Whether it came over TCP.
    """

    name: str
    kind: str
    tcp: bool = False


@attrs.frozen(kw_only=True)
class Connection(Value):
    """A connection that a server took. A closed port takes none and leaves no trace.

    Attributes:
        port: The port that was meant: 80, 443, 25 or 43.
        host: Whom the client meant: from the request, the TLS greeting (SNI) or, for mail and WHOIS, the
            address; None if it did not say.
    """

    port: int
    host: str | None


@attrs.frozen(kw_only=True)
class WebRequest(Value):
    """A request to a web server.

    Attributes:
        url: As the client meant it.
        method: Such as ``"GET"``.
        headers: Names in small letters, in the order received.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def scheme(self) -> str:
        """``"http"`` or ``"https"``."""
        return self.url.partition(":")[0]

    @property
    def host(self) -> str:
        """The host in the URL, without its port."""
        return self.url.partition("://")[2].partition("/")[0].partition(":")[0]

    @property
    def path(self) -> str:
        """What follows the host, the query included."""
        return "/" + self.url.partition("://")[2].partition("/")[2]

    def header(self, name: str) -> str:
        """The last header of that name (small letters), or ``""``."""
        return dict(self.headers).get(name, "")


@attrs.frozen(kw_only=True)
class MailCommand(Value):
    """A line that a mail client said.

    Attributes:
        server: The mail server's name.
        verb: In capitals, such as ``"RCPT"``.
        argument: The rest of the line.
    """

    server: str
    verb: str
    argument: str = ""


@attrs.frozen(kw_only=True)
class WhoisQuestion(Value):
    """A line that a WHOIS server was asked.

    Attributes:
        server: The server's name.
        query: The line.
    """

    server: str
    query: str


@attrs.frozen(kw_only=True)
class Log(Value):
    """What was asked up to now, each kind in its order.

    Attributes:
        dns: Questions to the name server.
        connections: To web and mail servers.
        requests: To web servers.
        commands: To mail servers.
        whois: To WHOIS servers.
    """

    dns: tuple[DnsQuestion, ...] = ()
    connections: tuple[Connection, ...] = ()
    requests: tuple[WebRequest, ...] = ()
    commands: tuple[MailCommand, ...] = ()
    whois: tuple[WhoisQuestion, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The URLs that were requested."""
        return tuple(request.url for request in self.requests)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses that mail servers were asked about."""
        rcpt = (command.argument for command in self.commands if command.verb == "RCPT")
        return tuple(argument.partition("<")[2].partition(">")[0] for argument in rcpt)

    @property
    def data_attempted(self) -> bool:
        """Whether anybody tried to send a message."""
        return any(command.verb in {"DATA", "BDAT"} for command in self.commands)
