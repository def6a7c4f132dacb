"""Questions to registries over RDAP (RFC 7480): who has registered a domain, and since when?"""

from __future__ import annotations

from urllib.parse import urlsplit

import attrs

from followup._ask.answers import Refused, Unreachable
from followup._ask.flow import Question
from followup._ask.http import Page


@attrs.frozen
class RdapFetch(Question[Page | Refused | Unreachable]):
    """What does a registry's RDAP server say at this URL?

    One GET for JSON; redirects are not followed. A server that asks us to come back later is obeyed: we
    wait where the deadline allows it, and nobody else asks it before that time either.
    """

    url: str

    @property
    def host(self) -> str:
        """The host in the URL."""
        return urlsplit(self.url).hostname or ""
