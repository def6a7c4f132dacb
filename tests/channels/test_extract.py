"""Contact points in texts and pages."""

from __future__ import annotations

import json

import pytest

from hypothesis import given, strategies as st

from followup import channels
from followup.data import BUNDLED, load
from followup.errors import InvalidValue


def _found(text, **fields):
    return [(point.channel, point.value) for point in channels.extract(text, **fields)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ana@example.es.", [("email", "ana@example.es")]),
        ("ana [at] example [dot] es", [("email", "ana@example.es")]),
        ("ana(at)example.es", [("email", "ana@example.es")]),
        ("ana&#64;example.es", [("email", "ana@example.es")]),
        ("<a href='mailto:ana@example.es'>ana@example.es</a>", [("email", "ana@example.es")]),
        ("logo@2x.png", []),
        ("icon@example.png", []),
        ("WhatsApp: +86 188 1234 5678", [("whatsapp", "+8618812345678")]),
        ("WhatsApp-86-188 1234 5678", [("whatsapp", "+8618812345678")]),
        ("Mob.: +86 188 1234 5678", [("phone", "+8618812345678")]),
        ("ring +49 30 123456, please", [("phone", "+4930123456")]),
        ("WeChat ID: lamp_maker", [("wechat", "lamp_maker")]),
        ("微信：lamp_maker", [("wechat", "lamp_maker")]),
        ("Telegram: @lampmaker.", [("telegram", "lampmaker")]),
        ("X: @lampmaker", [("x", "lampmaker")]),
        ("production line: welding; signal: weak; max: high", []),
        ("Facebook: fb.com/lampmaker", [("facebook", "lampmaker")]),
        ("see https://t.me/lampmaker, or wa.me/message/LAMPS123", [
            ("telegram", "lampmaker"),
            ("whatsapp", "https://wa.me/message/LAMPS123"),
        ]),
        ("linkedin.com/company/acme", [("linkedin", "company/acme")]),
        ("share: https://t.me/share/url?url=x and https://example.com/a", []),
        ("order 20231122-4711, 12.03.2024", []),
        ("ventas[arroba]example[punto]es, info＠example.es", [
            ("email", "ventas@example.es"),
            ("email", "info@example.es"),
        ]),
        ("sales at example dot es", [("email", "sales@example.es")]),
        ("Instagram @lamp.maker or X @lampmaker", [
            ("instagram", "lamp.maker"),
            ("x", "lampmaker"),
        ]),
        ("Tel/WhatsApp: +86 188 1234 5678", [
            ("phone", "+8618812345678"),
            ("whatsapp", "+8618812345678"),
        ]),
        ("M +86 188 1234 5678 (WhatsApp/WeChat)", [
            ("phone", "+8618812345678"),
            ("whatsapp", "+8618812345678"),
            ("wechat", "+8618812345678"),
        ]),
        ("+86 188 1234 5678 微信同号", [
            ("phone", "+8618812345678"),
            ("wechat", "+8618812345678"),
        ]),
        ("WhatsApp: +49 151 23456789, +49 151 23456780", [
            ("whatsapp", "+4915123456789"),
            ("whatsapp", "+4915123456780"),
        ]),
        ("Tel (WhatsApp): +49 151 23456789", [
            ("phone", "+4915123456789"),
            ("whatsapp", "+4915123456789"),
        ]),
        ("+49 151 23456789 - WhatsApp", [("whatsapp", "+4915123456789")]),
        ("WhatsApp me on +49 151 23456789", [("whatsapp", "+4915123456789")]),
        ("Seattle, WA +1 (206) 253-0000", [("phone", "+12062530000")]),
        ("WA: +1 (206) 253-0000", [("whatsapp", "+12062530000")]),
        ("Tel: +49 30 901820 / 901821", [("phone", "+4930901820")]),
        ("+49 30 901820 (Fax)", []),
        ("Fax: +49 30 901820", []),
        ("Tel./Fax: +49 30 901820", [("phone", "+4930901820")]),
        ("IBAN DE89 3704 0044 0532 0130 00, VAT no: 4915123456789", []),
        ("QQ：123456789 微信：18812345678", [("qq", "123456789"), ("wechat", "+8618812345678")]),
        ("X 650 253 0000 x: 12345", []),
        ("LINE ID: lamp1 KakaoTalk ID: lamp2", [("line", "lamp1"), ("kakaotalk", "lamp2")]),
        ("카카오톡: lamp2, واتساب: +966 50 123 4567", [
            ("kakaotalk", "lamp2"),
            ("whatsapp", "+966501234567"),
        ]),
        ("WhatsApp: US.13491208655302741918", [("whatsapp", "US.13491208655302741918")]),
        ("wechat: same, telegram: click here", []),
        ("Cel./WhatsApp: +49 151 23456789", [
            ("phone", "+4915123456789"),
            ("whatsapp", "+4915123456789"),
        ]),
        ("Mobile/Wechat:+86 188 1234 5678", [
            ("phone", "+8618812345678"),
            ("wechat", "+8618812345678"),
        ]),
        ("+49 151 23456789 (auch WhatsApp)", [("whatsapp", "+4915123456789")]),
        ("+49 151 23456789 / WhatsApp", [("whatsapp", "+4915123456789")]),
        ("Écrivez sur WhatsApp au +33 6 12 34 56 78", [("whatsapp", "+33612345678")]),
        ("WhatsApp: +52 1 55 1234 5678", [("whatsapp", "+525512345678")]),
        ("+86 188 1234 5678（微信/WhatsApp同号）", [
            ("phone", "+8618812345678"),
            ("wechat", "+8618812345678"),
            ("whatsapp", "+8618812345678"),
        ]),
        ("카카오톡ID : lamp_maker", [("kakaotalk", "lamp_maker")]),
        ("+86 188 1234 5678 (WhatsApp/Call), Office: +49 30 901820, F: +49 30 901821", [
            ("whatsapp", "+8618812345678"),
            ("phone", "+8618812345678"),
            ("phone", "+4930901820"),
        ]),
        ("PI No. +49 30 901820", []),
        ("Threema: LAMP1234, Discord: lampmaker#1234", [("threema", "LAMP1234")]),
        ("访问https://wa.me/4930901820谢谢", [("whatsapp", "+4930901820")]),
        ("skype:lamp.maker?chat, Skype: lamp.maker, ICQ: 123456789", []),
        ("call +1 800-FLOWERS", [("phone", "+18003569377")]),
        ("https://example.com/+4930901820 and 4930901820@example.es", [
            ("email", "4930901820@example.es"),
        ]),
    ],
)  # fmt: skip
def test_contact_points_are_found_in_a_text(text, found):
    """Links, addresses, and numbers and names with a word that says what they are."""
    assert _found(text) == found


