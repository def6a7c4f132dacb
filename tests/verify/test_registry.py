"""Since when is a domain registered? registration_flow over canned answers of registries."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime

import pytest

from hypothesis import given, strategies as st

from followup._ask import Fault, Page, RdapFetch, Refused, Unreachable, WhoisQuery, WhoisText
from followup.data import BUNDLED
from followup.evidence import Outcome
from followup.testing import CannedNetwork
from followup.verify import Checks, Existence, VerifyPolicy
from followup.verify.domains.registries import rdap_base, referral_in, whois_of
from followup.verify.domains.registry import registration_flow
from followup.verify.weights import threshold


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COM = "https://rdap.verisign.com/com/v1/domain/aguas.com"
IANA = "whois.iana.org"


def record(since="2004-05-07", name="aguas.com"):
    """An RDAP answer."""
    events = [{"eventAction": "registration", "eventDate": f"{since}T01:00:00Z"}] if since else []
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events})


def page(body="", status=200, received=NOW, **headers):
    """What an RDAP server says."""
    fields = tuple((name, value) for name, value in headers.items())
    return Page(url=COM, status=status, body=body.encode(), headers=fields, received=received)


def asked(answers, name="aguas.com", policy=None):
    """What became of the question, and what was asked."""
    network = CannedNetwork(answers)
    return network.run(registration_flow(name, policy or VerifyPolicy())), network.asked


def over_rdap(answer):
    """What became of a question to the registry of .com."""
    return asked({RdapFetch(COM): answer})[0]


def over_whois(text, name="aguas.es", server="whois.nic.es"):
    """What became of a question to a registry without RDAP."""
    said = WhoisText(text=text, received=NOW) if isinstance(text, str) else text
    return asked({WhoisQuery(server, name): said}, name)[0]


def test_the_day_of_the_registration_and_the_age():
    """With the words that it rests on, who said them, and when."""
    result = over_rdap(page(record()))
    [seen] = result.findings

    assert (result.registration.created, result.age_days) == (date(2004, 5, 7), 8234)
    assert (seen.name, seen.subject, seen.observed_at) == (
        "registration.established",
        "aguas.com",
        NOW,
    )
    assert seen.reason == "aguas.com is registered since 2004-05-07, 22 years ago."
    assert "rdap.verisign.com" in seen.source.title
    assert result.not_checked == ()


@pytest.mark.parametrize(
    ("since", "kind", "age"),
    [
        ("2026-11-23", "young", 0),
        ("2026-10-01", "young", 52),
        ("2026-01-01", "recent", 325),
        ("2024-11-22", "established", 730),
    ],
)
def test_how_old_counts_for_what(since, kind, age):
    """A day ahead is a registry's own zone; young is a small mark."""
    result = over_rdap(page(record(since)))

    assert (result.findings[0].name, result.age_days) == (f"registration.{kind}", age)


def test_a_day_that_is_yet_to_come_is_no_age():
    """A clock that is wrong, or a hostile answer, makes nobody young."""
    result = over_rdap(page(record("2031-01-01")))

    assert (result.findings[0].name, result.age_days) == ("registration.age_unknown", None)
    assert "2031-01-01, which is yet to come" in result.not_checked[0].reason


def test_no_age_is_ever_decisive():
    """Unknown weighs nothing, and young, alone, is far from a doubt."""
    young = over_rdap(page(record("2026-11-20"))).findings[0]
    unknown = over_rdap(Unreachable(Fault.TIMEOUT)).findings[0]

    assert threshold("verdict.doubtful") < 2 * young.weight < 0
    assert (unknown.weight, unknown.outcome) == (0.0, Outcome.UNKNOWN)


