"""What must hold for every history, however it went."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta

import attrs

from hypothesis import given, settings, strategies as st

from followup import channels
from followup.diagnose import Diagnosis, WaitingOn, silence
from followup.models import ContactPoint, Interaction, Lead, Seller
from followup.plan import NextStep, next_step
from followup.timing import WorkCalendar, explain


START = datetime(2026, 11, 2, tzinfo=UTC)
TEXTS = (
    "",
    "Please quote 500 pieces.",
    "Thank you for your order.",
    "I am out of the office until 4 December.",
    "Ya no trabajo en la empresa.",
    "Undeliverable: 550 5.1.1 user unknown",
    "Undeliverable: 550 5.7.1 blocked using a blocklist",
    "Contact me in January.",
    "Too expensive.",
    "We have chosen another supplier.",
    "The goods are defective, we want a refund.",
    "We will send you the drawing.",
)
REFUSALS = ("Please remove me from your list.", "请不要再给我发邮件了。", "STOP")
POINTS = (
    ContactPoint("email", "ana@aguas.es"),
    ContactPoint("whatsapp", "+34600111222"),
    ContactPoint("phone", "+34915550100"),
    ContactPoint("google_hangouts", "ana@aguas.es"),
    ContactPoint("skype", "ana.aguas"),
    ContactPoint("telegram", "ana_aguas", opted_out=True),
)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone"))

spoken = st.builds(
    Interaction,
    at=st.integers(0, 60 * 24 * 40).map(lambda minutes: START + timedelta(minutes=minutes)),
    direction=st.sampled_from(["inbound", "outbound"]),
    channel=st.sampled_from(["email", "whatsapp"]),
    kind=st.sampled_from(
        ["message", "message", "message", "call", "order", "bounce", "auto_reply", "note"]
    ),
    text=st.sampled_from(TEXTS),
)
leads = st.builds(
    Lead,
    country=st.sampled_from(["ES", "US", "AE", "IN", "JP", None]),
    contact_points=st.lists(st.sampled_from(POINTS), unique=True),
    history=st.lists(spoken, max_size=7),
    segment=st.sampled_from(["current", "pool"]),
    urgency=st.sampled_from(["normal", "normal", "urgent"]),
)
moments = st.integers(0, 60 * 24 * 80).map(lambda minutes: START + timedelta(minutes=minutes))
few = settings(max_examples=60, deadline=None)


@few
@given(leads, moments, st.sampled_from(REFUSALS), st.integers(0, 60 * 24 * 40))
def test_after_an_opt_out_nothing_is_ever_sent(lead, now, words, minutes):
    """Whatever was said before or later, an opt-out in the past stops everything."""
    said = START + timedelta(minutes=minutes)
    refused = Interaction(at=min(said, now), direction="inbound", text=words)
    lead = Lead(country=lead.country, contact_points=lead.contact_points,
                history=(*lead.history, refused), urgency=lead.urgency)  # fmt: skip

    step = next_step(lead, SELLER, now=now)

    assert (step.action, step.channel, step.window) == ("stop", None, None)


@few
@given(leads, moments)
def test_no_step_falls_on_a_channel_that_is_closed(lead, now):
    """The channel is alive on that day, and neither it nor the contact point has opted out."""
    step = next_step(lead, SELLER, now=now)

    if step.channel is not None:
        assert channels.get(step.channel).alive(now.date(), lead.country)
        assert step.channel in SELLER.channels
        assert step.contact_point is None or not step.contact_point.opted_out


@few
@given(leads, moments)
def test_no_window_opens_in_a_night_weekend_or_holiday_of_theirs(lead, now):
    """Unless the matter is urgent, the first minute of a window is working time there, and not past."""
    step = next_step(lead, SELLER, now=now)

    if step.window is not None and lead.urgency == "normal":
        start = step.window.start
        minute = timedelta(minutes=1)
        assert explain(start, start + minute, lead).working == minute
        assert start >= now


@few
@given(leads, moments)
def test_they_owe_us_an_answer_only_where_the_last_word_is_ours(lead, now):
    """Waiting on them needs a last human word of ours."""
    diagnosis = silence(lead, SELLER, now=now)

    spoken = [one for one in lead.history if one.at <= now and one.is_human]
    if diagnosis.waiting_on is WaitingOn.THEM:
        assert any(not one.is_inbound for one in spoken)
        assert diagnosis.cause("we_owe_them") is None


@few
@given(leads, moments)
def test_the_same_input_gives_the_same_output_and_survives_json(lead, now):
    """Diagnosis and step are values: equal, and equal again after a journey through JSON."""
    diagnosis, step = silence(lead, SELLER, now=now), next_step(lead, SELLER, now=now)

    # A diagnosis that was passed is named among the inputs; the step is the same.
    again = next_step(lead, SELLER, now=now, diagnosis=diagnosis)
    assert attrs.evolve(again, inputs=()) == attrs.evolve(step, inputs=())
    assert Diagnosis.from_dict(json.loads(json.dumps(diagnosis.to_dict()))) == diagnosis
    assert NextStep.from_dict(json.loads(json.dumps(step.to_dict()))) == step


@few
@given(st.dates(datetime(2026, 11, 24).date(), datetime(2027, 2, 28).date()))  # noqa: DTZ001 - a date
def test_no_step_falls_into_a_known_leave(returns_on):
    """Mail, or an answer that we owe: both wait for the first working day back."""
    notice = Interaction(
        at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        direction="inbound",
        text=f"I am out of the office and back on {returns_on.isoformat()}.",
        subject="Automatic reply",
    )
    asked = Interaction(
        at=datetime(2026, 11, 19, 9, tzinfo=UTC), direction="inbound", text="Please quote."
    )
    lead = Lead(country="ES", contact_points={"email": "a@b.es"}, history=(asked, notice))

    step = next_step(lead, SELLER, now=datetime(2026, 11, 23, 9, tzinfo=UTC))

    assert step.action == "reply_now"
    assert step.window.start.date() >= returns_on
    assert WorkCalendar.for_country("ES").day(step.window.start.date()).kind == "working"
