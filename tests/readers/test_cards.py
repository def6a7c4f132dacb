"""Cards of address books."""

from __future__ import annotations

import io

import pytest

from hypothesis import given, strategies as st

from followup import Lead
from followup.models import ContactPoint
from followup.readers import read_leads


def read(*lines, encoding="utf-8"):
    """The leads of a file of cards."""
    return read_leads(io.BytesIO("\r\n".join(lines).encode(encoding)))


def card(*lines):
    """One card around lines."""
    return ("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD")


def test_a_card_becomes_a_lead():
    """RFC 6350: structured names, addresses, URIs, groups, folded lines."""
    table = read(
        *card(
            "UID:urn:uuid:7",
            "FN:Ana L\\, pez",
            "N:López;Ana;María;;",
            "ORG:Aguas del Sur;Compras",
            "item1.EMAIL;TYPE=work:ana@aguas.es",
            "TEL;VALUE=uri;TYPE=cell:tel:+34-912-345-678;ext=5",
            "ADR;TYPE=work:;;Calle Mayor 1;Madrid;MD;28001;España",
            "URL:https://aguas.es",
            "URL:https://www.linkedin.com/in/ana",
            "TZ:Europe/Madrid",
            "LANG:es",
            "NOTE:Met in\\nCanton,",
            "  and liked the lamps",
            "ROLE:buyer",
        )
    )
    [lead] = table

    assert lead == Lead(
        id="urn:uuid:7",
        company="Aguas del Sur",
        person="Ana L, pez",
        country="ES",
        subdivision="MD",
        city="Madrid",
        timezone="Europe/Madrid",
        language="es",
        website="https://aguas.es",
        about="Met in\nCanton, and liked the lamps",
        contact_points=[
            ContactPoint("email", "ana@aguas.es", person="Ana L, pez"),
            ContactPoint("phone", "+34-912-345-678", person="Ana L, pez"),
            ContactPoint("linkedin", "ana", person="Ana L, pez"),
        ],
    )
    assert (table.dialect, table.problems) == ("vcard", ())


@pytest.mark.parametrize(
    ("line", "channel", "value"),
    [
        ("IMPP;SERVICE-TYPE=WhatsApp;USERNAME=+34912345678:x", "whatsapp", "+34912345678"),
        ("IMPP:whatsapp:+34912345678", "whatsapp", "+34912345678"),
        ("IMPP;X-SERVICE-TYPE=Telegram:anna_99", "telegram", "anna_99"),
        ("SOCIALPROFILE;SERVICE-TYPE=X:https://x.com/anna99", "x", "anna99"),
        ("X-SOCIALPROFILE;TYPE=facebook;X-USER=anna:x-apple:anna", "facebook", "anna"),
        ("IMPP:skype:live:anna", "skype", "live:anna"),
    ],
)
def test_handles_are_told_in_many_ways(line, channel, value):
    """RFC 9554, RFC 4770, and what address books made of them before."""
    [lead] = read(*card("FN:Ana", line))
    [point] = lead.contact_points

    assert (point.channel, point.value) == (channel, value)


def test_a_messenger_that_nobody_knows_is_told():
    """Nothing else of the card is lost."""
    table = read(*card("FN:Ana", "IMPP:jabber:ana@chat.example"))

    assert table.leads == (Lead(person="Ana"),)
    assert table.problems[0].column == "IMPP"


@pytest.mark.parametrize("charset", ["UTF-8", "ISO-8859-1", "X-UNHEARD", ""])
def test_old_phones_write_quoted_printable(charset):
    """With soft line breaks in the middle of a name."""
    told = f";CHARSET={charset}" if charset else ""
    octets = "=C3=81guas" if charset != "ISO-8859-1" else "=C1guas"
    [lead] = read(*card(f"ORG;ENCODING=QUOTED-PRINTABLE{told}:{octets} d=", "el Sur"))

    assert lead.company == "Águas del Sur"


def test_cards_without_end_are_told_and_the_next_is_read():
    """At the end of the file as well."""
    table = read("BEGIN:VCARD", "FN:Ana", *card("FN:Luis"), "BEGIN:VCARD", "FN:Eva")

    assert [lead.person for lead in table] == ["Luis"]
    assert [problem.row for problem in table.problems] == [1, 3]


def test_lines_that_are_no_properties_are_left_out():
    """And so is what lies between the cards."""
    table = read(*card("FN:Ana", "no colon here"), "noise", *card())

    assert [lead.person for lead in table] == ["Ana"]


