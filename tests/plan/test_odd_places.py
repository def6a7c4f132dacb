"""Steps in odd places, held against an oracle of its own: zone files, the holidays package, a table of weekends.

Nothing here asks the library what a good hour is.
"""

from __future__ import annotations

import random

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import holidays
import pytest

from followup import Inquiry, Interaction, Lead, Seller, plan
from followup.models import ContactPoint
from followup.plan import Action


DAY = timedelta(days=1)
FRIDAY_SATURDAY, WEEKEND, SUNDAY, SATURDAY = {4, 5}, {5, 6}, {6}, {5}
# Country, part, zone, and the days on which nobody works there.
PLACES = [
    ("NP", None, "Asia/Kathmandu", SATURDAY), ("SA", None, "Asia/Riyadh", FRIDAY_SATURDAY),
    ("AE", None, "Asia/Dubai", WEEKEND), ("IL", None, "Asia/Jerusalem", FRIDAY_SATURDAY),
    ("BD", None, "Asia/Dhaka", FRIDAY_SATURDAY), ("EG", None, "Africa/Cairo", FRIDAY_SATURDAY),
    ("MA", None, "Africa/Casablanca", WEEKEND), ("ES", "CN", "Atlantic/Canary", WEEKEND),
    ("CA", "NL", "America/St_Johns", WEEKEND), ("US", "HI", "Pacific/Honolulu", WEEKEND),
    ("CL", None, "America/Santiago", WEEKEND), ("NZ", None, "Pacific/Auckland", WEEKEND),
    ("WS", None, "Pacific/Apia", WEEKEND), ("JP", None, "Asia/Tokyo", WEEKEND),
    ("DE", "BY", "Europe/Berlin", WEEKEND), ("GB", "SCT", "Europe/London", WEEKEND),
    ("VN", None, "Asia/Ho_Chi_Minh", SUNDAY), ("KW", None, "Asia/Kuwait", FRIDAY_SATURDAY),
]  # fmt: skip
# The Spring Festival, Ramadan, a leap day, nights on which clocks are moved, the turn of a year, Skype's last days.
TURNS = [
    "2026-02-16", "2027-02-20", "2028-02-28", "2026-03-08", "2026-03-29", "2026-10-25", "2026-12-31",
    "2025-05-04", "2026-05-26", "2026-08-14",
]  # fmt: skip
HANDLES = {
    "email": "ana@firma.example", "phone": "+4989123456", "whatsapp": "+34600111222", "sms": "+14155550123",
    "telegram": "ana_f", "skype": "ana.f", "google_hangouts": "ana@gmail.com", "wechat": "ana_99", "line": "ana99",
}  # fmt: skip
OURS = ["May we hear your opinion?", "Here is the price list.", "Happy New Year!"]
THEIRS = [
    "Can you ship 20 to us?",
    "Ok, thanks.",
    "Too expensive for us.",
    "Let us talk after the fair.",
]
ENDED = {"google_hangouts": date(2022, 11, 1), "skype": date(2025, 5, 5)}


@attrs.define
class Story:
    """A customer in an odd place, and what the oracle knows of it."""

    lead: Lead
    seller: Seller
    now: datetime
    zone: str
    weekend: set[int]
    leave: tuple[date, date] | None = None

    def step(self, now=None, **more):
        """The next step."""
        return plan.next_step(self.lead, self.seller, now=now or self.now, **more)


def story(seed):
    """The same seed tells the same story."""
    dice = random.Random(f"odd {seed}")
    country, part, zone, weekend = dice.choice(PLACES)
    turn = datetime.fromisoformat(dice.choice(TURNS)).replace(tzinfo=UTC)
    now = turn + timedelta(minutes=dice.randrange(-8 * 1440, 8 * 1440))
    points = [
        ContactPoint(channel, handle, opted_out=dice.random() < 0.15)
        for channel, handle in HANDLES.items()
        if dice.random() < 0.5
    ]
    seller = Seller(
        name="Lamps",
        country=dice.choice(["CN", "DE", None]),
        channels=dice.choice([(), tuple(HANDLES)]),
    )
    told = Story(Lead(), seller, now, zone, weekend)
    history = [_said(dice, now - days * DAY, told) for days in sorted(_ages(dice), reverse=True)]
    inquiry = Inquiry(text="Please quote.", platform="alibaba") if dice.random() < 0.3 else None
    told.lead = Lead(
        country=country, subdivision=part, contact_points=points, history=history, inquiry=inquiry,
        segment=dice.choice(["current", "current", "favourite", "pool", "lost"]),
    )  # fmt: skip
    return told