def test_each_is_given_once_in_the_order_of_the_text():
    """A signature says things twice."""
    text = "Ana López\nTel +49 30 123456\nana@example.de\nhttps://wa.me/4930123456\nANA@example.de"

    assert _found(text) == [
        ("phone", "+4930123456"),
        ("email", "ana@example.de"),
        ("whatsapp", "+4930123456"),
    ]


def test_a_national_number_needs_a_country():
    """Without one it could be anything."""
    assert _found("Tel 030 123456", region="DE") == [("phone", "+4930123456")]
    assert _found("Tel 030 123456") == []
    assert _found("030 123456", region="DE") == [("phone", "+4930123456")]
    assert _found("030 123456") == []
    with pytest.raises(InvalidValue):
        channels.extract("Tel 030 123456", region="XX")


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("Sun, 22 Nov 2026 11:12:35 -0800 (PST)", "DE", []),
        ("created: 05.02.2021 07:02:42", "DE", []),
        ("from host.example [66.220.157.24]", "US", []),
        ("from host.example (66.220.157.24)", "US", []),
        ("Tel: 66.220.157.24", "US", [("phone", "+16622015724")]),
        ("ring 33.12.45.67", "DK", [("phone", "+4533124567")]),
        ("at 9: 030 901820, or 2:030 901820", "DE", [("phone", "+4930901820")]),
    ],
)
def test_times_and_internet_addresses_are_no_numbers(text, region, found):
    """Though a country's plan would have them; behind a label they are what it says."""
    points = channels.extract(text, region=region)

    assert [(point.channel, point.value) for point in points] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("since 03/11/2019 at 12", []),
        ("030 901820% of it", []),
        ("€030 901820", []),
        ("030 901820 x 12", ["+4930901820"]),
        ("030 901820 xx 901820", ["+4930901820"]),
    ],
)
def test_dates_prices_and_extensions_are_told_from_numbers(text, found):
    """In a country where their digits might be dialled."""
    assert [value for _, value in _found(text, region="DE")] == found


def test_a_label_decides_what_digits_are():
    """A QQ number that looks like a phone number; a foreign number that holds one of the country's own."""
    assert _found("QQ: 2025550143", region="US") == [("qq", "2025550143")]
    assert _found("WhatsApp: 0086 (202) 5550143", region="US") == [("whatsapp", "+862025550143")]


