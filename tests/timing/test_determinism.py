"""The same question has the same answer on every machine, in every thread, after every journey."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from followup import timing
from followup.models import Lead


NOW = datetime(2026, 12, 23, 17, 5, tzinfo=UTC)
CODE = """
import json
from datetime import UTC, datetime, timedelta
from followup import timing
from followup.models import Lead
now = datetime(2026, 12, 23, 17, 5, tzinfo=UTC)
leads = [Lead(country=code) for code in ("US", "CN", "AE", "IT", "MY", "BR")]
told = [timing.next_window(lead, now=now).to_dict() for lead in leads]
told += [timing.explain(now - timedelta(days=40), now, lead).to_dict() for lead in leads]
told += [season.to_dict() for season in timing.seasons("SA", 2027)]
print(json.dumps(told, sort_keys=True))
"""
PLACES = (
    {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "77"},
)


def test_the_machine_does_not_matter():
    """Neither its clocks, nor its language, nor its hash seed."""
    told = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            env=os.environ | place,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for place in PLACES
    }

    assert len(told) == 1


def answers(country):
    """Some answers about a country."""
    lead = Lead(country=country)
    return (
        timing.next_window(lead, now=NOW),
        timing.explain(NOW - timedelta(days=30), NOW, lead),
        timing.WorkCalendar.for_country(country).day("2026-12-24"),
        timing.seasons(country, 2026),
    )


def test_threads_get_the_same_answers():
    """Tables are built while others read them."""
    countries = ["DE", "US", "IN", "KR", "TR", "EG"] * 6
    with ThreadPoolExecutor(8) as pool:
        there = list(pool.map(answers, countries))

    assert there == [answers(country) for country in countries]


@pytest.mark.parametrize("country", ["DE", "US", "SA"])
def test_answers_and_calendars_survive_pickling(country):
    """And answer as before."""
    calendar = timing.WorkCalendar.for_country(country)
    again = pickle.loads(pickle.dumps(calendar))
    span = NOW - timedelta(days=400), NOW

    assert pickle.loads(pickle.dumps(answers(country))) == answers(country)
    assert (again, hash(again)) == (calendar, hash(calendar))
    assert again.schedule.working_time(*span) == calendar.schedule.working_time(*span)
    assert again != calendar.schedule
