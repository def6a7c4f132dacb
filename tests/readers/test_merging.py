"""Which leads are one customer, and which only share something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from followup import Inquiry, Interaction, Lead
from followup.models import ContactPoint
from followup.readers import merge


def lead(company=None, person=None, **channels):
    """A lead with handles: ``email="…"``, or several in a tuple."""
    points = [
        ContactPoint(channel, value)
        for channel, values in channels.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return Lead(company=company, person=person, contact_points=points)


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (lead(email="Ana@Aguas.es"), lead(email="ana@aguas.es"), "both have the address"),
        (
            lead(email=("ana@aguas.es", "ANA@aguas.es"), wechat="ana"),
            lead(email="ana@aguas.es", wechat="ana"),
            "both have the address",
        ),
        (lead(email="a.na+x@gmail.com"), lead(email="ana@gmail.com"), "both have the address"),
        (lead(phone="+34 912 34 56 78"), lead(whatsapp="0034912345678"), "+34912345678"),
        (lead(wechat="ana_99"), lead(wechat="Ana_99"), "both have wechat ana_99"),
        (
            lead(person="Ana López", email="ana@aguas.es"),
            lead(person="LOPEZ, Ana", email="a.lopez@mail.aguas.es"),
            "both write from aguas.es and have the same name",
        ),
        (
            lead(company="Aguas", phone="+34912345678"),
            lead(company="aguas", phone="+34912345678"),
            "+34912345678",
        ),
    ],
)
def test_these_are_one(one, other, because):
    """Whichever comes first."""
    merged = merge([one, lead(company="Between"), other])

    assert len(merged.leads) == 2
    [made] = merged.merges
    assert made.places == (0, 2)
    assert because in made.because[0]
    assert len(merge([other, one]).leads) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lead(email="info@aguas.es"), lead(email="info@aguas.es")),
        (lead(person="Ana", email="ana1@gmail.com"), lead(person="Ana", email="ana2@gmail.com")),
        (lead(email="ana@aguas.es"), lead(email="luis@aguas.es")),
        (
            lead(person="Ana", phone="+34912345678"),
            lead(person="Luis", phone="+34912345678"),
        ),
        (
            lead(company="Aguas", phone="+34912345678"),
            lead(company="Pozos", phone="+34912345678"),
        ),
        (lead(phone="912345678"), lead(phone="912345678")),
        (lead(email="bad@"), lead(email="bad@")),
        (lead(company="Aguas"), lead(company="Aguas")),
    ],
)
def test_these_are_not(one, other):
    """Role mailboxes, free providers, shared numbers, numbers without a country, names alone."""
    assert merge([one, other]).leads == (one, other)


def test_a_switchboard_joins_nobody():
    """Neither where its role says so, nor where three people answer at it."""
    points = [ContactPoint("phone", "+34912345678", role="switchboard")]
    shared = [lead(person=name, phone="+34912345678") for name in ("Ana", "Luis", "Eva")]
    nobody = lead(phone="+34912345678")

    assert len(merge([Lead(contact_points=points), Lead(contact_points=points)]).leads) == 2
    assert len(merge([nobody, *shared]).leads) == 4


def test_chains_are_one_customer():
    """A and B share a mail, B and C a number."""
    merged = merge(
        [
            lead(wechat="anna"),
            lead(email="ana@aguas.es"),
            lead(email="ana@aguas.es", phone="+34912345678"),
            lead(phone="+34912345678", wechat="anna"),
        ]
    )

    assert len(merged.leads) == 1
    assert len(merged.merges[0].because) == 3


def test_the_address_of_an_inquiry_counts():
    """It is kept apart from the contact points."""
    asked = Lead(inquiry=Inquiry(text="Price?", email="ana@aguas.es"))
    merged = merge([lead(company="Aguas", email="ana@aguas.es"), asked])

    assert merged.leads[0].inquiry == asked.inquiry


def test_what_only_one_knows_is_kept():
    """The first counts where both know; opting out counts wherever it was said."""
    when = datetime(2026, 11, 22, tzinfo=UTC)
    said = Interaction(at=when, direction="inbound", text="Hello")
    first = Lead(
        company="Aguas", country="ES", about="Water", history=[said],
        contact_points=[ContactPoint("email", "ana@aguas.es"), ContactPoint("wechat", "anna")],
    )  # fmt: skip
    second = Lead(
        company="AGUAS SL", person="Ana", country="PT", about="Pools", history=[said],
        contact_points=[ContactPoint("email", "ANA@aguas.es", opted_out=True)],
    )  # fmt: skip
    [made] = merge([first, second]).leads

    assert (made.company, made.person, made.country) == ("Aguas", "Ana", "ES")
    assert made.about == "Water\nPools"
    assert made.history == (said,)
    assert [(point.value, point.opted_out) for point in made.contact_points] == [
        ("ana@aguas.es", True),
        ("anna", False),
    ]


def test_nobody_is_joined_to_two_people():
    """A row without a name shares a site with Ana and with Luis: it goes to one of them, and they stay two."""
    rows = [
        Lead(company="Aguas", person="Ana", website="aguas.es"),
        Lead(company="Aguas SL", website="www.aguas.es"),
        Lead(company="Aguas", person="Luis", website="https://aguas.es/"),
    ]

    assert [made.person for made in merge(rows).leads] == ["Ana", "Luis"]


def test_a_mailbox_that_bears_a_name_is_that_person_s_whatever_the_rows_say():
    """One row has the boss as its person."""
    rows = [
        lead(person="Tom", email="tom@ponds.es"),
        lead(person="Thomas Baker", email="tom@ponds.es"),
    ]

    assert len(merge(rows).leads) == 1


def test_what_one_row_blocks_stays_blocked():
    """And what is urgent stays urgent."""
    rows = [
        Lead(contact_points=["ana@aguas.es"], urgency="urgent"),
        Lead(contact_points=["ana@aguas.es"], segment="blocked"),
        Lead(contact_points=["ana@aguas.es"]),
    ]
    [made] = merge(rows).leads

    assert (made.segment, made.urgency) == ("blocked", "urgent")


def test_thousands_that_share_one_thing_do_not_take_for_ever():
    """Only neighbours are compared."""
    rows = [
        lead(company=f"C{n}", person=f"Person{n} Family{n}", telegram="shop") for n in range(400)
    ]
    rows += [Lead(company=f"Branch {n}", website="group.es") for n in range(400)]

    assert len(merge(rows).leads) == 800
