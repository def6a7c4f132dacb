"""Names, through dnspython: one resolver object per client, never the one that all share.

What the records mean is a flow over ``Records``, the one small question that the drivers put to
dnspython; so the meaning is written once.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, TypeAlias, TypeVar, assert_never

import attrs
import dns.asyncbackend  # noqa: TID253 - this module is itself imported late, at the first question
import dns.asyncresolver  # noqa: TID253 - the same
import dns.exception  # noqa: TID253 - the same
import dns.nameserver  # noqa: TID253 - the same
import dns.rdatatype  # noqa: TID253 - the same
import dns.resolver  # noqa: TID253 - the same

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    Flow,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    Question,
    Texts,
    TxtLookup,
    Unreachable,
    ask,
    ask_all,
)
from followup._net.limits import Allowance, Stopped
from followup.verify.policy import NetworkPolicy


Lookup: TypeAlias = MxLookup | AddressLookup | TxtLookup | NsLookup
Missing: TypeAlias = NoSuchDomain | NoRecords | Unreachable
R = TypeVar("R", bound=dns.resolver.BaseResolver)

_FAILURES = (dns.exception.DNSException, Stopped, ValueError)
# House judgement: an answer over TCP may hold thousands of records; nobody needs more than these.
_MAX_RECORDS = 64


@attrs.frozen
class Found:
    """The records of one type, as dnspython reads them."""

    records: tuple[Any, ...]


@attrs.frozen
class Records(Question[Found | Missing]):
    """Which records of a type stand at a name?"""

    name: str
    kind: str

    @property
    def host(self) -> str:
        """The name."""
        return self.name


def lookup_flow(question: Lookup) -> Flow[Any]:
    """The answer to a lookup, from records."""
    if not question.host:
        return Unreachable(Fault.PROTOCOL, "The root of all names is not asked for.")
    match question:
        case AddressLookup(name):
            return (yield from _addresses_flow(name))
        case MxLookup(domain):
            return (yield from _read_flow(Records(domain, "MX"), _mail_hosts))
        case TxtLookup(name):
            return (yield from _read_flow(Records(name, "TXT"), _texts))
        case NsLookup(domain):
            return (yield from _read_flow(Records(domain, "NS"), _name_servers))
        case _:
            assert_never(question)


def _read_flow(question: Records, read: Any) -> Flow[Any]:
    found = yield from ask(question)
    return read(found.records) if isinstance(found, Found) else found


def _addresses_flow(name: str) -> Flow[Addresses | Missing]:
    answers = yield from ask_all(Records(name, "A"), Records(name, "AAAA"))
    found = [record for answer in answers if isinstance(answer, Found) for record in answer.records]
    if found:
        return Addresses(tuple(record.address for record in found))
    return _worst([answer for answer in answers if not isinstance(answer, Found)])


def _worst(answers: list[Missing]) -> Missing:
    """That a name does not exist holds for all types; that one type failed leaves all unknown."""
    order = (NoSuchDomain, Unreachable, NoRecords)
    return min(answers, key=lambda answer: order.index(type(answer)))


def _mail_hosts(records: tuple[Any, ...]) -> MailHosts | NullMx | NoRecords:
    hosts = [MailHost(_host(record.exchange), record.preference) for record in records]
    if [one.host for one in hosts] == [""]:
        return NullMx()
    named = sorted({one for one in hosts if one.host}, key=lambda one: (one.preference, one.host))
    return MailHosts(tuple(named)) if named else NoRecords()


def _texts(records: tuple[Any, ...]) -> Texts:
    """Sorted, because servers send them in any order."""
    texts = (b"".join(record.strings).decode("utf-8", "replace") for record in records)
    return Texts(tuple(sorted(texts)))


def _name_servers(records: tuple[Any, ...]) -> NameServers:
    return NameServers(tuple(sorted({_host(record.target) for record in records})))


def _host(name: Any) -> str:
    return str(name.to_text(omit_final_dot=True)).rstrip(".").lower()


def configured(resolver: R, policy: NetworkPolicy) -> R:
    """A new resolver of dnspython's, pointed at the policy's servers or at the system's.

    Where the system names none, it has none, and every lookup is unreachable.
    """
    resolver.timeout = policy.dns_timeout
    resolver.use_edns(0, payload=1232)
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
    return Found(tuple(answer)[:_MAX_RECORDS])


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
