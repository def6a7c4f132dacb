"""Questions to registries over WHOIS (RFC 3912): a line to port 43, and whatever comes back."""

from __future__ import annotations

from datetime import datetime

import attrs

from followup._ask.answers import Refused, Unreachable
from followup._ask.flow import Question
from followup._value import Value


@attrs.frozen(kw_only=True)
class WhoisText(Value):
    """What a WHOIS server said.

    Attributes:
        text: All of it, cut at 256 KiB.
        received: When it came (aware, in UTC), or None where that was not noted.
    """

    text: str = attrs.field(repr=False)
    received: datetime | None = None


@attrs.frozen
class WhoisQuery(Question[WhoisText | Refused | Unreachable]):
    """What does a WHOIS server say to this query?

    Attributes:
        server: The server's name.
        query: The line, such as ``"aguas.example"``.
    """

    server: str
    query: str

    @property
    def host(self) -> str:
        """The server."""
        return self.server
