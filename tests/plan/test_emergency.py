"""Goods at the port, written as stories: who is reached, when, and what is known of the hours there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from followup import Inquiry, Interaction, Lead, Seller, plan
from followup.data import BUNDLED
from followup.errors import InvalidValue, NaiveTime
from followup.models import ContactPoint
from followup.plan import RungKind
from followup.verify import Authenticity, Verdict


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TONIGHT = NOW + timedelta(hours=8)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone"))
ANA = (
    ContactPoint("email", "ana@aguas.es"),
    ContactPoint("whatsapp", "+34600111222"),
    ContactPoint("phone", "+34915550100"),
)


def spain(*history, points=ANA, **more):
    """A Spanish customer."""
    return Lead(**{"country": "ES", "contact_points": points, "history": history, **more})


def they(days, text, **more):
    """They wrote so many days ago."""
    return Interaction(at=NOW - timedelta(days=days), direction="inbound", text=text, **more)


def rungs(lead, now=NOW, deadline=TONIGHT, **more):
    """The ladder."""
    return plan.emergency(lead, SELLER, now=now, deadline=deadline, **more)


def kinds(lead, **more):
    """Who is on it, in order."""
    return [rung.kind for rung in rungs(lead, **more)]


def test_what_rings_comes_first():
    """Call, then the messenger, then mail; all at once, side by side."""
    found = rungs(spain())

    assert [rung.channel for rung in found] == ["phone", "whatsapp", "email"]
    assert {rung.start for rung in found} == {NOW}
    assert {rung.kind for rung in found} == {RungKind.CONTACT}
    assert found[0].link == "tel:+34915550100"


def test_their_clock_and_the_hours_for_calls_are_shown():
    """At ten in Berlin a call is within the hours; at night it says when they begin."""
    german = spain(country="DE")
    day = rungs(german)[0]
    late = datetime(2026, 11, 23, 23, tzinfo=UTC)
    night = rungs(german, now=late, deadline=late + timedelta(hours=6))[0]

    assert day.local_time.isoformat() == "2026-11-23T10:00:00+01:00"
    assert (day.within_hours, day.next_hours) == (True, None)
    assert night.within_hours is False
    assert night.next_hours == datetime(2026, 11, 24, 7, tzinfo=UTC)
    # Mail does not ring, and no hours for calls between companies are known in Spain.
    assert [rung.within_hours for rung in rungs(spain())] == [None, None, None]


def test_each_further_kind_begins_within_half_of_the_time_that_is_left():
    """Colleague, switchboard and site, forwarder, platform."""
    lead = spain(
        points=(
            *ANA,
            ContactPoint("phone", "+34915550101", role="colleague"),
            ContactPoint("phone", "+34915550102", role="switchboard"),
            ContactPoint("phone", "+34915550103", role="forwarder"),
            ContactPoint("phone", "+34915550104", role="emergency"),
            ContactPoint("phone", "+34915550105", role="delegate"),
        ),
        website="aguas.es",
        inquiry=Inquiry(text="Price?", platform="alibaba"),
    )
    found = rungs(lead)
    starts = {rung.kind: (rung.start - NOW) / timedelta(hours=1) for rung in found}

    assert found[0].contact_point.role == "emergency"
    assert starts == {
        RungKind.CONTACT: 0, RungKind.DELEGATE: 0, RungKind.COLLEAGUE: 1, RungKind.SWITCHBOARD: 2,
        RungKind.WEBSITE: 2, RungKind.FORWARDER: 3, RungKind.PLATFORM: 4,
    }  # fmt: skip
    soon = rungs(lead, deadline=NOW + timedelta(hours=1))
    assert max(rung.start for rung in soon) == NOW + timedelta(minutes=30)
    far = rungs(lead, deadline=NOW + timedelta(days=9))
    assert max(rung.start for rung in far) == NOW + timedelta(hours=4)


def test_whom_an_absence_notice_names_is_reached_at_once():
    """Unless that was long ago, or it is a contact point already."""
    text = "I am out of the office until 15 December 2026. In urgent cases write to luis@aguas.es."
    away = spain(they(2, text))
    known = spain(
        they(2, text), points=(*ANA, ContactPoint("email", "luis@aguas.es", role="delegate"))
    )

    [delegate] = [rung for rung in rungs(away) if rung.kind is RungKind.DELEGATE]
    assert (delegate.contact_point.value, delegate.start) == ("luis@aguas.es", NOW)
    assert delegate.link == "mailto:luis@aguas.es"
    assert kinds(known).count(RungKind.DELEGATE) == 1
    assert RungKind.DELEGATE not in kinds(spain(they(400, text)))


def test_a_colleague_who_wrote_is_reached_where_that_was():
    """The record holds no such address; the history does."""
    found = rungs(spain(they(30, "I take over for Ana.", handle="luis@aguas.es")))

    [colleague] = [rung for rung in found if rung.kind is RungKind.COLLEAGUE]
    assert colleague.contact_point.value == "luis@aguas.es"


def test_a_platform_s_chat_is_the_last():
    """As a contact point of its own."""
    lead = spain(points=(*ANA, ContactPoint("alibaba_trademanager", "ana99")))
    seller = Seller(name="Lamps", country="CN", channels=("email", "alibaba_trademanager"))
    found = plan.emergency(lead, seller, now=NOW, deadline=TONIGHT)

    assert [rung.kind for rung in found] == [RungKind.CONTACT, RungKind.PLATFORM]


@pytest.mark.parametrize(
    ("website", "link"),
    [
        ("aguas.es", "https://aguas.es"),
        ("http://aguas.es", "http://aguas.es"),
        ("javascript://alert(1)", None),
        ("//aguas.es", None),
    ],
)
def test_only_web_addresses_are_linked(website, link):
    """Strangers typed them."""
    [site] = [rung for rung in rungs(spain(website=website)) if rung.kind is RungKind.WEBSITE]

    assert site.link == link


def test_fewer_than_two_ways_is_told_in_advance():
    """With what to ask for, in their language."""
    alone = rungs(spain(points=ANA[:1], language="es"))
    nobody = rungs(Lead())

    assert [rung.kind for rung in alone] == [RungKind.CONTACT, RungKind.ASK]
    assert "?" in alone[-1].because[0].reason
    assert [rung.kind for rung in nobody] == [RungKind.ASK]
    assert nobody[0].local_time is None


def test_whoever_opted_out_is_not_written_to():
    """The forwarder and the platform serve the contract."""
    lead = spain(
        they(9, "Please remove me from your list.", kind="opt_out"),
        points=(*ANA, ContactPoint("phone", "+34915550103", role="forwarder")),
        inquiry=Inquiry(text="Price?", platform="alibaba"),
    )

    assert set(kinds(lead)) <= {RungKind.FORWARDER, RungKind.PLATFORM, RungKind.ASK}


def test_fakes_and_blocked_customers_have_no_ladder():
    """Nothing is sent to them at all."""
    fake = Authenticity(verdict=Verdict.FAKE, score=-1.0, summary="A fake.")

    assert rungs(spain(), authenticity=fake) == ()
    assert rungs(spain(segment="blocked")) == ()


def test_moments_must_be_aware_and_the_deadline_ahead():
    """As everywhere."""
    with pytest.raises(NaiveTime):
        rungs(spain(), deadline=datetime(2026, 11, 24))  # noqa: DTZ001 - what is refused
    with pytest.raises(InvalidValue, match="is over"):
        rungs(spain(), deadline=NOW)


class TestWhoIsNamed:
    """Everybody whom the record names may help, as long as that is no old story."""

    def test_a_colleague_of_last_year_is_nobody_to_rely_on(self):
        """Whoever wrote, or was written to, within twelve months is."""
        lead = spain(
            they(430, "Ok.", handle="old@aguas.es"),
            they(200, "Ok.", handle="new@aguas.es"),
            Interaction(
                at=NOW - timedelta(days=20), direction="outbound", text="For your information.",
                handle="cc@aguas.es",
            ),
            they(9, "Ok.", handle="ana@aguas.es"),
        )  # fmt: skip
        found = [rung for rung in rungs(lead) if rung.kind is RungKind.COLLEAGUE]

        assert [rung.contact_point.value for rung in found] == ["new@aguas.es", "cc@aguas.es"]

    def test_a_number_that_an_absence_notice_names_is_called(self):
        """Not one of ours, which stands in the mail that it quotes."""
        text = (
            "I am away until 15 December 2026. In urgent cases call Luis: +34 915 550 777.\n\n"
            "On Mon, 16 Nov 2026 Li <li@lamps.cn> wrote:\n> Regards, Li, +86 10 5550 1000"
        )
        lead = spain(they(2, text, subject="Automatic reply"))
        [named] = [rung for rung in rungs(lead) if rung.kind is RungKind.DELEGATE]

        assert (named.channel, named.contact_point.value) == ("phone", "+34915550777")
        assert named.link == "tel:+34915550777"
        assert named.start == NOW

    def test_a_number_that_is_known_already_is_no_second_rung(self):
        """However it is written."""
        text = "I am away until 15 December 2026. In urgent cases call +34 915 55 01 00."

        assert kinds(spain(they(2, text, subject="Automatic reply"))) == kinds(spain())

    def test_a_stand_in_who_refused_is_left_alone(self):
        """The notice names an address that has opted out."""
        text = "I am out of the office until 15 December 2026. In urgent cases: luis@aguas.es."
        refused = ContactPoint("email", "luis@aguas.es", opted_out=True)
        lead = spain(they(2, text, subject="Automatic reply"), points=(*ANA, refused))

        assert RungKind.DELEGATE not in kinds(lead)


def test_zones_that_share_no_hour_for_calls_are_told():
    """Within no hours, and no next ones; planning does not call there at all."""
    [row, *_] = BUNDLED.rows("call_hours")
    ours = {**row, "countries": "US", "channels": "phone", "audiences": "b2b", "weekdays": "09:00-10:00",
            "saturday": "", "sunday": "", "holidays": "as_usual", "eves": "", "start": "", "end": ""}  # fmt: skip
    facts = BUNDLED.with_table("call_hours", [ours])
    lead = Lead(country="US", contact_points={"phone": "+14155550100"})
    call, _ = rungs(lead, facts=facts)

    assert (call.within_hours, call.next_hours) == (False, None)
    step = plan.next_step(lead, SELLER, now=NOW, facts=facts)
    assert step.action is plan.Action.ASK_FOR_CONTACT
