"""What is regular in a history, and what the other customers of a mail provider do."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime, timedelta

from followup.data import BUNDLED
from followup.diagnose import Book, Diagnosis, PatternKind, ReplyModel, silence
from followup.diagnose.book import Provider
from followup.diagnose.case import Case
from followup.diagnose.patterns import find_patterns
from followup.history import exchanges_of, read_history
from followup.models import Interaction, Lead, Seller


SELLER = Seller(name="Lamps", country="CN")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def event(at, direction="inbound", text="Here is our next wish.", **more):
    """Something said at an instant."""
    return Interaction(at=at, direction=direction, text=text, **more)


def patterns(*history, now=NOW):
    """What is regular in a history."""
    return find_patterns(read_history(Lead(country="ES", history=history), now=now), now)


def test_an_order_each_so_many_weeks_is_a_rhythm():
    """With the day on which the next one is due; it holds until that has gone by for a while."""
    orders = [event(NOW - days * DAY, kind="order") for days in (250, 190, 130, 71, 10)]

    (found,) = patterns(*orders)
    (late,) = patterns(*orders[:-1])
    assert (found.kind, found.times, found.holds) == (PatternKind.REORDER, 4, True)
    assert found.next_on == date(2027, 1, 12)
    assert found.sentence == "They come back about every 60 days; 2027-01-12 is next."
    assert [one.subject for one in found.evidence] == ["history[2]", "history[3]", "history[4]"]
    assert not late.holds


def test_three_matters_or_uneven_gaps_are_no_rhythm():
    """Two gaps may be chance, and so may any number of uneven ones."""
    assert patterns(*(event(NOW - days * DAY) for days in (180, 120, 60))) == ()
    assert patterns(*(event(NOW - days * DAY) for days in (300, 270, 120, 95, 30))) == ()
    assert patterns() == ()


def test_the_same_quiet_weeks_each_year_are_a_season():
    """In two summers nobody wrote from July to September; this summer is the third."""
    said = [
        event(datetime(year, month, day, 9, tzinfo=UTC))
        for year in (2024, 2025)
        for month, day in (
            (1, 10),
            (2, 5),
            (3, 2),
            (4, 9),
            (5, 3),
            (6, 1),
            (6, 28),
            (9, 5),
            (10, 1),
            (11, 20),
        )
    ]
    said += [event(datetime(2026, month, 3, 9, tzinfo=UTC)) for month in (1, 2, 3, 4, 5, 6)]
    asked = event(datetime(2026, 7, 20, 9, tzinfo=UTC), "outbound", "Any news?")
    summer = datetime(2026, 8, 10, 9, tzinfo=UTC)

    (season,) = [one for one in patterns(*said, now=summer) if one.kind is PatternKind.SEASON]
    assert (season.times, season.holds) == (2, True)
    assert season.next_on == date(2026, 9, 5)
    diagnosis = silence(Lead(country="ES", history=[*said, asked]), SELLER, now=summer)
    assert diagnosis.cause("rhythm").until == date(2026, 9, 5)
    assert season in diagnosis.patterns
    assert not any(one.kind is PatternKind.SEASON for one in patterns(*said[:10], now=summer))


def test_somebody_who_writes_on_tuesdays_only_is_known_for_it():
    """Eight words and more, nearly all on one or two days of the week."""
    tuesday = datetime(2026, 9, 1, 9, tzinfo=UTC)

    (found,) = patterns(*(event(tuesday + 7 * week * DAY) for week in range(9)))
    assert (found.kind, found.next_on, found.holds) == (PatternKind.WEEKDAY, None, False)
    assert "Tuesday" in found.sentence
    assert patterns(*(event(tuesday + 8 * week * DAY) for week in range(9))) == ()


def test_absence_after_absence_is_travel():
    """Three notices on three days."""
    away = [
        event(NOW - days * DAY, text="I am travelling this week.", subject="Automatic reply")
        for days in (90, 50, 4)
    ]

    (found,) = patterns(*away)
    assert (found.kind, found.times) == (PatternKind.TRAVEL, 3)


def customer(domain, *history):
    """A customer at a mail provider."""
    return Lead(contact_points={"email": f"ana@{domain}"}, history=history)


def test_a_book_counts_who_answers_at_which_provider():
    """Bounces, other channels, fresh and old silences and customers without an address say nothing."""
    ours = event(NOW - 20 * DAY, "outbound", "Any news?")
    theirs = event(NOW - 18 * DAY)
    leads = [
        customer("a.example", ours),
        customer("a.example", ours, event(NOW - 19 * DAY, kind="auto_reply")),
        customer("b.example", ours, theirs),
        customer("b.example", theirs),
        customer("b.example", ours, event(NOW - 20 * DAY, kind="bounce")),
        customer("b.example", event(NOW - DAY, "outbound", "Any news?")),
        customer("b.example", event(NOW - 200 * DAY, "outbound", "Any news?")),
        customer("b.example", event(NOW - 20 * DAY, "outbound", "Hello", channel="whatsapp")),
        Lead(history=[ours]),
    ]

    assert Book.of(leads, now=NOW) == Book(
        {"a.example": Provider(2, 0), "b.example": Provider(0, 1)}
    )


def test_three_silent_customers_are_a_sign_only_where_others_answer():
    """A season in which nobody answers is no spam folder."""
    silent, answers = Provider(3, 0), Provider(1, 4)

    assert Book({"a.example": silent, "b.example": answers}).silent_at("a.example") is silent
    assert Book({"a.example": Provider(2, 0), "b.example": answers}).silent_at("a.example") is None
    assert Book({"a.example": silent, "b.example": Provider(9, 4)}).silent_at("a.example") is None
    assert Book({"a.example": silent}).silent_at("a.example") is None
    assert Book({}).silent_at("a.example") is None


def test_a_model_that_knows_the_customer_is_believed():
    """One that does not is completed by the customer's own history."""
    week = 7 * DAY
    slow = [
        event(NOW - place * week + days * DAY, direction, "Which colour?" if days == 0 else "Blue.")
        for place in range(30, 2, -1)
        for days, direction in ((0, "outbound"), (6, "inbound"))
    ]
    asked = event(NOW - 4 * DAY, "outbound", "Which size?")
    lead = Lead(country="ES", contact_points={"email": "ana@a.example"}, history=[*slow, asked])
    history = read_history(lead, now=NOW)
    model = ReplyModel.learn(exchanges_of(lead, history, sender=SELLER.name))

    own = silence(lead, SELLER, now=NOW)
    given = silence(lead, SELLER, now=NOW, model=model)
    assert own.first.kind == given.first.kind == "normal_pace"
    assert own.outlook.level == given.outlook.level == "pair"
    assert "messages to them" in own.first.evidence[0].reason
    assert Diagnosis.from_dict(json.loads(json.dumps(own.to_dict()))) == own


def test_where_the_place_is_not_known_three_working_days_are_waited():
    """No calendar says when four of five answers would have come."""
    case = Case(
        lead=Lead(),
        seller=SELLER,
        now=NOW,
        history=read_history(Lead(), now=NOW),
        authenticity=None,
        fit=None,
        facts=BUNDLED,
    )

    assert case.patience == timedelta(hours=24)
    assert case.today == NOW.date()
