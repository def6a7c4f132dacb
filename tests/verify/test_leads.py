"""lead_flow and judge: the verdict and its rules."""

from __future__ import annotations

import json
import subprocess
import sys

from pathlib import Path

import pytest

from followup import Inquiry, Lead, verify
from followup._ask import Fault, NullMx, RecipientProbe, SmtpAnswer, SmtpAnswers, Unreachable
from followup.data import BUNDLED
from followup.testing import CannedNetwork
from followup.verify import (
    OFFLINE,
    Authenticity,
    Checks,
    Line,
    SiteKind,
    Verdict,
    VerifyPolicy,
    judge,
)
from followup.verify.flows import lead_flow


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import (
    CLOSED,
    PARKED,
    SHOP,
    TIMEOUT,
    every_try,
    gone,
    names,
    silent,
    site,
)


AGUAS = Lead(
    company="Aguas del Sur S.L.", website="aguas.example", contact_points=["compras@aguas.example"]
)
DISPOSABLE = ["x1@mailinator.com"]
SCHEME = b"<title>Invest</title><p>Investment plans, hyip, days online 3, perfect money</p>"


def check(lead, answers, policy=None, known=()):
    """The verdict on a lead; no registry is asked unless the policy says so."""
    usual = VerifyPolicy(checks=Checks(registration=False))
    return CannedNetwork(answers).run(lead_flow(lead, policy or usual, known))


def found(report):
    """The names of the findings."""
    return [one.name for one in report.findings]


def test_a_company_with_site_and_mail_of_its_own_is_genuine():
    """Each line holds, and they belong together."""
    report = check(AGUAS, site() | names())
    assert (report.verdict, report.site_line, report.mail_line) == (
        Verdict.GENUINE,
        Line.HOLDS,
        Line.HOLDS,
    )
    assert {"alignment.same_domain", "page.names_email", "page.names_company"} <= set(found(report))
    assert report.summary.startswith("Most likely a real customer.")
    assert report.ask_for is None


def test_the_score_can_be_added_up_by_hand():
    """The weights listed give it, heaviest first, and the report survives JSON."""
    report = check(AGUAS, site() | names())
    weights = [one.weight for one in report.findings]
    assert report.score == pytest.approx(max(-1, min(1, sum(weights))))
    assert weights == sorted(weights, key=abs, reverse=True)
    assert Authenticity.from_dict(json.loads(json.dumps(report.to_dict()))) == report


SITES = {
    "absent": (gone("shop.example"), Line.FAILS),
    "closed": (every_try("shop.example", CLOSED), Line.FAILS),
    "wrong_host": (every_try("shop.example", Unreachable(Fault.TLS_WRONG_HOST)), Line.FAILS),
    "parked": (site("shop.example", PARKED), Line.FAILS),
    "for_sale": (site("shop.example", b"<p>This domain is for sale</p>"), Line.FAILS),
    "suspended": (site("shop.example", b"<p>Account suspended</p>"), Line.FAILS),
    "timeout": (every_try("shop.example", TIMEOUT), Line.UNKNOWN),
    "dns_down": (silent("shop.example") | every_try("shop.example", TIMEOUT), Line.UNKNOWN),
    "maintenance": (site("shop.example", b"<p>Under maintenance</p>"), Line.UNKNOWN),
    "challenge": (site("shop.example", b"<title>Just a moment...</title>x"), Line.UNKNOWN),
    "error": (every_try("shop.example", Unreachable(Fault.TLS_EXPIRED)), Line.UNKNOWN),
    "coming_soon": (site("shop.example", b"<p>Coming soon</p>"), Line.UNKNOWN),
    "scheme": (site("shop.example", SCHEME), Line.UNKNOWN),
    "working": (site("shop.example", SHOP), Line.HOLDS),
}
MAILS = {
    "no_such_domain": ("a@aguas.example", gone("aguas.example"), Line.FAILS),
    "null_mx": ("a@aguas.example", names(mx=NullMx()), Line.FAILS),
    "disposable": ("a@mailinator.com", names("mailinator.com"), Line.FAILS),
    "invalid": ("a@@aguas.example", {}, Line.FAILS),
    "typo": ("a@gmial.com", gone("gmial.com"), Line.UNKNOWN),
    "silent": ("a@aguas.example", silent("aguas.example"), Line.UNKNOWN),
    "free": ("a@gmail.com", names("gmail.com"), Line.UNKNOWN),
    "alias": ("a@anonaddy.com", names("anonaddy.com"), Line.UNKNOWN),
    "own": ("a@aguas.example", names(), Line.HOLDS),
}


