"""Which channels there are, and when each existed."""

from __future__ import annotations

import json
import subprocess
import sys

from datetime import date

import pytest

from followup import channels
from followup.channels.registry import find, first_day, on_day
from followup.data import BUNDLED, load
from followup.errors import UnknownName


TODAY = date(2026, 11, 22)
NAMED = """
    email phone sms whatsapp messenger facebook instagram x twitter telegram signal viber line kakaotalk
    wechat qq zalo imo snapchat discord skype google_hangouts google_chat microsoft_teams linkedin tiktok
    youtube vk max rcs apple_messages alibaba_trademanager made_in_china_chat
""".split()


@pytest.mark.parametrize("slug", NAMED)
def test_every_channel_of_the_trade_is_known(slug):
    """A slug leads to its channel, which has a life span with a source."""
    channel = channels.get(slug)

    assert channel.slug == slug
    assert channel.spans
    assert all(span.source.title for span in channel.spans)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Google Hangouts", "google_hangouts"), ("weixin", "wechat"), ("FB", "facebook"), ("X", "x")],
)
def test_other_names_lead_to_the_same_channel(name, slug):
    """Names are read in any case, and so are the ones that people use."""
    assert channels.get(name).slug == slug


def test_an_unknown_name_is_refused_with_the_nearest():
    """A slip is answered with what was meant; names from records are only looked for."""
    with pytest.raises(UnknownName, match="telegram"):
        channels.get("telegramm")
    assert find("telegramm") is None


def test_all_gives_retired_channels_too():
    """An old record may name any of them."""
    slugs = [channel.slug for channel in channels.all()]

    assert len(slugs) == len(set(slugs)) >= 33
    assert "icq" in slugs


@pytest.mark.parametrize(
    ("slug", "day", "alive"),
    [
        ("skype", date(2025, 5, 4), True),
        ("skype", date(2025, 5, 5), False),
        ("google_hangouts", date(2022, 10, 31), True),
        ("google_hangouts", date(2022, 11, 1), False),
        ("whatsapp", date(2009, 2, 23), False),
        ("whatsapp", TODAY, True),
        ("email", date(1990, 1, 1), True),
    ],
)
def test_a_channel_lives_from_its_first_day_until_its_last(slug, day, alive):
    """The day of the end is outside."""
    channel = channels.get(slug)

    assert channel.alive(day) is alive
    assert channel.name_on(day) == (channel.name if alive else None)


def test_a_channel_may_live_longer_in_one_country():
    """MSN Messenger went on in China for a year and a half."""
    msn = channels.get("msn")

    assert msn.alive(date(2014, 1, 1), "CN")
    assert not msn.alive(date(2014, 1, 1), "DE")


def test_twitter_became_x_and_skype_left_a_successor():
    """A rename keeps the handles; a retirement only names what took its place."""
    twitter, x, skype = (channels.get(name) for name in ("twitter", "x", "skype"))

    assert on_day(twitter, TODAY) == x
    assert on_day(x, date(2020, 1, 1)) == twitter
    assert on_day(twitter, date(2000, 1, 1)) == twitter
    assert on_day(x, date(2000, 1, 1)) == x
    assert on_day(skype, TODAY) == skype
    assert (skype.successor, skype.renamed, str(skype.ended.end)) == (
        "microsoft_teams",
        False,
        "2025-05-05",
    )
    assert channels.get("email").successor is None
    assert channels.get("email").ended is None


def test_dates_may_be_years_or_months():
    """What is known only by its year counts from its first day."""
    assert [first_day(text) for text in ("", "2024", "2024-02", "2024-02-21")] == [
        None,
        date(2024, 1, 1),
        date(2024, 2, 1),
        date(2024, 2, 21),
    ]


def test_a_channel_survives_json():
    """Nothing is lost on the way to a file and back."""
    for channel in channels.all():
        assert channels.Channel.from_dict(json.loads(json.dumps(channel.to_dict()))) == channel


def test_your_own_table_of_spans_stands_in_the_place_of_ours():
    """Facts are dated, and yours may be newer."""
    rows = [dict(row) for row in load("channel_spans").rows if row["slug"] != "zalo"]
    rows.append({**rows[0], "slug": "zalo", "start": "", "end": "2026-01-01", "source": ""})
    facts = BUNDLED.with_table("channel_spans", rows)

    assert not channels.get("zalo", facts=facts).alive(TODAY)
    assert channels.get("zalo", facts=facts).spans[0].source.title == "your own table"
    assert channels.get("zalo").alive(TODAY)


def test_every_row_of_our_tables_speaks_of_a_channel_that_exists():
    """Tables agree with each other."""
    known = {channel.slug for channel in channels.all()}
    for table, column in (
        ("channel_spans", "slug"),
        ("channel_access", "channel"),
        ("rankings", "channel"),
    ):
        assert {row[column] for row in load(table).rows} <= known
    successors = {row["successor"] for row in load("channel_spans").rows} - {""}
    assert successors <= known


@pytest.mark.parametrize(
    "table", ["channels", "channel_spans", "channel_regions", "channel_access"]
)
def test_every_house_judgement_says_why(table):
    """What was not read anywhere is marked and reasoned."""
    for row in load(table).rows:
        if row["source"] == "house judgement":
            assert row.get("reason") or row.get("note")


def test_importing_channels_loads_nothing_heavy():
    """No number plans, no network, no TLS."""
    code = (
        "import sys, followup.channels;"
        "sys.exit(bool({'phonenumbers', 'dns', 'httpx', 'ssl', 'cattrs'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_span_that_nobody_read_is_marked():
    """Skype's end was read, WeChat's beginning is known to the house."""
    assert [span.confirmed for span in channels.get("skype").spans] == [True]
    assert [span.confirmed for span in channels.get("wechat").spans] == [False]
