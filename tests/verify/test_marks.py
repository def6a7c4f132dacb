"""Marks of pages that are no working site count where a page speaks of itself, and not in the words of a trade."""

from __future__ import annotations

import pytest

from followup.verify import SiteKind, read_page


def _kind(*lines, title="Harbour & Sons", host="harbour.example", status=200):
    html = f"<title>{title}</title>{''.join(f'<p>{line}</p>' for line in lines)}"
    return read_page(html.encode(), url=f"https://www.{host}/", status=status).kind


@pytest.mark.parametrize(
    "lines",
    [
        ("Ropes, chains, anchors. The folding anchor is coming soon.", "Quay 4, Hull, 01482 496 001"),
        ("Suspended walkways and suspended floors for ships.", "Quay 4, Hull. Ring 01482 496 001"),
        ("Bateaux à moteur : ce voilier est à vendre, faites une offre.", "Le Havre, 02 35 12 34 56"),
        ("Wartung von Winden, Wartungsarbeiten im Hafen.", "Kai 7, Emden, Telefon 04921 12345"),
        ("В разработке новая серия лебёдок, скоро в продаже.", "Мурманск, +7 8152 12-34-56"),
        ("施工中的码头工程三处，已建成二十处，欢迎来电洽谈合作。", "大连港湾工程公司 0411-81234567"),
        ("رافعات الموانئ قيد الإنشاء في ميناء صحار.", "شركة المرفأ، هاتف 24123456 968+"),
        ("Liman vinçleri yapım aşamasında, teslim Mayıs.", "İzmir, 0232 123 45 67, Liman A.Ş."),
        ("Ropes, chains and anchors for ships and boats of all sizes since 1920, made by hand in our own yard.",
         "A new quay, under construction. Our site in Hull opens daily. 01482 496 001"),
        ("Captive portal, hotspot login and web filter violation pages for ships.", "Havnegata 3, Oslo, +47 22 12 34 56"),
    ],
)  # fmt: skip
def test_a_trade_may_use_the_words_of_a_placeholder(lines):
    """Somebody can be reached, and the page does not speak of itself."""
    assert _kind(*lines) is SiteKind.WORKING


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Our new website is coming soon. Ropes and chains since 1920.", "01482 496 001, Hull"), "coming_soon"),
        (("Coming soon!", "Ropes and chains since 1920, Quay 4, Hull", "01482 496 001"), "coming_soon"),
        (("This site has been suspended.", "Ask our billing team: 01482 496 001, any day."), "suspended"),
        (("harbour.example has expired and will be released.", "Renew it: 01482 496 001, day and night"), "expired"),
        (("Сайт в разработке.", "Мурманск, +7 8152 12-34-56, лебёдки и якоря"), "coming_soon"),
        (("Coming soon", "office@harbour.example"), "coming_soon"),
        (("Coming soon to Hull", "01482 496 001"), "coming_soon"),
        (("Ropes, chains and anchors for ships and boats of all sizes since 1920, made by hand in our own yard.",
          "Our site is under construction.", "01482 496 001"), "coming_soon"),
        (("Coming soon", "Ask webmaster@harbour.example on 2026-11-22 or 192.0.2.7"), "coming_soon"),
    ],
)  # fmt: skip
def test_a_page_with_a_number_to_call_may_still_be_none(lines, kind):
    """It speaks of itself beside the mark, or says next to nothing else."""
    assert _kind(*lines) is SiteKind(kind)


def test_a_line_alone_stands_for_the_page_unless_there_is_much_else():
    """Badges in a catalogue stand alone, too."""
    goods = tuple(f"Rope number {number}, made of hemp and tar" for number in range(12))
    assert _kind("Coming soon", "Quay 4, Hull, 01482 496 001", *goods) is SiteKind.WORKING


def test_what_comes_soon_may_be_goods_though_nobody_can_be_called():
    """Unless the title says it, too."""
    lines = (
        "Ropes, chains and anchors for ships and boats of all sizes since 1920, made by hand in our own yard.",
        "The folding anchor is coming soon.",
        "We sell to forty ports around the North Sea and the Baltic.",
    )
    assert _kind(*lines) is SiteKind.WORKING
    assert _kind(*lines, title="Coming soon: Harbour & Sons") is SiteKind.COMING_SOON


def test_an_error_speaks_for_itself():
    """Whatever number stands on it."""
    lines = ("This rope is coming soon to our shelves.", "Quay 4, Hull, 01482 496 001, ropes")
    assert _kind(*lines) is SiteKind.WORKING
    assert _kind(*lines, status=503) is SiteKind.COMING_SOON


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Acest domeniu este de vânzare.", "for_sale"),
        ("Tato doména je na prodej.", "for_sale"),
        ("ड्रिल: यह डोमेन बिक्री पर है।", "for_sale"),
        ("โดเมนนี้หมดอายุแล้ว", "expired"),
        ("此域名已过期。", "expired"),
        ("Ez a domain lejárt.", "expired"),
        ("Denna domän är parkerad.", "parked"),
        ("harbour.example ist geparkt.", "parked"),
        ("Tego serwisu nie ma: wyłączony przez obsługę.", "suspended"),
        ("Situs ini ditangguhkan.", "suspended"),
        ("Este dominio aún no está configurado.", "unconfigured"),
        ("Honlapunk hamarosan elindul.", "coming_soon"),
        ("เว็บไซต์ของเราอยู่ระหว่างการจัดทำ", "coming_soon"),
        ("Trang web này đang bảo trì.", "maintenance"),
        ("This website is not allowed by your employer.", "intermediary"),
    ],
)
def test_a_page_that_speaks_of_itself_is_understood_however_it_says_so(line, kind):
    """A word for the domain or the site, and one for its state, in one line."""
    assert _kind(line, title="-") is SiteKind(kind)


def test_an_address_at_the_host_does_not_speak_of_the_domain():
    """It is how to write to somebody."""
    assert _kind("Expired film: write to film@harbour.example.") is SiteKind.WORKING
    assert _kind("Expired: harbour.example") is SiteKind.EXPIRED


def test_a_filter_may_quote_the_site_that_it_hides():
    """What it hides was not seen."""
    blocked = "Web page blocked. This domain is parked free of charge."
    assert _kind(blocked) is SiteKind.INTERMEDIARY


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("We will be back soon", "Coming soon page", "Launching soon"), "coming_soon"),
        (("Our site is down for maintenance", "Back online shortly", "Coming soon"), "maintenance"),
    ],
)
def test_more_marks_tell_maintenance_from_what_is_not_there_yet(lines, kind):
    """Both say that they will be back soon."""
    assert _kind(*lines) is SiteKind(kind)


@pytest.mark.parametrize(
    "words",
    [
        "Gane 4% diario. Retiros instantáneos a su monedero.",
        "Доход 1,5 % в день, моментальные выплаты.",
        "日收益2%，保本保息，随时提现。",
        "Günlük %3 kazanç, anında çekim.",
        "Lucro diário e saques instantâneos.",
        "Hermes outlet and cheap Gucci bags.",
    ],
)
def test_schemes_are_warned_of_in_many_languages(words):
    """Two marks are enough; one may be chance."""
    found = read_page(f"<title>Alpha</title><p>{words}".encode()).findings
    assert [one.name for one in found] == ["page.scheme"]
    assert read_page(b"<title>Alpha</title><p>Our fish grow 3% diario.").findings == ()
