"""Who answers, and when: what is learned, and what is not claimed."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from hypothesis import given, settings, strategies as st

from followup.diagnose import Exchange, Level, Outlook, ReplyModel
from followup.errors import InvalidValue, NaiveTime
from followup.history import contact_key, exchanges_of, read_history
from followup.history.clock import ActivityClock
from followup.history.curve import Curve, kaplan_meier, shipped, shrunk
from followup.history.tally import BINS, EDGES, Tally, bin_of
from followup.models import Interaction, Lead


MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR


def asked(number, answered_after=None, *, who="ana", by="li", hours=0, **more):
    """A message some weeks ago, and when it was answered."""
    sent = MONDAY - timedelta(weeks=number) + hours * HOUR
    replied = sent + answered_after if answered_after is not None else None
    return Exchange(sender=by, recipient=who, sent_at=sent, replied_at=replied, **more)


def test_what_is_shipped_is_everybodys_pace():
    """41 of 100 are answered; half of those within a day by any clock, and nothing is claimed of anybody."""
    outlook = ReplyModel.shipped().outlook(MONDAY, "ana")

    assert (outlook.level, outlook.n) == (Level.EVERYONE, 0)
    assert outlook.source.startswith("openbmc")
    assert outlook.p_ever == pytest.approx(0.413, abs=0.001)
    assert MONDAY < outlook.quantile(0.5) < MONDAY + DAY < outlook.quantile(0.8)


def test_fewer_than_five_outcomes_claim_nothing():
    """Four slow answers move the view on this contact no more than on anybody."""
    model = ReplyModel.learn([asked(week, 5 * DAY) for week in range(1, 5)])

    known, other = model.outlook(MONDAY, "ana", sender="li"), model.outlook(MONDAY, "bo")
    assert known.level is other.level is Level.EVERYONE
    assert (known.n, known.source) == (4, "4 outcomes of the everyone")
    assert known.curve == other.curve


def test_from_five_on_contact_and_pair_are_told_apart():
    """The pair is the narrowest; another sender gets the contact, another contact gets everyone."""
    model = ReplyModel.learn(
        [
            *(asked(week, HOUR) for week in range(1, 21)),
            *(asked(week, 3 * DAY, by="wu") for week in range(1, 21)),
        ]
    )

    assert model.outlook(MONDAY, "ANA", sender="Li").level is Level.PAIR
    by_li, by_wu, by_ma = (model.outlook(MONDAY, "ana", sender=who) for who in ("li", "wu", "ma"))
    assert (by_li.level, by_li.n) == (Level.PAIR, 20)
    assert (by_ma.level, by_ma.n) == (Level.CONTACT, 40)
    assert by_li.quantile(0.5) < by_ma.quantile(0.5) < by_wu.quantile(0.5)
    assert by_li.p_ever > ReplyModel.shipped().outlook(MONDAY, "ana").p_ever


def test_a_country_stands_between_everyone_and_a_contact():
    """What Spaniards do is expected of a new Spaniard."""
    model = ReplyModel.learn([asked(week, who=f"ana{week}", country="es") for week in range(1, 31)])

    spaniard, other = Lead(country="ES"), Lead(country="PL")
    assert model.outlook(MONDAY, spaniard).level is Level.COUNTRY
    assert model.outlook(MONDAY, "ana3").level is Level.COUNTRY
    assert model.outlook(MONDAY, other).level is Level.EVERYONE
    assert model.outlook(MONDAY, spaniard).p_ever < model.outlook(MONDAY, other).p_ever


def test_a_nudge_ends_the_watch_over_the_first_message():
    """What was watched for two days says nothing of the third, and is no failure."""
    patient = [asked(week) for week in range(1, 21)]
    nudged = [
        asked(week, watched_until=MONDAY - timedelta(weeks=week) + 2 * DAY) for week in range(1, 21)
    ]

    never, open_, none = (
        ReplyModel.learn(some).outlook(MONDAY, "ana").p_ever for some in (patient, nudged, [])
    )
    assert never < open_ < none


def test_open_messages_count_in_part_for_their_later_ends():
    """At the level of a contact too, where five others are known."""
    known = Tally(n=5, answered=((10, 5),))
    parent = shipped()

    with_open = shrunk(attrs.evolve(known, open=((40, 20),)), parent, whether=20, when=40)
    assert with_open.ever < shrunk(known, parent, whether=20, when=40).ever
    assert with_open.reached[-1] == 1


def test_an_answer_after_the_last_bin_is_none_within_it():
    """And a message that was watched to the end is settled."""
    tally = Tally()
    for outcome in ((800, 800), (None, 720), (None, 10), (3, 3), (3, 3)):
        tally = tally.plus(outcome)

    assert (tally.never, tally.open, tally.answered) == (2, ((bin_of(10), 1),), ((bin_of(3), 2),))
    assert tally.n == 4
    assert bin_of(800) == BINS
    assert shipped().share(800) == 1


def test_kaplan_meier_leaves_out_whoever_is_no_longer_watched():
    """Of ten, five answer at once and five are watched no further: nobody has failed."""
    flat = Curve(0.5, tuple(edge / EDGES[-1] for edge in EDGES))
    curve = kaplan_meier(Tally(answered=((0, 5),), open=((0, 5),)), flat, 0.001)

    assert curve.ever == pytest.approx(0.75, abs=0.01)


def test_learning_at_once_and_one_by_one_is_the_same():
    """An outcome more is a new model; the old one stays as it was."""
    exchanges = [asked(week, week * HOUR, country="ES") for week in range(1, 12)]

    at_once = ReplyModel.learn(exchanges, zones={"ana": "Europe/Madrid"})
    step_by_step = before = ReplyModel.learn([], zones={"ana": "Europe/Madrid"})
    for one in exchanges:
        step_by_step = step_by_step.update([one])

    assert at_once == step_by_step
    assert before.everyone.n == 0
    assert at_once.knows("ana")
    assert not at_once.knows(Lead(id="7"))


def test_a_stranger_is_like_one_contact_of_many():
    """One who never answers fifty times does not make silent people of all whom nobody knows."""
    kind = [asked(week, HOUR, who=f"ana{week}") for week in range(1, 31)]
    loud = [asked(week, who="bo") for week in range(1, 51)]

    some, all_ = (ReplyModel.learn(these) for these in (kind, kind + loud))
    before, after = (model.outlook(MONDAY, "stranger") for model in (some, all_))
    assert after.n == 80
    assert before.p_ever > after.p_ever > before.p_ever - 0.1
    assert all_.outlook(MONDAY, "bo").p_ever < 0.25


def test_mails_of_the_night_have_a_pace_of_their_own():
    """Where mails of the night wait two days, and those of the morning an hour, each is expected of its kind."""
    wrote = [
        asked(week, after, who=f"ana{week}.{hours}", hours=hours, country="ES")
        for week in range(1, 61)
        for hours, after in ((0, HOUR), (15, 2 * DAY))
    ]
    model = ReplyModel.learn(wrote)

    spaniard = Lead(country="ES")
    day, night = (model.outlook(MONDAY + hours * HOUR, spaniard) for hours in (0, 15))
    # A few of the Mondays are holidays.
    assert 50 < model.at_work.n <= 60 <= model.at_rest.n
    assert day.p_ever == night.p_ever
    assert day.cdf(4 * HOUR) > 0.6 * day.p_ever
    assert night.cdf(12 * HOUR) < 0.4 * night.p_ever


def test_hours_of_which_nothing_is_known_change_nothing():
    """Where all answers are to mails of the morning, a mail of the night gets everybody's curve."""
    model = ReplyModel.learn([asked(week, HOUR, by=None) for week in range(1, 20)])
    day, night = (
        model.outlook(MONDAY + hours * HOUR, Lead(country="ES", id="bo")) for hours in (0, 15)
    )

    assert (model.at_rest, model.pairs) == (Tally(), {})
    assert day.curve.reached == pytest.approx(night.curve.reached)


