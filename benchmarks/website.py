# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long a page takes to read, how hostile ones end, and how long a stored customer takes to judge again.

Figures are those of your machine: run it twice, on a quiet one. Hostile pages are 2 MB of one piece each; the bars are
1 s of CPU and 50 MiB at the peak.

    uv run benchmarks/website.py
"""

from __future__ import annotations

import time
import tracemalloc

from collections.abc import Callable

from followup import Inquiry, Lead
from followup.verify import (
    EmailReport,
    MailSetup,
    SiteReport,
    VerifyPolicy,
    address,
    judge,
    read_page,
)


URL = "https://www.aguas.example/"
ROW = (
    '<div class="card"><a href="/pumps/{0}" title="Pump {0}"><img src="/i/{0}.jpg" alt="x"></a><h3>Pump {0}</h3>'
    "<p>We build pumps of {0} kW for towns and farms, and we ship them to any port.</p></div>\n"
)
PAGE = (
    "<html lang='en'><head><title>Aguas | Pumps</title></head><body><nav><a href='/contact'>Contact</a></nav>"
    + "".join(ROW.format(number) for number in range(270))
    + "<footer>© 2026 Aguas del Sur S.L., Calle Mayor 5, Madrid, Spain. +34 912 345 678</footer>"
).encode()
PIECES = (
    b"<div>", b"<a b=c ", b"<a href=x>", b"<!--", b"<script", b"<script type=application/ld+json>", b"<meta ", b"<p title='",
    b"\x00<p", b"&#", b"coming soon ", b" Ltd A", b"(c) 2024 ", b"\xc2\xa9", b"1, Spain\n", b"+34 912 345 678 ", b"a@b.",
    b"wechat: ", b"lorem ipsum ", b"\xe6\x9c\x89\xe9\x99\x90\xe5\x85\xac\xe5\x8f\xb8", b"PT Aa ", b"http://",
)  # fmt: skip


def best(run: Callable[[], object], times: int = 20) -> float:
    """Milliseconds of CPU, the best of some runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return 1_000 * min(spent)


def peak(run: Callable[[], object]) -> float:
    """MiB at the peak."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1_048_576


def stored_customer() -> Callable[[], object]:
    site = SiteReport(url=URL, kind="working", final_url=URL, page=read_page(PAGE, url=URL))
    email = EmailReport(
        address=address("ana@aguas.example"), mail=MailSetup.MX, mx=("mx.aguas.example",)
    )
    inquiry = Inquiry(
        text="Please quote 200 pcs of UV lamp 75 W, CIF Valencia. What is the lead time?"
    )
    lead = Lead(company="Aguas del Sur S.L.", country="ES", inquiry=inquiry)
    policy = VerifyPolicy()
    return lambda: judge(lead, email, site, policy=policy)


def main() -> None:
    read_page(PAGE, url=URL)
    print(f"a page of {len(PAGE) // 1_000} KB: {best(lambda: read_page(PAGE, url=URL)):.2f} ms")
    print(f"a stored customer, judged again: {best(stored_customer()):.2f} ms")
    worst_time = worst_peak = (0.0, b"")
    for piece in PIECES:
        page = (piece * (2_000_000 // len(piece) + 1))[:2_000_000]
        worst_time = max(worst_time, (best(lambda page=page: read_page(page, url=URL), 1), piece))
        worst_peak = max(worst_peak, (peak(lambda page=page: read_page(page, url=URL)), piece))
    print(
        f"2 MB of the worst of {len(PIECES)} pieces: {worst_time[0]:.0f} ms of CPU ({worst_time[1]!r})"
    )
    print(f"  and {worst_peak[0]:.0f} MiB at the peak ({worst_peak[1]!r})")


if __name__ == "__main__":
    main()
