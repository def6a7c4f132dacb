"""A small internet in words: which domains there are, and how their names, sites and mail servers behave."""

from __future__ import annotations

import tomllib

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Self

import attrs

from followup._guard import normal_host
from followup._normal import texts
from followup._value import Value
from followup.errors import DataError, InvalidValue
from followup.testing._shorthand import (
    build,
    mail_fault,
    mail_moment,
    mailbox_state,
    mx_setup,
    texts_by_name,
    tls_setup,
    web_fault,
)
from followup.testing.faults import (
    MailboxState,
    MailFault,
    MailMoment,
    MxSetup,
    TlsSetup,
    WebFault,
)
from followup.testing.names import Dns, Registry, registry


@attrs.frozen(kw_only=True)
class Reply(Value):
    """What a web server says at one path.

    Attributes:
        html: The body.
        status: The HTTP status code; a redirect with 200 becomes a 302.
        headers: More headers, which go before the server's own of the same name.
        redirect: Where to go instead, as it stands in ``Location``.
        charset: How the body is encoded; ``latin-1`` lets any octets through.
        content_type: What the header says; None tells the truth, ``""`` leaves the header out.
        gzip: Whether the body is compressed for clients that accept it.
        chunked: Whether the body comes in chunks, without a length.
        fault: What goes wrong.
        delay: Seconds until the first octet.
    """

    html: str = ""
    status: int = 200
    headers: dict[str, str] = attrs.field(factory=dict, converter=texts_by_name)
    redirect: str | None = None
    charset: str = "utf-8"
    content_type: str | None = None
    gzip: bool = False
    chunked: bool = False
    fault: WebFault | None = attrs.field(
        default=None, converter=attrs.converters.optional(web_fault)
    )
    delay: float = 0.0

    def __attrs_post_init__(self) -> None:
        try:
            self.html.encode(self.charset, "replace")
        except LookupError:
            raise InvalidValue(
                "Reply.charset",
                self.charset,
                "is not known to Python",
                "Use a name such as 'gb18030'",
            ) from None

    @property
    def code(self) -> int:
        """The status that goes over the wire."""
        return 302 if self.redirect and self.status == 200 else self.status


def _reply(given: Reply | Mapping[str, object] | str) -> Reply:
    return build(Reply, {"html": given} if isinstance(given, str) else given)


def _pages(
    given: Mapping[str, Reply | Mapping[str, object] | str] | Reply | str,
) -> dict[str, Reply]:
    several = {"/": given} if isinstance(given, (str, Reply)) else given
    return {path: _reply(page) for path, page in several.items()}


@attrs.frozen(kw_only=True)
class Site(Value):
    """A website.

    Attributes:
        pages: What it says, by path; ``"*"`` is every other path, which otherwise is a 404. A text is the
            page of ``"/"``.
        hosts: The names that have an address, as in a zone file: ``"@"`` is the domain itself.
        tls: How port 443 behaves.
        http: Whether port 80 is open.
    """

    pages: dict[str, Reply] = attrs.field(factory=dict, converter=_pages)
    hosts: tuple[str, ...] = attrs.field(default=("@", "www"), converter=texts)
    tls: TlsSetup = attrs.field(default=TlsSetup.OK, converter=tls_setup)
    http: bool = True

    def reply_to(self, path: str) -> Reply:
        """What the server says at a path (a query is not looked at)."""
        bare = path.partition("?")[0]
        return self.pages.get(bare) or self.pages.get("*") or Reply(status=404, html="Not Found")


def _lower(name: str) -> str:
    return name.lower()


def _mailboxes(given: Mapping[str, str] | Iterable[str]) -> dict[str, MailboxState]:
    if not isinstance(given, Mapping):
        return dict.fromkeys((name.lower() for name in texts(given)), MailboxState.EXISTS)
    return {name.lower(): mailbox_state(value) for name, value in given.items()}


