"""When: time zones, working days and hours, the next good moment, and where the time of a silence went.

Nothing here reads the clock, the environment or the network.
"""

from __future__ import annotations

from followup._door import door


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup.timing.arithmetic import (
        add_working_time as add_working_time,
        overlap as overlap,
        working_time_between as working_time_between,
    )
    from followup.timing.days import Day as Day, DayKind as DayKind
    from followup.timing.intervals import Interval as Interval
    from followup.timing.moves import why_moved as why_moved
    from followup.timing.places import ZoneCandidate as ZoneCandidate, zones_for as zones_for
    from followup.timing.schedule import Schedule as Schedule
    from followup.timing.season_table import Season as Season, seasons as seasons
    from followup.timing.silence import (
        SilenceSpan as SilenceSpan,
        SpanKind as SpanKind,
        SpanReason as SpanReason,
        explain as explain,
    )
    from followup.timing.system import SystemZones as SystemZones, system_zones as system_zones
    from followup.timing.walls import (
        WallKind as WallKind,
        WallTime as WallTime,
        at_wall as at_wall,
        odd_times as odd_times,
    )
    from followup.timing.windows import (
        NoWindow as NoWindow,
        Window as Window,
        next_window as next_window,
        send_windows as send_windows,
    )
    from followup.timing.workcalendar import WorkCalendar as WorkCalendar
    from followup.timing.zones import (
        database_version as database_version,
        local as local,
        zone as zone,
    )

__all__, __getattr__, __dir__ = door(
    __name__,
    {
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
    },
)
