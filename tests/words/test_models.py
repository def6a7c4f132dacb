"""The words that callers bring are normalised, or refused with a sentence."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta, timezone

import pytest
import pytz

from followup.errors import InvalidValue, NaiveTime
from followup.evidence import Confidence, Finding, NotChecked, Outcome, Source
from followup.models import (
    ContactPoint,
    IndustryProfile,
    Inquiry,
    Interaction,
    Lead,
    Seller,
    Topic,
)


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def said(hours, direction="inbound", **fields):
    """An interaction so many hours after noon."""
    return Interaction(at=NOON + timedelta(hours=hours), direction=direction, **fields)


class TestLead:
    """A customer."""

    def test_everything_may_be_unknown(self):
        """A lead without any field is allowed; judgements will say unknown."""
        assert (Lead().email, Lead().phone, Lead().country) == (None, None, None)

    @pytest.mark.parametrize(
        ("given", "normal"),
        [("es", "ES"), (" UK ", "GB"), ("el", "GR"), ("XK", "XK"), (None, None)],
    )
    def test_countries_are_iso_3166_codes(self, given, normal):
        """Small letters, white space and two customary slips are mended."""
        assert Lead(country=given).country == normal

    @pytest.mark.parametrize("given", ["Spain", "ZZ", "", 34])
    def test_other_countries_are_refused(self, given):
        """The message names the value, the reason and the remedy."""
        with pytest.raises(InvalidValue, match=r"country: .* is not an ISO 3166-1 alpha-2 code"):
            Lead(country=given)

    def test_blank_texts_are_unknown(self):
        """White space is not a company."""
        assert Lead(company="  ", website=" x.example ").company is None

    def test_contact_points_may_be_a_mapping(self):
        """The shape that most CRMs have; empty cells are left out."""
        lead = Lead(contact_points={"E-mail": "", "WhatsApp": " +34 612 345 678 "})

        assert lead.contact_points == (ContactPoint("whatsapp", "+34 612 345 678"),)

    def test_contact_points_may_be_bare_texts(self):
        """An address or a number names its channel itself."""
        lead = Lead(contact_points=["a@b.example", "+34 612 345 678"])

        assert [point.channel for point in lead.contact_points] == ["email", "phone"]

    def test_one_bare_text_is_one_contact_point(self):
        """A string is not taken for a list of letters."""
        assert Lead(contact_points="a@b.example").email == "a@b.example"

    def test_a_bare_name_is_refused(self):
        """Nobody can guess the channel of a user name."""
        with pytest.raises(InvalidValue, match="Name its channel"):
            Lead(contact_points=["some.user"])

    @pytest.mark.parametrize("point", [("", "x"), ("email", "  ")])
    def test_an_empty_contact_point_is_refused(self, point):
        """Without a channel or a handle there is nothing to reach."""
        with pytest.raises(InvalidValue, match="is empty"):
            ContactPoint(*point)

    def test_history_is_put_in_the_order_of_time(self):
        """Exports come in any order."""
        lead = Lead(history=[said(2), said(1)])

        assert [event.at.hour for event in lead.history] == [13, 14]

    def test_handles_leave_out_the_opted_out(self):
        """An address that must not be used is not offered."""
        lead = Lead(
            contact_points=[
                ContactPoint("email", "old@b.example", opted_out=True),
                ContactPoint("email", "new@b.example"),
            ]
        )

        assert lead.handles("E-Mail") == ("new@b.example",)
        assert lead.email == "new@b.example"

    def test_the_inquiry_lends_its_address(self):
        """Where no e-mail contact point is known, the one left in the inquiry counts."""
        assert Lead(inquiry=Inquiry(text="hi", email="a@b.example")).email == "a@b.example"

    def test_the_phone_is_the_first_number(self):
        """WhatsApp numbers are numbers."""
        lead = Lead(contact_points={"email": "a@b.example", "whatsapp": "+34 612 345 678"})

        assert lead.phone == "+34 612 345 678"

    def test_it_survives_json(self):
        """A CRM can store it and read it back."""
        lead = Lead(
            id="7",
            country="ES",
            contact_points={"email": "a@b.example"},
            history=[said(0, text="hello", kind="call")],
            inquiry=Inquiry(text="hi", received_at=NOON, products="lamp"),
            urgency="urgent",
        )

        assert Lead.from_dict(json.loads(json.dumps(lead.to_dict()))) == lead


class TestInteraction:
    """One event in the history."""

    def test_naive_times_are_refused_with_the_field_and_a_remedy(self):
        """A time without a zone is ambiguous by a day."""
        with pytest.raises(
            NaiveTime, match=r"Interaction\.at: .* has no time zone\. Pass an aware"
        ):
            Interaction(at=datetime(2026, 11, 22), direction="inbound")  # noqa: DTZ001 - the point of the test

    def test_what_is_no_time_is_refused(self):
        """A text is not parsed silently."""
        with pytest.raises(InvalidValue, match="is not a datetime"):
            Interaction(at="2026-11-22", direction="inbound")

    def test_a_raw_pytz_zone_is_refused_with_the_remedy(self):
        """tzinfo=pytz.timezone(…) gives the local mean time of the 19th century."""
        raw = datetime(2026, 11, 22, tzinfo=pytz.timezone("Asia/Shanghai"))

        with pytest.raises(InvalidValue, match=r"Use zone\.localize"):
            Interaction(at=raw, direction="inbound")

    def test_odd_offsets_of_old_times_are_real(self):
        """Before 1980 a few zones did have such offsets."""
        old = datetime(1970, 1, 1, tzinfo=timezone(-timedelta(minutes=44, seconds=30)))

        assert Interaction(at=old, direction="inbound").at is old

    @pytest.mark.parametrize(
        ("kind", "human"),
        [("message", True), ("call", True), ("bounce", False), ("auto_reply", False)],
    )
    def test_only_people_are_human(self, kind, human):
        """Automatic mail does not count as an answer."""
        assert said(0, kind=kind).is_human is human

    def test_the_direction_says_who_spoke(self):
        """Inbound is the customer."""
        assert said(0).is_inbound
        assert not said(0, "outbound").is_inbound


class TestSeller:
    """The side that asks."""

    def test_a_profile_may_be_a_dict(self):
        """Stored profiles come back as dicts."""
        seller = Seller(
            name="A", profile={"name": "p", "topics": [{"name": "t", "phrases": ["t"]}]}
        )

        assert seller.profile == IndustryProfile(name="p", topics=["t"])

    @pytest.mark.parametrize(
        "profile", [None, "uv-disinfection", IndustryProfile(name="p", topics=["t"])]
    )
    def test_it_survives_json(self, profile):
        """With a profile, the name of one, or none."""
        seller = Seller(name="A", country="cn", profile=profile, channels=["E-mail", "WhatsApp"])

        assert Seller.from_dict(json.loads(json.dumps(seller.to_dict()))) == seller
        assert seller.channels == ("email", "whatsapp")


class TestProfile:
    """What the seller's targets do."""

    def test_bare_names_become_topics(self):
        """The shortest useful profile is a name and a few words."""
        profile = IndustryProfile(
            name="p", topics=["water treatment", Topic(name="air", phrases="clean room")]
        )

        assert [topic.phrases for topic in profile.topics] == [
            ("water treatment",),
            ("clean room",),
        ]

    def test_a_profile_needs_a_topic(self):
        """Nothing would ever fit."""
        with pytest.raises(InvalidValue, match="Name at least one topic"):
            IndustryProfile(name="p", topics=[])

    @pytest.mark.parametrize("weight", [0, -1, 1.5])
    def test_weights_lie_between_zero_and_one(self, weight):
        """A weight outside the range is refused."""
        with pytest.raises(InvalidValue, match=r"Topic\.weight"):
            Topic(name="t", phrases=["t"], weight=weight)

    def test_thresholds_must_be_in_order(self):
        """Possible comes before target."""
        with pytest.raises(InvalidValue, match="possible <= target"):
            IndustryProfile(name="p", topics=["t"], possible=0.9)


class TestEvidence:
    """What judgements carry."""

    def test_confidence_orders_unknown_below_low(self):
        """Unknown is less than low, and not a no."""
        weights = [one.weight for one in Confidence]

        assert weights == sorted(weights, reverse=True)
        assert Confidence.UNKNOWN.weight == 0

    def test_a_finding_survives_json(self):
        """With its source and its time."""
        finding = Finding(
            name="mail.no_such_domain",
            outcome=Outcome.AGAINST,
            reason="The domain does not exist.",
            source=Source(title="DNS", as_of=NOON.date()),
            observed_at=NOON,
        )

        assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding

    def test_what_was_not_checked_is_a_value(self):
        """Coverage is part of every verdict."""
        assert NotChecked("site", "Offline.").to_dict() == {"what": "site", "reason": "Offline."}