def _ages(dice):
    return [dice.expovariate(1 / 12) for _ in range(dice.randrange(6))]


def _said(dice, at, told):
    if dice.random() < 0.6:
        channel = dice.choice(["email", "email", "whatsapp", "phone"])
        return Interaction(at=at, direction="outbound", channel=channel, text=dice.choice(OURS))
    told.leave = None
    if dice.random() < 0.7:
        return Interaction(at=at, direction="inbound", text=dice.choice(THEIRS))
    back = at.date() + dice.randrange(3, 25) * DAY
    told.leave = at.date(), back
    text = f"I am out of the office and back on {back:%-d %B %Y}."
    return Interaction(
        at=at, direction="inbound", kind="auto_reply", text=text, subject="Automatic reply"
    )


@cache
def feasts(country, part, year):
    """The holidays of a place that are sure, by the holidays package."""
    found = holidays.country_holidays(country, subdiv=part, years=year)
    return {day for day, name in found.items() if "estimated" not in name}


def check_hour(told, moment):
    """An hour in which people there work: no night, no day off, no feast, no leave."""
    there = moment.astimezone(ZoneInfo(told.zone))
    assert 6 <= there.hour < 20
    assert there.weekday() not in told.weekend
    assert there.date() not in feasts(told.lead.country, told.lead.subdivision, there.year)
    if told.leave:
        assert not told.leave[0] <= there.date() < told.leave[1]


def check_channel(told, channel, moment):
    """A channel that lives on that day, and on which somebody has not opted out."""
    assert moment.date() < ENDED.get(channel, date.max)
    known = [point for point in told.lead.contact_points if point.channel == channel]
    assert not known or any(not point.opted_out for point in known)


def test_these_hold_in_odd_places(seeds):
    """A failure names its seed; every third is enough beside the properties."""
    for seed in seeds[::3]:
        told = story(seed)
        step = told.step()
        try:
            check(told, step)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {step.summary}") from error


def check(told, step):
    """The step, its ladder, and the step that follows when it was taken."""
    rungs = [later for later in step.then if later.channel]
    for one, moment in [(step, step.moment), *((later, later.at) for later in rungs)]:
        if one.channel:
            check_hour(told, moment)
            check_channel(told, one.channel, moment)
    moments = [step.moment, *(later.at for later in rungs)]
    assert all(later - earlier >= 2 * DAY for earlier, later in pairwise(moments))
    if step.moment and step.moment > told.now:
        again = told.step(told.now + (step.moment - told.now) * 0.99)
        assert plan.why_moved(step, again) is None
    if (
        step.channel
        and rungs
        and step.action in {Action.WRITE_AGAIN, Action.REPLY_NOW, Action.OFFER}
    ):
        check_next(told, step, rungs[0])


def check_next(told, step, promised):
    """What the ladder promised is what comes."""
    at = max(step.moment, told.now)
    sent = Interaction(at=at, direction="outbound", channel=step.channel, text="May we hear?")
    told.lead = attrs.evolve(told.lead, history=[*told.lead.history, sent])
    coming = told.step(at + timedelta(minutes=1))

    assert coming.moment >= promised.at - timedelta(minutes=1)
    assert coming.action in {Action.WAIT_UNTIL, promised.action}


@pytest.mark.parametrize("seed", range(8))
def test_an_opt_out_ends_every_story(seed):
    """Wherever it is said."""
    told = story(seed)
    out = Interaction(at=told.now, direction="inbound", channel="whatsapp", kind="opt_out")
    told.lead = attrs.evolve(told.lead, history=[*told.lead.history, out])

    assert told.step(told.now + DAY).action is Action.STOP
