# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "followup", "business-duration>=0.68", "businesstimedelta>=1.0.1", "django-bizcal>=0.13", "holidays", "pandas", "pytz",
# ]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long it takes to count working time, beside three peers in the same run, and what a fresh start costs.

Read the ratios: they are steadier than microseconds on a shared machine. Bavaria's holidays, nine to five from
Monday to Friday, Berlin's clocks; every library is asked the same and must give the same hours.

    uv run benchmarks/timing.py
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time as clock, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytz

from business_duration import businessDuration
from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule
from django_bizcal import WorkingCalendar

from followup import timing
from followup.data import BUNDLED
from followup.models import Lead
from followup.timing.pack import pack


SPANS = (1, 30, 365, 3650)
START = datetime(2026, 3, 2, 10, tzinfo=UTC)
EVENING = datetime(2026, 3, 6, 20, tzinfo=UTC)
BERLIN = pytz.timezone("Europe/Berlin")
WEEK = ("mon", "tue", "wed", "thu", "fri")
HOUR = timedelta(hours=1)
SOURCE = str(Path(__file__).resolve().parent.parent / "src")

# What a library answers: hours between two instants, the next opening, the instant 80 working hours later.
Answers = Mapping[str, Callable[..., object]]


def ours() -> Answers:
    # Custom closes German offices at noon on 24 and 31 December; the peers know no half days.
    rows = [row for row in BUNDLED.table("half_days").rows if row["country"] == "*"]
    calendar = timing.WorkCalendar.for_country(
        "DE",
        "BY",
        hours={day: [("09:00", "17:00")] for day in WEEK},
        facts=BUNDLED.with_table("half_days", rows),
    )
    schedule = calendar.schedule
    return {
        "between": lambda a, b: schedule.working_time(a, b) / HOUR,
        "next": lambda: schedule.next_open(EVENING),
        "add": lambda: schedule.add(START, 80 * HOUR),
    }


def bavaria() -> dict[date, str]:
    import holidays

    return holidays.country_holidays("DE", subdiv="BY", years=range(2025, 2038))


def businesstimedelta_() -> Answers:
    days = WorkDayRule(
        start_time=clock(9), end_time=clock(17), working_days=[0, 1, 2, 3, 4], tz=BERLIN
    )
    rules = Rules([days, HolidayRule(bavaria(), tz=BERLIN)])
    return {
        "between": lambda a, b: rules.difference(a, b).timedelta / HOUR,
        "next": lambda: rules.next(EVENING),
        "add": lambda: START + BusinessTimeDelta(rules, hours=80),
    }


def business_duration_() -> Answers:
    off = bavaria()

    def hours(a: datetime, b: datetime) -> float:
        naive = [moment.astimezone(BERLIN).replace(tzinfo=None) for moment in (a, b)]
        return float(
            businessDuration(
                *naive, starttime=clock(9), endtime=clock(17), holidaylist=off, unit="hour"
            )
        )

    return {"between": hours}


def django_bizcal_() -> Answers:
    calendar = WorkingCalendar.from_country(
        country="DE",
        subdivision="BY",
        years=range(2025, 2038),
        tz="Europe/Berlin",
        weekly_schedule={day: [("09:00", "17:00")] for day in range(5)},
    )
    local = EVENING.astimezone(ZoneInfo("Europe/Berlin"))
    return {
        "between": calendar.business_hours_between,
        "next": lambda: calendar.next_business_datetime(local),
        "add": lambda: calendar.add_business_hours(START, 80),
    }


def microseconds(call: Callable[[], object], budget: float = 1.0) -> float:
    """The median CPU time of one call; slow ones are called less often."""
    call()
    began = time.thread_time()
    call()
    once = max(time.thread_time() - began, 1e-6)
    times = max(1, min(2000, int(budget / 5 / once)))
    rounds = []
    for _ in range(5):
        began = time.thread_time()
        for _ in range(times):
            call()
        rounds.append((time.thread_time() - began) / times)
    return statistics.median(rounds) * 1e6