@attrs.frozen(kw_only=True)
class Mail(Value):
    r"""A domain's mail.

    Attributes:
        mailboxes: The local parts that its server knows, and their states. A list of them is enough: they
            then exist.
        others: The state of everyone else; ``exists`` makes a domain that accepts all.
        replies: Literal replies to RCPT by local part, such as ``"550-5.1.1 No such user\n550 5.1.1 here"``.
        mx: What DNS says.
        host: The mail server's name; None is ``mx.`` and the domain. Domains that name the same host share
            its server, and its faults are those of the first.
        fault: What goes wrong with the server.
        fault_at: When it does, where the fault leaves that open.
        most: After so many recipients on one connection it says 421 and hangs up; None is never.
        pipelining: Whether it offers to hear several commands at once (RFC 2920).
        delay: Seconds before each reply.
        multiline: Whether the greeting and the replies to RCPT come in several lines.
        tls: How STARTTLS behaves; ``none`` does not offer it.
    """

    mailboxes: dict[str, MailboxState] = attrs.field(factory=dict, converter=_mailboxes)
    others: MailboxState = attrs.field(default=MailboxState.ABSENT, converter=mailbox_state)
    replies: dict[str, str] = attrs.field(factory=dict, converter=texts_by_name)
    mx: MxSetup = attrs.field(default=MxSetup.OWN, converter=mx_setup)
    host: str | None = attrs.field(default=None, converter=attrs.converters.optional(_lower))
    fault: MailFault | None = attrs.field(
        default=None, converter=attrs.converters.optional(mail_fault)
    )
    fault_at: MailMoment = attrs.field(default=MailMoment.GREETING, converter=mail_moment)
    most: int | None = None
    pipelining: bool = True
    delay: float = 0.0
    multiline: bool = False
    tls: TlsSetup = attrs.field(default=TlsSetup.NONE, converter=tls_setup)


def _site(given: Site | Mapping[str, object] | Reply | str | None) -> Site | None:
    if given is None:
        return None
    return build(Site, {"pages": given} if isinstance(given, (str, Reply)) else given)


def _mail(given: Mail | Mapping[str, object] | Iterable[str] | None) -> Mail:
    if given is None:
        return Mail(mx=MxSetup.NONE)
    return build(Mail, given if isinstance(given, (Mail, Mapping)) else {"mailboxes": given})


def _dns(given: Dns | Mapping[str, object]) -> Dns:
    return build(Dns, given)


@attrs.frozen(kw_only=True)
class Domain(Value):
    """One domain. Without more it has an address, closed web ports, and a mail server that knows nobody.

    Attributes:
        site: Its website, the HTML of its front page, or None.
        mail: Its mail, or the local parts that exist; None is ``Mail(mx="none")``.
        dns: Its names.
        registry: What its registry says, or the day of its registration; None where nobody can be asked.
    """

    site: Site | None = attrs.field(default=None, converter=_site)
    mail: Mail = attrs.field(factory=Mail, converter=_mail)
    dns: Dns = attrs.field(factory=Dns, converter=_dns)
    registry: Registry | None = attrs.field(default=None, converter=registry)


def _domains(given: Mapping[str, Domain | Mapping[str, object]]) -> dict[str, Domain]:
    return {normal_host(name): build(Domain, one) for name, one in given.items()}


@attrs.frozen
class World(Value):
    """A small internet. Names under none of its domains do not exist.

    Attributes:
        domains: By name; a sub-domain may be a domain of its own.
    """

    domains: dict[str, Domain] = attrs.field(factory=dict, converter=_domains)

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Self:
        """The world that a TOML file describes, one table a domain: ``[domains."aguas.example"]``.

        Raises:
            DataError: It is not TOML.
            InvalidValue: A table or a word in it is not known; the message says which.
        """
        try:
            described = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"{path} is not TOML: {error}. Mend that line.") from error
        return build(cls, described)
