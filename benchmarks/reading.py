# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How much CPU time a list of leads takes, and how much memory: that must not grow with the list.

uv run benchmarks/reading.py [rows]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time

from pathlib import Path

from followup import readers


HEADERS = "客户名称,国家/地区,联系人,邮箱,电话,WhatsApp,官网,主营产品,客户等级,业务员,备注\n"
ROW = (
    '"Aguas {n}, S.L.",西班牙,Ana López {n},ana{n}@aguas{n}.example;ventas@aguas{n}.example,'
    '+34 91 555 {n:07d},34-6{n:08d},www.aguas{n}.example,"Water treatment, ponds",L2,Li,note {n}\n'
)


def peak() -> float:
    """The most memory that this program ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(path: Path, rows: int) -> None:
    """A list of so many customers."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADERS)
        file.writelines(ROW.format(n=number) for number in range(rows))


def measure(rows: int) -> None:
    """Read such a list once, keeping nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leads.csv")
        write(path, rows)
        began = time.process_time()
        table = readers.read_leads(path)
        count = sum(1 for _ in table)
        spent = time.process_time() - began
        size = path.stat().st_size / 1e6
    assert count == rows, f"{count} of {rows} leads"
    print(
        f"{rows:>9,} rows, {size:6.1f} MB: {spent:7.1f} s of CPU, {rows / spent:8,.0f} rows a second,"
        f" peak {peak():5.0f} MB, {table.problem_count} problems"
    )


if __name__ == "__main__":
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for rows in (1_000, 10_000, most):
        measure(rows)
