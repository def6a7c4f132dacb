"""Whether the machine's own time zone files are older than the pinned ones."""

from __future__ import annotations

import zoneinfo

from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytz

from followup._value import Value
from followup.timing import zones
from followup.timing._table import instant


_LOOKS, _BETWEEN = 13, timedelta(days=28)
_HEAD = "# version "
_VERSION_LENGTH = 16


@attrs.frozen(kw_only=True)
class SystemZones(Value):
    """The machine's time zone files beside the pinned ones.

    Attributes:
        pinned: The edition that is used here.
        version: The edition of the files that ``zoneinfo`` finds; None where they do not say.
        folder: Where those files lie; None where there are none, and ``zoneinfo`` falls back to a package.
        differing: The zones in which they show another time within a year, in order.
        lacking: The zones that they do not have.
    """

    pinned: str
    version: str | None
    folder: str | None
    differing: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def stale(self) -> bool:
        """Whether code on this machine that asks ``zoneinfo`` gets another time for some zone."""
        return bool(self.differing)

    @property
    def reason(self) -> str:
        """One plain sentence for a log or a person."""
        edition = self.version or "of an unknown edition"
        if not self.stale:
            return f"The system's time zones ({edition}) show the same times as {self.pinned}."
        few = ", ".join(self.differing[:5])
        more = f" and {len(self.differing) - 5} more" if len(self.differing) > 5 else ""
        return (
            f"The system's time zones ({edition}) differ from {self.pinned} in {few}{more}."
            " Nothing here uses them; update tzdata for code that does."
        )


def system_zones(*, on: datetime) -> SystemZones:
    """Compare the machine's time zone files with the pinned ones over the year from a moment on.

    It reads those files, a tenth of a second's work; nothing here calls it by itself.

    Args:
        on: From when (aware).

    Raises:
        NaiveTime: ``on`` has no zone.
        InvalidValue: It lies outside the years 1900 to 2200.
    """
    instant("on", on)
    start = on.astimezone(UTC)
    looks = [start + count * _BETWEEN for count in range(_LOOKS)]
    differing, lacking = [], []
    for name in pytz.all_timezones:
        try:
            theirs = zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
            lacking.append(name)
            continue
        ours = zones.zone(name)
        if any(
            look.astimezone(theirs).utcoffset() != look.astimezone(ours).utcoffset()
            for look in looks
        ):
            differing.append(name)
    folder = next((path for path in map(Path, zoneinfo.TZPATH) if path.is_dir()), None)
    return SystemZones(
        pinned=zones.database_version(),
        version=None if folder is None else _version(folder),
        folder=None if folder is None else str(folder),
        differing=tuple(differing),
        lacking=tuple(lacking),
    )


def _version(folder: Path) -> str | None:
    """The edition that the files name, in one of the places where distributions write it."""
    for name in ("tzdata.zi", "+VERSION", "version"):
        try:
            with (folder / name).open(encoding="utf-8", errors="replace") as file:
                line = file.readline(200).strip()
        except OSError:
            continue
        version = line.removeprefix(_HEAD)
        if 0 < len(version) <= _VERSION_LENGTH:
            return version
    return None
