"""verify.read_page: what a page is."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup.data import BUNDLED
from followup.errors import DataError
from followup.verify import PageReport, SiteKind, read_page


LONG = "<p>" + "We build pumps for towns and farms. " * 200 + "</p>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<title>Aguas</title><p>We treat water.</p>", "working"),
        ("<script src='https://img.sedoparking.com/frame.js'></script>", "parked"),
        ("<html data-adblockkey='x'><body></body></html>", "parked"),
        ("<title>aguas.example</title><p>Related searches: pumps</p>", "parked"),
        ("<p>Diese Domain ist geparkt.</p>", "parked"),
        ("<p>Ce nom de domaine est réservé.</p>", "parked"),
        ("<p>The domain aguas.example is for sale!</p><title>domain is for sale</title>", "for_sale"),
        ("<title>aguas.example for sale</title><p>Make an offer</p>", "for_sale"),
        ("<p>此域名出售</p>", "for_sale"),
        ("<p>This domain has expired.</p>", "expired"),
        ("<p>该域名已过期</p>", "expired"),
        ("<h1>This Account has been suspended.</h1>", "suspended"),
        ("<p>Аккаунт заблокирован</p>", "suspended"),
        ("<p>您访问的域名未绑定至主机</p>", "unconfigured"),
        ("<p>This site is currently unavailable.</p><p>If you are the owner of this website, call us.</p>", "unconfigured"),
        ("<html><body><h1>It works!</h1></body></html>", "server_default"),
        ("<title>Apache2 Ubuntu Default Page: It works</title><p>x</p>", "server_default"),
        ("<title>Welcome to nginx!</title><p>If you see this page</p>", "server_default"),
        ("<h1>Coming soon</h1>", "coming_soon"),
        ("<h1>Sitio en construcción</h1>", "coming_soon"),
        ("<p>网站正在建设中</p>", "coming_soon"),
        ("<p>We are down for maintenance.</p>", "maintenance"),
        ("<p>Em manutenção</p>", "maintenance"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "challenge"),
        ("<title>Access Denied</title><p>Reference #18</p>", "challenge"),
        ("<p>Web Page Blocked</p><p>FortiGuard</p>", "intermediary"),
        ("<title>404 Not Found</title><p>nginx</p>", "error"),
        ("<p>Lorem ipsum dolor sit amet</p>", "template"),
        ("", "empty"),
        ("<html><body> </body></html>", "empty"),
        ("<div id=root></div><script src=/app.js></script>", "unknown"),
    ],
)  # fmt: skip
def test_a_page_is_known_by_its_marks(html, kind):
    """One strong mark or two weak ones; in many languages."""
    report = read_page(html.encode(), url="https://www.aguas.example/")
    assert report.kind == kind
    assert bool(report.evidence) == (kind not in {"working", "empty", "unknown"})


@pytest.mark.parametrize(
    "words",
    ["coming soon", "under maintenance", "domain parking", "this domain is for sale", "account suspended", "access denied", "made with sedoparking.com"],
)  # fmt: skip
def test_real_companies_may_write_about_such_things(words):
    """On a page with many words the marks mean nothing."""
    assert read_page(f"<title>Pumps</title>{LONG}<p>{words}</p>".encode()).kind is SiteKind.WORKING


LATIN = "Lorem ipsum dolor sit amet consectetur adipiscing elit, sed do eiusmod tempor incididunt. "


def test_a_long_page_of_sample_text_is_a_template_and_a_stray_line_of_it_is_not():
    """Menus and headings in plain words do not hide it."""
    assert read_page(f"{LONG}{LATIN * 60}".encode()).kind is SiteKind.TEMPLATE
    assert read_page(f"{LONG}{LATIN}".encode()).kind is SiteKind.WORKING


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>Ihr Partner im Bau und Tiefbau", "working"),
        ("<p>Prévention et профилактика: our clinic", "working"),
        ("<title>Parking Plaza</title><p>Cars parked with care by our valets", "working"),
        ("<p>Vente d'un domaine viticole. Domaine à vendre près de Bordeaux", "working"),
        ("<p>Wartung und Reparatur von Pumpen seit 1990. Server and system maintenance for all plants of your town. " + "Wir pumpen. " * 30, "working"),
        ("<p>This store is unavailable", "unconfigured"),
        ("<p>Hosting zawieszony", "suspended"),
        ("<p>Domainiz park edilmiştir", "parked"),
        ("<p>Tên miền này đã được đăng ký", "parked"),
        ("<p>Khu vực này: website đang được xây dựng", "coming_soon"),
        ("<p>域名到期", "expired"),
        ("<p>このドメインは販売中です", "for_sale"),
        ("<title>Microsoft Azure App Service</title><p>Your App Service app is up and running", "server_default"),
    ],
)  # fmt: skip
def test_marks_are_known_in_many_languages_and_spare_trades_that_speak_so(html, kind):
    """Builders, doctors, garages, vineyards and menders are at work."""
    assert read_page(html.encode(), url="https://www.aguas.example/").kind == kind


def test_one_weak_mark_is_not_enough():
    """Precision goes before recall."""
    assert (
        read_page(b"<title>aguas.example</title><p>Ask us.</p>", url="https://aguas.example").kind
        is SiteKind.WORKING
    )
    assert read_page(b"<title>Pumps</title><p>Related searches</p>").kind is SiteKind.WORKING


@pytest.mark.parametrize(
    "page",
    [
        "<title>Used pumps for sale</title><p>Buy now or make an offer.</p>",
        "<title>Pumps</title><p>Related links</p><p>Privacy policy</p>",
        "<title>Airport parking</title><div class=parkingpage>Park here</div>",
        "<title>Tienda</title><p>Account: login. New site in May.</p>",
    ],
)
def test_a_small_page_of_a_small_company_is_a_working_site(page):
    """Few words are no crime."""
    assert read_page(page.encode(), url="https://aguas.example").kind is SiteKind.WORKING


def test_an_error_status_is_an_error_whatever_the_words():
    """Unless the page says more."""
    assert read_page(b"<p>Oh no</p>", status=500).kind is SiteKind.ERROR
    assert read_page(b"<p>Down for maintenance</p>", status=503).kind is SiteKind.MAINTENANCE


def test_the_same_words_do_not_count_twice():
    """One weak mark may lie inside another."""
    assert read_page(b"<p>Our investment plans for towns</p>").findings == ()


def test_a_get_rich_quick_site_carries_a_warning():
    """It works, and it is no buyer."""
    report = read_page(
        b"<title>Invest</title><p>Investment plans: 2% daily. Perfect Money and Payeer. Days online: 30</p>"
    )
    assert report.kind is SiteKind.WORKING
    assert [one.name for one in report.findings] == ["page.scheme"]


def test_the_charset_comes_from_the_header_in_any_case():
    """And the title is read in it."""
    page = "<title>Насосы</title><p>Насосы для воды</p>".encode("cp1251")
    report = read_page(
        page, headers={"Content-Type": 'text/html; Charset="windows-1251"'}, url="http://[bad"
    )
    assert report.title == "Насосы"
    assert read_page(b"<p>x</p>", headers={"content-type": "text/html"}).kind is SiteKind.WORKING


def test_hostile_pages_end_in_time():
    """Nesting, attributes, endless marks."""
    for piece in (b"<div>", b"<a b=c ", b"<!--", b"<script", b"coming soon ", b"\x00<p"):
        assert read_page(piece * (2_000_000 // len(piece))).kind in SiteKind


@pytest.mark.parametrize(("before", "behind"), [("", ""), ("", "x" * 90_000), ("x" * 90_000, "")])
def test_the_markup_tells_at_both_ends_of_a_long_page(before, behind):
    """What a parking service loads stands there, in whatever letters."""
    frame = '<iframe src="https://WWW.SEDOPARKING.com/show"></iframe>'
    html = f"<p>Água</p><script>{before}</script>{frame}<script>{behind}</script>"
    assert read_page(html.encode()).kind is SiteKind.PARKED


@pytest.mark.parametrize(
    "wrong", [{"zone": "footer"}, {"longest": "short"}, {"zone": "raw", "mark": "nobody home é"}]
)
def test_a_table_of_marks_that_cannot_be_used_is_refused(wrong):
    """The message names the row."""
    row = {
        "kind": "parked",
        "zone": "text",
        "strength": "strong",
        "longest": "0",
        "mark": "nobody home",
        "why": "",
    }
    assert (
        read_page(b"Nobody home", facts=BUNDLED.with_table("page_marks", [row])).kind
        is SiteKind.PARKED
    )
    with pytest.raises(DataError, match="nobody home"):
        read_page(b"x", facts=BUNDLED.with_table("page_marks", [row | wrong]))


@given(st.binary(max_size=400), st.integers(200, 599))
def test_any_octets_give_a_report_that_survives_json(page, status):
    """Nothing raises."""
    report = read_page(page, status=status, url="https://aguas.example")
    assert PageReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report