@given(
    st.lists(st.text(max_size=40) | st.sampled_from(["BEGIN:VCARD", "END:VCARD", "TEL:", "N:;;"]))
)
def test_any_lines_give_a_table(lines):
    """Nothing raises."""
    assert all(isinstance(lead, Lead) for lead in read("BEGIN:VCARD", *lines))


def told(*lines):
    """The one lead of a card, and what of it was not read."""
    table = read("BEGIN:VCARD", *lines, "END:VCARD")
    [lead] = table
    return lead, table.unread, [problem.value for problem in table.problems]


def points(lead):
    """Its contact points in short."""
    return [(point.channel, point.value) for point in lead.contact_points]


def test_what_is_preferred_comes_first():
    """By number in vCard 4, by type before."""
    four, _, _ = told("FN:Ana", "EMAIL;PREF=2:b@aguas.es", "EMAIL;PREF=1:a@aguas.es")
    three, _, _ = told("FN:Ana", "EMAIL:b@aguas.es", "EMAIL;TYPE=INTERNET,PREF:a@aguas.es")
    old, _, _ = told("FN:Ana", "TEL;WORK:+34911111111", "TEL;CELL;PREF:+34622222222")

    assert [lead.email for lead in (four, three)] == ["a@aguas.es", "a@aguas.es"]
    assert old.phone == "+34622222222"


def test_a_fax_is_no_telephone_and_the_main_number_is_the_houses():
    """By their types; what has no place is told."""
    lead, _, problems = told(
        "FN:Ana",
        "TEL;TYPE=WORK,FAX:+34911111119",
        "TEL;TYPE=PAGER:12345678",
        "TEL;TYPE=MAIN:+34911111110",
        "TEL;TYPE=WORK:+34911111111",
    )

    assert [(point.value, point.role) for point in lead.contact_points] == [
        ("+34911111110", "switchboard"),
        ("+34911111111", "contact"),
    ]
    assert problems == ["+34911111119", "12345678"]


def test_apples_labels_and_own_properties_name_channels():
    """Groups belong together; X-WHATSAPP is no standard, and common."""
    lead, unread, problems = told(
        "FN:Ana",
        "item1.TEL:+34622222222",
        "item1.X-ABLabel:WhatsApp",
        "item2.EMAIL;type=INTERNET:ana@aguas.es",
        "item2.X-ABLabel:_$!<Work>!$_",
        "X-WHATSAPP:+34633333333",
        "X-WECHAT:ana_99",
        "X-SKYPE-USERNAME:live:ana",
        "X-MADE-UP:something",
        "TITLE:Buyer",
    )

    assert points(lead) == [
        ("whatsapp", "+34622222222"),
        ("email", "ana@aguas.es"),
        ("whatsapp", "+34633333333"),
        ("wechat", "ana_99"),
        ("skype", "live:ana"),
    ]
    assert (unread, problems) == (("X-MADE-UP", "TITLE"), [])


@pytest.mark.parametrize("mark", ["KIND:org", "X-ABShowAs:COMPANY"])
def test_a_company_has_a_card_without_a_person(mark):
    """Its name stands where the person's would."""
    lead, _, _ = told(mark, "FN:Aguas SA", "TEL:+34911111111")

    assert (lead.company, lead.person) == ("Aguas SA", None)


def test_the_office_goes_before_the_home_and_its_code_stands_in_for_a_country():
    """Apple writes the code of the country beside the address."""
    both, _, _ = told("FN:Ana", "ADR;TYPE=HOME:;;;Lugo;;;Italy", "ADR;TYPE=WORK:;;;Vigo;;;Spain")
    coded, _, _ = told("FN:Ana", "item1.X-ABADR:es", "item1.ADR:;;;Vigo;;;")

    assert [(lead.city, lead.country) for lead in (both, coded)] == [("Vigo", "ES")] * 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "gb18030"])
def test_cards_are_read_in_each_encoding(encoding):
    """The encoding is found before the card is."""
    name = "王小明" if encoding == "gb18030" else "Íñigo Muñoz"
    text = f"BEGIN:VCARD\r\nFN:{name}\r\nORG:{name}\r\nEND:VCARD\r\n"
    [lead] = read_leads(io.BytesIO(text.encode(encoding)))

    assert (lead.company, lead.person) == (name, None)
