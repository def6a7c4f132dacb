"""Local times that happen twice or never, raw pytz zones, and stale files of the system."""

from __future__ import annotations

import zoneinfo

from datetime import UTC, datetime, timedelta

import pytest
import pytz

from followup import timing
from followup._normal import require_aware
from followup.errors import InvalidValue, NaiveTime, UnknownName
from followup.timing import Schedule, WallKind


@pytest.mark.parametrize(
    ("zone", "wall", "kind", "first", "second"),
    [
        ("Europe/Paris", "2026-06-01T12:00", "exact", "2026-06-01T10:00", None),
        (
            "Europe/Paris",
            "2026-10-25T02:15",
            "ambiguous",
            "2026-10-25T00:15",
            "2026-10-25T01:15",
        ),
        (
            "Europe/Paris",
            "2026-03-29T02:15",
            "nonexistent",
            "2026-03-29T01:15",
            "2026-03-29T00:15",
        ),
    ],
)
def test_a_time_on_the_wall_is_told_for_what_it_is(zone, wall, kind, first, second):
    """The first of two; of none the one after the gap."""
    found = timing.at_wall(wall, zone)
    seen = [found.first.astimezone(UTC), found.second and found.second.astimezone(UTC)]

    assert found.kind == kind
    assert seen == [
        text and datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (first, second)
    ]
    assert found == timing.at_wall(datetime.fromisoformat(wall), zone.lower())


def test_a_time_that_does_not_exist_is_shown_after_the_gap():
    """A quarter past two became a quarter past three."""
    assert timing.at_wall("2026-03-29T02:15", "Europe/Paris").first.hour == 3


@pytest.mark.parametrize(
    "wall", ["noon", 12, datetime(2026, 1, 1, tzinfo=UTC), "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_what_is_no_time_on_a_wall_is_refused(wall):
    """With the remedy."""
    with pytest.raises(InvalidValue, match="without a zone"):
        timing.at_wall(wall, "Europe/Paris")
    with pytest.raises(UnknownName):
        timing.at_wall("2026-01-01T00:00", "Europe/Pari")


def test_openings_that_the_clocks_skip_or_repeat_are_reported():
    """A night shift in spring and in autumn."""
    plant = Schedule("Europe/Paris", {"sat": [("22:00", "02:30")]})
    year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

    assert [(one.wall, one.kind) for one in timing.odd_times(plant, *year)] == [
        ("2026-03-29T02:30:00", WallKind.NONEXISTENT),
        ("2026-10-25T02:30:00", WallKind.AMBIGUOUS),
    ]


def refused(moment):
    """Whether a moment is refused with the remedy."""
    try:
        require_aware("now", moment)
    except InvalidValue as error:
        return "localize" in str(error)
    return False


@pytest.mark.parametrize("name", pytz.all_timezones)
def test_no_raw_pytz_zone_passes_for_the_zone_of_today(name):
    """Either it is refused, or it happens to show the right time."""
    zone = pytz.timezone(name)
    raw = datetime(2026, 1, 15, 12, tzinfo=zone)
    right = zone.localize(raw.replace(tzinfo=None))

    assert require_aware("now", right) is right
    assert refused(raw) or raw.utcoffset() == right.utcoffset()


def test_the_refusal_shows_the_wrong_offset_as_people_write_it():
    """Madrid's local mean time is a quarter of an hour behind Greenwich, a full quarter."""
    with pytest.raises(InvalidValue, match=r"-0:15:00, the local mean time of a raw pytz zone"):
        require_aware("now", datetime(2026, 1, 1, tzinfo=pytz.timezone("Europe/Madrid")))
    with pytest.raises(InvalidValue, match=r"\+8:06:00"):
        require_aware("now", datetime(2026, 1, 1, tzinfo=pytz.timezone("Asia/Shanghai")))


def test_clocks_are_never_moved_there_and_back_within_one_step_of_the_tables():
    """What the tables take for granted of every zone."""
    from followup.timing._quarters import STEP

    shortest = timedelta(days=1000)
    for name in pytz.all_timezones:
        zone = pytz.timezone(name)
        times = getattr(zone, "_utc_transition_times", [])
        offsets = [part[0] for part in getattr(zone, "_transition_info", [])]
        for at in range(1, len(times) - 1):
            if times[at].year >= 1900 and offsets[at - 1] != offsets[at]:
                back = next(
                    (
                        then
                        for then in range(at + 1, len(times))
                        if offsets[then] == offsets[at - 1]
                    ),
                    None,
                )
                if back is not None:
                    shortest = min(shortest, times[back] - times[at])

    assert shortest > timedelta(days=STEP)


class TestSystemZones:
    """The machine's own files beside the pinned ones."""

    def test_the_same_files_are_not_stale(self, monkeypatch, tmp_path):
        """A system with the files of today."""
        self._system(monkeypatch, tmp_path, {"Europe/Paris": "Europe/Paris"})
        (tmp_path / "Europe/Rome").write_bytes(b"no zone at all")
        found = timing.system_zones(on=datetime(2026, 11, 22, tzinfo=UTC))

        assert (found.stale, found.version) == (False, "2025b")
        assert "Europe/Rome" in found.lacking
        assert (
            found.reason
            == f"The system's time zones (2025b) show the same times as {found.pinned}."
        )

    def test_files_with_another_time_are_named(self, monkeypatch, tmp_path):
        """As if half of Europe had not changed its clocks."""
        names = "Berlin Lisbon London Madrid Paris Rome".split()
        old = {f"Europe/{name}": "Asia/Tokyo" for name in names}
        self._system(monkeypatch, tmp_path, old, version="unreadable and far too long to be one")
        found = timing.system_zones(on=datetime(2026, 11, 22, tzinfo=UTC))

        assert found.stale
        assert found.version is None
        assert found.differing[0] == "Europe/Berlin"
        assert "of an unknown edition" in found.reason
        assert "and 1 more" in found.reason
        assert found.folder == str(tmp_path)

    def test_a_machine_without_files_falls_back_to_a_package(self, monkeypatch):
        """Or lacks all zones."""
        monkeypatch.setattr(zoneinfo, "TZPATH", ())
        zoneinfo.ZoneInfo.clear_cache()
        found = timing.system_zones(on=datetime(2026, 11, 22, tzinfo=UTC))

        assert (found.version, found.folder) == (None, None)

    def test_it_asks_for_an_aware_moment(self):
        """As everything does."""
        with pytest.raises(NaiveTime):
            timing.system_zones(on=datetime.fromisoformat("2026-11-22"))

    @staticmethod
    def _system(monkeypatch, folder, files, version="2025b"):
        """A folder of zone files as a system has it."""
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with pytz.open_resource(content) as file:
                path.write_bytes(file.read())
        (folder / "+VERSION").write_text(f"{version}\n", encoding="utf-8")
        original = zoneinfo.TZPATH
        zoneinfo.reset_tzpath([str(folder)])
        zoneinfo.ZoneInfo.clear_cache()
        monkeypatch.setattr(zoneinfo, "TZPATH", (str(folder),))
        assert original is not None

    @pytest.fixture(autouse=True)
    def _afterwards(self):
        """The machine's own files again."""
        yield
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
