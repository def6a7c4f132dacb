"""The words for what may be wrong in a small internet."""

from __future__ import annotations

from enum import StrEnum


class DnsFault(StrEnum):
    """What goes wrong with a domain's names.

    ``LAME`` refers upwards instead of answering, without the flags AA and RA. ``TRUNCATED`` answers fully
    over TCP only.
    """

    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    LAME = "lame"
    TRUNCATED = "truncated"
    GARBAGE = "garbage"


class TlsSetup(StrEnum):
    """How TLS behaves. ``FAILED`` breaks the handshake off, ``STALLED`` never begins it, ``NONE`` has none."""

    OK = "ok"
    EXPIRED = "expired"
    SELF_SIGNED = "self_signed"
    WRONG_HOST = "wrong_host"
    UNTRUSTED = "untrusted"
    FAILED = "failed"
    STALLED = "stalled"
    NONE = "none"


class WebFault(StrEnum):
    """What goes wrong with a web page.

    ``STALL`` reads the request and is silent, ``DROP`` and ``RESET`` end the connection, the slow ones
    give an octet now and then for ever, ``WRONG_LENGTH`` promises more than comes.
    """

    STALL = "stall"
    DROP = "drop"
    RESET = "reset"
    SLOW_HEADERS = "slow_headers"
    SLOW_BODY = "slow_body"
    ENDLESS_BODY = "endless_body"
    GZIP_BOMB = "gzip_bomb"
    HUGE_HEADERS = "huge_headers"
    WRONG_LENGTH = "wrong_length"
    GARBAGE = "garbage"


class MxSetup(StrEnum):
    """What a domain's MX records say.

    ``OWN`` names its mail server, ``NULL`` is RFC 7505, ``IMPLICIT`` has no record but a mail server at the
    domain's own address, ``NONE`` has neither.
    """

    OWN = "own"
    NULL = "null"
    IMPLICIT = "implicit"
    NONE = "none"


class RegistryProtocol(StrEnum):
    """How a registry is asked."""

    RDAP = "rdap"
    WHOIS = "whois"


class MailboxState(StrEnum):
    """How a mail server speaks of a recipient.

    ``TEMPORARY`` is deferred at every try, ``GREYLISTED`` at the first only. ``REFUSED_US`` says nothing of
    the recipient: it is we who are not welcome.
    """

    EXISTS = "exists"
    ABSENT = "absent"
    FULL = "full"
    DISABLED = "disabled"
    TEMPORARY = "temporary"
    GREYLISTED = "greylisted"
    REFUSED_US = "refused_us"


class MailFault(StrEnum):
    """What goes wrong with a mail server.

    ``CLOSED`` refuses the connection, ``BUSY`` says 421 and ``NO_SERVICE`` 554 instead of a greeting. ``STALL``
    falls silent, ``DROP`` hangs up and ``RESET`` breaks the connection off; ``GARBAGE`` is no SMTP, and
    ``ENDLESS`` is a reply of ever more lines. When these five and ``BUSY`` happen, ``Mail.fault_at`` says; at
    first it is at the greeting. The names with a moment in them have it fixed.
    """

    CLOSED = "closed"
    BUSY = "busy"
    NO_SERVICE = "no_service"
    STALL = "stall"
    DROP = "drop"
    RESET = "reset"
    GARBAGE = "garbage"
    ENDLESS = "endless"
    DROP_AFTER_GREETING = "drop_after_greeting"
    REFUSES_HELO = "refuses_helo"
    REFUSES_SENDER = "refuses_sender"
    DROP_AT_RECIPIENT = "drop_at_recipient"
    STALL_AT_RECIPIENT = "stall_at_recipient"
    BUSY_AT_RECIPIENT = "busy_at_recipient"


class MailMoment(StrEnum):
    """When in the dialogue a mail server's fault happens: instead of which reply."""

    GREETING = "greeting"
    HELLO = "hello"
    STARTTLS = "starttls"
    SENDER = "sender"
    RECIPIENT = "recipient"
    QUIT = "quit"
