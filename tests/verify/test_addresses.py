"""verify.address: syntax, normal form, lists, suggestions."""

from __future__ import annotations

import json

import pytest

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from hypothesis import given, strategies as st

from followup.data import BUNDLED
from followup.verify import AddressReport, address
from followup.verify.addresses import lists
from followup.verify.addresses.distance import beside, edit, shortened


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


def test_a_provider_of_yours_is_never_called_disposable():
    """Your word stands above any list of throw-away domains."""
    rows = [{"domain": "mailinator.com", "country": "", "popular": ""}]
    own = BUNDLED.with_table("free_mail", rows)
    assert address("a@mailinator.com", facts=own).disposable is None
    assert address("a@box.mailinator.com", facts=own).disposable is None


def test_a_known_trap_names_what_was_meant():
    """Some misspellings take mail: they are listed, so that an answer from there convinces nobody."""
    assert lists.typo_trap("gmial.com").list == "typo_traps"
    assert lists.typo_trap("aguas.example") is None
    own = BUNDLED.with_table("typo_traps", [{"domain": "gml.example", "meant": "gmail.com"}])
    assert address("a@gml.example", facts=own).suggestion == "a@gmail.com"


def test_every_listed_trap_leads_to_a_popular_provider_and_is_none_itself():
    """The tables of traps, of honest neighbours and of providers do not contradict each other."""
    traps = {row["domain"]: row["meant"] for row in BUNDLED.table("typo_traps").rows}
    honest = {row["domain"] for row in BUNDLED.table("honest_neighbours").rows}
    assert set(traps.values()) <= lists.known(BUNDLED).popular
    assert not honest & traps.keys()
    assert not [name for name in traps if lists.free_provider(name)]


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
        ("hotmsil.con", "hotmail.com"), ("gmailc.om", "gmail.com"), ("yahooco.uk", "yahoo.co.uk"),
        ("t-onlin.de", "t-online.de"), ("aol.vom", "aol.com"), ("gmial.cm", "gmail.com"), ("acme.nrt", "acme.net"), ("web.dee", "web.de"),
        ("acme.com.uk", "acme.co.uk"), ("acme.co.au", "acme.com.au"), ("gmail.c0m", "gmail.com"),
        ("www.acme.com", "acme.com"), ("www.gmial.com", "gmail.com"), ("ymail.con", "ymail.com"), ("gmial.con", "gmail.com"), ("gmail.c", "gmail.com"), ("gmail.xyzq", "gmail.com"),
        ("libero.ti", "libero.it"), ("uol.com.rb", "uol.com.br"), ("acme.nt", "acme.net"), ("hotmial.de", "hotmail.de"), ("yaho.se", "yahoo.se"),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_mended(typed, meant):
    """Only near misses that few real domains share."""
    assert address(f"a@{typed}").suggestion == f"a@{meant}"


@pytest.mark.parametrize(
    "typed", ["gmail.com", "gmail.hu", "mask.io", "mailw.com", "yahoo.co.uk", "gmx.de", "aguas.example", "nate.org", "sina.de", "gomail.io", "me.co.za",
     "gail.com", "cloud.com", "wahoo.com", "orange.com", "grange.fr", "mail.co", "love.com", "acme.bet", "acme.corp", "acme.cam", "co.com.uk.example", "com.uk",
     "mail.acme.cmo", "mail.xyzq", "interia.xyzq", "www.com", "wwwacme.com", "range.fr", "acme.co", "acme.cm", "hotmail.xyz"]
)  # fmt: skip
def test_honest_domains_are_not_mended(typed):
    """A nagging suggestion insults a real customer."""
    assert address(f"a@{typed}").suggestion is None


def test_a_slip_near_a_domain_that_you_know_is_mended():
    """One near domain of yours is offered; yours itself, two near ones and short ones are left alone."""
    yours = ("Aguas-Sur.example", "aguas-mar.example", "ab.de")
    assert address("a@aguas-ur.example", known=yours).suggestion == "a@aguas-sur.example"
    assert address("a@aguas-sur.example", known=yours).suggestion is None
    assert address("a@aguas-sar.example", known=yours).suggestion is None
    assert address("a@ac.de", known=yours).suggestion is None
    assert address("a@ag@as", known=yours).suggestion is None


@pytest.mark.parametrize(
    "text", ["a@gmail,com", "a@@gmail.com", "a@gmail..com", "a@gmail.com.", "a@ gmail.com ", "a@#gmial.com", "a@gmail.com;", "a@gmail", "a@gmailcom"]
)  # fmt: skip
def test_stray_marks_in_a_providers_domain_are_mended(text):
    """The address stays invalid, and what was meant is offered."""
    report = address(text)
    assert (report.valid, report.suggestion) == (False, "a@gmail.com")


