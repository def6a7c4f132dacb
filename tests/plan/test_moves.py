"""Where a step goes and when, in the cases that the law, the calendar and the record make difficult."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from followup import Interaction, Lead, Seller, plan
from followup.data import BUNDLED
from followup.diagnose import Cause, CauseKind, Diagnosis, WaitingOn
from followup.errors import UnknownName
from followup.evidence import Confidence, Finding, Outcome
from followup.models import ContactPoint
from followup.plan import Action, NextStep


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone", "skype"))
POINTS = {"email": "ana@aguas.es", "whatsapp": "+34600111222", "phone": "+34915550100"}
QUESTION = "What do you think of our quotation?"


def said(days, direction="outbound", text=QUESTION, **more):
    """Something that was said so many days ago."""
    return Interaction(at=NOW - timedelta(days=days), direction=direction, text=text, **more)


def spain(*history, **more):
    """A Spanish customer."""
    return Lead(
        **{
            "country": "ES",
            "subdivision": "MD",
            "contact_points": POINTS,
            "history": history,
            **more,
        }
    )


def step(lead, now=NOW, **more):
    """The next step with it."""
    return plan.next_step(lead, SELLER, now=now, **more)


def because(kind, **more):
    """A diagnosis with one cause that somebody else has made."""
    told = Finding(name=f"silence.{kind}", outcome=Outcome.FOR, reason="Somebody said so.")
    cause = Cause(
        kind=kind, confidence=Confidence.HIGH, evidence=(told,), sentence="S", remedy="R", **more
    )
    return Diagnosis(causes=(cause,), waiting_on=WaitingOn.THEM)


def germany(**more):
    """A German customer with a telephone."""
    return Lead(**{"country": "DE", "contact_points": {"phone": "+498955501000"}, **more})


def with_call_hours(weekdays):
    """Tables in which calls to Germany are within the hours at these times only."""
    [row, *_] = BUNDLED.rows("call_hours")
    ours = {**row, "countries": "DE", "channels": "phone", "audiences": "b2b b2c", "weekdays": weekdays,
            "saturday": "", "sunday": "", "holidays": "as_usual", "eves": "", "start": "", "end": ""}  # fmt: skip
    return BUNDLED.with_table("call_hours", [ours])


class TestUrgency:
    """Of the lead, or of this call."""

    def test_a_call_may_be_urgent_and_the_lead_not(self):
        """The step is that of an urgent lead, and the other way round."""
        calm, pressed = spain(said(2)), spain(said(2), urgency="urgent")

        assert step(calm, urgency="urgent") == step(pressed)
        assert step(pressed, urgency="normal") == step(calm)

    def test_another_word_is_refused(self):
        """With the words that there are."""
        with pytest.raises(UnknownName, match="urgency"):
            step(spain(), urgency="soon")


class TestCallHours:
    """A call is planned within their office hours and the hours for calls."""

    def test_the_window_is_what_both_leave(self):
        """From eleven on, although the office opens at nine."""
        found = step(germany(), facts=with_call_hours("11:00-12:00 16:00-20:00"))

        assert (found.action, found.channel) == (Action.CALL, "phone")
        assert (found.window.start.hour, found.window.end.hour) == (11, 12)
        assert found.window.best == found.window.start
        assert "hours for calls" in found.because[-1].reason

    def test_the_next_hours_are_waited_for(self):
        """At half past twelve they have gone: the afternoon has some."""
        noon = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)

        assert step(germany(), noon, facts=with_call_hours("09:00-10:00")).window.start.day == 24

    def test_hours_that_never_meet_the_office_close_the_phone(self):
        """Then something else is used, or asked for."""
        facts = with_call_hours("05:00-06:00")
        several = germany(contact_points={"phone": "+498955501000", "email": "ana@aguas.de"})

        assert step(germany(), facts=facts).action is Action.ASK_FOR_CONTACT
        assert step(several, facts=facts).channel == "email"

    def test_what_changes_nothing_is_not_told(self):
        """The office hours lie within."""
        found = step(germany(), facts=with_call_hours("06:00-23:00"))

        assert all("hours for calls" not in one.reason for one in found.because)

    def test_the_country_of_the_number_counts_where_no_other_is_known(self):
        """A number tells it."""
        found = step(germany(country=None), facts=with_call_hours("11:00-12:00"))

        assert found.window.start.hour == 11


class TestWays:
    """A way must be open when its time comes."""

    def test_a_channel_that_ends_before_the_next_office_hours_is_not_used(self):
        """Skype ended on Monday 5 May 2025, and nobody sits in Shenzhen on Friday night."""
        friday = datetime(2025, 5, 2, 15, tzinfo=UTC)
        asked = Interaction(
            at=friday - timedelta(hours=1), direction="inbound", text="Price?", channel="skype"
        )
        lead = spain(asked, contact_points={"skype": "ana.aguas", "email": "ana@aguas.es"})
        found = plan.next_step(lead, SELLER, now=friday)

        assert (found.action, found.channel) == (Action.REPLY_NOW, "email")

    def test_a_forwarder_is_not_followed_up(self):
        """It is there for emergencies."""
        points = [ContactPoint("email", "port@forwarder.es", role="forwarder")]

        assert step(spain(said(9), contact_points=points)).action is Action.ASK_FOR_CONTACT

    def test_a_win_back_without_a_way_names_its_day_only(self):
        """They chose another, and no way is left."""
        lead = spain(
            said(9), said(8, "inbound", "We have chosen another supplier."), contact_points=()
        )
        found = step(lead)

        assert (found.action, found.channel) == (Action.NURTURE, None)
        assert found.due == NOW - timedelta(days=8) + timedelta(days=90)

    def test_a_full_mailbox_that_is_opted_out_is_not_waited_for(self):
        """Nothing is sent there again."""
        points = [
            ContactPoint("email", "ana@aguas.es", opted_out=True),
            ContactPoint("skype", "ana"),
        ]
        lead = spain(contact_points=points)

        assert (
            step(lead, diagnosis=because("mailbox_full", channel="email")).action
            == "ask_for_contact"
        )


class TestOtherCauses:
    """Causes that a diagnosis brings which knows the whole book."""

    def test_mail_that_may_lie_in_spam_is_asked_about_elsewhere(self):
        """By WhatsApp; where there is nothing else, by mail once more."""
        found = because(CauseKind.MAYBE_IN_SPAM, channel="email")
        alone = spain(said(9), contact_points={"email": "ana@aguas.es"})

        assert step(spain(said(9)), diagnosis=found).channel == "whatsapp"
        assert step(alone, diagnosis=found).channel == "email"

    def test_a_rhythm_is_waited_for(self):
        """Until the day on which they mostly come back."""
        found = step(spain(said(40)), diagnosis=because(CauseKind.RHYTHM, until=date(2026, 12, 9)))

        assert (found.action, found.due.date()) == (Action.WAIT_UNTIL, date(2026, 12, 9))
        assert step(spain(said(40)), diagnosis=because(CauseKind.RHYTHM)).action == "write_again"

    def test_whoever_answers_is_written_to(self):
        """The handle that the diagnosis names, before the others."""
        points = [ContactPoint("email", "ana@aguas.es"), ContactPoint("email", "Luis@aguas.es")]
        lead = spain(said(9), contact_points=points)
        found = step(lead, diagnosis=because(CauseKind.WRONG_PERSON, handle="luis@aguas.es"))

        assert found.contact_point.value == "Luis@aguas.es"
        other = step(lead, diagnosis=because(CauseKind.WRONG_PERSON))
        assert other.contact_point.value == "ana@aguas.es"


class TestWhyMoved:
    """What changed since a step was planned."""

    def test_the_same_message_has_not_moved(self):
        """That its day has come is no move."""
        lead = spain(said(1))
        waiting = step(lead)
        come = step(lead, waiting.moment)

        assert (waiting.action, come.action) == (Action.WAIT_UNTIL, Action.WRITE_AGAIN)
        assert plan.why_moved(waiting, come) is None

    def test_what_changed_is_named(self):
        """The history, what verification told, a table."""
        lead = spain(said(1))
        before = step(lead)
        spoken = attrs.evolve(lead, history=[*lead.history, said(0, "inbound", "Please quote.")])
        rows = [
            {**row, "value": "9"} if row["rule"] == "first_follow_up" else row
            for row in BUNDLED.rows("cadence")
        ]
        slower = step(lead, facts=BUNDLED.with_table("cadence", rows))

        assert plan.why_moved(before, step(spoken)) == "Another input than before: history."
        assert plan.why_moved(before, slower) == "Another input than before: tables."

    def test_a_step_whose_window_is_over_is_too_late(self):
        """Nobody took it."""
        lead = spain(said(1))
        before = step(lead)

        assert plan.why_moved(before, step(lead, before.window.end)) == "Its time is over."

    def test_time_alone_may_change_a_step_that_others_made(self):
        """Steps without inputs: windows tell, else nothing does."""
        before = attrs.evolve(step(spain(said(1))), inputs=())
        moved = attrs.evolve(step(spain(said(5))), inputs=())
        other = NextStep(action=Action.STOP, planned_at=NOW)

        assert "What is known of the recipient changed" in plan.why_moved(before, moved)
        assert plan.why_moved(before, other).startswith("The time that has passed")


def test_a_step_is_said_in_each_language_of_the_table():
    """Regional tags take the language's own words; a table of yours adds a language."""
    found = step(spain(said(9)))
    rows = [
        *BUNDLED.rows("step_sentences"),
        {"language": "la", "key": "write_again", "text": "Scribe."},
    ]
    facts = BUNDLED.with_table("step_sentences", rows)

    assert plan.languages() == ("en", "zh", "es")
    assert plan.say(found, "en") == found.summary
    assert plan.say(found, "zh-CN") == found.summary_zh
    assert plan.say(found, "es-MX").startswith("Escriba otra vez por correo electrónico")
    assert plan.say(found, "la", facts=facts) == "Scribe."
    with pytest.raises(UnknownName, match="language"):
        plan.say(found, "xx")
