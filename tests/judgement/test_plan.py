"""Steps and causes in their details: windows, links, gaps, sentences, tables."""

from __future__ import annotations

import subprocess
import sys

from datetime import UTC, date, datetime, timedelta

import pytest

from followup.data import BUNDLED
from followup.diagnose import CauseKind, Diagnosis, WaitingOn, silence
from followup.diagnose.causes import cause_texts
from followup.errors import NaiveTime
from followup.models import ContactPoint, Inquiry, Interaction, Lead, Seller
from followup.plan import Action, Cadence, next_step
from followup.plan.rules import RULES


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone"))
POINTS = {"email": "ana@aguas.es", "whatsapp": "+34600111222", "phone": "+34915550100"}
QUESTION = "What do you think of our quotation?"


def we(days, text=QUESTION, **more):
    """We wrote so many days before now."""
    return Interaction(at=NOW - days * DAY, direction="outbound", text=text, **more)


def they(days, text, **more):
    """They wrote so many days before now."""
    return Interaction(at=NOW - days * DAY, direction="inbound", text=text, **more)


def spain(*history, **more):
    """A Spanish customer with all its contact points."""
    return Lead(**{"country": "ES", "contact_points": POINTS, "history": history, **more})


def step(lead, now=NOW, **more):
    """The next step with it."""
    return next_step(lead, SELLER, now=now, **more)


def test_an_answer_goes_out_at_once_in_their_office_hours():
    """Ten in Madrid: the window opens now, and a link opens the mail."""
    found = step(spain(they(5, "Please quote.", id="m7")))

    assert (found.action, found.cause) == (Action.REPLY_NOW, CauseKind.WE_OWE_THEM)
    assert found.window.start == NOW
    assert found.window.zone == "Europe/Madrid"
    assert found.deep_link.startswith("mailto:ana")
    assert found.because[0].subject == "m7"
    assert found.summary.startswith("Answer them by e-mail at once: ")


def test_on_a_saturday_an_answer_is_there_when_monday_begins():
    """No message falls into their weekend, not even a late answer of ours."""
    saturday = datetime(2026, 11, 21, 9, tzinfo=UTC)
    found = step(spain(they(5, "Please quote.")), now=saturday)

    assert found.window.start == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert "Mon 23 Nov 2026 09:00 Europe/Madrid" in found.summary
    assert "2026-11-23 09:00 Europe/Madrid" in found.summary_zh


def test_the_first_follow_up_waits_for_three_working_days():
    """Friday noon to Wednesday: the weekend is not counted."""
    friday = we(0, QUESTION).at - 3 * DAY
    found = step(spain(Interaction(at=friday, direction="outbound", text=QUESTION)))

    assert found.action is Action.WAIT_UNTIL
    assert found.due.date() == date(2026, 11, 25)


