"""A step is planned for the moment when it is taken, not for the one when it is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest

from followup import Inquiry, Interaction, Lead, Seller, diagnose, plan
from followup.fit import Band, FitScore, FitState
from followup.models import ContactPoint
from followup.plan import Action, Cadence
from followup.timing import WorkCalendar


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone", "telegram"))
POINTS = {"email": "k@firma.de", "whatsapp": "+4915112345678", "phone": "+498912345678"}
OFF_TARGET = FitScore(value=0.05, band=Band.OFF_TARGET, state=FitState.SCORED, profile="uv")


def we(days, text="What do you think of our quotation?", **more):
    """We said something so many days ago."""
    return Interaction(at=NOW - timedelta(days=days), direction="outbound", text=text, **more)


def they(days, text, **more):
    """They, or a machine of theirs, did."""
    return Interaction(at=NOW - timedelta(days=days), direction="inbound", text=text, **more)


def germany(*history, **more):
    """A Bavarian customer."""
    told = {"country": "DE", "subdivision": "BY", "contact_points": POINTS, "history": history}
    return Lead(**{**told, **more})


def step(lead, now=NOW, **more):
    """The next step with it."""
    return plan.next_step(lead, SELLER, now=now, **more)


# They spoke on the messenger three times; the last word is ours, by mail, and a few hours old.
ELSEWHERE = (
    they(30, "Hello, prices?", channel="whatsapp"),
    we(29.9, channel="whatsapp"),
    they(29, "And for 500?", channel="whatsapp"),
    they(28, "Ok, thanks", channel="whatsapp"),
    we(0.1),
)


class TestForesight:
    """While a step is waited for, another cause may come to explain the silence."""

    def test_the_channel_on_which_they_answer_is_planned_from_the_first_day(self):
        """Not mail now, and the messenger on the day itself."""
        lead = germany(*ELSEWHERE)
        first = step(lead)

        assert (first.action, first.cause) == (Action.WAIT_UNTIL, "normal_pace")
        assert first.channel == "whatsapp"
        for part in (0.3, 0.7, 0.999):
            again = step(lead, NOW + (first.moment - NOW) * part)
            assert plan.why_moved(first, again) is None
        assert step(lead, first.moment + timedelta(minutes=5)).channel == "whatsapp"

    def test_on_the_day_that_they_named_gaps_still_hold(self):
        """Whoever was written to the day before is not written to again because that day has come."""
        lead = germany(
            they(20, "Please contact me on 24 November."),
            we(15),
            we(10, channel="telegram"),
            we(1, channel="whatsapp"),
        )
        on_the_day = step(lead, NOW + timedelta(days=1))

        assert on_the_day.action is Action.WAIT_UNTIL
        assert on_the_day.moment >= NOW + timedelta(days=8)
        assert step(lead).moment >= NOW + timedelta(days=8)

    def test_a_diagnosis_that_was_made_before_gives_the_same(self):
        """As the whole chain passes it."""
        lead = germany(*ELSEWHERE)
        made = diagnose.silence(lead, SELLER, now=NOW)

        assert step(lead, diagnosis=made).channel == step(lead).channel == "whatsapp"

    def test_a_diagnosis_of_somebody_else_is_kept(self):
        """It may know what nothing here tells."""
        lead = germany(*ELSEWHERE)
        made = diagnose.silence(lead, SELLER, now=NOW)
        other = attrs.evolve(made, summary="By another.")

        assert step(lead, diagnosis=other).channel == "email"

    def test_their_rhythm_is_waited_for_although_the_usual_time_is_not_over(self):
        """Every five weeks; they wrote last week, and our question is of today."""
        orders = [they(days, "The usual, please.", kind="order") for days in (112, 77, 42, 7)]
        lead = germany(*orders, we(6.9, "Thank you.", expects_answer=False), we(0.2))
        first = step(lead)
        again = step(lead, NOW + timedelta(days=9))

        assert first.cause == "rhythm"
        assert first.moment.date() >= (NOW + timedelta(days=27)).date()
        assert plan.why_moved(first, again) is None

    def test_an_inquiry_of_tomorrow_is_not_foreseen(self):
        """The record may hold more than is known today."""
        late = Inquiry(text="Price?", received_at=NOW + timedelta(days=1))
        lead = germany(*ELSEWHERE, inquiry=late)

        assert step(lead).action is Action.WAIT_UNTIL


class TestTurns:
    """Whose word is the last."""

    def test_an_inquiry_without_a_day_came_before_what_we_said(self):
        """So our answer answers it."""
        lead = germany(we(9), inquiry=Inquiry(text="Price of the 40 W lamp?"))
        found = step(lead)

        assert found.action is Action.WRITE_AGAIN
        assert diagnose.silence(lead, SELLER, now=NOW).waiting_on == "them"

    def test_an_absence_notice_outlives_an_inquiry_without_a_day(self):
        """The inquiry came before the notice."""
        away = they(3, "I am on leave until 4 December 2026.", subject="Automatic reply")
        lead = germany(away, we(2), inquiry=Inquiry(text="Price?"))

        assert step(lead).moment.date().isoformat() == "2026-12-07"


class TestPutOff:
    """The day that they named is kept, whatever else happens meanwhile."""

    def test_a_full_mailbox_is_no_reason_to_call_before_that_day(self):
        """They said February; the mail of yesterday came back."""
        lead = germany(
            they(9, "Please contact us again on 1 February 2027."),
            we(1),
            they(0.9, "552 5.2.2 mailbox full", kind="bounce"),
        )
        found = step(lead)

        assert (found.action, found.cause) == (Action.WAIT_UNTIL, "deferred")
        assert found.moment.date().isoformat() == "2027-02-01"
        assert "silence.deferred" in [finding.name for finding in found.because]

    def test_that_the_day_has_come_is_no_move(self):
        """What was waited for is due, by whatever name."""
        lead = germany(they(2, "Please contact us again on 1 February 2027."))
        waiting = step(lead)
        come = step(lead, waiting.moment)

        assert waiting.action is Action.WAIT_UNTIL
        assert come.action in {Action.REPLY_NOW, Action.WRITE_AGAIN}
        assert plan.why_moved(waiting, come) is None

    def test_the_ladder_keeps_it_too(self):
        """After our thanks nothing follows before that day."""
        lead = germany(
            they(0.5, "Please contact us again on 1 February 2027. And what is the MOQ?")
        )
        found = step(lead)

        assert found.action is Action.REPLY_NOW
        assert found.then[0].at.date().isoformat() == "2027-02-01"


class TestLadder:
    """What follows is named as planning will name it."""

    def test_who_is_no_target_is_answered_and_then_left_in_peace(self):
        """So is who has decided otherwise."""
        asked = step(germany(they(0.2, "Do you sell kitchen lamps?")), fit=OFF_TARGET)
        chosen = step(
            germany(they(0.2, "We have chosen another supplier. Why is your price so high?"))
        )

        assert [later.action for later in asked.then] == [Action.NURTURE]
        assert asked.then[0].at - asked.moment == timedelta(days=90)
        assert [later.action for later in chosen.then] == [Action.NURTURE]

    def test_a_dispute_that_was_answered_in_writing_is_followed_by_a_call(self):
        """And then by somebody senior, not by another advertisement."""
        found = step(germany(they(0.2, "30 lamps are broken, we want a refund!")))
        first, *others = found.then

        assert found.action is Action.REPLY_NOW
        assert (first.action, first.channel, first.at) == (Action.CALL, "phone", found.moment)
        assert {later.action for later in others[:-1]} == {Action.ESCALATE}
        assert others[-1].action is Action.NURTURE

    def test_a_dispute_without_an_hour_for_calls_is_escalated_in_writing(self):
        """Nothing to call with."""
        mail = {"email": "k@firma.de"}
        lead = germany(they(0.2, "30 lamps are broken, we want a refund!"), contact_points=mail)

        assert {later.action for later in step(lead).then[:-1]} == {Action.ESCALATE}

    def test_the_public_pool_is_drawn_with_offers(self):
        """A channel that changes is a change."""
        found = step(germany(segment="pool"))

        assert found.action is Action.OFFER
        assert [later.action for later in found.then[:3]] == [
            Action.OFFER,
            Action.OFFER,
            Action.SWITCH_CHANNEL,
        ]

    def test_a_telephone_is_called(self):
        """And not written to."""
        found = step(germany(contact_points={"phone": "+498912345678"}))

        assert [later.action for later in found.then] == [
            Action.CALL,
            Action.CALL,
            Action.RELEASE_TO_POOL,
        ]

    def test_a_stand_in_has_the_share_of_a_channel(self):
        """Three mails to the successor, then the messenger."""
        left = they(
            1,
            "Mr K no longer works for us. Please contact weber@firma.de.",
            subject="Automatic reply",
        )
        found = step(germany(we(1.1), left))

        assert found.action is Action.USE_DELEGATE
        assert [(later.action, later.channel) for later in found.then[:3]] == [
            (Action.USE_DELEGATE, "email"),
            (Action.USE_DELEGATE, "email"),
            (Action.SWITCH_CHANNEL, "whatsapp"),
        ]


class TestFirstFollowUp:
    """Three of their working days, however long these are."""

    @pytest.mark.parametrize(
        ("country", "sent", "due"),
        [
            # Brazil works ten hours: Monday at eight, and Thursday at eight.
            ("BR", "2026-11-23T11:00", "2026-11-26T11:00"),
            # A German Friday is short, and the weekend does not count.
            ("DE", "2026-11-20T09:00", "2026-11-25T09:00"),
            # Sent on Sunday: counted from Monday morning on.
            ("US", "2026-11-15T12:00", "2026-11-19T14:00"),
            # In Ramadan a day has six hours: 24 of them take four days.
            ("SA", "2026-02-22T07:00", "2026-02-26T05:00"),
        ],
    )
    def test_it_is_due_three_working_days_later(self, country, sent, due):
        """And not before 24 hours of work."""
        there = WorkCalendar.for_country(country)
        found = Cadence.of().first_due(datetime.fromisoformat(f"{sent}+00:00"), there)

        assert found == datetime.fromisoformat(f"{due}+00:00")

    def test_whoever_never_works_has_no_such_day(self):
        """A calendar of yours without hours."""

        never = WorkCalendar.for_country("ES", hours={})
        assert Cadence.of().first_due(NOW, never) is None


def test_days_are_counted_as_they_pass_and_not_as_clocks_show_them():
    """The same history in Madrid's zone, whose clocks are moved in October, and in UTC."""
    madrid = ZoneInfo("Europe/Madrid")
    sent = [datetime(2026, 10, day, 9, tzinfo=UTC) for day in (1, 8, 16)]
    now = datetime(2026, 10, 20, 9, tzinfo=UTC)
    there, here = (
        germany(
            *(
                Interaction(at=at.astimezone(zone), direction="outbound", text="Any news?")
                for at in sent
            ),
            inquiry=Inquiry(
                text="Price?", received_at=sent[0].astimezone(zone) - timedelta(days=1)
            ),
        )
        for zone in (madrid, UTC)
    )

    found, same = step(there, now.astimezone(madrid)), step(here, now)
    assert (found.due, found.moment, found.then) == (same.due, same.moment, same.then)
    assert found.due - sent[-1] >= timedelta(days=14)


