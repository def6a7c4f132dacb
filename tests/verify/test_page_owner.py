"""Whose page it is: names, countries, year, contact points, and the page that names them."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup import _site_contacts
from followup.data import BUNDLED
from followup.verify import PageReport, SiteReport, read_page
from followup.verify.sites.contact_pages import contact_page
from followup.verify.sites.links import Link, links, seen_from
from followup.verify.sites.told import organisations


URL = "https://www.aguas.example/"


def page(html, url=URL):
    """The report on a page."""
    return read_page(html.encode(), url=url)


def told(*nodes):
    """What a page tells machines."""
    return "".join(
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
        for node in nodes
    )


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Nothing here", ()),
        ("<title>Aguas | Home</title><p>x", ("Aguas",)),
        ("<title>Home - Tratamiento</title><p>x", ()),
        ("<title>www.aguas.example</title><p>x", ()),
        ("<meta property='og:site_name' content='Aguas del Sur'><p>x", ("Aguas del Sur",)),
        ("<p>© 2019-2026 Aguas del Sur S.L. All rights reserved.", ("Aguas del Sur S.L.",)),
        ("<footer>Copyright 2024 by Aguas del Sur. Designed by us</footer>", ("Aguas del Sur",)),
        ("<footer>© 2024 all rights reserved</footer>", ()),
        ("<p>Welcome to Kölner Motoren und Pumpen GmbH in Köln.", ("Kölner Motoren und Pumpen GmbH",)),
        ("<meta name='og:site_name'><meta name=x content=y><p>of Ltd. and ltd.", ()),
        ("<p>We are the Global Trading Co., Ltd. of nowhere", ()),
        ("<p>Sold by Acme Water Inc. and by Blue Pumps Pvt. Ltd.", ("Acme Water Inc.", "Blue Pumps Pvt. Ltd.")),
        ("<p>欢迎光临上海清水设备有限公司", ("上海清水设备有限公司",)),
        ("<p>ООО «Чистая вода» работает с 2001 года", ("ООО «Чистая вода",)),
        ("<p>PT Air Bersih Nusantara, Jakarta", ("PT Air Bersih Nusantara",)),
        (told({"@type": "Organization", "legalName": "Aguas SL", "name": "Aguas"}), ("Aguas SL", "Aguas")),
        (told({"@graph": [{"@type": ["Thing", "http://schema.org/HomeGoodsStore"], "name": "Pumps"}]}), ("Pumps",)),
        (told({"@type": "Person", "name": "Ana"}, "{broken", "[" * 5000), ()),
        (told(*[{"@type": "Organization", "name": f"Unit number{i}"} for i in range(9)]), tuple(f"Unit number{i}" for i in range(8))),
        (told({"@type": "Organization", "name": 7, "a": [0] * 3000}), ()),
        ('<script type="application/ld+json">{"@type": "Organization"', ()),
    ],
)  # fmt: skip
def test_companies_are_named(html, names):
    """By what the page tells machines, its copyright line, legal forms and its title; the surest first."""
    assert page(html).names == names


@pytest.mark.parametrize(
    ("html", "url", "countries"),
    [
        ("<p>x", URL, ()),
        ("<p>x", "https://aguas.es", ("ES",)),
        ("<p>x", "https://aguas.co.uk", ("GB",)),
        ("<p>x", "https://aguas.io", ()),
        ("<p>Calle Mayor 5, 28001 Madrid, España.", URL, ("ES",)),
        ("<p>12 High Street<p>London SW1<p>United Kingdom<p>We care", URL, ("GB",)),
        ("<p>We sell in Spain, France and Italy.", URL, ()),
        ("<p>Since 1990: Spain, Peru, Chile, and more", URL, ()),
        ("<p>Plant 1, Lima, Peru. Office 2, Madrid, Spain", URL, ("ES",)),
        ("<p>北京市朝阳区1号, 中国", URL, ("CN",)),
        ("<p>Call +49 30 901820 or +1 (202) 555-0143", URL, ("DE", "US")),
        ("<p>Call +99 999 99999999", URL, ()),
        ("<a href='tel:+39 02 1234 5678'>call</a>", URL, ("IT",)),
        (told({"@type": "LocalBusiness", "address": {"addressCountry": {"name": "Germany"}}}), URL, ("DE",)),
        (told({"@type": "LocalBusiness", "address": [{"addressCountry": "uk"}, {"addressCountry": "Neverland"}]}), URL, ("GB",)),
        ("".join(f"<p>{i} {name}, {i}" for i, name in enumerate(
            "x Spain|x, France|1, Italy|2, Peru|3, Chile|4, Japan|5, India|6, Kenya|7, Ghana|8, Malta|9, Oman|1, Cuba|2, Fiji|3, Togo".split("|"))), URL, ()),
    ],
)  # fmt: skip
def test_countries_are_named(html, url, countries):
    """By addresses, numbers with a country code, and the ending of the domain; lists to choose from are none."""
    assert page(html, url).countries == countries


@pytest.mark.parametrize(
    ("html", "year"),
    [
        ("<p>Founded 1987", None),
        ("<p>© 2019 Aguas", 2019),
        ("<p>(c) 2011 - 2024 Aguas", 2024),
        ("<p>2017 © Aguas", 2017),
        ("<p>Copyright Aguas", None),
    ],
)
def test_the_year_stands_beside_the_copyright_mark(html, year):
    """The latest one."""
    assert page(html).copyright_year == year


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<html lang='pt-BR'><p>x", "pt-BR"),
        ("<p>Мы очищаем воду в городах", "ru"),
        ("<p>Agua limpia", None),
        ("<p>" + "Tratamos el agua de los pueblos y de las granjas con lámparas. " * 5, "es"),
    ],
)
def test_the_language_is_the_declared_one_or_that_of_the_words(html, language):
    """A few Latin words tell none."""
    assert page(html).language == language


def test_thin_pages_and_sample_text_are_told():
    """Both are facts and no judgements; a Chinese character counts as three letters."""
    assert page("<p>Short").thin
    assert not page("<p>" + "long " * 100).thin
    assert not page("<p>" + "水" * 134).thin
    assert page("<p>Lorem ipsum, our pumps").placeholder_text == ("lorem ipsum",)
    assert page("<p>Pumps").placeholder_text == ()


def test_contact_points_are_read_from_links_and_words():
    """National numbers count where the page names one country; a shop's many links are no contacts."""
    many = "".join(f"<a href='https://shop.example/{i}'>x</a>" for i in range(5))
    report = page(
        f"<a href='mailto:compras@aguas.example'>us</a><a href='https://wa.me/34600111222'>chat</a>{many}"
        "<p>Calle Mayor 5, Madrid, Spain<p>Tel. 912 345 678<p>no contact in this line"
    )
    assert [(one.channel, one.value) for one in report.contacts] == [
        ("email", "compras@aguas.example"),
        ("whatsapp", "+34600111222"),
        ("phone", "+34912345678"),
    ]
    site = SiteReport(url="aguas.example", page=report, contact_page=report)
    assert _site_contacts.of_site(site) == site
    assert (site.contacts, site.countries, site.names) == (report.contacts, ("ES",), ())
    assert _site_contacts.of_site(SiteReport(url="x")) == SiteReport(url="x")