@given(st.permutations(range(12)))
@settings(max_examples=20, deadline=None)
def test_outcomes_may_become_known_in_any_order(order):
    """Exactly the same is learned, down to the last bit."""
    said = [
        asked(week, None if week % 5 == 0 else week * HOUR, who=f"ana{week % 4}") for week in order
    ]
    at_once, step_by_step = ReplyModel.learn(said), ReplyModel.learn([])
    for one in said:
        step_by_step = step_by_step.update([one])

    assert step_by_step == at_once


def test_a_group_that_is_taken_back_leaves_nothing():
    """Of everybody, no contact leaves a rounding behind."""
    one, two = (Tally(n=7, answered=((3, 5), (9, 1)), open=((4, 3),), never=1), Tally(n=1, never=1))
    both = Tally().replacing(Tally(), one, 5).replacing(Tally(), two, 5)

    assert both.n == 8
    assert both.settled < 5 + 1
    assert both.replacing(two, Tally(), 5).replacing(one, Tally(), 5) == Tally()


def test_a_contacts_own_week_is_learned_from_fifty_messages():
    """Somebody who always writes on Sunday evening is not asleep then."""
    sunday = datetime(2026, 11, 22, 20, tzinfo=UTC)
    wrote = [
        Exchange(
            sender="ana", recipient="li", sent_at=sunday - timedelta(weeks=week), zone="+01:00"
        )
        for week in range(60)
    ]
    model = ReplyModel.learn(wrote, zones={"ana": 60})

    own = model.clock("ana", sunday).active(sunday, 2 * HOUR)
    usual = model.clock("li", sunday).active(sunday, 2 * HOUR)
    assert own > 2 * usual
    unknown = ReplyModel.learn(attr_without_zone(wrote))
    assert unknown.clock("ana", sunday).active(sunday, 2 * HOUR) > 2