@pytest.mark.parametrize("mail", MAILS)
@pytest.mark.parametrize("page", SITES)
def test_fake_needs_both_lines_to_fail(page, mail):
    """Both fail: fake. One fails: doubtful. None fails: never fake."""
    address, mail_answers, mail_line = MAILS[mail]
    site_answers, site_line = SITES[page]
    lead = Lead(
        website="shop.example",
        contact_points=[address] if mail != "invalid" else {"email": address},
    )
    report = check(lead, site_answers | mail_answers)
    assert (report.site_line, report.mail_line) == (site_line, mail_line)
    failing = [site_line, mail_line].count(Line.FAILS)
    if failing == 2:
        assert (report.verdict, report.ask_for) == (Verdict.FAKE, None)
    elif failing:
        assert report.verdict is Verdict.DOUBTFUL
        assert report.summary.startswith("Doubtful: the ")
        assert report.ask_for
    else:
        assert report.verdict is not Verdict.FAKE


@pytest.mark.parametrize("page", ["timeout", "dns_down", "maintenance", "challenge", "error"])
@pytest.mark.parametrize("mail", ["silent", "free", "alias"])
def test_nothing_learned_is_unknown(page, mail):
    """A free mailbox and a page under maintenance prove nothing, even together."""
    address, mail_answers, _ = MAILS[mail]
    report = check(
        Lead(website="shop.example", contact_points=[address]), SITES[page][0] | mail_answers
    )
    assert report.verdict is Verdict.UNKNOWN


def test_a_free_mailbox_with_a_working_site_is_genuine():
    """Many real small companies have one; a message from the site's domain would settle it."""
    report = check(
        Lead(website="aguas.example", contact_points=["ana@gmail.com"]), site() | names("gmail.com")
    )
    assert report.verdict is Verdict.GENUINE
    assert (
        report.ask_for
        == "Ask for a message from an address at the domain of https://aguas.example."
    )


def test_a_live_scheme_is_no_verified_buyer():
    """It carries a named warning."""
    report = check(
        Lead(website="shop.example", contact_points=["a@aguas.example"]),
        SITES["scheme"][0] | names(),
    )
    assert report.verdict in {Verdict.UNKNOWN, Verdict.DOUBTFUL}
    assert "page.scheme" in found(report)
    alone = check(
        Lead(website="shop.example"),
        SITES["scheme"][0],
    )
    assert alone.verdict is not Verdict.GENUINE


def test_much_that_speaks_against_it_is_doubtful_without_a_failing_line():
    """The summary says so."""
    words = Inquiry(text="We offer SEO service. My late client left an inheritance.")
    report = check(Lead(inquiry=words), {})
    assert report.verdict is Verdict.DOUBTFUL
    assert report.summary.startswith("Doubtful: more speaks against it")


def test_a_lookalike_of_a_known_domain_fails_its_line():
    """On mail and on site; both together are fake."""
    fine = names("siemenz.com") | site("siemenz.com")
    lead = Lead(website="https://siemenz.com", contact_points=["a@siemenz.com"])
    assert check(lead, fine).verdict is Verdict.GENUINE
    report = check(lead, fine, known=("siemens.com",))
    assert report.verdict is Verdict.FAKE
    assert found(report).count("lookalike.known_domain") == 1
    assert check(lead, fine, known=("siemenz.com",)).verdict is Verdict.GENUINE


def test_a_name_that_deceives_by_itself_is_suspect_and_decides_nothing():
    """Cyrillic and Latin letters in one label: a finding against it, whoever is known."""
    deceptive = "xn--siemns-6of.com"  # siemеns with a Cyrillic е
    lead = Lead(website=f"https://{deceptive}", contact_points=[f"a@{deceptive}"])

    report = check(lead, names(deceptive) | site(deceptive))

    assert "lookalike.unsafe_idn" in found(report)
    assert report.verdict is not Verdict.FAKE


