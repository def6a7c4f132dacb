"""When: time zones, working days and hours, the next good moment, and where the time of a silence went.

Nothing here reads the clock, the environment or the network. The room is lazy as the front door is: a name is
loaded when it is first used, so that a schedule costs nothing of what a diagnosis needs.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from followup.timing.arithmetic import add_working_time, overlap, working_time_between
    from followup.timing.days import Day, DayKind
    from followup.timing.intervals import Interval
    from followup.timing.moves import why_moved
    from followup.timing.places import ZoneCandidate, zones_for
    from followup.timing.schedule import Schedule
    from followup.timing.season_table import Season, seasons
    from followup.timing.silence import SilenceSpan, SpanKind, SpanReason, explain
    from followup.timing.system import SystemZones, system_zones
    from followup.timing.walls import WallKind, WallTime, at_wall, odd_times
    from followup.timing.windows import NoWindow, Window, next_window, send_windows
    from followup.timing.workcalendar import WorkCalendar
    from followup.timing.zones import database_version, local, zone

_ROOMS = {
    "arithmetic": ("add_working_time", "overlap", "working_time_between"),
    "days": ("Day", "DayKind"),
    "intervals": ("Interval",),
    "moves": ("why_moved",),
    "places": ("ZoneCandidate", "zones_for"),
    "schedule": ("Schedule",),
    "season_table": ("Season", "seasons"),
    "silence": ("SilenceSpan", "SpanKind", "SpanReason", "explain"),
    "system": ("SystemZones", "system_zones"),
    "walls": ("WallKind", "WallTime", "at_wall", "odd_times"),
    "windows": ("NoWindow", "Window", "next_window", "send_windows"),
    "workcalendar": ("WorkCalendar",),
    "zones": ("database_version", "local", "zone"),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Day",
    "DayKind",
    "Interval",
    "NoWindow",
    "Schedule",
    "Season",
    "SilenceSpan",
    "SpanKind",
    "SpanReason",
    "SystemZones",
    "WallKind",
    "WallTime",
    "Window",
    "WorkCalendar",
    "ZoneCandidate",
    "add_working_time",
    "at_wall",
    "database_version",
    "explain",
    "local",
    "next_window",
    "odd_times",
    "overlap",
    "seasons",
    "send_windows",
    "system_zones",
    "why_moved",
    "working_time_between",
    "zone",
    "zones_for",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    # Kept, so that the next look is a plain one.
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