@pytest.mark.parametrize("name", ["shop.aguas.com", "AGUAS.com".lower(), "a.b.aguas.com"])
def test_the_registered_domain_is_asked_for(name):
    """Whatever stands before it."""
    _, questions = asked({RdapFetch(COM): page(record())}, name)

    assert questions == (RdapFetch(COM),)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(status=429), "rdap.verisign.com answered 429. It is asked too often."),
        (page(status=500), "rdap.verisign.com answered 500."),
        (page(record(), status=503), "rdap.verisign.com answered 503."),
        (page("<html>busy"), "rdap.verisign.com answered 200 with what is no RDAP."),
        (page("[[[["), "with what is no RDAP."),
        (page("{}"), "with what is no RDAP."),
        (page(""), "with what is no RDAP."),
        (page("<html>", status=404), "rdap.verisign.com answered 404 with what is no RDAP."),
        (page(status=302), "rdap.verisign.com answered 302."),
        (page(record(name="agua.com")), "speaks of 'agua.com' instead of aguas.com."),
        (Unreachable(Fault.TIMEOUT), "rdap.verisign.com did not answer: timeout."),
        (Unreachable(Fault.CONNECTION_LOST), "did not answer: connection lost."),
        (
            Unreachable(Fault.RATE_LIMITED, "The server asked us to come back in 60 seconds."),
            "did not answer: rate limited (The server asked us to come back in 60 seconds).",
        ),
        (Refused("It is not public."), "It is not public."),
    ],
)
def test_what_keeps_us_from_the_age_is_told(answer, says):
    """The registration is unknown, its age weighs nothing, and the reason stands in the report."""
    result = over_rdap(answer)

    assert (result.registration.found, result.age_days) == (Existence.UNKNOWN, None)
    assert [one.name for one in result.findings] == ["registration.age_unknown"]
    assert result.not_checked[0].what == "registration"
    assert result.not_checked[0].reason.endswith(says)


@pytest.mark.parametrize("body", ["", '{"errorCode": 404}', '{"title": "Not Found"}'])
def test_no_record_is_an_answer(body):
    """As a value; what DNS says of the domain stays what DNS says."""
    result = over_rdap(page(body, status=404))

    assert result.registration.found is Existence.ABSENT
    assert [one.name for one in result.findings] == ["registration.no_record"]
    assert result.findings[0].weight == 0.0
    assert "has no record of aguas.com" in result.not_checked[0].reason


@pytest.mark.parametrize("answer", [page(record(None)), page(record(), received=None)])
def test_a_record_without_a_day_leaves_the_age_unknown(answer):
    """The rest of it is reported."""
    result = over_rdap(answer)

    assert (result.registration.found, result.age_days) == (Existence.EXISTS, None)
    assert "does not say since when" in result.not_checked[0].reason


@pytest.mark.parametrize("target", ["https://rdap.nic.example/domain/aguas.com", "/v2/aguas.com"])
def test_redirects_are_followed(target):
    """Absolute or not, each hop a question of its own."""
    there = target if target.startswith("https") else "https://rdap.verisign.com/v2/aguas.com"
    answers = {RdapFetch(COM): page(status=307, location=target), RdapFetch(there): page(record())}
    result, questions = asked(answers)

    assert result.registration.created == date(2004, 5, 7)
    assert questions == (RdapFetch(COM), RdapFetch(there))


def test_redirects_without_end_are_given_up():
    """After three."""
    result, questions = asked({RdapFetch(COM): page(status=301, location=COM)})

    assert len(questions) == 4
    assert "from one address to the next" in result.not_checked[0].reason


def test_a_redirect_to_what_is_no_address_is_not_followed():
    """Whoever wrote it."""
    result = over_rdap(page(status=301, location="https://[::1"))

    assert result.not_checked[0].reason.endswith("sends us to what is no address.")
    assert RdapFetch("nothing").host == ""


def test_whois_where_there_is_no_rdap():
    """One line to the registry's server."""
    result = over_whois("Domain Name: aguas.es\nCreation Date: 2004-05-07\n")

    assert (result.registration.created, result.age_days) == (date(2004, 5, 7), 8234)
    assert "whois.nic.es" in result.findings[0].source.title


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("Your query limit is exceeded.", "says nothing of the domain, but 'Your query limit is exceeded.'."),
        ("<html><body>", "says nothing of the domain, but '<html><body>'."),
        (" \n%\n", "says nothing of the domain, but ''."),
        ("Domain Name: agua.es\nCreation Date: 2004-05-07\n", "speaks of 'agua.es' instead of aguas.es."),
        (Unreachable(Fault.TIMEOUT), "whois.nic.es did not answer: timeout."),
        (Refused("It is not public."), "It is not public."),
    ],
)  # fmt: skip
def test_a_whois_answer_that_tells_nothing_is_told(answer, says):
    """In the server's own words, shortened."""
    result = over_whois(answer)

    assert (result.registration.found, result.age_days) == (Existence.UNKNOWN, None)
    assert result.not_checked[0].reason.endswith(says)


def test_whois_knows_no_record_too():
    """As a value."""
    assert over_whois("No match.").registration.found is Existence.ABSENT


