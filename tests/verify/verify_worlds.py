"""Answers for made-up domains, shared by the tests of verify."""

from __future__ import annotations

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    Page,
    PageFetch,
    Texts,
    TxtLookup,
    Unreachable,
)
from followup.verify.sites.bare_pages import invented


PUBLIC = Addresses(("192.31.196.7",))
TIMEOUT = Unreachable(Fault.TIMEOUT)
CLOSED = Unreachable(Fault.CONNECTION_REFUSED)
SHOP = b"<html lang='es'><title>Aguas del Sur</title><body><h1>Aguas del Sur S.L.</h1><p>We treat water in towns. Write to compras@aguas.example.</p></body></html>"
PARKED = (
    b"<html><title>aguas.example</title><script src='//img.sedoparking.com/x.js'></script></html>"
)


def names(domain="aguas.example", **other):
    """DNS of a well-kept domain; ``mx=``, ``addresses=``, ``spf=``, ``dmarc=``, ``ns=`` replace answers."""
    answers = {
        "mx": MailHosts((MailHost(f"mx.{domain}", 10),)),
        "addresses": PUBLIC,
        "spf": Texts(("other=1", "v=spf1 mx -all")),
        "dmarc": Texts(("v=DMARC1; p=none",)),
        "ns": NameServers((f"ns.{domain}",)),
    } | other
    return {
        MxLookup(domain): answers["mx"],
        AddressLookup(domain): answers["addresses"],
        TxtLookup(domain): answers["spf"],
        TxtLookup(f"_dmarc.{domain}"): answers["dmarc"],
        NsLookup(domain): answers["ns"],
    }


def gone(domain):
    """DNS of a domain that does not exist."""
    none = NoSuchDomain()
    return names(domain, mx=none, addresses=none, spf=none, dmarc=none, ns=none) | {
        AddressLookup(f"www.{domain}"): none
    }


def silent(domain):
    """DNS that does not answer."""
    return names(domain, mx=TIMEOUT, addresses=TIMEOUT, spf=TIMEOUT, dmarc=TIMEOUT, ns=TIMEOUT) | {
        AddressLookup(f"www.{domain}"): TIMEOUT
    }


def nothing_invented(domain, ns=None):
    """What a server says to one who doubts a bare page: no such path, no such name."""
    token = invented(domain)
    path = f"https://{domain}/{token}"
    return {
        NsLookup(domain): ns or NameServers((f"ns.{domain}",)),
        PageFetch(path): Page(url=path, status=404, body=b"Not Found"),
        AddressLookup(f"{token}.{domain}"): NoSuchDomain(),
    }


def site(domain="aguas.example", body=SHOP, *, status=200, headers=(), www=PUBLIC):
    """A site that opens over https at its apex, and who serves the domain's mail and names."""
    url = f"https://{domain}"
    return {
        MxLookup(domain): MailHosts((MailHost(f"mx.{domain}", 10),)),
        NsLookup(domain): NameServers((f"ns.{domain}",)),
        AddressLookup(domain): PUBLIC,
        AddressLookup(f"www.{domain}"): www,
        PageFetch(url): Page(url=url, status=status, body=body, headers=headers),
    }


def every_try(domain, answer):
    """The same answer to each URL that is tried."""
    hosts = (domain, f"www.{domain}")
    return {AddressLookup(host): PUBLIC for host in hosts} | {
        PageFetch(f"{scheme}://{host}"): answer for host in hosts for scheme in ("https", "http")
    }


NOTHING = NoRecords()
