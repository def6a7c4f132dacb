"""Questions to mail servers: would you take mail for these people? Nothing is ever sent (RFC 5321, up to RCPT)."""

from __future__ import annotations

import attrs

from followup._ask.answers import Refused, Unreachable
from followup._ask.flow import Question
from followup._value import Value


@attrs.frozen
class SmtpReply(Value):
    """One reply of a mail server.

    Attributes:
        code: The three digits.
        text: Its lines, joined with line feeds, without the codes.
    """

    code: int
    text: str = ""


@attrs.frozen(kw_only=True)
class SmtpReplies(Value):
    """How the dialogue went.

    Attributes:
        recipients: The replies to RCPT, in the order of the recipients; shorter where the dialogue ended early.
        ended_by: The reply that ended it before all recipients were asked (to the greeting, EHLO or MAIL
            as well as to RCPT), or None where all were asked.
    """

    recipients: tuple[SmtpReply, ...] = ()
    ended_by: SmtpReply | None = None


@attrs.frozen(kw_only=True)
class RecipientProbe(Question[SmtpReplies | Refused | Unreachable]):
    """Would this mail server take mail for these recipients?

    Attributes:
        server: The mail server's name.
        recipients: The addresses to ask about, in this order, on one connection.
        helo: The name that we give; must be ours and resolve.
        sender: The envelope sender; ``""`` is the null sender.
    """

    server: str
    recipients: tuple[str, ...]
    helo: str
    sender: str = ""

    @property
    def host(self) -> str:
        """The mail server."""
        return self.server
