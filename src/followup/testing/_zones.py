"""What the name server of a small internet answers. Messages in, messages out; no sockets here."""

# ruff: noqa: TID253 - only a LoopbackInternet that starts loads this module
from __future__ import annotations

import itertools

from collections import defaultdict
from collections.abc import Iterable

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rrset
import dns.zonefile

from followup.errors import InvalidValue
from followup.testing._layout import Layout, mail_host
from followup.testing.faults import DnsFault, MxSetup
from followup.testing.log import DnsQuestion
from followup.testing.names import Dns
from followup.testing.world import Domain


Sets = dict[str, dns.rrset.RRset]
_TTL = 300
_MAX_CHAIN = 8
_RCODES = {
    DnsFault.NXDOMAIN: dns.rcode.NXDOMAIN,
    DnsFault.SERVFAIL: dns.rcode.SERVFAIL,
    DnsFault.REFUSED: dns.rcode.REFUSED,
}


class Zones:
    """All records of a world, by name and type."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._asked: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._records: dict[str, Sets] = {}
        # What every resolver of the public DNS knows: by it, clients tell a true denial from a blind one.
        self._put(_addresses("a.root-servers.net", ("198.41.0.4",)))
        for host, addresses in layout.addresses.items():
            self._put(_addresses(host, addresses))
        for name, domain in layout.world.domains.items():
            self._put(_usual(name, domain))
        # A sub-domain after its parent, so that its own words count.
        for name in sorted(layout.world.domains, key=lambda domain: domain.count(".")):
            self._put(_written(name, layout.world.domains[name].dns.zone))

    def behaviour(self, question: DnsQuestion) -> Dns:
        """How the domain that holds the name behaves towards this question."""
        owner = self._layout.owner(question.name)
        usual = Dns()
        conduct = self._layout.world.domains[owner].dns if owner else usual
        return conduct if conduct.hits(question.kind) else usual

    def answer(self, query: dns.message.Message, fault: DnsFault | None) -> dns.message.Message:
        """The answer to a query, without faults of the wire."""
        response = dns.message.make_response(query, recursion_available=True)
        if fault in _RCODES:
            response.set_rcode(_RCODES[fault])
        elif fault is DnsFault.LAME:
            _refer_upwards(response)
        else:
            asked = question_of(query)
            self._follow(response, asked.name, asked.kind)
            self._vouch(query, response, asked.name)
        return response

    def _vouch(self, query: dns.message.Message, response: dns.message.Message, name: str) -> None:
        """RFC 6840 section 5.8: the AD bit for whoever shows that it is understood."""
        owner = self._layout.owner(name)
        wanted = query.flags & dns.flags.AD or query.ednsflags & dns.flags.DO
        if owner and wanted and self._layout.world.domains[owner].dns.signed:
            response.flags |= dns.flags.AD

    def _follow(self, response: dns.message.Message, name: str, kind: str) -> None:
        """Answer, along aliases (RFC 1034 section 4.3.2); each link is looked up once at most."""
        for _ in range(_MAX_CHAIN):
            found = self._sets(name, kind)
            if found is None:
                response.set_rcode(dns.rcode.NXDOMAIN)
                break
            alias = found.get("CNAME") if kind != "CNAME" else None
            match = alias or found.get(kind)
            if match is None:
                break
            response.answer.append(match)
            if alias is None:
                return
            name = _plain(alias[0].target)
        self._add_authority(response, name)

    def _add_authority(self, response: dns.message.Message, name: str) -> None:
        """Negative answers carry the SOA record (RFC 2308)."""
        owner = self._layout.owner(name)
        if owner:
            response.authority.append(self._records[owner]["SOA"])

    def _sets(self, name: str, kind: str) -> Sets | None:
        """The records at a name; {} for a name with none of its own; None if there is no such name."""
        exact = self._records.get(name)
        if exact is not None:
            return {**exact, **self._rebound(name, kind)}
        if any(known.endswith(f".{name}") for known in self._records):
            return {}
        wild = self._records.get(f"*.{name.partition('.')[2]}")
        target = dns.name.from_text(name)
        return wild and {
            k: dns.rrset.from_rdata_list(target, _TTL, list(s)) for k, s in wild.items()
        }

    def _rebound(self, name: str, kind: str) -> Sets:
        mine = [one for one in self._layout.rebinding.get(name, ()) if kind == _kind(one)]
        if not mine:
            return {}
        turn = self._asked[name, kind]
        self._asked[name, kind] += 1
        return {
            kind: dns.rrset.from_text(f"{name}.", 0, "IN", kind, mine[min(turn, len(mine) - 1)])
        }

    def _put(self, sets: Iterable[dns.rrset.RRset]) -> None:
        for one in sets:
            kind = dns.rdatatype.to_text(one.rdtype)
            self._records.setdefault(_plain(one.name), {})[kind] = one


def _usual(name: str, domain: Domain) -> Iterable[dns.rrset.RRset]:
    yield _set(name, "SOA", f"ns1.{name}. hostmaster.{name}. 1 3600 600 86400 300")
    yield _set(name, "NS", f"ns1.{name}.", f"ns2.{name}.")
    if domain.dns.signed:
        yield _set(name, "DS", f"1 13 2 {'ab' * 32}")
    if domain.mail.mx is MxSetup.NULL:
        yield _set(name, "MX", "0 .")
    elif domain.mail.mx is MxSetup.OWN:
        yield _set(name, "MX", f"10 {mail_host(name, domain.mail)}.")


def question_of(query: dns.message.Message, *, tcp: bool = False) -> DnsQuestion:
    """What a query asks."""
    asked = query.question[0]
    return DnsQuestion(name=_plain(asked.name), kind=dns.rdatatype.to_text(asked.rdtype), tcp=tcp)


def _refer_upwards(response: dns.message.Message) -> None:
    response.flags &= ~dns.flags.RA
    response.authority.append(dns.rrset.from_text(".", _TTL, "IN", "NS", "a.root-servers.net."))


def _set(name: str, kind: str, *records: str) -> dns.rrset.RRset:
    return dns.rrset.from_text(f"{name}.", _TTL, "IN", kind, *records)


def _addresses(name: str, addresses: tuple[str, ...]) -> Iterable[dns.rrset.RRset]:
    for kind, group in itertools.groupby(sorted(addresses, key=_kind), key=_kind):
        yield _set(name, kind, *group)


def _kind(address: str) -> str:
    return "AAAA" if ":" in address else "A"


def _plain(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()


def _written(name: str, text: str) -> Iterable[dns.rrset.RRset]:
    try:
        return dns.zonefile.read_rrsets(
            text, origin=dns.name.from_text(name), relativize=False, default_ttl=_TTL
        )
    except dns.exception.DNSException as error:
        raise InvalidValue(
            f"Dns.zone of {name}",
            text,
            f"cannot be read: {error}",
            "Write '@ MX 10 mx', a record a line",
        ) from error