def attr_without_zone(exchanges):
    """The same exchanges where nobody's place is known."""
    return [
        {"sender": one.sender, "recipient": one.recipient, "sent_at": one.sent_at}
        for one in exchanges
    ]


def test_the_place_of_a_lead_counts_for_its_clock():
    """A mail of Friday evening waits over the weekend of Madrid; where nobody knows the place, no weekend is."""
    friday = datetime(2026, 11, 20, 19, tzinfo=UTC)
    model = ReplyModel.shipped()

    madrid = model.outlook(friday, Lead(country="ES"))
    nowhere = model.outlook(friday, "ana")
    assert nowhere.quantile(0.5) < friday + DAY
    assert madrid.quantile(0.5) > nowhere.quantile(0.5) + DAY
    assert madrid.quantile(0.8).date() == date(2026, 11, 24)


def test_no_time_passes_in_a_known_leave():
    """The view is from the day of return on."""
    leave = (date(2026, 11, 23), date(2026, 12, 7))

    outlook = ReplyModel.shipped().outlook(MONDAY, Lead(country="ES"), leave=leave)
    assert outlook.cdf(10 * DAY) == 0
    assert outlook.quantile(0.5) > datetime(2026, 12, 7, 6, tzinfo=UTC)


def test_what_is_still_to_be_hoped_for_falls_with_the_silence():
    """And a silence becomes overdue once."""
    outlook = ReplyModel.shipped().outlook(MONDAY, Lead(country="ES"), now=MONDAY + HOUR)

    hopes = [outlook.p_still(MONDAY + days * DAY) for days in (0, 1, 3, 7, 14, 60)]
    assert hopes == sorted(hopes, reverse=True)
    assert hopes[0] == pytest.approx(outlook.p_ever)
    assert hopes[-1] == pytest.approx(0, abs=1e-9)
    assert not outlook.overdue()
    assert outlook.overdue(now=outlook.quantile(0.8) + HOUR)
    assert outlook.p_still() > 0.3


def test_a_certain_answer_that_has_come_leaves_nothing_to_hope_for():
    """Where everybody answers, nothing is divided by nothing."""
    sure = Curve(1.0, (*(0.0 for _ in range(BINS)), 1.0))
    outlook = ReplyModel(prior=sure, source="ours").outlook(MONDAY, "ana", now=MONDAY + 90 * DAY)

    assert outlook.p_still() == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from((0.0, 0.02, 0.5, 1.0, 6.0)), min_size=7, max_size=7),
    st.integers(0, 300 * 24 * 60),
    st.floats(0.1, 1000),
)
def test_the_moment_is_when_the_clock_shows_so_many_hours(pattern, minutes, hours):
    """Through nights, holidays and a leave; 400 days are the end of it."""
    start = MONDAY + timedelta(minutes=minutes)
    slow = tuple((start.toordinal() + day, share) for day, share in ((1, 0.0), (3, 0.4), (9, 0.0)))
    week = [weight + 0.01 for weight in pattern * 24]
    clock = ActivityClock(week=tuple(weight * 168 / sum(week) for weight in week), slow=slow)

    moment = clock.moment(start, hours)
    assert start <= moment <= start + 400 * DAY
    if moment < start + 400 * DAY:
        assert clock.active(start, moment - start) == pytest.approx(hours, abs=0.01)


