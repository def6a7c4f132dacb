"""Answers that any question may get: the world did not answer, or we did not ask."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import Value


class Fault(StrEnum):
    """Why nothing was learned."""

    TIMEOUT = "timeout"
    DEADLINE = "deadline"
    SERVER_FAILURE = "server_failure"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_LOST = "connection_lost"
    NO_ADDRESS = "no_address"
    NETWORK = "network"
    PROTOCOL = "protocol"
    RATE_LIMITED = "rate_limited"
    TLS_EXPIRED = "tls_expired"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_FAILED = "tls_failed"


@attrs.frozen
class Unreachable(Value):
    """The world did not answer; nothing was learned of what was asked.

    Attributes:
        fault: What kind of failure it was.
        detail: A few words more, for a person.
    """

    fault: Fault
    detail: str = ""


@attrs.frozen
class Refused(Value):
    """We did not connect, because policy forbids it (an address that is not public, a foreign port …).

    Attributes:
        reason: One plain sentence.
    """

    reason: str


Answer = Unreachable | Refused