@pytest.mark.parametrize(
    "text", ["a@acme,example", "a@b@gmail.com", "a b@gmail,com", "@gmail.com", "a@gm", "a@yaho", "a@gmail.com, b@yahoo.com"]
)  # fmt: skip
def test_what_cannot_be_told_is_left_open(text):
    """Only a sound address at a popular provider is offered."""
    report = address(text)
    assert (report.valid, report.suggestion) == (False, None)


@pytest.mark.parametrize(
    "text", ['"a..b"@aguas.example', "Ana <ana@aguas.example>", '"ana"@aguas.example']
)  # fmt: skip
def test_quotes_and_a_name_in_front_are_no_bare_address(text):
    """Mail programs may write them; a field for an address does not."""
    assert not address(text).valid


def test_a_top_level_domain_that_ends_in_a_digit_is_written_correctly():
    """Numbers alone are none; and whether there is such a one, DNS knows."""
    assert address("a@b.x2").valid
    assert not address("a@b.22").valid
    assert not address("a@b.onion2x.invalid").valid


_LABELS = st.text(alphabet="aZ09-.x", max_size=70)
_LOCALS = st.text(alphabet="aZ0.+_'`", max_size=70) | st.sampled_from(("Info", "FTP", "Ana"))
_ENDINGS = st.sampled_from(
    ("com", "CoM", "de", "test", "onion", "Local", "localhost", "arpa", "a1b", "xn--p1ai", "c-m", "c", "-c", "c-", "com\n", "com.")
)  # fmt: skip


@given(_LOCALS, _LABELS, _ENDINGS)
def test_plain_addresses_are_read_as_email_validator_reads_them(local, name, ending):
    """The short way and the long one come to the same verdict and the same forms."""
    _assert_agrees(f"{local}@{name}.{ending}")


@given(st.from_regex(r"\A[!-~]{1,70}@[!-~]{1,90}\.[a-z]{2,70}\Z"))
def test_any_ascii_text_is_read_as_email_validator_reads_it(text):
    """Every printable mark may stand everywhere."""
    _assert_agrees(text)


@pytest.mark.parametrize(
    "length", [0, 1, 61, 62, 63, 64, 184, 185, 186, 187, 188, 189, 190, 250, 251]
)
def test_the_limits_of_length_are_those_of_email_validator(length):
    """254 for the whole, 63 between two dots."""
    names = ".".join("a" * 63 for _ in range(length // 63))
    for text in (
        f"{'a' * length}@b.example",
        f"a@{'b' * length}.example",
        f"a@b.{'c' * length}",
        f"a@{names}.{'b' * (length % 63)}.com",
        f"{'a' * 60}@{'b.' * (length // 2)}com",
    ):
        _assert_agrees(text)


@pytest.mark.parametrize("name", SPECIAL_USE_DOMAIN_NAMES)
def test_no_reserved_name_slips_through(name):
    """Should email-validator learn of another one, this tells."""
    assert not address(f"a@b.{name}").valid


def _assert_agrees(text):
    report = address(text)
    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        assert not report.valid
    else:
        assert (report.valid, report.normalized, report.ascii, report.local, report.domain) == (
            True,
            found.normalized,
            found.ascii_email,
            found.local_part,
            found.ascii_domain,
        )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("a@hotmail.ed", "a@hotmail.de"), ("a@yahoo.co.uj", "a@yahoo.co.uk"), ("a@ymail.de", None)],
)
def test_between_endings_the_likelier_slip_wins_and_a_providers_name_is_none(typed, meant):
    """A swap goes before a wrong key, and that before two; one provider's name is no slip of another's."""
    assert address(typed).suggestion == meant


def test_between_several_providers_the_likelier_slip_wins_or_nobody():
    """Two providers one replaced letter away leave it open; a neighbouring key decides."""
    rows = [
        {"domain": name, "country": "", "popular": "yes"} for name in ("brail.com", "bfail.com", "quixe.com", "quiwe.com")
    ]  # fmt: skip
    own = BUNDLED.with_table("free_mail", rows)
    assert address("a@bgail.com", facts=own).suggestion == "a@bfail.com"
    assert address("a@quipe.com", facts=own).suggestion is None


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


def test_keys_and_letters_are_told_apart():
    """A key lies beside its neighbours, and a word has as many shorter ones as letters."""
    assert beside("n", "m")
    assert not beside("n", "a")
    assert shortened("abc") == ("bc", "ac", "ab")


@given(st.text(max_size=80))
def test_any_text_gives_a_report_that_survives_json(text):
    """Nothing raises, and the report comes back equal."""
    report = address(text)
    assert AddressReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report
