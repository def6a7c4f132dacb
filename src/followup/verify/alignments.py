"""Do the e-mail address, the website and the company's name belong together?"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterable

from followup._guard import normal_host
from followup._suffix import registrable_domain
from followup.data import BUNDLED, Facts
from followup.verify.addresses import lists
from followup.verify.common_owner import shared_third_party, ties
from followup.verify.reports import Alignment, DomainReport, Relation, SiteReport
from followup.verify.sites.typed import typed_url


# Legal forms and words that half of all companies bear: they join nothing.
_COMMON = frozenset(
    "the and co company corp corporation inc incorporated llc ltd limited plc gmbh mbh kg ag ug ohg sa sas sarl srl sl"
    " slu spa snc bv nv ab as oy oyj aps kft zrt sro doo dd ood eood ooo oao zao ao pvt pte pty sdn bhd tbk pt cv ltda me"
    " eireli jsc llp lp fze fzc fzco wll est trading trade group international global industries industry industrial"
    " import export imports exports services service solutions technology technologies tech systems engineering"
    " enterprise enterprises holding holdings general de del la el los las do da dos das y e et und van von ve san tic".split()
)
_SHORTEST_WORD = 4
_LONGEST_COMPANY = 200
# A part of the world that a group joins to its name; endings of ordinary words, such as "es" and "er", are left out.
_PLACES = frozenset(
    "us usa uk eu cn hk jp kr tw vn mx br pl cz tr group groupe gruppe global international intl world worldwide europe"
    " asia america americas africa china india japan korea brasil brazil mexico canada deutschland france polska".split()
)
_SHORTEST_NAME = 5


def alignment(
    email: str | None,
    site: str | Iterable[str] | SiteReport | None,
    company: str | None = None,
    *,
    domains: Iterable[DomainReport] = (),
    facts: Facts = BUNDLED,
) -> Alignment:
    """How the e-mail address, the website and the company's name belong together.

    Names are compared first. What else joins two domains is read from reports that you have.

    Args:
        email: An address, or only its domain.
        site: The website as it was typed; several URLs of it, such as those of a redirect chain; or the
            report on it, with its redirects, its certificate and the addresses that its pages give.
        company: The company's name.
        domains: Reports on the two domains, with their mail servers and name servers.
        facts: The lists of providers and alias services, whose domains are nobody's own, and of hosts
            that serve half the world (``mass_hosts``).
    """
    mail = _domain((email or "").rpartition("@")[2])
    if mail is None:
        return Alignment(Relation.UNKNOWN, "There is no e-mail domain to compare.")
    if lists.free_provider(mail, facts) or lists.alias_service(mail, facts):
        return Alignment(Relation.UNKNOWN, f"{mail} is a provider, so the domain tells nothing.")
    report, urls = (site, site_urls(site)) if isinstance(site, SiteReport) else (None, site)
    sites = _sites(urls)
    known = tuple(domains)
    joined = (
        _same(mail, sites),
        _one_operator(mail, sites, report, known),
        _alike(mail, sites, company or ""),
    )
    unjoined = _unjoined(mail, sites, known, facts)
    return next((one for one in joined if one is not None), unjoined)


def site_urls(site: SiteReport) -> tuple[str, ...]:
    """All URLs of a site, from what was typed to where its redirects ended."""
    return (site.url, *site.redirects, *filter(None, [site.final_url]))


def _same(mail: str, sites: tuple[str, ...]) -> Alignment | None:
    if mail not in sites:
        return None
    return Alignment(Relation.SAME_DOMAIN, f"E-mail and website share the domain {mail}.", (mail,))


def _one_operator(
    mail: str, sites: tuple[str, ...], site: SiteReport | None, domains: tuple[DomainReport, ...]
) -> Alignment | None:
    found = tuple(ties(mail, sites, site, domains))
    if not found:
        return None
    reason = f"One operator stands behind {mail} and {sites[-1]}: {found[0].reason}."
    return Alignment(Relation.SAME_OPERATOR, reason, tuple(one.quote for one in found))


def _alike(mail: str, sites: tuple[str, ...], company: str) -> Alignment | None:
    same = next((one for one in sites if _same_name(_name(one), _name(mail))), None)
    if same is not None:
        reason = f"{mail} and {same} bear the same name."
        return Alignment(Relation.SAME_NAME, reason, (mail, same))
    if _bears(mail, company):
        reason = f"{mail} bears the name of {company}."
        return Alignment(Relation.COMPANY_NAME, reason, (mail, company))
    return None


def _unjoined(
    mail: str, sites: tuple[str, ...], domains: tuple[DomainReport, ...], facts: Facts
) -> Alignment:
    """Nothing joins them for certain; a hint that something may is *unknown*, and not *unrelated*."""
    if not sites:
        return Alignment(Relation.UNKNOWN, "There is no website to compare.")
    near = next((one for one in sites if _holds(_name(one), _name(mail))), None)
    if near is not None:
        reason = f"One of {mail} and {near} holds the name of the other, which may be chance."
        return Alignment(Relation.UNKNOWN, reason, (mail, near))
    host = shared_third_party(mail, sites, domains, facts)
    if host is not None:
        reason = f"{mail} and {sites[-1]} share the server {host}, which may serve others too."
        return Alignment(Relation.UNKNOWN, reason, (host,))
    reason = f"Nothing joins {mail} and {sites[0]}; that alone is no crime."
    return Alignment(Relation.UNRELATED, reason)


def _domain(host: str) -> str | None:
    return registrable_domain(normal_host(host.strip())) if host.strip() else None


def _sites(site: str | Iterable[str] | None) -> tuple[str, ...]:
    several = (site,) if isinstance(site, str) else site or ()
    urls = filter(None, map(typed_url, several))
    hosts = (re.split(r"[/?#]", url.partition("://")[2])[0].rpartition("@")[2] for url in urls)
    found = (_domain(host.partition(":")[0]) for host in hosts)
    return tuple(dict.fromkeys(filter(None, found)))


def _name(domain: str) -> str:
    return domain.partition(".")[0]


def _same_name(one: str, other: str) -> bool:
    """Whether two names are equal but for hyphens and for a part of the world behind one of them."""
    short, long = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    rest = long.removeprefix(short)
    return short == long or (
        len(short) >= _SHORTEST_NAME and long.startswith(short) and rest in _PLACES
    )


def _holds(one: str, other: str) -> bool:
    """Whether one name begins or ends with the other, long enough not to be a syllable."""
    short, long = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    return len(short) >= _SHORTEST_NAME and (long.startswith(short) or long.endswith(short))


def _bears(domain: str, company: str) -> bool:
    """Whether the domain's name holds a telling word of the company's, or its words run together or abbreviated."""
    name = _name(domain).replace("-", "")
    words = name_words(company)
    initials = "".join(word[0] for word in words)
    return (
        any(word in name for word in words if len(word) >= _SHORTEST_WORD)
        or (len(words) > 1 and "".join(words) == name)
        or (len(initials) > 2 and initials == name)
    )


def name_words(company: str) -> tuple[str, ...]:
    """The words of a company's name that tell it from others, without accents, in small letters."""
    bare = unicodedata.normalize("NFKD", company[:_LONGEST_COMPANY].lower())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(word for word in re.findall(r"\w+", plain) if word not in _COMMON)
