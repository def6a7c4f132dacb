"""Offers for a limited time, on the customer's own clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from followup import Interaction, Lead, Seller, plan
from followup.data import BUNDLED
from followup.errors import InvalidValue, NaiveTime
from followup.models import ContactPoint
from followup.plan import NoOffer
from followup.verify import Authenticity, Verdict


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp"))


def customer(country="ES", **more):
    """A customer of the pool."""
    points = [ContactPoint("email", "ana@aguas.es")]
    return Lead(**{"country": country, "segment": "pool", "contact_points": points, **more})


def offer(lead, now=NOW, days=5, **more):
    """The offer."""
    return plan.offer(lead, SELLER, now=now, working_days=days, **more)


def test_it_holds_for_whole_working_days_of_theirs():
    """Opened on a Monday, five days end on the next Monday; both clocks are shown."""
    found = offer(customer())

    assert found.opens.start.isoformat() == "2026-11-23T10:00:00+01:00"
    assert found.closes.date().isoformat() == "2026-11-30"
    assert found.closes_ours == found.closes
    assert found.closes_ours.utcoffset() == timedelta(hours=8)
    assert (found.channel, found.zone, found.working_days) == ("email", "Europe/Madrid", 5)
    assert "Mon 30 Nov 2026" in found.summary
    assert "Europe/Madrid" in found.summary_zh


def test_holidays_of_theirs_do_not_count():
    """The bridge of the Constitution and the Immaculate Conception: 7 and 8 December 2026."""
    found = offer(customer(), now=datetime(2026, 12, 2, 9, tzinfo=UTC), days=3)

    assert found.closes.date().isoformat() == "2026-12-09"


@pytest.mark.parametrize(
    ("country", "now", "after"),
    [
        ("IT", datetime(2026, 8, 3, 9, tzinfo=UTC), datetime(2026, 8, 24, tzinfo=UTC)),
        ("VN", datetime(2026, 2, 9, 3, tzinfo=UTC), datetime(2026, 2, 22, tzinfo=UTC)),
    ],
)
def test_a_season_that_damps_is_waited_for(country, now, after):
    """Italy's August, the Vietnamese New Year."""
    found = offer(customer(country), now=now)

    assert found.opens.start >= after
    assert found.because[0].name == "plan.season_avoided"


def test_a_season_too_long_to_wait_for_is_told():
    """An offer that is ready now opens now, and says what it runs into."""
    found = offer(customer("ES"), now=datetime(2026, 11, 23, 9, tzinfo=UTC), days=60)

    assert found.opens.start < datetime(2026, 12, 1, tzinfo=UTC)
    assert found.because[0].name == "plan.season"


@pytest.mark.parametrize(
    ("lead", "reason"),
    [
        (customer(segment="blocked"), "You have blocked"),
        (
            customer(history=[Interaction(at=NOW, direction="inbound", kind="opt_out")]),
            "They asked not to be written to",
        ),
        (
            customer(
                history=[
                    Interaction(
                        at=NOW - timedelta(days=2),
                        direction="inbound",
                        text="The lamps arrived broken. We want a refund.",
                    )
                ]
            ),
            "A dispute is open",
        ),
        (customer(contact_points=[]), "None of the contact points"),
        (Lead(contact_points=[ContactPoint("email", "ana@mail.com")]), "Where the customer is"),
    ],
)
def test_these_are_offered_nothing(lead, reason):
    """With the reason."""
    found = offer(lead)

    assert isinstance(found, NoOffer)
    assert found.reason.startswith(reason)


def test_a_place_without_a_country_has_no_seasons():
    """A zone alone tells the hours, and nothing of feasts."""
    found = offer(
        customer(None, timezone="Asia/Ho_Chi_Minh"), now=datetime(2026, 2, 9, 3, tzinfo=UTC)
    )

    assert found.opens.start < datetime(2026, 2, 10, tzinfo=UTC)


def test_a_place_without_office_hours_is_offered_nothing():
    """As your own table may tell."""
    hours = BUNDLED.table("office_hours")
    closed = [{**row, "hours": ""} for row in hours.rows]
    found = offer(customer("XK"), facts=BUNDLED.with_table("office_hours", closed))

    assert isinstance(found, NoOffer)


def test_a_fake_is_offered_nothing():
    """Whatever else is known."""
    fake = Authenticity(verdict=Verdict.FAKE, score=-1.0, summary="A fake.")

    assert offer(customer(), authenticity=fake) == NoOffer("The inquiry is a fake.")


def test_a_seller_whose_place_is_not_known_has_one_clock_less():
    """Nothing is guessed."""
    found = plan.offer(customer(), Seller(name="Lamps"), now=NOW, working_days=5)

    assert found.closes_ours is None
    assert "here" not in found.summary


def test_the_length_must_be_one():
    """And the moment aware."""
    with pytest.raises(InvalidValue, match="working_days"):
        offer(customer(), days=0)
    with pytest.raises(NaiveTime):
        offer(customer(), now=datetime(2026, 11, 23))  # noqa: DTZ001 - what is refused


def test_a_zone_without_a_country_has_no_seasons():
    """Its hours are known, its feasts are not."""
    lead = Lead(timezone="Etc/GMT-3", contact_points={"telegram": "ana_aguas"})
    found = plan.offer(lead, Seller(name="Lamps"), now=NOW, working_days=3)

    assert found.zone == "Etc/GMT-3"
    assert all("season" not in one.name for one in found.because)


class TestWhatElseIsKnown:
    """An offer respects what they said, and says what stands beside it."""

    def test_nobody_is_offered_anything_before_the_day_that_they_named(self):
        """They said 15 January; without a day, a month is given."""
        named = customer(history=[said("Please contact us again on 15 January 2027.")])
        later = customer(history=[said("Let us talk after the fair.")])

        assert offer(named).opens.start.date().isoformat() == "2027-01-15"
        assert offer(later).opens.start >= NOW + timedelta(days=28)

    def test_an_urgent_matter_makes_no_offer_urgent(self):
        """At five in the morning it waits for nine."""
        night = datetime(2026, 11, 23, 4, tzinfo=UTC)

        assert offer(customer(urgency="urgent"), now=night).opens.start.hour == 9

    def test_whoever_waits_for_an_answer_is_answered_first(self):
        """The offer says so."""
        found = offer(customer(history=[said("What does it cost?")]))

        assert "plan.owed" in [finding.name for finding in found.because]
        assert "plan.owed" not in [finding.name for finding in offer(customer()).because]

    def test_a_holiday_within_it_is_named(self):
        """One day, and a bridge of two."""
        told = [
            finding.reason
            for finding in offer(customer(), now=datetime(2026, 12, 2, 9, tzinfo=UTC)).because
            if finding.name == "plan.holiday"
        ]

        assert any("2026-12-08" in reason for reason in told)
        assert all(reason.endswith("is not counted.") for reason in told)

    def test_channels_are_called_by_their_names(self):
        """In both sentences."""
        found = offer(customer())

        assert "Make the offer by e-mail from" in found.summary
        assert "通过邮件发出" in found.summary_zh

    @pytest.mark.parametrize("days", [2.5, "3", True, None])
    def test_only_whole_days_are_counted(self, days):
        """Anything else is refused with what it should be."""
        with pytest.raises(InvalidValue, match="whole number from 1 to 60"):
            offer(customer(), days=days)


def said(text, days=3):
    """They said it so many days ago, and we thanked them where it was no question."""
    return Interaction(at=NOW - timedelta(days=days), direction="inbound", text=text)
