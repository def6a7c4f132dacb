"""What the library makes of real name servers' answers: NSD and Knot directly, Unbound as a resolver."""

from __future__ import annotations

import pytest


# Whatever serves the names, these hold: existence, and how the domain takes mail.
_SETUPS = [
    ("two mail servers", "atlas.example", ("exists", "mx")),
    ("null MX", "nullmx.example", ("exists", "null_mx")),
    ("a null MX beside a mail server", "mixed.example", ("exists", "mx")),
    ("an address only", "implicit.example", ("exists", "implicit_mx")),
    ("a private address only", "private.example", ("exists", "none")),
    ("a text only", "textonly.example", ("exists", "none")),
    ("only a name below it", "empty.example", ("exists", "none")),
    ("no such name", "nowhere.example", ("absent", "no_such_domain")),
    ("a mail server that does not exist", "ghost.example", ("exists", "mx")),
    ("part of a domain", "spain.atlas.example", ("exists", "mx")),
    ("a wildcard", "any.wild.example", ("exists", "mx")),
    ("a name in Unicode", "bücher.example", ("exists", "mx")),
    ("an alias of an alias", "alias.example", ("exists", "implicit_mx")),
    ("an alias that leads nowhere", "dangling.example", ("exists", "none")),
    ("a signed zone", "signed.example", ("exists", "mx")),
]
_FAILING = [
    ("the server fails (SERVFAIL)", "servfail.example"),
    ("delegated to a server that is not there", "lame.example"),
]
_NOT_KNOWING = [
    ("its own denial (authoritative, public DNS refused)", "ignorant_nsd"),
    ("everything is denied", "closed_network"),
]
_SIGNATURES = [
    ("nsd", "unsigned, says the authority", "atlas.example", "unsigned"),
    ("knot", "signed, and nobody has checked it", "signed.example", "unknown"),
    ("unbound", "signed, and the resolver has checked it", "signed.example", "validated"),
    ("unbound", "unsigned, says a resolver that checks", "atlas.example", "unsigned"),
]
_UNKNOWN = ("unknown", "unknown")
_BY_PREFERENCE = ("mx1.atlas.example", "mx2.atlas.example")


@pytest.fixture(params=["nsd", "knot", "unbound"])
def server(request):
    """The name of a server, and where it is."""
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture
def domain(server, client, policy_for):
    """Asks about a domain."""
    return lambda name: client.ask(policy_for(server[1]), "domain", name)


@pytest.mark.parametrize(("case", "name", "expected"), _SETUPS)
def test_a_setup_of_mail_is_read_as_it_is(server, domain, saw, case, name, expected):
    """Existence and the way of taking mail come out the same from each server."""
    report = domain(name)

    saw(server[0], case, expected, (report.existence, report.mail))


@pytest.mark.parametrize(("case", "name"), _FAILING)
def test_a_failing_server_leaves_the_domain_unknown(server, domain, saw, case, name):
    """The report says that nothing was learned."""
    report = domain(name)

    saw(server[0], case, _UNKNOWN, (report.existence, report.mail))
    assert "mx" in {missed.what for missed in report.not_checked}


def test_names_that_are_aliases_of_each_other_accuse_nobody(server, domain, saw):
    """Servers answer with the circle, resolvers fail at it. Neither says that the name does not exist."""
    report = domain("loop.example")

    accused = report.existence == "absent"
    saw(server[0], "aliases in a circle: absent?", expected=False, seen=accused)


def test_mail_servers_come_by_preference_in_small_letters(server, domain, saw):
    """The better one stands second in the zone, and is written with capitals."""
    report = domain("atlas.example")

    saw(server[0], "order of the mail servers", _BY_PREFERENCE, report.mx)


def test_policies_of_mail_are_found_among_other_texts(server, domain, saw):
    """SPF stands in two strings beside another text, DMARC at a name of its own."""
    report = domain("atlas.example")

    spf = "v=spf1 mx include:_spf.atlas.example -all"
    dmarc = "v=DMARC1; p=reject; rua=mailto:dmarc@atlas.example"
    saw(server[0], "SPF in two strings", spf, report.spf)
    saw(server[0], "DMARC", dmarc, report.dmarc)


def test_name_servers_are_found(server, domain, saw):
    """In small letters and sorted."""
    report = domain("atlas.example")

    saw(server[0], "name servers", ("ns.example", "ns2.atlas.example"), report.name_servers)


def test_an_answer_too_long_for_a_datagram_comes_over_tcp(server, domain, saw):
    """Thirty texts of 200 characters, and SPF among them."""
    report = domain("big.example")

    saw(server[0], "SPF in an answer that is cut", "v=spf1 mx -all", report.spf)


def test_a_resolver_follows_an_alias_into_another_zone(unbound, client, policy_for, saw):
    """The alias has the mail servers of the name that it leads to."""
    report = client.ask(policy_for(unbound), "domain", "far.example")

    saw("unbound", "an alias into another zone", _BY_PREFERENCE, report.mx)


def test_what_fails_validation_is_unknown(unbound, client, policy_for, saw):
    """A validating resolver fails where signatures do not fit; that is no absence."""
    report = client.ask(policy_for(unbound), "domain", "bogus.example")

    saw("unbound", "a signature that does not fit", _UNKNOWN, (report.existence, report.mail))


@pytest.mark.parametrize(("case", "which"), _NOT_KNOWING)
def test_only_who_knows_the_public_dns_is_believed(request, client, policy_for, saw, case, which):
    """A *no* of a server that does not know the root's own server says nothing."""
    server = request.getfixturevalue(which)
    report = client.ask(policy_for(server), "domain", "nowhere.example")

    saw(which.replace("_", " "), case, _UNKNOWN, (report.existence, report.mail))


def test_a_name_in_no_zone_is_unknown(nsd, client, policy_for, saw):
    """REFUSED speaks of us."""
    report = client.ask(policy_for(nsd), "domain", "atlas.test")

    saw("nsd", "a name that it does not serve (REFUSED)", _UNKNOWN, (report.existence, report.mail))


@pytest.mark.parametrize(("which", "case", "name", "expected"), _SIGNATURES)
def test_a_signature_counts_where_a_resolver_has_checked_it(
    request, client, policy_for, saw, which, case, name, expected
):
    """Knot signs, and Unbound validates from the key of the zone above."""
    report = client.ask(policy_for(request.getfixturevalue(which)), "domain", name)

    saw(which, case, expected, report.dnssec)