def spans(contenders: Mapping[str, Answers]) -> None:
    """Working time over a day, a month, a year and ten."""
    print(f"{'days':>5} {'library':>18} {'hours':>9} {'µs':>12} {'x followup':>11}")
    first = None
    for days in SPANS:
        end = START + timedelta(days=days)
        base = None
        for name, answers in contenders.items():
            count = answers["between"]
            if name == "businesstimedelta" and days > 365:
                continue
            took = microseconds(lambda count=count, end=end: count(START, end))
            base = base or took
            first = first or took
            hours = count(START, end)
            print(f"{days:>5} {name:>18} {hours:>9.2f} {took:>12.1f} {took / base:>11.1f}")
        print(f"      followup at {days} days is {base / first:.2f} x its own time at {SPANS[0]}")


def moments(contenders: Mapping[str, Answers]) -> None:
    """The next opening, and 80 working hours later."""
    for what, words in (("next", "next opening"), ("add", "80 hours later")):
        base = None
        for name, answers in contenders.items():
            if what in answers:
                took = microseconds(answers[what])
                base = base or took
                print(f"{words:>14} {name:>18} {took:>9.1f} µs {took / base:>7.1f} x followup")


BARE = f"import sys; sys.path.insert(0, {SOURCE!r})"
FIRST = {
    "bare Python": BARE,
    "pytz": f"{BARE}; import pytz",
    "pytz and followup.timing": f"{BARE}; import pytz, followup.timing",
    "first opening, followup": f"""{BARE}
from datetime import UTC, datetime
from followup import timing
timing.WorkCalendar.for_country("DE").schedule.next_open(datetime(2026, 12, 25, tzinfo=UTC))""",
    "first Day, followup": f"""{BARE}
from followup import timing
timing.WorkCalendar.for_country("DE").day("2026-12-25")""",
    "first working day, holidays and pytz": f"""{BARE}
import datetime, holidays, pytz
zone = pytz.timezone("Europe/Berlin")
holidays.country_holidays("DE").is_working_day("2026-12-25")
zone.localize(datetime.datetime(2026, 12, 25, 9))""",
}
_SPENT = "\nimport resource; u = resource.getrusage(0); print(u.ru_utime + u.ru_stime)"


def fresh(rounds: int = 15) -> None:
    """The CPU time of a whole interpreter until its first answer; the rounds alternate."""
    spent: dict[str, list[float]] = {name: [] for name in FIRST}
    for _ in range(rounds):
        for name, code in FIRST.items():
            ran = subprocess.run(
                [sys.executable, "-c", code + _SPENT], capture_output=True, text=True, check=True
            )
            spent[name].append(float(ran.stdout.split()[-1]) * 1e3)
    medians = {name: statistics.median(times) for name, times in spent.items()}
    bare, *_, peer = medians.values()
    for name, median in medians.items():
        share = (median - bare) / (peer - bare)
        print(f"{name:>38} {median:>7.1f} ms {share:>6.0%} of what holidays and pytz add")


def customers(count: int = 10_000) -> None:
    """Plan for many leads of many countries, half of them with a part of the country, from cold."""
    dice = random.Random(7)
    parts = pack().parts
    codes = sorted(code for code in parts if timing.zones_for(code))
    leads = []
    for _ in range(count):
        code = dice.choice(codes)
        part = dice.choice(parts[code]) if parts[code] and dice.random() < 0.5 else None
        leads.append(Lead(country=code, subdivision=part))
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    for word in ("cold", "warm"):
        began = time.process_time()
        for number, lead in enumerate(leads):
            timing.next_window(lead, now=now + timedelta(minutes=7 * number))
        print(f"{count} customers planned, {word}: {time.process_time() - began:.2f} s")


def main() -> None:
    customers()
    fresh()
    contenders = {
        "followup": ours(),
        "business-duration": business_duration_(),
        "django-bizcal": django_bizcal_(),
        "businesstimedelta": businesstimedelta_(),
    }
    moments(contenders)
    spans(contenders)


if __name__ == "__main__":
    main()
