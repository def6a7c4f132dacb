"""Questions to the web: one request each. Redirects are followed by the flow, so that every hop is judged."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import attrs

from followup._ask.answers import Refused, Unreachable
from followup._ask.flow import Question
from followup._value import Value


@attrs.frozen(kw_only=True)
class Page(Value):
    """What a web server answered, whatever its status.

    Attributes:
        url: What was asked for.
        status: The HTTP status code.
        headers: Names in small letters, in the order received; a name may come twice.
        body: The octets after decompression, cut at the policy's limit.
        truncated: The body was longer than the limit, or ended before its time.
        received: When it came (aware, in UTC), or None where that was not noted.
        certificate: The host names that the server's certificate is made out to; empty without TLS.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = attrs.field(default=b"", repr=False)
    truncated: bool = False
    received: datetime | None = None
    certificate: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of that name (small letters), or None."""
        return next((value for known, value in self.headers if known == name), None)


@attrs.frozen
class PageFetch(Question[Page | Refused | Unreachable]):
    """What does the server say at this URL?

    One GET without cookies; scripts are not run, redirects are not followed.
    """

    url: str

    @property
    def host(self) -> str:
        """The host in the URL."""
        return urlsplit(self.url).hostname or ""
