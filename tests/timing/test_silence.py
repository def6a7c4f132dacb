"""Where the time of a silence went."""

from __future__ import annotations

import json

from datetime import UTC, date, datetime, timedelta

import pytest

from hypothesis import given, settings, strategies as st

from followup import timing
from followup.data import BUNDLED
from followup.errors import NaiveTime
from followup.evidence import Confidence
from followup.models import Lead, Seller
from followup.timing import SilenceSpan, SpanKind


HOUR = timedelta(hours=1)
NEW_YEAR = timing.explain(
    datetime(2026, 2, 13, 9, tzinfo=UTC),
    datetime(2026, 2, 25, 1, tzinfo=UTC),
    Seller(name="Lamps", country="CN"),
)


def kinds(span):
    """What took the time, in order."""
    return [reason.kind for reason in span.reasons]


def test_working_hours_stand_beside_the_elapsed_time():
    """From Friday evening to Tuesday morning over the Spring Festival: one Saturday that was made up."""
    assert NEW_YEAR.elapsed == timedelta(days=11, hours=16)
    assert NEW_YEAR.working == HOUR + 2 * 7.5 * HOUR
    assert NEW_YEAR.zone == "Asia/Shanghai"


def test_holidays_are_told_by_name_with_their_dates():
    """Neighbouring days of one holiday are one reason."""
    festival = next(one for one in NEW_YEAR.reasons if "Spring Festival" in one.name)

    assert festival.kind is SpanKind.HOLIDAY
    assert (festival.start, festival.end) == (date(2026, 2, 17), date(2026, 2, 19))
    assert festival.lost == timedelta(days=3)
    assert festival.source is not None


def test_weekends_nights_and_make_up_days_are_told():
    """A make-up day takes no time; it is told because nobody expects it."""
    made = next(one for one in NEW_YEAR.reasons if one.kind is SpanKind.MAKEUP)

    assert {SpanKind.WEEKEND, SpanKind.NIGHT, SpanKind.HOLIDAY} <= set(kinds(NEW_YEAR))
    assert (made.start, made.lost) == (date(2026, 2, 14), timedelta())


def test_a_half_day_takes_the_afternoon_only():
    """Christmas Eve in Germany, from noon to five."""
    span = timing.explain(
        datetime(2026, 12, 24, 7, tzinfo=UTC),
        datetime(2026, 12, 24, 23, tzinfo=UTC),
        Lead(country="DE"),
    )

    assert span.working == 4 * HOUR
    assert {one.kind: one.lost for one in span.reasons} == {
        SpanKind.HALF_DAY: 5 * HOUR,
        SpanKind.NIGHT: 7 * HOUR,
        SpanKind.SEASON: timedelta(),
        SpanKind.SHORT_NOTICE: timedelta(),
    }


def test_a_short_weekday_takes_its_afternoon():
    """Friday in the Emirates, against a full day there."""
    span = timing.explain(
        datetime(2026, 11, 20, 4, tzinfo=UTC),
        datetime(2026, 11, 20, 13, tzinfo=UTC),
        Lead(country="AE"),
    )

    assert span.working == 4 * HOUR
    assert [(one.kind, one.lost) for one in span.reasons] == [
        (SpanKind.HALF_DAY, 5 * HOUR),
        (SpanKind.SHORT_NOTICE, timedelta()),
    ]


def test_a_year_that_no_table_knows_is_uncertain():
    """And takes no time by itself."""
    span = timing.explain(
        datetime(2150, 6, 2, 9, tzinfo=UTC),
        datetime(2150, 6, 2, 12, tzinfo=UTC),
        Lead(country="GB"),
    )

    assert kinds(span) == [SpanKind.UNCERTAIN, SpanKind.SHORT_NOTICE]
    assert span.certainty is Confidence.UNKNOWN
    assert span.working == 3 * HOUR


def test_a_place_that_is_not_known_is_not_guessed():
    """Only the elapsed time is known."""
    span = timing.explain(NOW, NOW + HOUR, Lead())

    assert (span.elapsed, span.working, span.zone) == (HOUR, None, None)
    assert span.certainty is Confidence.UNKNOWN


NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_silence_that_ends_before_it_begins_is_none():
    """Nothing elapsed, nothing was worked."""
    span = timing.explain(NOW, NOW - HOUR, Lead(country="ES"))

    assert (span.elapsed, span.working, span.reasons) == (timedelta(), timedelta(), ())


def test_several_zones_make_it_less_certain():
    """Most Americans are asked; all might have been elsewhere."""
    span = timing.explain(NOW, NOW + HOUR, Lead(country="US"))

    assert (span.zone, span.certainty) == ("America/New_York", Confidence.LOW)


