"""Since when is a domain registered? Its registry is asked: over RDAP, or over WHOIS where there is no RDAP."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

import attrs

from followup._ask import (
    Flow,
    Page,
    RdapFetch,
    Refused,
    Unreachable,
    WhoisQuery,
    WhoisText,
    ask,
)
from followup._guard import normal_host
from followup._suffix import is_let, is_top_level, registrable_domain
from followup.data import Facts
from followup.evidence import Finding, NotChecked, Source
from followup.verify.domains.mail import OFF, fault_reason
from followup.verify.domains.registrations import read_rdap, read_whois
from followup.verify.domains.registries import IANA, rdap_base, referral_in, whois_of
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import Existence, Registration
from followup.verify.weights import finding, threshold


# RFC 7480 section 5.2 allows redirects; a registry needs one, rarely two.
_MOST_REDIRECTS = 3
_LONGEST_QUOTE = 100


@attrs.frozen(kw_only=True)
class Registered:
    """What became of the question; the fields are those of ``DomainReport``."""

    registration: Registration = attrs.field(factory=Registration)
    age_days: int | None = None
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


@attrs.frozen(kw_only=True)
class _Said:
    """What a service said, or why nothing was learned of it."""

    who: str
    registration: Registration = attrs.field(factory=Registration)
    when: datetime | None = None
    why_not: str | None = None


def registration_flow(domain: str, policy: VerifyPolicy) -> Flow[Registered]:
    """Ask the registry about the registered part of a domain."""
    if not policy.checks.registration:
        return Registered(not_checked=(NotChecked("registration", OFF),))
    name = registrable_domain(domain)
    if name is None or is_let(name):
        reason = f"{domain} is no name that somebody could register."
        if name is not None:
            reason = f"{name} is let by the owner of its suffix, and no registry knows since when."
        return Registered(not_checked=(NotChecked("registration", reason),))
    base = rdap_base(name, policy.facts)
    if base is not None:
        said = yield from _rdap_flow(base, name)
    else:
        said = yield from _whois_flow(name, policy.facts)
    return _judged(name, said, policy.facts)


def _rdap_flow(base: str, name: str) -> Flow[_Said]:
    url = f"{base}domain/{name}"
    for _ in range(_MOST_REDIRECTS + 1):
        answer = yield from ask(RdapFetch(url))
        host = urlsplit(url).hostname or url
        if not isinstance(answer, Page):
            return _Said(who=host, why_not=_not_reached(host, answer))
        target = answer.header("location")
        if answer.status not in (301, 302, 303, 307, 308) or not target:
            return _checked(name, _rdap_page(host, answer))
        try:
            url = urlsplit(urljoin(url, target)).geturl()
        except ValueError:
            return _Said(who=host, why_not=f"{host} sends us to what is no address.")
    return _Said(who=host, why_not=f"{host} sends us from one address to the next.")


def _not_reached(who: str, answer: Refused | Unreachable) -> str:
    return answer.reason if isinstance(answer, Refused) else fault_reason(who, answer)


def _rdap_page(host: str, page: Page) -> _Said:
    text = page.body.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    said = _Said(who=host, when=page.received)
    if page.status == 404 and not text:
        return attrs.evolve(said, registration=Registration(found=Existence.ABSENT))
    if page.status not in (200, 404):
        busy = " It is asked too often." if page.status == 429 else ""
        return attrs.evolve(said, why_not=f"{host} answered {page.status}.{busy}")
    read = read_rdap(text)
    if page.status == 404 and text.startswith("{"):
        read = Registration(found=Existence.ABSENT)
    if read.found is Existence.UNKNOWN:
        return attrs.evolve(said, why_not=f"{host} answered {page.status} with what is no RDAP.")
    return attrs.evolve(said, registration=read)


def _whois_flow(name: str, facts: Facts) -> Flow[_Said]:
    """The registry's server; and, where it says no day, the one that it refers to."""
    known = whois_of(name, facts)
    if known is None:
        return (yield from _by_iana_flow(name))
    server, query = known
    said, further = yield from _one_whois_flow(server, query, name)
    if said.registration.created or further in (None, server):
        return said
    other, _ = yield from _one_whois_flow(further or server, name, name)
    return other if other.registration.created else said


