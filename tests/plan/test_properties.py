"""What holds of every step, tried on random customers with random histories.

The usual run tries few; ``pytest tests/plan/test_properties.py --histories 100000`` tries as many.
"""

from __future__ import annotations

import random

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import attrs

from followup import Interaction, Lead, Seller, channels, plan, timing
from followup.fit import Band, FitScore, FitState
from followup.models import ContactPoint
from followup.plan import Action
from followup.verify.reports import Authenticity, Verdict


DAY = timedelta(days=1)
LONGEST = 30 * DAY
GAPS = (7 * DAY, 14 * DAY, LONGEST)
FOLLOW_UPS = {Action.WRITE_AGAIN, Action.SWITCH_CHANNEL, Action.OFFER, Action.CALL}
ENDS = {Action.REPLY_NOW, Action.STOP, Action.ASK_FOR_CONTACT}

PLACES = [
    ("ES", "MD", "es"), ("DE", "BY", "de"), ("US", "CA", "com"), ("US", None, "com"), ("SA", None, "sa"),
    ("IN", "MH", "in"), ("RU", None, "ru"), ("BR", "SP", "br"), ("JP", None, "jp"), ("FR", None, "fr"),
    ("CN", None, "cn"), ("IR", None, "ir"), ("AT", None, "at"), ("GB", "ENG", "uk"), (None, None, "com"),
]  # fmt: skip
PHONES = {
    "ES": "+34915550100", "DE": "+498955501000", "US": "+14155550100", "SA": "+966112345678",
    "IN": "+912225550100", "RU": "+74955550100", "BR": "+551125550100", "JP": "+81355501000",
    "FR": "+33145550100", "CN": "+861055501000", "IR": "+982155501000", "AT": "+43155501000",
    "GB": "+442075550100", None: "+34600111222",
}  # fmt: skip
OURS = [
    ("What do you think of our quotation?", None), ("Here is our catalogue. Any questions?", None),
    ("Thank you for your order.", False), ("We will send you the drawing tomorrow.", None),
]  # fmt: skip
THEIRS = [
    "Please quote 500 lamps.", "What is the delivery time?", "Thanks, received.", "Too expensive.",
    "We have chosen another supplier.", "Please contact me in January.", "Budget is frozen, maybe later.",
    "The lamps are defective, we want a refund.", "Still thinking about it.",
]  # fmt: skip
BOUNCES = [
    "550 5.1.1 user unknown", "552 5.2.2 mailbox full", "550 5.7.23 SPF validation failed",
    "552 5.3.4 message too large", "554 5.7.1 blocked using a blocklist", "Delivery has failed: timed out",
]  # fmt: skip


@attrs.define
class Case:
    """A random customer at a random instant, and what is known of it without reading its words."""

    lead: Lead
    seller: Seller
    now: datetime
    told: dict
    leave: tuple[date, date] | None = None
    returned: bool = False

    def step(self, now=None, **more):
        """The next step."""
        return plan.next_step(self.lead, self.seller, now=now or self.now, **self.told, **more)

    @property
    def touches(self):
        """What we said since a person there last spoke."""
        past = [one for one in self.lead.history if one.at <= self.now]
        spoken = [
            at
            for at, one in enumerate(past)
            if one.is_inbound and one.is_human and one.text in THEIRS
        ]
        after = past[spoken[-1] + 1 :] if spoken else past
        return [one for one in after if not one.is_inbound and one.kind in {"message", "call"}]