class TestSentences:
    """What is said, in three languages."""

    def test_a_wait_without_a_cause_names_the_cadence(self):
        """That nothing explains a silence is no reason to wait."""
        found = step(germany(we(20), we(5)))

        assert (found.action, found.cause) == (Action.WAIT_UNTIL, "unknown")
        assert "when the next message is due" in found.summary
        assert "下一次跟进" in found.summary_zh
        assert "cuando toca el siguiente mensaje" in plan.say(found, "es")

    def test_an_urgent_step_says_that_it_disturbs(self):
        """Four in the morning in Munich."""
        night = datetime(2026, 11, 23, 3, tzinfo=UTC)
        found = step(germany(we(2), urgency="urgent"), night)

        assert "at once, outside their office hours" in found.summary
        assert "不等对方上班" in found.summary_zh
        assert "fuera de su horario" in plan.say(found, "es")

    def test_an_answer_is_not_now_on_monday(self):
        """The window says when."""
        found = step(germany(they(0.1, "Price?")))

        assert found.summary.startswith("Answer them by e-mail at once: ")
        assert found.summary_zh.startswith("通过邮件回复（立即）")


def test_platforms_are_called_by_their_names():
    """In each language; one that the table does not know keeps its own."""
    came = Inquiry(text="Price?", platform="made_in_china", received_at=NOW - timedelta(days=1))
    found = step(Lead(country="BR", inquiry=came))
    other = step(Lead(country="BR", inquiry=attrs.evolve(came, platform="tradeindia")))

    assert found.summary.startswith("Answer them by Made-in-China.com: ")
    assert found.summary_zh.startswith("通过中国制造网回复")
    assert other.summary.startswith("Answer them by tradeindia: ")


def test_a_stand_in_who_was_opted_out_is_in_no_ladder():
    """Nor is anybody else: the successor is the only one, and refuses."""
    points = [ContactPoint("email", "weber@firma.de", opted_out=True)]
    left = they(1, "Mr K has left. Please contact weber@firma.de.", subject="Automatic reply")

    assert step(germany(left, contact_points=points)).action is Action.STOP


def test_what_is_missing_is_asked_for_while_they_talk():
    """With mail alone; whoever has two channels is not bothered."""
    mail = step(germany(they(0.1, "Price?"), contact_points={"email": "k@firma.de"}, language="de"))
    several = step(germany(they(0.1, "Price?")))
    nobody = step(germany(they(0.1, "Price?"), contact_points=()))

    assert mail.because[-1].name == "plan.ask"
    assert mail.because[-1].reason.startswith("While they talk, ask: ")
    assert "plan.ask" not in [finding.name for finding in several.because]
    assert nobody.because[-1].reason.startswith("Ask them: ")
