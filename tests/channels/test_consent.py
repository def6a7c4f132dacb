"""What the messengers' own rules allow."""

from __future__ import annotations

import json

from datetime import UTC, datetime, timedelta

import pytest

from followup import channels
from followup.errors import NaiveTime, UnknownName


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("channel", "since", "form", "left"),
    [
        ("whatsapp", timedelta(hours=20), "free_form", timedelta(hours=4)),
        ("messenger", timedelta(hours=24), "template_only", None),
        ("whatsapp", timedelta(hours=-1), "free_form", timedelta(hours=24)),
        ("whatsapp", None, "needs_opt_in", None),
        ("email", timedelta(days=9), "free_form", None),
    ],
)
def test_the_window_closes_a_day_after_the_last_message(channel, since, form, left):
    """Twenty-four hours are over when they are over, and never more, though their clock be ahead."""
    last = None if since is None else NOW - since
    window = channels.reply_window(channel, last, now=NOW)

    assert (window.form, window.left) == (form, left)
    assert channels.ReplyWindow.from_dict(json.loads(json.dumps(window.to_dict()))) == window


def test_slips_are_refused():
    """Times without a zone and channels without a name."""
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(NaiveTime):
        channels.reply_window("whatsapp", NOW, now=naive)
    with pytest.raises(NaiveTime):
        channels.reply_window("whatsapp", naive, now=NOW)
    with pytest.raises(UnknownName):
        channels.reply_window("pigeon", NOW, now=NOW)
