"""Questions to mail servers: would you take mail for these people? Nothing is ever sent (RFC 5321, up to RCPT)."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._ask.answers import Refused, Unreachable
from followup._ask.flow import Question
from followup._value import Value


class Stage(StrEnum):
    """What a mail server was replying to; only at ``RECIPIENT`` it had heard of a person."""

    GREETING = "greeting"
    HELLO = "hello"
    SENDER = "sender"
    RECIPIENT = "recipient"


@attrs.frozen
class SmtpAnswer(Value):
    """What a mail server replied when it was asked about one recipient.

    Attributes:
        code: The three digits.
        text: Its lines, joined with line feeds, without the codes.
        stage: What it replied to; before ``RECIPIENT`` the dialogue ended early, and nobody was asked about.
    """

    code: int
    text: str = ""
    stage: Stage = Stage.RECIPIENT


@attrs.frozen
class SmtpAnswers(Value):
    """What a mail server said of each recipient.

    Attributes:
        answers: In the order of the recipients; ``Unreachable`` where the dialogue broke off before.
    """

    answers: tuple[SmtpAnswer | Unreachable | Refused, ...]


@attrs.frozen(kw_only=True)
class RecipientProbe(Question[SmtpAnswers | Refused | Unreachable]):
    """Would this mail server take mail for these recipients?

    They are asked about on one connection, and who asks the same server at the same time shares it.

    Attributes:
        server: The mail server's name.
        recipients: The addresses to ask about.
        helo: The name that we give; must be ours and resolve.
        sender: The envelope sender; ``""`` is the null sender.
        after: Seconds to wait before asking, for servers that asked to come again.
    """

    server: str
    recipients: tuple[str, ...]
    helo: str
    sender: str = ""
    after: float = 0.0

    @property
    def host(self) -> str:
        """The mail server."""
        return self.server
