"""What follows if the silence lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs
import pytest

from followup import Interaction, Lead, Seller, plan
from followup.plan import Action, StopRule


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SELLER = Seller(name="Lamps", country="CN", channels=("email", "whatsapp", "phone"))
POINTS = {"email": "ana@aguas.es", "whatsapp": "+34600111222"}


def said(days, direction="outbound", **more):
    """Something that was said so many days ago."""
    told = {"text": "What do you think of our quotation?", **more}
    return Interaction(at=NOW - timedelta(days=days), direction=direction, **told)


def spain(*history, **more):
    """A Spanish customer."""
    return Lead(**{"country": "ES", "contact_points": POINTS, "history": history, **more})


def test_gaps_grow_and_each_channel_has_its_share():
    """Three messages by mail, three by WhatsApp, then the pool: it never answered."""
    found = plan.next_step(spain(), SELLER, now=NOW)
    moments = [found.window.start, *(later.at for later in found.then)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    channels = [found.channel, *(later.channel for later in found.then)]

    assert sorted(channels[:-1]) == ["email"] * 3 + ["whatsapp"] * 3
    assert found.then[-1].action is Action.RELEASE_TO_POOL
    # A gap ends in office hours, up to a holiday's length later.
    least = [timedelta(days=days) for days in (3, 7, 14, 30, 30, 30)]
    assert all(gap >= days for gap, days in zip(gaps, least, strict=True))
    assert all(gap < days + timedelta(days=6) for gap, days in zip(gaps, least, strict=True))
    assert found.stopped_by == tuple(StopRule)


def test_whoever_answered_before_is_given_a_rest():
    """And an answer of ours begins anew."""
    found = plan.next_step(
        spain(said(9), said(5, "inbound", text="Please quote.")), SELLER, now=NOW
    )

    assert found.action is Action.REPLY_NOW
    assert len(found.then) == 6
    assert found.then[-1].action is Action.NURTURE
    assert found.then[-1].at - found.then[-2].at == timedelta(days=90)


@pytest.mark.parametrize(
    "lead",
    [
        spain(said(5, "inbound", kind="opt_out")),
        spain(segment="blocked"),
        spain(urgency="urgent"),
        spain(contact_points=[]),
    ],
)
def test_nothing_follows_what_ends_or_cannot_wait(lead):
    """Opt-outs, blocked and urgent customers, those without a way."""
    found = plan.next_step(lead, SELLER, now=NOW)

    assert (found.then, found.stopped_by) == ((), ())


@pytest.mark.parametrize("history", [(), (said(2),), (said(40), said(30, "inbound"), said(20))])
def test_each_rung_is_what_planning_says_once_it_has_come(history):
    """The ladder promises nothing that planning would not do then."""
    lead = spain(*history)
    step = plan.next_step(lead, SELLER, now=NOW)
    promised = step.then
    channel, at = step.channel, step.window.start
    for later in promised:
        sent = Interaction(at=at, direction="outbound", channel=channel, text="And now?")
        lead = attrs.evolve(lead, history=(*lead.history, sent))
        waiting = plan.next_step(lead, SELLER, now=at + timedelta(minutes=1))
        if later.window is None:
            due = plan.next_step(lead, SELLER, now=later.at + timedelta(minutes=1))
            assert due.action is later.action
            return
        assert waiting.action is Action.WAIT_UNTIL
        assert (waiting.window.start, waiting.channel) == (later.at, later.channel)
        channel, at = later.channel, later.at
