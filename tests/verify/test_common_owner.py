"""What joins two domains but their names: servers, certificates, pages."""

from __future__ import annotations

import pytest

from followup._html import read_html
from followup.verify import Alignment, DomainReport, PageReport, SiteReport, alignment


MAIL, HOME = "acme.com", "bombas.es"


def domain(name, mx=(), ns=()):
    """What DNS says of a domain."""
    return DomainReport(domain=name, mx=tuple(mx), name_servers=tuple(ns))


def website(text="", links=(), contact="", names=()):
    """A report on a site."""
    page = PageReport(kind="working", words=read_html(text), links=tuple(links))
    return SiteReport(
        url=f"https://{HOME}", final_url=f"https://www.{HOME}/", page=page,
        contact_page=PageReport(kind="working", words=read_html(contact)), certificate_names=tuple(names),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("site", "domains", "relation"),
    [
        (website(), (), "unrelated"),
        (website("Write to ana@acme.com."), (), "same_operator"),
        (website("Write to ana@mail.acme.com"), (), "same_operator"),
        (website("Write to ana@acme.com.br or ana@my-acme.com"), (), "unrelated"),
        (website(links=["mailto:ana@acme.com?subject=x"]), (), "same_operator"),
        (website(contact="Ana: ANA@ACME.COM"), (), "same_operator"),
        (website(names=[HOME, "*.acme.com"]), (), "same_operator"),
        (website(names=[HOME]), (), "unrelated"),
        (website(names=["acme.com", *(f"customer{i}.com" for i in range(20))]), (), "unrelated"),
        (website(), [domain(MAIL, mx=["mx1.bombas.es"])], "same_operator"),
        (website(), [domain(HOME, ns=["ns.acme.com"])], "same_operator"),
        (website(), [domain(MAIL, mx=["mx.acme.com"]), domain(HOME, mx=["mx.bombas.es"])], "unrelated"),
        (website(), [domain(MAIL, mx=["x.mail.protection.outlook.com"]), domain(HOME, mx=["x.mail.protection.outlook.com"])], "unrelated"),
        (website(), [domain(MAIL, ns=["amy.ns.cloudflare.com"]), domain(HOME, ns=["amy.ns.cloudflare.com"])], "unrelated"),
        (website(), [domain(MAIL, mx=["mx.small-host.example"]), domain(HOME, mx=["mx.small-host.example"])], "unknown"),
    ],
)  # fmt: skip
def test_two_domains_are_joined_by_what_is_one_partys_own(site, domains, relation):
    """A third party's servers serve many: they join nothing, yet they are no reason to call two domains unrelated."""
    found = alignment(f"a@{MAIL}", site, domains=domains)
    assert found.relation == relation
    assert bool(found.evidence) == (relation != "unrelated")
    assert Alignment.from_dict(found.to_dict()) == found


def test_names_go_before_a_shared_host():
    """The name joins them already."""
    assert alignment("a@bombas.com", website()).relation == "same_name"
    assert alignment(f"a@www.{HOME}", website()).relation == "same_domain"


@pytest.mark.parametrize(
    ("mail", "site"), [("windowpumps.com", "pumps.com"), ("pumps.com", "pumpsandmore.com")]
)
def test_a_name_inside_another_may_be_chance(mail, site):
    """Neither aligned nor unrelated."""
    assert alignment(mail, site).relation == "unknown"
