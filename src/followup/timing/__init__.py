"""When: time zones, working days and hours, the next good moment, and where the time of a silence went.

Nothing here reads the clock, the environment or the network.
"""

from __future__ import annotations

from followup.timing.arithmetic import add_working_time, overlap, working_time_between
from followup.timing.days import Day, DayKind
from followup.timing.intervals import Interval
from followup.timing.places import ZoneCandidate, zones_for
from followup.timing.schedule import Schedule
from followup.timing.silence import SilenceSpan, SpanKind, SpanReason, explain
from followup.timing.windows import NoWindow, Window, next_window, send_windows
from followup.timing.workcalendar import WorkCalendar
from followup.timing.zones import database_version, local, zone


__all__ = [
    "Day",
    "DayKind",
    "Interval",
    "NoWindow",
    "Schedule",
    "SilenceSpan",
    "SpanKind",
    "SpanReason",
    "Window",
    "WorkCalendar",
    "ZoneCandidate",
    "add_working_time",
    "database_version",
    "explain",
    "local",
    "next_window",
    "overlap",
    "send_windows",
    "working_time_between",
    "zone",
    "zones_for",
]
