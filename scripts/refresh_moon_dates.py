# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "holidays==0.109"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""Rebuild src/followup/data/moon_dates.csv: the first days of feasts that follow the moon, from ``holidays``.

    python scripts/refresh_moon_dates.py [folder]

The Islamic dates are those of a calculated calendar; where the moon is sighted, a feast may begin a day before or
after, which is what ``Day.window`` says.
"""

from __future__ import annotations

import csv
import sys

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from holidays.calendars.chinese import _ChineseLunisolar  # noqa: TID253 - the source
from holidays.calendars.hindu import _HinduLunisolar  # noqa: TID253 - the source
from holidays.calendars.islamic import _IslamicLunar  # noqa: TID253 - the source


DATA = Path(__file__).resolve().parents[1] / "src" / "followup" / "data"
YEARS = range(2000, 2077)
FEASTS: dict[str, Any] = {
    "ashura": _IslamicLunar.ASHURA_DATES,
    "diwali": _HinduLunisolar.DIWALI_INDIA_DATES,
    "eid_al_adha": _IslamicLunar.EID_AL_ADHA_DATES,
    "eid_al_fitr": _IslamicLunar.EID_AL_FITR_DATES,
    "hijri_new_year": _IslamicLunar.HIJRI_NEW_YEAR_DATES,
    "lunar_new_year": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
    "mawlid": _IslamicLunar.MAWLID_DATES,
    "mid_autumn": _ChineseLunisolar.MID_AUTUMN_DATES,
    "ramadan": _IslamicLunar.RAMADAN_BEGINNING_DATES,
}


def dates(listed: Any) -> Iterator[date]:
    """The dates of a feast; a year may have two of an Islamic one."""
    for year in YEARS:
        found = listed.get(year, ())
        several = (found,) if found and isinstance(found[0], int) else found
        yield from (date(year, *one) for one in several)


def main(folder: Path = DATA) -> None:
    """Write the table."""
    with (folder / "moon_dates.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("feast", "date"))
        for feast, listed in FEASTS.items():
            rows.writerows((feast, day) for day in sorted(dates(listed)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