def test_one_referral_is_followed():
    """Where the answer has no day of its own; a second one is not."""
    thin = WhoisText(text="Domain Name: aguas.es\nWhois Server: whois.a.example\n", received=NOW)
    full = WhoisText(
        text="Domain Name: aguas.es\nCreation Date: 2004-05-07\nrefer: whois.b.example",
        received=NOW,
    )
    answers = {
        WhoisQuery("whois.nic.es", "aguas.es"): thin,
        WhoisQuery("whois.a.example", "aguas.es"): full,
    }
    result, questions = asked(answers, "aguas.es")
    looped, loop = asked(answers | {WhoisQuery("whois.a.example", "aguas.es"): thin}, "aguas.es")

    assert result.registration.created == date(2004, 5, 7)
    assert len(questions) == len(loop) == 2
    assert "whois.nic.es says nothing of the domain" in looped.not_checked[0].reason


def test_iana_may_fail_like_everybody():
    """With its reason."""
    result, _ = asked({WhoisQuery(IANA, "gr"): Unreachable(Fault.TIMEOUT)}, "aguas.gr")

    assert result.not_checked[0].reason.endswith("whois.iana.org did not answer: timeout.")


@pytest.mark.parametrize(
    ("text", "says"),
    [("whois:        whois.nic.gr\n", None), ("domain: GR\n", "has no service to be asked.")],
)
def test_iana_is_asked_where_the_table_knows_no_server(text, says):
    """It knows the registry's server, or that there is none."""
    answers = {
        WhoisQuery(IANA, "gr"): WhoisText(text=text, received=NOW),
        WhoisQuery("whois.nic.gr", "aguas.gr"): WhoisText(text="Created: 2004-05-07", received=NOW),
    }
    result, _ = asked(answers, "aguas.gr")

    assert (result.registration.created is None) is (says is not None)
    assert [one.reason.endswith(says) for one in result.not_checked] == ([True] if says else [])


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("aguas.example", "No registry is known for names that end in .example."),
        ("co.uk", "co.uk is no name that somebody could register."),
        (
            "mail.aguas.uk.com",
            "aguas.uk.com is let by the owner of its suffix, and no registry knows since when.",
        ),
    ],
)
def test_nobody_is_asked_where_nobody_can_know(name, says):
    """Made-up endings, and endings themselves."""
    result, questions = asked({}, name)

    assert questions == ()
    assert result.not_checked[0].reason.endswith(says)


def test_with_the_check_off_nobody_is_asked():
    """It is listed, and nothing is found."""
    result, _ = asked({}, policy=VerifyPolicy(checks=Checks(registration=False)))

    assert [one.what for one in result.not_checked] == ["registration"]
    assert result.findings == ()


def test_which_service_of_which_registry():
    """The longest ending counts; overrides go before the bootstrap; some want to be asked in their way."""
    own = BUNDLED.with_table(
        "rdap_overrides", [{"url": "https://r.example/", "endings": "com co.uk"}]
    )

    assert rdap_base("aguas.com", own) == rdap_base("aguas.co.uk", own) == "https://r.example/"
    assert rdap_base("aguas.uk", own) == "https://rdap.nominet.uk/uk/"
    assert rdap_base("aguas.io", BUNDLED) == "https://rdap.identitydigital.services/rdap/"
    assert rdap_base("aguas.es", BUNDLED) is None
    assert whois_of("aguas.jp", BUNDLED) == ("whois.jprs.jp", "aguas.jp/e")
    assert whois_of("aguas.com", BUNDLED) is None


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("refer:        whois.nic.gr", "whois.nic.gr"),
        ("   Registrar WHOIS Server: WHOIS.A.example\r\n", "whois.a.example"),
        ("ReferralServer: rwhois://whois.a.example:43/", "whois.a.example"),
        ("Whois Server:\n", None),
        ("whois: localhost", None),
        ("whois: a b.example", None),
        ("no referral", None),
    ],
)
def test_a_referral_is_read(text, server):
    """Host names only."""
    assert referral_in(text) == server


@given(st.binary(max_size=200), st.sampled_from([200, 301, 404, 429, 503]), st.text(max_size=60))
def test_whatever_a_registry_sends_the_age_is_found_or_unknown(body, status, location):
    """Nothing raises; a redirect leads wherever it leads."""
    first = Page(url=COM, status=status, body=body, headers=(("location", location),), received=NOW)

    class Anywhere(CannedNetwork):
        def answer(self, question, deadline=0.0):
            return first if question == RdapFetch(COM) else Refused("It is not public.")

    result = Anywhere({}).run(registration_flow("aguas.com", VerifyPolicy()))

    assert (result.age_days is None) is bool(result.not_checked)


@given(st.text(max_size=300))
def test_whatever_a_whois_server_says_the_age_is_found_or_unknown(text):
    """Nothing raises."""
    result = over_whois(text)

    assert (result.age_days is None) is bool(result.not_checked)