def test_callers_mistakes_are_named():
    """A share beyond one, no instant, a naive one, a field that nobody knows."""
    outlook = ReplyModel.shipped().outlook(MONDAY, "ana")

    with pytest.raises(InvalidValue, match="between 0 and 1"):
        outlook.quantile(80)
    with pytest.raises(InvalidValue, match="Pass now="):
        outlook.overdue()
    with pytest.raises(NaiveTime):
        ReplyModel.shipped().outlook(datetime(2026, 11, 23), "ana")  # noqa: DTZ001 - the point
    with pytest.raises(InvalidValue, match="answered"):
        ReplyModel.learn([{"recipient": "ana", "sent_at": MONDAY, "answered": True}])
    with pytest.raises(InvalidValue, match="lacks"):
        ReplyModel.learn([{"recipient": "ana"}])


def test_a_model_and_its_outlook_survive_json():
    """Equal after the journey, and the same is foretold."""
    model = ReplyModel.learn(
        [asked(week, week * HOUR, country="ES") for week in range(1, 12)], zones={"ana": "+02:00"}
    )
    back = ReplyModel.from_dict(json.loads(json.dumps(model.to_dict())))
    outlook = model.outlook(MONDAY, "ana", sender="li", now=MONDAY + DAY)

    assert back == model
    assert back.outlook(MONDAY, "ana", sender="li", now=MONDAY + DAY) == outlook
    assert Outlook.from_dict(json.loads(json.dumps(outlook.to_dict()))) == outlook


def test_a_history_gives_its_exchanges():
    """Each message of ours with what followed: an answer, or the next message of ours."""
    said = [
        Interaction(at=MONDAY + hours * HOUR, direction=direction, text="Hello")
        for hours, direction in ((0, "outbound"), (5, "outbound"), (7, "inbound"), (9, "outbound"))
    ]
    lead = Lead(country="ES", contact_points={"email": "Ana@Aguas.es"}, history=said)
    history = read_history(lead, now=MONDAY + DAY)

    nudged, answered = exchanges_of(lead, history, sender="Lamps")
    assert (nudged.replied_at, nudged.watched_until) == (None, MONDAY + 5 * HOUR)
    assert answered.replied_at == MONDAY + 7 * HOUR
    assert answered.recipient == contact_key(lead) == "ana@aguas.es"
    assert answered.sender == "lamps"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(1, 900)), max_size=30), st.integers(0, 167))
def test_every_view_is_a_view_of_chances(delays, hour):
    """Whatever was learned: chances rise from 0 to p_ever, and quantiles with their share."""
    model = ReplyModel.learn(
        asked(week, delay and delay * HOUR) for week, delay in enumerate(delays, 1)
    )
    outlook = model.outlook(MONDAY + hour * HOUR, "ana", sender="li")

    chances = [outlook.cdf(timedelta(hours=hours)) for hours in (0, 1, 5, 24, 72, 240, 2000)]
    quantiles = [outlook.quantile(share / 10) for share in range(11)]
    assert chances == sorted(chances)
    assert (chances[0], chances[-1]) == (0, pytest.approx(outlook.p_ever))
    assert 0 < outlook.p_ever < 1
    assert quantiles == sorted(quantiles)


def test_of_our_words_the_last_one_is_read():
    """Where it is the last word of all; what we asked before that has been answered or asked anew."""
    said = [
        Interaction(at=MONDAY + hours * HOUR, direction=direction, text="Could you send a drawing?")
        for hours, direction in ((0, "outbound"), (5, "inbound"), (7, "outbound"), (9, "outbound"))
    ]
    waiting, answered = (
        read_history(Lead(history=some), now=MONDAY + DAY).entries for some in (said, said[:2])
    )

    assert [entry.asks_answer for entry in waiting] == [None, True, None, True]
    assert [entry.asks_answer for entry in answered] == [None, True]
    assert waiting[0].reading.words == "Could you send a drawing?"
