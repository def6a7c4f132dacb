"""Which contact point to use, and why the others not."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime, timedelta

import pytest

from followup import ContactPoint, Inquiry, Interaction, Lead, Seller, channels
from followup.data import BUNDLED, load
from followup.errors import NaiveTime


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="DE")
MOBILE, FIXED, MAIL = "+49 151 23456789", "+49 30 123456", "a@example.de"


def _lead(*points, country="DE", **fields):
    return Lead(
        country=country, contact_points=[ContactPoint(*point) for point in points], **fields
    )


def _said(channel, days=3, **fields):
    return Interaction(
        at=NOW - timedelta(days=days), direction="inbound", channel=channel, **fields
    )


def _order(lead, seller=SELLER, **fields):
    return [choice.channel for choice in channels.choose(lead, seller, at=NOW, **fields)]


def _dropped(lead, seller=SELLER, at=NOW):
    review = channels.review(lead, seller, at=at)
    return [(one.contact_point.channel, one.reason.value) for one in review.dropped]


def test_without_a_history_the_messenger_of_the_country_comes_first():
    """Then mail, then the telephone, then text messages, then what the country does not use."""
    lead = _lead(
        ("sms", MOBILE), ("line", "lamp"), ("phone", FIXED), ("email", MAIL), ("whatsapp", MOBILE)
    )

    assert _order(lead) == ["whatsapp", "email", "phone", "sms", "line"]


def test_where_the_customer_wrote_before_comes_first():
    """Twice is more than once; automatic replies and our own words do not count."""
    history = [
        _said("email"),
        _said("email", 2),
        _said("phone", 1, kind="call"),
        *[_said("whatsapp", 1, kind="auto_reply")] * 3,
        Interaction(at=NOW, direction="outbound", channel="whatsapp"),
        _said("pigeon"),
    ]
    lead = _lead(("whatsapp", MOBILE), ("phone", FIXED), ("email", MAIL), history=history)
    choices = channels.choose(lead, SELLER, at=NOW)

    assert [choice.channel for choice in choices] == ["email", "phone", "whatsapp"]
    assert "2 times before" in choices[0].because[0].reason
    assert "once before" in choices[1].because[0].reason
    assert choices[0].confidence == "high"


def test_what_comes_later_is_not_known_yet():
    """A review of an old day sees what had happened by then."""
    lead = _lead(("whatsapp", MOBILE), ("email", MAIL), history=[_said("email", days=-1)])

    assert _order(lead) == ["whatsapp", "email"]


def test_an_urgent_matter_is_called_about():
    """Goods at the port: the emergency contact, then calls, then messengers, then mail."""
    lead = Lead(
        country="DE",
        contact_points=[
            ContactPoint("email", MAIL),
            ContactPoint("whatsapp", MOBILE),
            ContactPoint("phone", FIXED),
            ContactPoint("email", "port@example.de", role="emergency"),
        ],
        history=[_said("email")],
    )
    choices = channels.choose(lead, SELLER, at=NOW, urgency="urgent")

    assert [choice.contact_point.value for choice in choices] == [
        "port@example.de",
        FIXED,
        MOBILE,
        MAIL,
    ]
    assert {finding.name for finding in choices[0].because} >= {"channel.emergency_contact"}
    assert {finding.name for finding in choices[1].because} >= {"channel.instant"}


def test_what_was_tried_goes_last_and_says_so():
    """Under any name of the channel."""
    lead = _lead(("whatsapp", MOBILE), ("email", MAIL))
    last = channels.choose(lead, SELLER, at=NOW, tried=["WhatsApp", "pigeon"])[-1]

    assert last.channel == "whatsapp"
    assert last.confidence == "low"
    assert last.because[-1].name == "channel.tried"


def test_what_bounced_goes_behind_until_it_is_heard_of_again():
    """The last word of a handle counts."""
    bounce = _said("email", 2, kind="bounce", handle=MAIL.upper())
    gone = _lead(("email", MAIL), ("line", "lamp"), history=[bounce])
    back = _lead(
        ("email", MAIL), ("line", "lamp"), history=[bounce, _said("email", 1, handle=MAIL)]
    )

    assert _order(gone) == ["line", "email"]
    assert _order(back) == ["email", "line"]


def test_doubtful_handles_go_behind_sound_ones():
    """A fixed line on WhatsApp, a switchboard."""
    points = [
        ContactPoint("whatsapp", FIXED),
        ContactPoint("whatsapp", "+49 151 23456780", role="switchboard"),
        ContactPoint("whatsapp", MOBILE),
    ]
    lead = Lead(country="DE", contact_points=points)
    choices = channels.choose(lead, SELLER, at=NOW)

    assert choices[0].contact_point.value == MOBILE
    assert {choice.confidence for choice in choices[1:]} == {"low"}


def test_every_choice_has_its_link_or_the_reason_why_not():
    """WeChat documents no link."""
    whatsapp, wechat = channels.choose(
        _lead(("whatsapp", "0151 23456789"), ("wechat", "lampmaker")), SELLER, at=NOW
    )

    assert whatsapp.link == "https://wa.me/4915123456789"
    assert wechat.link is None
    assert wechat.because[-1].name == "channel.no_link"


def test_what_cannot_be_used_is_dropped_with_its_reason():
    """Each for another reason."""
    lead = Lead(
        country="DE",
        contact_points=[
            ContactPoint("skype", "live:lamp"),
            ContactPoint("icq", "123456"),
            ContactPoint("aim", "lampmaker"),
            ContactPoint("fax", "030 123456"),
            ContactPoint("phone", "12"),
            ContactPoint("email", MAIL),
            ContactPoint("email", " A@EXAMPLE.de"),
            ContactPoint("telegram", "lampmaker", opted_out=True),
        ],
    )

    assert _dropped(lead) == [
        ("skype", "retired"),
        ("icq", "retired"),
        ("aim", "retired"),
        ("fax", "unknown_channel"),
        ("phone", "unreadable"),
        ("email", "duplicate"),
        ("telegram", "opted_out"),
    ]


def test_an_opt_out_holds_however_often_the_handle_is_listed():
    """A second entry of the same address is no way round."""
    twice = (ContactPoint("email", MAIL, opted_out=True), ContactPoint("email", MAIL.upper()))

    assert _dropped(Lead(contact_points=twice)) == [("email", "opted_out")] * 2


def test_a_duplicate_is_dropped():
    """The same number twice, written in two ways."""
    assert _dropped(_lead(("phone", MOBILE), ("phone", "0151 23456789"))) == [
        ("phone", "duplicate")
    ]


def test_a_channel_of_tomorrow_is_not_proposed_today():
    """A review of 2008 knows no WhatsApp, and Twitter by its own name."""
    lead = _lead(("whatsapp", MOBILE), ("x", "lampmaker"))
    review = channels.review(lead, SELLER, at=NOW.replace(year=2008))

    assert [one.reason.value for one in review.dropped] == ["not_yet"]
    assert [choice.channel for choice in review.kept] == ["twitter"]


def test_what_is_blocked_for_either_side_is_dropped():
    """In Russia WhatsApp is blocked from 2026-02-11; in China for the seller too."""
    lead = _lead(("whatsapp", MOBILE), country="RU")

    assert _dropped(lead) == [("whatsapp", "blocked")]
    assert _dropped(lead, at=datetime(2026, 2, 10, tzinfo=UTC)) == []
    assert _dropped(_lead(("whatsapp", MOBILE)), Seller(name="L", country="CN")) == [
        ("whatsapp", "blocked_for_seller")
    ]


def test_a_seller_that_names_its_channels_is_taken_at_its_word():
    """It says what its people can use; the block is told all the same, and the rest is dropped."""
    seller = Seller(name="L", country="CN", channels=("whatsapp",))
    lead = _lead(("whatsapp", MOBILE), ("email", MAIL))
    choices = channels.choose(lead, seller, at=NOW)

    assert [choice.channel for choice in choices] == ["whatsapp"]
    assert choices[0].because[-1].name == "channel.seller_reaches_it"
    assert _dropped(lead, seller) == [("email", "not_used_by_seller")]


def test_a_restriction_is_told_and_does_not_drop():
    """In the Emirates calls over WhatsApp do not work."""
    choice = channels.choose(_lead(("whatsapp", MOBILE), country="AE"), SELLER, at=NOW)[0]

    assert "channel.restricted" in {finding.name for finding in choice.because}


@pytest.mark.parametrize("kind", ["opt_out", "complaint"])
def test_who_asked_for_silence_is_left_alone(kind):
    """On every channel."""
    lead = _lead(
        ("whatsapp", MOBILE), ("email", MAIL), history=[_said("email", kind=kind, id="m1")]
    )

    assert channels.choose(lead, SELLER, at=NOW) == ()
    assert _dropped(lead) == [("whatsapp", "opted_out"), ("email", "opted_out")]


def test_the_address_left_with_the_inquiry_counts():
    """Where no other is listed."""
    inquiry = Inquiry(text="Lamps?", email="b@example.de")

    assert _order(Lead(inquiry=inquiry)) == ["email"]
    assert len(channels.choose(_lead(("email", MAIL), inquiry=inquiry), SELLER, at=NOW)) == 1
    assert _order(Lead(inquiry=Inquiry(text="Lamps?"))) == []


def test_the_same_input_gives_the_same_bytes():
    """Nothing depends on the clock, the run or the zone of the time."""
    lead = _lead(("whatsapp", MOBILE), ("email", MAIL), ("skype", "live:lamp"))
    one = channels.review(lead, SELLER, at=NOW)
    two = channels.review(lead, SELLER, at=NOW.astimezone())

    assert json.dumps(one.to_dict()) == json.dumps(two.to_dict())
    assert channels.Review.from_dict(json.loads(json.dumps(one.to_dict()))) == one


def test_a_time_without_a_zone_and_an_unknown_urgency_are_refused():
    """Slips are named."""
    with pytest.raises(NaiveTime):
        channels.choose(Lead(), SELLER, at=datetime(2026, 1, 1))  # noqa: DTZ001 - the case
    with pytest.raises(ValueError, match="soon"):
        channels.choose(Lead(), SELLER, at=NOW, urgency="soon")


def test_skype_was_right_while_it_lived():
    """The day of the review counts, not ours."""
    lead = _lead(("skype", "live:lamp"))

    assert [
        c.channel for c in channels.choose(lead, SELLER, at=datetime(2020, 1, 1, tzinfo=UTC))
    ] == ["skype"]
    assert (
        date(2025, 5, 5).isoformat()
        in channels.review(lead, SELLER, at=NOW).dropped[0].because[0].reason
    )


def _names(choice):
    return {finding.name: finding for finding in choice.because}


def test_what_the_law_forbids_is_dropped_with_its_source():
    """By a table of your lawyer, say."""
    row = {
        **dict.fromkeys(load("contact_laws").rows[0], ""),
        "countries": "DE",
        "channels": "phone",
        "audiences": "b2b",
        **dict.fromkeys(("enquiry", "customer", "cold"), "forbidden"),
        "source": "our lawyer",
    }
    facts = BUNDLED.with_table("contact_laws", [row])
    lead = _lead(("phone", FIXED), ("email", MAIL), history=[_said("email")])
    (dropped,) = channels.review(lead, SELLER, at=NOW, facts=facts).dropped

    assert dropped.reason == "not_permitted"
    assert dropped.because[0].source.title == "our lawyer"


def test_what_the_law_asks_of_a_stranger_speaks_against_a_channel():
    """We wrote, and they never did; to a customer that enquired it is a note."""
    ours = Interaction(at=NOW - timedelta(days=3), direction="outbound")
    stranger = channels.choose(_lead(("email", MAIL), history=[ours]), SELLER, at=NOW)[0]
    known = channels.choose(_lead(("email", MAIL), history=[_said("email")]), SELLER, at=NOW)[0]
    unknown = channels.choose(_lead(("email", MAIL)), SELLER, at=NOW)[0]

    assert _names(stranger)["channel.ask_first"].outcome == "against"
    assert "UWG" in _names(stranger)["channel.ask_first"].source.title
    assert _names(known)["channel.ask_first"].outcome == "neutral"
    assert "channel.ask_first" not in _names(unknown)


def test_a_permit_that_ends_is_told_with_its_day():
    """In Canada six months after the enquiry, or two years after an order."""
    lead = _lead(("email", MAIL), country="CA", inquiry=Inquiry(text="Lamps?", received_at=NOW))
    enquired = channels.choose(lead, SELLER, at=NOW)[0]
    order = _said("phone", kind="order")
    bought = channels.choose(_lead(("email", MAIL), country="CA", history=[order]), SELLER, at=NOW)

    assert "until 2027-05-22" in _names(enquired)["channel.allowed_until"].reason
    assert "until 2028-11-19" in _names(bought[0])["channel.allowed_until"].reason


def test_an_enquiry_without_a_day_is_an_enquiry():
    """How long its permit lasts is then not known."""
    lead = _lead(("email", MAIL), country="CA", inquiry=Inquiry(text="Lamps?"))
    reason = _names(channels.choose(lead, SELLER, at=NOW)[0])["channel.allowed_until"].reason

    assert "a day that you did not tell" in reason


def test_an_urgent_call_outside_the_hours_for_advertising_says_when_the_next_begin():
    """Sunday in Germany; in a part of a country its own clock counts. What can wait finds its window later."""
    german = channels.choose(_lead(("phone", FIXED)), SELLER, at=NOW, urgency="urgent")[0]
    lead = _lead(("phone", "+1 415 555 2671"), country="US", subdivision="US-CA")
    early = channels.choose(lead, SELLER, at=NOW, urgency="urgent")[0]
    awake = channels.choose(lead, SELLER, at=NOW + timedelta(hours=9), urgency="urgent")[0]
    patient = channels.choose(lead, SELLER, at=NOW)[0]
    nowhere = channels.choose(
        _lead(("phone", FIXED), country=None), SELLER, at=NOW, urgency="urgent"
    )
    free = channels.choose(_lead(("phone", FIXED), country="NL"), SELLER, at=NOW, urgency="urgent")

    assert "2026-11-23 08:00 +0100" in _names(german)["channel.call_hours"].reason
    assert "2026-11-22 08:00 -0800" in _names(early)["channel.call_hours"].reason
    for choice in (awake, patient, nowhere[0], free[0]):
        assert "channel.call_hours" not in _names(choice)
