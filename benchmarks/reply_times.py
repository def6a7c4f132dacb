# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How well the reply model foretells: bits per message, overdue flags and calibration, beside Kaplan-Meier.

The exchanges are read from a table that you pass: a CSV file (plain or gzipped) with the columns ``src``, ``sender``,
``recipient``, ``sent_at``, ``recipient_off``, ``sender_off``, ``recipient_cc``, ``replied_at`` and ``censor_at`` (Unix
seconds; offsets in minutes). Each source is split in the order of time: the model learns from the first 70 %, and then
one outcome at a time, when it is known. Lower bits are better; a flag at 80 % should be raised for one answer in five.

    uv run benchmarks/reply_times.py messages.csv.gz [--still]

With ``--still`` nothing is learned after the first 70 %.
"""

from __future__ import annotations

import bisect
import collections
import csv
import gzip
import heapq
import itertools
import math
import pathlib
import sys
import time

from datetime import UTC, datetime, timedelta

from followup.diagnose import Exchange, Outlook, ReplyModel


DAY = 86_400
EDGES = [
    900,
    1800,
    3600,
    7200,
    14_400,
    28_800,
    57_600,
    *(days * DAY for days in (1, 2, 3, 5, 7, 14, 30)),
]
HORIZON = 30 * DAY
SILENCES = (1, 3, 7)
Row = tuple[int, int | None, dict[str, str]]
BARS = {"openbmc": 2.30, "R lists": 1.89}


def moment(seconds: int) -> datetime:
    """Unix seconds as an instant."""
    return datetime.fromtimestamp(seconds, UTC)


def load(path: pathlib.Path) -> dict[str, list[Row]]:
    """The rows that were watched for 30 days, by source, in the order of time."""
    opened = gzip.open if path.suffix == ".gz" else open
    found = collections.defaultdict(list)
    with opened(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            sent = int(row["sent_at"])
            late = int(row["replied_at"]) - sent if row["replied_at"] else None
            if sent + HORIZON > int(row["censor_at"]) or (late is not None and late <= 0):
                continue
            source = "R lists" if row["src"].startswith("rlist") else row["src"]
            found[source].append(
                (sent, late if late is not None and late <= HORIZON else None, row)
            )
    for rows in found.values():
        rows.sort(key=lambda one: one[0])
    return found


def exchange(sent: int, late: int | None, row: dict[str, str]) -> Exchange:
    """A row as the library takes it."""
    return Exchange(
        sender=row["sender"],
        recipient=row["recipient"],
        sent_at=moment(sent),
        replied_at=None if late is None else moment(sent + late),
        country=row["recipient_cc"].upper() or None,
    )


def zones(rows: list[Row]) -> dict[str, int]:
    """Where each contact lives: the offset that it was seen to write at most often; no outcome tells that."""
    seen = collections.defaultdict(collections.Counter)
    for _, _, row in rows:
        for who, offset in (
            (row["sender"], row["sender_off"]),
            (row["recipient"], row["recipient_off"]),
        ):
            if offset:
                seen[who][int(offset)] += 1
    return {who: offsets.most_common(1)[0][0] for who, offsets in seen.items()}


def group(sent: int, row: dict[str, str]) -> str:
    """When the mail arrived on the recipient's walls."""
    if not row["recipient_off"]:
        return "zone unknown"
    local = moment(sent) + timedelta(minutes=int(row["recipient_off"]))
    if local.weekday() >= 5:
        return "weekend"
    if not 9 <= local.hour < 17:
        return "weekday night"
    return "Friday 9-17" if local.weekday() == 4 else "Mon-Thu 9-17"


def bin_of(late: int | None) -> int:
    """Where an answer lies among the edges; the last bin is never."""
    return len(EDGES) if late is None else bisect.bisect_left(EDGES, late)


