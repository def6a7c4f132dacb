"""Names, through dnspython: one resolver object per client, never the one that all share.

The drivers put one small question to it, ``Records``; what the records mean is in ``_net/lookups``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, TypeVar

import dns.asyncbackend  # noqa: TID253 - this module is itself imported late, at the first question
import dns.asyncresolver  # noqa: TID253 - the same
import dns.exception  # noqa: TID253 - the same
import dns.flags  # noqa: TID253 - the same
import dns.nameserver  # noqa: TID253 - the same
import dns.rdatatype  # noqa: TID253 - the same
import dns.resolver  # noqa: TID253 - the same

from followup._ask import Fault, NoRecords, NoSuchDomain, Unreachable
from followup._net.limits import Allowance, Stopped
from followup._net.lookups import Found, Missing, Records
from followup.verify.policy import NetworkPolicy


R = TypeVar("R", bound=dns.resolver.BaseResolver)

_FAILURES = (dns.exception.DNSException, Stopped, ValueError)
# House judgement: an answer over TCP may hold thousands of records; nobody needs more than these.
_MAX_RECORDS = 64


def configured(resolver: R, policy: NetworkPolicy) -> R:
    """A new resolver of dnspython's, pointed at the policy's servers or at the system's.

    Where the system names none, it has none, and every lookup is unreachable.
    """
    resolver.timeout = policy.dns_timeout
    resolver.use_edns(0, payload=1232)
    # RFC 6840 section 5.7: who sets AD in a question wants to hear whether the answer was checked.
    resolver.flags = dns.flags.RD | dns.flags.AD
    resolver.nameservers = [
        dns.nameserver.Do53Nameserver(server.address, server.port) for server in policy.dns_servers
    ] or _system_servers()
    return resolver


def _system_servers() -> list[Any]:
    try:
        return list(dns.resolver.Resolver(configure=True).nameservers)
    except dns.resolver.NoResolverConfiguration:
        return []


class Resolver:
    """Answers ``Records``, blocking. May be used by many threads."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._resolver = configured(dns.resolver.Resolver(configure=False), policy)

    def answer(self, question: Records, deadline: float) -> Found | Missing:
        """The records at a name."""
        allowance = Allowance.within(self._policy.dns_lifetime, deadline)
        try:
            while True:
                lifetime = _round(self._resolver, allowance)
                with suppress(dns.exception.Timeout):
                    return _found(
                        self._resolver.resolve(
                            question.name, question.kind, search=False, lifetime=lifetime
                        )
                    )
        except _FAILURES as error:
            return missing(error, allowance)


class AsyncResolver:
    """Answers ``Records``, for one event loop."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._resolver = configured(dns.asyncresolver.Resolver(configure=False), policy)
        # Named, because dnspython would guess the library otherwise.
        self._backend = dns.asyncbackend.get_backend("asyncio")

    async def answer(self, question: Records, deadline: float) -> Found | Missing:
        """The records at a name."""
        allowance = Allowance.within(self._policy.dns_lifetime, deadline)
        try:
            while True:
                lifetime = _round(self._resolver, allowance)
                with suppress(dns.exception.Timeout):
                    return _found(
                        await self._resolver.resolve(
                            question.name,
                            question.kind,
                            search=False,
                            lifetime=lifetime,
                            backend=self._backend,
                        )
                    )
        except _FAILURES as error:
            return missing(error, allowance)


def _round(resolver: dns.resolver.BaseResolver, allowance: Allowance) -> float:
    """Seconds for one try at each server.

    Between rounds dnspython pauses for up to two seconds, even if that is beyond the end.
    """
    return min(allowance.left(), resolver.timeout * max(1, len(resolver.nameservers)))


def _found(answer: dns.resolver.Answer) -> Found:
    vouched = bool(answer.response.flags & dns.flags.AD)
    return Found(tuple(answer)[:_MAX_RECORDS], vouched)


def missing(error: Exception, allowance: Allowance) -> Missing:
    """What dnspython's exceptions mean."""
    match error:
        case dns.resolver.NXDOMAIN():
            return _no_such_domain(error)
        case dns.resolver.NoAnswer():
            return _no_answer(error)
        case dns.exception.Timeout() | Stopped():
            return Unreachable(allowance.fault, "No name server answered in time.")
        case dns.resolver.NoNameservers():
            return _no_servers(error)
        case _:
            return Unreachable(Fault.PROTOCOL, "The name cannot be asked for.")


def _no_such_domain(error: Any) -> NoSuchDomain | NoRecords:
    """An alias that leads nowhere gets NXDOMAIN too, but its own name exists (RFC 2308 section 2.1)."""
    aliases = any(response.answer for response in error.responses().values())
    return NoRecords() if aliases else NoSuchDomain()


def _no_answer(error: Any) -> NoRecords | Unreachable:
    """A referral instead of an answer (RFC 2308 section 2.2): the server does not serve the name."""
    kinds = {rrset.rdtype for rrset in error.response().authority}
    if dns.rdatatype.NS in kinds and dns.rdatatype.SOA not in kinds:
        return Unreachable(Fault.SERVER_FAILURE, "The name server knows nothing of the name.")
    return NoRecords()


def _no_servers(error: Any) -> Unreachable:
    tries = error.kwargs["errors"]
    if not tries:
        return Unreachable(Fault.NETWORK, "The system names no name server.")
    answered = any(response is not None for *_, response in tries)
    said = ", ".join(sorted({str(why) for *_, why, _ in tries}))
    return Unreachable(Fault.SERVER_FAILURE if answered else Fault.NETWORK, said)
