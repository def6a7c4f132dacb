"""verify.address: syntax, normal form, lists, suggestions."""

from __future__ import annotations

import json

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup.data import BUNDLED
from followup.verify import AddressReport, address
from followup.verify.distance import edit


def test_a_plain_address_is_valid_and_normal():
    """The domain becomes small, the local part stays as it is."""
    report = address("Compras@AGUAS.example")
    assert report.valid
    assert (report.normalized, report.ascii) == ("Compras@aguas.example", "Compras@aguas.example")
    assert (report.local, report.domain, report.is_own_domain) == ("Compras", "aguas.example", True)


@pytest.mark.parametrize(
    "text",
    ["", "a@", "@b.example", "a b@c.example", "a@b", "a@localhost", "a@b.invalid", "a@b.test", "a@b.local",
     "a..b@c.example", " a@c.example", "a@[127.0.0.1]", "a@b.example\n", "x" * 2_000, "\ud800@b.example"],
)  # fmt: skip
def test_what_is_no_address_gets_one_plain_sentence(text):
    """The reason ends with one full stop, and nothing else is claimed."""
    report = address(text)
    assert not report.valid
    assert report.reason.endswith(".")
    assert report.domain is None
    assert not report.is_own_domain


def test_an_idn_address_is_known_in_both_forms():
    """The domain is reported in ASCII; a local part outside ASCII has no ASCII form."""
    report = address("büro@müller.example")
    assert (report.normalized, report.domain) == ("büro@müller.example", "xn--mller-kva.example")
    assert report.ascii is None


@pytest.mark.parametrize(
    "text", ["ventas@x.example", "compras2@x.example", "info-es@x.example", "sales.team+a@x.example", "VERTRIEB@x.example"]
)  # fmt: skip
def test_a_function_is_known_in_many_languages(text):
    """Digits, tags and endings do not hide it."""
    assert address(text).role is not None


@pytest.mark.parametrize("text", ["maria@x.example", "it.garcia@x.example", "j.smith@x.example"])
def test_a_person_is_no_function(text):
    """Two letters before a dot are initials, not a department."""
    assert address(text).role is None


@pytest.mark.parametrize(
    "domain", ["gmail.com", "vip.163.com", "docomo.ne.jp", "emirates.net.ae", "mweb.co.za", "turk.net", "daum.net"]
)  # fmt: skip
def test_providers_of_the_whole_world_are_known(domain):
    """Each hit names its list and its day."""
    hit = address(f"a@{domain}").free_provider
    assert hit is not None
    assert (hit.entry, hit.list, hit.as_of) == (
        domain,
        "free_mail",
        BUNDLED.table("free_mail").source.retrieved,
    )
    assert not address(f"a@{domain}").is_own_domain


@pytest.mark.parametrize("domain", ["alibaba.com", "siemens.com", "github.com", "columbia.edu"])
def test_a_company_is_no_provider(domain):
    """Lists elsewhere call some of these free."""
    assert address(f"a@{domain}").free_provider is None


def test_throw_away_addresses_are_known_from_two_lists_and_under_subdomains():
    """The packaged list names its version."""
    assert address("a@mailinator.com").disposable.list == "disposable_mail"
    packaged = address("a@box.0-mail.com").disposable
    assert packaged.entry == "0-mail.com"
    assert packaged.list.startswith("disposable-email-domains 0.")
    assert address("a@aguas.example").disposable is None


def test_an_alias_service_is_a_class_of_its_own():
    """It is never called disposable, whatever a list says."""
    report = address("abc@me.anonaddy.com")
    assert report.alias_service.entry == "anonaddy.com"
    assert report.disposable is None


def test_your_own_list_stands_in_for_the_bundled_one():
    """With your table of providers, ours is not asked."""
    own = BUNDLED.with_table(
        "free_mail", [{"domain": "aguas.example", "country": "ES", "popular": ""}]
    )
    assert address("a@aguas.example", facts=own).free_provider is not None
    assert address("a@gmail.com", facts=own).free_provider is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmil.com", "gmail.com"), ("gmail.co", "gmail.com"), ("gmaill.con", "gmail.com"),
        ("hotmial.com", "hotmail.com"), ("yaho.com", "yahoo.com"), ("outlok.com", "outlook.com"), ("gmail.con", "gmail.com"),
        ("livr.com", "live.com"), ("acme-pumps.con", "acme-pumps.com"), ("acme.ogr", "acme.org"),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_mended(typed, meant):
    """Only near misses that few real domains share."""
    assert address(f"a@{typed}").suggestion == f"a@{meant}"


@pytest.mark.parametrize(
    "typed", ["gmail.com", "gmail.hu", "mask.io", "mailw.com", "yahoo.co.uk", "gmx.de", "aguas.example", "nate.org", "sina.de", "gomail.io", "me.co.za"]
)  # fmt: skip
def test_honest_domains_are_not_mended(typed):
    """A nagging suggestion insults a real customer."""
    assert address(f"a@{typed}").suggestion is None


def test_between_several_providers_the_likelier_slip_wins_or_nobody():
    """Two providers one replaced letter away leave it open; a neighbouring key decides."""
    rows = [
        {"domain": name, "country": "", "popular": "yes"} for name in ("brail.com", "bfail.com", "xquiz.com", "wquiz.com")
    ]  # fmt: skip
    own = BUNDLED.with_table("free_mail", rows)
    assert address("a@bgail.com", facts=own).suggestion == "a@bfail.com"
    assert address("a@pquiz.com", facts=own).suggestion is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("abc", "abc", None), ("abc", "abcde", None), ("abcd", "abxy", None), ("acb", "abc", "swap"),
        ("gmaik", "gmail", "near"), ("gmaiz", "gmail", "replace"), ("gmmail", "gmail", "double"),
        ("gmail", "gmails", "insert"), ("xgmail", "gmail", "insert"), ("abcd", "xyzab", None), ("qmail", "amail", "near"),
    ],
)  # fmt: skip
def test_one_edit_is_named(one, other, kind):
    """It does not matter which word comes first."""
    assert edit(one, other) == kind
    assert edit(other, one) == kind


@given(st.text(max_size=80))
def test_any_text_gives_a_report_that_survives_json(text):
    """Nothing raises, and the report comes back equal."""
    report = address(text)
    assert AddressReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report