def customer(seed):
    """A random customer; the same seed gives the same one."""
    dice = random.Random(seed)
    country, part, ending = dice.choice(PLACES)
    now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(2 * 365 * 24 * 60))
    points = [
        ContactPoint(channel, value, opted_out=dice.random() < 0.08)
        for channel, value in {
            "email": f"ana@aguas.{ending}", "phone": PHONES[country], "whatsapp": PHONES[country],
            "sms": PHONES[country], "telegram": "ana_aguas", "skype": "ana.aguas", "wechat": "ana_99",
            "facebook": "aguas.ana", "line": "ana99", "google_hangouts": f"ana@aguas.{ending}",
        }.items()
        if dice.random() < 0.45
    ]  # fmt: skip
    known = ["email", "phone", "whatsapp", "telegram", "wechat", "sms"]
    seller = Seller(
        name="Lamps", country=dice.choice(["CN", "CN", "DE", None]),
        channels=dice.choice([(), tuple(known), tuple(dice.sample(known, 3))]),
    )  # fmt: skip
    case = Case(
        lead=Lead(
            country=country, subdivision=part, contact_points=points,
            segment=dice.choices(["current", "favourite", "pool", "lost", "blocked"], [70, 8, 14, 5, 3])[0],
            urgency="urgent" if dice.random() < 0.08 else "normal",
        ),
        seller=seller, now=now, told=_told(dice),
    )  # fmt: skip
    # Now and then the record holds what is still to come: it must not be looked at.
    at = now + dice.choice([0, 0, 0, 5]) * DAY
    moments = []
    for _ in range(dice.randrange(9)):
        at -= timedelta(minutes=1 + int(60 * 24 * dice.expovariate(1 / dice.choice([2, 9, 20]))))
        moments.append(at)
    history = [_said(dice, at, case) for at in reversed(moments)]
    case.lead = attrs.evolve(case.lead, history=history)
    return case


def _told(dice):
    """What was found out before."""
    told = {}
    if dice.random() < 0.1:
        verdict = dice.choice([Verdict.GENUINE, Verdict.DOUBTFUL, Verdict.FAKE])
        told["authenticity"] = Authenticity(verdict=verdict, score=0.0, summary="Judged.")
    if dice.random() < 0.1:
        told["fit"] = FitScore(value=0.1, band=Band.OFF_TARGET, state=FitState.SCORED, profile="uv")
    return told


def _said(dice, at, case):
    """One thing that happened; what it means for a check is kept in the case."""
    channel = dice.choices(["email", "whatsapp", "phone", "telegram", "wechat"], [60, 20, 8, 6, 6])[
        0
    ]
    chance = dice.random()
    if chance < 0.55:
        text, expects = dice.choice(OURS)
        kind = "call" if channel == "phone" else "message"
        return Interaction(
            at=at,
            direction="outbound",
            text=text,
            channel=channel,
            kind=kind,
            expects_answer=expects,
        )
    if chance < 0.83:
        if at <= case.now:
            case.leave = None
        return Interaction(at=at, direction="inbound", text=dice.choice(THEIRS), channel=channel)
    if chance < 0.91:
        starts = at.date() + dice.randrange(-2, 6) * DAY
        back = max(starts, at.date()) + dice.randrange(2, 20) * DAY
        if at <= case.now:
            case.leave = starts, back
        text = f"I am on leave from {starts:%-d %B %Y} and will be back on {back:%-d %B %Y}."
        return Interaction(
            at=at, direction="inbound", kind="auto_reply", text=text, subject="Automatic reply"
        )
    if chance < 0.98:
        case.returned = True
        text = dice.choice(BOUNCES)
        return Interaction(
            at=at, direction="inbound", kind="bounce", text=text, subject="Undeliverable"
        )
    return Interaction(
        at=at, direction="inbound", text="Please remove me from your list.", channel=channel
    )


def check_way(case, step):
    """Nothing is sent where the channel is dead, blocked, opted out or unlawful on that day."""
    if step.channel is None:
        return
    past = attrs.evolve(case.lead, history=[one for one in case.lead.history if one.at <= case.now])
    at = step.moment or case.now
    open_then = channels.choose(past, case.seller, at=max(at, case.now))
    handles = {(one.channel, one.contact_point.value) for one in open_then}
    assert (step.channel, step.contact_point.value) in handles
    assert channels.get(step.channel).alive(at.date(), case.lead.country)