def _by_iana_flow(name: str) -> Flow[_Said]:
    """IANA's own server knows the registry's, or that it has none."""
    ending = name.rpartition(".")[2]
    if not is_top_level(ending):
        return _Said(who=IANA, why_not=f"No registry is known for names that end in .{ending}.")
    answer = yield from ask(WhoisQuery(IANA, ending))
    if not isinstance(answer, WhoisText):
        return _Said(who=IANA, why_not=_not_reached(IANA, answer))
    server = referral_in(answer.text)
    if server is None:
        return _Said(who=IANA, why_not=f"The registry of .{ending} has no service to be asked.")
    said, _ = yield from _one_whois_flow(server, name, name)
    return said


def _one_whois_flow(server: str, query: str, name: str) -> Flow[tuple[_Said, str | None]]:
    answer = yield from ask(WhoisQuery(server, query))
    if not isinstance(answer, WhoisText):
        return _Said(who=server, why_not=_not_reached(server, answer)), None
    return _checked(name, _whois_text(server, answer)), referral_in(answer.text)


def _whois_text(server: str, answer: WhoisText) -> _Said:
    read = read_whois(answer.text)
    said = _Said(who=server, when=answer.received, registration=read)
    if read.found is not Existence.UNKNOWN:
        return said
    lines = (line.strip(" \t%#*-;") for line in answer.text.splitlines())
    words = next((line for line in lines if line), "")[:_LONGEST_QUOTE]
    return attrs.evolve(said, why_not=f"{server} says nothing of the domain, but {words!r}.")


def _checked(name: str, said: _Said) -> _Said:
    """An answer that speaks of another domain is none."""
    speaks_of = said.registration.domain
    if said.why_not or speaks_of is None or normal_host(speaks_of) == name:
        return said
    why_not = f"{said.who} speaks of {speaks_of[:_LONGEST_QUOTE]!r} instead of {name}."
    return _Said(who=said.who, when=said.when, why_not=why_not)


def _judged(name: str, said: _Said, facts: Facts) -> Registered:
    registration = Registration() if said.why_not else said.registration
    age = _age(registration, said.when)
    seen = _age_finding(name, said, age, facts)
    if age is not None:
        return Registered(registration=registration, age_days=age, findings=(seen,))
    return Registered(
        registration=registration,
        findings=(seen,),
        not_checked=(NotChecked("registration", seen.reason),),
    )


def _age(registration: Registration, when: datetime | None) -> int | None:
    """Registries write days of their own zone, so that one of today may lie a day ahead; no more than that."""
    if registration.created is None or when is None:
        return None
    days = (when.date() - registration.created).days
    return max(0, days) if days >= -1 else None


def _age_finding(name: str, said: _Said, age: int | None, facts: Facts) -> Finding:
    kind, reason = _age_words(name, said, age, facts)
    found = finding(
        f"registration.{kind}", reason, quote=said.registration.quote, subject=name, facts=facts
    )
    source = Source(title=f"the registry's answer, from {said.who}")
    return attrs.evolve(found, source=source, observed_at=said.when)


def _age_words(name: str, said: _Said, age: int | None, facts: Facts) -> tuple[str, str]:
    if said.why_not:
        return "age_unknown", f"Since when {name} is registered is not known: {said.why_not}"
    if said.registration.found is Existence.ABSENT:
        return "no_record", f"{said.who} has no record of {name}, so its age is not known."
    if age is None:
        return "age_unknown", _no_age(name, said)
    since = f"{name} is registered since {said.registration.created}"
    if age < threshold("registration.young_days", facts):
        return "young", f"{since}, {age} days ago. Every company was new once."
    if age < threshold("registration.established_days", facts):
        return "recent", f"{since}."
    return "established", f"{since}, {age // 365} years ago."


def _no_age(name: str, said: _Said) -> str:
    day = said.registration.created
    if day is None or said.when is None:
        return f"{said.who} does not say since when {name} is registered."
    return f"{said.who} says that {name} is registered since {day}, which is yet to come."