def kaplan_meier(train: list[Row], test: list[Row]) -> float:
    """Bits per message of the plain curve of all; nothing is censored within 30 days."""
    counts = collections.Counter(bin_of(late) for _, late, _ in train)
    whole = len(train) + (len(EDGES) + 1) / 2
    return -sum(math.log2((counts[bin_of(late)] + 0.5) / whole) for _, late, _ in test) / len(test)


class Sheet:
    """What is counted on the way."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.bits = 0.0
        self.flags = collections.defaultdict(lambda: [0, 0])
        self.still = collections.defaultdict(list)

    def score(self, outlook: Outlook, sent: int, late: int | None, row: dict[str, str]) -> None:
        """One message and what became of it."""
        reached = [0.0, *(outlook.cdf(timedelta(seconds=edge)) for edge in EDGES), 1.0]
        at = bin_of(late)
        self.bits -= math.log2(max(reached[at + 1] - reached[at], 1e-6))
        if late is not None:
            flag = self.flags[group(sent, row)]
            flag[0] += outlook.overdue(0.8, now=moment(sent + late))
            flag[1] += 1
        by_then = reached[-2]
        for days in SILENCES:
            if late is None or late > days * DAY:
                come = outlook.cdf(timedelta(days=days))
                self.still[days].append(((by_then - come) / (1 - come), late is not None))


def calibration(pairs: list[tuple[float, bool]]) -> float:
    """The mean gap between what was foretold and what came, over ten groups of equal size."""
    pairs = sorted(pairs, key=lambda pair: pair[0])
    cuts = [len(pairs) * part // 10 for part in range(11)]
    gaps = (
        abs(sum(p - came for p, came in pairs[low:high])) for low, high in itertools.pairwise(cuts)
    )
    return sum(gaps) / len(pairs)


def measure(rows: list[Row], *, still: bool) -> tuple[Sheet, float, int]:
    """Learn from the first 70 %, then foretell the rest."""
    cut = int(len(rows) * 0.7)
    start = rows[cut][0]
    known = [row for row in rows[:cut] if row[0] + (HORIZON if row[1] is None else row[1]) <= start]
    waiting = [(sent + (late or HORIZON), place) for place, (sent, late, _) in enumerate(rows[:cut]) if sent + (late or HORIZON) > start]  # fmt: skip
    heapq.heapify(waiting)
    model = ReplyModel.learn((exchange(*row) for row in known), zones=zones(rows))
    sheet = Sheet()
    for place, (sent, late, row) in enumerate(rows[cut:], cut):
        due = []
        while not still and waiting and waiting[0][0] <= sent:
            due.append(exchange(*rows[heapq.heappop(waiting)[1]]))
        if due:
            model = model.update(due)
        heapq.heappush(waiting, (sent + (late or HORIZON), place))
        outlook = model.outlook(moment(sent), row["recipient"], sender=row["sender"])
        sheet.score(outlook, sent, late, row)
    return sheet, kaplan_meier(rows[:cut], rows[cut:]), len(rows) - cut


def main() -> int:
    """Print the measures; fail where a bar is missed."""
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if path is None or not path.exists():
        print("No table of exchanges: pass its path.")
        return 0
    missed = 0
    for source, rows in load(path).items():
        began = time.perf_counter()
        sheet, plain, n = measure(rows, still="--still" in sys.argv)
        bits = sheet.bits / n
        bar = min(BARS.get(source, math.inf), plain + 0.01)
        missed += bits > bar
        print(
            f"{source}: {bits:.3f} bits a message, Kaplan-Meier {plain:.3f}, bar {bar:.3f}; {n} messages, {time.perf_counter() - began:.0f} s"
        )
        for name, (raised, came) in sorted(sheet.flags.items()):
            print(f"  flagged at 80 %, {name}: {raised / came:.3f} of {came}")
        for days, pairs in sorted(sheet.still.items()):
            said, came = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
            print(
                f"  silent {days} d: foretold {said:.3f}, came {came:.3f}, calibration error {calibration(pairs):.3f} of {len(pairs)}"
            )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
