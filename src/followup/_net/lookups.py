"""What the records of a name mean: a flow over ``Records``, so that both drivers share the meaning."""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

import attrs

from followup._ask import (
    Addresses,
    AddressLookup,
    DsLookup,
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
    SignedDelegation,
    Texts,
    TxtLookup,
    Unreachable,
    ask,
    ask_all,
)


Lookup: TypeAlias = MxLookup | AddressLookup | TxtLookup | NsLookup | DsLookup
Missing: TypeAlias = NoSuchDomain | NoRecords | Unreachable


@attrs.frozen
class Found:
    """The records of one type, as dnspython reads them.

    Attributes:
        records: The records.
        vouched: The resolver says that it has checked their signatures (AD).
    """

    records: tuple[Any, ...]
    vouched: bool = False


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
        case DsLookup(domain):
            found = yield from ask(Records(domain, "DS"))
            return SignedDelegation(found.vouched) if isinstance(found, Found) else found
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