def test_naive_times_are_refused():
    """At both ends."""
    with pytest.raises(NaiveTime, match="start"):
        timing.explain(datetime(2026, 1, 1), NOW, Lead(country="ES"))  # noqa: DTZ001 - naive on purpose


def test_an_explanation_survives_json():
    """As all values do."""
    for span in (NEW_YEAR, timing.explain(NOW, NOW + HOUR, Lead())):
        assert SilenceSpan.from_dict(json.loads(json.dumps(span.to_dict()))) == span


@given(
    st.sampled_from(["CN", "DE", "ES", "US", "TR", "IL", "UA"]),
    st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.timedeltas(timedelta(), timedelta(days=30)),
)
@settings(deadline=None, max_examples=60)
def test_what_was_worked_and_what_was_lost_is_what_elapsed(country, start, length):
    """To the microsecond, in any country."""
    span = timing.explain(start, start + length, Lead(country=country))

    assert span.working + sum((one.lost for one in span.reasons), timedelta()) == length
    assert all(one.lost >= timedelta() for one in span.reasons)


def test_a_season_slows_work_down_and_takes_no_time():
    """The fortnight around Ferragosto: the offices are open, and three in ten of the usual answers come."""
    span = timing.explain(
        datetime(2026, 8, 10, 6, tzinfo=UTC),
        datetime(2026, 8, 14, 20, tzinfo=UTC),
        Lead(country="IT"),
    )
    season = next(one for one in span.reasons if one.kind is SpanKind.SEASON)

    assert (season.name, season.activity) == ("the weeks around Ferragosto", 0.3)
    assert (season.start, season.end) == (date(2026, 8, 10), date(2026, 8, 14))
    assert (season.lost, season.work_lost) == (timedelta(), 28 * HOUR)
    assert (span.working, span.usual, span.share_lost) == (40 * HOUR, 40 * HOUR, 0.7)


def test_a_season_goes_on_after_its_weekends():
    """It is one reason, not one for each week."""
    span = timing.explain(
        datetime(2026, 8, 3, 6, tzinfo=UTC), datetime(2026, 8, 30, tzinfo=UTC), Lead(country="ES")
    )
    found = [(one.start, one.end) for one in span.reasons if one.kind is SpanKind.SEASON]

    assert found == [(date(2026, 8, 3), date(2026, 8, 28))]


def test_holidays_take_usual_hours_and_still_leave_some_work():
    """Measured: mail goes on on a public holiday, in the United States at six tenths."""
    span = timing.explain(
        datetime(2026, 9, 7, 5, tzinfo=UTC),
        datetime(2026, 9, 9, 5, tzinfo=UTC),
        Lead(country="US", subdivision="NY"),
    )
    holiday = next(one for one in span.reasons if one.kind is SpanKind.HOLIDAY)

    assert (holiday.name, holiday.work_lost, holiday.activity) == ("Labor Day", 8 * HOUR, 0.6)
    assert (span.usual, span.share_lost) == (16 * HOUR, 0.5)


def test_too_short_a_notice_is_told_in_working_hours():
    """A weekend is no time to answer."""
    span = timing.explain(
        datetime(2026, 11, 20, 16, tzinfo=UTC),
        datetime(2026, 11, 23, 11, tzinfo=UTC),
        Lead(country="DE"),
    )
    reason = next(one for one in span.reasons if one.kind is SpanKind.SHORT_NOTICE)

    assert reason.name == "4.0 working hours have passed, 4 in 5 answers need up to 13.5"
    assert reason.source is not None


def test_nothing_is_too_early_where_nobody_has_counted_answers():
    """The table of reply times may be empty."""
    facts = BUNDLED.with_table("reply_times", [])
    span = timing.explain(NOW, NOW + HOUR, Lead(country="DE"), facts=facts)

    assert SpanKind.SHORT_NOTICE not in kinds(span)


def test_a_zone_without_a_country_has_no_seasons():
    """And no share is lost where nothing is usual."""
    somewhere = timing.explain(NOW, NOW + 9 * HOUR, Lead(timezone="Asia/Tokyo"))
    weekend = timing.explain(
        datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC), Lead(country="DE")
    )

    assert SpanKind.SEASON not in kinds(somewhere)
    assert weekend.share_lost is None


@pytest.mark.parametrize(
    ("country", "day", "activity"),
    [("CN", "2026-02-18", 0.22), ("CN", "2026-06-19", 0.35), ("US", "2026-11-26", 0.14)],
)
def test_a_holiday_is_no_busier_than_its_season(country, day, activity):
    """The Spring Festival is quieter than other Chinese holidays."""
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    span = timing.explain(noon, noon + timedelta(hours=2), Lead(country=country))

    assert [one.activity for one in span.reasons if one.kind == "holiday"] == [activity]