def test_a_page_full_of_addresses_is_cut():
    """At most two hundred are given."""
    text = " ".join(f"a{number}@example.es" for number in range(300))

    assert len(channels.extract(text)) == 200


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<b>WhatsApp</b>: <span>+86 188 1234 5678</span>", [("whatsapp", "+8618812345678")]),
        ("<td>WhatsApp</td><td>+86 188 1234 5678</td>", [("whatsapp", "+8618812345678")]),
        ("<dl><dt>WeChat</dt>\n<dd>lamp_maker</dd></dl>", [("wechat", "lamp_maker")]),
        ("<i class='fa fa-whatsapp'></i> +86 188 1234 5678", [("whatsapp", "+8618812345678")]),
        ("<p><svg class='icon-fax'><path/></svg>+49 30 901820", []),
        ("<p><svg><path/></svg>+49 30 901820", [("phone", "+4930901820")]),
        ("<p><img alt='WhatsApp'>+86 188 1234 5678", [("whatsapp", "+8618812345678")]),
        (f"<p><img alt='{'WhatsApp ' * 9}'>+49 30 901820", [("phone", "+4930901820")]),
        ("<a href='//wa.me/4930901820'>Chat</a>", [("whatsapp", "+4930901820")]),
        ("<a href='https://t.me/share/url?url=x'>Share</a></a>", []),
        ("<div data-href='https://t.me/lampmaker'>", [("telegram", "lampmaker")]),
        ("<p>info<!-- x -->@<b>example</b>.es</p>", [("email", "info@example.es")]),
        ("<span data-cfemail='5a333c351a3f223b372a363f743f29'>x</span>", [("email", "ifo@example.es")]),
        ("<a href='/cdn-cgi/l/email-protection#5a333c351a3f223b372a363f743f29'>x</a>", [
            ("email", "ifo@example.es"),
        ]),
        ("<span data-cfemail='zz'>x</span>", []),
        ("<meta itemprop='telephone' content='+49 30 901820'>", [("phone", "+4930901820")]),
        ("<p>Tel</p><script>var a = '+49 30 901820'</script><style>a{}</style>", []),
        (
            '<p>sales<span style="display: none">not this</span>@example.com</p>',
            [("email", "sales@example.com")],
        ),
        (
            '<p><span style="display:none">Tel: +49 30 901820</span></p>',
            [("phone", "+4930901820")],
        ),
    ],
)  # fmt: skip
def test_contact_points_are_found_in_a_page(page, found):
    """Labels and values in different tags, icons, hidden addresses, links; scripts are no text."""
    assert _found(page) == found


def test_what_a_page_states_for_machines_is_read():
    """JSON-LD: numbers, addresses and profiles, at any depth; fax numbers are left out."""
    stated = {
        "@graph": [
            {
                "telephone": "+49-30-901820",
                "faxNumber": "+49-30-901821",
                "email": "mailto:a@example.es",
                "sameAs": ["https://www.facebook.com/lampmaker", 7],
                "contactPoint": {"telephone": ["+49 151 23456789"]},
            }
        ]
    }
    page = f'<script type="application/ld+json">{json.dumps(stated)}</script>'

    assert _found(page) == [
        ("phone", "+4930901820"),
        ("email", "a@example.es"),
        ("facebook", "lampmaker"),
        ("phone", "+4915123456789"),
    ]


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "7", '{"a":' * 200 + "1" + "}" * 200])
def test_what_a_page_states_wrongly_is_passed_over(body):
    """Broken, endless and pointless JSON."""
    assert _found(f'<script type="application/ld+json">{body}</script>') == []


@pytest.mark.parametrize(
    "unit",
    ["a@", "(", "+1 ", "whatsapp:", "a.", "https://", "1-", "tel - ", "x [at] ", "a-", "@", " ",
     "<td>", "<", "微信", "tel: 12345678 ", "a at b dot ", "1x"],
)  # fmt: skip
def test_hostile_text_is_answered(unit):
    """A hundred thousand letters that invite to go back and try again; benchmarks/contacts.py times them."""
    assert len(channels.extract((unit * 100_000)[:100_000])) < 2


def test_a_channel_that_your_table_leaves_out_is_not_found():
    """Your table of channels is the list of channels, for labels too."""
    rows = [row for row in load("channels").rows if row["slug"] != "whatsapp"]
    facts = BUNDLED.with_table("channels", rows)

    assert channels.extract("WhatsApp: lamp.maker", facts=facts) == ()
    assert channels.parse("https://wa.me/message/LAMPS123", facts=facts) is None
    assert channels.parse("WhatsApp: lamp.maker", facts=facts) is None


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    """Whatever comes in, contact points come out, or none."""
    assert all(point.value for point in channels.extract(text, region="ES"))
