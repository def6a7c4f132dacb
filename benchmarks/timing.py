# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "business-duration>=0.68", "businesstimedelta>=1.0.1", "holidays", "pandas", "pytz"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long it takes to count working time, beside two peers in the same run.

Read the ratios: they are steadier than microseconds on a shared machine. Bavaria's holidays, nine to five from
Monday to Friday, Berlin's clocks; every library is asked for the same spans and must give the same hours.

    uv run benchmarks/timing.py
"""

from __future__ import annotations

import statistics
import time

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

import pytz

from business_duration import businessDuration
from businesstimedelta import HolidayRule, Rules, WorkDayRule

from followup.data import BUNDLED
from followup.timing import WorkCalendar


SPANS = (1, 30, 365, 3650)
START = datetime(2026, 3, 2, 10, tzinfo=UTC)
BERLIN = pytz.timezone("Europe/Berlin")
WEEK = ("mon", "tue", "wed", "thu", "fri")


def ours() -> Callable[[datetime, datetime], float]:
    # Custom closes German offices at noon on 24 and 31 December; the peers know no half days.
    rows = [row for row in BUNDLED.table("half_days").rows if row["country"] == "*"]
    calendar = WorkCalendar.for_country(
        "DE",
        "BY",
        hours={day: [("09:00", "17:00")] for day in WEEK},
        facts=BUNDLED.with_table("half_days", rows),
    )
    schedule = calendar.schedule
    return lambda a, b: schedule.working_time(a, b) / timedelta(hours=1)


def bavaria() -> dict[date, str]:
    import holidays

    return holidays.country_holidays("DE", subdiv="BY", years=range(2025, 2038))


def businesstimedelta_() -> Callable[[datetime, datetime], float]:
    days = WorkDayRule(
        start_time=clock(9), end_time=clock(17), working_days=[0, 1, 2, 3, 4], tz=BERLIN
    )
    rules = Rules([days, HolidayRule(bavaria(), tz=BERLIN)])
    return lambda a, b: rules.difference(a, b).timedelta / timedelta(hours=1)


def business_duration_() -> Callable[[datetime, datetime], float]:
    off = bavaria()

    def hours(a: datetime, b: datetime) -> float:
        naive = [moment.astimezone(BERLIN).replace(tzinfo=None) for moment in (a, b)]
        return float(
            businessDuration(
                *naive, starttime=clock(9), endtime=clock(17), holidaylist=off, unit="hour"
            )
        )

    return hours


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


def main() -> None:
    contenders = {
        "followup": ours(),
        "business-duration": business_duration_(),
        "businesstimedelta": businesstimedelta_(),
    }
    print(f"{'days':>5} {'library':>18} {'hours':>9} {'µs':>12} {'x followup':>11}")
    first = None
    for days in SPANS:
        end = START + timedelta(days=days)
        base = None
        for name, count in contenders.items():
            if name == "businesstimedelta" and days > 365:
                continue
            took = microseconds(lambda count=count, end=end: count(START, end))
            base = base or took
            first = first or took
            print(
                f"{days:>5} {name:>18} {count(START, end):>9.2f} {took:>12.1f} {took / base:>11.0f}"
            )
        print(f"      followup at {days} days is {base / first:.2f} x its own time at {SPANS[0]}")


if __name__ == "__main__":
    main()