def test_a_lead_with_neither_mail_nor_site_is_unknown():
    """And both are listed as not checked."""
    report = check(Lead(company="Aguas"), {})
    assert report.verdict is Verdict.UNKNOWN
    assert [one.what for one in report.not_checked] == ["mail", "site", "registration"]
    assert report.ask_for == "Ask for an e-mail address at the company's own domain."
    assert (report.email, report.site, report.inquiry, report.score) == (None, None, None, 0)


def test_mail_alone_is_not_enough_for_genuine_and_the_site_is_asked_for():
    """Unless the mail server knows the person, or the inquiry is specific."""
    lead = Lead(contact_points=["ana@aguas.example"])
    report = check(lead, names())
    assert (report.verdict, report.ask_for) == (Verdict.UNKNOWN, "Ask for the company's website.")
    policy = VerifyPolicy(checks=Checks(mailbox=True), helo="seller.example")
    network = CannedNetwork(names())
    flow = lead_flow(lead, policy)
    assert _run(flow, network, "ana@aguas.example").verdict is Verdict.GENUINE


def _run(flow, network, known):
    """Drive a flow whose mail server knows one person."""

    class WithProbe(CannedNetwork):
        def answer(self, question, deadline=0.0):
            if isinstance(question, RecipientProbe):
                nobody = SmtpAnswer(550, "user unknown")
                said = (SmtpAnswer(250) if one == known else nobody for one in question.recipients)
                return SmtpAnswers(tuple(said))
            return super().answer(question, deadline)

    return WithProbe(network.answers).run(flow)


def test_nothing_is_asked_where_policy_switches_all_off():
    """The words of the inquiry are still read."""
    lead = Lead(
        website="aguas.example",
        contact_points=["a@gmial.com"],
        inquiry=Inquiry(text="200 pcs FOB, please?"),
    )
    report = check(lead, {}, VerifyPolicy(checks=OFFLINE))
    assert report.verdict is Verdict.UNKNOWN
    assert [one.what for one in report.not_checked] == ["mail", "mailbox", "site", "registration"]
    assert report.inquiry.score > 0
    assert report.ask_for == "Ask whether a@gmail.com was meant."


def test_an_unclear_site_calls_for_another_proof():
    """Mail holds, the site is under maintenance."""
    report = check(
        Lead(website="shop.example", contact_points=["a@aguas.example"]),
        SITES["maintenance"][0] | names(),
    )
    assert report.site.kind is SiteKind.MAINTENANCE
    assert "registration number" in report.ask_for


def test_stored_reports_are_judged_again_without_a_network():
    """With your own weights, the verdict may change."""
    first = check(AGUAS, site() | names())
    usual = VerifyPolicy(checks=Checks(registration=False))
    again = judge(AGUAS, first.email, first.site, policy=usual)
    assert again == first
    rows = [{"name": "verdict.genuine", "outcome": "for", "weight": "2", "source": "", "why": ""}]
    strict = VerifyPolicy(facts=BUNDLED.with_table("verify_weights", rows))
    assert judge(AGUAS, first.email, first.site, policy=strict).verdict is Verdict.UNKNOWN


def test_a_verdict_has_no_truth_value():
    """Unknown is neither yes nor no."""
    with pytest.raises(TypeError, match="no truth value"):
        bool(check(Lead(), {}))


def test_one_shots_open_a_client_of_their_own():
    """With all checks off nothing is asked."""
    policy = VerifyPolicy(checks=OFFLINE)
    assert verify.email("a@aguas.example", policy).address.valid
    assert verify.domain("aguas.example", policy).domain == "aguas.example"
    assert verify.site("aguas.example", policy).kind is SiteKind.UNKNOWN
    assert verify.lead(Lead(), policy).verdict is Verdict.UNKNOWN


def test_importing_verify_loads_nothing_heavy():
    """No network package, no validator, no list."""
    code = (
        "import sys, followup.verify; heavy = 'httpx httpcore dns ssl asyncio email_validator idna tldextract"
        " disposable_email_domains selectolax cattrs'.split(); print([one for one in heavy if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