def test_links_lead_off_the_page():
    """Places on the page, scripts and the own host are left out; a link that is none is kept as it is."""
    html = (
        "<a href='#top'><a href='javascript:x()'><a name=x><a href='/es'><a href='//cdn.example/'>"
        "<a HREF=https://b.example/x&amp;y><a href='http://[bad'><a href='http://aguas.example'>"
    )
    assert page(html).links == ("https://cdn.example/", "https://b.example/x&y", "http://[bad")
    assert [seen_from(URL, link.target) for link in links("<a href='/es'><a href='//[bad'>")] == [
        "https://www.aguas.example/es",
        "//[bad",
    ]
    assert len(tuple(links("<a href=x>" * 3000))) == 2000
    shown = links(
        "<a name=x>up</a><a href='#x'>down</a><a title='y' href=z class=w>In <b>it</b></a>"
    )
    assert [(link.target, link.label) for link in shown] == [("z", "In it")]
    assert [link.label for link in links("<a href=z ")] == [""]


def test_addresses_that_are_hidden_from_harvesters_are_read():
    """Cloudflare writes them as octets that are xored with the first one; other octets are none."""
    code = bytes([7, *(octet ^ 7 for octet in b"ana@aguas.example")]).hex()
    report = page(
        f"<a href='/cdn-cgi/l/email-protection#{code}'>x</a><span data-cfemail=\"{code}\">y</span>"
        "<i data-cfemail='0011223344'></i><i data-cfemail='00112233445'></i>"
    )
    assert [link for link in report.links if link.startswith("mailto:")] == [
        "mailto:ana@aguas.example"
    ]


def test_a_contact_point_stands_near_the_beginning_of_its_line():
    """What comes later in a long line is not read, and lines without a sign of one are left out."""
    late = f"<p>{'pumps and valves ' * 12}ana@aguas.example</p>"
    report = page(f"<p>Pumps</p>{late}<p>Valves</p><p>compras@aguas.example</p>")
    points = _site_contacts.of_page(report).contacts
    assert [point.value for point in points] == ["compras@aguas.example"]


def test_a_page_of_many_companies_names_eight():
    """A list of members is not read to its end."""
    members = "".join(f"<p>Unit{letter * 3} Ltd" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert len(page(members).names) == 8


def test_what_a_page_tells_machines_is_bounded():
    """At most eight blocks are read."""
    assert len(organisations(told(*[{"@type": "Organization"}] * 12))) == 8


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ([], None),
        ([("/products", "Pumps")], None),
        ([("/a", "About us"), ("/c", "<b>Contact</b> us »</a> more")], "/c"),
        ([("/sobre-nosotros", "x"), ("/impressum", "y")], "/impressum"),
        ([("/contact.pdf", "Contact"), ("https://other.example/contact", "Contact")], None),
        ([("https://shop.aguas.example/kontakt#x", "Kontakt")], "https://shop.aguas.example/kontakt"),
        ([("/", "Contact"), ("mailto:a@b.example", "Contact"), ("http://[bad", "Contact")], None),
        ([("/lxwm", "联系我们")], "/lxwm"),
        ([("/x/contact_us.html", "")], "/x/contact_us.html"),
    ],
)  # fmt: skip
def test_the_page_that_names_addresses_is_found_by_its_link(found, where):
    """Contact before imprint before about us, in many languages, on the own site only."""
    given = [
        Link(target if ":" in target else f"https://www.aguas.example{target}", shown)
        for target, shown in found
    ]
    chosen = contact_page(given, URL, BUNDLED)
    assert chosen == (where and (where if ":" in where else f"https://www.aguas.example{where}"))


@given(st.text("<>aA =\"'/hrefscipt{}[]:@©+0123456789.,\n", max_size=300))
def test_any_markup_gives_an_owner_or_none(html):
    """Nothing raises, and it survives JSON."""
    report = read_page(html.encode(), url=URL)
    assert PageReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report