def check_time(case, step):
    """Nothing is sent in their night, weekend, holiday or leave, nor calls outside the hours for them."""
    if step.window is None or case.lead.urgency == "urgent":
        return
    start = step.window.start
    if case.lead.country:
        calendar = timing.WorkCalendar.for_country(case.lead.country, case.lead.subdivision)
        assert calendar.in_zone(step.window.zone).schedule.is_open(start)
    if case.leave and case.leave[0] <= start.date():
        assert start.date() >= case.leave[1]
    if step.channel in {"phone", "sms"} and case.lead.country:
        place = "-".join(filter(None, (case.lead.country, case.lead.subdivision)))
        permit = channels.may_contact(
            place, step.channel, audience="b2b", basis="customer", at=start
        )
        assert permit.calls is None or permit.calls.start <= start


def check_cadence(case, step):
    """Gaps grow and caps hold: in what is planned, and in what follows."""
    touches = case.touches
    promised = step.cause == "we_owe_them"
    if (
        step.action in {*FOLLOW_UPS, Action.WAIT_UNTIL}
        and step.channel
        and case.lead.urgency != "urgent"
        and not case.returned
        and touches
    ):
        if step.cause != "dispute" and not promised:
            assert max(step.moment, case.now) >= earliest(case, touches)
        assert Counter(one.channel for one in touches)[step.channel] < 3
    sent = (
        Counter(one.channel for one in touches)
        if step.action is not Action.REPLY_NOW
        else Counter()
    )
    written = [later for later in step.then if later.channel and later.action is not Action.NURTURE]
    for later in written:
        assert case.returned or sent[later.channel] < 3
        sent[later.channel] += 1
    gaps = [two.at - one.at for one, two in pairwise(written)]
    assert all(two >= min(one, LONGEST) for one, two in pairwise(gaps))


def earliest(case, touches):
    """When the next message may go out at the earliest: three working days, then the gaps."""
    last = touches[-1].at
    if len(touches) > 1:
        return last + GAPS[min(len(touches) - 2, 2)]
    if not case.lead.country:
        return last + 3 * DAY if not case.lead.phone else last
    calendar = timing.WorkCalendar.for_country(case.lead.country, case.lead.subdivision)
    return timing.add_working_time(last, timedelta(hours=24), calendar)


def check_inbound(case, step):
    """Whatever a person there says stops what was planned: they are answered."""
    said = Interaction(
        at=case.now + timedelta(minutes=1), direction="inbound", text="Please quote 500 lamps."
    )
    spoken = attrs.evolve(
        case.lead, history=[one for one in case.lead.history if one.at <= case.now] + [said]
    )
    case = attrs.evolve(case, lead=spoken)
    then = case.step(case.now + timedelta(minutes=2))

    assert then.action in ENDS or case.lead.urgency == "urgent"
    if step.then:
        assert "history" in (plan.why_moved(step, then) or "history")


def check_repeated(case, step, dice):
    """A later call before its time gives the same message at the same moment, and names what changed."""
    assert case.step() == step
    if (
        step.moment
        and step.moment - case.now > timedelta(minutes=2)
        and case.lead.urgency != "urgent"
    ):
        later = case.now + (step.moment - case.now) * dice.random()
        between = [one for one in case.lead.history if case.now < one.at <= later]
        again = case.step(later)
        moved = plan.why_moved(step, again)
        assert moved is None or (between and "history" in moved), moved


def test_these_hold_of_every_step(seeds):
    """The bars of the issue, on every seed; a failure names its seed."""
    for seed in seeds:
        case = customer(seed)
        step = case.step()
        try:
            check_way(case, step)
            check_time(case, step)
            check_cadence(case, step)
            check_inbound(case, step)
            check_repeated(case, step, random.Random(seed))
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {step.summary}") from error