def test_gaps_grow_with_every_message_without_an_answer():
    """Three working days, then 7, 14 and 30 days, for ever 30."""
    cadence = Cadence.of(BUNDLED)

    assert cadence.first_follow_up == timedelta(hours=24)
    assert [cadence.gap(touches) // DAY for touches in (2, 3, 4, 9)] == [7, 14, 30, 30]


def test_your_own_cadence_counts():
    """Rules are data: a table of yours replaces the shipped one."""
    rows = [
        {**row, "value": "1"} if row["rule"] == "touches_per_channel" else row
        for row in BUNDLED.table("cadence").rows
    ]
    found = step(spain(we(20)), facts=BUNDLED.with_table("cadence", rows))

    assert (found.action, found.channel) == (Action.SWITCH_CHANNEL, "whatsapp")


def test_anything_that_they_say_starts_the_count_anew():
    """Three mails, an answer, one mail: no other channel yet."""
    found = step(spain(we(40), we(33), we(20), they(19, "Still thinking."), we(18)))

    assert (found.action, found.channel) == (Action.WRITE_AGAIN, "email")


def test_a_handle_that_only_their_message_names_can_be_used():
    """They wrote from a number that the CRM does not hold."""
    lead = spain(they(2, "How much?", channel="whatsapp", handle="+34600111222"), contact_points=())

    found = step(lead)

    assert (found.action, found.channel) == (Action.REPLY_NOW, "whatsapp")
    assert found.contact_point.value == "+34600111222"


def test_an_address_that_only_the_inquiry_names_can_be_used():
    """The form of the website left it there."""
    inquiry = Inquiry(text="Please quote.", email="ana@aguas.es", received_at=NOW - DAY)

    found = step(Lead(country="ES", inquiry=inquiry))

    assert (found.action, found.contact_point) == (
        "reply_now",
        ContactPoint("email", "ana@aguas.es"),
    )


def test_an_inquiry_without_a_date_is_still_owed_an_answer():
    """Nothing else is known of it but that it came by a platform."""
    lead = Lead(inquiry=Inquiry(text="Please quote.", platform="made_in_china"))

    diagnosis, found = silence(lead, SELLER, now=NOW), step(lead)

    assert diagnosis.first.kind is CauseKind.WE_OWE_THEM
    assert diagnosis.summary == "The last word is theirs and they wait for us."
    assert (found.action, found.channel, found.platform) == ("reply_now", None, "made_in_china")
    assert found.summary.startswith("Answer them by Made-in-China.com: ")


def test_the_platform_is_named_where_nothing_else_is_left():
    """A dead address, and nothing else but Alibaba."""
    lead = spain(
        we(5),
        they(5, "550 5.1.1 user unknown", subject="Undeliverable"),
        contact_points={"email": "ana@aguas.es"},
        inquiry=Inquiry(text="Quote?", platform="alibaba", received_at=NOW - 9 * DAY),
    )

    found = step(lead)

    assert (found.action, found.platform) == (Action.ASK_FOR_CONTACT, "alibaba")
    assert ", on Alibaba.com:" in found.summary


def test_a_place_that_is_not_known_gives_a_day_and_no_window():
    """Then nobody can say when their office opens."""
    found = step(spain(we(1), country=None, contact_points={"email": "ana@aguas.com"}))

    assert (found.action, found.window) == (Action.WAIT_UNTIL, None)
    assert found.due == NOW - DAY + timedelta(hours=72)
    assert found.summary.startswith("Wait until Wed 25 Nov 2026 09:00: ")


def test_a_leave_without_a_date_is_asked_about_after_a_week():
    """Ten days later the cadence goes on."""
    lead = spain(we(10), they(10, "Estoy fuera de la oficina.", subject="Respuesta automática"))

    found = step(lead)

    assert (found.cause, found.action) == ("out_of_office_undated", Action.WRITE_AGAIN)


def test_a_leave_without_a_date_is_over_after_two_weeks():
    """Nobody believes it for ever."""
    lead = spain(we(20), they(20, "Estoy fuera de la oficina.", subject="Respuesta automática"))

    assert silence(lead, SELLER, now=NOW).first.kind is CauseKind.OUT_OF_OFFICE_STALE


def test_a_leave_that_is_announced_is_kept_free():
    """Today they are there; a step that is due in it waits until they are back."""
    notice = they(
        1, "I will be on leave from 25 November to 27 November.", subject="Automatic reply"
    )
    lead = spain(we(1), notice)

    diagnosis, found = silence(lead, SELLER, now=NOW), step(lead)

    assert diagnosis.cause("out_of_office") is None
    assert found.due.date() == date(2026, 11, 26)
    assert found.window.start.date() == date(2026, 11, 30)


def test_a_long_leave_is_believed_with_less_confidence():
    """More than half a year may be a slip of the year."""
    lead = spain(we(5), they(5, "I am on leave until 27 September 2027.", subject="Out of office"))

    assert silence(lead, SELLER, now=NOW).first.confidence == "medium"


def test_a_delegate_who_has_opted_out_is_left_alone():
    """Then another channel is used."""
    closed = ContactPoint("email", "luis@aguas.es", opted_out=True)
    lead = spain(
        we(5),
        they(5, "I no longer work here. Ask luis@aguas.es", subject="Automatic reply"),
        contact_points=[ContactPoint("whatsapp", "+34600111222"), closed],
    )

    assert (step(lead).action, step(lead).channel) == (Action.SWITCH_CHANNEL, "whatsapp")


def test_a_seller_without_mail_writes_to_no_delegate():
    """Its people use WhatsApp only."""
    lead = spain(
        we(5), they(5, "I no longer work here. Ask luis@aguas.es", subject="Automatic reply")
    )

    found = next_step(lead, Seller(name="Lamps", channels=("whatsapp",)), now=NOW)

    assert found.channel == "whatsapp"


def test_a_dispute_without_a_number_is_escalated():
    """A senior person writes, where nobody can call."""
    lead = spain(
        they(9, "The goods are defective."), we(8), contact_points={"email": "ana@aguas.es"}
    )

    assert (step(lead).action, step(lead).channel) == (Action.ESCALATE, "email")


def test_the_better_channel_must_be_open():
    """They used to write on Skype, which is gone."""
    lead = spain(
        they(60, "Hi", channel="skype"), they(59, "Ok", channel="skype"), we(20),
        contact_points={"email": "ana@aguas.es", "skype": "ana.aguas"},
    )  # fmt: skip

    found = step(lead)

    assert (found.cause, found.action, found.channel) == ("wrong_channel", "write_again", "email")


def test_what_was_said_to_them_on_a_channel_that_closed_goes_on_elsewhere():
    """We wrote on Skype once; now it is gone."""
    lead = spain(
        we(20, channel="skype"), contact_points={"email": "ana@aguas.es", "skype": "ana.aguas"}
    )

    assert (step(lead).action, step(lead).channel) == (Action.SWITCH_CHANNEL, "email")


def test_urgent_goods_change_to_what_was_not_tried_where_nobody_can_be_called():
    """WhatsApp buzzes at night, and the window says that it disturbs."""
    points = {"email": "ana@aguas.es", "whatsapp": "+34600111222"}
    night = datetime(2026, 11, 22, 23, tzinfo=UTC)

    found = step(spain(we(2), contact_points=points, urgency="urgent"), now=night)

    assert (found.action, found.channel) == (Action.SWITCH_CHANNEL, "whatsapp")
    assert found.window.start == night


def test_a_diagnosis_that_forgets_an_opt_out_does_not_lift_it():
    """Safety is looked at afresh."""
    lead = spain(they(2, "Please remove me from your list."))
    forgetful = silence(spain(we(20)), SELLER, now=NOW)

    assert step(lead, diagnosis=forgetful).action is Action.STOP


def test_a_short_no_thanks_is_no_question_to_us():
    """That they wait for us is then the weaker guess."""
    diagnosis = silence(spain(we(3), they(2, "Not interested, thanks.")), SELLER, now=NOW)

    assert [cause.kind for cause in diagnosis.causes] == ["chose_another", "we_owe_them"]
    assert diagnosis.waiting_on is WaitingOn.NOBODY


def test_a_customer_to_whom_nobody_wrote_is_not_silent():
    """Nothing was said, and so nothing has lasted."""
    diagnosis = silence(spain(), SELLER, now=NOW)

    assert (diagnosis.silent_since, diagnosis.silent_for, diagnosis.working_time) == (None,) * 3
    assert diagnosis.summary == "Nobody has written to them yet."


def test_a_silence_is_told_in_their_working_time_too():
    """From Friday evening to Monday morning: one hour of work."""
    friday = Interaction(
        at=datetime(2026, 11, 20, 20, tzinfo=UTC), direction="outbound", text=QUESTION
    )

    diagnosis = silence(spain(friday), SELLER, now=NOW)

    assert diagnosis.first.kind is CauseKind.OFF_HOURS
    assert diagnosis.summary.endswith("Silent for 61 hours, in which they worked 1 hour.")


def test_a_silence_over_a_holiday_is_explained_when_it_is_over():
    """Christmas took most of it, and says so with its name."""
    sent = Interaction(
        at=datetime(2026, 12, 24, 9, tzinfo=UTC), direction="outbound", text=QUESTION
    )
    now = datetime(2026, 12, 28, 15, tzinfo=UTC)

    cause = silence(spain(sent), SELLER, now=now).first

    assert cause.kind is CauseKind.PUBLIC_HOLIDAY
    assert any("2026-12-25" in found.reason for found in cause.evidence)


def test_a_verdict_has_no_truth_value():
    """Unknown is neither yes nor no."""
    with pytest.raises(TypeError):
        bool(silence(spain(), SELLER, now=NOW))


def test_a_naive_time_is_refused():
    """Both doors ask for a zone."""
    naive = datetime(2026, 11, 23)  # noqa: DTZ001 - the fault under test
    with pytest.raises(NaiveTime):
        silence(spain(), SELLER, now=naive)
    with pytest.raises(NaiveTime):
        step(spain(), now=naive)


def test_every_cause_has_words_a_place_and_a_rule():
    """The tables and the enumerations name the same things, in the same order."""
    texts = cause_texts()

    assert set(texts) == set(RULES) == set(CauseKind)
    assert [kind for kind, _ in sorted(texts.items(), key=lambda one: one[1].place)] == list(
        CauseKind
    )
    words = {row["key"] for row in BUNDLED.table("step_sentences").rows if row["language"] == "en"}
    assert {*Action, "begin"} <= words


def test_a_diagnosis_is_never_empty_and_keeps_its_order():
    """Firm causes first, in the order of decision."""
    lead = spain(we(20), they(20, "550 5.1.1 user unknown", subject="Undeliverable"))
    diagnosis = silence(lead, SELLER, now=NOW)

    assert isinstance(diagnosis, Diagnosis)
    assert diagnosis.first is diagnosis.cause("address_dead")
    assert diagnosis.cause("fake") is None


def test_diagnosing_and_planning_load_no_network_and_no_heavy_package():
    """Importing both leaves httpx, dns, ssl, holidays, phonenumbers, cattrs and email alone."""
    program = (
        "import sys, followup.diagnose, followup.plan;"
        "heavy = {'httpx', 'dns', 'ssl', 'holidays', 'phonenumbers', 'cattrs', 'email'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"
